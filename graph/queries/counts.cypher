// title: 图中有什么
// about: 每一类实体有多少。
// group: 查找
// column: label | 类别
// column: kind | 类型
// column: things | 数量
// show: bars, table
// empty: 图是空的。先运行：python3 run.py build 资料文件夹
MATCH (n) WHERE n.label <> ''
RETURN n.label AS label, n.kind AS kind, count(n) AS things
ORDER BY label, kind
