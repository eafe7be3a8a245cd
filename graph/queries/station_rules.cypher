// title: 哪些社工站不符合规定：人员、持证、补助
// about: 资料里的标准（不少于几人、持证不少于几人、补助比例、补助上限）逐站同名录和资料里的数字核对。不达标的在前，一边是规定的原句，一边是这个站自己的一行；没有数字的写“未见记载”，不算不达标。标准只用于它所在地方的站。
// ask: 哪些社工站不符合规定 | 哪些社工站人员不达标 | {place}社工站达标情况 | 社工站配备不够的 | 持证人数不够的社工站 | 补助超过标准的社工站 | {place}社工站符不符合要求 | 不合规的社工站
// ask: {place}没达标的社工站 | 专职人员不足的站 | 社工站检查核对标准
// ask: 持证没有达到要求的社工站 | 社工站没达到标准
// ask: 社工站人员不够的 | 哪些站人手没配够 | 持证人员不够的站 | 不合规定的社工站 | {place}社工站符合标准吗 | {place}哪些站不达标 | 社工站没达标的有几个 | 人数不符合要求的站 | {place}社工站有没有不合格的 | 社工站人员配备够不够标准
// ask: 补助超过规定的站 | {place}哪些站没达到要求
// ask: 人手不达标的站 | 哪些站没达标 | 社工站人数低于规定 | {place}社工站合不合规 | 持证社工没达到要求的站 | 不符合标准的站点 | 社工站补助发多了 | 配备不足的社工站 | {place}站点够不够格
// group: 五社联动
// param: place = "" | 省、市、县或街镇名的一部分，空为全国
// param: verdict = "" | 只看一种结果 | , 不达标, 未见记载, 达标, 无从检查
// column: station | 社工站
// column: place | 所在地
// column: rule | 规定的是
// column: bound | 界限
// column: required | 规定
// column: value | 实际
// column: unit | 单位
// column: verdict | 结果
// column: allowed | 按规定可得补助（元）
// column: quote | 这个站的原句
// column: rule_quote | 规定的原句
// column: document | 文献标识
// column: title | 文献
// column: start_at | 起
// column: end_at | 止
// column: said_by | 依据
// column: score | 把握
// column: rule_document | 规定的文献标识
// column: rule_title | 规定的文献
// column: rule_start_at | 规定起
// column: rule_end_at | 规定止
// column: station_id | 社工站标识
// then: rules.station_rules
// show: table
// empty: 图中没有能核对的规定，或规定所在的地方没有社工站名录。
UNWIND ['rule', 'figure', 'money'] AS what
OPTIONAL MATCH (i:Indicator)-[m:MEASURES]->(a:Place|Organization|Project)
WHERE (what = 'rule' AND (i.nature = 'rule' OR (i.unit = '%' AND m.quote CONTAINS '补助')))
   OR (what = 'figure' AND a.kind = 'station' AND i.nature = 'actual' AND i.unit IN ['人', '名', '位'])
OPTIONAL MATCH (f:Organization|Place|Fund)-[r:FUNDS]->(s:Organization) WHERE what = 'money' AND s.kind = 'station' AND r.amount <> ''
WITH what, i, a, f, s, coalesce(m.quote, r.quote) AS quote, coalesce(m.document, r.document) AS document, coalesce(m.start_at, r.start_at) AS start_at,
     coalesce(m.end_at, r.end_at) AS end_at, coalesce(m.said_by, r.said_by) AS said_by, coalesce(m.score, r.score) AS score, r.amount AS amount, r.mode AS mode
WHERE quote IS NOT NULL
OPTIONAL MATCH (d:Document) WHERE d.id = document
RETURN what AS what, coalesce(i.measure, '') AS measure, coalesce(i.qualifier, '') AS qualifier, i.value AS value, coalesce(i.unit, '') AS unit,
       coalesce(a.id, s.id) AS owner_id, coalesce(a.place_code, s.place_code, '') AS code, coalesce(amount, '') AS amount, coalesce(mode, '') AS mode,
       coalesce(f.name, '') AS funder, quote AS quote, document AS document, coalesce(d.name, '') AS title, start_at AS start_at, end_at AS end_at,
       said_by AS said_by, score AS score
ORDER BY what, document, start_at, measure, value, owner_id, funder
