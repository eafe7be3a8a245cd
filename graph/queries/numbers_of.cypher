// title: 一个实体的数字
// about: 关于它的全部数字，按时间排列。
// group: 查找
// param: id = "" | 标识
// column: measure | 度量
// column: qualifier | 限定
// column: value | 数值
// column: unit | 单位
// column: as_of | 时间
// column: nature | 性质
// column: quote | 原句
// column: document | 文献标识
// column: start_at | 起
// column: end_at | 止
// column: said_by | 依据
// column: score | 把握
// column: id | 标识
// show: table, bars
// empty: 图中没有关于它的数字。
MATCH (i:Indicator)-[m:MEASURES]->(a:Organization|Place|Project|Event) WHERE a.id = $id
RETURN i.measure AS measure, i.qualifier AS qualifier, i.value AS value, i.unit AS unit, i.as_of AS as_of, i.nature AS nature, m.quote AS quote,
       m.document AS document, m.start_at AS start_at, m.end_at AS end_at, m.said_by AS said_by, m.score AS score, i.id AS id
ORDER BY measure, as_of, qualifier, value, id
