"""Reads the tables of an HTML page that was saved as .xls: what many office systems export."""

from html.parser import HTMLParser
from pathlib import Path

from graph.loaders.delimited import find_encoding

LARGEST_SPAN = 1000
# Spans of a page that would fill the memory: a wider row, a larger block.
WIDEST, LARGEST_BLOCK = 5_000, 20_000
Rows = list[tuple[int, list[str]]]
Merges = tuple[tuple[tuple[int, int], tuple[int, int]], ...]


def read_html_tables(path: Path) -> list[tuple[str, Rows, Merges]]:
    """Name, rows and merged ranges of each table with rows. A line number is the number of the row in its table."""
    parser = _Tables()
    parser.feed(path.read_text(encoding=find_encoding(path), errors="replace"))
    parser.close()
    return [(f"表{i}", t.rows, tuple(t.merged)) for i, t in enumerate((t for t in parser.tables if t.rows), 1)]


class _Table:
    def __init__(self) -> None:
        self.rows: Rows = []
        self.merged: list[tuple[tuple[int, int], tuple[int, int]]] = []
        self.taken: set[tuple[int, int]] = set()

    def start_row(self) -> None:
        self.rows.append((len(self.rows) + 1, []))

    def add_cell(self, text: str, down: int, across: int) -> None:
        """Put a cell at the next free column; the places that a span covers stay empty."""
        if not self.rows:
            self.start_row()
        line, cells = self.rows[-1]
        while (line, len(cells)) in self.taken:
            cells.append("")
        column = len(cells)
        if column >= WIDEST:
            return
        across = min(across, WIDEST - column)
        down = down if down * across <= LARGEST_BLOCK else 1
        cells += [text] + [""] * (across - 1)
        if down > 1 or across > 1:
            self.merged.append(((line, column), (line + down - 1, column + across - 1)))
            self.taken.update((line + i, column + j) for i in range(1, down) for j in range(across))


class _Tables(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[_Table] = []
        self._cell: list[str] | None = None
        self._span = (1, 1)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self.tables.append(_Table())
        elif not self.tables:
            return
        elif tag == "tr":
            self._end_cell()
            self.tables[-1].start_row()
        elif tag in ("td", "th"):
            self._end_cell()
            spans = dict(attrs)
            self._cell, self._span = [], (_span(spans.get("rowspan")), _span(spans.get("colspan")))
        elif tag == "br" and self._cell is not None:
            self._cell.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th", "tr", "table"):
            self._end_cell()

    def handle_data(self, data: str) -> None:
        if self._cell is not None:
            self._cell.append(data)

    def _end_cell(self) -> None:
        if self._cell is not None and self.tables:
            self.tables[-1].add_cell("".join(self._cell).strip(), *self._span)
        self._cell = None


def _span(text: str | None) -> int:
    return min(int(text), LARGEST_SPAN) if text and text.isdigit() and int(text) else 1
