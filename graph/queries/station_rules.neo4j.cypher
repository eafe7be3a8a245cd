// three searches; told in one, the server joins each with all the others
CALL () {
  MATCH (i:Indicator)-[m:MEASURES]->(a:Place|Organization|Project) WHERE i.nature = 'rule' OR (i.unit = '%' AND m.quote CONTAINS '补助')
  RETURN 'rule' AS what, i, a, m, null AS f, null AS s, null AS r
  UNION ALL
  MATCH (a:Organization)<-[m:MEASURES]-(i:Indicator) WHERE a.kind = 'station' AND i.nature = 'actual' AND i.unit IN ['人', '名', '位']
  RETURN 'figure' AS what, i, a, m, null AS f, null AS s, null AS r
  UNION ALL
  MATCH (f:Organization|Place|Fund)-[r:FUNDS]->(s:Organization) WHERE s.kind = 'station' AND r.amount <> ''
  RETURN 'money' AS what, null AS i, null AS a, null AS m, f, s, r
}
WITH what, i, a, f, s, coalesce(m.quote, r.quote) AS quote, coalesce(m.document, r.document) AS document, coalesce(m.start_at, r.start_at) AS start_at,
     coalesce(m.end_at, r.end_at) AS end_at, coalesce(m.said_by, r.said_by) AS said_by, coalesce(m.score, r.score) AS score, r.amount AS amount, r.mode AS mode
WHERE quote IS NOT NULL
OPTIONAL MATCH (d:Document) WHERE d.id = document
RETURN what AS what, coalesce(i.measure, '') AS measure, coalesce(i.qualifier, '') AS qualifier, i.value AS value, coalesce(i.unit, '') AS unit,
       coalesce(a.id, s.id) AS owner_id, coalesce(a.place_code, s.place_code, '') AS code, coalesce(amount, '') AS amount, coalesce(mode, '') AS mode,
       coalesce(f.name, '') AS funder, quote AS quote, document AS document, coalesce(d.name, '') AS title, start_at AS start_at, end_at AS end_at,
       said_by AS said_by, score AS score
ORDER BY what, document, start_at, measure, value, owner_id, funder
