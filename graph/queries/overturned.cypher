// title: 哪些事实后来变了
// about: 后来的资料改了说法的数字、换了承接机构的站点和项目、名录说已经注销而资料还说它在做事的组织：先前的说法、后来的说法并排。人工审核推翻的关系已经不在图里，见审核记录。
// ask: 哪些事实后来变了 | {since}以来哪些说法变了 | 被推翻的事实 | 前后改了说法的数字 | 过时的信息 | {since}以后更正过的 | 后来改口的说法 | 哪些记载已经不对了 | 被更新的事实
// ask: 旧说法被新资料改掉的
// ask: 哪些说法后来改了 | 哪些数字被更新了 | 之前说的后来不算数的 | 旧数据被新数据替换的有哪些 | {since}之后推翻了哪些说法 | 有哪些情况发生了变化 | 已经失效的记载 | 后来纠正过的 | 前面说的和后来说的不一样 | {since}以来更正的数字
// ask: 哪些说法变了 | 以前对现在不对的 | 哪些旧数字已经更新 | {since}以来哪些情况变了 | 被新报道否定的说法 | 前后变了的事 | 哪些记载过期了 | 说法有更新的
// group: 查找
// param: since = "" | 后来的说法不早于哪一天，例如 2024-07-01，空为全部
// column: kind | 变的是
// column: subject | 对象
// column: before | 先前的说法
// column: after | 后来的说法
// column: published | 先前的日期
// column: later_published | 后来的日期
// column: quote | 先前的原句
// column: later_quote | 后来的原句
// column: document | 文献标识
// column: later_document | 后来的文献标识
// column: subject_id | 对象标识
// then: changes.overturned
// show: table
// empty: 图中没有后来变了的事实，或这一天以来没有。
MATCH (d:Document) WHERE d.genre <> 'registry'
RETURN count(d) AS documents
ORDER BY documents
