"""Registers (CSV, TSV, XLSX, XLS, HTML) → facts: one small document a row, batches of rows as they are read.

Which columns a register has, and what they mean, is in ``mappings/*.toml``. Nothing is guessed silently: each row or cell that could not
be taken, and each column that no mapping knows, is reported with file, sheet, line and reason.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import msgspec

from graph.errors import InputError
from graph.facts import join_facts
from graph.loaders.header import Header, Rows, find_header
from graph.loaders.mapping import Forms, forms, header_key
from graph.loaders.row_facts import Source
from graph.loaders.rows import RowReader
from graph.loaders.sheet import Table, read_tables
from graph.model import Entity, Facts, Reject
from graph.places import leading_place

# Types whose merged cells mean every row under them.
FILLED = ("place", "division", "document_number")
BATCH = 500
MOST_UNKNOWN = 50
# Lines below the rows that say something about the table.
NOTE = re.compile(
    r"^(?:注|备注|附注|说明|填表说明|填报说明|制表|制表人|填表人|填报人|填报单位|审核人|单位负责人|数据来源|统计时间)\s*(?:[:：.．\d(（]|$)"
)
TOTAL = re.compile(r"^[（(]?(?:合\s*计|总\s*计|小\s*计|共\s*计|总\s*数)[)）]?[:：]?$")
YEAR = re.compile(r"(?:19|20)\d\d(?=\s*年)")
Report = Callable[[Reject], None]


def load_registry(path: Path, reject: Report, known: Forms | None = None) -> Iterator[Facts]:
    """The facts of a register, some hundred rows at a time; ``known`` replaces the mappings that ship.

    Raises InputError for a damaged file, and where no sheet has a header that fits a mapping or a required column is missing.
    """
    known = known or forms()
    understood = 0
    sheets: list[str] = []
    for table in read_tables(path):
        header, rows = _find_header(table, known, path)
        if header is None:
            sheets.append(table.sheet)
            continue
        understood += 1
        yield from _read_table(path, table, header, rows, reject)
    if not understood:
        raise InputError(
            f"{path.name}：前十行里没有认得的表头，不知道各列是什么；请核对表头的写法，或按 docs/add-a-source.md 为这种表写一个映射文件"
        )
    for sheet in sheets:
        reject(Reject(path.name, sheet, 0, "", "", "这张工作表没有认得的表头，没有读"))


def table_facts(path: Path, table: Table, reject: Report) -> list[Facts]:
    """The facts of a table that stands in a report, where its header fits a mapping with all required columns; nothing otherwise."""
    try:
        header, rows = find_header(table, forms())
    except InputError:
        return []
    return list(_read_table(path, table, header, rows, reject)) if header else []


def _find_header(table: Table, known: Forms, path: Path) -> tuple[Header | None, Rows]:
    try:
        return find_header(table, known)
    except InputError as error:
        sheet = f"（工作表 {table.sheet}）" if table.sheet else ""
        message = str(error)
        raise InputError(message if message.startswith(path.name) else f"{path.name}{sheet}：{message}") from error


def _read_table(path: Path, table: Table, header: Header, rows: Rows, reject: Report) -> Iterator[Facts]:
    layout, headers = header.mapping.layout, {c.header for c in header.columns}
    for index, name in header.unknown[:MOST_UNKNOWN]:
        reason = "与前面的列重名，只读了前一列" if name in headers else f"没有映射，没有读；需要时请写进映射文件 {layout}.toml"
        reject(Reject(path.name, table.sheet, header.line, name, "", f"第 {index + 1} 列{reason}"))
    if len(header.unknown) > MOST_UNKNOWN:
        reject(Reject(path.name, table.sheet, header.line, "", "", f"另有 {len(header.unknown) - MOST_UNKNOWN} 列没有映射，没有读"))
    reader = RowReader(header, _source(path, table, header), reject)
    batch: list[Facts] = []
    for line, cells in data_rows(table, header, rows, reader):
        facts = reader.read(line, cells)
        if facts:
            batch.append(facts)
        if len(batch) == BATCH:
            yield merge_batch(batch)
            batch = []
    if batch:
        yield merge_batch(batch)


def _source(path: Path, table: Table, header: Header) -> Source:
    """What the lines above the header say: the table's title, its place and its year."""
    title = next((t for t in header.above if len(t) > 4), "")
    place = leading_place(title or path.stem).code
    year = YEAR.search(" ".join((*header.above, path.stem)))
    name = re.sub(r"\s+", "", title) or header.mapping.title
    return Source(path.name, table.sheet, name, (place,) if place else (), year[0] if year else None)


