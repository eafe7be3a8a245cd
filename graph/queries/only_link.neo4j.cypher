MATCH (p:Place|Organization)
WHERE p.kind = 'community' OR (p.label = 'PLACE' AND p.kind IN ['town', 'village', 'other'])
OPTIONAL MATCH (q:Place) WHERE q.id = 'place:' + p.place_code
WITH p, coalesce(q.full_name, '') AS place
WHERE $place = '' OR p.name CONTAINS $place OR place CONTAINS $place
MATCH (x:Organization|Fund)-[e:LOCATED_IN|SERVES|FUNDS|OPERATES]->(p)
WHERE x.five IN ['charity', 'social_org', 'volunteer']
WITH p, place, min(x.id) AS one, max(x.id) AS last, min(e.id) AS chosen
WHERE one = last
MATCH (y:Organization|Fund)-[r:LOCATED_IN|SERVES|FUNDS|OPERATES]->(p) WHERE r.id = chosen AND ($body = '' OR y.name CONTAINS $body)
RETURN p.name AS reached, place AS place, y.name AS body, r.type AS relation, r.quote AS quote, r.document AS document, r.start_at AS start_at,
       r.end_at AS end_at, r.said_by AS said_by, r.score AS score, p.id AS reached_id, y.id AS body_id
ORDER BY place, reached, reached_id, body_id
