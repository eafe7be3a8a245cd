// title: 五社各有多少
// about: 社区、社会组织、社会工作者、社区志愿者、社会慈善资源各有多少个有名有姓的。
// ask: 五社各有多少 | 五社各有多少个 | 社区、社会组织、社会工作者、社区志愿者、社会慈善资源各有多少 | 五社数量统计 | 五社的总数 | 五社家底
// ask: 一共有多少社会组织、社工和志愿者 | 五类力量各有几个 | 图里五社分别有几个 | 总共收录了多少社会组织、多少志愿者
// ask: 五社总量 | 社会组织总共多少家、志愿者多少人 | 五社一共多少
// ask: 五社总共有多少家 | 五社各类数量 | 五社规模有多大 | 社会组织、社工、志愿者各有几个 | 五社合计 | 五社每一社多少个 | 社区有多少、社会组织有多少、社工有多少 | 五社加起来一共多少 | 五社的数目
// ask: 五社分别多少 | 五社各多少家 | 全部五社的数量 | 社会组织多少、志愿者队伍多少、社工多少 | 五社总数是多少 | 图里五社主体有多少 | 五社家底有多厚 | 统计五社数量
// group: 五社联动
// column: role | 五社
// column: things | 数量
// column: sources | 提到它们的资料数
// show: bars, table
// empty: 图中还没有五社中的任何一方。
MATCH (n) WHERE n.five <> ''
OPTIONAL MATCH (d:Document)-[:MENTIONS]->(n)
RETURN n.five AS role, count(DISTINCT n.id) AS things, count(DISTINCT d.id) AS sources
ORDER BY role