def data_rows(table: Table, header: Header, rows: Rows, reader: RowReader) -> Iterator[tuple[int, list[str]]]:
    """The rows that are data: merged place and document cells filled down; blank lines, notes, totals and repeated headers left out."""
    filler = _Filler(table, header)
    first = header.columns[0].index
    first_name = next(c.header for c in header.columns)
    totals = _Totals(header, reader)
    for line, cells in rows:
        if line in filler.wide or not any(cells):
            continue
        if len(cells) > first and header_key(cells[first]) == header_key(first_name) and _is_header(cells, header):
            continue
        lead = next((c for c in cells if c and not c.isspace()), "").strip()
        if NOTE.match(lead) and sum(bool(c.strip()) for c in cells) <= 2:
            continue
        if any(TOTAL.match(c.strip()) for c in cells[:4]):
            totals.check(line, cells)
            continue
        if len(cells) > header.width and any(c.strip() for c in cells[header.width :]):
            reader.say(line, f"第 {header.width + 1} 列", "，".join(cells[header.width :]), "比表头多出的单元格（这一行可能错列）")
        cells = filler.fill(line, cells)
        totals.add(cells)
        yield line, cells


def _is_header(cells: list[str], header: Header) -> bool:
    keys = {header_key(c) for c in cells if c.strip()}
    return len(keys & header.keys) * 2 > len(keys)


class _Filler:
    """Fills merged cells of place and document columns downwards. ``wide`` are the lines under a merge as wide as the table."""

    def __init__(self, table: Table, header: Header) -> None:
        columns = header.mapping.columns
        fields = {c.index for c in header.columns if columns[c.field].fill or columns[c.field].type in FILLED}
        self.wide: set[int] = set()
        self._from: dict[int, list[tuple[int, int]]] = defaultdict(list)
        self._tops: dict[tuple[int, int], str] = {}
        for (top, left), (bottom, right) in table.merged:
            if right - left + 1 >= max(3, len(header.columns) - 1):
                self.wide.update(range(top, bottom + 1))
            elif bottom > top and left in fields:
                for line in range(top, bottom + 1):
                    self._from[line].append((left, top))

    def fill(self, line: int, cells: list[str]) -> list[str]:
        """The row with the merged cells above it written in."""
        if line not in self._from:
            return cells
        cells = list(cells)
        for column, top in self._from[line]:
            if column < len(cells):
                if line == top:
                    self._tops[column, top] = cells[column]
                elif not cells[column].strip():
                    cells[column] = self._tops.get((column, top), "")
        return cells


class _Totals:
    """Adds up the columns of whole numbers, so that a line 合计 can be checked."""

    def __init__(self, header: Header, reader: RowReader) -> None:
        columns = header.mapping.columns
        self._reader = reader
        self._columns = [c for c in header.columns if columns[c.field].type in ("integer", "number", "money")]
        self._sums = dict.fromkeys((c.index for c in self._columns), 0.0)

    def add(self, cells: list[str]) -> None:
        """Count a row."""
        for c in self._columns:
            if c.index < len(cells) and cells[c.index]:
                self._sums[c.index] += _plain_number(cells[c.index]) or 0.0

    def check(self, line: int, cells: list[str]) -> None:
        """Report where a total differs from the sum of the rows; 小计 is not checked."""
        if any("小" in c for c in cells[:4]):
            return
        for c in self._columns:
            stated = _plain_number(cells[c.index]) if c.index < len(cells) else None
            if stated is not None and abs(stated - self._sums[c.index]) > 0.005 + 1e-9 * abs(stated):
                reason = f"合计与各行之和 {self._sums[c.index]:,.10g} 不符"
                self._reader.say(line, c.field, cells[c.index], reason)


def _plain_number(text: str) -> float | None:
    try:
        return float(text.replace(",", "").replace("，", ""))
    except ValueError:
        return None


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
