"""A Cypher script for Neo4j Browser and cypher-shell, which may be run again without doubling anything."""

import shutil
import tomllib
from collections import defaultdict
from functools import cache
from pathlib import Path
from typing import IO

import msgspec

from graph.exports.sources import Sources
from graph.exports.stored import columns_of, node_name, stored_rows
from graph.exports.subgraph import Subgraph
from graph.exports.text import clean
from graph.queries import Row
from graph.stores.server_write import indexes
from graph.stores.tables import Ends

# Rows of one statement; a document has its whole text.
ROWS = 500
TEXTS = 20


def write_script(graph: Subgraph, folder: Path, sources: Sources) -> None:
    """Write graph.cypher: indexes, nodes, edges."""
    rest = folder / "rest.part"
    with (folder / "graph.cypher").open("w", encoding="utf-8", newline="\n") as nodes:
        nodes.write(_words()["head"] + _indexes())
        with rest.open("w", encoding="utf-8", newline="\n") as edges:
            _write_rows(graph, nodes, edges)
    with (folder / "graph.cypher").open("ab") as whole, rest.open("rb") as edges_again:
        shutil.copyfileobj(edges_again, whole)
    rest.unlink()


def after_import() -> str:
    """The script that completes an import: indexes, and the empty lists that the importer takes for nothing."""
    return _words()["after"].format(indexes=_indexes())


def _indexes() -> str:
    return "".join(f"{statement};\n" for statement in indexes()) + _words()["wait"]


def _write_rows(graph: Subgraph, nodes: IO[str], edges: IO[str]) -> None:
    waiting: dict[str | Ends, list[str]] = defaultdict(list)
    for what, row in stored_rows(graph):
        waiting[what].append(_map(what, row))
        if len(waiting[what]) == (TEXTS if what == "DOCUMENT" else ROWS):
            (nodes if isinstance(what, str) else edges).write(_statement(what, waiting.pop(what)))
    for what, rows in waiting.items():
        (nodes if isinstance(what, str) else edges).write(_statement(what, rows))


def _statement(what: str | Ends, rows: list[str]) -> str:
    text = ",\n".join(rows)
    if isinstance(what, str):
        return _words()["nodes"].format(rows=text, node=node_name(what))
    return _words()["edges"].format(rows=text, head=node_name(what[0]), type=what[1], tail=node_name(what[2]))


def _map(what: str | Ends, row: Row) -> str:
    """A row as a map of Cypher, whose strings and lists are written as in JSON; its keys stand without quotes."""
    values = ", ".join(f"{name}: {_literal(row[name])}" for name in columns_of(what) if row.get(name) is not None)
    return (
        f"{{{values}}}"
        if isinstance(what, str)
        else f"{{head: {_literal(row['head'])}, tail: {_literal(row['tail'])}, about: {{{values}}}}}"
    )


def _literal(value: object) -> str:
    if isinstance(value, str):
        value = clean(value)
    return msgspec.json.encode([clean(str(v)) for v in value] if isinstance(value, list) else value).decode()


@cache
def _words() -> dict[str, str]:
    return tomllib.loads(Path(__file__).with_name("script.toml").read_text("utf-8"))
