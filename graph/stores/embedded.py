"""The embedded store: one Ladybug file, written whole by COPY from Arrow and renamed over the old one.

MERGE in Ladybug 0.22 was seen to lose edges without an error, so nothing is ever changed in place. A reader that has the old file open
sees the new one at its next question; readers take no lock, so that any number of programs read while another builds.
"""

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import ladybug
import pyarrow as pa

from graph.errors import QueryError, StoreError
from graph.facts import content_id
from graph.model import Facts
from graph.ontology import ontology
from graph.queries import Query, Row
from graph.stores.answers import rows_of_table, values_of
from graph.stores.lock import only_writer
from graph.stores.tables import Ends, edge_columns, edge_rows, node_columns, node_rows

TYPES = {"string": "STRING", "integer": "INT64", "number": "DOUBLE", "boolean": "BOOLEAN"}
ARROW = {"string": pa.string(), "integer": pa.int64(), "number": pa.float64(), "boolean": pa.bool_()}
LIST = pa.list_(pa.string())
# The engine would take 80 % of the memory by default: the machine has other work.
POOL = 2**31
# What a row needs while a file is written, which cannot let go of it: a graph of more than two million rows gets more than POOL.
ROW = 1_000
# The engine reserves this much address space for each open file. With its default of 8 TB a process can open fifteen.
ADDRESSES = 2**38
OPENING: dict[str, Any] = {"buffer_pool_size": POOL, "max_db_size": ADDRESSES}
# Rows in one piece of an answer's Arrow table.
CHUNK = 100_000
MAGIC = b"LBUG"
STAMP = "wushe-graph"
SIDE_FILES = (".wal", ".shadow", ".tmp", ".wal.checkpoint")
# What the engine says when the file, not the question, is at fault.
FILE_TROUBLE = ("IO exception", "Storage exception", "Checksum", "Cannot read")
# What it says when an answer does not fit into its memory.
TOO_LARGE = ("Buffer manager", "bad_alloc")
# What the engine's binding raises beside RuntimeError where a damaged file leads it astray.
ASTRAY = (ValueError, IndexError, OverflowError, MemoryError, OSError)
# Windows does not replace a file that somebody has open: there a reader lets go after each question.
KEEP_OPEN = os.name != "nt"


class _Reader:
    """One opened file and how many questions are being answered from it."""

    def __init__(self, path: Path, seen: tuple[int, ...]) -> None:
        self.seen, self.users = seen, 0
        # A nation's graph needs room beside what is held of its file.
        opening = OPENING | {"buffer_pool_size": POOL + path.stat().st_size}
        self.database = ladybug.Database(path, **opening, read_only=True)


