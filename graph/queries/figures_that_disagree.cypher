// title: 不同资料对同一数字说法一致吗
// about: 同一对象、同一度量、同一时间而数值不同的两句话，并排列出，不作评判。
// ask: 不同资料对同一数字说法一致吗 | 哪些数字说法不一致 | 互相矛盾的数字 | 数字打架 | 数据对不上的有哪些 | 同一指标不同说法 | 前后不一致的数据 | 有冲突的统计数字
// ask: 各家报道的数字不一样 | 口径不一的数据
// ask: 数字前后对不上 | 哪些数据打架 | 两份资料说的数字不一样 | 同一件事不同数字 | 哪些统计有出入 | 各家报道说法不一的数字 | 同一个数字两篇文章写得不同 | 数据矛盾的地方 | 数字说法不统一的有哪些 | 数据之间有没有冲突
// ask: 不同来源的数字有差异 | 说法前后不一的数字 | 哪些数字不一致需要核实 | 同一件事各说各的数 | 数据冲突 | 数字不靠谱、互相矛盾的 | 同一个指标两个数
// group: 数字
// column: place | 对象
// column: measure | 度量
// column: as_of | 时间
// column: one | 一说
// column: other | 另一说
// column: unit | 单位
// column: one_independent | 一说独立来源
// column: other_independent | 另一说独立来源
// column: one_published | 一说发表日期
// column: other_published | 另一说发表日期
// column: one_quote | 一说原句
// column: other_quote | 另一说原句
// column: one_document | 一说文献
// column: other_document | 另一说文献
// column: one_title | 一说文献名
// column: other_title | 另一说文献名
// column: one_said_by | 一说依据
// column: other_said_by | 另一说依据
// column: one_id | 一说标识
// column: other_id | 另一说标识
// column: place_id | 对象标识
// then: repeats.disagreements
// show: table
// empty: 没有发现互相不一致的数字。
MATCH (i:Indicator)-[m:MEASURES]->(a)<-[n:MEASURES]-(j:Indicator)
WHERE i.id < j.id AND i.measure = j.measure AND left(i.as_of, 4) = left(j.as_of, 4) AND i.as_of <> '' AND i.qualifier = j.qualifier AND i.unit = j.unit
  AND i.nature = j.nature AND i.value <> j.value
OPTIONAL MATCH (d:Document) WHERE d.id = m.document
OPTIONAL MATCH (e:Document) WHERE e.id = n.document
RETURN a.name AS place, a.id AS place_id, i.measure AS measure, i.as_of AS as_of, j.as_of AS other_as_of, i.value AS one, j.value AS other, i.unit AS unit,
       m.quote AS one_quote, n.quote AS other_quote, m.document AS one_document, n.document AS other_document, coalesce(d.name, '') AS one_title,
       coalesce(e.name, '') AS other_title, coalesce(d.published, '') AS one_published, coalesce(e.published, '') AS other_published,
       m.said_by AS one_said_by, n.said_by AS other_said_by, i.id AS one_id, j.id AS other_id
ORDER BY place, measure, as_of, one_id, other_id
