// title: 一个实体的全部关系
// about: 一个实体同别的实体的每一条关系，带原句。
// group: 查找
// param: id = "" | 标识
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
MATCH (x:Organization|Person|Place|Policy|Project|Event|Population|Fund) WHERE x.id = $id
OPTIONAL MATCH (x)-[o:WORKS_FOR|LOCATED_IN|PART_OF|SUPERVISES|ESTABLISHES|OPERATES|FUNDS|INCUBATES|PARTNERS_WITH|MEMBER_OF|ISSUES|GOVERNED_BY|SERVES|REFERS_TO]->(:Organization|Person|Place|Policy|Project|Event|Population|Fund)
WITH x, collect(o.id) AS outgoing
MATCH (x)-[r:WORKS_FOR|LOCATED_IN|PART_OF|SUPERVISES|ESTABLISHES|OPERATES|FUNDS|INCUBATES|PARTNERS_WITH|MEMBER_OF|ISSUES|GOVERNED_BY|SERVES|REFERS_TO]-(y:Organization|Person|Place|Policy|Project|Event|Population|Fund)
RETURN CASE WHEN NOT r.id IN outgoing THEN y.name ELSE x.name END AS head, r.type AS type, CASE WHEN NOT r.id IN outgoing THEN x.name ELSE y.name END AS tail,
       coalesce(r.title, '') AS title, coalesce(r.amount, '') AS amount, coalesce(r.mode, '') AS mode,
       r.quote AS quote, r.document AS document, r.start_at AS start_at, r.end_at AS end_at, r.said_by AS said_by, r.score AS score, r.sources AS sources,
       CASE WHEN NOT r.id IN outgoing THEN y.id ELSE x.id END AS head_id, CASE WHEN NOT r.id IN outgoing THEN x.id ELSE y.id END AS tail_id,
       CASE WHEN NOT r.id IN outgoing THEN y.label ELSE x.label END AS head_label, CASE WHEN NOT r.id IN outgoing THEN x.label ELSE y.label END AS tail_label,
       CASE WHEN NOT r.id IN outgoing THEN y.kind ELSE x.kind END AS head_kind, CASE WHEN NOT r.id IN outgoing THEN x.kind ELSE y.kind END AS tail_kind,
       CASE WHEN NOT r.id IN outgoing THEN y.five ELSE x.five END AS head_five, CASE WHEN NOT r.id IN outgoing THEN x.five ELSE y.five END AS tail_five,
       CASE WHEN NOT r.id IN outgoing THEN y.place_code ELSE x.place_code END AS head_code, CASE WHEN NOT r.id IN outgoing THEN x.place_code ELSE y.place_code END AS tail_code,
       r.id AS id
ORDER BY type, head, tail, head_id, tail_id, id
