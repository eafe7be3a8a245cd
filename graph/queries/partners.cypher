// title: 谁与谁合作
// about: 合作、转介、孵化、督导关系：两家机构怎样连在一起。
// ask: 谁与谁合作 | {name}与谁合作 | {name}和哪些机构有合作 | {name}的合作伙伴 | 跟{name}合作的单位 | 合作关系 | 机构之间的合作、转介、督导关系
// ask: {name}同哪些单位合作过 | 哪些机构是合作关系 | {name}有哪些合作方 | {name}的伙伴单位
// ask: {name}跟谁合作过 | {name}平时和谁合作 | {name}的合作机构有哪些 | 谁和{name}一起做项目 | 哪些机构之间有合作 | {name}的朋友圈 | {name}跟哪些组织联手 | 机构合作名单 | 和{name}有来往的机构 | {name}有什么合作单位
// ask: {name}有没有合作伙伴 | {name}的合作网络 | {name}合作过哪些单位 | 哪些单位跟{name}搭伙 | 谁同谁有合作 | {name}和谁联合做过事 | 合作伙伴名单 | {name}都跟谁合作
// group: 五社联动
// param: name = "" | 机构名称的一部分，空为全部
// column: one | 一方
// column: type | 关系
// column: other | 另一方
// column: quote | 原句
// column: document | 文献标识
// column: title | 文献
// column: start_at | 起
// column: end_at | 止
// column: said_by | 依据
// column: score | 把握
// column: sources | 来源数
// column: one_id | 一方标识
// column: other_id | 另一方标识
// column: one_five | 一方五社
// column: other_five | 另一方五社
// link: one > other | type
// show: network, table
// empty: 图中没有这样的合作关系。
MATCH (a)-[r:PARTNERS_WITH|REFERS_TO|INCUBATES|SUPERVISES|MEMBER_OF]->(b)
WHERE $name = '' OR a.name CONTAINS $name OR b.name CONTAINS $name
OPTIONAL MATCH (d:Document) WHERE d.id = r.document
RETURN a.name AS one, r.type AS type, b.name AS other,
       r.quote AS quote, r.document AS document, coalesce(d.name, '') AS title, r.start_at AS start_at, r.end_at AS end_at, r.said_by AS said_by, r.score AS score, r.sources AS sources,
       a.id AS one_id, b.id AS other_id, a.five AS one_five, b.five AS other_five
ORDER BY type, one, other, one_id, other_id
