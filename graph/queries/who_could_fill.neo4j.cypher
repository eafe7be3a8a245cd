MATCH (p:Place|Organization)
WHERE (p.label = 'PLACE' OR p.kind = 'community') AND p.place_code <> '' AND (p.name = $place OR p.full_name = $place OR p.id = $place)
OPTIONAL MATCH (q:Place) WHERE q.id = 'place:' + p.place_code
WITH p.id AS place_id, p.place_code AS code, coalesce(q.full_name, p.name) AS place, left(p.place_code, 2) AS province, left(p.place_code, 4) AS city,
     left(p.place_code, 6) AS county, CASE WHEN $people = '' THEN '没有人群' ELSE $people END AS sought
CALL (province, city, county, sought) {
  MATCH (x:Organization|Fund|Person)-[r:LOCATED_IN|SERVES|OPERATES|FUNDS|WORKS_FOR]->(y:Place|Organization|Project|Population|Fund)
  WHERE x.place_code STARTS WITH city AND left(x.place_code, 4) = city AND x.five = $role
    AND (r.type IN ['LOCATED_IN', 'OPERATES', 'WORKS_FOR'] OR (y.label = 'GROUP' AND y.name CONTAINS sought)
         OR (r.type = 'FUNDS' AND y.label <> 'GROUP' AND $people <> '') OR (r.type = 'SERVES' AND y.label <> 'GROUP' AND left(y.place_code, 6) = county))
  RETURN x, r, y
UNION ALL
  MATCH (y:Place|Organization)<-[r:SERVES]-(x:Organization|Fund|Person)
  WHERE y.place_code STARTS WITH county AND left(y.place_code, 6) = county AND x.five = $role AND left(x.place_code, 4) <> city
  RETURN x, r, y
UNION ALL
  MATCH (y:Population)<-[r:SERVES]-(x:Organization|Fund|Person)
  WHERE y.name CONTAINS sought AND x.five = $role AND left(x.place_code, 4) <> city AND left(x.place_code, 2) = province
  RETURN x, r, y
}
OPTIONAL MATCH (y)-[:SERVES]->(g:Population) WHERE r.type = 'FUNDS' AND g.name CONTAINS sought
OPTIONAL MATCH (d:Document) WHERE d.id = r.document
OPTIONAL MATCH (o:Place) WHERE o.id = 'place:' + x.place_code
RETURN place_id AS place_id, place AS place, code AS code, x.id AS body_id, x.name AS body, coalesce(x.status, '') AS status, x.place_code AS seat_code,
       coalesce(o.full_name, '') AS seat, r.type AS type, y.id AS thing_id, y.name AS thing, y.label AS label, coalesce(y.place_code, '') AS thing_code,
       coalesce(g.name, '') AS people, r.quote AS quote, r.document AS document, coalesce(d.name, '') AS title, r.start_at AS start_at, r.end_at AS end_at,
       r.said_by AS said_by, r.score AS score, r.sources AS sources
ORDER BY place_id, body_id, type, thing_id, people
