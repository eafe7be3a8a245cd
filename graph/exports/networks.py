"""For Python: a networkx ``MultiDiGraph``, and a py2neo ``Subgraph`` that merges into any Neo4j."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

import networkx

from graph.exports.sources import Sources
from graph.exports.subgraph import Subgraph
from graph.exports.tables import edge_fields, edge_row, node_fields
from graph.ontology import ontology
from graph.queries import Row

if TYPE_CHECKING:
    import py2neo

ENDS = ("head", "tail", "head_name", "tail_name", "head_label", "tail_label")


def to_networkx(graph: Subgraph) -> "networkx.MultiDiGraph[str]":
    """The things by id with the columns of nodes.csv, the edges by type with those of edges.csv; what is unknown is left out.

    ``aliases`` is a list. The key of an edge is its type. All of it is held in memory.
    """
    node, edge = _columns()
    found: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
    for row in graph.nodes():
        found.add_node(str(row["id"]), **_known(row, node))
    for row in map(edge_row, graph.edges()):
        found.add_edge(str(row["head"]), str(row["tail"]), key=str(row["type"]), **_known(row, edge))
    return found


def write_node_link(graph: Subgraph, folder: Path, sources: Sources) -> None:
    """Write graph.json: node-link data, which ``networkx.node_link_graph(json.load(…))`` turns into the same graph, and D3 draws."""
    data = networkx.node_link_data(to_networkx(graph), edges="edges")
    with (folder / "graph.json").open("w", encoding="utf-8") as file:
        json.dump(data, file, ensure_ascii=False)


def to_py2neo(graph: Subgraph) -> "py2neo.Subgraph":
    """A ``Subgraph`` of the things and edges. ``py2neo.Graph(…).merge(subgraph)`` may be called again: nothing is doubled.

    A node is merged on its vocabulary label and ``id``, an edge on its type and its two ends.
    """
    import py2neo  # noqa: PLC0415  (end of life; only those who use it load it)

    words, nodes = ontology(), {}
    node, edge = _columns()
    for row in graph.nodes():
        label = words.node[str(row["label"])].node
        made = py2neo.Node(label, id=row["id"], **_known(row, node))
        made.__primarylabel__, made.__primarykey__ = label, "id"
        nodes[row["id"]] = made
    edges = [
        py2neo.Relationship(nodes[row["head"]], str(row["type"]), nodes[row["tail"]], **_known(row, edge))
        for row in map(edge_row, graph.edges())
    ]
    return py2neo.Subgraph(nodes.values(), edges)


def _columns() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The attributes of a node and of an edge."""
    return tuple(f.name for f in node_fields() if f.name != "id"), tuple(f.name for f in edge_fields() if f.name not in ENDS)


def _known(row: Row, columns: tuple[str, ...]) -> Row:
    return {name: value for name in columns if (value := row.get(name)) not in (None, "", [])}
