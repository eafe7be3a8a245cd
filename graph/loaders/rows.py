"""Reads the cells of a register's rows: cleaned, masked, typed; what cannot be taken is reported."""

import re
from collections.abc import Callable

from graph import codes
from graph.loaders.cells import LONG_NUMBER, SHIFTED, Value, clean, is_body, is_shifted, parse
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
        self._cells = [(p.index, p.field, f"{p.header}：", p.unit, c, c.type == "text" and p.field in SHIFTED) for p, c in self.columns]
        self._frame = Frame(
            mapping,
            source,
            tuple((p.field, c) for p, c in self.columns if c.type not in ("text", "place") or c.attr or c.indicator),
            tuple((p.field, c) for p, c in self.columns if c.label),
            ontology().fits(mapping.label, "LOCATED_IN", "PLACE"),
            mapping.label == "ORG" and not {"former_names", "before"}.isdisjoint(p.field for p, _ in self.columns),
            self.say,
        )

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
        values: dict[str, Value] = {
            f: found[f].value if c.type == "text" else self._parse(line, f, c, found, foundation=foundation)
            for f, c in self._frame.typed
            if f in found
        }
        return Row(self._frame, line, found, text, values).facts()

    def say(self, line: int, field: str, value: str, reason: str) -> None:
        """Report a cell of this table; personal numbers in it are masked."""
        masked = codes.mask_personal(value)[:200]
        self._report(Reject(self.source.file, self.source.sheet, line, self._headers.get(field, field), masked, reason))

    def _read_cells(self, line: int, cells: list[str]) -> tuple[dict[str, Cell], str]:
        found: dict[str, Cell] = {}
        parts: list[str] = []
        at, width = 0, len(cells)
        for index, field, label, unit, column, shifts in self._cells:
            value = clean(cells[index]) if index < width and cells[index] else ""
            if not value:
                continue
            if (shifts and is_shifted(field, value)) or column.personal or "\ufffd" in value or len(value) > LONGEST_VALUE:
                value = self._checked(line, field, column, value)
                if not value:
                    continue
            if len(value) > 9 and LONG_NUMBER.search(value) and not (column.type == "uscc" and _is_plain_code(value)):
                value = codes.mask_personal(value)
            start = at + len(label)
            end = start + len(value)
            found[field] = Cell(value, at, start, end, unit)
            parts.append(label + value)
            at = end + 1
        return found, "\n".join(parts)

    def _checked(self, line: int, field: str, column: Column, value: str) -> str:
        """The cell as it may be kept: masked, without natural persons; empty where it holds another column's value."""
        if "\ufffd" in value:
            self.say(line, field, value, "有无法识别的字符，请检查文件的编码")
        if column.type == "text" and field in SHIFTED and is_shifted(field, value):
            self.say(line, field, value, "像是别的列的值（这一行可能错列），没有读这一格")
            return ""
        if column.personal == "people":
            value = "、".join(n for n in re.split(r"[、,，;；]", value) if is_body(n))
        return value[:LONGEST_VALUE]

    def _parse(self, line: int, field: str, column: Column, found: dict[str, Cell], *, foundation: bool) -> Value:
        cell = found[field]
        try:
            # What the law says of a foundation's size holds for its original fund alone.
            value = parse(column.type, cell.value, cell.unit or column.unit, foundation=foundation and column.attr == "capital")
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


def _is_plain_code(value: str) -> bool:
    """Whether this is a valid USCC that cannot be an ID number: it has a letter."""
    return not value[:17].isdigit() and codes.uscc(value) is not None
