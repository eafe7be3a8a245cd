"""GraphML for Gephi, Cytoscape, yEd, igraph and networkx."""

from collections.abc import Iterable
from pathlib import Path

from graph.exports.flat import colour_of, flat_edge, flat_edge_fields, flat_node, flat_node_fields
from graph.exports.sources import Sources
from graph.exports.subgraph import Subgraph
from graph.exports.tables import Field
from graph.exports.text import xml
from graph.ontology import ontology
from graph.queries import Row

TYPES = {"string": "string", "integer": "long", "number": "double", "boolean": "boolean"}
# Gephi shows ``label`` and takes the colour from r, g and b.
SHOWN = (Field("label", "显示的名称"), *(Field(c, c, "integer") for c in "rgb"))
HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
"""


def write_graphml(graph: Subgraph, folder: Path, sources: Sources) -> None:
    """Write graph.graphml: directed, parallel edges, each edge with its id."""
    with (folder / "graph.graphml").open("w", encoding="utf-8", newline="\n") as file:
        file.write(HEAD)
        file.writelines(_keys("node", "n", (*SHOWN, *flat_node_fields())))
        file.writelines(_keys("edge", "e", (SHOWN[0], *flat_edge_fields())))
        file.write('<graph edgedefault="directed">\n')
        file.writelines(f'<node id="{xml(row["id"])}">{_data("n", _node(row))}</node>\n' for row in graph.nodes())
        file.writelines(_edge(row) for row in graph.edges())
        file.write("</graph>\n</graphml>\n")


def _keys(owner: str, prefix: str, fields: Iterable[Field]) -> Iterable[str]:
    for f in fields:
        yield f'<key id="{prefix}_{f.name}" for="{owner}" attr.name="{f.name}" attr.type="{TYPES[f.type]}"/>\n'


def _node(row: Row) -> Row:
    red, green, blue = colour_of(row)
    return {"label": row["name"], "r": red, "g": green, "b": blue} | flat_node(row)


def _edge(row: Row) -> str:
    data = {"label": ontology().zh(str(row["type"]))} | flat_edge(row)
    return f'<edge id="{xml(row["id"])}" source="{xml(row["head"])}" target="{xml(row["tail"])}">{_data("e", data)}</edge>\n'


def _data(prefix: str, data: Row) -> str:
    return "".join(f'<data key="{prefix}_{name}">{xml(value)}</data>' for name, value in data.items())
