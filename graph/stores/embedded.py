"""The embedded store: one Ladybug file, written whole by COPY from Arrow and renamed over the old one.

MERGE in Ladybug 0.22 was seen to lose edges without an error, so nothing is ever changed in place. A reader that has the old file open
sees the new one at its next question.
"""

import os
import threading
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import ladybug
import pyarrow as pa

from graph.errors import QueryError, StoreError
from graph.model import Facts
from graph.ontology import ontology
from graph.queries import Query, Row
from graph.stores.tables import edge_columns, edge_rows, node_columns, node_rows

TYPES = {"string": "STRING", "integer": "INT64", "number": "DOUBLE", "boolean": "BOOLEAN"}
ARROW = {"string": pa.string(), "integer": pa.int64(), "number": pa.float64(), "boolean": pa.bool_()}
LIST = pa.list_(pa.string())
# A quarter of what the engine would take by default (80 % of the memory): the machine has other work.
POOL = 2**31
SIDE_FILES = (".wal", ".shadow", ".tmp", ".lock")


class EmbeddedStore:
    """A graph in one file. Any number of processes may read while another builds the next file."""

    def __init__(self, address: str, *, read_only: bool = False) -> None:
        self.path = Path(address)
        self._lock = threading.RLock()
        self._database: ladybug.Database | None = None
        self._seen: tuple[int, ...] = ()
        if read_only:
            self._open()

    def write(self, facts: Facts) -> None:
        """Build a new file beside the old one and rename it. A kill leaves the old graph or the new one."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        part = self.path.with_name(f"{self.path.name}.{os.getpid()}.part")
        _remove(part)
        try:
            with ladybug.Database(part, buffer_pool_size=POOL) as database, ladybug.Connection(database) as connection:
                for statement in schema():
                    connection.execute(statement)
                _copy(connection, facts)
                connection.execute("CHECKPOINT")
            with self._lock:
                self.close()
                part.replace(self.path)
        except (RuntimeError, OSError) as error:
            raise StoreError(f"{self.path}：图库写不进去（{_first_line(error)}）；请关闭占用它的程序，检查磁盘空间和权限") from error
        finally:
            _remove(part)

    def ask(self, query: Query, **params: object) -> list[Row]:
        """Answer from the file as it stands now. Raises QueryError where the engine refuses the question."""
        connection = ladybug.Connection(self._open())
        try:
            result = connection.execute(query.cypher, {p.name: params.get(p.name, p.default) for p in query.params})
            if isinstance(result, list):
                raise QueryError(f"问题 {query.name} 含有几条语句，应只有一条")
            columns = [c.name for c in query.columns]
            if result.get_column_names() != columns:
                raise QueryError(f"问题 {query.name} 返回的列 {result.get_column_names()} 与声明的 {columns} 不符")
            return [dict(zip(columns, map(_plain, row), strict=True)) for row in _rows(result)]
        except RuntimeError as error:
            raise QueryError(f"问题 {query.name} 无法回答：{_first_line(error)}") from error
        finally:
            connection.close()

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            if self._database is not None:
                self._database.close()
            self._database, self._seen = None, ()

    def _open(self) -> "ladybug.Database":
        """The database as it is on disk now, opened again when the file was replaced."""
        with self._lock:
            try:
                state = self.path.stat()
            except FileNotFoundError as error:
                raise StoreError(f"{self.path}：还没有图库；请先运行 python3 run.py build 资料文件夹") from error
            if not state.st_size:  # the engine would take it for an empty graph
                raise StoreError(f"{self.path}：图库是空文件；请删除后重新运行 build")
            seen = (state.st_dev, state.st_ino, state.st_mtime_ns, state.st_size)
            if self._database is None or seen != self._seen:
                # The old database is not closed: another thread may still be reading from it. It goes when the last reader does.
                try:
                    self._database = ladybug.Database(self.path, read_only=True, buffer_pool_size=POOL)
                except (RuntimeError, OSError) as error:
                    raise StoreError(f"{self.path}：图库打不开（{_first_line(error)}）；请关闭占用它的程序，或删除后重建") from error
                self._seen = seen
            return self._database

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()


def schema() -> Iterator[str]:
    """The statements that create the tables of the vocabulary."""
    words = ontology()
    for label, node in words.node.items():
        columns = ", ".join(f"`{name}` {TYPES[type]}" for name, type in node_columns(label).items())
        yield f"CREATE NODE TABLE {node.node}({columns}, aliases STRING[], PRIMARY KEY (id))"
    for type, edge in words.edge.items():
        pairs = [f"FROM {words.node[h].node} TO {words.node[t].node}" for h in edge.head for t in edge.tail if words.fits(h, type, t)]
        columns = ", ".join(f"`{name}` {TYPES[kind]}" for name, kind in edge_columns(type).items())
        yield f"CREATE REL TABLE {type}({', '.join(pairs)}, {columns})"


def _copy(connection: "ladybug.Connection", facts: Facts) -> None:
    words = ontology()
    for label, rows in node_rows(facts).items():
        columns = node_columns(label)
        table = _arrow(rows, columns).append_column("aliases", pa.array([r["aliases"] for r in rows], LIST))
        _copy_table(connection, words.node[label].node, table, "")
    for (head, type, tail), rows in edge_rows(facts).items():
        table = _arrow(rows, {"head": "string", "tail": "string"} | edge_columns(type))
        _copy_table(connection, type, table, f" (FROM='{words.node[head].node}', TO='{words.node[tail].node}')")


def _arrow(rows: list[Row], columns: dict[str, str]) -> Any:
    return pa.table({name: pa.array([r.get(name) for r in rows], ARROW[type]) for name, type in columns.items()})


def _copy_table(connection: "ladybug.Connection", name: str, table: Any, ends: str) -> None:
    # Empty tables exist already; COPY of none is an error in the engine.
    if table.num_rows:
        connection.execute(f"COPY {name} FROM $rows{ends}", {"rows": table})


def _rows(result: Any) -> Iterator[list[object]]:
    while result.has_next():
        yield result.get_next()


def _plain(value: object) -> object:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, list):
        return [_plain(v) for v in value]
    return value


def _first_line(error: Exception) -> str:
    return str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__


def _remove(path: Path) -> None:
    for name in (path, *(path.with_name(path.name + s) for s in SIDE_FILES)):
        name.unlink(missing_ok=True)
