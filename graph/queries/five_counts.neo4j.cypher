// from the documents: from the things the server walks through every edge of each
CALL () {
  MATCH (n:Organization|Person|Place|Project|Fund|Population) WHERE n.five <> '' RETURN n.five AS role, count(n) AS things, 0 AS sources
  UNION ALL
  MATCH (d:Document)-[:MENTIONS]->(n) WHERE n.five <> '' RETURN n.five AS role, 0 AS things, count(DISTINCT d) AS sources
}
RETURN role, sum(things) AS things, sum(sources) AS sources
ORDER BY role
