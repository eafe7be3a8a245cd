"""The questions: one ``.cypher`` file each, whose header is the page (title, help, controls, columns). ``ask`` answers them.

What Cypher cannot say, a function of ``graph/queries/then`` does with the rows; the header names it (``then: figures.per_station``).
"""

from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from graph.errors import QueryError
from graph.queries.header import GROUPS, read_folder, read_query
from graph.queries.params import check_params, nearest
from graph.queries.records import Column, Link, Param, Query, Row, Value, percents, returned
from graph.queries.then import Asked, answer

if TYPE_CHECKING:
    from graph.stores import GraphStore

__all__ = [
    "FOLDER",
    "GROUPS",
    "Column",
    "Link",
    "Param",
    "Query",
    "Row",
    "Value",
    "ask",
    "check_params",
    "find_query",
    "percents",
    "queries",
    "read_query",
    "returned",
]
FOLDER = Path(__file__).parent


@cache
def queries() -> dict[str, Query]:
    """Every question by name, in the order of the groups and of the files' names."""
    return read_folder(FOLDER)


def find_query(name: str) -> Query:
    """The question of that name or title. Raises QueryError with the nearest one."""
    known = queries()
    found = known.get(name) or next((q for q in known.values() if q.title == name), None)
    if found is None:
        titles = {q.title: q.name for q in known.values()}
        near = nearest(name, [*known, *titles], titles)
        raise QueryError(f"没有叫“{name[:40]}”的问题{near}；全部问题：python3 run.py ask")
    return found


def ask(store: "GraphStore", name: str, /, **params: object) -> list[Row]:
    """The rows of a question, in its own order; parameters not given have their defaults. Values are never pasted into Cypher.

    Raises QueryError for an unknown question or parameter, StoreError where the store does not answer.
    """
    query = find_query(name)
    given = check_params(query, params)
    # About no things there is nothing to say, and one engine refuses an empty list.
    rows = store.ask(query, **given) if [] not in given.values() else []
    return answer(query, Asked(rows, given, partial(ask, store))) if query.then else rows
