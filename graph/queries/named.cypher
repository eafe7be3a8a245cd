// title: 一句话里说到的实体
// about: 名称、别名或文号整个出现在这句话里的组织、人物、政策、项目、活动、人群、资金，和图中有的度量；名称末尾的“（示例）”不必写。
// group: 查找
// param: sentence = "" | 一句话
// column: name | 名称
// column: label | 类别
// column: kind | 类型
// column: word | 话里的说法
// show: table
// empty: 这句话里没有图中实体的名称。
MATCH (n:Organization|Person|Policy|Project|Event|Population|Fund|Indicator)
UNWIND [n.name, coalesce(n.document_number, '')] + n.aliases AS said
WITH n.name AS thing, n.label AS what, n.kind AS sort, replace(said, '（示例）', '') AS short
WHERE size(short) > 1 AND ($sentence <> '' AND $sentence CONTAINS short)
RETURN DISTINCT thing AS name, what AS label, sort AS kind, short AS word
ORDER BY name, label, kind, word
