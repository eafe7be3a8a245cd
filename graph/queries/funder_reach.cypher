// title: 某出资方资助了哪些人群和地区
// about: 一家基金会或别的出资方，经由它资助的组织和项目，服务到了哪些人群、社区和地方；出资与服务各有一句原文。服务的未必正是这笔钱。
// ask: {name}资助了哪些人群和地区 | {name}的钱惠及了谁 | {name}资助的受益人群 | {name}资助覆盖哪些地方 | 出资方资助了哪些人群 | {name}出的钱最后服务了谁
// ask: {name}捐的钱用到了哪些人身上 | 基金会的钱到了哪些人群 | {name}资助到了哪里、哪些人 | 资金受益对象 | {name}多年来资助的人群和地方
// ask: {name}的钱花在谁身上 | {name}的钱都用到哪里去了 | {name}资助过哪些人 | {name}出的钱谁受益 | {name}的资金流到哪些地区哪些人群 | {name}捐助的对象是哪些人 | 捐的钱最后落到谁头上 | {name}的善款惠及哪些人群
// ask: 出钱的机构都帮了哪些人群和地方 | {name}资助范围 | 基金会资助的受益人群
// ask: {name}的钱帮了哪些人 | {name}资助过的人群 | {name}给的钱最终到了谁那里 | {name}投的钱覆盖了哪些地方 | {name}做的慈善惠及哪里 | 谁从{name}的钱里受益 | 捐款受益人是谁
// group: 资金
// param: name = "" | 出资方名称的一部分，空为全部
// column: funder | 出资方
// column: via | 受助方
// column: amount | 金额
// column: reached | 人群或地方
// column: reached_label | 类别
// column: published | 出资文献的发表日期
// column: quote | 原句
// column: document | 文献标识
// column: title | 文献
// column: start_at | 起
// column: end_at | 止
// column: said_by | 依据
// column: score | 把握
// column: sources | 来源数
// column: reached_quote | 服务的原句
// column: reached_document | 服务的文献标识
// column: funder_id | 出资方标识
// column: via_id | 受助方标识
// column: reached_id | 人群或地方标识
// link: funder > via | FUNDS
// link: via > reached | SERVES
// show: table, network
// empty: 图中没有读到它资助的组织或项目服务了谁。
MATCH (f:Organization|Person|Fund|Place)-[r:FUNDS]->(v:Organization|Project|Fund)-[s:SERVES]->(g:Population|Place|Organization)
WHERE ($name = '' OR f.name CONTAINS $name)
OPTIONAL MATCH (d:Document) WHERE d.id = r.document
RETURN f.name AS funder, v.name AS via, coalesce(r.amount, '') AS amount, g.name AS reached, g.label AS reached_label, coalesce(d.published, '') AS published,
       r.quote AS quote, r.document AS document, coalesce(d.name, '') AS title, r.start_at AS start_at, r.end_at AS end_at, r.said_by AS said_by, r.score AS score, r.sources AS sources,
       s.quote AS reached_quote, s.document AS reached_document, f.id AS funder_id, v.id AS via_id, g.id AS reached_id
ORDER BY funder, via, reached, funder_id, via_id, reached_id
