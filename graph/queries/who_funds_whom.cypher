// title: 谁资助谁
// about: 谁向谁出钱、捐赠、购买服务，金额和原句。
// ask: 谁资助谁 | {name}资助了谁 | 谁资助{name} | {name}给谁捐过钱 | {name}的钱从哪里来 | {name}的经费是谁出的 | {name}捐款 | 谁给{name}出钱 | 资助关系
// ask: {name}收到了哪些捐赠 | 购买服务的关系 | {name}得到过多少资助 | 谁出钱给谁 | {name}向谁购买服务 | 捐赠名单 | {name}出了多少钱
// ask: {name}给了谁钱 | {name}的钱给了谁 | 谁给{name}钱 | {name}的经费从哪里来 | {name}靠谁出钱 | {name}捐给了谁 | 谁捐钱给{name} | 谁掏钱给谁 | 钱是谁给谁的 | {name}拿了谁的钱 | {name}有没有捐过款 | {name}出资情况
// ask: {name}资助过谁 | {name}捐给谁 | {name}给谁出过钱 | 谁给过{name}钱 | {name}的资金是谁给的 | 谁出钱谁收钱 | {name}钱从哪来 | {name}花了谁的钱 | {name}收过谁的捐款 | 钱的来往
// group: 资金
// param: name = "" | 出资方或受助方名称的一部分，空为全部
// column: funder | 出资方
// column: funder_kind | 类型
// column: amount | 金额
// column: mode | 方式
// column: receiver | 受助方
// column: receiver_kind | 受助方类型
// column: quote | 原句
// column: document | 文献标识
// column: title | 文献
// column: start_at | 起
// column: end_at | 止
// column: said_by | 依据
// column: score | 把握
// column: sources | 来源数
// column: funder_id | 出资方标识
// column: receiver_id | 受助方标识
// column: funder_five | 出资方五社
// column: receiver_five | 受助方五社
// link: funder > receiver | FUNDS
// show: network, table
// empty: 图中没有这样的资助关系。
MATCH (a)-[r:FUNDS]->(b)
WHERE $name = '' OR a.name CONTAINS $name OR b.name CONTAINS $name
OPTIONAL MATCH (d:Document) WHERE d.id = r.document
RETURN a.name AS funder, CASE WHEN a.kind = '' THEN a.label ELSE a.kind END AS funder_kind, coalesce(r.amount, '') AS amount,
       coalesce(r.mode, '') AS mode, b.name AS receiver, CASE WHEN b.kind = '' THEN b.label ELSE b.kind END AS receiver_kind,
       r.quote AS quote, r.document AS document, coalesce(d.name, '') AS title, r.start_at AS start_at, r.end_at AS end_at, r.said_by AS said_by, r.score AS score, r.sources AS sources,
       a.id AS funder_id, b.id AS receiver_id, a.five AS funder_five, b.five AS receiver_five
ORDER BY funder, receiver, funder_id, receiver_id
