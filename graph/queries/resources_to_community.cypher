// title: 哪些资源到达哪些社区
// about: 谁出资、捐赠、运营或服务，经由谁，到达哪个社区、村或街镇；一步、两步或三步，每一步都有原句。机构的所在地不算服务地，站点、志愿队和项目的算。
// ask: 哪些资源到达哪些社区 | 哪些资源到了{place} | {place}得到了哪些资源 | {place}有哪些慈善资源，经过谁 | {resource}的资源到了哪些社区 | {resource}的资源流向
// ask: {place}的资源从哪里来 | 钱和服务怎样到达{place} | 资源怎么到的{place} | 有什么资源进了{place} | {resource}帮到了哪些社区 | 慈善资源落到哪些社区 | 谁给{place}送资源
// ask: {place}拿到了什么资源
// ask: {place}收到了什么资源 | {place}的钱和物资从哪里来 | {place}有什么外来的资源 | 哪些社区得到了资源 | 资源流到了哪些社区 | {resource}的资源去了哪里 | {resource}给哪些社区送了资源 | 慈善资源去了哪些社区 | {place}都有谁送资源来
// ask: {place}得到谁的支持 | 慈善款物流到哪些社区 | {place}的慈善资源有哪些来路 | {resource}的钱物到了哪些社区
// ask: {place}有哪些外部资源 | 谁帮了{place} | {place}收到哪些捐赠和服务 | {resource}的东西送到了哪些社区 | 慈善资源下沉到哪些社区 | {place}的资源是谁给的 | {resource}把资源投到哪些社区 | 进到{place}的资源
// group: 五社联动
// param: place = "" | 社区、街镇、区县或省名的一部分，空为全国
// param: resource = "" | 只看某个资源，名称的一部分
// column: resource | 资源
// column: resource_five | 五社
// column: first | 做法
// column: via | 经由
// column: second | 再经
// column: via_2 | 再经由
// column: third | 三经
// column: reached | 到达
// column: amount | 金额
// column: place | 所在地
// column: quote | 原句
// column: second_quote | 第二步原句
// column: third_quote | 第三步原句
// column: document | 文献标识
// column: title | 文献
// column: sources | 来源数
// column: start_at | 起
// column: end_at | 止
// column: said_by | 依据
// column: score | 把握
// column: second_document | 第二步文献标识
// column: third_document | 第三步文献标识
// column: resource_id | 资源标识
// column: via_id | 经由标识
// column: via_2_id | 再经由标识
// column: reached_id | 到达标识
// column: via_five | 经由者五社
// column: via_2_five | 再经由者五社
// column: reached_five | 到达者五社
// link: resource > via | first
// link: via > via_2 | second
// link: via_2 > reached | third
// show: network, table
// empty: 图中没有到达这里的资源。换一个地方，或先读入提到它的资料。
MATCH (c:Place|Organization)
WHERE c.kind = 'community' OR (c.label = 'PLACE' AND c.kind IN ['town', 'village', 'other'])
OPTIONAL MATCH (p:Place) WHERE p.id = 'place:' + c.place_code
WITH c, coalesce(p.full_name, '') AS place
WHERE $place = '' OR c.name CONTAINS $place OR place CONTAINS $place
MATCH (m:Organization|Project|Fund|Person|Place)-[s:SERVES|LOCATED_IN|FUNDS|OPERATES|ESTABLISHES]->(c) WHERE m.id <> c.id
UNWIND [1, 2, 3] AS steps
OPTIONAL MATCH (a:Organization|Project|Fund|Person|Place)-[g:FUNDS|SERVES|OPERATES|ESTABLISHES|INCUBATES]->(m)
WHERE steps > 1 AND a.id <> c.id AND (s.type = 'SERVES' OR s.type = 'LOCATED_IN' AND (m.kind IN ['station', 'volunteer_team'] OR m.label = 'PROJECT'))
OPTIONAL MATCH (z:Organization|Fund|Person|Place)-[f:FUNDS|ESTABLISHES]->(a)
WHERE steps = 3 AND z.id <> c.id AND z.id <> m.id AND g.type <> 'SERVES'
WITH m, s, c, place, a, g, z, f, steps,
     CASE steps WHEN 1 THEN m.name WHEN 2 THEN a.name ELSE z.name END AS resource, CASE steps WHEN 1 THEN m.id WHEN 2 THEN a.id ELSE z.id END AS resource_id,
     CASE steps WHEN 1 THEN m.five WHEN 2 THEN a.five ELSE z.five END AS resource_five,
     CASE steps WHEN 1 THEN s.type WHEN 2 THEN g.type ELSE f.type END AS first,
     CASE steps WHEN 1 THEN s.document WHEN 2 THEN g.document ELSE f.document END AS document
WHERE resource_id IS NOT NULL AND (resource_five <> '' OR first = 'FUNDS') AND ($resource = '' OR resource CONTAINS $resource)
  AND NOT (steps = 1 AND first = 'LOCATED_IN')
OPTIONAL MATCH (d:Document) WHERE d.id = document
RETURN resource AS resource, resource_five AS resource_five, first AS first,
       CASE steps WHEN 1 THEN '' WHEN 2 THEN m.name ELSE a.name END AS via,
       CASE steps WHEN 1 THEN '' WHEN 2 THEN s.type ELSE g.type END AS second,
       CASE steps WHEN 3 THEN m.name ELSE '' END AS via_2, CASE steps WHEN 3 THEN s.type ELSE '' END AS third,
       c.name AS reached, CASE steps WHEN 1 THEN coalesce(s.amount, '') WHEN 2 THEN coalesce(g.amount, '') ELSE '' END AS amount, place AS place,
       CASE steps WHEN 1 THEN s.quote WHEN 2 THEN g.quote ELSE f.quote END AS quote,
       CASE steps WHEN 1 THEN '' WHEN 2 THEN s.quote ELSE g.quote END AS second_quote, CASE steps WHEN 3 THEN s.quote ELSE '' END AS third_quote,
       document AS document, coalesce(d.name, '') AS title,
       CASE steps WHEN 1 THEN s.sources WHEN 2 THEN g.sources ELSE f.sources END AS sources,
       CASE steps WHEN 1 THEN s.start_at WHEN 2 THEN g.start_at ELSE f.start_at END AS start_at,
       CASE steps WHEN 1 THEN s.end_at WHEN 2 THEN g.end_at ELSE f.end_at END AS end_at,
       CASE steps WHEN 1 THEN s.said_by WHEN 2 THEN g.said_by ELSE f.said_by END AS said_by,
       CASE steps WHEN 1 THEN s.score WHEN 2 THEN g.score ELSE f.score END AS score,
       CASE steps WHEN 1 THEN '' WHEN 2 THEN s.document ELSE g.document END AS second_document,
       CASE steps WHEN 3 THEN s.document ELSE '' END AS third_document,
       resource_id AS resource_id, CASE steps WHEN 1 THEN c.id WHEN 2 THEN m.id ELSE a.id END AS via_id,
       CASE steps WHEN 3 THEN m.id ELSE c.id END AS via_2_id, c.id AS reached_id,
       CASE steps WHEN 1 THEN c.five WHEN 2 THEN m.five ELSE a.five END AS via_five,
       CASE steps WHEN 3 THEN m.five ELSE c.five END AS via_2_five, c.five AS reached_five
ORDER BY CASE WHEN quote = resource THEN 4 WHEN third <> '' THEN 3 WHEN amount <> '' THEN 0 WHEN first = 'FUNDS' THEN 1 ELSE 2 END, place, reached, resource, first, via, second, via_2, third, resource_id, via_id, via_2_id, reached_id
