// title: 哪些资源到达某社区
// group: 资源
// about: 慈善资源、政府资金、社会组织和志愿服务，经由哪些机构和项目，到达哪个社区、街镇或地方。每一步都有原文。
// about: 一步：直接服务或资助；两步：资助、承接或设立了服务它的机构或项目；三步：中间再隔一个合作方或承接方。
// param: place = "" | 到达哪里：社区名称，或地方的名称、区划代码；空为全部
// param: source = "" | 资源的来处 | 慈善, 政府, 社会组织, 志愿, 项目, 其他
// param: limit = 500 | 最多几条
// column: target | 到达
// hidden: target_id | 到达标识
// hidden: target_label | 到达类别
// column: target_place | 所在地
// column: resource | 资源的来处
// column: source | 资源
// hidden: source_id | 资源标识
// hidden: source_label | 资源类别
// column: type_1 | 第一步
// column: via_1 | 经由
// hidden: via_1_id | 经由标识
// hidden: via_1_label | 经由类别
// column: type_2 | 第二步
// column: via_2 | 再经由
// hidden: via_2_id | 再经由标识
// hidden: via_2_label | 再经由类别
// column: type_3 | 第三步
// hidden: hops | 步数
// column: quote_1 | 原文一
// hidden: document_1 | 文献一
// hidden: start_at_1 | 起一
// hidden: end_at_1 | 止一
// hidden: said_by_1 | 依据一
// hidden: score_1 | 把握一
// column: quote_2 | 原文二
// hidden: document_2 | 文献二
// hidden: start_at_2 | 起二
// hidden: end_at_2 | 止二
// hidden: said_by_2 | 依据二
// hidden: score_2 | 把握二
// column: quote_3 | 原文三
// hidden: document_3 | 文献三
// hidden: start_at_3 | 起三
// hidden: end_at_3 | 止三
// hidden: said_by_3 | 依据三
// hidden: score_3 | 把握三
// show: network, table
// empty: 图中没有到达这里的资源。可以换一个更大的地方，或查看“还没有社工站的街镇”。
UNWIND [1, 2, 3] AS hops
MATCH (y:Organization|Project|Fund|Place|Person)-[last:SERVES|FUNDS|LOCATED_IN]->(c:Organization|Place)
WHERE (c.label = 'PLACE' OR c.kind = 'community') AND y.id <> c.id
  AND (last.type <> 'LOCATED_IN' OR y.kind = 'station' OR y.label = 'PROJECT')
OPTIONAL MATCH (q:Place) WHERE q.id = 'place:' + c.place_code
WITH hops, y, last, c, q
WHERE q.place_code STARTS WITH $place OR q.full_name STARTS WITH $place OR $place IN [c.id, c.name, q.name, q.city, q.county, ''] OR $place IN c.aliases
OPTIONAL MATCH (x:Organization|Project|Fund|Place|Person)-[mid:FUNDS|OPERATES|ESTABLISHES|PARTNERS_WITH]-(y)
WHERE hops > 1 AND x.id <> c.id AND x.id <> y.id
  AND (EXISTS { MATCH (x)-[out:FUNDS|OPERATES|ESTABLISHES]->(y) WHERE out.id = mid.id } OR (hops = 3 AND mid.type IN ['OPERATES', 'PARTNERS_WITH']))
OPTIONAL MATCH (r:Organization|Fund|Place|Person)-[first:FUNDS|ESTABLISHES]->(x)
WHERE hops = 3 AND r.id <> c.id AND r.id <> y.id
WITH hops, c, q, y, last, x, mid, r, first,
  CASE hops WHEN 1 THEN y.id WHEN 2 THEN x.id ELSE r.id END AS from_id,
  CASE hops WHEN 1 THEN y.label WHEN 2 THEN x.label ELSE r.label END AS from_label,
  CASE hops WHEN 1 THEN y.name WHEN 2 THEN x.name ELSE r.name END AS from_name,
  CASE hops WHEN 1 THEN y.kind WHEN 2 THEN x.kind ELSE r.kind END AS from_kind,
  CASE hops WHEN 1 THEN y.five WHEN 2 THEN x.five ELSE r.five END AS from_five,
  CASE hops WHEN 1 THEN last.type WHEN 2 THEN mid.type ELSE first.type END AS from_type
