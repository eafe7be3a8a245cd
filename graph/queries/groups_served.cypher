// title: 服务某类人群的有谁，谁出钱
// about: 面向一类人群（如困境儿童）的组织、项目和资金，谁运营、谁出资。
// ask: 谁在服务{people} | 服务{people}的有谁，谁出钱 | 服务{people}的项目有哪些 | 为{people}服务的机构 | 哪些组织给{people}做服务 | {people}服务项目和出资方
// ask: {people}由谁服务、经费谁出 | 有谁在帮{people} | 做{people}服务的社会组织 | 面向{people}的项目 | 关爱{people}的有哪些机构 | {people}有人管吗
// ask: 做{people}康复和陪伴的有哪些机构
// ask: {people}有哪些机构在帮 | {people}谁在管 | {people}由谁照顾、谁给钱 | 有没有机构做{people} | 帮助{people}的项目 | 给{people}做服务的是哪家 | 针对{people}有什么服务 | 哪些项目帮助{people}
// ask: {people}有什么服务 | {people}这方面谁在做 | {people}谁在帮、钱谁出 | 关心{people}的组织 | 专门服务{people}的项目有什么 | {people}的服务资源
// ask: {people}归谁管 | 谁在照顾{people} | {people}由什么项目帮扶 | 有谁在给{people}送服务 | 哪些机构关心{people} | {people}有哪些人在做、谁给的钱 | 做{people}工作的机构 | {people}服务谁掏钱 | {people}有没有项目
// group: 五社联动
// param: people = "困境儿童" | 人群名称的一部分
// column: people | 人群
// column: server | 服务者
// column: label | 类别
// column: operator | 运营者
// column: funder | 出资者
// column: place_code | 区划代码
// column: quote | 原句
// column: document | 文献标识
// column: title | 文献
// column: start_at | 起
// column: end_at | 止
// column: said_by | 依据
// column: score | 把握
// column: sources | 来源数
// column: operator_quote | 运营的原句
// column: funder_quote | 出资的原句
// column: people_id | 人群标识
// column: server_id | 服务者标识
// column: operator_id | 运营者标识
// column: funder_id | 出资者标识
// link: funder > server | FUNDS
// link: operator > server | OPERATES
// link: server > people | SERVES
// show: table, network
// empty: 图中没有服务这类人群的组织或项目。
MATCH (x)-[r:SERVES]->(g:Population) WHERE ($people = '' OR g.name CONTAINS $people)
OPTIONAL MATCH (o)-[u:OPERATES]->(x)
OPTIONAL MATCH (f)-[v:FUNDS]->(x)
OPTIONAL MATCH (d:Document) WHERE d.id = r.document
RETURN g.name AS people, x.name AS server, x.label AS label, coalesce(o.name, '') AS operator, coalesce(f.name, '') AS funder,
       x.place_code AS place_code,
       r.quote AS quote, r.document AS document, coalesce(d.name, '') AS title, r.start_at AS start_at, r.end_at AS end_at, r.said_by AS said_by, r.score AS score, r.sources AS sources,
       coalesce(u.quote, '') AS operator_quote, coalesce(v.quote, '') AS funder_quote,
       g.id AS people_id, x.id AS server_id, coalesce(o.id, '') AS operator_id, coalesce(f.id, '') AS funder_id
ORDER BY people, server, operator, funder, people_id, server_id, operator_id, funder_id
