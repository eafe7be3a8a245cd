// title: 图中有什么
// about: 每一类实体有多少。
// ask: 图中有什么 | 图里有多少实体 | 图谱规模 | 各类实体有多少 | 图谱里都有什么 | 收录了多少东西 | 数据量多大 | 库里有多少条数据 | 现在有多少个实体和机构
// ask: 这张图有多大 | 有多少机构、多少人、多少项目 | 图里的东西有多少
// ask: 图里一共多少条数据 | 系统里有哪些内容 | 这里面都有什么 | 数据库规模 | 图谱有多大 | 收录的实体总数 | 图谱里各种东西的数量 | 里面装了多少东西 | 图谱包含什么内容 | 有多少实体
// ask: 图谱收了多少实体和关系 | 库里有些什么 | 看看总的数据量 | 图谱里一共多少个节点 | 图谱概况 | 系统里数据够不够多
// group: 查找
// column: label | 类别
// column: kind | 类型
// column: things | 数量
// show: bars, table
// empty: 图是空的。先运行：python3 run.py build 资料文件夹
MATCH (n) WHERE n.label <> ''
RETURN n.label AS label, n.kind AS kind, count(n) AS things
ORDER BY label, kind