WHERE from_id IS NOT NULL
  AND (hops = 1 OR from_type = 'FUNDS' OR from_five = 'charity' OR from_kind = 'government' OR from_label = 'PLACE')
WITH hops, c, q, y, last, x, mid, r, first, from_id, from_label, from_name, from_type,
  CASE WHEN from_five = 'charity' THEN '慈善' WHEN from_kind = 'government' OR from_label = 'PLACE' THEN '政府'
    WHEN from_five = 'social_org' THEN '社会组织' WHEN from_five = 'volunteer' THEN '志愿'
    WHEN from_label = 'PROJECT' THEN '项目' ELSE '其他' END AS from_where
WHERE $source IN ['', from_where]
RETURN c.name AS target, c.id AS target_id, c.label AS target_label, q.full_name AS target_place,
  from_where AS resource, from_name AS source, from_id AS source_id, from_label AS source_label,
  from_type AS type_1,
  CASE hops WHEN 2 THEN y.name WHEN 3 THEN x.name ELSE '' END AS via_1,
  CASE hops WHEN 2 THEN y.id WHEN 3 THEN x.id ELSE '' END AS via_1_id,
  CASE hops WHEN 2 THEN y.label WHEN 3 THEN x.label ELSE '' END AS via_1_label,
  CASE hops WHEN 2 THEN last.type WHEN 3 THEN mid.type ELSE '' END AS type_2,
  CASE hops WHEN 3 THEN y.name ELSE '' END AS via_2,
  CASE hops WHEN 3 THEN y.id ELSE '' END AS via_2_id,
  CASE hops WHEN 3 THEN y.label ELSE '' END AS via_2_label,
  CASE hops WHEN 3 THEN last.type ELSE '' END AS type_3,
  hops AS hops,
  CASE hops WHEN 1 THEN last.quote WHEN 2 THEN mid.quote ELSE first.quote END AS quote_1,
  CASE hops WHEN 1 THEN last.document WHEN 2 THEN mid.document ELSE first.document END AS document_1,
  CASE hops WHEN 1 THEN last.start_at WHEN 2 THEN mid.start_at ELSE first.start_at END AS start_at_1,
  CASE hops WHEN 1 THEN last.end_at WHEN 2 THEN mid.end_at ELSE first.end_at END AS end_at_1,
  CASE hops WHEN 1 THEN last.said_by WHEN 2 THEN mid.said_by ELSE first.said_by END AS said_by_1,
  CASE hops WHEN 1 THEN last.score WHEN 2 THEN mid.score ELSE first.score END AS score_1,
  CASE hops WHEN 2 THEN last.quote WHEN 3 THEN mid.quote ELSE '' END AS quote_2,
  CASE hops WHEN 2 THEN last.document WHEN 3 THEN mid.document ELSE '' END AS document_2,
  CASE hops WHEN 2 THEN last.start_at WHEN 3 THEN mid.start_at ELSE NULL END AS start_at_2,
  CASE hops WHEN 2 THEN last.end_at WHEN 3 THEN mid.end_at ELSE NULL END AS end_at_2,
  CASE hops WHEN 2 THEN last.said_by WHEN 3 THEN mid.said_by ELSE '' END AS said_by_2,
  CASE hops WHEN 2 THEN last.score WHEN 3 THEN mid.score ELSE NULL END AS score_2,
  CASE hops WHEN 3 THEN last.quote ELSE '' END AS quote_3,
  CASE hops WHEN 3 THEN last.document ELSE '' END AS document_3,
  CASE hops WHEN 3 THEN last.start_at ELSE NULL END AS start_at_3,
  CASE hops WHEN 3 THEN last.end_at ELSE NULL END AS end_at_3,
  CASE hops WHEN 3 THEN last.said_by ELSE '' END AS said_by_3,
  CASE hops WHEN 3 THEN last.score ELSE NULL END AS score_3
ORDER BY target, target_id, hops, resource, source, source_id, type_1, via_1_id, type_2, via_2_id, type_3
LIMIT $limit
