// title: 整张图的实体
// about: 全部有名有姓的实体，或一个地方和它下面所有地方的实体；没有任何资料提到的行政区划不在其中。
// group: 查找
// param: id = "" | 地方的标识（place: 加区划代码），空为全部
// column: id | 标识
// column: name | 名称
// column: label | 类别
// column: kind | 类型
// column: five | 五社
// column: place_code | 区划代码
// column: place | 所在地
// column: uscc | 统一社会信用代码
// column: status | 登记状态
// column: aliases | 别名
// show: table
// empty: 图中没有这个地方的实体。
MATCH (n:Organization|Person|Place|Policy|Project|Event|Population|Fund)
WHERE ($id = '' OR ('place:' + n.place_code) STARTS WITH $id)
  AND (n.label <> 'PLACE' OR EXISTS { MATCH (n)-[r]-() WHERE r.said_by <> 'registry:divisions' })
OPTIONAL MATCH (p:Place) WHERE p.id = 'place:' + n.place_code
RETURN n.id AS id, n.name AS name, n.label AS label, n.kind AS kind, n.five AS five, n.place_code AS place_code,
       coalesce(p.full_name, '') AS place, coalesce(n.uscc, '') AS uscc, coalesce(n.status, '') AS status, n.aliases AS aliases
ORDER BY id
