"""A Ladybug file: an embedded store of this program that holds the subgraph alone."""

from collections import defaultdict
from pathlib import Path

from graph.exports.sources import Sources
from graph.exports.stored import stored_rows
from graph.exports.subgraph import Subgraph
from graph.ontology import ontology
from graph.queries import Row
from graph.stores.embedded import write_rows
from graph.stores.tables import Ends


def write_ladybug(graph: Subgraph, folder: Path, sources: Sources) -> None:
    """Write graph.lbdb, which ``--store`` and ``KG_STORE`` open. All rows are held in memory. Raises OSError."""
    nodes: dict[str, list[Row]] = {label: [] for label in ontology().node}
    edges: dict[Ends, list[Row]] = defaultdict(list)
    for what, row in stored_rows(graph):
        (nodes[what] if isinstance(what, str) else edges[what]).append(row)
    write_rows(folder / "graph.lbdb", nodes, edges)
