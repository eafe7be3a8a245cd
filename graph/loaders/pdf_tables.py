"""Ruled tables of PDF pages: the lines are found by pdfplumber, the words in the cells are those that were read already."""

import logging
from collections.abc import Sequence
from pathlib import Path

import pdfplumber
from pdfminer.pdfexceptions import PDFException
from pdfplumber.table import Table

from graph.loaders.columns import Block, Glyph, line_text

# Fewer cells with words are a box around a text; more words in a cell are a page set in boxes.
FEWEST_CELLS = 4
LONGEST_CELL = 400


def ruled_tables(path: Path, number: int, glyphs: Sequence[Glyph]) -> tuple[list[Block], list[Glyph]]:
    """The tables of the page with that number (from 0), and the characters that stand in none of them.

    A page that the finder of lines cannot read has no tables: its words are read as text.
    """
    logging.getLogger("pdfminer").setLevel(logging.ERROR)  # it warns of fonts; their words are read elsewhere
    try:
        with pdfplumber.open(path, pages=[number + 1]) as document:
            found = document.pages[0].find_tables()
    except (PDFException, ValueError, KeyError, IndexError, TypeError):  # pdfminer's own ways to say that a page is odd
        return [], list(glyphs)
    tables: list[Block] = []
    rest = list(glyphs)
    for table in found:
        inside = [g for g in rest if _in(g, table.bbox)]
        if block := _read(table, inside):
            tables.append(block)
            rest = [g for g in rest if not _in(g, table.bbox)]
    return tables, rest


def _read(table: Table, glyphs: list[Glyph]) -> Block | None:
    rows = [[_cell(glyphs, cell) for cell in row.cells] for row in table.rows]
    filled = [c for row in rows for c in row if c]
    if len(rows) < 2 or len(rows[0]) < 2 or len(filled) < FEWEST_CELLS or max(map(len, filled)) > LONGEST_CELL:
        return None
    return Block(*table.bbox, lines=[], rows=rows)


def _cell(glyphs: list[Glyph], box: tuple[float, float, float, float] | None) -> str:
    """The words of one cell; a cell that another one spans is empty."""
    return line_text([g for g in glyphs if _in(g, box)]) if box else ""


def _in(g: Glyph, box: tuple[float, float, float, float]) -> bool:
    return box[0] <= (g.x0 + g.x1) / 2 <= box[2] and box[1] <= g.middle <= box[3]
