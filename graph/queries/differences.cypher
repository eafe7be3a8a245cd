// title: 地方之间差多少
// about: 同一度量在同级地方之间的排名：每个地方取最近的一个数，可按每个法定街镇、每万常住人口（2020 年普查）来比；附平均数、同类地方（市辖区、县、县级市）的平均数和基尼系数（0 是人人一样，1 是全归一处）。资料没有说到的地方不在其中，所以这是说到的地方之间的差别。
// ask: 地方之间差多少 | 各省{measure}差距 | 各市{measure}排名 | 各县{measure}哪里多哪里少 | {measure}基尼系数 | {province}县与县之间{measure}差多少 | 城乡差距
// ask: 每万人{measure}排名 | 哪个省{measure}最多 | 哪个市{measure}最少 | 每个街镇平均{measure} | 地区差异 | 各地{measure}不均衡程度 | 人均{measure}对比
// ask: 各省{measure}数量相差多少 | 各县之间{measure}的差距
// ask: 哪里{measure}多、哪里少 | 哪个省{measure}最少 | 哪个县{measure}最多 | 各省{measure}比一比 | {measure}的地区差距大不大 | 按人口算哪里{measure}多 | {measure}数量排名
// ask: 每万人有多少{measure} | {province}各市{measure}谁多谁少 | 东部西部{measure}差别 | 平均每个街镇有几个{measure} | 各市{measure}相差大吗 | 各地{measure}对比 | 人均{measure}哪里高
// ask: {measure}最少的是哪个省 | {measure}最多的市 | 各地{measure}发展不平衡 | {measure}各省份排行 | {province}哪个县{measure}多 | {measure}发达和落后的地方差几倍 | 哪里{measure}密度高
// group: 数字
// param: measure = "社工站" | 度量的一部分，例如“社工站”“慈善组织”
// param: level = "province" | 按省、市还是县 | province, city, county
// param: per = "" | 按什么平均 | , 每个法定街镇, 每万常住人口
// param: province = "" | 省份，空为全国
// column: place | 地方
// column: per_unit | 比的数
// column: rank | 名次
// column: measure | 度量
// column: value | 数值
// column: unit | 单位
// column: base | 除以
// column: to_mean | 与平均数之比
// column: mean | 平均数
// column: form | 形式
// column: form_mean | 同类平均数
// column: gini | 基尼系数
// column: places | 地方数
// column: as_of | 时间
// column: years | 各地的年份
// column: quote | 原句
// column: document | 文献标识
// column: title | 文献
// column: start_at | 起
// column: end_at | 止
// column: said_by | 依据
// column: score | 把握
// column: code | 区划代码
// column: place_id | 地方标识
// then: compare.differences
// show: bars, table
// empty: 图中不到两个这一级的地方有这样的数字，没有可比的。
MATCH (i:Indicator)-[m:MEASURES]->(a:Place)
WHERE a.kind = $level AND i.nature = 'actual' AND i.unit <> '%' AND a.statutory = true AND a.province STARTS WITH $province
  AND ($measure = '' OR i.measure CONTAINS $measure OR ($measure = '社工站' AND (i.measure CONTAINS '社会工作站' OR i.measure CONTAINS '社会工作服务站')))
OPTIONAL MATCH (d:Document) WHERE d.id = m.document
RETURN a.id AS place_id, a.name AS place, a.place_code AS code, coalesce(a.form, '') AS form, i.measure AS measure, i.qualifier AS qualifier,
       i.value AS value, i.unit AS unit, i.as_of AS as_of, m.quote AS quote, m.document AS document, coalesce(d.name, '') AS title,
       coalesce(d.published, '') AS published, m.start_at AS start_at, m.end_at AS end_at, m.said_by AS said_by, m.score AS score, i.id AS id
ORDER BY place_id, id
