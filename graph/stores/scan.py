"""The rows that a write put into a store, read back page by page: the columns of ``tables.py``, the same from both stores.

A page goes on after the last id of the page before, so that a graph of any size passes through a fixed amount of memory. The Cypher is
made from the vocabulary, as the tables are.
"""

from collections.abc import Iterable, Iterator
from functools import cache
from itertools import islice

from graph.ontology import ontology
from graph.queries import Column, Param, Query, Row
from graph.stores import GraphStore
from graph.stores.tables import edge_columns, node_columns

PAGE = 250_000
# Documents carry their whole text.
TEXTS = 500
# The ids that one question is asked about.
IDS = 2_000
DIVISIONS = "registry:divisions"
# What an edge row tells of each of its ends, beside the id.
END = ("name", "label", "kind", "place_code")


def scan_nodes(store: GraphStore, label: str, ids: Iterable[str] | None = None, *, columns: tuple[str, ...] = ()) -> Iterator[Row]:
    """The node rows of a label in the order of ids: all, or those of ``ids``; all columns, or id and ``columns``.

    A PLACE row also has ``used``: whether anything but the list of divisions speaks of it.
    """
    wanted = ("id", *columns) if columns else (*node_columns(label), "aliases")
    size = TEXTS if "text" in wanted else PAGE
    if ids is None:
        yield from _pages(store, _nodes(label, wanted, size, chosen=False), size)
        return
    for some in _batches(sorted(ids), TEXTS if "text" in wanted else IDS):
        yield from store.ask(_nodes(label, wanted, PAGE, chosen=True), ids=some)


def scan_edges(store: GraphStore, type: str, *, place: str = "") -> Iterator[Row]:
    """The edge rows of a type in the order of ids, each with name, label, kind and place_code of its ends (``head_name`` …).

    ``place``: only edges of which one end lies in that division (its code) or in one below it.
    """
    yield from _pages(store, _edges(type, "place"), PAGE, place=place)


def edges_of(store: GraphStore, type: str, ids: Iterable[str], end: str) -> Iterator[Row]:
    """The edge rows of a type whose ``end`` ("head" or "tail") is one of ``ids``; in the order of ids where those are few."""
    for some in _batches(sorted(ids), IDS):
        yield from _pages(store, _edges(type, end), PAGE, ids=some)


def scan_mentions(store: GraphStore, label: str, after: str, until: str) -> list[Row]:
    """The MENTIONS rows of the nodes of a label with an id beyond ``after`` up to ``until``, in the order of node and place.

    Those of the list of divisions are left out.
    """
    return store.ask(_mentions(label, chosen=False), after=after, until=until)


def mentions_of(store: GraphStore, label: str, ids: Iterable[str]) -> Iterator[Row]:
    """The same for the nodes of ``ids``."""
    for some in _batches(sorted(ids), IDS):
        yield from store.ask(_mentions(label, chosen=True), ids=some)


def _pages(store: GraphStore, query: Query, size: int, **given: object) -> Iterator[Row]:
    after, found = "", size
    while found == size:
        found = 0
        for row in store.each(query, after=after, **given):
            found, after = found + 1, str(row["id"])
            yield row


def _batches(ids: list[str], size: int) -> Iterator[list[str]]:
    each = iter(ids)
    while some := list(islice(each, size)):
        yield some


@cache
def _nodes(label: str, columns: tuple[str, ...], size: int, *, chosen: bool) -> Query:
    node = ontology().node[label].node
    values = {c: f"n.`{c}`" for c in columns}
    if label == "PLACE":
        values["used"] = f"EXISTS {{ MATCH (n)-[r]-() WHERE r.said_by <> '{DIVISIONS}' }}"
    start = f"UNWIND $ids AS wanted MATCH (n:{node}) WHERE n.id = wanted" if chosen else f"MATCH (n:{node}) WHERE n.id > $after"
    return _query(f"{start} {_returns(values)} ORDER BY id LIMIT {size}", list(values))


@cache
def _edges(type: str, by: str) -> Query:
    words = ontology()
    heads, tails = ("|".join(words.node[label].node for label in side) for side in (words.edge[type].head, words.edge[type].tail))
    match = f"MATCH (a:{heads})-[r:{type}]->(b:{tails})"
    inside = "('place:' + {0}.place_code) STARTS WITH ('place:' + $place)"
    start = {
        "place": f"{match} WHERE r.id > $after AND ($place = '' OR {inside.format('a')} OR {inside.format('b')})",
        "head": f"UNWIND $ids AS wanted {match} WHERE a.id = wanted AND r.id > $after",
        "tail": f"UNWIND $ids AS wanted {match} WHERE b.id = wanted AND r.id > $after",
    }[by]
    values = {"head": "a.id", "tail": "b.id"} | {c: f"r.`{c}`" for c in edge_columns(type)}
    values |= {f"{end}_{c}": f"{name}.{c}" for end, name in (("head", "a"), ("tail", "b")) for c in END}
    return _query(f"{start} {_returns(values)} ORDER BY id LIMIT {PAGE}", list(values))


@cache
def _mentions(label: str, *, chosen: bool) -> Query:
    match = f"MATCH (d:Document)-[r:MENTIONS]->(n:{ontology().node[label].node})"
    some = f"UNWIND $ids AS wanted {match} WHERE n.id = wanted" if chosen else f"{match} WHERE n.id > $after AND n.id <= $until"
    values = {"head": "d.id", "tail": "n.id"} | {c: f"r.`{c}`" for c in edge_columns("MENTIONS")}
    return _query(f"{some} AND r.said_by <> '{DIVISIONS}' {_returns(values)} ORDER BY tail, document, start_at, end_at, id", list(values))


def _returns(values: dict[str, str]) -> str:
    return "RETURN " + ", ".join(f"{value} AS `{name}`" for name, value in values.items())


def _query(cypher: str, columns: list[str]) -> Query:
    params = tuple(Param(name, "", "") for name in ("after", "until", "place", "ids") if f"${name}" in cypher)
    return Query(
        name="scan",
        title="",
        about="",
        group="",
        params=params,
        columns=tuple(Column(c, c) for c in columns),
        show=(),
        empty="",
        cypher=cypher,
    )
