"""Which lines of a table are data: fills merged cells, leaves out notes, totals and repeated headers, checks totals and doubled codes."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator

from graph import codes
from graph.loaders.cells import clean, parse
from graph.loaders.header import JOINED, Header, Place, Rows
from graph.loaders.mapping import header_key
from graph.loaders.seen import Seen
from graph.loaders.sheet import Table

# Line, column, value and reason of what is wrong with a line.
Say = Callable[[int, str, str, str], None]
# Types whose merged cells mean every row under them.
FILLED = ("place", "division", "document_number")
# Lines below the rows that say something about the table.
NOTE = re.compile(
    r"^(?:注|备注|附注|说明|填表说明|填报说明|制表|制表人|填表人|填报人|填报单位|审核人|单位负责人|数据来源|统计时间)\s*(?:[:：.．\d(（]|$)"
)
TOTAL = re.compile(r"^[（(]?(?:全.{1,3}|本.{1,3}|.{1,8}[省市区县旗州盟])?(?:合\s*计|总\s*计|小\s*计|共\s*计|总\s*数)[)）]?[:：]?$")
PARTIAL = re.compile(r"小|本页")


class Screen:
    """Goes through the lines of one table. What it finds goes to ``say`` in the order of the lines; see ``finish``."""

    def __init__(self, table: Table, header: Header, say: Say) -> None:
        self._header, self._say = header, say
        self._filler = _Filler(table, header)
        self._totals = _Totals(header, say)
        self._repeats = _Repeats(header, say)
        self._first = header.columns[0]
        self._keys = header.keys | {part for key in header.keys for part in key.split(JOINED)}
        self._after_header = False

    def rows(self, rows: Rows) -> Iterator[tuple[int, list[str]]]:
        """The data rows, merged place and document cells filled down."""
        width = self._header.width
        for line, cells in rows:
            if line in self._filler.wide or not any(cells) or self._is_header(cells) or self._is_note(line, cells):
                continue
            if len(cells) > width and any(c.strip() for c in cells[width:]):
                extra = "，".join(c for c in cells[width:] if c.strip())
                self._say(line, f"第 {width + 1} 列", extra, "比表头多出的单元格（这一行可能错列）")
            cells = self._filler.fill(line, cells)
            self._totals.add(cells)
            if not self._repeats.is_repeated(line, cells):
                yield line, cells

    def finish(self) -> None:
        """Check the totals that stood above the rows they sum up."""
        self._totals.finish()

    def _is_header(self, cells: list[str]) -> bool:
        """Whether the header stands here once more; its second row only follows its first."""
        at = self._first.index
        if not self._after_header and not (len(cells) > at and header_key(cells[at]) in self._keys):
            return False
        keys = {header_key(c) for c in cells if c.strip()}
        self._after_header = len(keys & self._keys) * 2 > len(keys)
        return self._after_header

    def _is_note(self, line: int, cells: list[str]) -> bool:
        lead = next((c for c in cells if c and not c.isspace()), "").strip()
        if NOTE.match(lead) and sum(bool(c.strip()) for c in cells) <= 2:
            return True
        if any(c.strip(" )）:：\u3000")[-1:] in ("计", "数") and TOTAL.match(c.strip()) for c in cells[:4] if c):
            self._totals.state(line, cells)
            return True
        return False


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
    """Adds up the columns of numbers, so that a line 合计 can be checked: against all rows above it, those since the last total, or,
    where it stands first, all rows below it. A column with a number that cannot be read is not checked: that cell is reported."""

    def __init__(self, header: Header, say: Say) -> None:
        columns = header.mapping.columns
        self._columns = {c: columns[c.field] for c in header.columns if columns[c.field].type in ("integer", "number", "money")}
        self._say = say
        self._all = {c.field: 0.0 for c in self._columns}
        self._last = dict(self._all)
        self._rows = 0
        self._above: list[tuple[int, list[str]]] = []

    def add(self, cells: list[str]) -> None:
        """Count a row."""
        self._rows += 1
        width = len(cells)
        for c in [c for c in self._columns if c.index < width and cells[c.index]]:
            value = self._value(c, cells[c.index])
            if value is None:
                del self._columns[c]
            else:
                self._all[c.field] += value
                self._last[c.field] += value

    def state(self, line: int, cells: list[str]) -> None:
        """A line with totals; 小计 and 本页合计 are parts of another total and not checked."""
        if any(PARTIAL.search(c) and TOTAL.match(c.strip()) for c in cells[:4]):
            return
        if not self._rows:
            self._above.append((line, cells))
            return
        self._check(line, cells, self._all, self._last)
        self._last = dict.fromkeys(self._last, 0.0)

    def finish(self) -> None:
        """The rows are over: check the first total that stood above them (the second may be one of its parts)."""
        for line, cells in self._above[:1]:
            self._check(line, cells, self._all)

    def _check(self, line: int, cells: list[str], *sums: dict[str, float]) -> None:
        for c in self._columns:
            stated = self._value(c, cells[c.index]) if c.index < len(cells) and cells[c.index].strip() else None
            if stated is not None and not any(abs(stated - s[c.field]) <= 0.005 + 1e-9 * abs(stated) for s in sums):
                self._say(line, c.field, cells[c.index], f"合计与各行之和 {self._shown(c, sums[0][c.field])} 不符")

    def _shown(self, place: Place, value: float) -> str:
        """A sum in the unit that the header of its column names."""
        column = self._columns[place]
        one = codes.amount("1", place.unit or column.unit) if column.type == "money" else None
        return f"{value / (one.yuan if one and one.yuan else 1):,.10g}"

    def _value(self, place: Place, text: str) -> float | None:
        """The number in a cell, money in yuan; 0 for an empty one, None for one that cannot be read."""
        column = self._columns[place]
        try:
            value = parse(column.type, clean(text) or "0", place.unit or column.unit)
        except ValueError:
            return None
        if isinstance(value, codes.Amount):
            return value.yuan
        return float(value) if isinstance(value, (int, float)) else 0.0


class _Repeats:
    """Finds rows with a code that an earlier row has, of the same year where the table has a column of years. The first row counts; rows
    that miss a required cell take no code."""

    def __init__(self, header: Header, say: Say) -> None:
        places = {c.field: c.index for c in header.columns}
        self._code = places.get("uscc") if header.mapping.label == "ORG" and not header.mapping.repeats else None
        self._year = places.get("year")
        self._required = [places[f] for f in header.mapping.required]
        self._say = say
        self._seen = Seen()

    def is_repeated(self, line: int, cells: list[str]) -> bool:
        """Whether this row's code was there before, which is reported."""
        if self._code is None or len(cells) <= self._code or not cells[self._code]:
            return False
        code = codes.code_characters(cells[self._code])
        if any(not clean(cells[i]) for i in self._required if i < len(cells)):
            return False
        year = clean(cells[self._year]) if self._year is not None and self._year < len(cells) else ""
        first = self._seen.first((code, year), line)
        if first == line or not codes.uscc(code):
            return False
        same = "统一社会信用代码和年度" if year else "统一社会信用代码"
        self._say(line, "uscc", code, f"与第 {first} 行的{same}相同，这一行没有读")
        return True
