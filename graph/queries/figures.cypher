// title: 某地（某机构）的数字
// about: 资料里关于一个地方、机构或项目的全部数字，按时间排列，带原句。
// ask: {name}有多少{measure} | {name}{measure}数量 | {name}{measure}有多少人 | {name}{measure}有几个 | {name}的数字 | {name}的各项数据 | {name}历年{measure}
// ask: {name}的{measure}是多少 | {name}{measure}人数 | {name}的指标 | {name}的统计数据 | {name}共有{measure}多少名 | 关于{name}的数据
// ask: {name}的规模 | {name}{measure}规模
// ask: {name}{measure}数
// ask: {name}{measure}多少 | {name}一共多少{measure} | {name}到底有几个{measure} | {name}的{measure}情况数字 | {name}{measure}有多少家 | {name}的数字都有哪些 | {name}各项数字 | {name}有哪些统计数据
// ask: {name}多少人 | {name}目前{measure}数量多少 | 看看{name}的数据 | {name}的{measure}总数 | {name}每年的{measure}数字
// ask: {name}有{measure}吗，有几个 | {name}{measure}现在是多少 | {name}{measure}多少支 | {name}有多少名{measure} | {name}相关的数字 | {name}主要数据 | {name}{measure}到底多少
// group: 数字
// param: name = "" | 地方、机构或项目名称的一部分，空为全部
// param: measure = "" | 度量的一部分，例如“社工站”
// column: place | 对象
// column: measure | 度量
// column: qualifier | 限定
// column: value | 数值
// column: unit | 单位
// column: as_of | 时间
// column: nature | 性质
// column: quote | 原句
// column: document | 文献标识
// column: title | 文献
// column: published | 发表日期
// column: start_at | 起
// column: end_at | 止
// column: said_by | 依据
// column: score | 把握
// column: sources | 来源数
// column: place_id | 对象标识
// column: id | 标识
// show: table, bars
// empty: 图中没有这样的数字。
MATCH (i:Indicator)-[m:MEASURES]->(a)
WHERE ($name = '' OR a.name CONTAINS $name) AND ($measure = '' OR i.measure CONTAINS $measure OR i.qualifier CONTAINS $measure)
OPTIONAL MATCH (d:Document) WHERE d.id = m.document
RETURN a.name AS place, i.measure AS measure, i.qualifier AS qualifier, i.value AS value, i.unit AS unit, i.as_of AS as_of, i.nature AS nature,
       m.quote AS quote, m.document AS document, coalesce(d.name, '') AS title, coalesce(d.published, '') AS published, m.start_at AS start_at, m.end_at AS end_at, m.said_by AS said_by,
       m.score AS score, m.sources AS sources, a.id AS place_id, i.id AS id
ORDER BY place, measure, as_of, qualifier, value, id
