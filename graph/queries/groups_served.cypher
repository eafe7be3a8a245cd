// title: 服务某类人群的有谁，谁出钱
// about: 面向一类人群（如困境儿童）的组织、项目和资金，谁运营、谁出资。
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
// column: group_id | 人群标识
// column: server_id | 服务者标识
// link: funder > server | FUNDS
// link: operator > server | OPERATES
// link: server > people | SERVES
// show: table, network
// empty: 图中没有服务这类人群的组织或项目。
MATCH (x)-[r:SERVES]->(g:Population) WHERE ($people = '' OR g.name CONTAINS $people)
OPTIONAL MATCH (o)-[:OPERATES]->(x)
OPTIONAL MATCH (f)-[:FUNDS]->(x)
RETURN g.name AS people, x.name AS server, x.label AS label, coalesce(o.name, '') AS operator, coalesce(f.name, '') AS funder,
       x.place_code AS place_code, r.quote AS quote, r.document AS document, g.id AS group_id, x.id AS server_id
ORDER BY people, server, operator, funder, group_id, server_id
