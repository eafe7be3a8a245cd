MATCH (d:Document) WHERE d.published <> '' AND d.published >= $since
WITH collect(d.id) AS ids
MATCH (a)-[r:WORKS_FOR|LOCATED_IN|PART_OF|SUPERVISES|ESTABLISHES|OPERATES|FUNDS|INCUBATES|PARTNERS_WITH|MEMBER_OF|ISSUES|GOVERNED_BY|SERVES|REFERS_TO]->(b)
WHERE r.document IN ids AND r.said_by <> 'registry:divisions'
MATCH (d:Document) WHERE d.id = r.document
RETURN d.published AS published, a.name AS head, r.type AS type, b.name AS tail,
       r.quote AS quote, r.document AS document, coalesce(d.name, '') AS title, r.start_at AS start_at, r.end_at AS end_at, r.said_by AS said_by, r.score AS score, r.sources AS sources,
       a.id AS head_id, b.id AS tail_id
ORDER BY published DESC, type, head, tail, head_id, tail_id
