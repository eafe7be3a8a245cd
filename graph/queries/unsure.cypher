// title: 把握不大的关系
// about: 把握小于某个数的关系，最没有把握的在前，带原句：审核从这里看起。
// ask: 把握不大的关系有哪些 | 哪些关系不太有把握 | 没有把握的关系 | 把握小的关系 | 哪些关系需要审核 | 最没有把握的是哪些
// ask: 不太确定的关系 | 可信度低的关系 | 靠不住的关系有哪些 | 可能不准的关系 | 需要复核的关系 | 要人工核对的 | 哪些关系把握不大 | 不可靠的关系 | 有疑问的关系 | 哪些关系可能有错
// ask: 可能有误的关系 | 机器没有把握的关系 | 最不可靠的关系 | 有待审核的关系 | 待核实的关系 | 不太准的关系列出来
// group: 查找
// param: below = 0.75 | 把握小于
// column: head | 从
// column: type | 关系
// column: tail | 到
// column: quote | 原句
// column: document | 文献标识
// column: title | 文献
// column: start_at | 起
// column: end_at | 止
// column: said_by | 依据
// column: score | 把握
// column: sources | 来源数
// column: head_id | 从标识
// column: tail_id | 到标识
// column: id | 关系标识
// show: table
// empty: 图中没有把握这样小的关系。
MATCH (a:Organization|Person|Place|Policy|Project|Event|Population|Fund)-[r:WORKS_FOR|LOCATED_IN|PART_OF|SUPERVISES|ESTABLISHES|OPERATES|FUNDS|INCUBATES|PARTNERS_WITH|MEMBER_OF|ISSUES|GOVERNED_BY|SERVES|REFERS_TO]->(b:Organization|Person|Place|Policy|Project|Event|Population|Fund)
WHERE r.score < $below AND r.quote <> ''
OPTIONAL MATCH (d:Document) WHERE d.id = r.document
RETURN a.name AS head, r.type AS type, b.name AS tail, r.quote AS quote, r.document AS document, coalesce(d.name, '') AS title, r.start_at AS start_at,
       r.end_at AS end_at, r.said_by AS said_by, r.score AS score, r.sources AS sources, a.id AS head_id, b.id AS tail_id, r.id AS id
ORDER BY score, type, head, tail, id
