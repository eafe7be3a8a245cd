// title: 社工站名录：人员、持证、经费
// about: 名录里每一个社工站的专职人数、持证人数、年度经费和建成时间，连同名录的那一行。
// ask: 社工站名录 | {place}社工站名录 | {place}各社工站的人员、持证和经费 | {place}社工站花名册 | 每个社工站有几个人、几个持证 | 社工站登记的人员经费 | {place}有哪些社工站
// ask: {place}社工站一览表 | 各站专职人数
// ask: {place}社工站名单 | {place}各站有多少人、多少持证 | {place}都有哪些社工站，有几个人 | {place}社工站台账 | 社工站人员持证情况表 | 每个站的人数、持证数和经费 | {place}社工站的登记信息 | {place}社工站人员名册 | 社工站一览 | 各站多少人多少钱
// ask: {place}社工站信息表 | {place}有哪些站、多少人 | {place}社工站人员经费情况 | 每个社工站配了几个人 | {place}各站持证人数 | 各社工站建成时间和人数 | {place}的社工站都列出来 | {place}社工站名单和人数
// group: 查找
// param: place = "" | 省、市、县或街镇名的一部分，空为全国
// column: station | 社工站
// column: place | 所在地
// column: county | 县
// column: staff | 专职人数
// column: licensed | 持证人数
// column: funding | 年度经费（元）
// column: registered_on | 建成时间
// column: status | 登记状态
// column: record | 名录的一行
// column: quote | 原句
// column: document | 文献标识
// column: title | 文献
// column: start_at | 起
// column: end_at | 止
// column: said_by | 依据
// column: score | 把握
// column: code | 区划代码
// column: station_id | 社工站标识
// show: table
// empty: 图中没有社工站的名录：先读入名录。
MATCH (s:Organization)<-[m:MENTIONS]-(d:Document)
WHERE s.kind = 'station' AND d.genre = 'registry'
WITH s, min(m.id) AS chosen
MATCH (r:Document)-[e:MENTIONS]->(s) WHERE e.id = chosen
OPTIONAL MATCH (p:Place) WHERE p.id = 'place:' + s.place_code
WITH s, r, e, coalesce(p.full_name, '') AS place, coalesce(p.county, '') AS county
WHERE $place = '' OR place CONTAINS $place
RETURN s.name AS station, place AS place, county AS county, s.staff AS staff, s.licensed AS licensed, s.funding AS funding,
       coalesce(s.registered_on, '') AS registered_on, coalesce(s.status, '') AS status, r.text AS record, e.quote AS quote, r.id AS document,
       r.name AS title, e.start_at AS start_at, e.end_at AS end_at, e.said_by AS said_by, e.score AS score, s.place_code AS code, s.id AS station_id
ORDER BY place, station, station_id
