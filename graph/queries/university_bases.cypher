// title: 高校与哪些地方共建了基地或工作站
// about: 高校同社工站、街镇、机构的合作，和它设立、参与、督导的项目与基地，各在哪里，带原句。
// ask: 高校与哪些地方共建了基地或工作站 | {name}在哪里建了基地 | 大学和社区共建的基地 | {name}与哪些街道合作建站 | 高校实践基地 | 校地合作 | {name}设了哪些工作站 | 高校社工实习基地 | {name}的校社合作
// ask: 高校和社区合作的基地有哪些 | {name}跟哪些社区合作 | {name}有哪些基地 | 大学在哪些街道有工作站 | 哪些大学在社区设了点 | 学校和地方共建的实训基地 | {name}和地方合作建了什么 | 大学跟街道合作的项目 | {name}的实习点在哪里
// ask: 高校在哪里有实践点 | 哪些高校跟社区有合作 | {name}跟街道共建的 | {name}的实践基地在哪里 | 大学生实习的社工站 | {name}和哪些地方合作共建 | 高校参与的基地
// group: 五社联动
// param: name = "" | 高校名称的一部分，空为全部
// column: university | 高校
// column: relation | 关系
// column: thing | 共建对象
// column: thing_kind | 类型
// column: place | 所在地
// column: quote | 原句
// column: document | 文献标识
// column: title | 文献
// column: start_at | 起
// column: end_at | 止
// column: said_by | 依据
// column: score | 把握
// column: sources | 来源数
// column: university_id | 高校标识
// column: thing_id | 共建对象标识
// link: university > thing | relation
// show: table, network
// empty: 图中没有高校共建基地、工作站的记载。
MATCH (u:Organization)-[r:PARTNERS_WITH|ESTABLISHES|SUPERVISES|OPERATES|MEMBER_OF]-(x:Organization|Project|Fund)
WHERE u.kind = 'university' AND ($name = '' OR u.name CONTAINS $name) AND (x.kind <> 'university' OR u.id < x.id)
OPTIONAL MATCH (p:Place) WHERE p.id = 'place:' + x.place_code
OPTIONAL MATCH (d:Document) WHERE d.id = r.document
RETURN u.name AS university, r.type AS relation, x.name AS thing, CASE WHEN x.kind = '' THEN x.label ELSE x.kind END AS thing_kind,
       coalesce(p.full_name, '') AS place, r.quote AS quote, r.document AS document, coalesce(d.name, '') AS title, r.start_at AS start_at, r.end_at AS end_at,
       r.said_by AS said_by, r.score AS score, r.sources AS sources, u.id AS university_id, x.id AS thing_id
ORDER BY university, relation, thing, university_id, thing_id, r.id
