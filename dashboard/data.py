"""The store that the pages ask, and their answers, kept until the graph changes. Every page asks through ``answer``."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import streamlit as st

from graph.build import read_report
from graph.queries import Row, Value, ask, find_query
from graph.stores import SERVER, GraphStore, default_address, open_store
from graph.workspace import workspace

# What a reader asks first of an entity comes first.
WEIGHTY = (
    "FUNDS", "OPERATES", "SERVES", "ESTABLISHES", "PARTNERS_WITH", "REFERS_TO", "INCUBATES", "SUPERVISES", "MEMBER_OF",
    "WORKS_FOR", "ISSUES", "GOVERNED_BY", "LOCATED_IN", "PART_OF",
)  # fmt: skip
# Seconds for which a server is not asked again whether it has changed.
SERVER_SECONDS = 5


def store_address() -> str:
    """Where the graph is: ``KG_STORE``, else the workspace's own file."""
    return default_address(str(workspace().graph))


def is_server(address: str) -> bool:
    """Whether the address names a server, not a file."""
    return address.startswith(SERVER)


def version(address: str) -> str:
    """Changes when the graph does. Raises StoreError where there is none, or the server does not answer."""
    return _server_version(address) if is_server(address) else _store(address).state()


def built_at(address: str) -> str:
    """When the graph was written, to the minute; empty for a server."""
    path = Path(address)
    return f"{datetime.fromtimestamp(path.stat().st_mtime):%Y-%m-%d %H:%M}" if not is_server(address) and path.exists() else ""


def newest(address: str) -> str:
    """When the newest report of the last build was published; empty where that graph is of no build of this workspace, or none says."""
    report = read_report(workspace())
    return report.dates[1] if report and report.store == address else ""


def exists() -> bool:
    """Whether there is a graph with something in it. Raises StoreError where a server or a damaged file does not answer."""
    address = store_address()
    return (is_server(address) or Path(address).exists()) and bool(answer("counts"))


def answer(name: str, /, **params: Value) -> list[Row]:
    """The rows of a question, from memory when it was asked of this very graph before. Raises GraphError."""
    address = store_address()
    # What is given as the default is the same question as what is not given.
    given = {p.name: p.default for p in find_query(name).params}
    return _answer(address, version(address), name, {k: v for k, v in params.items() if k not in given or v != given[k]})


def document(id: str) -> Row | None:
    """Title, source, date and text of a document; None where the graph does not have it."""
    return next(iter(answer("document", id=id)), None)


def thing(id: str) -> Row | None:
    """An entity's own data; None where the graph does not have it."""
    return next(iter(answer("entity", id=id)), None)


def relations(id: str) -> list[Row]:
    """Every relation of an entity, the weighty ones first. That a place lies in a place is left out: it is in the place's name."""
    rows = [r for r in answer("relations_of", id=id) if not r["head_label"] == r["tail_label"] == "PLACE"]
    return sorted(rows, key=lambda r: (WEIGHTY.index(str(r["type"])), -int(str(r["sources"]))))


def statements(steps: Sequence[tuple[str, str, str]]) -> list[Row]:
    """The relations head–type–tail (ids) with their evidence, in the order given."""
    ends = sorted({end for head, _, tail in steps for end in (head, tail)})
    found = {(r["head_id"], r["type"], r["tail_id"]): r for r in answer("relations_among", ids=ends)}
    return [found[step] for step in dict.fromkeys(steps) if step in found]


def total(rows: Sequence[Row], column: str) -> int:
    """The sum of a column of whole numbers."""
    return sum(int(str(row[column])) for row in rows)


@st.cache_data(show_spinner=False, ttl=SERVER_SECONDS)
def _server_version(address: str) -> str:
    return _store(address).state()


# A resource, not data: data would be copied for each reader, and an answer may have forty thousand rows. Nobody changes a row.
@st.cache_resource(show_spinner=False, max_entries=2000)
def _answer(address: str, version: str, name: str, params: dict[str, Value]) -> list[Row]:
    return ask(_store(address), name, **params)


@st.cache_resource(show_spinner=False, max_entries=4)
def _store(address: str) -> GraphStore:
    """One store for all readers. It sees a new graph at the next question, while questions to the old one are still answered."""
    return open_store(address, read_only=True)


def store() -> GraphStore:
    """The store itself, for what is written to files."""
    return _store(store_address())
