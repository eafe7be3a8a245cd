"""What the command line shows: tables, progress and one-sentence messages. Text from documents is never read as markup."""

import csv
import json
import shlex
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Literal

from rich import box
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from graph.build import Progress as Tell
from graph.ontology import ontology
from graph.queries import Column, Row

if TYPE_CHECKING:
    from graph.free import Reading, Readings

Format = Literal["table", "csv", "json"]
out = Console(highlight=False)
err = Console(stderr=True, highlight=False)
# A table shows this many rows; csv and json give them all.
ROWS = 30
# Columns that lead a program back to the text; csv and json have them, a table for people would only be wider.
INTERNAL = {"id", "code", "place_code", "document", "start_at", "end_at", "said_by", "score"}


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
    shown = [
        c for c in columns if c.name not in INTERNAL and not c.name.endswith("_id") and any(row[c.name] not in ("", None) for row in rows)
    ]
    table = Table(title=escape(title), title_justify="left", header_style="bold", box=box.SIMPLE_HEAD, pad_edge=False)
    for column in shown:
        numeric = any(isinstance(row[column.name], int | float) for row in rows)
        table.add_column(escape(column.title), justify="right" if numeric else "left", overflow="fold", no_wrap=numeric)
    for row in rows[:ROWS]:
        table.add_row(*(escape(shorten(readable(c.name, row[c.name]))) for c in shown))
    out.print(table)
    if len(rows) > ROWS:
        say(f"共 {len(rows)} 行，显示前 {ROWS} 行；--format csv 给出全部。")


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
