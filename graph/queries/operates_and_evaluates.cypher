// title: 谁既承接又参与评估
// about: 同一机构既承接运营一个站点或项目，又评估、督导、监管它：两句话并排。
// ask: 谁既承接又参与评估 | 既承接又评估的机构 | 既运营又监督同一个站点的机构 | 自己承接自己评估 | 运营方和评估方是同一家 | 既当运动员又当裁判
// ask: 承接服务又做{mode}的机构 | 利益冲突 | 自己评估自己的机构有哪些 | 同一机构一边运营一边监管
// ask: 边干边评的机构
// ask: 自己做项目自己评估 | 又承接又评估的机构 | 自己给自己打分的机构 | 做项目的和评估的是同一家 | 有没有既做裁判又做运动员的 | 承接方自己监督自己 | 运营和督导是同一家机构 | 同一家机构又运营又{mode} | 评估方就是承接方
// ask: 自己的项目自己{mode}的机构 | 利益不独立的评估
// ask: 干活的和打分的是同一家 | 谁又做事又评自己 | 承接项目的机构同时做评估 | 既做项目又做{mode} | 自我评估的机构 | 评估不独立的情况 | 谁一边承接一边监管
// group: 五社联动
// param: mode = "" | 只看一种方式，例如“评估”
// column: body | 机构
// column: operated | 站点或项目
// column: mode | 监督方式
// column: quote | 承接的原句
// column: other_quote | 监督的原句
// column: document | 文献标识
// column: other_document | 监督的文献标识
// column: start_at | 起
// column: end_at | 止
// column: said_by | 依据
// column: score | 把握
// column: body_id | 机构标识
// column: operated_id | 站点或项目标识
// show: table
// empty: 图中没有既承接又监督同一站点或项目的机构。
MATCH (o:Organization|Place)-[r:OPERATES]->(s:Organization|Project)<-[v:SUPERVISES]-(w:Organization|Place)
WHERE o.id = w.id AND ($mode = '' OR v.mode CONTAINS $mode)
RETURN o.name AS body, s.name AS operated, coalesce(v.mode, '') AS mode, r.quote AS quote, v.quote AS other_quote, r.document AS document,
       v.document AS other_document, r.start_at AS start_at, r.end_at AS end_at, r.said_by AS said_by, r.score AS score, o.id AS body_id, s.id AS operated_id
ORDER BY body, operated, body_id, operated_id
