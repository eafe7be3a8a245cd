"""The questions: one ``.cypher`` file each, whose header is the page (title, help, controls, columns). ``ask`` answers them."""

from functools import cache
from pathlib import Path
from typing import Protocol

from graph.errors import QueryError
from graph.queries.header import read_folder, read_question
from graph.queries.params import check_params, nearest
from graph.queries.records import Column, Param, Query, Row, Value

__all__ = ["Column", "Param", "Query", "Row", "Value", "ask", "check_params", "find_query", "queries", "read_folder", "read_question"]
FOLDER = Path(__file__).parent


class Answers(Protocol):
    """What can answer a question: any store."""

    def ask(self, query: Query, **params: object) -> list[Row]:
        """The rows of the answer."""
        ...


@cache
def queries() -> dict[str, Query]:
    """Every question by name, group after group. Raises OntologyError for a file that breaks the rules."""
    return read_folder(FOLDER)


def find_query(name: str) -> Query:
    """The question of this name or title. Raises QueryError with the nearest known name."""
    known = queries()
    found = known.get(name) or next((q for q in known.values() if q.title == name.strip()), None)
    if found is None:
        titles = {q.title: q.name for q in known.values()}
        hint = nearest(name, known) or nearest(name, titles)
        raise QueryError(f"没有“{name[:40]}”这个问题{hint}；python3 run.py ask 列出全部问题")
    return found


def ask(store: Answers, name: str, /, **params: object) -> list[Row]:
    """The rows of a question, in its own order; each row has exactly the question's columns.

    Parameters that are not given take their defaults. Raises QueryError for an unknown question or parameter, StoreError.
    """
    query = find_query(name)
    return store.ask(query, **check_params(query, params))
