// title: 五社各有多少
// about: 社区、社会组织、社会工作者、社区志愿者、社会慈善资源各有多少个有名有姓的。
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
