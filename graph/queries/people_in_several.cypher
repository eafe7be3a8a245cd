// title: 谁在多家机构任职
// about: 一个人在两家机构的职务和原句。同名不等于同一人：归并时另有一条相同的事实才算一人。
// ask: 谁在多家机构任职 | 在两家以上机构任职的人 | {name}在哪些机构任职 | 谁身兼多职 | 同时在几个单位兼职的人 | 兼职名单 | {name}还在哪里任职
// ask: 一个人在多家单位任职 | {name}兼任哪些职务 | 有没有人兼着几家机构的职务
// ask: 谁在好几家机构当职 | {name}在几家单位任职 | {name}除了这里还在哪里任职 | 谁一人兼几个机构 | 同一个人在不同机构当理事 | {name}身兼几职 | {name}担任什么职务 | 一个人同时在两家机构 | {name}还有什么兼职 | 谁兼职最多
// ask: 哪些人兼着好几个单位 | {name}在几个机构有职务 | {name}的任职情况 | 一人兼多家 | 在多个单位挂名的人 | {name}还当了什么 | 谁同时是几家机构的负责人
// group: 五社联动
// param: name = "" | 姓名的一部分，空为全部
// column: person | 人物
// column: one | 一家
// column: one_title | 职务
// column: other | 另一家
// column: other_title | 另一职务
// column: quote | 原句
// column: other_quote | 另一原句
// column: document | 文献标识
// column: other_document | 另一文献标识
// column: start_at | 起
// column: end_at | 止
// column: said_by | 依据
// column: score | 把握
// column: person_id | 人物标识
// column: one_id | 一家标识
// column: other_id | 另一家标识
// show: table
// empty: 图中没有在多家机构任职的人。
MATCH (a)<-[r:WORKS_FOR]-(p:Person)-[s:WORKS_FOR]->(b)
WHERE a.id < b.id AND ($name = '' OR p.name CONTAINS $name)
RETURN p.name AS person, a.name AS one, coalesce(r.title, '') AS one_title, b.name AS other, coalesce(s.title, '') AS other_title,
       r.quote AS quote, s.quote AS other_quote, r.document AS document, s.document AS other_document, r.start_at AS start_at, r.end_at AS end_at,
       r.said_by AS said_by, r.score AS score, p.id AS person_id, a.id AS one_id, b.id AS other_id
ORDER BY person, one, other, person_id, one_id, other_id
