// title: 一个项目从发起到受益的全链条
// about: 谁发起、谁出资、谁运营、谁监督、服务谁；没有记载的一环写明“未见记载”。
// ask: {name}从发起到受益的全链条 | {name}全链条 | {name}谁发起、谁出资、谁运营、谁监督、服务谁 | 项目全过程 | {name}的来龙去脉 | {name}各环节都有谁
// ask: {name}是怎么运作的 | 项目链条缺哪一环 | {name}由谁发起谁实施 | {name}谁牵头谁受益 | {name}是谁做的
// ask: {name}从头到尾 | 介绍{name}的全过程 | {name}谁出钱谁来做
// ask: {name}是怎么来的、谁出钱、谁做 | 讲讲{name}这个项目 | {name}怎么做起来的 | {name}项目谁出资谁运营 | {name}谁负责、谁出钱、服务谁 | {name}从开始到受益 | {name}的整个链条 | {name}是怎么做的 | {name}谁发起的 | {name}受益的是谁，谁实施
// ask: {name}这个项目的前前后后 | 项目链条哪个环节没有记载
// ask: {name}是谁出钱谁实施 | {name}谁在做、谁受益 | {name}从立项到落地 | {name}的全过程 | 讲一下{name}怎么运作 | {name}是谁发起谁负责 | {name}的各个环节 | {name}是谁出钱办的
// group: 资金
// param: name = "" | 项目名称的一部分，空为全部
// column: project | 项目
// column: step | 环节
// column: status | 有没有
// column: who | 谁
// column: who_kind | 类型
// column: amount | 金额
// column: mode | 方式
// column: quote | 原句
// column: document | 文献标识
// column: title | 文献
// column: start_at | 起
// column: end_at | 止
// column: said_by | 依据
// column: score | 把握
// column: project_id | 项目标识
// column: who_id | 谁标识
// column: who_five | 谁五社
// show: table
// empty: 图中没有这个项目。
MATCH (p:Project) WHERE ($name = '' OR p.name CONTAINS $name OR p.id = $name)
UNWIND ['ESTABLISHES', 'FUNDS', 'OPERATES', 'SUPERVISES', 'SERVES'] AS step
OPTIONAL MATCH (p)-[e:ESTABLISHES|FUNDS|OPERATES|SUPERVISES|SERVES]-(x:Organization|Person|Place|Fund|Population) WHERE e.type = step
OPTIONAL MATCH (d:Document) WHERE d.id = e.document
RETURN p.name AS project, step AS step, CASE WHEN e.id IS NULL THEN '未见记载' ELSE '有' END AS status, coalesce(x.name, '') AS who,
       CASE WHEN x.kind = '' THEN x.label ELSE coalesce(x.kind, '') END AS who_kind, coalesce(e.amount, '') AS amount, coalesce(e.mode, '') AS mode,
       coalesce(e.quote, '') AS quote, coalesce(e.document, '') AS document, coalesce(d.name, '') AS title, e.start_at AS start_at, e.end_at AS end_at,
       coalesce(e.said_by, '') AS said_by, e.score AS score, p.id AS project_id, coalesce(x.id, '') AS who_id, coalesce(x.five, '') AS who_five
ORDER BY project, project_id, CASE step WHEN 'ESTABLISHES' THEN 1 WHEN 'FUNDS' THEN 2 WHEN 'OPERATES' THEN 3 WHEN 'SUPERVISES' THEN 4 ELSE 5 END, who, who_id
