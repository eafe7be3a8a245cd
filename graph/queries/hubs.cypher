// title: 哪些机构是枢纽
// about: 机构、项目、社区、街镇连成的网里，最短路径最多经过谁（中介度），抽掉谁网就断开（割点），谁走了哪些社区和街镇就没有别的联系（只靠它的）。业务主管、所在地不算联系。网很大时中介度由抽样算出。
// ask: 哪些机构是枢纽 | {place}枢纽型组织 | 网络的关键节点 | 谁处在网络中心 | 中介度最高的机构 | {place}谁最关键 | {place}核心机构是哪些 | 割点机构 | 桥梁机构 | 联系最多人的中心机构
// ask: {place}哪家机构最核心 | 谁是关系网的中心 | 最重要的机构是谁 | {place}谁是主心骨 | 哪个组织联系最广 | {place}起桥梁作用的机构 | 哪家机构认识的人最多 | 网络里谁最重要 | {place}哪些机构起牵头作用 | 关系最多的机构
// ask: {place}牵头的机构是谁 | {place}谁的关系最多 | {place}最有影响力的机构 | 网络里的枢纽 | 少了谁整个网就散了 | {place}谁是领头的组织 | 连着最多机构的是谁 | 起串联作用的组织
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
UNWIND [1, 2] AS way
OPTIONAL MATCH (x:Organization|Project|Fund|Person|Place) WHERE left(coalesce(x.place_code, ''), size(code)) = code
OPTIONAL MATCH (x)-[o:FUNDS|OPERATES|SERVES|ESTABLISHES|INCUBATES|PARTNERS_WITH|REFERS_TO|MEMBER_OF|LOCATED_IN|WORKS_FOR|SUPERVISES]->(y:Organization|Project|Fund|Place) WHERE way = 1
OPTIONAL MATCH (x)<-[i:FUNDS|OPERATES|SERVES|ESTABLISHES|INCUBATES|PARTNERS_WITH|REFERS_TO|MEMBER_OF|LOCATED_IN|WORKS_FOR|SUPERVISES]-(z:Organization|Project|Fund|Person|Place) WHERE way = 2 AND code <> '' AND NOT coalesce(z.place_code, '') STARTS WITH code
WITH coalesce(o.type, i.type) AS type, coalesce(o.mode, i.mode) AS mode, CASE way WHEN 1 THEN x.id ELSE z.id END AS head, CASE way WHEN 1 THEN y.id ELSE x.id END AS tail,
     CASE way WHEN 1 THEN x.five ELSE z.five END AS head_five, CASE way WHEN 1 THEN y.five ELSE x.five END AS tail_five,
     CASE way WHEN 1 THEN x.label ELSE z.label END AS head_label, CASE way WHEN 1 THEN y.label ELSE x.label END AS tail_label,
     CASE way WHEN 1 THEN x.kind ELSE z.kind END AS head_kind, CASE way WHEN 1 THEN y.kind ELSE x.kind END AS tail_kind,
     CASE way WHEN 1 THEN x.name ELSE z.name END AS head_name, CASE way WHEN 1 THEN y.name ELSE x.name END AS tail_name,
     coalesce(CASE way WHEN 1 THEN x.place_code ELSE z.place_code END, '') AS head_code, coalesce(CASE way WHEN 1 THEN y.place_code ELSE x.place_code END, '') AS tail_code
WHERE type IS NOT NULL AND tail_label IN ['ORG', 'PROJECT', 'FUND', 'PLACE']
  AND (type <> 'LOCATED_IN' OR (tail_kind IN ['town', 'village', 'other'] AND (head_kind IN ['station', 'volunteer_team'] OR head_label = 'PROJECT')))
  AND (type <> 'SUPERVISES' OR NOT mode IN ['业务主管', '管理']) AND (tail_label <> 'PLACE' OR tail_kind IN ['town', 'village', 'other'])
  AND (head_label <> 'PLACE' OR head_kind IN ['town', 'village', 'other'])
RETURN DISTINCT head AS head, type AS type, tail AS tail, head_five AS head_five, tail_five AS tail_five, head_label AS head_label, tail_label AS tail_label,
       head_kind AS head_kind, tail_kind AS tail_kind, head_name AS head_name, tail_name AS tail_name, head_code AS head_code, tail_code AS tail_code
ORDER BY head, type, tail
