// title: 这些社区和街镇里说到的社最多的
// about: 给出的社区、街镇、村里，说到的社最多的前 200 个，同样多的取来源多的。五社对照表问得很宽时先用它挑出要排的。
// group: 查找
// param: ids = [] | 社区、街镇、村的标识
// column: id | 标识
// column: roles | 说到几社
// column: said | 来源数
// show: table
// empty: 这些地方没有一处说到五社。
UNWIND $ids AS id
MATCH (p:Place|Organization) WHERE p.id = id
OPTIONAL MATCH (x:Organization|Person|Fund|Indicator)-[e:LOCATED_IN|SERVES|FUNDS|WORKS_FOR|OPERATES|MEASURES]->(p)
WITH p, x, e WHERE x.five <> '' OR (x.label = 'INDICATOR' AND x.nature = 'actual' AND x.unit <> '%')
WITH p, CASE WHEN e.said_by STARTS WITH 'registry:' THEN e.said_by ELSE e.document END AS source, CASE
  WHEN x.five <> '' THEN x.five
  WHEN x.value = 0.0 THEN NULL
  WHEN x.measure IN ['城乡社区', '社区', '村（社区）', '社区（村）', '村居', '居委会', '村委会', '行政村', '建制村', '村'] THEN 'community'
  WHEN x.measure = '社工' THEN 'social_worker'
  WHEN x.measure CONTAINS '基金会' OR x.measure CONTAINS '慈善基金' OR x.measure CONTAINS '慈善组织' THEN 'charity'
  WHEN x.measure CONTAINS '社会组织' OR x.measure CONTAINS '社工站' OR x.measure CONTAINS '社工机构'
    OR x.measure CONTAINS '社会工作服务站' OR x.measure CONTAINS '社会工作站' THEN 'social_org'
  WHEN x.measure CONTAINS '社会工作者' OR x.measure CONTAINS '专职社工' OR x.measure CONTAINS '驻站社工'
    OR x.measure CONTAINS '社工人才' OR x.measure CONTAINS '社会工作专业人才' THEN 'social_worker'
  WHEN x.measure CONTAINS '志愿者' OR x.measure CONTAINS '志愿服务队' THEN 'volunteer' END AS role
WITH p, count(DISTINCT role) AS told, count(DISTINCT CASE WHEN role = p.five THEN role END) AS own, count(DISTINCT source) AS said
WITH p, said, CASE WHEN p.five <> '' AND own = 0 THEN told + 1 ELSE told END AS roles
RETURN p.id AS id, roles AS roles, said AS said
ORDER BY roles DESC, said DESC, id LIMIT 200
