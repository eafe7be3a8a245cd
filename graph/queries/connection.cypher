// title: 两家机构之间是怎么联系上的
// about: 两者之间最短的几条路径，四步以内，每一步有原句。经过地方、人群和关系很多的枢纽要付代价，所以先给出说明问题的路径，而不是“都在一个市”。
// ask: {one}和{other}是怎么联系上的 | {one}与{other}之间有什么联系 | {one}与{other}的关系 | 两家机构之间的路径 | {one}到{other}的最短路径 | {one}和{other}有什么关系
// ask: {one}怎么认识{other}的 | {one}和{other}中间隔着谁 | {one}通过谁联系到{other} | 两家机构怎么连起来 | {one}怎样搭上{other}
// ask: {one}和{other}有没有联系 | {one}与{other}是什么关系 | {one}跟{other}有交集吗 | {one}同{other}靠谁牵线 | 从{one}找到{other}要经过谁 | {one}跟{other}隔着几层关系
// ask: {one}和{other}有没有往来 | {one}怎么联系上{other} | 两家机构之间隔着谁 | 两个单位之间有没有联系 | {one}和{other}认识吗 | {one}能不能通到{other}
// ask: {one}和{other}有什么瓜葛 | {one}跟{other}是通过谁认识的 | {one}要找{other}该走谁的门路 | {one}到{other}之间的链条 | 查{one}与{other}的联系路径
// group: 五社联动
// param: one = "" | 一方的名称或标识
// param: other = "" | 另一方的名称或标识
// param: most = 3 | 最多几条路径
// column: path | 路径
// column: step | 第几步
// column: head | 从
// column: type | 关系
// column: tail | 到
// column: steps | 共几步
// column: cost | 代价
// column: amount | 金额
// column: quote | 原句
// column: document | 文献标识
// column: start_at | 起
// column: end_at | 止
// column: said_by | 依据
// column: score | 把握
// column: sources | 来源数
// column: head_id | 从标识
// column: tail_id | 到标识
// column: head_five | 从五社
// column: tail_five | 到五社
// link: head > tail | type
// then: network.connection
// show: table, network
// empty: 没有四步以内的路径，或图中没有叫这两个名字的。请写全名，例如“海宁市民政局”。
MATCH (n:Organization|Person|Place|Policy|Project|Event|Population|Fund)
WHERE n.id IN [$one, $other] OR n.name IN [$one, $other] OR ($one <> '' AND $one IN n.aliases) OR ($other <> '' AND $other IN n.aliases)
RETURN n.id AS id, n.name AS name,
       CASE WHEN n.id = $one OR n.name = $one OR $one IN n.aliases THEN 'one' ELSE 'other' END AS side
ORDER BY id
