// title: 这里缺一社，谁可以来补
// about: 一个街镇或社区缺的那一社，同县、同市（服务同一人群的到同省）有谁可以补上：服务过同一人群、已在本县服务、就在附近、承接过两个以上站点、资助过同一人群。每条理由一句原文，按理由的分数排列；已经在这里的不列。这是线索，愿不愿意来要去问。
// ask: 这里缺一社，谁可以来补 | {place}缺社工谁可以来补 | {place}缺志愿者谁能补 | {place}缺慈善资源谁能补上 | {place}缺社会组织，可以引进谁 | {place}可以请哪些机构来 | {place}谁能填补空缺
// ask: {place}要服务{people}，可以请谁来 | {place}可以引入哪些社会组织 | {place}找谁来补缺
// group: 五社联动
// param: place = "马桥街道" | 街镇、社区或区县的名称、全称或标识
// param: role = "social_org" | 缺哪一社 | charity, social_org, social_worker, volunteer
// param: people = "" | 要服务的人群，名称的一部分，空为不限
// param: most = 20 | 最多列几家
// column: rank | 名次
// column: body | 机构
// column: points | 分数
// column: reason | 理由
// column: thing | 理由所指
// column: seat | 机构所在地
// column: place | 缺的地方
// column: quote | 原句
// column: document | 文献标识
// column: title | 文献
// column: start_at | 起
// column: end_at | 止
// column: said_by | 依据
// column: score | 把握
// column: sources | 来源数
// column: body_id | 机构标识
// column: thing_id | 理由所指标识
// column: place_id | 缺的地方标识
// then: matching.who_could_fill
// show: table
// empty: 图中没有这个地方，或同市没有找到可以补上这一社的机构。
MATCH (p:Place|Organization)
WHERE (p.label = 'PLACE' OR p.kind = 'community') AND p.place_code <> '' AND (p.name = $place OR p.full_name = $place OR p.id = $place)
OPTIONAL MATCH (q:Place) WHERE q.id = 'place:' + p.place_code
WITH p, coalesce(q.full_name, p.name) AS place, CASE WHEN $people = '' THEN '没有人群' ELSE $people END AS sought
MATCH (x:Organization|Fund|Person)-[r:LOCATED_IN|SERVES|OPERATES|FUNDS|WORKS_FOR]->(y:Place|Organization|Project|Population|Fund)
WHERE x.five = $role AND (
  (left(x.place_code, 4) = left(p.place_code, 4) AND (y.label <> 'GROUP' OR y.name CONTAINS sought))
  OR (r.type = 'SERVES' AND y.label <> 'GROUP' AND left(y.place_code, 6) = left(p.place_code, 6))
  OR (r.type = 'SERVES' AND y.label = 'GROUP' AND left(x.place_code, 2) = left(p.place_code, 2) AND y.name CONTAINS sought))
OPTIONAL MATCH (y)-[s:SERVES]->(g:Population) WHERE r.type = 'FUNDS' AND g.name CONTAINS sought
OPTIONAL MATCH (d:Document) WHERE d.id = r.document
OPTIONAL MATCH (t:Place) WHERE t.id = 'place:' + x.place_code
RETURN p.id AS place_id, place AS place, p.place_code AS code, x.id AS body_id, x.name AS body, coalesce(x.status, '') AS status, x.place_code AS seat_code,
       coalesce(t.full_name, '') AS seat, r.type AS type, y.id AS thing_id, y.name AS thing, y.label AS label, y.place_code AS thing_code,
       coalesce(g.name, '') AS people, r.quote AS quote, r.document AS document, coalesce(d.name, '') AS title, r.start_at AS start_at, r.end_at AS end_at,
       r.said_by AS said_by, r.score AS score, r.sources AS sources
ORDER BY place_id, body_id, type, thing_id, people
