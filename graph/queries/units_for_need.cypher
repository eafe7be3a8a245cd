// title: 有这样的需求，可以找哪些单位
// about: 服务这类人群的组织、项目和资金：在哪里，谁运营，谁已经把人转介给它。用于转介之前查找；能不能接要去问。
// ask: 有这样的需求，可以找哪些单位 | {people}可以找谁 | {people}有困难找哪家机构 | {place}{people}可以转介给谁 | {people}求助找谁 | {place}服务{people}能转给哪些单位 | {people}该找哪个单位帮忙
// ask: {place}接收{people}转介的机构 | 需求找资源
// ask: {people}的问题转到哪家机构好
// ask: {people}可以转给谁 | {people}有事找谁 | {people}需要帮助找哪里 | {place}{people}该联系哪个机构 | 遇到{people}找谁帮忙 | {place}有哪些单位能接收{people} | {people}该送到哪里 | {people}转介到哪里合适 | 碰到{people}怎么转介 | {people}有需求找什么单位
// ask: {people}能找谁帮 | {people}往哪里转介 | {place}谁能接{people} | {people}有困难联系谁 | {people}可以送到哪家机构 | {place}{people}找谁 | 帮{people}找个接收单位 | 谁可以接收{people} | {people}求助渠道
// group: 五社联动
// param: people = "困境儿童" | 人群名称的一部分，空为全部
// param: place = "" | 省、市、县、街镇名的一部分，空为全国
// column: people | 人群
// column: unit | 单位
// column: unit_kind | 类型
// column: place | 所在地
// column: operator | 运营者
// column: referrer | 谁向它转介
// column: address | 住所
// column: quote | 原句
// column: refer_quote | 转介的原句
// column: document | 文献标识
// column: title | 文献
// column: start_at | 起
// column: end_at | 止
// column: said_by | 依据
// column: score | 把握
// column: sources | 来源数
// column: refer_document | 转介的文献标识
// column: people_id | 人群标识
// column: unit_id | 单位标识
// column: operator_id | 运营者标识
// column: referrer_id | 转介者标识
// column: unit_five | 单位五社
// link: referrer > unit | REFERS_TO
// link: operator > unit | OPERATES
// link: unit > people | SERVES
// show: table, network
// empty: 图中没有读到这里服务这类人群的单位。没有读到不等于没有。
MATCH (x:Organization|Project|Fund)-[r:SERVES]->(g:Population)
WHERE ($people = '' OR g.name CONTAINS $people) AND (coalesce(x.status, '') STARTS WITH '未' OR NOT (coalesce(x.status, '') CONTAINS '销' OR coalesce(x.status, '') CONTAINS '撤消'))
OPTIONAL MATCH (p:Place) WHERE p.id = 'place:' + x.place_code
OPTIONAL MATCH (x)-[v:SERVES]->(w:Place) WHERE ($place = '' OR w.full_name CONTAINS $place)
WITH x, r, g, coalesce(p.full_name, '') AS place, count(v) AS reached
WHERE $place = '' OR place CONTAINS $place OR reached > 0
OPTIONAL MATCH (o:Organization|Place)-[:OPERATES]->(x)
OPTIONAL MATCH (h:Organization)-[f:REFERS_TO]->(x)
OPTIONAL MATCH (d:Document) WHERE d.id = r.document
RETURN g.name AS people, x.name AS unit, CASE WHEN x.kind = '' THEN x.label ELSE x.kind END AS unit_kind, place AS place, coalesce(o.name, '') AS operator,
       coalesce(h.name, '') AS referrer, coalesce(x.address, '') AS address, r.quote AS quote, coalesce(f.quote, '') AS refer_quote, r.document AS document,
       coalesce(d.name, '') AS title, r.start_at AS start_at, r.end_at AS end_at, r.said_by AS said_by, r.score AS score, r.sources AS sources,
       coalesce(f.document, '') AS refer_document, g.id AS people_id, x.id AS unit_id, coalesce(o.id, '') AS operator_id, coalesce(h.id, '') AS referrer_id,
       x.five AS unit_five
ORDER BY people, place, unit, operator, referrer, people_id, unit_id, operator_id, referrer_id
