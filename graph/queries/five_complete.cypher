// title: 哪些社区和街镇五社齐全
// about: 每个社区、村、街镇的五社各有几个有名有姓的；齐全的在前，同样齐全的以来源多的在前。
// ask: 哪些社区五社齐全 | {place}五社齐全的社区和街镇 | {place}五社都有的社区 | {place}五社配齐的街道 | 五社齐全度排名 | 五社齐全可作示范的社区
// ask: {place}至少有{least}社的街镇 | {place}哪些社区有{least}社以上 | 五社一个不缺的地方有哪些 | 五社最全的社区
// ask: 五社联动做得好的社区 | 五社最齐全的街道 | {place}哪些街道五社齐
// ask: {place}有没有五社齐全的社区 | 五社齐全的典型在哪里 | {place}哪个街道五社最全 | {place}五社凑齐的社区有几个 | 五社都齐了的地方 | 五社全都有的村 | {place}凑够{least}社的社区
// ask: 五社做得最全的地方想去学习 | {place}五社齐备的样板 | 四社以上的街道有哪些 | 最少{least}社的社区
// ask: 五社最完整的社区 | {place}五社样样都有的街道 | 五社建设的标杆社区 | {place}哪里五社最齐 | 有哪些社区五社是齐的 | 五社都配了的地方 | {place}满足{least}社的街道 | 五社建得最好的
// group: 五社联动
// param: place = "" | 社区、街镇、区县或省名的一部分，空为全国
// param: least = 1 | 至少有几社
// column: name | 社区或街镇
// column: place | 所在地
// column: roles | 有几社
// column: charity | 社会慈善资源
// column: social_org | 社会组织
// column: social_worker | 社会工作者
// column: volunteer | 社区志愿者
// column: community | 社区
// column: sources | 来源数
// column: id | 标识
// show: table
// empty: 图中没有这样的社区或街镇。
MATCH (p:Place|Organization)
WHERE p.kind = 'community' OR (p.label = 'PLACE' AND p.kind IN ['town', 'village', 'other'])
OPTIONAL MATCH (q:Place) WHERE q.id = 'place:' + p.place_code
WITH p, coalesce(q.full_name, '') AS place
WHERE $place = '' OR p.name CONTAINS $place OR place CONTAINS $place
MATCH (x:Organization|Person|Fund)-[e:LOCATED_IN|SERVES|FUNDS|WORKS_FOR|OPERATES]->(p) WHERE x.five <> ''
WITH p, place, count(DISTINCT CASE WHEN x.five = 'charity' THEN x.id ELSE NULL END) AS charity,
     count(DISTINCT CASE WHEN x.five = 'social_org' THEN x.id ELSE NULL END) AS social_org,
     count(DISTINCT CASE WHEN x.five = 'social_worker' THEN x.id ELSE NULL END) AS social_worker,
     count(DISTINCT CASE WHEN x.five = 'volunteer' THEN x.id ELSE NULL END) AS volunteer,
     count(DISTINCT CASE WHEN x.five = 'community' THEN x.id ELSE NULL END) + CASE WHEN p.five = 'community' THEN 1 ELSE 0 END AS community,
     count(DISTINCT e.document) AS sources
WITH p, place, charity, social_org, social_worker, volunteer, community, sources,
     CASE WHEN charity > 0 THEN 1 ELSE 0 END + CASE WHEN social_org > 0 THEN 1 ELSE 0 END + CASE WHEN social_worker > 0 THEN 1 ELSE 0 END
       + CASE WHEN volunteer > 0 THEN 1 ELSE 0 END + CASE WHEN community > 0 THEN 1 ELSE 0 END AS roles
WHERE roles >= $least
RETURN p.name AS name, place AS place, roles AS roles, charity AS charity, social_org AS social_org, social_worker AS social_worker,
       volunteer AS volunteer, community AS community, sources AS sources, p.id AS id
ORDER BY roles DESC, sources DESC, name, id
