"""Excel: one workbook, a sheet a table, Chinese headings that stay in sight, names beside ids."""

from collections.abc import Iterable
from pathlib import Path

import msgspec
import xlsxwriter
from xlsxwriter.exceptions import XlsxWriterException
from xlsxwriter.format import Format as CellFormat
from xlsxwriter.worksheet import Worksheet

from graph.exports.folder import FORMULA
from graph.exports.sources import Sources
from graph.exports.subgraph import Subgraph
from graph.exports.tables import Field, evidence_fields, tables
from graph.exports.text import clean
from graph.ontology import ontology
from graph.queries import Row

# What a sheet and a cell can hold.
ROWS = 1_048_575
CELL = 32_767
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
    sheet, line, number = _sheet(book, title, fields, formats[0]), 0, 1
    for row in rows:
        if line == ROWS:
            number, line = number + 1, 0
            sheet = _sheet(book, f"{title}{number}", fields, formats[0])
        line += 1
        for column, field in enumerate(fields):
            _put(sheet, line, column, _shown(field.name, row), formats[1])


def _sheet(book: "xlsxwriter.Workbook", title: str, fields: tuple[Field, ...], head: CellFormat) -> "Worksheet":
    sheet = book.add_worksheet(title)
    sheet.freeze_panes(1, 0)
    for column, field in enumerate(fields):
        sheet.set_column(column, column, WIDTHS.get(field.name, WIDTH))
        sheet.write_string(0, column, field.zh, head)
    return sheet


def _shown(name: str, row: Row) -> object:
    value = row.get(name)
    if name in WORDS and isinstance(value, str):
        # "other" is another word for a place than for an organisation
        node = ontology().node.get(str(row.get("label"))) if name == "kind" else None
        return node.kinds.get(value, value) if node else ontology().zh(value)
    return "|".join(map(str, value)) if isinstance(value, list) else value


def _put(sheet: "Worksheet", row: int, column: int, value: object, text: CellFormat) -> None:
    if value is None or value == "":
        return
    if isinstance(value, bool):
        sheet.write_boolean(row, column, value)
    elif isinstance(value, int | float):
        sheet.write_number(row, column, value)
    else:
        words = clean(str(value))[:CELL]
        # A text that begins like a formula says of itself that it is text, also when it is edited.
        sheet.write_string(row, column, words, *([text] if words.startswith(FORMULA) else []))
