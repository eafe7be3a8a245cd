// title: 各省、市、县的社工站覆盖率
// about: 图中有社工站的法定街镇占全部法定街镇的比例，和资料里自己说的站数。三种情况分开数：有站、资料说没有、未见记载。分母：全国行政区划（2023-06-30）的法定乡级单位。
// ask: {province}社工站覆盖率 | 各省社工站覆盖率是多少 | {province}各市社工站覆盖率 | {province}各县（市、区）社工站覆盖率排名
// ask: {province}社工站覆盖了多少比例的乡镇 | {province}百分之几的街镇建了社工站 | 按市统计社工站建站比例 | 按县统计社工站建设进度
// ask: 哪个省社工站覆盖得最好 | {province}有几成街镇有社工站 | {province}社工站全覆盖了吗 | 社工站覆盖率的分母从哪来 | 社工站建设覆盖情况
// ask: {province}社工站建设到什么程度 | {province}覆盖率
// ask: 哪个省社工站建得最好最全面
// ask: {province}乡镇社工站覆盖情况 | 社工站建了多少、占多大比例 | {province}社工站全覆盖实现了没有 | {province}社工站建设进展 | 各地社工站建站率 | {province}哪个市社工站建得快
// ask: {province}社工站铺得怎么样 | {province}多少乡镇已经有站，比例多高 | 社工站覆盖率哪里高哪里低 | {province}各县社工站覆盖到多少 | 全国社工站覆盖水平 | {province}建站的街镇占几成
// ask: {province}社工站建全了没有 | {province}乡镇社工站建成比例 | {province}建站率 | 全国社工站覆盖到什么地步 | 社工站覆盖率各省排名 | 哪个市社工站覆盖率最低 | {province}社工站建设走到哪一步了 | {province}有站的乡镇占比
// group: 覆盖缺口
// param: level = "province" | 按省、市还是县 | province, city, county
// param: province = "" | 省份，空为全国
// column: province | 省
// column: city | 市
// column: county | 县
// column: towns | 法定街镇数
// column: covered | 图中有站的街镇
// column: denied | 资料说没有站的街镇
// column: unknown | 未见记载的街镇
// column: rate | 图中覆盖率
// column: stated | 资料所说站数
// column: measure | 所说的是
// column: stated_rate | 资料站数÷法定街镇数
// column: as_of | 所说时间
// column: quote | 原句
// column: document | 文献标识
// column: title | 文献
// column: start_at | 起
// column: end_at | 止
// column: said_by | 依据
// column: score | 把握
// column: code | 区划代码
// show: map, table
// empty: 没有这个地方。省份例如“四川省”。
MATCH (t:Place)
WHERE t.kind = 'town' AND t.statutory = true AND t.province STARTS WITH $province
OPTIONAL MATCH (s:Organization)-[:LOCATED_IN|SERVES]->(t)
WHERE s.kind = 'station' AND (coalesce(s.status, '') STARTS WITH '未' OR NOT (coalesce(s.status, '') CONTAINS '销' OR coalesce(s.status, '') CONTAINS '撤消'))
WITH t, count(s) AS stations
OPTIONAL MATCH (n:Indicator)-[:MEASURES]->(t)
WHERE n.value = 0.0 AND n.nature = 'actual'
  AND (n.measure CONTAINS '社工站' OR n.measure CONTAINS '社会工作站' OR n.measure CONTAINS '社会工作服务站')
WITH t, stations, count(n) AS denials
WITH CASE WHEN $level = 'province' OR ($level = 'city' AND t.city IS NULL AND t.province ENDS WITH '市') THEN left(t.place_code, 2)
          WHEN $level = 'city' THEN left(t.place_code, 4) ELSE left(t.place_code, 6) END AS code,
     t.province AS province, CASE WHEN $level IN ['city', 'county'] THEN coalesce(t.city, '') ELSE '' END AS city,
     CASE WHEN $level = 'county' THEN coalesce(t.county, '') ELSE '' END AS county, count(t) AS towns,
     sum(CASE WHEN stations > 0 THEN 1 ELSE 0 END) AS covered, sum(CASE WHEN stations = 0 AND denials > 0 THEN 1 ELSE 0 END) AS denied
OPTIONAL MATCH (i:Indicator)-[m:MEASURES]->(a:Place)
WHERE a.id = 'place:' + code AND i.nature = 'actual' AND i.unit <> '%' AND i.value <= towns * 1.5
  AND (i.measure CONTAINS '社工站' OR i.measure CONTAINS '社会工作站' OR i.measure CONTAINS '社会工作服务站')
  AND NOT i.measure CONTAINS '总站' AND NOT i.qualifier CONTAINS '县级' AND NOT i.qualifier CONTAINS '每'
WITH code, province, city, county, towns, covered, denied, max(i.value) AS stated
OPTIONAL MATCH (j:Indicator)-[m:MEASURES]->(b:Place)
WHERE b.id = 'place:' + code AND j.nature = 'actual' AND j.unit <> '%' AND j.value = stated
  AND (j.measure CONTAINS '社工站' OR j.measure CONTAINS '社会工作站' OR j.measure CONTAINS '社会工作服务站')
  AND NOT j.measure CONTAINS '总站' AND NOT j.qualifier CONTAINS '县级' AND NOT j.qualifier CONTAINS '每'
WITH code, province, city, county, towns, covered, denied, stated, min(m.id) AS chosen
OPTIONAL MATCH (k:Indicator)-[e:MEASURES]->(c:Place) WHERE e.id = chosen
OPTIONAL MATCH (d:Document) WHERE d.id = e.document
RETURN province AS province, city AS city, county AS county, towns AS towns, covered AS covered, denied AS denied,
       towns - covered - denied AS unknown, covered * 1.0 / towns AS rate, stated AS stated, coalesce(k.measure, '') AS measure,
       stated / towns AS stated_rate, coalesce(k.as_of, '') AS as_of, coalesce(e.quote, '') AS quote, coalesce(e.document, '') AS document,
       coalesce(d.name, '') AS title, e.start_at AS start_at, e.end_at AS end_at, coalesce(e.said_by, '') AS said_by, e.score AS score, code AS code
ORDER BY code, province, city, county
