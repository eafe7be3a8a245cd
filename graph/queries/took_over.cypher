// title: 谁接了谁的手
// about: 同一个站点、项目先后由两家机构承接：先后由说到它们的资料的发表日期看出，两句话并排。资料没有说是接替的，可能是两家同时承接，要去核实；没有日期的资料分不出先后，不在其中。
// ask: 谁接了谁的手 | {name}换了承接方吗 | {name}先后由谁承接 | 换过运营机构的社工站 | 前后两任承接机构 | 哪些站点换了人接 | {name}现在由谁接手 | 接替关系 | {name}以前是谁承接的
// ask: {name}换人做了吗 | {name}之前谁做，现在谁做 | {name}前任是谁 | 哪些项目换了机构 | 原来的机构走了谁来接替 | 上一家机构和下一家机构 | 换了承接机构的站 | 社工站换了哪家做 | 谁接替了谁 | {name}原来是哪家在运营 | 前一家走了后一家接
// ask: {name}换过机构没有 | {name}由谁接替 | {name}前后是哪几家在做 | 社工站换承接方的情况 | 谁从谁手里接过来 | 哪些站易主了 | 换了一家机构来做的项目 | {name}换了谁来运营 | 原先的机构和现在的机构
// group: 五社联动
// param: name = "" | 站点、项目或机构名称的一部分，空为全部
// param: since = "" | 后来的资料不早于，例如 2024-07-01
// column: thing | 站点或项目
// column: before | 先前的机构
// column: after | 后来的机构
// column: published | 先前的日期
// column: later_published | 后来的日期
// column: status | 先前机构的登记状态
// column: place | 所在地
// column: quote | 先前的原句
// column: later_quote | 后来的原句
// column: document | 文献标识
// column: title | 文献
// column: start_at | 起
// column: end_at | 止
// column: said_by | 依据
// column: score | 把握
// column: later_document | 后来的文献标识
// column: thing_id | 站点或项目标识
// column: before_id | 先前的机构标识
// column: after_id | 后来的机构标识
// show: table
// empty: 图中没有先后由两家机构承接的站点和项目。
MATCH (a:Organization)-[r:OPERATES]->(s:Organization|Project)<-[n:OPERATES]-(b:Organization)
WHERE a.id <> b.id AND r.published <> '' AND n.published > r.published AND n.published >= $since AND ($name = '' OR s.name CONTAINS $name OR a.name CONTAINS $name OR b.name CONTAINS $name)
MATCH (d:Document) WHERE d.id = r.document
MATCH (e:Document) WHERE e.id = n.document
OPTIONAL MATCH (p:Place) WHERE p.id = 'place:' + s.place_code
RETURN s.name AS thing, a.name AS before, b.name AS after, r.published AS published, n.published AS later_published, coalesce(a.status, '') AS status,
       coalesce(p.full_name, '') AS place, r.quote AS quote, n.quote AS later_quote, d.id AS document, d.name AS title, r.start_at AS start_at,
       r.end_at AS end_at, r.said_by AS said_by, r.score AS score, e.id AS later_document, s.id AS thing_id, a.id AS before_id, b.id AS after_id
ORDER BY later_published DESC, thing, before, after, thing_id, before_id, after_id
