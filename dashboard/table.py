"""Answers as tables: on the page with words instead of codes, and as a CSV file with everything."""

import csv
import io
from collections.abc import Sequence
from itertools import combinations
from typing import Any

import pandas as pd
import streamlit as st

from dashboard import text
from dashboard.language import say
from graph.exports.folder import FORMULA
from graph.queries import Column, Row, percents
from graph.sheets import workbook

# Rows drawn at once; the file has them all.
ROWS = 2000
# Columns of long text come last and are wide.
LONG = ("quote", "text", "about", "scope")
# What says how sure a row is stands behind what it says.
LATE = ("score", "sources", "said_by")
ROW_HEIGHT = 35


def shown(columns: Sequence[Column], rows: Sequence[Row]) -> list[Column]:
    """The columns that people read: no ids, none that is empty; what says the same in all rows comes late, long texts last.

    A column that shares its words with another stays where it is: the five of a town stand side by side, also where all towns lack one.
    """
    kept = [c for c in columns if not hidden(c) and any(row[c.name] not in ("", None, []) for row in rows)]
    said = {c.name: {str(row[c.name]) for row in rows} for c in kept if any(isinstance(row[c.name], str) for row in rows)}
    family = {c.name for a, b in combinations(kept, 2) for c in (a, b) if said.get(a.name, set()) & said.get(b.name, set()) - {""}}
    same = {c.name for c in kept if c.name not in family and len(rows) > 1 and len({str(row[c.name]) for row in rows}) == 1}
    return sorted(kept, key=lambda c: (c.name.endswith(LONG), (c.name in same and c.name != "unit") or c.name in LATE))


def hidden(column: Column) -> bool:
    """Columns for programs; and the codes, roles and types of things beside the main one, which pictures show as colours."""
    beside = column.name.endswith(("_five", "_label", "_code")) and column.title not in ("五社", "类别")
    return column.internal or beside or column.name == "pages"


def without(columns: Sequence[Column], *names: str) -> list[Column]:
    """The columns but for these, which would say the same in every row."""
    return [c for c in columns if c.name not in names]


def only(columns: Sequence[Column], *names: str) -> list[Column]:
    """These columns, in this order."""
    by_name = {c.name: c for c in columns}
    return [by_name[n] for n in names if n in by_name]


def beside(key: str) -> tuple[Any, Any]:
    """Where the table of this key stands, and where what its clicked row says: before a click the table has the whole width."""
    state: Any = st.session_state.get(key)
    if state and state.selection.cells:
        return halves()
    return st.container(), None


def halves() -> tuple[Any, Any]:
    """Where a picture stands, and where what is clicked in it says its evidence."""
    left, right = st.columns([7, 3], gap="medium")
    return left, right.container(border=True)


def show(rows: Sequence[Row], columns: Sequence[Column], key: str, *, height: int = 14, clickable: bool = True) -> Row | None:
    """Draw the rows, at most ``height`` of them without scrolling. The row that was clicked, if any."""
    visible = shown(columns, rows)
    drawn = rows[:ROWS]
    read = [percents(row) for row in drawn]
    frame = pd.DataFrame({say(c.title): [text.readable(c.name, row[c.name]) for row in read] for c in visible})
    event: Any = st.dataframe(
        frame,
        hide_index=True,
        key=key,
        height=ROW_HEIGHT * (min(len(drawn), height) + 1) + 3,
        column_config={say(c.title): _config(c, drawn, 320 if len(visible) < 6 else 200) for c in visible},
        on_select="rerun" if clickable else "ignore",
        selection_mode="single-cell",
        placeholder="",
    )
    if len(rows) > ROWS:
        st.caption(say("共 {n:,} 行，显示前 {shown:,} 行；下载的表里是全部。", n=len(rows), shown=ROWS))
    cells = event.selection.cells if clickable else []
    return drawn[cells[0][0]] if cells and cells[0][0] < len(drawn) else None


def _config(column: Column, rows: Sequence[Row], widest: int) -> Any:
    values = [row[column.name] for row in rows]
    if column.name.endswith(("rate", "score")):
        return st.column_config.TextColumn(alignment="right", width=88)
    if any(isinstance(v, int | float) and not isinstance(v, bool) for v in values):
        return st.column_config.NumberColumn(format="localized", width=max(72, 28 + _pixels(say(column.title))))
    longest = max((_pixels(text.clean(text.readable(column.name, v) or "")) for v in values), default=0)
    return st.column_config.TextColumn(
        width=max(80, min(24 + max(longest, _pixels(say(column.title))), 420 if column.name.endswith(LONG) else widest))
    )


def _pixels(words: str) -> int:
    """How wide a text is; the grid itself takes a Chinese character for as wide as a letter."""
    return sum(15 if c > "\u2e7f" else 9 for c in words)


def csv_bytes(rows: Sequence[Row], columns: Sequence[Column]) -> bytes:
    """All rows and all columns in UTF-8 with the mark that Excel needs; codes stay codes, formulas become text."""
    out = io.StringIO()
    write = csv.writer(out)
    write.writerow([c.title for c in columns])
    write.writerows([[_cell(row[c.name]) for c in columns] for row in rows])
    return out.getvalue().encode("utf-8-sig")


def _cell(value: object) -> object:
    said = "、".join(map(str, value)) if isinstance(value, list) else "" if value is None else value
    return f"'{said}" if isinstance(said, str) and said.startswith(FORMULA) else said


def excel_bytes(rows: Sequence[Row], columns: Sequence[Column]) -> bytes:
    """The same as a workbook, in which numbers are numbers."""
    lines = [[text.plain(v) if isinstance(v := row[c.name], list | bool) else v for c in columns] for row in rows]
    return workbook([("Sheet1", [c.title for c in columns], lines)])


def download(rows: Sequence[Row], columns: Sequence[Column], name: str) -> None:
    """Buttons that make the file only when they are pressed."""
    line = st.container(horizontal=True)
    line.download_button(
        say("下载这张表（CSV，{n:,} 行）", n=len(rows)),
        lambda: csv_bytes(rows, columns),
        f"{name}.csv",
        "text/csv",
        on_click="ignore",
        icon=":material/download:",
    )
    line.download_button("Excel", lambda: excel_bytes(rows, columns), f"{name}.xlsx", on_click="ignore", icon=":material/table_view:")
