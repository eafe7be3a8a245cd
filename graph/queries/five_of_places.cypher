// title: 这些社区和街镇的五社，一处一行
// about: 给出的社区、街镇、村里，每一个属于五社的机构、人、资金和每一个数字一行，连同原句。五社对照表由它算出。
// group: 查找
// param: ids = [] | 社区、街镇、村的标识
// column: id | 标识
// column: name | 社区或街镇
// column: own | 自己是哪一社
// column: code | 区划代码
// column: place | 所在地
// column: who_id | 谁的标识
// column: who | 谁
// column: label | 类别
// column: five | 五社
// column: measure | 指标
// column: value | 数值
// column: unit | 单位
// column: quote | 原句
// column: document | 文献标识
// column: genre | 体裁
// column: file | 文件
// column: start_at | 起
// show: table
// empty: 图中没有说到这些地方的五社。
UNWIND $ids AS id
MATCH (p:Place|Organization) WHERE p.id = id
OPTIONAL MATCH (y:Organization|Person|Fund|Indicator)-[r:LOCATED_IN|SERVES|FUNDS|WORKS_FOR|OPERATES|MEASURES]->(p)
WITH p, y, r WHERE y.five <> '' OR (y.label = 'INDICATOR' AND y.nature = 'actual' AND y.unit <> '%')
OPTIONAL MATCH (d:Document) WHERE d.id = r.document
OPTIONAL MATCH (q:Place) WHERE q.id = 'place:' + p.place_code
RETURN p.id AS id, p.name AS name, p.five AS own, p.place_code AS code, coalesce(q.full_name, '') AS place, y.id AS who_id, y.name AS who, y.label AS label, y.five AS five,
       coalesce(y.measure, '') AS measure, y.value AS value, coalesce(y.unit, '') AS unit, r.quote AS quote, r.document AS document,
       coalesce(d.genre, '') AS genre, coalesce(d.file, '') AS file, r.start_at AS start_at
ORDER BY id, five, label DESC, who, who_id, document, start_at
