"""Excel: one workbook, a sheet a table, Chinese headings that stay in sight, names beside ids."""

import math
from collections.abc import Iterable
from itertools import islice
from pathlib import Path

import msgspec
import xlsxwriter
from xlsxwriter.exceptions import XlsxWriterException
from xlsxwriter.format import Format as CellFormat
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from graph.exports.folder import FORMULA, PIECE
from graph.exports.sources import Sources
from graph.exports.subgraph import Subgraph
from graph.exports.tables import Field, evidence_fields, tables
from graph.exports.text import clean, escaped
from graph.ontology import ontology
from graph.queries import Row

# Rows of a sheet (it can hold 1,048,575 below its headings: whole pieces of them), and characters of a cell.
ROWS, CELL = 1_048_000, 32_767
# Characters; wide enough for most names.
WIDTHS = {"quote": 60, "name": 28, "head_name": 28, "tail_name": 28, "thing_name": 28, "place": 28}
WIDTH = 14
# Columns whose words have Chinese names in the vocabulary.
WORDS = {"label", "kind", "five", "relation", "nature", "head_label", "tail_label", "genre"}


def write_workbook(graph: Subgraph, folder: Path, sources: Sources) -> None:
    """Write graph.xlsx. A table longer than a sheet goes on in the next; a text longer than a cell is cut. Raises OSError."""
    # Row by row into a file: the whole of a province would not fit into memory.
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "tmpdir": str(folder)}
    try:
        with xlsxwriter.Workbook(folder / "graph.xlsx", options) as book:
            head, text = book.add_format({"bold": True, "bg_color": "#E8EEF4"}), book.add_format({"quote_prefix": True})
            for table in tables(graph):
                _write(book, table.zh, table.fields, table.rows(), (head, text))
            _write(book, "证据", evidence_fields(), map(msgspec.structs.asdict, sources), (head, text))
    except XlsxWriterException as error:
        raise OSError(str(error)) from error


def _write(
    book: "xlsxwriter.Workbook", title: str, fields: tuple[Field, ...], rows: Iterable[Row], formats: tuple[CellFormat, ...]
) -> None:
    each, number, line = iter(rows), 1, 0
    sheet = _sheet(book, title, fields, formats[0])
    while piece := list(islice(each, PIECE)):
        if line + len(piece) > ROWS:
            number, line = number + 1, 0
            sheet = _sheet(book, f"{title}{number}", fields, formats[0])
        _put(sheet, line + 1, fields, piece, formats[1])
        line += len(piece)


def _sheet(book: "xlsxwriter.Workbook", title: str, fields: tuple[Field, ...], head: CellFormat) -> "Worksheet":
    sheet = book.add_worksheet(title)
    sheet.freeze_panes(1, 0)
    for column, field in enumerate(fields):
        sheet.set_column(column, column, WIDTHS.get(field.name, WIDTH))
        sheet.write_string(0, column, field.zh, head)
    return sheet


def _column(name: str, rows: list[Row]) -> list[object]:
    """What stands in a column: words of the vocabulary in Chinese, lists in one cell."""
    values = [row.get(name) for row in rows]
    if name in WORDS:
        # "other" is another word for a place than for an organisation
        kinds = ontology().node if name == "kind" else {}
        for i, value in enumerate(values):
            if isinstance(value, str):
                node = kinds.get(str(rows[i].get("label")))
                values[i] = node.kinds.get(value, value) if node else ontology().zh(value)
    if list in set(map(type, values)):
        values = ["|".join(map(str, value)) if isinstance(value, list) else value for value in values]
    return values


def _put(sheet: "Worksheet", first: int, fields: tuple[Field, ...], rows: list[Row], quoted: CellFormat) -> None:
    """Write rows from the row ``first`` on (0 is the headings), as the library would, which takes six times as long cell by cell.

    In constant memory each row of a sheet goes at once into ``row_data_fh``, a file of its own that is copied into the workbook.
    """
    sheet._write_single_row(first)  # the row before, which the library still holds
    sheet._check_dimensions(first + len(rows) - 1, len(fields) - 1)
    numbers = range(first + 1, first + 1 + len(rows))
    columns = []
    for column, field in enumerate(fields):
        values, letters = _column(field.name, rows), xl_col_to_name(column)
        shown = {value: _cell(value, quoted) for value in set(values)}
        if not any(shown.values()):
            continue
        columns.append([f'<c r="{letters}{n}"{cell}' if (cell := shown[value]) else "" for n, value in zip(numbers, values, strict=True)])
    lines = zip(numbers, zip(*columns, strict=True), strict=True)
    sheet.row_data_fh.writelines(f'<row r="{n}">{"".join(cells)}</row>' for n, cells in lines)


def _cell(value: object, quoted: CellFormat) -> str:
    """A cell behind its address; nothing for an empty one."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return f' t="b"><v>{value:d}</v></c>'
    if isinstance(value, int | float) and math.isfinite(value):
        return f"><v>{value!r}</v></c>"
    words = clean(str(value))[:CELL]
    # A text that begins like a formula says of itself that it is text, also when it is edited.
    style = f' s="{quoted._get_xf_index()}"' if words.startswith(FORMULA) else ""
    space = ' xml:space="preserve"' if words != words.strip() else ""
    return f'{style} t="inlineStr"><is><t{space}>{escaped(words)}</t></is></c>'
