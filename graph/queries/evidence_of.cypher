// title: 某实体的全部证据
// about: 资料里每一处提到它的地方，和说到它的每一条关系、每一个数字的原文。
// group: 查找
// param: id = "" | 标识
// column: title | 文献
// column: published | 发表日期
// column: genre | 体裁
// column: type | 说的是
// column: other | 关于
// column: quote | 原文
// column: document | 文献标识
// column: start_at | 起
// column: end_at | 止
// column: said_by | 依据
// column: score | 把握
// column: other_id | 关于标识
// column: id | 证据标识
// show: table
// empty: 图中没有提到它的资料。
MATCH (n:Organization|Person|Place|Policy|Project|Event|Population|Fund)-[r]-(o)
WHERE n.id = $id AND NOT (r.type = 'PART_OF' AND n.label = 'PLACE')
OPTIONAL MATCH (d:Document) WHERE d.id = r.document
RETURN coalesce(d.name, '') AS title, coalesce(d.published, '') AS published, coalesce(d.genre, '') AS genre, r.type AS type,
       CASE WHEN r.type = 'MENTIONS' THEN '' ELSE o.name END AS other, r.quote AS quote, r.document AS document,
       r.start_at AS start_at, r.end_at AS end_at, r.said_by AS said_by, r.score AS score,
       CASE WHEN r.type = 'MENTIONS' THEN '' ELSE o.id END AS other_id, r.id AS id
ORDER BY title, document, start_at, end_at, type, other_id, id
