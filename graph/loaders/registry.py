"""Registers (CSV, TSV, XLSX, XLS, HTML) → facts: one small document a row, batches of rows as they are read.

Which columns a register has, and what they mean, is in ``mappings/*.toml``. Nothing is guessed silently: each row or cell that could not
be taken, and each column that no mapping knows, is reported with file, sheet, line and reason.
"""

import gc
import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future
from functools import cache
from pathlib import Path

import msgspec
from msgspec import Struct

from graph import codes
from graph.errors import InputError
from graph.facts import encode_facts, join_facts
from graph.loaders.header import Header, Rows, find_header
from graph.loaders.mapping import Forms, forms
from graph.loaders.row_facts import Source
from graph.loaders.rows import RowReader
from graph.loaders.screen import Screen
from graph.loaders.sheet import Table, read_tables
from graph.model import Entity, Facts, Reject
from graph.places import leading_place

# Rows that are read together: what they name together is one record. Part of the facts, so it depends on no number of processors.
BATCH = 1000
# Batches that wait for each other: bounds the memory.
AHEAD = 6
MOST_UNKNOWN = 50
YEAR = re.compile(r"(?:19|20)\d\d(?=\s*年)")
Report = Callable[[Reject], None]


class Piece(Struct, frozen=True):
    """Some data rows of one table, and what was found wrong in and between them before they were read."""

    header: Header
    source: Source
    rows: list[tuple[int, list[str]]]
    said: list[Reject]


def load_registry(path: Path, reject: Report, known: Forms | None = None) -> Iterator[Facts]:
    """The facts of a register, some hundred rows at a time; ``known`` replaces the mappings that ship.

    Raises InputError for a damaged file, and where no sheet has a header that fits a mapping or a required column is missing.
    """
    yield from _facts_of(read_pieces(path, reject, known), reject)


def _facts_of(pieces: Iterable[Piece], reject: Report) -> Iterator[Facts]:
    for piece in pieces:
        facts, said = read_piece(piece)
        for one in said:
            reject(one)
        if facts.documents:
            yield facts


def encode_registry(path: Path, reject: Report, run: Executor, known: Forms | None = None) -> Iterator[bytes]:
    """The same facts as lines of a facts file, rows read by the processes of ``run``; the order is that of the file."""
    waiting: deque[Future[tuple[bytes, list[Reject]]]] = deque()
    for piece in read_pieces(path, reject, known):
        waiting.append(run.submit(_encode_piece, piece))
        if len(waiting) > AHEAD:
            yield _take(waiting.popleft(), reject)
    while waiting:
        yield _take(waiting.popleft(), reject)


def _take(job: "Future[tuple[bytes, list[Reject]]]", reject: Report) -> bytes:
    data, said = job.result()
    for one in said:
        reject(one)
    return data


def _encode_piece(piece: Piece) -> tuple[bytes, list[Reject]]:
    _settle()
    # What a piece makes is gone with it; a collector that looks through it meanwhile costs a tenth of the time.
    gc.disable()
    try:
        facts, said = read_piece(piece)
        return encode_facts(facts), said
    finally:
        gc.enable()


@cache
def _settle() -> None:
    """Load the divisions for good: the garbage collector, which would go through them again and again, leaves them alone (a third
    of the time)."""
    leading_place("北京市")
    gc.freeze()


def read_piece(piece: Piece) -> tuple[Facts, list[Reject]]:
    """The facts of the rows, and all that was wrong in the order of the lines."""
    said = list(piece.said)
    reader = RowReader(piece.header, piece.source, said.append)
    facts = merge_batch(facts for line, cells in piece.rows if (facts := reader.read(line, cells)))
    return facts, sorted(said, key=lambda r: r.line)


