// title: 图中的资料
// about: 读进来的每一篇报告；名录和表格的每一行也是一份资料，可按体裁筛选。
// ask: 图中的资料 | 读进了哪些资料 | 有哪些报告 | 资料清单 | 列出全部报道 | 有哪些政策文件资料 | 导入了哪些文件 | 一共有几篇论文 | 名录资料有哪些 | 都有哪些文献
// ask: 都收录了哪些文章 | 有哪些文献可以看 | 读进来的文件清单 | 系统里有哪些报告 | 都用了哪些材料 | 有多少篇报道 | 资料都是哪些 | 看看有哪些政策文件 | 已经导入的资料 | 新闻报道列出来
// ask: 图谱是用哪些资料做的 | 数据来自哪些文件 | 看看资料目录 | 收录了多少篇文献 | 有没有工作报告 | 通知公告类的文件有哪些
// group: 查找
// param: genre = "" | 体裁 | , newspaper, report, policy, paper, registry, table, notice
// param: rows = false | 也列出名录和表格的每一行
// column: title | 文献
// column: genre | 体裁
// column: source | 来源
// column: published | 发表日期
// column: file | 文件
// column: things | 提到的实体
// column: numbers | 数字
// column: id | 标识
// show: table
// empty: 图中还没有资料。先运行：python3 run.py build 资料文件夹
MATCH (d:Document)
WHERE ($genre = '' OR d.genre = $genre) AND ($rows = true OR $genre <> '' OR NOT d.genre IN ['registry', 'table'])
OPTIONAL MATCH (d)-[:MENTIONS]->(n)
RETURN d.name AS title, d.genre AS genre, coalesce(d.source, '') AS source, coalesce(d.published, '') AS published, coalesce(d.file, '') AS file,
       count(DISTINCT CASE WHEN n.label <> 'INDICATOR' THEN n.id ELSE NULL END) AS things,
       count(DISTINCT CASE WHEN n.label = 'INDICATOR' THEN n.id ELSE NULL END) AS numbers, d.id AS id
ORDER BY published DESC, title, id
