// title: 某街道（社区）五社各有谁，缺哪一社
// about: 一个地方或社区的社区、社会组织、社会工作者、社区志愿者、社会慈善资源各有谁。有：有名有姓，或资料给出人数、个数；明确没有：资料说是零；未见记载：图中什么也没有，不等于没有。
// ask: {place}五社各有谁 | {place}五社缺哪一社 | {place}五社情况 | {place}的五社都有谁 | {place}五社名单 | {place}的社区、社会组织、社工、志愿者、慈善资源有哪些
// ask: {place}有没有社工和志愿者 | {place}五社里缺什么 | {place}五社齐不齐 | 看看{place}的五社联动情况 | {place}有哪些社会组织、社工、志愿者
// ask: {place}缺哪些力量
// ask: {place}五社齐全吗 | {place}五社缺谁 | {place}五社都凑齐了没有 | {place}五社有几社 | {place}五社分别是谁 | {place}五社的情况怎么样 | {place}社区、社会组织、社工、志愿者、慈善资源各是谁
// ask: {place}五社底子怎么样 | {place}五社还差什么 | {place}五社还少哪个 | {place}有谁在做社区工作 | {place}的社会力量有哪些 | {place}五社联动做得怎么样
// ask: {place}五社是哪些 | {place}五社里有哪几社 | {place}五社缺不缺 | {place}有没有五社 | {place}五社谁在谁不在 | {place}的五社力量 | {place}缺社工还是缺志愿者 | {place}五社具体有谁 | {place}五社都是哪些机构
// group: 五社联动
// param: place = "马桥街道" | 街镇、社区或区县的名称、全称或标识
// column: role | 五社
// column: status | 有没有
// column: name | 名称
// column: kind | 类型
// column: relation | 关系
// column: number | 数目
// column: place | 地方
// column: quote | 原句
// column: document | 文献标识
// column: title | 文献
// column: start_at | 起
// column: end_at | 止
// column: said_by | 依据
// column: score | 把握
// column: id | 标识
// column: place_id | 地方标识
// link: name > place | relation
// show: table, network
// empty: 图中没有这个地方。请写全称，例如“马桥街道”。
MATCH (p:Place|Organization)
WHERE (p.label = 'PLACE' OR p.kind = 'community') AND (p.name = $place OR p.full_name = $place OR p.id = $place OR $place IN p.aliases)
UNWIND ['charity', 'social_org', 'social_worker', 'volunteer', 'community'] AS role
OPTIONAL MATCH (x:Organization|Person|Fund|Indicator)-[e:LOCATED_IN|SERVES|FUNDS|WORKS_FOR|OPERATES|MEASURES]->(p)
WHERE x.five = role OR (x.label = 'INDICATOR' AND x.nature = 'actual' AND x.unit <> '%' AND (
  (role = 'charity' AND (x.measure CONTAINS '基金会' OR x.measure CONTAINS '慈善基金' OR x.measure CONTAINS '慈善组织')) OR
  (role = 'social_org' AND (x.measure CONTAINS '社会组织' OR x.measure CONTAINS '社工站' OR x.measure CONTAINS '社会工作服务站' OR x.measure CONTAINS '社工机构')) OR
  (role = 'social_worker' AND (x.measure IN ['社工', '社工人才'] OR x.measure CONTAINS '社会工作者' OR x.measure CONTAINS '专职社工' OR x.measure CONTAINS '社会工作专业人才')) OR
  (role = 'volunteer' AND (x.measure CONTAINS '志愿者' OR x.measure CONTAINS '志愿服务队')) OR
  (role = 'community' AND x.measure IN ['社区', '村', '城乡社区', '村（社区）', '居委会', '村委会', '行政村'])))
OPTIONAL MATCH (d:Document) WHERE d.id = e.document
WITH p, role, x, e, d, e.id IS NULL AND role = p.five AS itself
RETURN role AS role,
       CASE WHEN itself THEN '有' WHEN e.id IS NULL THEN '未见记载' WHEN e.type = 'MEASURES' AND x.value = 0.0 THEN '明确没有' ELSE '有' END AS status,
       CASE WHEN itself THEN p.name ELSE coalesce(x.name, '') END AS name, CASE WHEN itself THEN p.kind ELSE coalesce(x.kind, '') END AS kind,
       coalesce(e.type, '') AS relation, x.value AS number, coalesce(p.full_name, p.name) AS place, coalesce(e.quote, '') AS quote,
       coalesce(e.document, '') AS document, coalesce(d.name, '') AS title, e.start_at AS start_at, e.end_at AS end_at,
       coalesce(e.said_by, '') AS said_by, e.score AS score, CASE WHEN itself THEN p.id ELSE coalesce(x.id, '') END AS id, p.id AS place_id
ORDER BY place, place_id, role, name, relation, id
