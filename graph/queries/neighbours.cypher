// title: 一个实体的邻居的关系
// about: 离它两步以内的关系，带原句；太多时只取来源多、把握大的。地方到达即止：什么都在某个地方，经过地方就没有边界了。
// group: 查找
// param: id = "" | 标识
// param: most = 4000 | 最多几条
// column: head | 从
// column: type | 关系
// column: tail | 到
// column: title | 职务
// column: amount | 金额
// column: mode | 方式
// column: quote | 原句
// column: document | 文献标识
// column: start_at | 起
// column: end_at | 止
// column: said_by | 依据
// column: score | 把握
// column: sources | 来源数
// column: head_id | 从标识
// column: tail_id | 到标识
// column: head_label | 从类别
// column: tail_label | 到类别
// column: head_kind | 从类型
// column: tail_kind | 到类型
// column: head_five | 从五社
// column: tail_five | 到五社
// column: head_code | 从区划代码
// column: tail_code | 到区划代码
// column: id | 关系标识
// link: head > tail | type
// show: network, table
// empty: 图中没有这个实体的关系。
MATCH (a:Organization|Person|Place|Policy|Project|Event|Population|Fund)-[:WORKS_FOR|LOCATED_IN|PART_OF|SUPERVISES|ESTABLISHES|OPERATES|FUNDS|INCUBATES|PARTNERS_WITH|MEMBER_OF|ISSUES|GOVERNED_BY|SERVES|REFERS_TO]-(x:Organization|Person|Place|Policy|Project|Event|Population|Fund)
WHERE a.id = $id AND x.label <> 'PLACE'
WITH DISTINCT x
MATCH (x)-[r:WORKS_FOR|LOCATED_IN|PART_OF|SUPERVISES|ESTABLISHES|OPERATES|FUNDS|INCUBATES|PARTNERS_WITH|MEMBER_OF|ISSUES|GOVERNED_BY|SERVES|REFERS_TO]-(y:Organization|Person|Place|Policy|Project|Event|Population|Fund)
WITH x, r, y, r.sources AS told, r.score AS sure, r.id AS id ORDER BY told DESC, sure DESC, id LIMIT $most
OPTIONAL MATCH (x)-[o:WORKS_FOR|LOCATED_IN|PART_OF|SUPERVISES|ESTABLISHES|OPERATES|FUNDS|INCUBATES|PARTNERS_WITH|MEMBER_OF|ISSUES|GOVERNED_BY|SERVES|REFERS_TO]->(y) WHERE o.id = id
RETURN DISTINCT CASE WHEN o.id IS NULL THEN y.name ELSE x.name END AS head, r.type AS type, CASE WHEN o.id IS NULL THEN x.name ELSE y.name END AS tail,
       coalesce(r.title, '') AS title, coalesce(r.amount, '') AS amount, coalesce(r.mode, '') AS mode,
       r.quote AS quote, r.document AS document, r.start_at AS start_at, r.end_at AS end_at, r.said_by AS said_by, r.score AS score, r.sources AS sources,
       CASE WHEN o.id IS NULL THEN y.id ELSE x.id END AS head_id, CASE WHEN o.id IS NULL THEN x.id ELSE y.id END AS tail_id,
       CASE WHEN o.id IS NULL THEN y.label ELSE x.label END AS head_label, CASE WHEN o.id IS NULL THEN x.label ELSE y.label END AS tail_label,
       CASE WHEN o.id IS NULL THEN y.kind ELSE x.kind END AS head_kind, CASE WHEN o.id IS NULL THEN x.kind ELSE y.kind END AS tail_kind,
       CASE WHEN o.id IS NULL THEN y.five ELSE x.five END AS head_five, CASE WHEN o.id IS NULL THEN x.five ELSE y.five END AS tail_five,
       CASE WHEN o.id IS NULL THEN y.place_code ELSE x.place_code END AS head_code, CASE WHEN o.id IS NULL THEN x.place_code ELSE y.place_code END AS tail_code,
       id AS id
ORDER BY type, head, tail, head_id, tail_id, id
