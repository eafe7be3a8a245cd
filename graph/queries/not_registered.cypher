// title: 报道里提到、名录里查不到的组织
// about: 社会组织和基金会，资料提到了它，读进来的名录里没有它：名称待核，或名录不全。
// ask: 报道里提到、名录里查不到的组织 | 没有登记的社会组织 | 哪些组织没登记 | 名录里没有的机构 | 登记库里找不到的组织 | 未登记组织名单 | 名录以外的社会组织
// ask: 报道有、名录没有的基金会 | 查不到登记的机构 | 哪些机构不在名册里
// ask: 没注册的组织 | 查无登记的组织 | 没有登记注册的草根组织
// ask: 没有登记过的组织 | 报道里说的组织在登记里找不到 | 没在民政登记的机构有哪些 | 查不到登记信息的组织 | 名录没有、新闻里有的机构 | 没有正式注册的社会组织 | 有哪些组织没有合法登记 | 新闻里提到但没登记的
// ask: 登记名录里查不到的机构 | 没办登记的组织
// ask: 新闻上有、名录上没有的机构 | 报道提过但没有备案的组织 | 登记里没有的组织 | 名录漏掉的组织 | 没进名录的组织 | 没办过登记手续的机构 | 查不到户口的组织 | 不在登记名册里的
// group: 查找
// param: name = "" | 名称的一部分，空为全部
// column: name | 组织
// column: kind | 类型
// column: place | 所在地
// column: documents | 提到它的资料
// column: quote | 原文
// column: document | 文献标识
// column: title | 文献
// column: start_at | 起
// column: end_at | 止
// column: said_by | 依据
// column: score | 把握
// column: id | 标识
// show: table
// empty: 图中没有名录以外的社会组织。
MATCH (o:Organization)<-[m:MENTIONS]-(a:Document)
WHERE o.kind IN ['social_org', 'foundation'] AND ($name = '' OR o.name CONTAINS $name)
WITH o, count(DISTINCT a.id) AS documents, min(m.id) AS chosen, sum(CASE WHEN a.genre = 'registry' THEN 1 ELSE 0 END) AS rows
WHERE rows = 0
MATCH (d:Document)-[e:MENTIONS]->(o) WHERE e.id = chosen
OPTIONAL MATCH (p:Place) WHERE p.id = 'place:' + o.place_code
RETURN o.name AS name, o.kind AS kind, coalesce(p.full_name, '') AS place, documents AS documents, e.quote AS quote, d.id AS document, d.name AS title,
       e.start_at AS start_at, e.end_at AS end_at, e.said_by AS said_by, e.score AS score, o.id AS id
ORDER BY documents DESC, name, id
