// title: 部分之和等不等于总数
// about: 同一资料里紧挨着的总数和它的各个部分，逐一相加：相符、少于总数（其余没有列出，或有一个数不对）、多于总数（有一个数不对，或部分有重叠）。
// ask: 部分之和等不等于总数 | {name}的分项加起来等于总数吗 | 各部分相加对不对 | 加总对不上的数字 | 合计有没有算错 | 分项与合计不符 | 各部分加起来少于总数 | {name}总数和分数核对
// ask: 加起来对不对得上总数 | {name}分项之和对得上总数吗 | 几个数相加跟总数不一样 | 总数跟各项加起来不符 | 各项加起来超过总数的 | 加起来比总数少的 | 合计数对不对 | {name}各项数字加起来够总数吗 | 总数算得对吗 | 分项和总数核对
// ask: 分项合计等于总数吗 | 数字加总核对 | 各项加起来跟总数差多少 | 加起来多于总数的 | 各部分之和和总数不一样的 | {name}数字合计对吗 | 分项相加超出总数
// group: 数字
// param: name = "" | 地方或机构名称的一部分，空为全部
// param: verdict = "" | 只看一种结果 | , 相符, 少于总数, 多于总数
// column: place | 对象
// column: measure | 总数是
// column: whole | 总数
// column: total | 部分之和
// column: parts | 各部分
// column: unit | 单位
// column: verdict | 结果
// column: as_of | 时间
// column: quote | 总数的原句
// column: parts_quote | 各部分的原句
// column: document | 文献标识
// column: title | 文献
// column: start_at | 起
// column: end_at | 止
// column: said_by | 依据
// column: score | 把握
// column: place_id | 对象标识
// column: id | 数字标识
// then: gaps.parts_and_wholes
// show: table
// empty: 资料里没有连着写出部分的总数。
MATCH (i:Indicator)-[m:MEASURES]->(a:Place|Organization|Project|Event)
WHERE i.nature = 'actual' AND i.unit <> '%' AND i.value > 0.0 AND ($name = '' OR a.name CONTAINS $name)
MATCH (d:Document) WHERE d.id = m.document AND d.genre <> 'registry'
RETURN a.name AS place, a.id AS place_id, i.measure AS measure, i.qualifier AS qualifier, i.value AS value, i.unit AS unit, i.as_of AS as_of,
       m.quote AS quote, d.id AS document, d.name AS title, m.start_at AS start_at, m.end_at AS end_at, m.said_by AS said_by, m.score AS score, i.id AS id
ORDER BY document, place_id, start_at, end_at, id
