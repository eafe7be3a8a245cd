// title: 哪些机构承接得多
// about: 按承接的站点和项目数排列的机构。
// ask: 哪些机构承接得多 | 承接项目最多的机构 | 承接社工站最多的机构排名 | 谁承接得最多 | 运营站点最多的是谁 | 机构承接数量排行 | 承接量前十名
// ask: 哪家机构接的项目最多 | 承接大户 | 社工机构承接项目数量排序
// ask: 哪家机构做的项目最多 | 谁承接的社工站最多 | 拿项目最多的社工机构 | 接活最多的机构 | 站点最多的机构是哪家 | 哪个社工机构规模最大 | 承接最多的前几家 | 机构承接数量谁第一 | 谁手上的项目多 | 运营站点数排名
// ask: 项目最多的社工机构 | 接项目接得最多的 | 谁运营的项目数量多 | 承接数排行 | 哪些机构是承接大户 | 社工站都被哪些机构拿走了 | 承接机构前十 | 做得最大的社工机构
// group: 五社联动
// column: operator | 机构
// column: things | 承接数
// column: stations | 其中社工站
// column: id | 标识
// show: bars, table
// empty: 图中没有承接关系。
MATCH (o:Organization)-[:OPERATES]->(s)
RETURN o.name AS operator, count(DISTINCT s.id) AS things, count(DISTINCT CASE WHEN s.kind = 'station' THEN s.id ELSE NULL END) AS stations, o.id AS id
ORDER BY things DESC, operator, id
