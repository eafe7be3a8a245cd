// title: 登记在册、从未在报道或项目中出现的组织
// about: 名录里有它，报道、政策和别的资料里没有，也没有承接、资助、服务的记载。
// ask: 登记在册、从未在报道或项目中出现的组织 | 登记了但没有活动的组织 | 只在名录里、没有报道的组织 | 名录里有、报道里没有的社会组织 | 没有动静的社会组织 | 沉睡组织
// ask: 从来没被提到过的登记组织 | 登记了却没做过项目的社会组织 | 不活跃的社会组织名单 | 空壳组织
// ask: 登记后没动静的组织 | 名录里不干活的组织
// ask: 登记了不做事的组织 | 只挂名不活动的社会组织 | 名录里有但没听说过的组织 | 注册以后没有活动的机构 | 没有任何报道的登记组织 | 登记过却没有项目的机构 | 哪些社会组织名存实亡 | 在册但没有动静的组织
// ask: 登记了从来没见过做事的 | 光挂牌子不做事的组织
// ask: 只登记不做事 | 登记以后没了消息的组织 | 没有任何活动记录的登记组织 | 名册上有、没见过活动的 | 登记好几年没做过事的机构 | 名录里的空壳 | 登记了没人提过的机构 | 从没上过新闻的登记组织 | 有牌子没活动的机构
// group: 查找
// param: name = "" | 名称的一部分，空为全部
// column: name | 组织
// column: kind | 类型
// column: place | 所在地
// column: status | 登记状态
// column: quote | 原文
// column: document | 文献标识
// column: title | 文献
// column: start_at | 起
// column: end_at | 止
// column: said_by | 依据
// column: score | 把握
// column: id | 标识
// show: table
// empty: 图中没有这样的组织：先读入名录。
MATCH (o:Organization)<-[m:MENTIONS]-(a:Document)
WHERE o.kind IN ['social_org', 'foundation', 'station'] AND ($name = '' OR o.name CONTAINS $name)
WITH o, min(m.id) AS chosen, sum(CASE WHEN NOT a.genre IN ['registry', 'table'] THEN 1 ELSE 0 END) AS told
WHERE told = 0 AND NOT EXISTS { MATCH (o)-[:OPERATES|FUNDS|SERVES]->() }
MATCH (d:Document)-[e:MENTIONS]->(o) WHERE e.id = chosen
OPTIONAL MATCH (p:Place) WHERE p.id = 'place:' + o.place_code
RETURN o.name AS name, o.kind AS kind, coalesce(p.full_name, '') AS place, coalesce(o.status, '') AS status, e.quote AS quote, d.id AS document,
       d.name AS title, e.start_at AS start_at, e.end_at AS end_at, e.said_by AS said_by, e.score AS score, o.id AS id
ORDER BY place, name, id
