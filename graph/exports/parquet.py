"""Parquet: one file a table, for pandas, DuckDB, Spark and R."""

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

import msgspec
import pyarrow as pa
import pyarrow.parquet as pq

from graph.exports.sources import Sources
from graph.exports.subgraph import Subgraph
from graph.exports.tables import Field, evidence_fields, tables
from graph.queries import Row

TYPES = {
    "string": pa.string(), "integer": pa.int64(), "number": pa.float64(), "boolean": pa.bool_(), "list": pa.list_(pa.string()),
}  # fmt: skip
# Rows of one piece of a file.
PIECE = 50_000


def write_parquet(graph: Subgraph, folder: Path, sources: Sources) -> None:
    """Write answer.parquet (for an answer), nodes.parquet, edges.parquet, indicators.parquet and evidence.parquet. Raises OSError."""
    for table in tables(graph):
        _write(folder / f"{table.name}.parquet", table.fields, table.rows())
    _write(folder / "evidence.parquet", evidence_fields(), map(msgspec.structs.asdict, sources))


def _write(path: Path, fields: tuple[Field, ...], rows: Iterable[Row]) -> None:
    schema = pa.schema([pa.field(f.name, TYPES[f.type], metadata={"zh": f.zh}) for f in fields])
    with pq.ParquetWriter(path, schema, compression="zstd") as out:
        for piece in _pieces(iter(rows)):
            columns = [pa.array([_value(f, row.get(f.name)) for row in piece], TYPES[f.type]) for f in fields]
            out.write_table(pa.table(columns, schema=schema))


def _value(field: Field, value: object) -> object:
    """Text that is no UTF-8 in the end would stop the whole file."""
    return value.encode("utf-8", "replace").decode() if field.type == "string" and isinstance(value, str) else value


def _pieces(rows: Iterator[Row]) -> Iterator[list[Row]]:
    while piece := list(islice(rows, PIECE)):
        yield piece
