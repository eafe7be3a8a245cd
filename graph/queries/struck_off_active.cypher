// title: 注销、异常的组织还在承接项目吗
// about: 名录里状态不正常的组织，和资料里它承接、服务、受资助的记载。名录多半不写注销的日期，所以旁边是那条记载的发表日期：先后要查。
// ask: 注销、异常的组织还在承接项目吗 | 已经注销还在活动的组织 | 被撤销的组织还在做项目 | 异常名录里的组织还在承接 | 注销了还拿钱的组织 | 状态不正常的组织有没有活动 | 吊销的机构还在服务吗
// ask: 注销的机构还在做项目吗 | 被吊销还在活动的机构 | 已经撤销还在承接的组织 | 异常的组织还拿着项目 | 注销以后还有活动的 | 有没有注销了还在服务的组织 | 登记异常还在接项目的 | 执照没了还在做事的机构 | 吊销了还在承接 | 进了异常名录还在做事
// ask: 撤销登记了还在活动 | 注销了的组织还在接活 | 执照吊销还在做服务 | 已注销却还有项目的 | 登记没了还拿资助的机构 | 状态异常还在承接项目 | 该停的机构还没停 | 异常的机构还在拿钱
// group: 查找
// param: status = "" | 状态的一部分，例如“注销”，空为全部不正常的状态
// column: body | 组织
// column: status | 登记状态
// column: relation | 做什么
// column: thing | 对象
// column: published | 记载的发表日期
// column: registrar | 登记管理机关
// column: quote | 原句
// column: status_quote | 名录的原句
// column: document | 文献标识
// column: title | 文献
// column: start_at | 起
// column: end_at | 止
// column: said_by | 依据
// column: score | 把握
// column: sources | 来源数
// column: status_document | 名录的文献标识
// column: body_id | 组织标识
// column: thing_id | 对象标识
// show: table
// empty: 图中状态不正常的组织没有承接、服务、受资助的记载。
MATCH (o:Organization)
WHERE coalesce(o.status, '') <> '' AND NOT o.status IN ['正常', '存续', '已登记', '在业', '有效', '在营', '合格'] AND ($status = '' OR o.status CONTAINS $status)
UNWIND ['out', 'in'] AS way
OPTIONAL MATCH (o)-[p:OPERATES|SERVES|FUNDS]->(x:Organization|Project|Population|Place|Fund) WHERE way = 'out'
OPTIONAL MATCH (o)<-[q:FUNDS]-(y:Organization|Project|Population|Place|Fund) WHERE way = 'in'
WITH o, coalesce(p.id, q.id) AS id, CASE way WHEN 'out' THEN p.type ELSE '受资助' END AS relation, coalesce(x.name, y.name) AS thing, coalesce(x.id, y.id) AS thing_id,
     coalesce(p.quote, q.quote) AS quote, coalesce(p.document, q.document) AS document, coalesce(p.start_at, q.start_at) AS start_at, coalesce(p.end_at, q.end_at) AS end_at,
     coalesce(p.said_by, q.said_by) AS said_by, coalesce(p.score, q.score) AS score, coalesce(p.sources, q.sources) AS sources
WHERE id IS NOT NULL
OPTIONAL MATCH (d:Document) WHERE d.id = document
OPTIONAL MATCH (b:Document)-[m:MENTIONS]->(o) WHERE b.genre = 'registry'
WITH o, id, relation, thing, thing_id, quote, document, start_at, end_at, said_by, score, sources, coalesce(d.published, '') AS published, coalesce(d.name, '') AS title,
     min(m.id) AS chosen
OPTIONAL MATCH (c:Document)-[e:MENTIONS]->(o) WHERE e.id = chosen
RETURN o.name AS body, o.status AS status, relation AS relation, thing AS thing, published AS published,
       coalesce(o.registrar, '') AS registrar, quote AS quote, coalesce(e.quote, '') AS status_quote, document AS document, title AS title,
       start_at AS start_at, end_at AS end_at, said_by AS said_by, score AS score, sources AS sources, coalesce(c.id, '') AS status_document,
       o.id AS body_id, thing_id AS thing_id
ORDER BY body, relation, thing, body_id, thing_id, id
