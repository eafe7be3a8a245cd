"""Reads the cells of a register's rows: cleaned, masked, typed; what cannot be taken is reported."""

import re
from collections.abc import Callable

from graph import codes
from graph.loaders.cells import LONG_NUMBER, Value, clean, is_body, is_shifted, parse
from graph.loaders.header import Header
from graph.loaders.mapping import Column
from graph.loaders.row_facts import Cell, Frame, Row, Source
from graph.model import Facts, Reject
from graph.ontology import ontology

LONGEST_VALUE = 5_000

Report = Callable[[Reject], None]


class RowReader:
    """Reads the rows under one header. What a cell or row holds that cannot be taken goes to ``report``."""

    def __init__(self, header: Header, source: Source, report: Report) -> None:
        mapping = header.mapping
        self.mapping, self.source, self._report = mapping, source, report
        fields = [(p, mapping.columns[p.field]) for p in header.columns]
        self.columns = tuple((p, c) for p, c in fields if c.personal != "drop")
        self._headers = {p.field: p.header for p in header.columns}
        self._frame = Frame(
            mapping,
            source,
            tuple((p.field, c) for p, c in self.columns if c.type not in ("text", "place") or c.attr or c.indicator),
            tuple((p.field, c) for p, c in self.columns if c.label),
            ontology().fits(mapping.label, "LOCATED_IN", "PLACE"),
            self.say,
        )
        self._lines_by_code: dict[str, int] = {}

    def read(self, line: int, cells: list[str]) -> Facts | None:
        """The facts of one row, or None where it was rejected as a whole."""
        found, text = self._read_cells(line, cells)
        if not found:  # a note below the table, or nothing but a running number
            return None
        missing = [f for f in self.mapping.required if f not in found]
        if missing:
            self.say(line, missing[0], "", "必填的列是空的，整行没有读")
            return None
        foundation = self._is_foundation(found)
        values = {f: self._parse(line, f, c, found, foundation=foundation) for f, c in self._frame.typed if f in found}
        if self._is_repeated(line, values.get("uscc")):
            return None
        return Row(self._frame, line, found, text, values).facts()

    def say(self, line: int, field: str, value: str, reason: str) -> None:
        """Report a cell of this table; personal numbers in it are masked."""
        masked = codes.mask_personal(value)[:200]
        self._report(Reject(self.source.file, self.source.sheet, line, self._headers.get(field, field), masked, reason))

    def _read_cells(self, line: int, cells: list[str]) -> tuple[dict[str, Cell], str]:
        found: dict[str, Cell] = {}
        parts: list[str] = []
        at, width = 0, len(cells)
        for place, column in self.columns:
            value = clean(cells[place.index]) if place.index < width and cells[place.index] else ""
            if value:
                value = self._checked(line, place.field, column, value)
            if not value:
                continue
            part = f"{place.header}：{value}"
            end = at + len(part)
            found[place.field] = Cell(value, at, end - len(value), end, place.unit)
            parts.append(part)
            at = end + 1
        return found, "\n".join(parts)

    def _checked(self, line: int, field: str, column: Column, value: str) -> str:
        """The cell as it may be kept: masked, without natural persons; empty where it holds another column's value."""
        if "\ufffd" in value:
            self.say(line, field, value, "有无法识别的字符，请检查文件的编码")
        if column.type == "text" and is_shifted(field, value):
            self.say(line, field, value, "像是别的列的值（这一行可能错列），没有读这一格")
            return ""
        if column.personal == "people":
            value = "、".join(n for n in re.split(r"[、,，;；]", value) if is_body(n))
        if LONG_NUMBER.search(value):
            value = codes.mask_personal(value)
        return value[:LONGEST_VALUE]

    def _parse(self, line: int, field: str, column: Column, found: dict[str, Cell], *, foundation: bool) -> Value:
        cell = found[field]
        try:
            value = parse(column.type, cell.value, cell.unit or column.unit, foundation=foundation)
        except ValueError as error:
            self.say(line, field, cell.value, str(error))
            return None
        if isinstance(value, codes.Amount):
            if value.note:
                self.say(line, field, cell.value, value.note)
            return value.yuan
        return value

    def _is_foundation(self, found: dict[str, Cell]) -> bool:
        if self.mapping.kind == "foundation":
            return True
        kind, code = found.get("type"), found.get("uscc")
        return kind.value == "基金会" if kind else bool(code and code.value.startswith("53"))

    def _is_repeated(self, line: int, code: Value) -> bool:
        if not isinstance(code, str) or self.mapping.label != "ORG":
            return False
        first = self._lines_by_code.setdefault(code, line)
        if first != line:
            self.say(line, "uscc", code, f"与第 {first} 行的统一社会信用代码相同，这一行没有读")
        return first != line
