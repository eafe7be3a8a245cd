// the server finds the edges of a time by the index of each type; of all types at once it reads every edge
CALL () {
  MATCH (a)-[r:WORKS_FOR]->(b) WHERE r.published <> '' AND r.published >= $since AND r.said_by <> 'registry:divisions' RETURN a, r, b
  UNION ALL
  MATCH (a)-[r:LOCATED_IN]->(b) WHERE r.published <> '' AND r.published >= $since AND r.said_by <> 'registry:divisions' RETURN a, r, b
  UNION ALL
  MATCH (a)-[r:PART_OF]->(b) WHERE r.published <> '' AND r.published >= $since AND r.said_by <> 'registry:divisions' RETURN a, r, b
  UNION ALL
  MATCH (a)-[r:SUPERVISES]->(b) WHERE r.published <> '' AND r.published >= $since AND r.said_by <> 'registry:divisions' RETURN a, r, b
  UNION ALL
  MATCH (a)-[r:ESTABLISHES]->(b) WHERE r.published <> '' AND r.published >= $since AND r.said_by <> 'registry:divisions' RETURN a, r, b
  UNION ALL
  MATCH (a)-[r:OPERATES]->(b) WHERE r.published <> '' AND r.published >= $since AND r.said_by <> 'registry:divisions' RETURN a, r, b
  UNION ALL
  MATCH (a)-[r:FUNDS]->(b) WHERE r.published <> '' AND r.published >= $since AND r.said_by <> 'registry:divisions' RETURN a, r, b
  UNION ALL
  MATCH (a)-[r:INCUBATES]->(b) WHERE r.published <> '' AND r.published >= $since AND r.said_by <> 'registry:divisions' RETURN a, r, b
  UNION ALL
  MATCH (a)-[r:PARTNERS_WITH]->(b) WHERE r.published <> '' AND r.published >= $since AND r.said_by <> 'registry:divisions' RETURN a, r, b
  UNION ALL
  MATCH (a)-[r:MEMBER_OF]->(b) WHERE r.published <> '' AND r.published >= $since AND r.said_by <> 'registry:divisions' RETURN a, r, b
  UNION ALL
  MATCH (a)-[r:ISSUES]->(b) WHERE r.published <> '' AND r.published >= $since AND r.said_by <> 'registry:divisions' RETURN a, r, b
  UNION ALL
  MATCH (a)-[r:GOVERNED_BY]->(b) WHERE r.published <> '' AND r.published >= $since AND r.said_by <> 'registry:divisions' RETURN a, r, b
  UNION ALL
  MATCH (a)-[r:SERVES]->(b) WHERE r.published <> '' AND r.published >= $since AND r.said_by <> 'registry:divisions' RETURN a, r, b
  UNION ALL
  MATCH (a)-[r:REFERS_TO]->(b) WHERE r.published <> '' AND r.published >= $since AND r.said_by <> 'registry:divisions' RETURN a, r, b
}
OPTIONAL MATCH (d:Document) WHERE d.id = r.document
RETURN r.published AS published, a.name AS head, r.type AS type, b.name AS tail,
       r.quote AS quote, r.document AS document, coalesce(d.name, '') AS title, r.start_at AS start_at, r.end_at AS end_at, r.said_by AS said_by, r.score AS score, r.sources AS sources,
       a.id AS head_id, b.id AS tail_id
ORDER BY published DESC, type, head, tail, head_id, tail_id
