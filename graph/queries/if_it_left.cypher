// title: 这家机构撤出，谁会断了联系
// about: 一家机构现在联系着哪些社区、村和街镇（直接服务、资助，或经由它运营、资助的站点和项目），它走了以后各还剩谁。断了：图中没有读到别的联系，不等于没有。只由它运营的站点不算剩下的。
// ask: {body}撤出，谁会断了联系 | {body}撤出影响哪些社区 | 如果{body}撤了会怎样 | {body}退出的后果 | {body}走了影响谁 | 假如{body}不干了，哪些社区没人管
// ask: {body}停了以后哪些地方断了 | {body}离开谁受影响 | 要是{body}没了
// ask: 一旦{body}退场，谁没人管
// ask: {body}要是走了怎么办 | {body}不做了影响谁 | 没有了{body}谁受影响 | {body}关门了会怎样 | 要是{body}撤了，哪些社区没人管 | {body}倒闭了哪些社区受影响 | 假设{body}退出，会断掉哪些联系 | {body}一走哪些地方就断了
// ask: 万一{body}停办影响多大 | {body}如果不在了 | {body}撤资谁受影响
// ask: {body}不干了怎么办 | {body}垮了会连累谁 | 假如没有{body}会怎样 | {body}撤出以后谁没人管 | {body}如果退出项目会影响哪些社区 | {body}散了哪些地方没着落 | {body}要是不在了谁最受影响
// group: 五社联动
// param: body = "" | 机构的名称或标识
// column: reached | 社区或街镇
// column: place | 所在地
// column: verdict | 撤出以后
// column: left | 还剩谁
// column: remaining | 还剩几家
// column: body | 机构
// column: relation | 现在的联系
// column: via | 经由
// column: quote | 原句
// column: second_quote | 第二步原句
// column: document | 文献标识
// column: start_at | 起
// column: end_at | 止
// column: said_by | 依据
// column: score | 把握
// column: second_document | 第二步文献标识
// column: reached_id | 社区或街镇标识
// column: body_id | 机构标识
// column: via_id | 经由标识
// then: network.if_it_left
// show: table
// empty: 图中没有叫这个名字的机构，或它没有联系任何社区和街镇。
MATCH (b:Organization|Fund|Person|Place) WHERE b.name = $body OR b.id = $body
UNWIND [1, 2] AS steps
OPTIONAL MATCH (b)-[r:SERVES|FUNDS|LOCATED_IN|WORKS_FOR]->(x:Organization|Place) WHERE steps = 1
OPTIONAL MATCH (b)-[u:OPERATES|FUNDS|ESTABLISHES]->(v:Organization|Project|Fund) WHERE steps = 2
OPTIONAL MATCH (v)-[s:SERVES|LOCATED_IN]->(y:Organization|Place)
WHERE s.type = 'SERVES' OR v.kind IN ['station', 'volunteer_team'] OR v.label = 'PROJECT'
WITH b, steps, coalesce(x.id, y.id) AS reached_id, r, u, v, s
WHERE reached_id IS NOT NULL AND (steps = 2 OR r.type <> 'LOCATED_IN' OR b.kind IN ['station', 'volunteer_team'])
MATCH (c:Organization|Place) WHERE c.id = reached_id AND (c.kind = 'community' OR (c.label = 'PLACE' AND c.kind IN ['town', 'village', 'other']))
OPTIONAL MATCH (q:Place) WHERE q.id = 'place:' + c.place_code
OPTIONAL MATCH (o:Organization|Fund|Person|Project)-[t:SERVES|FUNDS|LOCATED_IN|WORKS_FOR]->(c)
WHERE o.id <> b.id AND (t.type <> 'LOCATED_IN' OR o.kind IN ['station', 'volunteer_team'] OR o.label = 'PROJECT')
OPTIONAL MATCH (k:Organization|Place)-[w:OPERATES]->(o)
RETURN b.id AS body_id, b.name AS body, c.id AS reached_id, c.name AS reached, coalesce(q.full_name, '') AS place,
       CASE WHEN steps = 1 THEN r.type ELSE u.type END AS relation, coalesce(v.id, '') AS via_id, coalesce(v.name, '') AS via,
       coalesce(r.quote, u.quote) AS quote, coalesce(s.quote, '') AS second_quote, coalesce(r.document, u.document) AS document,
       coalesce(r.start_at, u.start_at) AS start_at, coalesce(r.end_at, u.end_at) AS end_at, coalesce(r.said_by, u.said_by) AS said_by,
       coalesce(r.score, u.score) AS score, coalesce(s.document, '') AS second_document, coalesce(o.id, '') AS other_id, coalesce(o.name, '') AS other,
       coalesce(o.five, '') AS other_five, coalesce(o.label, '') AS other_label, coalesce(k.id, '') AS operator_id
ORDER BY body_id, reached_id, relation, via_id, other_id, operator_id
