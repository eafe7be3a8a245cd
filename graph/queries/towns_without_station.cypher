// title: 还没有社工站的街镇
// about: 法定街道和乡镇的社工站：有（登记或文中提到）、明确没有（文中说没有）、未见记载（图中什么也没有，不等于没有）。有和明确没有的带一条原句。
// ask: {province}哪些街镇还没有社工站 | {province}哪些乡镇没有社工站 | {county}哪几个街道没建社工站 | 没有社工站的乡镇（街道）名单
// ask: {province}尚未建站的街镇 | {province}社工站空白乡镇 | {county}还缺社工站的镇 | 未建、未设社工站的街道乡镇 | 社工站没有覆盖到的乡镇
// ask: {province}明确说没有社工站的街镇 | {province}哪些街镇有社工站、哪些没有 | {province}已经建了社工站的街镇名单 | {province}还差哪些地方没弄社工站
// ask: {province}各乡镇社工站建了没有
// ask: {province}还有多少乡镇没有社工站 | {province}哪些镇还没建站 | {county}哪些乡镇社工站还空着 | {county}社工站还没建起来的镇 | {province}有没有街道没建社工站 | 没建社工站的乡镇有几个 | {county}哪些街道有社工站 | {province}缺社工站的街道
// ask: {province}有哪些街道没设社工站 | 社工站没建的地方 | 哪个乡镇没有站
// ask: {province}社工站没建的乡镇 | {province}哪几个镇没有站 | {county}还有没有镇没建站 | {province}没有设站的街道 | {county}哪几个乡没有社工站 | {province}乡镇没有社工站的名单 | 还没建社工站的镇子 | {province}社工站还没有落地的乡镇 | {county}有社工站的乡镇
// group: 覆盖缺口
// param: province = "" | 省份，空为全国
// param: county = "" | 县（市、区）名，空为全部
// param: status = "" | 只看一种 | , 有, 明确没有, 未见记载
// param: active = true | 只看图中有组织或项目活动的街镇
// column: town | 街镇
// column: county | 县
// column: city | 市
// column: province | 省
// column: status | 社工站
// column: stations | 站数
// column: organizations | 组织和项目数
// column: population | 县级常住人口
// column: quote | 原句
// column: document | 文献标识
// column: start_at | 起
// column: end_at | 止
// column: said_by | 依据
// column: score | 把握
// column: code | 区划代码
// column: id | 标识
// show: table, bars
// empty: 没有符合条件的街镇。放宽条件，或先读入这个地方的资料。
MATCH (t:Place)
WHERE t.kind = 'town' AND t.statutory = true AND t.province STARTS WITH $province AND ($county = '' OR t.county = $county)
OPTIONAL MATCH (x:Organization|Project|Fund)-[r:LOCATED_IN|SERVES]->(t)
WITH t, count(DISTINCT x.id) AS organizations,
     count(DISTINCT CASE WHEN x.kind = 'station' AND (coalesce(x.status, '') STARTS WITH '未' OR NOT (coalesce(x.status, '') CONTAINS '销' OR coalesce(x.status, '') CONTAINS '撤消')) THEN x.id ELSE NULL END) AS stations,
     min(CASE WHEN x.kind = 'station' AND (coalesce(x.status, '') STARTS WITH '未' OR NOT (coalesce(x.status, '') CONTAINS '销' OR coalesce(x.status, '') CONTAINS '撤消')) THEN r.id ELSE NULL END) AS shown
OPTIONAL MATCH (i:Indicator)-[m:MEASURES]->(t)
WHERE i.value = 0.0 AND i.nature = 'actual'
  AND (i.measure CONTAINS '社工站' OR i.measure CONTAINS '社会工作站' OR i.measure CONTAINS '社会工作服务站')
WITH t, organizations, stations, shown, min(m.id) AS denied
WITH t, organizations, stations, coalesce(shown, denied, '') AS chosen,
     CASE WHEN stations > 0 THEN '有' WHEN denied IS NOT NULL THEN '明确没有' ELSE '未见记载' END AS status
WHERE ($status = '' OR status = $status) AND ($active = false OR organizations > 0 OR status = '明确没有')
OPTIONAL MATCH (y:Organization|Indicator)-[e:LOCATED_IN|SERVES|MEASURES]->(t) WHERE e.id = chosen
OPTIONAL MATCH (c:Place) WHERE c.id = 'place:' + left(t.place_code, 6)
RETURN t.name AS town, coalesce(t.county, '') AS county, coalesce(t.city, '') AS city, t.province AS province, status AS status,
       stations AS stations, organizations AS organizations, c.population AS population, coalesce(e.quote, '') AS quote,
       coalesce(e.document, '') AS document, e.start_at AS start_at, e.end_at AS end_at, coalesce(e.said_by, '') AS said_by, e.score AS score,
       t.place_code AS code, t.id AS id
ORDER BY stations > 0, status, code
