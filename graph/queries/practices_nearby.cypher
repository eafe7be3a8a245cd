// title: 邻近、条件相似的地方，谁的做法可以借鉴
// about: 同一个县的街镇（同一个市的县）里有、这里没有读到的项目和政策，带原句。形式相同（同是街道、同是镇）的在前；县一级另写明两地常住人口，便于判断条件像不像。
// ask: {place}附近有什么做法可以借鉴 | 邻近地方的做法 | {place}可以向谁学习 | {place}周边街道有哪些好做法 | {place}邻近街镇的经验 | 条件相似的街道有什么项目 | {place}可以学邻居什么
// ask: 隔壁街道有什么项目值得学 | {place}周边值得借鉴的项目
// ask: {place}能跟隔壁学什么
// ask: {place}旁边的街道有什么好经验 | {place}周围谁做得好 | {place}能学谁 | {place}附近的好做法 | 周边有没有可以学习的经验 | {place}隔壁镇有什么好点子 | {place}想学习周边的做法 | 附近有什么经验可以参考 | {place}借鉴周边哪些项目
// ask: 和{place}差不多的地方怎么做的
// ask: {place}可以参考哪里的经验 | {place}周边乡镇有什么好项目 | 邻近街道做得好的项目 | {place}该向谁取经 | 周围有什么值得借鉴的 | {place}旁边有什么好做法 | 同类街道有什么好经验
// group: 五社联动
// param: place = "马桥街道" | 街镇或区县的名称、全称或标识
// column: practice | 做法
// column: label | 类别
// column: how | 怎样有的
// column: neighbour | 邻近的地方
// column: alike | 形式
// column: population | 当地常住人口
// column: own_population | 这里常住人口
// column: place | 这里
// column: quote | 原句
// column: document | 文献标识
// column: title | 文献
// column: start_at | 起
// column: end_at | 止
// column: said_by | 依据
// column: score | 把握
// column: sources | 来源数
// column: practice_id | 做法标识
// column: neighbour_id | 邻近的地方标识
// column: place_id | 这里标识
// show: table
// empty: 图中没有这个地方，或邻近的地方没有读到这里没有的项目和政策。
MATCH (p:Place) WHERE p.kind IN ['town', 'county'] AND (p.name = $place OR p.full_name = $place OR p.id = $place)
WITH p, CASE WHEN p.kind = 'town' THEN left(p.place_code, 6) ELSE left(p.place_code, 4) END AS up
MATCH (q:Place) WHERE q.kind = p.kind AND q.id <> p.id AND q.statutory = true AND q.place_code STARTS WITH up
UNWIND ['here', 'issued', 'run'] AS way
OPTIONAL MATCH (y:Project)-[r:LOCATED_IN]->(q) WHERE way = 'here'
OPTIONAL MATCH (q)-[s:ISSUES|ESTABLISHES]->(z:Policy|Project) WHERE way = 'issued'
OPTIONAL MATCH (u:Project)-[t:SERVES]->(q) WHERE way = 'run'
WITH p, q, coalesce(y.id, z.id, u.id) AS practice_id, coalesce(r.id, s.id, t.id) AS chosen
WHERE practice_id IS NOT NULL
OPTIONAL MATCH (own:Project|Policy)-[o:LOCATED_IN|SERVES|ISSUES|ESTABLISHES]-(p) WHERE own.id = practice_id
WITH p, q, practice_id, chosen, count(o) AS held
WHERE held = 0
MATCH (n:Project|Policy)-[e:LOCATED_IN|SERVES|ISSUES|ESTABLISHES]-(q) WHERE n.id = practice_id AND e.id = chosen
OPTIONAL MATCH (d:Document) WHERE d.id = e.document
RETURN n.name AS practice, n.label AS label, e.type AS how, coalesce(q.full_name, q.name) AS neighbour,
       CASE WHEN coalesce(p.form, '') = coalesce(q.form, '') THEN '相同' ELSE '不同' END AS alike, q.population AS population, p.population AS own_population,
       coalesce(p.full_name, p.name) AS place, e.quote AS quote, e.document AS document, coalesce(d.name, '') AS title, e.start_at AS start_at,
       e.end_at AS end_at, e.said_by AS said_by, e.score AS score, e.sources AS sources, n.id AS practice_id, q.id AS neighbour_id, p.id AS place_id
ORDER BY place_id, alike DESC, neighbour_id, practice, practice_id, how
