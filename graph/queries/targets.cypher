// title: 承诺和目标
// about: 资料里说要做到的数字和期限，旁边是同一对象、同一度量的实际数字。达成：实际不少于目标；未达成：期限以后年份的实际仍少于目标；无证据：没有这样的实际数字。
// ask: 承诺和目标 | {name}的目标完成了没有 | {name}承诺了什么 | {name}提出了哪些目标 | 到期的目标完成了吗 | 承诺兑现了没有 | 目标完成情况 | {name}目标达成情况
// ask: {name}说要做到的做到了吗 | 规划目标实现得怎么样 | 哪些承诺没有完成
// ask: {name}定的目标做到没有 | {name}的目标实现了吗 | 哪些目标没完成 | {name}答应的事做到了吗 | 目标任务完成得怎么样 | 承诺的事办成了吗 | {name}规划的目标进度 | 哪些目标到期没做到 | 说好的目标兑现没有 | {name}有什么目标
// ask: {name}定了什么指标任务
// ask: {name}的承诺兑现了吗 | {name}目标差多少 | {name}任务完成情况 | 哪些目标达到了、哪些没有 | 计划完成得怎么样 | {name}说过要做的事 | {name}五年规划目标实现没有 | 没有做到的承诺
// group: 数字
// param: name = "" | 地方或机构名称的一部分，空为全部
// column: place | 对象
// column: measure | 度量
// column: qualifier | 限定
// column: target | 目标
// column: unit | 单位
// column: due | 期限
// column: actual | 实际
// column: actual_as_of | 实际的时间
// column: verdict | 完成了没有
// column: basis | 怎样比的
// column: quote | 目标的原句
// column: actual_quote | 实际的原句
// column: document | 文献标识
// column: title | 文献
// column: start_at | 起
// column: end_at | 止
// column: said_by | 依据
// column: score | 把握
// column: actual_document | 实际的文献标识
// column: actual_start_at | 实际起
// column: actual_end_at | 实际止
// column: place_id | 对象标识
// column: id | 标识
// column: actual_id | 实际标识
// then: promises.ledger
// show: table
// empty: 图中没有目标数字。
MATCH (i:Indicator)-[m:MEASURES]->(a:Place|Organization|Project|Event) WHERE i.nature = 'target' AND ($name = '' OR a.name CONTAINS $name)
OPTIONAL MATCH (d:Document) WHERE d.id = m.document
OPTIONAL MATCH (j:Indicator)-[n:MEASURES]->(b:Place|Organization|Project|Event)
WHERE j.nature = 'actual' AND (j.unit = i.unit OR (i.unit IN ['个', '家', '所', '支'] AND j.unit IN ['个', '家', '所', '支'])) AND (b.id = a.id OR n.document = m.document)
RETURN a.name AS place, a.id AS place_id, a.place_code AS code, i.measure AS measure, i.qualifier AS qualifier, i.value AS target, i.unit AS unit,
       i.as_of AS due, m.quote AS quote, m.document AS document, coalesce(d.name, '') AS title, m.start_at AS start_at, m.end_at AS end_at,
       m.said_by AS said_by, m.score AS score, i.id AS id, coalesce(b.id, '') AS actual_place_id, coalesce(b.name, '') AS actual_place,
       coalesce(j.measure, '') AS actual_measure, coalesce(j.qualifier, '') AS actual_qualifier, j.value AS actual,
       coalesce(j.as_of, '') AS actual_as_of, coalesce(n.quote, '') AS actual_quote, coalesce(n.document, '') AS actual_document,
       n.start_at AS actual_start_at, n.end_at AS actual_end_at, coalesce(j.id, '') AS actual_id
ORDER BY place, measure, due, id, actual_id
