"""Facts → rows of nodes and edges. Both stores write these rows; only the vocabulary decides their columns.

Every node row has id, label, name, kind, five, place_code (empty strings when unknown), aliases (a list) and the attributes that its
node type declares (None when absent). Every edge row has head, tail, id, the declared attributes and its best evidence: quote,
document, start_at, end_at, said_by, score; and sources, the number of documents that say so.
"""

from collections import defaultdict
from collections.abc import Iterator

from graph.facts import content_id, indicator_id, relation_id
from graph.model import Document, Evidence, Facts, Indicator, Relation
from graph.ontology import AttributeSpec, ontology

Row = dict[str, object]
Ends = tuple[str, str, str]
# Columns that every node and every edge has, with their types.
NODE_COLUMNS = {"id": "string", "label": "string", "name": "string", "kind": "string", "five": "string", "place_code": "string"}
EDGE_COLUMNS = {
    "id": "string", "type": "string", "quote": "string", "document": "string", "start_at": "integer", "end_at": "integer",
    "said_by": "string", "score": "number", "sources": "integer",
}  # fmt: skip


def node_columns(label: str) -> dict[str, str]:
    """Column names and types of a node type, ``aliases`` left out: it is a list of strings."""
    return NODE_COLUMNS | _types(ontology().node[label].attrs)


def edge_columns(type: str) -> dict[str, str]:
    """Column names and types of an edge type, its two ends left out."""
    return EDGE_COLUMNS | _types(ontology().edge[type].attrs)


def _types(attrs: dict[str, AttributeSpec]) -> dict[str, str]:
    return {name: spec.type for name, spec in attrs.items()}


def node_rows(facts: Facts) -> dict[str, list[Row]]:
    """The node rows by label, each list in the order of ids; labels without nodes have an empty list."""
    seats, roles = _seats(facts), _roles(facts)
    rows: dict[str, list[Row]] = {label: [] for label in ontology().node}
    for e in facts.entities:
        row = _row(e.id, e.label, e.name, seats.get(e.id, ""))
        said: Row = {"kind": e.kind or "", "five": roles.get(e.id, ""), "aliases": list(e.aliases)}
        rows[e.label].append(row | said | _attributes(e.label, e.attrs))
    rows["DOCUMENT"] = [_document_row(d) for d in facts.documents]
    indicators = {indicator_id(i): i for i in facts.indicators}
    rows["INDICATOR"] = [_indicator_row(id, i, seats) for id, i in indicators.items()]
    for some in rows.values():
        some.sort(key=lambda r: str(r["id"]))
    return rows


def _row(id: str, label: str, name: str, place_code: str = "") -> Row:
    return {"id": id, "label": label, "name": name, "kind": "", "five": "", "place_code": place_code, "aliases": []}


def _attributes(label: str, attrs: dict[str, str | int | float | bool]) -> Row:
    return {name: attrs.get(name) for name in ontology().node[label].attrs}


def _document_row(d: Document) -> Row:
    row = _row(d.id, "DOCUMENT", d.title or d.file)
    return row | {"genre": d.genre, "source": d.source, "published": d.published or "", "file": d.file, "text": d.text}


def _indicator_row(id: str, i: Indicator, seats: dict[str, str]) -> Row:
    row = _row(id, "INDICATOR", i.measure, seats.get(i.place, ""))
    said = {"measure": i.measure, "qualifier": i.qualifier, "value": float(i.value), "unit": i.unit, "as_of": i.as_of or ""}
    return row | said | {"nature": i.nature}


def edge_rows(facts: Facts) -> dict[Ends, list[Row]]:
    """The edge rows by (head label, type, tail label), sorted by head, tail and id."""
    labels = {e.id: e.label for e in facts.entities}
    rows: dict[Ends, list[Row]] = defaultdict(list)
    for r in facts.relations:
        rows[labels[r.head], r.type, labels[r.tail]].append(_relation_row(r))
    for id, i in {indicator_id(i): i for i in facts.indicators}.items():
        rows["INDICATOR", "MEASURES", labels[i.place]].append(_edge("MEASURES", id, i.place, i.evidence))
    for head, tail, label, evidence in _mentions(facts):
        rows["DOCUMENT", "MENTIONS", label].append(_edge("MENTIONS", head, tail, (evidence,)))
    for some in rows.values():
        some.sort(key=lambda r: (str(r["head"]), str(r["tail"]), str(r["id"])))
    return dict(sorted(rows.items()))


def _mentions(facts: Facts) -> Iterator[tuple[str, str, str, Evidence]]:
    known = {d.id for d in facts.documents}
    named = ((e.id, e.label, e.evidence) for e in facts.entities)
    counted = ((id, "INDICATOR", i.evidence) for id, i in {indicator_id(i): i for i in facts.indicators}.items())
    for group in (named, counted):
        for id, label, evidence in group:
            yield from ((v.document, id, label, v) for v in evidence if v.document in known)


def _relation_row(r: Relation) -> Row:
    row = _edge(r.type, r.head, r.tail, r.evidence) | {"id": relation_id(r)}
    return row | {name: r.attrs.get(name) for name in ontology().edge[r.type].attrs}


def _edge(type: str, head: str, tail: str, evidence: tuple[Evidence, ...]) -> Row:
    best = min(evidence, key=lambda v: (-v.score, v.document, v.start), default=Evidence("", 0, 0, "", "", 0.0))
    said: Row = {"quote": best.quote, "document": best.document, "start_at": best.start, "end_at": best.end}
    id = content_id(type, head, tail, best.document, best.start, best.end, best.by)
    rest = {"said_by": best.by, "score": float(best.score), "sources": len({v.document for v in evidence})}
    return {"head": head, "tail": tail, "id": id, "type": type} | said | rest


def _seats(facts: Facts) -> dict[str, str]:
    """The code of the division that each thing is, or of the finest one that it is located in."""
    own = {e.id: e.id.removeprefix("place:") for e in facts.entities if e.id.startswith("place:")}
    seats: dict[str, str] = {}
    for r in facts.relations:
        code = own.get(r.tail)
        if r.type == "LOCATED_IN" and code:
            seats[r.head] = min(seats.get(r.head, code), code, key=lambda c: (-len(c), c))
    return seats | own


def _roles(facts: Facts) -> dict[str, str]:
    """The 五社 role of each thing that has one: by label and kind, or because it donates or works as a social worker."""
    words = ontology()
    kinds = {e.id: e.kind for e in facts.entities}
    roles = {e.id: role for e in facts.entities if (role := words.five_of(e.label, e.kind))}
    for r in facts.relations:
        if r.type == "FUNDS" and r.attrs.get("mode") == "捐赠" and kinds[r.head] == "enterprise":
            roles[r.head] = "charity"
        if r.type == "WORKS_FOR" and any(w in str(r.attrs.get("title", "")) for w in ("社工", "社会工作")):
            roles[r.head] = "social_worker"
    return roles


__all__: list[str] = ["EDGE_COLUMNS", "NODE_COLUMNS", "Ends", "Row", "edge_columns", "edge_rows", "node_columns", "node_rows"]
