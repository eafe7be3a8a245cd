// title: 某日以来新增了哪些关系
// about: 依据的资料发表于这一天或以后的关系，新的在前；没有发表日期的资料和行政区划不在其中。旧资料后来又被别的资料重复的关系，按把握最大的一处计。
// ask: {since}以来新增了哪些关系 | {since}以后新增的关系 | {since}之后有什么新情况 | 从{since}起新增了什么 | 最近新增了哪些关系 | {since}以来的新合作 | 新出现的关系
// ask: {since}后有哪些新动向 | 近期有什么变化 | 最新的关系
// ask: {since}之后新增了什么合作 | {since}以后多了哪些关系 | {since}以来有什么新变化 | {since}以后新出来的项目 | 最近有什么新情况 | 最近新出现了哪些关系 | {since}到现在有什么新进展 | {since}之后的新消息 | 近来新增的合作有哪些
// ask: {since}以后又有哪些新合作 | {since}以后新签的 | 最近有什么新鲜事 | {since}以来又添了什么 | 新近出现的关系 | {since}以后谁和谁新合作 | {since}以来的新增情况
// group: 查找
// param: since = "2024-01-01" | 起始日期，例如 2024-07-01
// column: published | 发表日期
// column: head | 从
// column: type | 关系
// column: tail | 到
// column: quote | 原句
// column: document | 文献标识
// column: title | 文献
// column: start_at | 起
// column: end_at | 止
// column: said_by | 依据
// column: score | 把握
// column: sources | 来源数
// column: head_id | 从标识
// column: tail_id | 到标识
// show: table
// empty: 图中没有这一天以来发表的资料说到的关系。
MATCH (a:Organization|Person|Place|Policy|Project|Event|Population|Fund)-[r:WORKS_FOR|LOCATED_IN|PART_OF|SUPERVISES|ESTABLISHES|OPERATES|FUNDS|INCUBATES|PARTNERS_WITH|MEMBER_OF|ISSUES|GOVERNED_BY|SERVES|REFERS_TO]->(b:Organization|Person|Place|Policy|Project|Event|Population|Fund)
WHERE r.published <> '' AND r.published >= $since AND r.said_by <> 'registry:divisions'
OPTIONAL MATCH (d:Document) WHERE d.id = r.document
RETURN r.published AS published, a.name AS head, r.type AS type, b.name AS tail,
       r.quote AS quote, r.document AS document, coalesce(d.name, '') AS title, r.start_at AS start_at, r.end_at AS end_at, r.said_by AS said_by, r.score AS score, r.sources AS sources,
       a.id AS head_id, b.id AS tail_id
ORDER BY published DESC, type, head, tail, head_id, tail_id
