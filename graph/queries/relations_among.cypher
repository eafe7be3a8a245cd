// title: 这些实体相互之间的关系
// about: 两端都在给出的实体里的每一条关系，带原句。
// group: 查找
// param: ids = [] | 标识
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
// show: table
// empty: 图中没有这个实体的关系。
MATCH (a:Organization|Person|Place|Policy|Project|Event|Population|Fund) WHERE a.id IN $ids
OPTIONAL MATCH (a)-[r:WORKS_FOR|LOCATED_IN|PART_OF|SUPERVISES|ESTABLISHES|OPERATES|FUNDS|INCUBATES|PARTNERS_WITH|MEMBER_OF|ISSUES|GOVERNED_BY|SERVES|REFERS_TO]->(b:Organization|Person|Place|Policy|Project|Event|Population|Fund)
WITH a, r, b WHERE b.id IN $ids
RETURN a.name AS head, r.type AS type, b.name AS tail, coalesce(r.title, '') AS title, coalesce(r.amount, '') AS amount, coalesce(r.mode, '') AS mode, r.quote AS quote, r.document AS document, r.start_at AS start_at, r.end_at AS end_at, r.said_by AS said_by, r.score AS score, r.sources AS sources, a.id AS head_id, b.id AS tail_id, a.label AS head_label, b.label AS tail_label, a.kind AS head_kind, b.kind AS tail_kind, a.five AS head_five, b.five AS tail_five, a.place_code AS head_code, b.place_code AS tail_code, r.id AS id
ORDER BY type, head, tail, head_id, tail_id, id