def read_pieces(path: Path, reject: Report, known: Forms | None = None) -> Iterator[Piece]:
    """The data rows of every sheet that has a known header. Raises InputError as ``load_registry`` does."""
    known = known or forms()
    understood = 0
    sheets: list[str] = []
    for table in read_tables(path):
        header, rows = _find_header(table, known, path)
        if header is None:
            sheets.append(table.sheet)
            continue
        understood += 1
        yield from _cut(table, header, rows, _source(path, table, header))
    if not understood:
        raise InputError(f"{path.name}：前十行里没有认得的表头；请核对表头的写法，或用 run.py registry 得到一份映射文件的草稿，改好再读")
    for sheet in sheets:
        reject(Reject(path.name, sheet, 0, "", "", "这张工作表没有认得的表头，没有读"))


def table_facts(path: Path, table: Table, reject: Report) -> list[Facts]:
    """The facts of a table that stands in a report, where its header fits a mapping with all required columns; nothing otherwise."""
    try:
        header, rows = find_header(table, forms())
    except InputError:
        return []
    return list(_facts_of(_cut(table, header, rows, _source(path, table, header)), reject)) if header else []


def _find_header(table: Table, known: Forms, path: Path) -> tuple[Header | None, Rows]:
    try:
        return find_header(table, known)
    except InputError as error:
        sheet = f"（工作表 {table.sheet}）" if table.sheet else ""
        message = str(error)
        raise InputError(message if message.startswith(path.name) else f"{path.name}{sheet}：{message}") from error


def _cut(table: Table, header: Header, rows: Rows, source: Source) -> Iterator[Piece]:
    said = [Reject(source.file, source.sheet, header.line, name, "", reason) for name, reason in unread_columns(header)]
    names = {c.field: c.header for c in header.columns}

    def say(line: int, field: str, value: str, reason: str) -> None:
        said.append(Reject(source.file, source.sheet, line, names.get(field, field), codes.mask_personal(value)[:200], reason))

    screen = Screen(table, header, say)
    batch: list[tuple[int, list[str]]] = []
    for row in screen.rows(rows):
        batch.append(row)
        if len(batch) == BATCH:
            yield Piece(header, source, batch, said)
            batch, said = [], []
    screen.finish()
    yield Piece(header, source, batch, said)


def unread_columns(header: Header) -> Iterator[tuple[str, str]]:
    """The columns that are not read, and why; of very many the first are named and the others counted."""
    headers = {c.header for c in header.columns}
    for index, name in header.unknown[:MOST_UNKNOWN]:
        twice, layout = name in headers, header.mapping.layout
        reason = "与前面的列重名，只读了前一列" if twice else f"没有映射，没有读；需要时请写进映射文件 {layout}.toml"
        yield name, f"第 {index + 1} 列{reason}"
    if len(header.unknown) > MOST_UNKNOWN:
        yield "", f"另有 {len(header.unknown) - MOST_UNKNOWN} 列没有映射，没有读"


def _source(path: Path, table: Table, header: Header) -> Source:
    """What the lines above the header say: the table's title, its place and its year."""
    title = next((t for t in header.above if len(t) > 4), "")
    place = leading_place(title or path.stem).code
    year = YEAR.search(" ".join((*header.above, path.stem)))
    name = re.sub(r"\s+", "", title) or header.mapping.title
    return Source(path.name, table.sheet, name, (place,) if place else (), year[0] if year else None)


def merge_batch(batch: Iterable[Facts]) -> Facts:
    """The facts of some rows; entities of one id are one record with the evidence of all."""
    facts = join_facts(batch)
    found: dict[str, list[Entity]] = {}
    for entity in facts.entities:
        found.setdefault(entity.id, []).append(entity)
    return msgspec.structs.replace(facts, entities=tuple(_merge(same) for same in found.values()))


def _merge(same: list[Entity]) -> Entity:
    if len(same) == 1 or (same[0].id.startswith("place:") and not any(e.evidence for e in same)):
        return same[0]
    attrs = {k: v for e in reversed(same) for k, v in e.attrs.items()}
    names = dict.fromkeys(n for e in same for n in (e.name, *e.aliases))
    aliases = tuple(n for n in names if n != same[0].name)
    evidence = tuple(v for e in same for v in e.evidence)
    return msgspec.structs.replace(same[0], attrs=attrs, aliases=aliases, evidence=evidence)
