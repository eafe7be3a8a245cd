// title: 一篇资料里提到的实体
// about: 一篇资料每一处提到实体和数字的位置。
// group: 查找
// param: id = "" | 文献标识
// column: start_at | 起
// column: end_at | 止
// column: name | 名称
// column: label | 类别
// column: kind | 类型
// column: quote | 原文
// column: said_by | 依据
// column: score | 把握
// column: id | 标识
// show: table
// empty: 这篇资料里没有读出实体。
MATCH (d:Document)-[m:MENTIONS]->(n) WHERE d.id = $id
RETURN m.start_at AS start_at, m.end_at AS end_at, n.name AS name, n.label AS label, n.kind AS kind, m.quote AS quote, m.said_by AS said_by,
       m.score AS score, n.id AS id
ORDER BY start_at, end_at, label, id, said_by
