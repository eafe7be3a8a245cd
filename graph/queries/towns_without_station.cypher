// title: 还没有社工站的街镇
// about: 法定街道和乡镇的社工站：有（登记或文中提到）、明确没有（文中说没有）、未见记载（图中什么也没有，不等于没有）。
// group: 覆盖缺口
// param: province = "" | 省份全称，空为全国
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
// column: code | 区划代码
// column: id | 标识
// show: table, bars
// empty: 没有符合条件的街镇。放宽条件，或先读入这个地方的资料。
MATCH (t:Place)
WHERE t.kind = 'town' AND t.statutory = true AND ($province = '' OR t.province = $province) AND ($county = '' OR t.county = $county)
OPTIONAL MATCH (x)-[:LOCATED_IN|SERVES]->(t) WHERE x.label IN ['ORG', 'PROJECT', 'FUND']
WITH t, count(DISTINCT x.id) AS organizations, count(DISTINCT CASE WHEN x.kind = 'station' THEN x.id ELSE NULL END) AS stations
WHERE $active = false OR organizations > 0
OPTIONAL MATCH (i:Indicator)-[:MEASURES]->(t) WHERE i.value = 0.0 AND i.measure CONTAINS '站'
WITH t, organizations, stations, count(i) AS denied
WITH t, organizations, stations, CASE WHEN stations > 0 THEN '有' WHEN denied > 0 THEN '明确没有' ELSE '未见记载' END AS status
WHERE $status = '' OR status = $status
RETURN t.name AS town, coalesce(t.county, '') AS county, coalesce(t.city, '') AS city, t.province AS province, status AS status,
       stations AS stations, organizations AS organizations, t.population AS population, t.place_code AS code, t.id AS id
ORDER BY status, code
