// title: 哪些资源到达哪些社区
// about: 谁出资、捐赠、运营或服务，经由谁，到达哪个社区、村或街镇；每一步都有原句。
// group: 五社联动
// param: place = "" | 社区、街镇、区县或省名的一部分，空为全国
// param: resource = "" | 只看某个资源，名称的一部分
// column: resource | 资源
// column: resource_five | 五社
// column: first | 做法
// column: via | 经由
// column: second | 再经
// column: reached | 到达
// column: place | 所在地
// column: quote | 原句
// column: second_quote | 到达的原句
// column: document | 文献标识
// column: title | 文献
// column: sources | 来源数
// column: resource_id | 资源标识
// column: via_id | 经由标识
// column: reached_id | 到达标识
// column: via_five | 经由者五社
// column: reached_five | 到达者五社
// link: resource > via | first
// link: via > reached | second
// show: network, table
// empty: 图中没有到达这里的资源。换一个地方，或先读入提到它的资料。
MATCH (x)-[f:FUNDS|SERVES|OPERATES|ESTABLISHES]->(m)
WHERE (x.five <> '' OR f.type = 'FUNDS') AND ($resource = '' OR x.name CONTAINS $resource)
OPTIONAL MATCH (m)-[s:SERVES|LOCATED_IN]->(c)
WHERE (c.kind = 'community' OR (c.label = 'PLACE' AND c.kind IN ['town', 'village', 'other'])) AND c.id <> x.id
WITH x, f, m, s, CASE WHEN m.kind = 'community' OR (m.label = 'PLACE' AND m.kind IN ['town', 'village', 'other']) THEN m ELSE c END AS c
WHERE c IS NOT NULL AND NOT (m.label = 'PLACE' AND s IS NOT NULL)
OPTIONAL MATCH (p:Place) WHERE p.id = 'place:' + c.place_code
OPTIONAL MATCH (d:Document) WHERE d.id = f.document
WITH x, f, m, s, c, coalesce(p.full_name, '') AS place, coalesce(d.name, '') AS title
WHERE $place = '' OR c.name CONTAINS $place OR place CONTAINS $place
RETURN x.name AS resource, x.five AS resource_five, f.type AS first, CASE WHEN m.id = c.id THEN '' ELSE m.name END AS via,
       CASE WHEN m.id = c.id THEN '' ELSE s.type END AS second, c.name AS reached, place AS place, f.quote AS quote,
       CASE WHEN m.id = c.id THEN '' ELSE s.quote END AS second_quote, f.document AS document, title AS title, f.sources AS sources,
       x.id AS resource_id, m.id AS via_id, c.id AS reached_id, m.five AS via_five, c.five AS reached_five
ORDER BY place, reached, resource, first, via, second, resource_id, via_id, reached_id
