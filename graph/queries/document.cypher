// title: 一篇资料的正文
// about: 原文全文。
// group: 查找
// param: id = "" | 文献标识
// column: title | 文献
// column: genre | 体裁
// column: source | 来源
// column: published | 发表日期
// column: file | 文件
// column: pages | 各页起点
// column: text | 正文
// column: id | 标识
// show: text
// empty: 图中没有这篇资料。
MATCH (d:Document) WHERE d.id = $id
RETURN d.name AS title, d.genre AS genre, coalesce(d.source, '') AS source, coalesce(d.published, '') AS published, coalesce(d.file, '') AS file,
       coalesce(d.pages, '') AS pages, d.text AS text, d.id AS id
ORDER BY id
