// title: 一个实体
// about: 一个组织、人物、政策、项目、资金或地方自己的资料。
// group: 查找
// param: id = "" | 标识
// column: id | 标识
// column: name | 名称
// column: label | 类别
// column: kind | 类型
// column: five | 五社
// column: place_code | 区划代码
// column: place | 所在地
// column: aliases | 别名
// column: uscc | 统一社会信用代码
// column: organisation_code | 组织机构代码
// column: registration_number | 登记证号
// column: status | 登记状态
// column: registered_on | 成立登记日期
// column: registrar | 登记管理机关
// column: address | 住所
// column: scope | 业务范围
// column: capital | 注册资金（元）
// column: staff | 专职人数
// column: licensed | 持证人数
// column: funding | 年度经费（元）
// column: document_number | 发文字号
// column: issued_on | 发布日期
// column: full_name | 全称
// column: form | 区划形式
// column: statutory | 法定区划
// column: population | 2020 年常住人口
// show: text
// empty: 图中没有这个标识。
MATCH (n:Organization|Person|Place|Policy|Project|Event|Population|Fund) WHERE n.id = $id
OPTIONAL MATCH (p:Place) WHERE p.id = 'place:' + n.place_code
RETURN n.id AS id, n.name AS name, n.label AS label, n.kind AS kind, n.five AS five, n.place_code AS place_code, coalesce(p.full_name, '') AS place,
       n.aliases AS aliases, n.uscc AS uscc, n.organisation_code AS organisation_code, n.registration_number AS registration_number, n.status AS status, n.registered_on AS registered_on, n.registrar AS registrar, n.address AS address, n.scope AS scope, n.capital AS capital, n.staff AS staff, n.licensed AS licensed, n.funding AS funding, n.document_number AS document_number, n.issued_on AS issued_on, n.full_name AS full_name, n.form AS form, n.statutory AS statutory, n.population AS population
ORDER BY id
