// the counties that are left over are few; the server finds the bodies of each by the index of its label
MATCH (g:Population) WHERE ($people = '' OR g.name CONTAINS $people)
OPTIONAL MATCH (s:Organization|Project)-[:SERVES]->(g)
WITH g, collect(DISTINCT left(s.place_code, 6)) AS served
WITH collect({id: g.id, name: g.name, served: served}) AS groups
MATCH (c:Place) WHERE c.kind = 'county' AND c.province STARTS WITH $province
WITH c, right(c.id, 6) AS code, groups
UNWIND groups AS g
WITH c, code, g WHERE NOT code IN g.served
WITH c, code, collect(g) AS unserved
CALL (code) {
  MATCH (x:Organization) WHERE x.place_code STARTS WITH code RETURN count(x) AS n
  UNION ALL
  MATCH (x:Project) WHERE x.place_code STARTS WITH code RETURN count(x) AS n
}
WITH c, code, unserved, sum(n) AS organizations WHERE organizations > 0
UNWIND unserved AS g
RETURN c.province AS province, c.name AS county, g.name AS people, '未见记载' AS status, organizations AS organizations, code AS code, g.id AS people_id
ORDER BY code, people, people_id
