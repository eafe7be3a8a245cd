// title: 按资料自己的数字，还差多少
// about: 资料说的站数、室数同应有的总数比：法定街镇、县、村（居）委会数（2023-06-30），同一资料所说的总数，或由同一句的百分比反推的总数（1,739 个占 95.29%，总数约 1,825）。每行写明条件，条件不成立时差数也不成立。
// ask: 按资料自己的数字还差多少 | {name}还差多少社工站 | {name}离全覆盖还差多少 | {name}社工站缺口 | {name}社工站差几个 | 缺口有多大 | {name}缺多少个站 | 资料说的数离应有的总数差多少
// ask: 社工室覆盖了多少城乡社区 | {name}还缺多少社工室
// ask: {name}还缺多少站 | {name}还要建几个社工站 | {name}还差几个站才全覆盖 | 离全覆盖差多少 | {name}社工站还差多少 | {name}社工站差多少个 | {name}还有多少个站没建 | 还有多大缺口 | {name}距离目标还差多少站 | {name}缺几个社工室
// ask: {name}离全覆盖还有多远 | {name}社工站数量还不够，差几个 | {name}还需要多少个站 | 还差多少个站就全覆盖了 | {name}站数缺口 | {name}要全覆盖还得建多少 | 还剩多少没覆盖
// group: 覆盖缺口
// param: name = "" | 地方名称的一部分，空为全部
// column: place | 地方
// column: measure | 已有的是
// column: part | 已有
// column: basis | 总数从哪来
// column: whole_measure | 总数是
// column: whole | 总数
// column: rate | 比例
// column: gap | 还差
// column: as_of | 已有的时间
// column: whole_as_of | 总数的时间
// column: condition | 条件
// column: quote | 已有的原句
// column: other_quote | 总数的原句
// column: document | 文献标识
// column: title | 文献
// column: start_at | 起
// column: end_at | 止
// column: said_by | 依据
// column: score | 把握
// column: other_document | 总数的文献标识
// column: other_start_at | 总数起
// column: other_end_at | 总数止
// column: place_id | 地方标识
// then: gaps.stated_gaps
// show: table
// empty: 图中没有能同总数相比的站数、室数。
MATCH (i:Indicator)-[m:MEASURES]->(a:Place)
WHERE i.nature = 'actual' AND i.value > 0.0 AND a.place_code <> '' AND ($name = '' OR a.name CONTAINS $name)
  AND (i.unit = '%' OR i.measure CONTAINS '站' OR i.measure CONTAINS '室' OR i.measure CONTAINS '社工中心' OR i.measure CONTAINS '社区'
       OR i.measure CONTAINS '村' OR i.measure CONTAINS '乡' OR i.measure CONTAINS '街' OR i.measure CONTAINS '县' OR i.measure CONTAINS '居委会')
OPTIONAL MATCH (d:Document) WHERE d.id = m.document
RETURN a.name AS place, i.measure AS measure, i.qualifier AS qualifier, i.value AS value, i.unit AS unit, i.as_of AS as_of,
       m.quote AS quote, m.document AS document, coalesce(d.name, '') AS title, coalesce(d.published, '') AS published, m.start_at AS start_at,
       m.end_at AS end_at, m.said_by AS said_by, m.score AS score, a.place_code AS code, a.id AS place_id, i.id AS id
ORDER BY place_id, document, start_at, id
