// title: 每个社工站平均几名社工、多少经费
// about: 两种算法分开列：同一资料、同一时间、同一地方的站数和驻站社工数（经费数）相除；名录里各站的人数（经费）相加再除以写明的站数。相除的条件写在“口径”里，资料自己说的平均数另见“数字”。
// ask: 每个社工站平均几名社工 | {name}平均每个站几个人 | {name}平均每站多少经费 | 站均社工 | 站均经费 | 社工站平均配备多少社工 | {name}每个站有几名社工、多少钱 | 一个社工站平均几个人
// ask: 一个站平均多少人 | 每个站有几个社工 | {name}一个站多少经费 | 平均一个社工站多少钱 | 每站人数和经费 | {name}社工站平均人手 | 站平均几个社工 | 平均每个社工站分到多少资金 | {name}站均人数 | {name}一个社工站一般几个人
// ask: 平均一个站几名社工 | 每个社工站分摊多少经费 | {name}一个站有几个社工 | {name}每个站平均几个人 | 站平均经费 | {name}平均一站多少钱 | 一个站通常有几名社工
// group: 数字
// param: name = "" | 地方名称的一部分，空为全部
// column: place | 地方
// column: measure | 平均的是
// column: per | 每站平均
// column: unit | 单位
// column: total | 总数
// column: stations | 站数
// column: as_of | 时间
// column: basis | 算法
// column: condition | 口径
// column: quote | 总数的原句
// column: other_quote | 站数的原句
// column: document | 文献标识
// column: title | 文献
// column: start_at | 起
// column: end_at | 止
// column: said_by | 依据
// column: score | 把握
// column: other_document | 站数的文献标识
// column: other_start_at | 站数起
// column: other_end_at | 站数止
// column: place_id | 地方标识
// then: figures.per_station
// show: table
// empty: 图中没有能相除的站数和人数（经费），也没有写明人数、经费的社工站名录。
MATCH (i:Indicator)-[m:MEASURES]->(a:Place|Project|Organization)
WHERE i.nature = 'actual' AND i.value > 0.0 AND ($name = '' OR a.name CONTAINS $name)
  AND (i.unit = '元' OR i.measure CONTAINS '站' OR i.measure CONTAINS '社工' OR i.qualifier CONTAINS '站')
OPTIONAL MATCH (d:Document) WHERE d.id = m.document
RETURN a.name AS place, i.measure AS measure, i.qualifier AS qualifier, i.value AS value, i.unit AS unit, i.as_of AS as_of, m.quote AS quote,
       m.document AS document, coalesce(d.name, '') AS title, m.start_at AS start_at, m.end_at AS end_at, m.said_by AS said_by, m.score AS score,
       a.id AS place_id, i.id AS id
ORDER BY place_id, document, start_at, id
