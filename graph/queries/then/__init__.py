"""What Cypher cannot say: plain functions that make the answer of a question of the rows that its Cypher gives, the same on every store.

The header of a question names one: ``then: figures.per_station`` is the function ``per_station`` of ``figures.py`` in this folder. It takes
an ``Asked`` and gives rows with the header's columns, in an order of its own that depends on nothing but the rows.
"""

import re
from collections.abc import Callable, Mapping
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import cast

from msgspec import Struct

from graph.errors import QueryError
from graph.queries.records import Query, Row, Value

FOLDER = Path(__file__).parent
NAME = re.compile(r"([a-z_]+)\.([a-z_]+)")


class Asked(Struct, frozen=True):
    """The rows of the Cypher, the checked parameters by name, and ``ask`` for the answers of other questions to the same store."""

    rows: list[Row]
    params: Mapping[str, Value]
    ask: Callable[..., list[Row]]


Step = Callable[[Asked], list[Row]]


def answer(query: Query, asked: Asked) -> list[Row]:
    """The rows of the question's function, each with exactly the question's columns. Raises QueryError where one lacks a column."""
    wanted = [c.name for c in query.columns]
    rows = _step(query.then)(asked)
    if lacking := next(((set(row) ^ set(wanted)) for row in rows if row.keys() != set(wanted)), None):
        raise QueryError(f"问题 {query.name}：{query.then} 给出的列与表头不符：{'、'.join(sorted(lacking))}")
    return [{name: row[name] for name in wanted} for row in rows]


def step_source(then: str) -> str:
    """The text of the module of ``module.function``; empty where there is no such module or it has no such public function."""
    parts = NAME.fullmatch(then)
    path = FOLDER / f"{parts[1]}.py" if parts else FOLDER
    source = path.read_text("utf-8") if path.is_file() else ""
    return source if parts and re.search(rf"^def {parts[2]}\(", source, re.MULTILINE) else ""


@cache
def _step(then: str) -> Step:
    """The function; its module is loaded when it is first asked for, as some of them need large libraries."""
    module, _, name = then.partition(".")
    return cast("Step", getattr(import_module(f"{__name__}.{module}"), name))
