// title: 哪个机构撤出，社区或街镇就断了联系
// about: 图中只读到一家社会组织、社工站、志愿服务队或慈善资源的社区、村和街镇：这一家撤出，别的联系未见记载。
// ask: 哪个机构撤出，社区就断了联系 | 只有一家机构服务的社区 | {place}只靠一家机构的社区和街镇
// ask: 单点依赖的社区 | {place}仅有一家机构联系的街镇 | 哪些社区离不开某一家机构 | 哪些社区最脆弱
// ask: {place}只有一家机构在做的社区 | 只靠一家机构的街道 | 就一家机构管的社区 | {place}哪些社区只有一家机构服务 | 一家机构走了就没人管的社区 | 社区只依靠一个机构 | 哪些地方只剩一家机构 | {place}风险最大的社区
// ask: 一个机构撑着的社区 | 哪些社区一旦机构走了就没人了
// ask: {place}只靠一个组织的社区 | 一家机构独撑的社区 | 没有第二家机构的社区 | {place}只有一家社会组织的街镇 | 社区只有一条线连着外面 | {place}哪些村就一家机构在做 | 唯一的机构走了社区怎么办 | 依赖单一机构的社区名单
// group: 五社联动
// param: place = "" | 社区、街镇、区县或省名的一部分，空为全国
// param: body = "" | 只看某个机构，名称的一部分
// column: reached | 社区或街镇
// column: place | 所在地
// column: body | 唯一的机构
// column: relation | 关系
// column: quote | 原句
// column: document | 文献标识
// column: start_at | 起
// column: end_at | 止
// column: said_by | 依据
// column: score | 把握
// column: reached_id | 社区或街镇标识
// column: body_id | 机构标识
// link: body > reached | relation
// show: table, network
// empty: 图中没有只靠一家机构联系的社区或街镇。
MATCH (p:Place|Organization)
WHERE p.kind = 'community' OR (p.label = 'PLACE' AND p.kind IN ['town', 'village', 'other'])
OPTIONAL MATCH (q:Place) WHERE q.id = 'place:' + p.place_code
WITH p, coalesce(q.full_name, '') AS place
WHERE $place = '' OR p.name CONTAINS $place OR place CONTAINS $place
MATCH (x:Organization|Fund)-[e:LOCATED_IN|SERVES|FUNDS|OPERATES]->(p)
WHERE x.five IN ['charity', 'social_org', 'volunteer']
WITH p.id AS place_of, p.name AS named, place, min(x.id) AS one, max(x.id) AS last, min(e.id) AS chosen
WHERE one = last
MATCH (y:Organization|Fund)-[r:LOCATED_IN|SERVES|FUNDS|OPERATES]->(:Place|Organization) WHERE r.id = chosen AND ($body = '' OR y.name CONTAINS $body)
RETURN named AS reached, place AS place, y.name AS body, r.type AS relation, r.quote AS quote, r.document AS document, r.start_at AS start_at,
       r.end_at AS end_at, r.said_by AS said_by, r.score AS score, place_of AS reached_id, y.id AS body_id
ORDER BY place, reached, reached_id, body_id
