// title: 哪些地方未见服务某类人群的记载
// about: 有组织活动的县（市、区）里，资料没有说到有谁服务这类人群的。未见记载不等于没有。
// ask: {province}哪些地方没有服务{people}的 | {province}哪些县没有人服务{people} | {people}服务空白在哪里 | {province}{people}服务缺口
// ask: 哪些人群没有人服务到 | 没有项目服务的人群 | {province}未见服务{people}记载的县（市、区） | {people}在哪些县没人管
// ask: {province}{people}服务没覆盖到的地方 | 还没有给{people}提供服务的县有哪些 | 哪里缺少面向{people}的服务
// ask: 哪里的{people}没人管 | {people}没人服务的地方 | {province}{people}服务还空着的地方 | {province}有没有县没人做{people}服务 | 没有人管{people}的县 | {people}服务哪里没有 | {province}哪些地方缺{people}服务
// ask: 哪些人群没人管 | {people}没人帮的县有哪些 | {people}服务的空白地区 | {province}哪些县没做{people}服务 | 没人服务的人群和地方
// ask: {people}服务的盲区 | {province}哪些地方没有机构管{people} | {people}哪里没有服务 | 哪些县{people}没有人照顾 | 服务没有到位的人群 | {people}服务还没有做到的县 | {province}还有哪里没服务到{people} | 漏掉{people}的地方
// group: 覆盖缺口
// param: people = "" | 人群名称的一部分，空为图中全部人群
// param: province = "" | 省份，空为全国
// column: province | 省
// column: county | 县
// column: people | 人群
// column: status | 有没有
// column: organizations | 该县的组织和项目数
// column: code | 区划代码
// column: people_id | 人群标识
// show: table
// empty: 图中没有这类人群，或有组织活动的县都有服务它的记载。
MATCH (x:Organization|Project) WHERE x.place_code <> ''
WITH left(x.place_code, 6) AS code, count(DISTINCT x.id) AS organizations
MATCH (c:Place) WHERE c.id = 'place:' + code AND c.kind = 'county' AND c.province STARTS WITH $province
MATCH (g:Population) WHERE ($people = '' OR g.name CONTAINS $people)
OPTIONAL MATCH (s:Organization|Project)-[r:SERVES]->(g) WHERE left(s.place_code, 6) = code
WITH c, g, code, organizations, count(r) AS served
WHERE served = 0
RETURN c.province AS province, c.name AS county, g.name AS people, '未见记载' AS status, organizations AS organizations, code AS code, g.id AS people_id
ORDER BY code, people, people_id
