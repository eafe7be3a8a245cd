"""A subgraph as the rows of a store: things, indicators and documents as nodes; edges, mentions and measures as edges.

Whoever loads these rows has a graph that every question of the program can be asked of.
"""

from collections.abc import Iterator

from graph.exports.subgraph import Subgraph
from graph.ontology import ontology
from graph.queries import Row
from graph.stores.tables import Ends, edge_columns, node_columns

# A node's label, or the labels and the type of an edge; and the row.
Stored = tuple[str | Ends, Row]


def stored_rows(graph: Subgraph) -> Iterator[Stored]:
    """All rows. An edge may come before the nodes at its ends; documents come last."""
    for row in graph.nodes():
        label = str(row["label"])
        yield label, row
        yield from (((("DOCUMENT", "MENTIONS", label)), e) for e in _edges(row["evidence"]))
    for row in graph.edges():
        yield (str(row["head_label"]), str(row["type"]), str(row["tail_label"])), row
    for row in graph.indicators():
        yield "INDICATOR", row
        yield from ((("DOCUMENT", "MENTIONS", "INDICATOR"), e) for e in _edges(row["evidence"]))
        measures = row["measures"]
        assert isinstance(measures, dict)
        yield ("INDICATOR", "MEASURES", str(measures["tail_label"])), measures
    yield from (("DOCUMENT", row) for row in graph.documents())


def _edges(rows: object) -> list[Row]:
    assert isinstance(rows, list)
    return rows


def columns_of(what: str | Ends) -> dict[str, str]:
    """The columns of such a row and their types, the ends of an edge left out; ``aliases`` is a list."""
    if isinstance(what, str):
        return node_columns(what) | {"aliases": "list"}
    return edge_columns(what[1])


def node_name(label: str) -> str:
    """The label of a node in Cypher."""
    return ontology().node[label].node
