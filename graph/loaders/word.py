"""A Word file (.docx) → its paragraphs and tables in order, with text boxes and, where Word has written them, pages."""

import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

import docx
from docx.opc.exceptions import PackageNotFoundError
from lxml import etree  # type: ignore[import-untyped]

from graph.errors import InputError
from graph.loaders.archive import check_zip
from graph.loaders.decode import read_whole
from graph.loaders.reading import Grid, Piece

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# What was deleted or moved away, and the second form of a drawing that old programs read.
UNREAD = {f"{WORD}del", f"{WORD}moveFrom", "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"}
BREAKS = {f"{WORD}br": "\n", f"{WORD}cr": "\n", f"{WORD}tab": "\t", f"{WORD}noBreakHyphen": "-"}
LARGEST = 200_000_000  # bytes: pictures are most of it


def read_word(path: Path, name: str) -> tuple[list[Piece], int]:
    """The pieces in order, and the number of pages: 0 where the program that saved the file did not write where they begin.

    Raises InputError for a file that is damaged, locked, of the old format, or without text.
    """
    data = read_whole(path, name, LARGEST)
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        locked = "EncryptedPackage".encode("utf-16-le") in data
        raise InputError(
            f"{name}：Word 文件有打开密码；请去掉密码，另存后再读"
            if locked
            else f"{name}：其实是旧版 Word 文件；请用 Word 或 WPS 另存为 .docx 后再读"
        )
    check_zip(path, name, "Word 文件")
    try:
        body = docx.Document(str(path)).element.body
    except (PackageNotFoundError, zipfile.BadZipFile, zlib.error, KeyError, ValueError, etree.XMLSyntaxError, OSError) as error:
        raise InputError(f"{name}：不是完整的 Word 文件，打不开；请用 Word 或 WPS 另存后再读") from error
    reader = _Reader()
    pieces = list(reader.pieces(body))
    if not any(p.grid or p.text.strip() for p in pieces):
        pictures = any("media/" in m.filename for m in zipfile.ZipFile(path).infolist())
        what = "只有图片，没有文字；请换成带文字的版本，或把图片另存后读" if pictures else "没有文字；请检查是不是空白文件"
        raise InputError(f"{name}：{what}")
    return pieces, reader.page if reader.page > 1 else 0


class _Reader:
    """Walks the body; ``page`` is the page that it has come to."""

    def __init__(self) -> None:
        self.page, self.tables = 1, 0

    def pieces(self, parent: etree._Element) -> Iterator[Piece]:
        for child in parent:
            if child.tag == f"{WORD}p":
                yield from self._paragraph(child)
            elif child.tag == f"{WORD}tbl":
                yield self._table(child)
            elif child.tag not in UNREAD:  # content controls and marked changes hold paragraphs of their own
                yield from self.pieces(child)

    def _paragraph(self, paragraph: etree._Element) -> Iterator[Piece]:
        boxes: list[etree._Element] = []
        parts: dict[int, str] = {}
        for text in self._words(paragraph, boxes):
            parts[self.page] = parts.get(self.page, "") + text
        parts = {page: text for page, text in parts.items() if text.strip()}
        for page, text in parts.items():
            yield Piece(page, text, joined=page != next(iter(parts)))
        for box in boxes:
            yield from self.pieces(box)

    def _words(self, parent: etree._Element, boxes: list[etree._Element]) -> Iterator[str]:
        for child in parent:
            if child.tag == f"{WORD}t":
                yield child.text or ""
            elif child.tag in BREAKS:
                yield BREAKS[child.tag] if child.get(f"{WORD}type") is None else ""
            elif child.tag == f"{WORD}lastRenderedPageBreak":
                self.page += 1
            elif child.tag == f"{WORD}txbxContent":
                boxes.append(child)
            elif child.tag not in UNREAD:
                yield from self._words(child, boxes)

    def _table(self, table: etree._Element) -> Piece:
        self.tables += 1
        page = self.page
        rows: list[list[str]] = []
        tops: dict[int, int] = {}  # column → the line where the cell begins that goes on downwards there
        merged: dict[tuple[int, int], int] = {}
        for line, row in enumerate((r for r in table.iter(f"{WORD}tr") if _nearest(r, "tbl") is table), 1):
            cells: list[str] = []
            for cell in (c for c in row.iter(f"{WORD}tc") if _nearest(c, "tr") is row):
                goes_on = cell.find(f"{WORD}tcPr/{WORD}vMerge")
                if goes_on is None or goes_on.get(f"{WORD}val") == "restart":
                    tops[len(cells)] = line
                else:
                    merged[tops.get(len(cells), line), len(cells)] = line
                cells += [self._cell(cell), *[""] * (_span(cell) - 1)]
            rows.append(cells)
        spans = tuple(((top, column), (bottom, column)) for (top, column), bottom in merged.items())
        return Piece(page, grid=Grid(f"表 {self.tables}", rows, spans))

    def _cell(self, cell: etree._Element) -> str:
        paragraphs = ("".join(self._words(p, [])) for p in cell.iter(f"{WORD}p"))
        return "\n".join(p for p in paragraphs if p.strip())


def _nearest(element: etree._Element, name: str) -> etree._Element | None:
    return next(element.iterancestors(f"{WORD}{name}"), None)


def _span(cell: etree._Element) -> int:
    """How many columns a cell is wide."""
    span = cell.find(f"{WORD}tcPr/{WORD}gridSpan")
    width = span.get(f"{WORD}val", "1") if span is not None else "1"
    return min(int(width), 100) if width.isdigit() else 1
