"""CSV: one file a table, UTF-8 with the mark that Excel needs."""

from pathlib import Path

import msgspec

from graph.exports.folder import write_csv, write_lines
from graph.exports.sources import Said, Sources
from graph.exports.subgraph import Subgraph
from graph.exports.tables import tables


def write_tables(graph: Subgraph, folder: Path, sources: Sources) -> None:
    """Write answer.csv (for an answer), nodes.csv, edges.csv, indicators.csv and evidence.csv."""
    for table in tables(graph):
        write_csv(folder / f"{table.name}.csv", [f.name for f in table.fields], table.rows())
    write_lines(folder / "evidence.csv", Said.__struct_fields__, map(list, map(msgspec.structs.astuple, sources)))
