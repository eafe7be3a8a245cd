// title: 机构承接了哪些站点，跨几个县
// about: 一家社工机构承接、运营的社工站和项目，各在哪里。
// ask: {operator}承接了哪些站点 | {operator}承接了哪些社工站 | {operator}运营哪些站点和项目 | {operator}承接的项目在哪些地方 | 机构承接了哪些站点，跨几个县
// ask: 各机构承接的站点名单 | 社工站分别由谁运营 | 哪些社工站由哪家机构承接 | {operator}接了几个站 | {operator}跨几个县 | {operator}在管哪些站
// ask: {operator}有几个站 | {operator}有哪些社工站 | {operator}接了哪些项目 | {operator}运营的站点在哪里 | {operator}手上的站点 | {operator}负责哪些社工站 | {operator}做了哪些站 | {operator}在哪些地方有站 | {operator}承接的站点都在哪里 | 每个社工站是谁在运营
// ask: 社工站由哪家在做 | {operator}做哪些项目 | 社工站的承接机构
// ask: {operator}管几个站 | {operator}名下有哪些站 | {operator}运营几个社工站 | {operator}在哪几个县有站点 | {operator}接的项目有哪些 | 社工站是哪家机构在做 | {operator}包了哪些站 | {operator}负责的站和项目 | 各站点的运营机构是谁
// group: 五社联动
// param: operator = "" | 机构名称的一部分，空为全部
// column: operator | 机构
// column: station | 站点或项目
// column: kind | 类型
// column: place | 所在地
// column: county | 县
// column: quote | 原句
// column: document | 文献标识
// column: title | 文献
// column: start_at | 起
// column: end_at | 止
// column: said_by | 依据
// column: score | 把握
// column: sources | 来源数
// column: operator_id | 机构标识
// column: station_id | 站点标识
// column: operator_five | 机构五社
// column: station_five | 站点五社
// link: operator > station | OPERATES
// show: table, network
// empty: 图中没有这家机构承接的站点。
MATCH (o:Organization)-[r:OPERATES]->(s) WHERE ($operator = '' OR o.name CONTAINS $operator)
OPTIONAL MATCH (p:Place) WHERE p.id = 'place:' + s.place_code
OPTIONAL MATCH (d:Document) WHERE d.id = r.document
RETURN o.name AS operator, s.name AS station, CASE WHEN s.kind = '' THEN s.label ELSE s.kind END AS kind, coalesce(p.full_name, '') AS place,
       coalesce(p.county, '') AS county,
       r.quote AS quote, r.document AS document, coalesce(d.name, '') AS title, r.start_at AS start_at, r.end_at AS end_at, r.said_by AS said_by, r.score AS score, r.sources AS sources,
       o.id AS operator_id, s.id AS station_id, o.five AS operator_five, s.five AS station_five
ORDER BY operator, place, station, operator_id, station_id
