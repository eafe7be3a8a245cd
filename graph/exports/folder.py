"""An export is a folder that appears whole or not at all. Tables as CSV."""

import csv
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from graph.errors import InputError
from graph.queries import Row

# The first line of README.txt: a folder that does not have it is not ours to replace.
TITLE = "五社图谱导出"
# A spreadsheet takes a cell that begins like this for a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write_csv(path: Path, columns: Sequence[str], rows: Iterable[Row]) -> None:
    """A table in UTF-8 with the mark that Excel needs; cells that a spreadsheet would run as formulas are made text."""
    write_lines(path, columns, ([row.get(c) for c in columns] for row in rows))


def write_lines(path: Path, columns: Sequence[str], lines: Iterable[list[object]]) -> None:
    """The same for rows that are lists in the order of the columns."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        out = csv.writer(file)
        out.writerow(columns)
        out.writerows(map(_cells, lines))


def _cells(line: list[object]) -> list[object]:
    """The cells of a line: nothing for None, | between the parts of a list, an apostrophe before what looks like a formula.

    A loop in one function, as a million lines of twenty cells pass through it.
    """
    for at, value in enumerate(line):
        if value.__class__ is list:
            value = line[at] = "|".join(map(str, value))
        if value.__class__ is str and value:
            if "\0" in value:
                value = line[at] = str(value).replace("\0", "")
            if value[0] in FORMULA:
                line[at] = f"'{value}"
    return line


def write_folder(folder: Path, fill: Callable[[Path], None], *, force: bool = False) -> Path:
    """Let ``fill`` write into a folder beside the wanted one, then rename it. A break leaves what was there before.

    Raises InputError where the folder exists (with ``force``: where it is no export, which is never replaced) or cannot be written.
    """
    _refuse(folder, force)
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(dir=folder.parent, prefix=".export-") as beside:
            new, old = Path(beside) / "new", Path(beside) / "old"
            new.mkdir()
            fill(new)
            _swap(folder, new, old)
    except OSError as error:
        raise InputError(f"{folder}：写不进去（{error.strerror or error}）；请检查磁盘空间和权限") from error
    return folder


def _swap(folder: Path, new: Path, old: Path) -> None:
    if folder.exists():
        folder.replace(old)
    try:
        new.replace(folder)
    except OSError:
        if old.exists():
            old.replace(folder)
        raise


def _refuse(folder: Path, force: bool) -> None:
    if not folder.exists() and not folder.is_symlink():
        return
    if not force:
        raise InputError(f"{folder}：已经存在；换一个名字，或加 --force 覆盖")
    readme = folder / "README.txt"
    ours = readme.is_file() and readme.read_text("utf-8", "replace").startswith(TITLE)
    if not folder.is_dir() or not (ours or not any(folder.iterdir())):
        raise InputError(f"{folder} 不是本程序的导出，不会覆盖它；换一个名字")
