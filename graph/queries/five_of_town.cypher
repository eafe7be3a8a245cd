// title: 某街道（社区）五社各有谁，缺哪一社
// about: 一个地方的社区、社会组织、社会工作者、社区志愿者、社会慈善资源各有谁；“未见记载”不等于没有。
// group: 五社联动
// param: place = "马桥街道" | 街镇、社区或区县的名称
// column: role | 五社
// column: status | 有没有
// column: name | 名称
// column: kind | 类型
// column: relation | 关系
// column: place | 地方
// column: quote | 原句
// column: document | 文献标识
// column: said_by | 依据
// column: score | 把握
// column: id | 标识
// link: name > place | relation
// show: table, network
// empty: 图中没有这个地方。请写全称，例如“马桥街道”。
MATCH (p:Place)
WHERE p.name = $place OR p.full_name = $place OR $place IN p.aliases
UNWIND ['charity', 'social_org', 'social_worker', 'volunteer', 'community'] AS role
OPTIONAL MATCH (x)-[r:LOCATED_IN|SERVES|FUNDS|WORKS_FOR|OPERATES]->(p) WHERE x.five = role
RETURN role AS role, CASE WHEN x IS NULL THEN '未见记载' ELSE '有' END AS status, coalesce(x.name, '') AS name, coalesce(x.kind, '') AS kind,
       coalesce(r.type, '') AS relation, p.full_name AS place, coalesce(r.quote, '') AS quote, coalesce(r.document, '') AS document,
       coalesce(r.said_by, '') AS said_by, coalesce(r.score, 0.0) AS score, coalesce(x.id, '') AS id
ORDER BY place, role, name, relation, id
