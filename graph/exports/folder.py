"""An export is a folder that appears whole or not at all. Tables as CSV."""

import csv
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

from graph.errors import InputError
from graph.queries import Row

# The first line of README.txt: a folder that does not have it is not ours to replace.
TITLE = "五社图谱导出"
# A spreadsheet takes a cell that begins like this for a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r")
# Lines that are written together.
PIECE = 2_000


def write_csv(path: Path, columns: Sequence[str], rows: Iterable[Row]) -> None:
    """A table in UTF-8 with the mark that Excel needs; cells that a spreadsheet would run as formulas are made text."""
    with lines_file(path, columns) as write:
        write([row.get(c) for c in columns] for row in rows)


@contextmanager
def lines_file(path: Path, columns: Sequence[str]) -> Iterator[Callable[[Iterable[Sequence[object]]], None]]:
    """The same for rows in the order of the columns, as a function that writes more of them into the open file whenever it is called."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        out = csv.writer(file)
        out.writerow(columns)

        def write(lines: Iterable[Sequence[object]]) -> None:
            each = iter(lines)
            # Column by column: a column has few different cells, and most columns none that must be changed.
            while piece := list(islice(each, PIECE)):
                out.writerows(zip(*map(_cells, zip(*piece, strict=True)), strict=True))

        yield write


def _cells(column: Sequence[object]) -> Sequence[object]:
    """The cells of a column: | between the parts of a list, an apostrophe before what looks like a formula, no NUL."""
    if list in set(map(type, column)):
        column = ["|".join(map(str, value)) if isinstance(value, list) else value for value in column]
    texts = [value for value in set(column) if isinstance(value, str)]
    if {text[:1] for text in texts}.isdisjoint(FORMULA) and "\0" not in "".join(texts):
        return column
    changed = {text: new for text in texts if (new := _cell(text)) != text}
    return [changed.get(value, value) if isinstance(value, str) else value for value in column]


def _cell(text: str) -> str:
    text = text.replace("\0", "") if "\0" in text else text
    return f"'{text}" if text.startswith(FORMULA) else text


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
