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
MATCH (a:Organization|Person|Place|Policy|Project|Event|Population|Fund) WHERE a.id = $id
OPTIONAL MATCH (a)-[:WORKS_FOR|LOCATED_IN|PART_OF|SUPERVISES|ESTABLISHES|OPERATES|FUNDS|INCUBATES|PARTNERS_WITH|MEMBER_OF|ISSUES|GOVERNED_BY|SERVES|REFERS_TO]-(x:Organization|Person|Place|Policy|Project|Event|Population|Fund)
WITH DISTINCT x WHERE x.label <> 'PLACE'
UNWIND [1, 2] AS way
OPTIONAL MATCH (x)-[o:WORKS_FOR|LOCATED_IN|PART_OF|SUPERVISES|ESTABLISHES|OPERATES|FUNDS|INCUBATES|PARTNERS_WITH|MEMBER_OF|ISSUES|GOVERNED_BY|SERVES|REFERS_TO]->(y:Organization|Person|Place|Policy|Project|Event|Population|Fund) WHERE way = 1
OPTIONAL MATCH (x)<-[i:WORKS_FOR|LOCATED_IN|PART_OF|SUPERVISES|ESTABLISHES|OPERATES|FUNDS|INCUBATES|PARTNERS_WITH|MEMBER_OF|ISSUES|GOVERNED_BY|SERVES|REFERS_TO]-(z:Organization|Person|Place|Policy|Project|Event|Population|Fund) WHERE way = 2
WITH x, way, o, i, y, z, coalesce(o.id, i.id) AS id, coalesce(o.sources, i.sources) AS told, coalesce(o.score, i.score) AS sure
WHERE id IS NOT NULL
WITH x, way, o, i, y, z, id, told, sure ORDER BY told DESC, sure DESC, id LIMIT $most
RETURN DISTINCT CASE way WHEN 1 THEN x.name ELSE z.name END AS head, coalesce(o.type, i.type) AS type, CASE way WHEN 1 THEN y.name ELSE x.name END AS tail,
       coalesce(o.title, i.title, '') AS title, coalesce(o.amount, i.amount, '') AS amount, coalesce(o.mode, i.mode, '') AS mode,
       coalesce(o.quote, i.quote) AS quote, coalesce(o.document, i.document) AS document, coalesce(o.start_at, i.start_at) AS start_at, coalesce(o.end_at, i.end_at) AS end_at,
       coalesce(o.said_by, i.said_by) AS said_by, sure AS score, told AS sources,
       CASE way WHEN 1 THEN x.id ELSE z.id END AS head_id, CASE way WHEN 1 THEN y.id ELSE x.id END AS tail_id,
       CASE way WHEN 1 THEN x.label ELSE z.label END AS head_label, CASE way WHEN 1 THEN y.label ELSE x.label END AS tail_label,
       CASE way WHEN 1 THEN x.kind ELSE z.kind END AS head_kind, CASE way WHEN 1 THEN y.kind ELSE x.kind END AS tail_kind,
       CASE way WHEN 1 THEN x.five ELSE z.five END AS head_five, CASE way WHEN 1 THEN y.five ELSE x.five END AS tail_five,
       CASE way WHEN 1 THEN x.place_code ELSE z.place_code END AS head_code, CASE way WHEN 1 THEN y.place_code ELSE x.place_code END AS tail_code,
       id AS id
ORDER BY type, head, tail, head_id, tail_id, id