class EmbeddedStore:
    """A graph in one file. Threads and processes may ask while another builds the next file."""

    def __init__(self, address: str, *, read_only: bool = False) -> None:
        self.path = Path(address)
        self.read_only = read_only
        self._lock = threading.Lock()
        self._reader: _Reader | None = None
        if read_only:
            with self._reading():
                pass

    def write(self, facts: Facts) -> None:
        """Build a new file beside the old one and rename it over it. A kill leaves the old graph or the new one.

        Raises StoreError where another program writes the same file, where a file of another kind stands there, or the disk refuses.
        """
        if self.read_only:
            raise StoreError(f"{self.path}：图库是只读打开的，不能写")
        nodes, edges = node_rows(facts), edge_rows(facts)
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with only_writer(self.path):
                self._refuse_foreign()
                part = self.path.with_name(f"{self.path.name}.part")
                _remove(part)
                try:
                    _build(part, nodes, edges)
                    self.close()
                    _remove_side_files(self.path)
                    part.replace(self.path)
                finally:
                    _remove(part)
        except (RuntimeError, UnicodeError, OSError, pa.ArrowException) as error:
            raise StoreError(f"{self.path}：图库写不进去（{_first_line(error)}）；请关闭占用它的程序，检查磁盘空间和权限") from error

    def _refuse_foreign(self) -> None:
        """Never write over a file that this program did not make; a damaged graph may be replaced."""
        if not self.path.exists() or (self.path.is_file() and not self.path.stat().st_size):
            return
        foreign = StoreError(f"{self.path} 不是本程序建的图库，不会覆盖它；请换一个文件名")
        if not self.path.is_file():
            raise foreign
        with self.path.open("rb") as file:
            if file.read(len(MAGIC)) != MAGIC:
                raise foreign
        with suppress(RuntimeError, *ASTRAY), ladybug.Database(self.path, **OPENING, read_only=True) as database:
            if not _stamp_of(database).startswith(STAMP):
                raise foreign

    def ask(self, query: Query, **params: object) -> list[Row]:
        """Answer from the file as it stands now. Raises QueryError where the engine refuses the question, StoreError for the file."""
        return list(self.each(query, **params))

    def each(self, query: Query, **params: object) -> Iterator[Row]:
        """The same, the rows made one after the other of what the engine has answered."""
        values = values_of(query, query.cypher, params)
        with self._reading() as database, ladybug.Connection(database) as connection:
            try:
                with _run(connection, query.cypher, values) as result:
                    table = result.get_as_arrow(CHUNK)
            except ASTRAY as error:
                raise _damaged(self.path, error) from error
            except RuntimeError as error:
                if any(word in str(error) for word in TOO_LARGE):
                    raise QueryError(f"问题 {query.name} 的答案太大，内存放不下；请用参数缩小范围，例如只问一个县") from error
                if any(word in str(error) for word in FILE_TROUBLE):
                    raise _damaged(self.path, error) from error
                raise QueryError(f"问题 {query.name} 无法回答：{_first_line(error)}") from error
        return rows_of_table(query, table)

    def state(self) -> str:
        """Which file stands there now."""
        return ".".join(map(str, self._seen()))

    def close(self) -> None:
        """Let go of the file, as soon as the questions that are being answered are done."""
        with self._lock:
            self._retire()

    @contextmanager
    def _reading(self) -> "Iterator[ladybug.Database]":
        """The database as it is on disk now. One that was replaced stays open until the last question to it is answered."""
        with self._lock:
            reader = self._current()
            reader.users += 1
        try:
            yield reader.database
        finally:
            with self._lock:
                reader.users -= 1
                if reader is self._reader and not reader.users and not KEEP_OPEN:
                    self._reader = None
                if reader is not self._reader and not reader.users:
                    reader.database.close()

    def _seen(self) -> tuple[int, ...]:
        try:
            found = self.path.stat()
        except OSError as error:
            raise StoreError(f"{self.path}：还没有图库；请先运行 python3 run.py build 资料文件夹") from error
        return (found.st_dev, found.st_ino, found.st_mtime_ns, found.st_size)

    def _current(self) -> _Reader:
        seen = self._seen()
        if self._reader is None or seen != self._reader.seen:
            self._retire()
            self._reader = self._opened(seen)
        return self._reader

    def _opened(self, seen: tuple[int, ...]) -> _Reader:
        try:
            reader = _Reader(self.path, seen)
            stamp = _stamp_of(reader.database)
        except (RuntimeError, *ASTRAY) as error:
            raise _damaged(self.path, error) from error
        if stamp == _stamp():
            return reader
        reader.database.close()
        if stamp.startswith(STAMP):
            raise StoreError(f"{self.path}：图库由本程序的另一版建成；请重新运行 python3 run.py build")
        raise StoreError(f"{self.path} 不是本程序建的图库，或已损坏；请删除它，再运行 python3 run.py build")

    def _retire(self) -> None:
        if self._reader is not None and not self._reader.users:
            self._reader.database.close()
        self._reader = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()


def schema() -> list[str]:
    """The statements that create the tables of the vocabulary."""
    words, statements = ontology(), []
    for label, node in words.node.items():
        columns = ", ".join(f"`{name}` {TYPES[type]}" for name, type in node_columns(label).items())
        statements.append(f"CREATE NODE TABLE {node.node}({columns}, aliases STRING[], PRIMARY KEY (id))")
    for type, edge in words.edge.items():
        pairs = [f"FROM {words.node[h].node} TO {words.node[t].node}" for h in edge.head for t in edge.tail if words.fits(h, type, t)]
        columns = ", ".join(f"`{name}` {TYPES[kind]}" for name, kind in edge_columns(type).items())
        statements.append(f"CREATE REL TABLE {type}({', '.join(pairs)}, {columns})")
    return statements


