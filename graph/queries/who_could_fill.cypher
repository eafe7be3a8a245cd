// title: 这里缺一社，谁可以来补
// about: 一个街镇或社区缺的那一社，同县、同市（服务同一人群的到同省）有谁可以补上：服务过同一人群、已在本县服务、就在附近、承接过两个以上站点、资助过同一人群。每条理由一句原文，按理由的分数排列；已经在这里的不列。这是线索，愿不愿意来要去问。
// ask: 这里缺一社，谁可以来补 | {place}缺社工谁可以来补 | {place}缺志愿者谁能补 | {place}缺慈善资源谁能补上 | {place}缺社会组织，可以引进谁 | {place}可以请哪些机构来 | {place}谁能填补空缺
// ask: {place}要服务{people}，可以请谁来 | {place}可以引入哪些社会组织 | {place}找谁来补缺
// ask: {place}社工不够谁来补 | {place}缺志愿者找谁 | {place}缺社会组织找谁来 | {place}没有社工，附近谁能来 | {place}缺慈善资源可以找谁 | {place}没有社会组织，可以引进哪家 | {place}可以从哪里找社工机构来 | {place}想引进机构有谁合适
// ask: {place}缺志愿者队伍谁能顶上 | 谁能来{place}服务{people} | {place}哪家机构能补上缺的那一社
// ask: {place}缺人，谁能来帮 | {place}志愿者不足可以找哪些队伍 | {place}社工缺口谁来填 | {place}想找社会组织进来 | 附近有谁能来补{place}的缺 | {place}没有慈善资源找谁要 | {place}谁能派社工来 | {place}缺的那一社找谁补
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
// empty: 图中没有这个地方，或同市没有找到可以补上这一社的机构。省太大，不能这样问：请给出一个市、县或街镇。
MATCH (p:Place|Organization)
WHERE (p.label = 'PLACE' OR p.kind = 'community') AND p.place_code <> '' AND (p.name = $place OR p.full_name = $place OR p.id = $place)
OPTIONAL MATCH (q:Place) WHERE q.id = 'place:' + p.place_code
WITH p.id AS place_id, p.place_code AS code, coalesce(q.full_name, p.name) AS place, left(p.place_code, 2) AS province, left(p.place_code, 4) AS city,
     left(p.place_code, 6) AS county, CASE WHEN $people = '' THEN '没有人群' ELSE $people END AS sought
UNWIND [1, 2, 3] AS way
OPTIONAL MATCH (a:Organization|Fund|Person) WHERE way = 1 AND a.five = $role AND left(a.place_code, 4) = city
OPTIONAL MATCH (h:Place|Organization) WHERE way = 2 AND left(h.place_code, 6) = county
OPTIONAL MATCH (i:Population) WHERE way = 3 AND i.name CONTAINS sought
OPTIONAL MATCH (a)-[r:LOCATED_IN|SERVES|OPERATES|FUNDS|WORKS_FOR]->(y:Place|Organization|Project|Population|Fund)
WHERE r.type IN ['LOCATED_IN', 'OPERATES', 'WORKS_FOR'] OR (y.label = 'GROUP' AND y.name CONTAINS sought) OR (r.type = 'FUNDS' AND y.label <> 'GROUP' AND $people <> '')
   OR (r.type = 'SERVES' AND y.label <> 'GROUP' AND left(y.place_code, 6) = county)
OPTIONAL MATCH (b:Organization|Fund|Person)-[s:SERVES]->(h) WHERE b.five = $role AND left(b.place_code, 4) <> city
OPTIONAL MATCH (c:Organization|Fund|Person)-[t:SERVES]->(i) WHERE c.five = $role AND left(c.place_code, 4) <> city AND left(c.place_code, 2) = province
WITH place_id, code, place, sought, coalesce(a.id, b.id, c.id) AS body_id, coalesce(a.name, b.name, c.name) AS body, coalesce(a.status, b.status, c.status, '') AS status,
     coalesce(a.place_code, b.place_code, c.place_code) AS seat_code, coalesce(r.type, s.type, t.type) AS type, coalesce(y.id, h.id, i.id) AS thing_id,
     coalesce(y.name, h.name, i.name) AS thing, coalesce(y.label, h.label, i.label) AS label, coalesce(y.place_code, h.place_code, '') AS thing_code,
     coalesce(r.quote, s.quote, t.quote) AS quote, coalesce(r.document, s.document, t.document) AS document, coalesce(r.start_at, s.start_at, t.start_at) AS start_at,
     coalesce(r.end_at, s.end_at, t.end_at) AS end_at, coalesce(r.said_by, s.said_by, t.said_by) AS said_by, coalesce(r.score, s.score, t.score) AS score,
     coalesce(r.sources, s.sources, t.sources) AS sources
WHERE type IS NOT NULL
OPTIONAL MATCH (n:Organization|Project|Fund)-[:SERVES]->(g:Population) WHERE type = 'FUNDS' AND n.id = thing_id AND g.name CONTAINS sought
OPTIONAL MATCH (d:Document) WHERE d.id = document
OPTIONAL MATCH (o:Place) WHERE o.id = 'place:' + seat_code
RETURN place_id AS place_id, place AS place, code AS code, body_id AS body_id, body AS body, status AS status, seat_code AS seat_code,
       coalesce(o.full_name, '') AS seat, type AS type, thing_id AS thing_id, thing AS thing, label AS label, thing_code AS thing_code,
       coalesce(g.name, '') AS people, quote AS quote, document AS document, coalesce(d.name, '') AS title, start_at AS start_at, end_at AS end_at,
       said_by AS said_by, score AS score, sources AS sources
ORDER BY place_id, body_id, type, thing_id, people
