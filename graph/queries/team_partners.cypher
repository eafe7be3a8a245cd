// title: 志愿服务队与哪些社会组织结了对
// about: 志愿服务队和社会组织、社工站之间的合作，两边各在哪里，带原句。
// ask: 志愿服务队与哪些社会组织结了对 | {name}和谁结对 | 志愿队和社会组织结对 | {name}与哪些社会组织结对 | 志愿服务队和社工站的合作 | 社工加志愿者结对
// ask: 志愿者队伍和社会组织的结对名单 | 哪些志愿服务队有结对的社会组织 | {name}结对情况
// ask: 志愿队跟谁结对 | 哪些志愿服务队和机构合作 | 志愿服务队的合作社会组织 | 志愿队和哪家社工机构搭档 | {name}的结对组织 | {name}这支队伍和谁结了对子 | 志愿者队伍与机构结对 | 社会组织和志愿队谁跟谁搭伙 | 志愿服务队结对名单
// ask: {name}跟哪家结对 | 志愿者队伍有没有跟机构结对 | 结对的志愿队和社工站 | 志愿队和哪些组织联手 | 社工与志愿者结对情况 | {name}和哪些机构结成对子 | 哪些队伍结了对
// group: 五社联动
// param: name = "" | 志愿服务队或社会组织名称的一部分，空为全部
// column: team | 志愿服务队
// column: partner | 社会组织
// column: same_place | 在同一个地方吗
// column: team_code | 志愿服务队区划代码
// column: partner_code | 社会组织区划代码
// column: quote | 原句
// column: document | 文献标识
// column: title | 文献
// column: start_at | 起
// column: end_at | 止
// column: said_by | 依据
// column: score | 把握
// column: sources | 来源数
// column: team_id | 志愿服务队标识
// column: partner_id | 社会组织标识
// link: team > partner | PARTNERS_WITH
// show: table, network
// empty: 图中没有志愿服务队与社会组织结对的记载。
MATCH (t:Organization)-[r:PARTNERS_WITH]-(o:Organization)
WHERE t.kind = 'volunteer_team' AND o.kind IN ['social_org', 'station', 'foundation'] AND ($name = '' OR t.name CONTAINS $name OR o.name CONTAINS $name)
OPTIONAL MATCH (d:Document) WHERE d.id = r.document
RETURN t.name AS team, o.name AS partner,
       CASE WHEN t.place_code = '' OR o.place_code = '' THEN '有一方所在地未见记载' WHEN left(t.place_code, 9) = left(o.place_code, 9) THEN '同街镇'
            WHEN left(t.place_code, 6) = left(o.place_code, 6) THEN '同县' WHEN left(t.place_code, 4) = left(o.place_code, 4) THEN '同市' ELSE '不同的市' END AS same_place,
       t.place_code AS team_code, o.place_code AS partner_code,
       r.quote AS quote, r.document AS document, coalesce(d.name, '') AS title, r.start_at AS start_at, r.end_at AS end_at, r.said_by AS said_by, r.score AS score, r.sources AS sources,
       t.id AS team_id, o.id AS partner_id
ORDER BY team, partner, team_id, partner_id
