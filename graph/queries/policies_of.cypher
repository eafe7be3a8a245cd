// title: 一个地方（或机构所在地方）的政策
// about: 当地和上级的组织、地方发布或依据的政策，和名称以这个地方开头的政策；每一项一条原句。
// group: 查找
// param: id = "" | 标识
// column: policy | 政策
// column: how | 关系
// column: who | 谁
// column: issued_on | 发布日期
// column: quote | 原句
// column: document | 文献标识
// column: title | 文献
// column: start_at | 起
// column: end_at | 止
// column: said_by | 依据
// column: score | 把握
// column: sources | 来源数
// column: policy_id | 政策标识
// column: who_id | 谁标识
// show: table
// empty: 图中没有这个地方的政策。
MATCH (a:Organization|Place|Project|Event) WHERE a.id = $id
MATCH (b:Organization|Place|Project|Fund|Policy)-[r:ISSUES|GOVERNED_BY]->(p:Policy)
WHERE (b.place_code <> '' AND a.place_code STARTS WITH b.place_code) OR p.name STARTS WITH a.name
OPTIONAL MATCH (d:Document) WHERE d.id = r.document
RETURN p.name AS policy, r.type AS how, b.name AS who, coalesce(p.issued_on, '') AS issued_on, r.quote AS quote, r.document AS document,
       coalesce(d.name, '') AS title, r.start_at AS start_at, r.end_at AS end_at, r.said_by AS said_by, r.score AS score, r.sources AS sources,
       p.id AS policy_id, b.id AS who_id
ORDER BY policy, how DESC, who, policy_id, who_id
