// title: 哪些社工站和项目只有一个出资方
// about: 图中只读到一个出资方的社工站和项目：它停止出资，别的钱未见记载。
// ask: 哪些社工站和项目只有一个出资方 | 只有一个资金来源的社工站 | 只靠政府出钱的社工站 | 只有政府资金的项目 | 只有基金会出资的项目 | 只靠企业出钱的站点
// ask: 资金来源单一 | 经费来源单一的站 | 单一出资方 | 只有一家出钱的项目有哪些 | 靠一家拨款的社工站
// ask: 靠财政吃饭的社工站 | 只拿财政的钱 | 经费渠道只有一条的站 | 全靠企业的项目
// ask: 只靠政府购买服务的站
// ask: 资金只有一个来源的项目 | 钱只有一个渠道的社工站 | 就一个出资方的站 | 只有一家给钱的项目 | 只花政府钱的社工站 | 只有财政一家出钱的项目 | 只靠一个出资方的有哪些 | 全靠基金会的项目 | 断了一家的钱就办不下去的站
// ask: 哪些项目资金来源太单一 | 除了政府没有别的资金的站
// ask: 资金渠道单一的项目 | 只有政府出钱的站 | 全是财政拨款的社工站 | 只靠一家给钱的 | 一个出资方撑着的项目 | 钱全是政府出的 | 全靠政府的社工站 | 没有第二个出资方的站 | 资金全靠一家
// group: 资金
// param: kind = "" | 只看一类出资方 | , government, foundation, enterprise
// column: receiver | 社工站或项目
// column: receiver_kind | 类型
// column: place | 所在地
// column: funder | 出资方
// column: funder_kind | 出资方类型
// column: amount | 金额
// column: mode | 方式
// column: quote | 原句
// column: document | 文献标识
// column: title | 文献
// column: start_at | 起
// column: end_at | 止
// column: said_by | 依据
// column: score | 把握
// column: sources | 来源数
// column: receiver_id | 社工站或项目标识
// column: funder_id | 出资方标识
// show: table
// empty: 图中没有只有一个出资方的社工站或项目。
MATCH (f)-[e:FUNDS]->(s:Organization|Project) WHERE s.label = 'PROJECT' OR s.kind = 'station'
WITH s, count(DISTINCT f.id) AS funders, min(e.id) AS chosen
WHERE funders = 1
MATCH (x)-[r:FUNDS]->(s) WHERE r.id = chosen AND ($kind = '' OR x.kind = $kind)
OPTIONAL MATCH (p:Place) WHERE p.id = 'place:' + s.place_code
OPTIONAL MATCH (d:Document) WHERE d.id = r.document
RETURN s.name AS receiver, CASE WHEN s.kind = '' THEN s.label ELSE s.kind END AS receiver_kind, coalesce(p.full_name, '') AS place,
       x.name AS funder, CASE WHEN x.kind = '' THEN x.label ELSE x.kind END AS funder_kind, coalesce(r.amount, '') AS amount, coalesce(r.mode, '') AS mode,
       r.quote AS quote, r.document AS document, coalesce(d.name, '') AS title, r.start_at AS start_at, r.end_at AS end_at, r.said_by AS said_by, r.score AS score, r.sources AS sources,
       s.id AS receiver_id, x.id AS funder_id
ORDER BY receiver, receiver_id, funder_id
