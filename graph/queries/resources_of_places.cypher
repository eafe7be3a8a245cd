// title: 哪些资源到达这些社区和街镇
// about: 给出的社区、街镇、村：谁出资、捐赠、运营或服务，经由谁到达，一步、两步或三步，每一步都有原句。
// group: 查找
// param: ids = [] | 社区、街镇、村的标识
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
// show: table
// empty: 图中没有到达这些地方的资源。
UNWIND $ids AS id
MATCH (c:Place|Organization) WHERE c.id = id
OPTIONAL MATCH (m:Organization|Project|Fund|Person|Place)-[s:SERVES|LOCATED_IN|FUNDS|OPERATES|ESTABLISHES]->(c) WHERE m.id <> c.id
UNWIND [1, 2, 3] AS steps
OPTIONAL MATCH (a:Organization|Project|Fund|Person|Place)-[g:FUNDS|SERVES|OPERATES|ESTABLISHES|INCUBATES]->(m)
WHERE steps > 1 AND a.id <> c.id AND (s.type = 'SERVES' OR s.type = 'LOCATED_IN' AND (m.kind IN ['station', 'volunteer_team'] OR m.label = 'PROJECT'))
OPTIONAL MATCH (z:Organization|Fund|Person|Place)-[f:FUNDS|ESTABLISHES]->(a)
WHERE steps = 3 AND z.id <> c.id AND z.id <> m.id AND g.type <> 'SERVES'
WITH m, s, c, a, g, z, f, steps,
     CASE steps WHEN 1 THEN m.name WHEN 2 THEN a.name ELSE z.name END AS resource, CASE steps WHEN 1 THEN m.id WHEN 2 THEN a.id ELSE z.id END AS resource_id,
     CASE steps WHEN 1 THEN m.five WHEN 2 THEN a.five ELSE z.five END AS resource_five,
     CASE steps WHEN 1 THEN s.type WHEN 2 THEN g.type ELSE f.type END AS first,
     CASE steps WHEN 1 THEN s.document WHEN 2 THEN g.document ELSE f.document END AS document
WHERE resource_id IS NOT NULL AND (resource_five <> '' OR first = 'FUNDS') AND ($resource = '' OR resource CONTAINS $resource)
  AND NOT (steps = 1 AND first = 'LOCATED_IN')
OPTIONAL MATCH (d:Document) WHERE d.id = document
OPTIONAL MATCH (p:Place) WHERE p.id = 'place:' + c.place_code
RETURN resource AS resource, resource_five AS resource_five, first AS first,
       CASE steps WHEN 1 THEN '' WHEN 2 THEN m.name ELSE a.name END AS via,
       CASE steps WHEN 1 THEN '' WHEN 2 THEN s.type ELSE g.type END AS second,
       CASE steps WHEN 3 THEN m.name ELSE '' END AS via_2, CASE steps WHEN 3 THEN s.type ELSE '' END AS third,
       c.name AS reached, CASE steps WHEN 1 THEN coalesce(s.amount, '') WHEN 2 THEN coalesce(g.amount, '') ELSE '' END AS amount, coalesce(p.full_name, '') AS place,
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
