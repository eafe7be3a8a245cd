// title: 政策发布前后，站点和机构的数量怎么变
// about: 一个地方同一度量在不同时间的数字、目标，和当地（及上级）的政策，排在一条时间轴上，写明每次增减。先后不等于因果：同一时期还有别的事。没有写明时间的数字不在其中；没有发布日期的政策用资料的发表日期，另有说明。
// ask: 政策发布前后{measure}怎么变 | {place}政策发布前后站点数量变化 | 政策出台以后机构增加了多少 | {place}政策与{measure}增长 | {place}{measure}增长时间轴 | 政策和数量的时间轴
// ask: 文件出台前后的变化 | {place}历年政策和{measure}数量 | 政策效果
// ask: 政策出台后{measure}增长了多少 | 出台政策以后{place}{measure}变多了吗 | 政策有没有用，{measure}前后对比 | {place}政策出来以后{measure}涨了没有 | 文件出台后社工站增长情况 | 发文以后数量有什么变化 | {place}政策带来的增长
// ask: 政策前后对比 | {place}文件发布后{measure}增加了吗 | {measure}是不是政策之后增长的 | 政策前后站点数对比
// ask: 政策推动了多少增长 | 文件印发前后数量变化 | 政策以后{measure}多了多少 | {place}政策对{measure}的影响 | 发文前后{measure}对比 | {place}{measure}是怎么一年年增长的 | 政策实施后增加了多少站
// group: 政策
// param: place = "" | 地方名称的一部分，空为全部
// param: measure = "" | 度量的一部分，例如“社工站”“社工事务所”，空为全部
// column: place | 地方
// column: measure | 度量
// column: at | 时间
// column: kind | 是什么
// column: event | 政策或度量
// column: value | 数值
// column: unit | 单位
// column: change | 比前一个数
// column: dated | 时间从哪来
// column: quote | 原句
// column: document | 文献标识
// column: title | 文献
// column: start_at | 起
// column: end_at | 止
// column: said_by | 依据
// column: score | 把握
// column: place_id | 地方标识
// column: id | 标识
// then: changes.growth
// show: table
// empty: 图中没有同一地方、同一度量在两个时间的数字。
UNWIND ['figure', 'policy'] AS what
OPTIONAL MATCH (i:Indicator)-[m:MEASURES]->(a:Place)
WHERE what = 'figure' AND i.nature IN ['actual', 'target'] AND i.as_of <> '' AND i.unit <> '%' AND ($place = '' OR a.name CONTAINS $place)
  AND ($measure = '' OR i.measure CONTAINS $measure OR ($measure = '社工站' AND (i.measure CONTAINS '社会工作站' OR i.measure CONTAINS '社会工作服务站')))
OPTIONAL MATCH (b:Organization|Place)-[r:ISSUES|GOVERNED_BY]->(p:Policy) WHERE what = 'policy' AND b.place_code <> ''
WITH what, i, a, b, p, coalesce(m.quote, r.quote) AS quote, coalesce(m.document, r.document) AS document, coalesce(m.start_at, r.start_at) AS start_at,
     coalesce(m.end_at, r.end_at) AS end_at, coalesce(m.said_by, r.said_by) AS said_by, coalesce(m.score, r.score) AS score, coalesce(r.type, '') AS how
WHERE quote IS NOT NULL AND (what = 'figure' OR how = 'ISSUES' OR b.label = 'PLACE')
OPTIONAL MATCH (d:Document) WHERE d.id = document
RETURN what AS what, coalesce(a.name, b.name) AS place, coalesce(a.id, b.id) AS place_id, coalesce(a.place_code, b.place_code) AS code,
       coalesce(i.measure, p.name) AS name, coalesce(i.measure, '') AS measure, coalesce(i.qualifier, '') AS qualifier, i.value AS value,
       coalesce(i.unit, '') AS unit, coalesce(i.as_of, '') AS as_of, coalesce(i.nature, '') AS nature, coalesce(p.issued_on, '') AS issued_on,
       quote AS quote, document AS document, coalesce(d.name, '') AS title, coalesce(d.published, '') AS published, start_at AS start_at,
       end_at AS end_at, said_by AS said_by, score AS score, coalesce(i.id, p.id) AS id
ORDER BY what, place_id, document, start_at, id, how
