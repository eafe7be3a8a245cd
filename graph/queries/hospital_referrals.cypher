// title: 医院与社区之间有没有转介通道
// about: 每家医院：直接转介给谁，经由谁再转介给谁，同谁在一个转介平台里；三样都没有的写“未见记载”，不等于没有。
// ask: 医院与社区之间有没有转介通道 | 哪些医院转介到社区 | {name}把病人转介给谁 | 医院转介给谁 | 医院和社工站的转介 | 医院转介渠道 | 医务社工转介 | 病人从医院转到社区的路子
// ask: {name}有没有转介通道 | 哪些医院有转介平台
// ask: 医院病人怎么转到社区 | 出院的病人转给谁 | 哪些医院和社工站有转介 | 医院有没有把病人转到社区的渠道 | {name}跟社区有转介吗 | 医院同社区怎么对接病人 | 医院里的社工把病人转到哪里 | 出院以后社区谁来接
// ask: 医院和社区怎么衔接 | 病人出院以后谁接手 | 医院会把病人介绍给社工站吗 | 医院社工跟社区的转介 | {name}出院病人去哪里 | 医院到社区的转介链
// group: 五社联动
// param: name = "" | 医院名称的一部分，空为全部
// column: hospital | 医院
// column: way | 通道
// column: via | 经由
// column: reached | 到达
// column: reached_kind | 类型
// column: quote | 原句
// column: second_quote | 第二步原句
// column: document | 文献标识
// column: title | 文献
// column: start_at | 起
// column: end_at | 止
// column: said_by | 依据
// column: score | 把握
// column: second_document | 第二步文献标识
// column: hospital_id | 医院标识
// column: via_id | 经由标识
// column: reached_id | 到达标识
// then: network.referrals
// show: table
// empty: 图中没有医院。
MATCH (h:Organization) WHERE h.kind = 'hospital' AND ($name = '' OR h.name CONTAINS $name)
UNWIND ['直接转介', '两步转介', '同一平台'] AS way
OPTIONAL MATCH (h)-[a:REFERS_TO]->(x:Organization) WHERE way <> '同一平台' AND x.id <> h.id
OPTIONAL MATCH (x)-[b:REFERS_TO]->(y:Organization) WHERE way = '两步转介' AND y.id <> h.id AND y.id <> x.id
OPTIONAL MATCH (h)-[m:MEMBER_OF|PARTNERS_WITH|OPERATES]->(j:Project) WHERE way = '同一平台'
OPTIONAL MATCH (z:Organization)-[n:MEMBER_OF|PARTNERS_WITH|OPERATES]->(j) WHERE z.id <> h.id AND z.kind <> 'hospital'
WITH h, way, x, a, y, b, j, m, z, n
WHERE (way = '直接转介') OR (way = '两步转介' AND y.id IS NOT NULL) OR (way = '同一平台' AND z.id IS NOT NULL)
WITH h, way, CASE way WHEN '两步转介' THEN x.name WHEN '同一平台' THEN j.name ELSE '' END AS via, CASE way WHEN '两步转介' THEN x.id WHEN '同一平台' THEN j.id ELSE '' END AS via_id,
     CASE way WHEN '直接转介' THEN x.name WHEN '两步转介' THEN y.name ELSE z.name END AS reached, CASE way WHEN '直接转介' THEN x.id WHEN '两步转介' THEN y.id ELSE z.id END AS reached_id,
     CASE way WHEN '直接转介' THEN x.kind WHEN '两步转介' THEN y.kind ELSE z.kind END AS reached_kind,
     CASE WHEN way = '同一平台' THEN m.quote ELSE a.quote END AS quote, CASE WHEN way = '同一平台' THEN m.document ELSE a.document END AS document,
     CASE WHEN way = '同一平台' THEN m.start_at ELSE a.start_at END AS start_at, CASE WHEN way = '同一平台' THEN m.end_at ELSE a.end_at END AS end_at,
     CASE WHEN way = '同一平台' THEN m.said_by ELSE a.said_by END AS said_by, CASE WHEN way = '同一平台' THEN m.score ELSE a.score END AS score,
     CASE way WHEN '两步转介' THEN b.quote WHEN '同一平台' THEN n.quote ELSE '' END AS second_quote,
     CASE way WHEN '两步转介' THEN b.document WHEN '同一平台' THEN n.document ELSE '' END AS second_document
OPTIONAL MATCH (d:Document) WHERE d.id = document
RETURN h.name AS hospital, way AS way, coalesce(via, '') AS via, coalesce(reached, '') AS reached, coalesce(reached_kind, '') AS reached_kind,
       coalesce(quote, '') AS quote, coalesce(second_quote, '') AS second_quote, coalesce(document, '') AS document, coalesce(d.name, '') AS title,
       start_at AS start_at, end_at AS end_at, coalesce(said_by, '') AS said_by, score AS score, coalesce(second_document, '') AS second_document,
       h.id AS hospital_id, coalesce(via_id, '') AS via_id, coalesce(reached_id, '') AS reached_id
ORDER BY hospital, hospital_id, way, via, reached, via_id, reached_id
