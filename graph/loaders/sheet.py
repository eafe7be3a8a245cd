"""Reads tables as rows of text, one at a time: CSV and TSV in any usual encoding, XLSX, XLS, HTML tables saved as .xls."""

import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path

import python_calamine
from msgspec import Struct

from graph.errors import InputError
from graph.loaders.archive import check_zip
from graph.loaders.delimited import read_delimited
from graph.loaders.htmltable import read_html_tables

Merge = tuple[tuple[int, int], tuple[int, int]]


class Table(Struct, frozen=True):
    """One sheet. ``rows`` gives line number (from 1) and cells; ``merged`` the merged ranges as (line, column) of both corners,
    columns from 0."""

    sheet: str
    rows: Iterator[tuple[int, list[str]]]
    merged: tuple[Merge, ...] = ()


def read_tables(path: Path) -> Iterator[Table]:
    """The sheets of a file, in order. Raises InputError where the file is damaged, protected, or no table."""
    with path.open("rb") as file:
        head = file.read(4096)
    if not head.strip():
        raise InputError(f"{path.name}：文件是空的")
    if head.startswith(b"PK"):
        check_zip(path, path.name, "Excel 文件")
        yield from _read_workbook(path)
    elif head.startswith(b"\xd0\xcf\x11\xe0"):
        yield from _read_workbook(path)
    elif head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        for sheet, rows, merged in read_html_tables(path):
            yield Table(sheet, iter(rows), merged)
    elif path.suffix.lower() in (".xlsx", ".xls"):
        raise InputError(f"{path.name}：不是有效的 Excel 文件，可能下载不完整；请重新导出后再试")
    else:
        yield Table("", read_delimited(path))


def _read_workbook(path: Path) -> Iterator[Table]:
    try:
        with python_calamine.CalamineWorkbook.from_path(path) as book:
            for meta in book.sheets_metadata:
                if meta.typ == python_calamine.SheetTypeEnum.WorkSheet:
                    sheet = book.get_sheet_by_name(meta.name)
                    if sheet.height:
                        yield Table(meta.name, _sheet_rows(sheet), _merges(sheet))
    except python_calamine.PasswordError as error:
        raise InputError(f"{path.name}：工作簿有密码；请去掉密码后再试") from error
    except (python_calamine.CalamineError, OSError, zipfile.BadZipFile) as error:
        raise InputError(f"{path.name}：不是有效的 Excel 文件（{error}）；请重新导出后再试") from error


def _sheet_rows(sheet: python_calamine.CalamineSheet) -> Iterator[tuple[int, list[str]]]:
    left = [""] * (sheet.start or (0, 0))[1]
    for line, row in enumerate(sheet.iter_rows(), 1):
        yield line, left + [v if isinstance(v, str) else cell_text(v) for v in row]


def _merges(sheet: python_calamine.CalamineSheet) -> tuple[Merge, ...]:
    return tuple(((a + 1, b), (c + 1, d)) for (a, b), (c, d) in sheet.merged_cell_ranges or ())


def cell_text(value: float | str | bool | time | date | datetime | timedelta) -> str:
    """A cell as a reader sees it. A whole number of more than 15 digits was rounded by the spreadsheet and shows that (5.31E+17)."""
    match value:
        case bool():
            return "是" if value else ""
        case float() if value.is_integer():
            return str(int(value)) if abs(value) < 1e15 else f"{value:.14E}"
        case datetime() if value.time() == time():
            return value.date().isoformat()
        case datetime():
            return value.isoformat(" ", "seconds")
        case _:
            return str(value)
