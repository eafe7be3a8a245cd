// title: 五社对照表：哪里齐全，缺哪一社
// about: 每个社区、村、街镇一行，五社各一格：有（有名有姓，或资料给出人数、个数）、明确没有（资料说是零）、未见记载（图中什么也没有，不等于没有）。齐全的在前，同样齐全的以独立来源多的在前；转引的同一句话、同一份名录只算一个来源。所问的范围超过 2000 处时（如一个省），先取说到的社最多、来源最多的 200 个再排，靠后的名次可能差几个；问一个市或县更准。
// ask: 五社对照表 | {place}五社对照表 | {place}各街镇五社有哪些、缺哪一社 | {place}各社区五社缺什么 | 五社矩阵 | 五社总表 | 哪里五社齐全哪里缺 | {place}五社缺项一览
// ask: {place}每个街道的五社情况 | {place}五社全景
// ask: 五社齐全和缺项一览
// ask: {place}各社区五社有没有的对照 | {place}五社总表 | 五社对照的表格 | {place}下面每个街道缺哪一社 | {place}各个街镇五社齐不齐、缺什么 | 一张表看{place}五社 | {place}各村五社的有和缺 | 各地五社对照
// ask: {place}所有街道五社缺什么 | 五社完整情况的大表
// ask: {place}哪些街道缺哪一社列出来 | {place}五社短板分布 | 按社区列五社有没有 | {place}各乡镇五社配置表 | {place}五社情况汇总表 | 五社一览表 | 每个社区五社各有没有 | {place}五社缺口一览
// group: 五社联动
// param: place = "" | 社区、街镇、区县或省名的一部分，空为全国
// param: most = 100 | 最多几行（不超过 200）
// column: name | 社区或街镇
// column: place | 所在地
// column: roles | 有几社
// column: charity | 社会慈善资源
// column: social_org | 社会组织
// column: social_worker | 社会工作者
// column: volunteer | 社区志愿者
// column: community | 社区
// column: sources | 独立来源
// column: documents | 资料数
// column: missing | 不是“有”的
// column: charity_who | 慈善资源有谁
// column: social_org_who | 社会组织有谁
// column: social_worker_who | 社会工作者有谁
// column: volunteer_who | 志愿者有谁
// column: community_who | 社区有谁
// column: charity_quote | 慈善资源的原句
// column: social_org_quote | 社会组织的原句
// column: social_worker_quote | 社会工作者的原句
// column: volunteer_quote | 志愿者的原句
// column: community_quote | 社区的原句
// column: charity_document | 慈善资源的文献标识
// column: social_org_document | 社会组织的文献标识
// column: social_worker_document | 社会工作者的文献标识
// column: volunteer_document | 志愿者的文献标识
// column: community_document | 社区的文献标识
// column: code | 区划代码
// column: id | 标识
// then: matrix.five_matrix
// show: table
// empty: 图中没有这样的社区或街镇。
MATCH (p:Place|Organization) WHERE p.kind = 'community' OR (p.label = 'PLACE' AND p.kind IN ['town', 'village', 'other'])
OPTIONAL MATCH (q:Place) WHERE q.id = 'place:' + p.place_code
WITH p, coalesce(q.full_name, '') AS place
WHERE $place = '' OR p.name CONTAINS $place OR place CONTAINS $place
RETURN p.id AS id
ORDER BY id
