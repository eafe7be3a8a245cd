// title: 哪些机构是枢纽
// about: 机构、项目、社区、街镇连成的网里，最短路径最多经过谁（中介度），抽掉谁网就断开（割点），谁走了哪些社区和街镇就没有别的联系（只靠它的）。业务主管、所在地不算联系。网很大时中介度由抽样算出。
// ask: 哪些机构是枢纽 | {place}枢纽型组织 | 网络的关键节点 | 谁处在网络中心 | 中介度最高的机构 | {place}谁最关键 | {place}核心机构是哪些 | 割点机构 | 桥梁机构 | 联系最多人的中心机构
// group: 五社联动
// param: place = "" | 只看一个地方的网：省、市、县、街镇的名称、全称或标识，空为全国
// param: most = 30 | 最多几家
// column: body | 机构
// column: kind | 类型
// column: betweenness | 中介度
// column: cut | 割点
// column: rank | 名次
// column: links | 联系数
// column: reached | 联系的社区和街镇
// column: lost | 只靠它的
// column: lost_who | 只靠它的有谁
// column: place | 所在地
// column: id | 标识
// then: network.hubs
// show: bars, table
// empty: 图中没有这个地方，或那里没有机构之间的联系。
MATCH (p:Place) WHERE $place = '' OR p.name = $place OR p.full_name = $place OR p.id = $place
WITH DISTINCT CASE WHEN $place = '' THEN '' ELSE p.place_code END AS code
MATCH (a:Organization|Project|Fund|Person|Place)-[r:FUNDS|OPERATES|SERVES|ESTABLISHES|INCUBATES|PARTNERS_WITH|REFERS_TO|MEMBER_OF|LOCATED_IN|WORKS_FOR|SUPERVISES]->(b:Organization|Project|Fund|Place)
WHERE (a.place_code STARTS WITH code OR b.place_code STARTS WITH code)
  AND (r.type <> 'LOCATED_IN' OR (b.kind IN ['town', 'village', 'other'] AND (a.kind IN ['station', 'volunteer_team'] OR a.label = 'PROJECT')))
  AND (r.type <> 'SUPERVISES' OR NOT r.mode IN ['业务主管', '管理']) AND (b.label <> 'PLACE' OR b.kind IN ['town', 'village', 'other'])
  AND (a.label <> 'PLACE' OR a.kind IN ['town', 'village', 'other'])
RETURN DISTINCT a.id AS head, r.type AS type, b.id AS tail, a.five AS head_five, b.five AS tail_five, a.label AS head_label, b.label AS tail_label,
       a.kind AS head_kind, b.kind AS tail_kind, a.name AS head_name, b.name AS tail_name,
       coalesce(a.place_code, '') AS head_code, coalesce(b.place_code, '') AS tail_code
ORDER BY head, type, tail
