// the server finds the bodies of a place by the index of each label; of all labels at once it reads every body
MATCH (p:Place) WHERE $place = '' OR p.name = $place OR p.full_name = $place OR p.id = $place
WITH DISTINCT CASE WHEN $place = '' THEN '' ELSE p.place_code END AS code
CALL (code) {
  MATCH (x:Organization) WHERE x.place_code STARTS WITH code RETURN x
  UNION
  MATCH (x:Project) WHERE x.place_code STARTS WITH code RETURN x
  UNION
  MATCH (x:Fund) WHERE x.place_code STARTS WITH code RETURN x
  UNION
  MATCH (x:Person) WHERE x.place_code STARTS WITH code RETURN x
  UNION
  MATCH (x:Place) WHERE x.place_code STARTS WITH code RETURN x
  UNION
  MATCH (x:Organization|Project|Fund|Person|Place) WHERE code = '' RETURN x
}
CALL (x, code) {
  MATCH (x)-[r:FUNDS|OPERATES|SERVES|ESTABLISHES|INCUBATES|PARTNERS_WITH|REFERS_TO|MEMBER_OF|LOCATED_IN|WORKS_FOR|SUPERVISES]->(y:Organization|Project|Fund|Place) RETURN r, x AS h, y AS t
  UNION ALL
  MATCH (x)<-[r:FUNDS|OPERATES|SERVES|ESTABLISHES|INCUBATES|PARTNERS_WITH|REFERS_TO|MEMBER_OF|LOCATED_IN|WORKS_FOR|SUPERVISES]-(z:Organization|Project|Fund|Person|Place) WHERE code <> '' AND NOT coalesce(z.place_code, '') STARTS WITH code RETURN r, z AS h, x AS t
}
WITH r, h, t WHERE t.label IN ['ORG', 'PROJECT', 'FUND', 'PLACE']
  AND (r.type <> 'LOCATED_IN' OR (t.kind IN ['town', 'village', 'other'] AND (h.kind IN ['station', 'volunteer_team'] OR h.label = 'PROJECT')))
  AND (r.type <> 'SUPERVISES' OR NOT r.mode IN ['业务主管', '管理']) AND (t.label <> 'PLACE' OR t.kind IN ['town', 'village', 'other'])
  AND (h.label <> 'PLACE' OR h.kind IN ['town', 'village', 'other'])
RETURN DISTINCT h.id AS head, r.type AS type, t.id AS tail, h.five AS head_five, t.five AS tail_five, h.label AS head_label, t.label AS tail_label,
       h.kind AS head_kind, t.kind AS tail_kind, h.name AS head_name, t.name AS tail_name, coalesce(h.place_code, '') AS head_code, coalesce(t.place_code, '') AS tail_code
ORDER BY head, type, tail
