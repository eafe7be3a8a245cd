// title: 查找
// about: 按名称或别名找图中的组织、人物、政策、项目、资金、地方。
// ask: 查找{name} | 找{name} | 搜索{name} | 查一下{name} | 图里有没有{name} | 有没有叫{name}的机构 | {name}在图里吗 | 检索{name} | 帮我找一下{name} | 搜一下{name} | 有{name}这个组织吗
// ask: {name}是谁 | {name}是什么机构 | 有关{name}的信息 | {name}是什么
// ask: 图里在不在有{name}
// ask: {name} | 有没有{name}这个机构 | 看看{name}的情况 | {name}是干什么的 | {name}的资料 | 介绍一下{name} | {name}是什么来头 | 有没有{name} | 了解{name}这家机构 | {name}这个人 | {name}这个项目
// ask: {name}是做什么的 | 看一下{name} | {name}的基本情况 | {name}是个什么组织 | {name}的介绍 | 图里收了{name}没有 | 有{name}吗 | {name}这个机构
// group: 查找
// param: name = "社工站" | 名称或别名的一部分
// column: name | 名称
// column: label | 类别
// column: kind | 类型
// column: five | 五社
// column: place | 所在地
// column: aliases | 别名
// column: id | 标识
// show: table
// empty: 图中没有叫这个名字的。
MATCH (n)
WHERE NOT n.label IN ['DOCUMENT', 'INDICATOR'] AND ($name = '' OR n.name CONTAINS $name OR $name IN n.aliases)
OPTIONAL MATCH (p:Place) WHERE p.id = 'place:' + n.place_code
RETURN n.name AS name, n.label AS label, n.kind AS kind, n.five AS five, coalesce(p.full_name, '') AS place, n.aliases AS aliases, n.id AS id
ORDER BY CASE WHEN n.name = $name THEN 0 ELSE 1 END, CASE WHEN n.label = 'PLACE' THEN 1 ELSE 0 END, size(n.name), name, id
LIMIT 200
