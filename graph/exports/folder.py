"""An export is a folder that appears whole or not at all. Tables as CSV."""

import csv
import shutil
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from graph.errors import InputError
from graph.queries import Row

# The first line of README.txt: a folder that does not have it is not ours to replace.
TITLE = "五社图谱导出"
# A spreadsheet takes a cell that begins like this for a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write_csv(path: Path, columns: Sequence[str], rows: Iterable[Row]) -> None:
    """A table in UTF-8 with the mark that Excel needs; cells that a spreadsheet would run as formulas are made text."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        out = csv.writer(file)
        out.writerow(columns)
        out.writerows([cell(row.get(c)) for c in columns] for row in rows)


def cell(value: object) -> object:
    """A value as a cell of a CSV file: nothing for None, | between the parts of a list, an apostrophe before what looks like a formula."""
    if value is None:
        return ""
    if isinstance(value, list):
        value = "|".join(map(str, value))
    if isinstance(value, str):
        value = value.replace("\0", "")
        return f"'{value}" if value.startswith(FORMULA) else value
    return value


def write_folder(folder: Path, fill: Callable[[Path], None], *, force: bool = False) -> Path:
    """Let ``fill`` write into a folder beside the wanted one, then rename it. A break leaves what was there before.

    Raises InputError where the folder exists (with ``force``: where it is no export, which is never replaced) or cannot be written.
    """
    _refuse(folder, force)
    part, old = (folder.with_name(f"{folder.name}.{end}") for end in ("part", "old"))
    try:
        shutil.rmtree(part, ignore_errors=True)
        part.mkdir(parents=True)
        fill(part)
        shutil.rmtree(old, ignore_errors=True)
        if folder.exists():
            folder.replace(old)
        part.replace(folder)
    except OSError as error:
        raise InputError(f"{folder}：写不进去（{error.strerror or error}）；请检查磁盘空间和权限") from error
    finally:
        shutil.rmtree(part, ignore_errors=True)
        shutil.rmtree(old, ignore_errors=True)
    return folder


def _refuse(folder: Path, force: bool) -> None:
    if not folder.exists() and not folder.is_symlink():
        return
    if not force:
        raise InputError(f"{folder}：已经存在；换一个名字，或加 --force 覆盖")
    readme = folder / "README.txt"
    ours = readme.is_file() and readme.read_text("utf-8", "replace").startswith(TITLE)
    if not folder.is_dir() or not (ours or not any(folder.iterdir())):
        raise InputError(f"{folder} 不是本程序的导出，不会覆盖它；换一个名字")
