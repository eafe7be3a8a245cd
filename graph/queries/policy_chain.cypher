// title: 政策由谁发布、谁落实
// about: 政策文件的发布者，和依据它行事的组织、项目、地方与下一级文件。
// ask: {name}由谁发布、谁落实 | {name}是谁发布的 | {name}谁印发的 | 谁在落实{name} | {name}有哪些配套文件 | 哪些地方出台了{name}的配套政策
// ask: 政策由谁发布、谁落实 | 政策落实情况 | 依据{name}开展工作的有谁 | 政策文件链条 | 哪些单位按{name}执行 | {name}发文单位是谁
// ask: {name}是哪个部门发的 | {name}谁在执行 | {name}落实得怎么样 | 谁照着{name}做 | {name}文件谁出的 | {name}由哪里制定、哪里执行 | 政策谁在落实 | 政策下来谁在做 | {name}有没有落实 | 政策出台后哪些单位落实
// ask: {name}有没有配套文件 | {name}是哪里出的，有谁在做
// ask: {name}发文机关 | {name}下面谁在落实 | 哪些地方按{name}办 | {name}出台后谁执行 | 落实政策的都有谁 | {name}哪些单位在贯彻 | {name}是谁定的 | 哪些文件有人落实
// group: 政策
// param: name = "" | 政策名称的一部分，空为全部
// column: policy | 政策
// column: issuer | 发布者
// column: issue_quote | 发布的原句
// column: follower | 落实者
// column: follower_label | 类别
// column: follow_quote | 落实的原句
// column: document | 文献标识
// column: quote | 原句
// column: start_at | 起
// column: end_at | 止
// column: said_by | 依据
// column: score | 把握
// column: follow_document | 落实的文献标识
// column: follow_start_at | 落实起
// column: follow_end_at | 落实止
// column: issued_on | 发布日期
// column: policy_id | 政策标识
// column: issuer_id | 发布者标识
// column: follower_id | 落实者标识
// link: issuer > policy | ISSUES
// link: policy < follower | GOVERNED_BY
// show: table, network
// empty: 图中没有这项政策。
MATCH (p:Policy) WHERE ($name = '' OR p.name CONTAINS $name)
OPTIONAL MATCH (a)-[i:ISSUES]->(p)
OPTIONAL MATCH (b)-[g:GOVERNED_BY]->(p)
RETURN p.name AS policy, coalesce(a.name, '') AS issuer, coalesce(i.quote, '') AS issue_quote, coalesce(b.name, '') AS follower,
       coalesce(b.label, '') AS follower_label, coalesce(g.quote, '') AS follow_quote, coalesce(i.document, g.document, '') AS document,
       coalesce(i.quote, g.quote, '') AS quote, coalesce(i.start_at, g.start_at) AS start_at, coalesce(i.end_at, g.end_at) AS end_at,
       coalesce(i.said_by, g.said_by, '') AS said_by, coalesce(i.score, g.score) AS score,
       coalesce(g.document, '') AS follow_document, g.start_at AS follow_start_at, g.end_at AS follow_end_at, coalesce(p.issued_on, '') AS issued_on,
       p.id AS policy_id, coalesce(a.id, '') AS issuer_id, coalesce(b.id, '') AS follower_id
ORDER BY policy, issuer, follower, policy_id, issuer_id, follower_id
