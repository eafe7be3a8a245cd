// title: 某实体的全部证据
// about: 资料里每一处提到它的地方。
// group: 查找
// param: id = "" | 标识
// column: title | 文献
// column: published | 发表日期
// column: genre | 体裁
// column: quote | 原文
// column: document | 文献标识
// column: start_at | 起
// column: end_at | 止
// column: said_by | 依据
// column: score | 把握
// show: table
// empty: 图中没有提到它的资料。
MATCH (d:Document)-[m:MENTIONS]->(n) WHERE n.id = $id
RETURN d.name AS title, coalesce(d.published, '') AS published, d.genre AS genre, m.quote AS quote, d.id AS document, m.start_at AS start_at,
       m.end_at AS end_at, m.said_by AS said_by, m.score AS score
ORDER BY title, document, start_at, end_at, said_by
