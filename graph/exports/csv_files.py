"""CSV: one file a table, UTF-8 with the mark that Excel needs."""

from pathlib import Path

from graph.exports.folder import write_csv
from graph.exports.sources import Sources
from graph.exports.subgraph import Subgraph
from graph.exports.tables import evidence_fields, tables


def write_tables(graph: Subgraph, folder: Path, sources: Sources) -> None:
    """Write answer.csv (for an answer), nodes.csv, edges.csv, indicators.csv and evidence.csv."""
    for table in tables(graph):
        write_csv(folder / f"{table.name}.csv", [f.name for f in table.fields], table.rows())
    names = [f.name for f in evidence_fields()]
    write_csv(folder / "evidence.csv", names, ({name: getattr(said, name) for name in names} for said in sources))
