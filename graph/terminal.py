"""What the command line shows: tables, progress and one-sentence messages. Text from documents is never read as markup."""

import csv
import json
import shlex
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Literal

from rich import box
from rich.cells import cell_len
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from graph.build import Progress as Tell
from graph.ontology import ontology
from graph.queries import Column, Row, percents

if TYPE_CHECKING:
    from graph.free import Reading, Readings

Format = Literal["table", "csv", "json"]
out = Console(highlight=False)
err = Console(stderr=True, highlight=False)
# A table shows this many rows; csv and json give them all.
ROWS = 30
# A column narrower than this cannot be read; where they do not all fit, each row is written as lines.
NARROW = 8


def say(text: str) -> None:
    """One line on standard output."""
    out.print(escape(text))


def complain(text: str) -> None:
    """One sentence on standard error."""
    err.print(escape(text), style="bold red")


def show(rows: Sequence[Row], columns: Sequence[Column], title: str, format: Format = "table") -> None:
    """An answer as a table for people, or as CSV or JSON for programs."""
    if format == "json":
        sys.stdout.write(json.dumps(list(rows), ensure_ascii=False, indent=1) + "\n")
        return
    if format == "csv":
        write = csv.writer(sys.stdout, lineterminator="\n")
        write.writerow([c.name for c in columns])
        write.writerows([[plain(row[c.name]) for c in columns] for row in rows])
        return
    hidden = ("said_by", "score")
    shown = [c for c in columns if not c.internal and c.name not in hidden and any(row[c.name] not in ("", None, []) for row in rows)]
    written = [[shorten(readable(c.name, row[c.name])) for c in shown] for row in map(percents, rows[:ROWS])]
    if sum(min(NARROW, _width(cells)) + 2 for cells in zip(*written, strict=True)) <= out.width:
        out.print(_table(title, shown, rows, written))
    else:
        _blocks(title, shown, written)
    if len(rows) > ROWS:
        say(f"共 {len(rows)} 行，显示前 {ROWS} 行；--format csv 给出全部。")


def _width(cells: Sequence[str]) -> int:
    return max(map(cell_len, cells))


def _table(title: str, shown: Sequence[Column], rows: Sequence[Row], written: Sequence[Sequence[str]]) -> Table:
    table = Table(title=escape(title), title_justify="left", header_style="bold", box=box.SIMPLE_HEAD, pad_edge=False)
    for column in shown:
        numeric = any(isinstance(row[column.name], int | float) for row in rows)
        table.add_column(escape(column.title), justify="right" if numeric else "left", overflow="fold", no_wrap=numeric)
    for cells in written:
        table.add_row(*map(escape, cells))
    return table


def _blocks(title: str, shown: Sequence[Column], written: Sequence[Sequence[str]]) -> None:
    """Each row as lines "heading：value", what is empty left out."""
    out.print(escape(title), style="italic")
    for number, cells in enumerate(written, 1):
        out.print(f"\n[{number}]", style="bold", markup=False)
        for column, cell in zip(shown, cells, strict=True):
            if cell:
                out.print(f"  {column.title}：{cell}", markup=False)


def show_readings(readings: "Readings", format: Format = "table") -> None:
    """How a sentence was read, what that bent, and what else it may mean; on standard error where the answer is for a program."""
    console = out if format == "table" else err
    first, *others = readings.best
    lines = [f"读作：{first.says()}", *(f"　　　{note}" for note in (*first.notes, readings.note) if note)]
    lines += ["您是不是想问："] * bool(others) + [f"　　　{r.says()}　{command(r)}" for r in others]
    for line in lines:
        console.print(escape(line), soft_wrap=True)


def not_understood(readings: "Readings") -> str:
    """The sentence for what was not understood, with the nearest questions and how to ask them."""
    nearest = "".join(f"\n　　{r.says()}　{command(r)}" for r in readings.best)
    return f"没有读懂“{shorten(readings.sentence, 40)}”。最接近的问题：{nearest}\n全部问题：python3 run.py ask"


def command(reading: "Reading") -> str:
    """The command that asks this very question."""
    params = (f"--param {shlex.quote(f'{name}={plain(value)}')}" for name, value in reading.params.items())
    return " ".join(("python3 run.py ask", reading.query.name, *params))


def readable(column: str, value: object) -> str:
    """A value for people: the Chinese word for one of the vocabulary's, a share as a percentage."""
    if column.endswith("rate") and isinstance(value, float):
        return f"{value:.1%}"
    return ontology().zh(value) if isinstance(value, str) else plain(value)


def plain(value: object) -> str:
    """A value as one would write it: nothing for None, 、 between the parts of a list, no .0."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, list | tuple):
        return "、".join(plain(v) for v in value)
    if isinstance(value, float):
        return f"{value:.4f}".rstrip("0").rstrip(".")
    return str(value)


def shorten(text: str, limit: int = 60) -> str:
    """The text on one line, cut at the limit."""
    text = " ".join(text.split())
    return text if len(text) <= limit else text[: limit - 1] + "…"


@contextmanager
def progress() -> Iterator[Tell]:
    """A progress bar with counts on standard error; yields the function that a build calls as it goes."""
    columns = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn()
    with Progress(*columns, console=err, transient=True) as bar:
        tasks: dict[str, int] = {}

        def tell(step: str, done: int, total: int) -> None:
            if step not in tasks:
                tasks[step] = bar.add_task(step, total=total)
            bar.update(tasks[step], completed=done, total=total)  # type: ignore[arg-type]

        yield tell
