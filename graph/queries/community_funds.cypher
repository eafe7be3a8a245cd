// title: 社区慈善基金覆盖了多少社区
// about: 图中社区基金、慈善基金服务到的社区和村，占 2023-06-30 全国村居名单里那个地方全部村（居）委会的比例。服务整个街镇的基金另计，不算覆盖了它的每个社区。没有读到的不等于没有。
// ask: 社区慈善基金覆盖了多少社区 | {place}社区基金覆盖了多少个社区 | {place}社区慈善基金覆盖率 | 各县社区基金覆盖比例 | {place}有多少村设了慈善基金 | {place}社区基金建了多少
// ask: 各省社区慈善基金覆盖 | {place}慈善基金有没有全覆盖 | {place}多大比例的社区有慈善基金 | 村级慈善基金
// ask: {place}的社区里有慈善基金的占多少 | {place}建了社区基金的村居有多少 | 社区基金普及到什么程度 | 多少村子已经有自己的慈善基金 | {place}社区基金覆盖面广不广 | 社区基金会推到几个社区了
// ask: 村里的慈善基金有多少 | {place}哪些村居有社区基金 | 社区慈善基金的覆盖情况 | 社区慈善基金覆盖到哪里
// ask: {place}成立了社区基金的社区占几成 | {place}每个村都有慈善基金吗 | {place}社区慈善基金推广情况 | 设了社区慈善基金的村居数 | 社区基金普及率
// group: 覆盖缺口
// param: level = "county" | 按省、市还是县 | county, city, province
// param: place = "" | 地方名称的一部分，空为全国
// column: place | 地方
// column: funds | 基金数
// column: communities | 到达的社区和村
// column: whole | 村（居）委会总数
// column: rate | 覆盖率
// column: towns | 到达的街镇
// column: who | 基金
// column: reached | 到达
// column: stated | 资料所说基金数
// column: stated_quote | 资料所说原句
// column: stated_document | 资料所说文献标识
// column: quote | 一条原句
// column: document | 文献标识
// column: title | 文献
// column: start_at | 起
// column: end_at | 止
// column: said_by | 依据
// column: score | 把握
// column: code | 区划代码
// then: coverage.community_funds
// show: table
// empty: 图中没有服务社区、村或街镇的社区基金。
MATCH (f:Fund|Organization)-[r:SERVES]->(p:Place|Organization)
WHERE (f.label = 'FUND' OR f.kind = 'foundation') AND (p.kind = 'community' OR (p.label = 'PLACE' AND p.kind IN ['town', 'village', 'other']))
OPTIONAL MATCH (p)-[u:PART_OF]->(q:Place)
WITH f, r, p, max(CASE WHEN p.place_code <> '' THEN p.place_code ELSE coalesce(q.place_code, '') END) AS seat
WITH f, r, p, CASE WHEN $level = 'county' THEN left(seat, 6) WHEN $level = 'city' THEN left(seat, 4) ELSE left(seat, 2) END AS code
OPTIONAL MATCH (c:Place) WHERE c.id = 'place:' + code
OPTIONAL MATCH (d:Document) WHERE d.id = r.document
WITH f, r, p, code, d, coalesce(c.full_name, '') AS place
WHERE $place = '' OR place CONTAINS $place
RETURN f.id AS fund_id, f.name AS fund, p.id AS reached_id, p.name AS reached, p.kind AS kind, code AS code, place AS place, r.quote AS quote,
       r.document AS document, coalesce(d.name, '') AS title, r.start_at AS start_at, r.end_at AS end_at, r.said_by AS said_by, r.score AS score
ORDER BY code, fund, reached, fund_id, reached_id
