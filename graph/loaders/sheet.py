"""Reads tables as rows of text, one at a time: CSV and TSV in any usual encoding, XLSX, XLS, HTML tables saved as .xls."""

import re
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path

import python_calamine
from msgspec import Struct

from graph.errors import InputError
from graph.loaders.archive import check_zip
from graph.loaders.delimited import read_delimited
from graph.loaders.htmltable import read_html_tables

# A sheet is laid out whole, from its first cell to its last: one cell in its far corner would need more memory than there is.
MOST_CELLS = 60_000_000
CHUNK = 1 << 22
_CELL = re.compile(rb'<c [^<>]{0,80}?r="([A-Z]{1,3})(\d{1,7})"')

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
        _refuse_odd_sheets(path)
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


def sheet_names(path: Path) -> list[str]:
    """The names of the sheets of a workbook, without reading them; none where it cannot be opened."""
    try:
        with python_calamine.CalamineWorkbook.from_path(path) as book:
            return list(book.sheet_names)
    except (python_calamine.CalamineError, OSError, zipfile.BadZipFile):
        return []


def _refuse_odd_sheets(path: Path) -> None:
    try:
        with zipfile.ZipFile(path) as archive:
            for name in archive.namelist():
                if name.startswith("xl/worksheets/") and name.endswith(".xml"):
                    _refuse_odd_sheet(archive, name, path)
    except (zipfile.BadZipFile, zlib.error, EOFError) as error:
        raise InputError(f"{path.name}：Excel 文件已损坏（压缩包不完整）；请重新导出后再试") from error


def _refuse_odd_sheet(archive: zipfile.ZipFile, name: str, path: Path) -> None:
    """Refuse a sheet that defines entities or has a cell so far out that its table could not be laid out."""
    bottom, right, rest = 0, 0, b""
    with archive.open(name) as sheet:
        while data := sheet.read(CHUNK):
            data = rest + data
            if not rest and b"<!DOCTYPE" in data[:4096]:
                raise InputError(f"{path.name}：工作簿里有自定义的 XML 实体，不像 Excel 写的，没有读；请用 Excel 打开后另存")
            for found in _CELL.finditer(data):
                bottom, right = max(bottom, int(found[2])), max(right, _column(found[1]))
                if bottom * right > MOST_CELLS:
                    cell = f"{found[1].decode()}{found[2].decode()}"
                    raise InputError(f"{path.name}：单元格 {cell} 离表太远，整张表放不进内存；请删去表外多余的行列，另存后再试")
            rest = data[-200:]


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = 26 * number + letter - 64
    return number


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
