// title: 这些实体的每一条关系连着谁
// about: 给出的实体的每一条关系，只有两端、来源数和把握；找路径时先用它，找到了再取原句。
// group: 查找
// param: ids = [] | 标识
// column: one | 一端
// column: other | 另一端
// column: sources | 来源数
// column: score | 把握
// column: id | 关系标识
// show: table
// empty: 图中没有这些实体的关系。
UNWIND $ids AS id
MATCH (a:Organization|Person|Place|Policy|Project|Event|Population|Fund) WHERE a.id = id
OPTIONAL MATCH (a)-[r:WORKS_FOR|LOCATED_IN|PART_OF|SUPERVISES|ESTABLISHES|OPERATES|FUNDS|INCUBATES|PARTNERS_WITH|MEMBER_OF|ISSUES|GOVERNED_BY|SERVES|REFERS_TO]-(b:Organization|Person|Place|Policy|Project|Event|Population|Fund)
WITH a, r, b WHERE b.id IS NOT NULL
RETURN a.id AS one, b.id AS other, r.sources AS sources, r.score AS score, r.id AS id
ORDER BY id, one
