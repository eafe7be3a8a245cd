// title: 各省、市、县的社工站覆盖率
// about: 图中有社工站的法定街镇占全部法定街镇的比例，和资料里自己说的站数。分母：全国行政区划（2023-06-30）的法定乡级单位。
// group: 覆盖缺口
// param: level = "province" | 按省、市还是县 | province, city, county
// param: province = "" | 省份全称，空为全国
// column: province | 省
// column: city | 市
// column: county | 县
// column: towns | 法定街镇数
// column: covered | 图中有站的街镇
// column: rate | 图中覆盖率
// column: stated | 资料所说站数
// column: stated_rate | 资料站数÷法定街镇数
// column: as_of | 所说时间
// column: quote | 原句
// column: document | 文献标识
// show: map, table
// empty: 没有这个地方。省份请写全称，例如“四川省”。
MATCH (t:Place)
WHERE t.kind = 'town' AND t.statutory = true AND ($province = '' OR t.province = $province)
OPTIONAL MATCH (s:Organization)-[:LOCATED_IN|SERVES]->(t) WHERE s.kind = 'station'
WITH t, count(s) AS stations
WITH t.province AS province, CASE WHEN $level IN ['city', 'county'] THEN coalesce(t.city, '') ELSE '' END AS city,
     CASE WHEN $level = 'county' THEN coalesce(t.county, '') ELSE '' END AS county, count(t) AS towns,
     sum(CASE WHEN stations > 0 THEN 1 ELSE 0 END) AS covered
OPTIONAL MATCH (i:Indicator)-[:MEASURES]->(a:Place)
WHERE a.kind = $level AND a.province = province AND (city = '' OR a.city = city) AND (county = '' OR a.county = county) AND i.nature = 'actual'
  AND (i.measure CONTAINS '社工站' OR i.measure CONTAINS '社会工作站' OR i.measure CONTAINS '社会工作服务站')
  AND NOT i.qualifier CONTAINS '县级' AND i.unit <> '%' AND i.value <= towns * 1.5
WITH province, city, county, towns, covered, max(i.value) AS stated
OPTIONAL MATCH (j:Indicator)-[m:MEASURES]->(b:Place)
WHERE b.kind = $level AND b.province = province AND (city = '' OR b.city = city) AND (county = '' OR b.county = county) AND j.nature = 'actual'
  AND (j.measure CONTAINS '社工站' OR j.measure CONTAINS '社会工作站' OR j.measure CONTAINS '社会工作服务站')
  AND NOT j.qualifier CONTAINS '县级' AND j.unit <> '%' AND j.value = stated
WITH province, city, county, towns, covered, stated, min(j.as_of) AS as_of, min(m.quote) AS quote, min(m.document) AS document
RETURN province AS province, city AS city, county AS county, towns AS towns, covered AS covered, covered * 1.0 / towns AS rate, stated AS stated,
       stated / towns AS stated_rate, coalesce(as_of, '') AS as_of, coalesce(quote, '') AS quote, coalesce(document, '') AS document
ORDER BY province, city, county
