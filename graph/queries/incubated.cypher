// title: 孵化出去的机构现在怎么样
// about: 谁孵化了谁；被孵化的机构后来承接、服务、资助了什么。
// ask: 孵化出去的机构现在怎么样 | {name}孵化了谁 | {name}孵化了哪些机构 | {name}孵化出来的机构后来怎么样了 | 被孵化的组织后来承接了什么
// ask: 哪些机构是孵化出来的 | 孵化成果 | 孵化培育了哪些社会组织 | {name}是谁孵化的 | 孵化机构发展情况
// ask: {name}孵化出多少机构 | 孵化的组织后来怎么样 | 孵化基地孵化了谁 | {name}培育了哪些组织 | {name}带出来哪些机构 | 孵化出来的组织还在吗 | 谁孵化了谁 | 培育出来的社会组织现在做什么 | 孵化成功的有哪些 | 由{name}孵化的
// ask: 哪些机构是别人孵化的 | 孵化之后发展得如何 | {name}扶持起来的机构 | {name}孵化的那些组织在做什么 | 孵化项目的成绩 | 谁孵化出来的机构最多
// group: 五社联动
// param: name = "" | 机构名称的一部分，空为全部
// column: incubator | 孵化方
// column: incubated | 被孵化
// column: type | 后来
// column: thing | 对象
// column: quote | 原句
// column: document | 文献标识
// column: title | 文献
// column: start_at | 起
// column: end_at | 止
// column: said_by | 依据
// column: score | 把握
// column: sources | 来源数
// column: thing_quote | 后来的原句
// column: incubator_id | 孵化方标识
// column: incubated_id | 被孵化标识
// column: thing_id | 对象标识
// link: incubator > incubated | INCUBATES
// link: incubated > thing | type
// show: table, network
// empty: 图中没有孵化关系。
MATCH (o)-[r:INCUBATES]->(c) WHERE ($name = '' OR o.name CONTAINS $name OR c.name CONTAINS $name)
OPTIONAL MATCH (c)-[e:OPERATES|SERVES|FUNDS]->(x)
OPTIONAL MATCH (d:Document) WHERE d.id = r.document
RETURN o.name AS incubator, c.name AS incubated, coalesce(e.type, '') AS type, coalesce(x.name, '') AS thing,
       r.quote AS quote, r.document AS document, coalesce(d.name, '') AS title, r.start_at AS start_at, r.end_at AS end_at, r.said_by AS said_by, r.score AS score, r.sources AS sources,
       coalesce(e.quote, '') AS thing_quote, o.id AS incubator_id, c.id AS incubated_id, coalesce(x.id, '') AS thing_id
ORDER BY incubator, incubated, type, thing, incubator_id, incubated_id, thing_id
