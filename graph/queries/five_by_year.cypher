// title: 五社的名字是哪一年的资料先说到的
// about: 有名有姓的社区、社会组织、社会工作者、社区志愿者、社会慈善资源，按最早说到它的资料的发表年份计数；资料没有日期的不在其中。这是读到的早晚，不是成立的早晚。
// ask: 五社的名字是哪一年的资料先说到的 | 各年的资料说到多少社会组织 | 五社每年新读到多少 | 每一年读到的五社各有几个 | 五社按年份统计
// ask: 五社每年的数量 | 历年读到的五社 | 五社逐年各有多少 | 哪一年的资料说到的五社多 | 按年份看五社 | 五社名字出现的年份 | 每年资料里新出现多少社会组织和志愿者
// ask: 五社各年的数量 | 哪些年份读到五社 | 五社按年统计数量 | 每年新增的五社名字 | 五社名字最早哪年出现
// group: 五社联动
// column: role | 五社
// column: year | 年份
// column: things | 数量
// show: table
// empty: 图中没有写明发表日期的资料说到五社中的任何一方。
MATCH (d:Document)-[:MENTIONS]->(n:Organization|Person|Fund)
WHERE n.five <> '' AND d.published <> ''
WITH n, min(left(d.published, 4)) AS year
RETURN n.five AS role, year AS year, count(n.id) AS things
ORDER BY role, year
