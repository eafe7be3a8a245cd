"""Facts → rows of nodes and edges. Both stores write these rows; only the vocabulary decides their columns.

Every node row has id, label, name, kind, five, place_code (empty strings when unknown), aliases (a list) and the attributes that its
node type declares: None when absent from an entity, an empty string in the program's own DOCUMENT and INDICATOR nodes. Every edge row has
head, tail, id, type, the declared attributes (None when absent) and its best evidence: quote, document, published (when the document
was), start_at, end_at, said_by, score; and sources, the number of documents that say so. No row is ever left out in silence: what the
vocabulary or the store cannot hold stops.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from graph.errors import OntologyError
from graph.facts import content_id, evidence_of, indicator_id, relation_id
from graph.model import Attribute, Document, Evidence, Facts, Indicator, Relation
from graph.ontology import AttributeSpec, ontology

Row = dict[str, object]
Ends = tuple[str, str, str]
# Columns that every node and every edge has, with their types.
NODE_COLUMNS = {"id": "string", "label": "string", "name": "string", "kind": "string", "five": "string", "place_code": "string"}
EDGE_COLUMNS = {
    "id": "string", "type": "string", "quote": "string", "document": "string", "published": "string", "start_at": "integer",
    "end_at": "integer", "said_by": "string", "score": "number", "sources": "integer",
}  # fmt: skip
# The id of a PLACE that is a division; other places have a hash after the colon, which may be digits alone but has 16 of them.
DIVISION = re.compile(r"place:(\d{2,12})")
LARGEST = 2**63
NOTHING = Evidence("", 0, 0, "", "", 0.0)


def node_columns(label: str) -> dict[str, str]:
    """Column names and types of a node type, ``aliases`` left out: it is a list of strings."""
    return NODE_COLUMNS | {name: spec.type for name, spec in ontology().node[label].attrs.items()}


def edge_columns(type: str) -> dict[str, str]:
    """Column names and types of an edge type, its two ends left out."""
    return EDGE_COLUMNS | {name: spec.type for name, spec in ontology().edge[type].attrs.items()}


def node_rows(facts: Facts) -> dict[str, list[Row]]:
    """The node rows by label, each list in the order of ids; labels without nodes have an empty list.

    Raises OntologyError for an unknown label, an attribute of another type than declared, and an id that two nodes have.
    """
    seats, roles = _seats(facts), _roles(facts)
    rows: dict[str, list[Row]] = {label: [] for label in ontology().node}
    for e in facts.entities:
        if e.label not in rows:
            raise OntologyError(f"实体“{e.name}”的类别 {e.label} 不在词汇表中；请重建事实文件")
        row = _row(e.id, e.label, e.name, seats.get(e.id, ""))
        said: Row = {"kind": e.kind or "", "five": roles.get(e.id, ""), "aliases": list(e.aliases)}
        rows[e.label].append(row | said | _attributes(e.name, ontology().node[e.label].attrs, e.attrs))
    rows["DOCUMENT"] += map(_document_row, facts.documents)
    rows["INDICATOR"] += (_indicator_row(id, i, seats) for id, i, _ in _indicators(facts))
    counts = Counter(str(r["id"]) for some in rows.values() for r in some)
    if twice := sorted(id for id, n in counts.items() if n > 1):
        raise OntologyError(f"{len(twice)} 个标识属于不止一条记录，例如 {twice[0]}；写入图库前请先归并")
    for some in rows.values():
        some.sort(key=lambda r: str(r["id"]))
    return rows


def _row(id: str, label: str, name: str, place_code: str = "") -> Row:
    return {"id": id, "label": label, "name": name, "kind": "", "five": "", "place_code": place_code, "aliases": []}


def _attributes(owner: str, declared: dict[str, AttributeSpec], given: dict[str, Attribute]) -> Row:
    if unknown := sorted(given.keys() - declared.keys()):
        raise OntologyError(f"“{owner}”的属性 {unknown[0]} 不在词汇表中；请在 graph/ontology.toml 中声明")
    return {name: _typed(owner, name, spec.type, given.get(name)) for name, spec in declared.items()}


def _typed(owner: str, name: str, type: str, value: Attribute | None) -> Attribute | None:
    """The value in its declared type, the same in both stores. Numbers pass into each other where nothing is lost, and into text."""
    if value is None or (type == "string" and isinstance(value, str)) or (type == "boolean" and isinstance(value, bool)):
        return value
    if isinstance(value, int | float) and not isinstance(value, bool):
        if type == "number":
            return float(value)
        if type == "string":  # a number of a document or a licence that a reader took for a number
            return str(value)
        if type == "integer" and abs(value) < LARGEST and int(value) == value:
            return int(value)
    raise OntologyError(f"“{owner}”的属性 {name} 应是 {type}，不能是 {value!r}；请检查来源的这一格")


def _document_row(d: Document) -> Row:
    row = _row(d.id, "DOCUMENT", d.title or d.file)
    pages = " ".join(map(str, d.pages))
    return row | {"genre": d.genre, "source": d.source, "published": d.published or "", "file": d.file, "pages": pages, "text": d.text}


def _indicator_row(id: str, i: Indicator, seats: dict[str, str]) -> Row:
    row = _row(id, "INDICATOR", i.measure, seats.get(i.place, ""))
    said = {"measure": i.measure, "qualifier": i.qualifier, "value": float(i.value), "unit": i.unit, "as_of": i.as_of or ""}
    return row | said | {"nature": i.nature}


def edge_rows(facts: Facts) -> dict[Ends, list[Row]]:
    """The edge rows by (head label, type, tail label), sorted by head, tail and id. One relation said twice is one edge.

    Raises OntologyError for an end that is no entity, ends that the type does not allow, and evidence from an absent document.
    """
    known = {d.id: d.published or "" for d in facts.documents}
    if lost := next((v.document for v in evidence_of(facts) if v.document not in known), None):
        raise OntologyError(f"有出处指向不在其中的文献 {lost}；请重建事实文件")
    rows: dict[Ends, list[Row]] = defaultdict(list)
    for ends, row in _edges(facts, {e.id: e.label for e in facts.entities}):
        if not ontology().fits(*ends):
            raise OntologyError(f"关系 {ends[1]} 不能从 {ends[0]} 到 {ends[2]}（{row['head']} → {row['tail']}）；请检查词汇表或来源")
        row["published"] = known.get(str(row["document"]), "")
        rows[ends].append(row)
    for some in rows.values():
        some.sort(key=lambda r: (str(r["head"]), str(r["tail"]), str(r["id"])))
    return dict(sorted(rows.items()))


def _edges(facts: Facts, labels: dict[str, str]) -> Iterator[tuple[Ends, Row]]:
    for r in _relations(facts):
        yield (labels.get(r.head, "?"), r.type, labels.get(r.tail, "?")), _relation_row(r)
    for id, i, evidence in _indicators(facts):
        edge = _edge("MEASURES", id, i.place, evidence) | {"id": content_id("MEASURES", id)}
        yield ("INDICATOR", "MEASURES", labels.get(i.place, "?")), edge
        yield from (_mention(id, "INDICATOR", v) for v in _places(evidence))
    for e in facts.entities:
        yield from (_mention(e.id, e.label, v) for v in _places(e.evidence))


def _relations(facts: Facts) -> Iterable[Relation]:
    """One relation for each head, type and tail, with all evidence; of two values of an attribute the better evidence decides."""
    found: dict[Ends, list[Relation]] = defaultdict(list)
    for r in facts.relations:
        found[r.head, r.type, r.tail].append(r)
    for same in found.values():
        if len(same) == 1:
            yield same[0]
            continue
        same.sort(key=lambda r: (_rank(_best(r.evidence)), sorted(r.attrs.items())), reverse=True)
        attrs = {name: value for r in same for name, value in r.attrs.items()}
        yield Relation(head=same[0].head, type=same[0].type, tail=same[0].tail, attrs=attrs, evidence=_joined(r.evidence for r in same))


def _indicators(facts: Facts) -> list[tuple[str, Indicator, tuple[Evidence, ...]]]:
    """Each indicator once, with its id and all evidence for it."""
    found: dict[str, list[Indicator]] = defaultdict(list)
    for i in facts.indicators:
        found[indicator_id(i)].append(i)
    return [(id, same[0], _joined(i.evidence for i in same)) for id, same in found.items()]


def _joined(parts: Iterable[tuple[Evidence, ...]]) -> tuple[Evidence, ...]:
    return tuple(dict.fromkeys(v for part in parts for v in part))


def _places(evidence: Iterable[Evidence]) -> Iterable[Evidence]:
    """The best evidence for each place in a text: two rules that read the same words are one mention."""
    found: dict[tuple[str, int, int], Evidence] = {}
    for v in evidence:
        key = v.document, v.start, v.end
        found[key] = min(found.get(key, v), v, key=_rank)
    return found.values()


def _rank(v: Evidence) -> tuple[float, str, int, int, str]:
    return -v.score, v.document, v.start, v.end, v.by


def _best(evidence: Iterable[Evidence]) -> Evidence:
    return min(evidence, key=_rank, default=NOTHING)


def _relation_row(r: Relation) -> Row:
    if r.type not in ontology().edge:
        raise OntologyError(f"关系 {r.type} 不在词汇表中；请重建事实文件")
    row = _edge(r.type, r.head, r.tail, r.evidence) | {"id": relation_id(r)}
    return row | _attributes(f"{r.type} {r.head} → {r.tail}", ontology().edge[r.type].attrs, r.attrs)


def _mention(id: str, label: str, v: Evidence) -> tuple[Ends, Row]:
    row = _edge("MENTIONS", v.document, id, (v,)) | {"id": content_id("MENTIONS", v.document, id, v.start, v.end)}
    return ("DOCUMENT", "MENTIONS", label), row


def _edge(type: str, head: str, tail: str, evidence: tuple[Evidence, ...]) -> Row:
    best = _best(evidence)
    said: Row = {"quote": best.quote, "document": best.document, "start_at": best.start, "end_at": best.end}
    rest = {"said_by": best.by, "score": float(best.score), "sources": len({v.document for v in evidence})}
    return {"head": head, "tail": tail, "type": type} | said | rest


def _seats(facts: Facts) -> dict[str, str]:
    """The code of the division that each thing is, or of the finest one that it is located in."""
    own = {e.id: found[1] for e in facts.entities if e.label == "PLACE" and (found := DIVISION.fullmatch(e.id))}
    seats: dict[str, str] = {}
    for r in facts.relations:
        if r.type == "LOCATED_IN" and (code := own.get(r.tail)):
            seats[r.head] = min(seats.get(r.head, code), code, key=lambda c: (-len(c), c))
    return seats | own


def _roles(facts: Facts) -> dict[str, str]:
    """The 五社 role of each thing that has one: by label and kind, or because it donates or works as a social worker."""
    words = ontology()
    kinds = {e.id: e.kind for e in facts.entities}
    roles = {e.id: role for e in facts.entities if (role := words.five_of(e.label, e.kind))}
    for r in facts.relations:
        if r.type == "FUNDS" and r.attrs.get("mode") == "捐赠" and kinds.get(r.head) == "enterprise":
            roles[r.head] = "charity"
        if r.type == "WORKS_FOR" and any(w in str(r.attrs.get("title", "")) for w in ("社工", "社会工作")):
            roles[r.head] = "social_worker"
    return roles
