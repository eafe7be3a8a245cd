"""GEXF 1.3 for Gephi: names, colours of the vocabulary, parallel edges, and the year of each edge as a time interval."""

from collections.abc import Iterable
from pathlib import Path

from graph.exports.flat import colour_of, flat_edge, flat_edge_fields, flat_node, flat_node_fields, year_of
from graph.exports.sources import Sources
from graph.exports.subgraph import Subgraph
from graph.exports.tables import Field
from graph.exports.text import xml
from graph.ontology import ontology
from graph.queries import Row

TYPES = {"string": "string", "integer": "long", "number": "double", "boolean": "boolean"}
HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" version="1.3">
<meta><creator>wushe-graph</creator></meta>
<graph defaultedgetype="directed" mode="dynamic" timeformat="date" timerepresentation="interval">
"""


def write_gexf(graph: Subgraph, folder: Path, sources: Sources) -> None:
    """Write graph.gexf. Things are always visible; an edge from the first to the last day of the year its document was published in."""
    with (folder / "graph.gexf").open("w", encoding="utf-8", newline="\n") as file:
        file.write(HEAD)
        file.writelines(_attributes("node", flat_node_fields()))
        file.writelines(_attributes("edge", flat_edge_fields()))
        file.write("<nodes>\n")
        file.writelines(_node(row) for row in graph.nodes())
        file.write("</nodes>\n<edges>\n")
        file.writelines(_edge(row) for row in graph.edges())
        file.write("</edges>\n</graph>\n</gexf>\n")


def _attributes(owner: str, fields: Iterable[Field]) -> Iterable[str]:
    yield f'<attributes class="{owner}" mode="static">\n'
    for f in fields:
        yield f'<attribute id="{f.name}" title="{f.name}" type="{TYPES[f.type]}"/>\n'
    yield "</attributes>\n"


def _node(row: Row) -> str:
    red, green, blue = colour_of(row)
    colour = f'<viz:color r="{red}" g="{green}" b="{blue}"/>'
    return f'<node id="{xml(row["id"])}" label="{xml(row["name"])}">{_values(flat_node(row))}{colour}</node>\n'


def _edge(row: Row) -> str:
    year, type = year_of(row), str(row["type"])
    time = f' start="{year:04}-01-01" end="{year:04}-12-31"' if year else ""
    ends = f'source="{xml(row["head"])}" target="{xml(row["tail"])}"'
    return f'<edge id="{xml(row["id"])}" {ends} kind="{type}" label="{ontology().zh(type)}"{time}>{_values(flat_edge(row))}</edge>\n'


def _values(data: Row) -> str:
    values = "".join(f'<attvalue for="{name}" value="{xml(value)}"/>' for name, value in data.items())
    return f"<attvalues>{values}</attvalues>"
