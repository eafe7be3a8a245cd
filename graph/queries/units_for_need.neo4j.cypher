// places served are looked for only where a place is asked for that is not the unit's own
MATCH (x:Organization|Project|Fund)-[r:SERVES]->(g:Population)
WHERE ($people = '' OR g.name CONTAINS $people) AND (coalesce(x.status, '') STARTS WITH '未' OR NOT (coalesce(x.status, '') CONTAINS '销' OR coalesce(x.status, '') CONTAINS '撤消'))
OPTIONAL MATCH (p:Place) WHERE p.id = 'place:' + x.place_code
WITH x, r, g, coalesce(p.full_name, '') AS place
WHERE $place = '' OR place CONTAINS $place OR EXISTS { (x)-[:SERVES]->(w:Place) WHERE w.full_name CONTAINS $place }
OPTIONAL MATCH (o:Organization|Place)-[:OPERATES]->(x)
OPTIONAL MATCH (h:Organization)-[f:REFERS_TO]->(x)
OPTIONAL MATCH (d:Document) WHERE d.id = r.document
RETURN g.name AS people, x.name AS unit, CASE WHEN x.kind = '' THEN x.label ELSE x.kind END AS unit_kind, place AS place, coalesce(o.name, '') AS operator,
       coalesce(h.name, '') AS referrer, coalesce(x.address, '') AS address, r.quote AS quote, coalesce(f.quote, '') AS refer_quote, r.document AS document,
       coalesce(d.name, '') AS title, r.start_at AS start_at, r.end_at AS end_at, r.said_by AS said_by, r.score AS score, r.sources AS sources,
       coalesce(f.document, '') AS refer_document, g.id AS people_id, x.id AS unit_id, coalesce(o.id, '') AS operator_id, coalesce(h.id, '') AS referrer_id,
       x.five AS unit_five
ORDER BY people, place, unit, operator, referrer, people_id, unit_id, operator_id, referrer_id