def write_rows(path: Path, nodes: dict[str, list[Row]], edges: dict[Ends, list[Row]]) -> None:
    """Write a new file with the rows of ``tables.py``. Raises OSError where the disk refuses; the file is then no graph."""
    try:
        _build(path, nodes, edges)
    except (RuntimeError, UnicodeError, pa.ArrowException) as error:
        raise OSError(_first_line(error)) from error


def _stamp() -> str:
    """What marks a file as ours and as made with this vocabulary; it stands as a comment on the first table."""
    return f"{STAMP} {content_id(*schema())}"


def _stamp_of(database: "ladybug.Database") -> str:
    with ladybug.Connection(database) as connection, _run(connection, "CALL show_tables() RETURN name, comment") as result:
        comments = {str(name): str(comment) for name, comment in result.get_all()}
    return comments.get(_stamped_table(), "")


def _stamped_table() -> str:
    return next(iter(ontology().node.values())).node


def _run(connection: "ladybug.Connection", statement: str, values: dict[str, Any] | None = None) -> Any:
    result = connection.execute(statement, values)
    if isinstance(result, list):
        raise RuntimeError(f"{len(result)} statements where one belongs")
    return result


def _build(part: Path, nodes: dict[str, list[Row]], edges: dict[Ends, list[Row]]) -> None:
    size = sum(map(len, nodes.values())) + sum(map(len, edges.values()))
    opening = OPENING | {"buffer_pool_size": max(POOL, size * ROW)}
    with ladybug.Database(part, **opening) as database, ladybug.Connection(database) as connection:
        for statement in (*schema(), f"COMMENT ON TABLE {_stamped_table()} IS '{_stamp()}'"):
            _run(connection, statement).close()
        for label, rows in nodes.items():
            _copy_nodes(connection, label, rows)
        for ends, rows in edges.items():
            _copy_edges(connection, ends, rows)
        _run(connection, "CHECKPOINT").close()


def _copy_nodes(connection: "ladybug.Connection", label: str, rows: list[Row]) -> None:
    table = _arrow(rows, node_columns(label)).append_column("aliases", pa.array([r["aliases"] for r in rows], LIST))
    node = ontology().node[label].node
    _copy(connection, f"COPY {node} FROM $rows", f"MATCH (n:{node}) RETURN count(n)", table)


def _copy_edges(connection: "ladybug.Connection", ends: Ends, rows: list[Row]) -> None:
    nodes = ontology().node
    head, type, tail = nodes[ends[0]].node, ends[1], nodes[ends[2]].node
    table = _arrow(rows, {"head": "string", "tail": "string"} | edge_columns(type))
    count = f"MATCH (:{head})-[r:{type}]->(:{tail}) RETURN count(r)"
    _copy(connection, f"COPY {type} FROM $rows (FROM='{head}', TO='{tail}')", count, table)


def _arrow(rows: list[Row], columns: dict[str, str]) -> Any:
    return pa.table({name: pa.array([r.get(name) for r in rows], ARROW[type]) for name, type in columns.items()})


def _copy(connection: "ladybug.Connection", statement: str, count: str, table: Any) -> None:
    """Copy the rows and count them: this engine is known to have lost edges in silence (by another statement)."""
    if not table.num_rows:
        return
    _run(connection, statement, {"rows": table}).close()
    with _run(connection, count) as result:
        ((stored,),) = result.get_all()
    if stored != table.num_rows:
        raise RuntimeError(f"{statement}: {table.num_rows} rows given, {stored} stored")


def _damaged(path: Path, error: Exception) -> StoreError:
    return StoreError(f"{path}：图库打不开，可能已损坏（{_first_line(error)}）；请关闭占用它的程序，或删除它后重新 build")


def _first_line(error: Exception) -> str:
    return str(error).strip().splitlines()[0][:200] if str(error).strip() else type(error).__name__


def _remove(path: Path) -> None:
    path.unlink(missing_ok=True)
    _remove_side_files(path)


def _remove_side_files(path: Path) -> None:
    for suffix in SIDE_FILES:
        path.with_name(path.name + suffix).unlink(missing_ok=True)
