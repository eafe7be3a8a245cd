// title: 一个数字最早出自哪里，谁在转引
// about: 说到同一个数字的每一处原文，按发表日期排列，没有日期的在前；写明发表者。原句相同的多半是转引，不是独立的佐证。
// ask: 这个数字最早出自哪里 | 这个数字谁在转引 | {name}{measure}的数字出自哪里 | {measure}的数字最早是谁说的 | {name}的数字来源是哪份资料 | 数据出处
// ask: {name}{measure}数据的最早来源 | 谁引用了{measure}这个数 | {name}{measure}数字首次出现在哪篇 | {measure}数字是从哪来的 | 数字的源头和转引
// ask: 谁最先说{name}有多少{measure} | 谁最先提出这个数字 | {measure}数字的出处
// ask: {name}{measure}这个数是从哪里来的 | 这个数据谁先报的 | {measure}的数据来源 | 这个数字是谁统计的 | {name}的{measure}数字是谁第一个说的 | 这个数字被谁引用过 | 数字的出处是哪篇报道
// ask: {measure}这个数字从哪里抄来的 | 这个说法的源头在哪里 | 数字转引自哪里 | {name}的数字是谁先说出来的 | 这个数字有没有出处
// ask: {name}{measure}这个数据谁发布的 | 这个数字第一次是在哪里看到的 | {measure}的数据是谁报的 | 谁家先报道的{measure}数 | 数字是原创还是转载 | 这个数字有没有依据 | 追一下这个数字的源头
// group: 数字
// param: name = "" | 地方、机构或项目名称的一部分，空为全部
// param: measure = "" | 度量的一部分，例如“社工站”
// column: place | 对象
// column: measure | 度量
// column: value | 数值
// column: unit | 单位
// column: as_of | 时间
// column: role | 是什么
// column: independent | 独立来源
// column: published | 发表日期
// column: source | 发表者
// column: title | 文献
// column: quote | 原句
// column: document | 文献标识
// column: start_at | 起
// column: end_at | 止
// column: said_by | 依据
// column: score | 把握
// column: id | 数字标识
// then: repeats.origin
// show: table
// empty: 图中没有这样的数字。
MATCH (i:Indicator)-[:MEASURES]->(a)
WHERE ($name = '' OR a.name CONTAINS $name) AND ($measure = '' OR i.measure CONTAINS $measure OR i.qualifier CONTAINS $measure)
MATCH (d:Document)-[m:MENTIONS]->(i)
RETURN a.name AS place, i.measure AS measure, i.value AS value, i.unit AS unit, i.as_of AS as_of, coalesce(d.published, '') AS published,
       coalesce(d.source, '') AS source, d.name AS title, m.quote AS quote, d.id AS document, m.start_at AS start_at, m.end_at AS end_at,
       m.said_by AS said_by, m.score AS score, i.id AS id, d.genre AS genre, coalesce(d.file, '') AS file
ORDER BY place, measure, as_of, value, id, published, document, start_at
