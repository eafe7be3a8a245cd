"""CSV: one file a table, UTF-8 with the mark that Excel needs."""

from pathlib import Path

from graph.exports.folder import write_csv
from graph.exports.sources import Sources
from graph.exports.subgraph import Subgraph
from graph.exports.tables import tables


def write_tables(graph: Subgraph, folder: Path, sources: Sources) -> None:
    """Write answer.csv (for an answer), nodes.csv, edges.csv and indicators.csv; evidence.csv comes with SOURCES.csv."""
    sources.with_evidence = True
    for table in tables(graph):
        write_csv(folder / f"{table.name}.csv", [f.name for f in table.fields], table.rows())
