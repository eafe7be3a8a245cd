"""What ``import graph`` offers to programs and notebooks, with plain arguments: paths as text, tables as pandas frames."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from graph.build import Report
from graph.build import build as build_files
from graph.errors import InputError
from graph.exports import Scope
from graph.exports import export as export_scope
from graph.exports import subgraph as subgraph_of
from graph.extract import extract_facts
from graph.model import Facts
from graph.queries import Row, find_query
from graph.stores import GraphStore
from graph.workspace import workspace

if TYPE_CHECKING:
    import networkx
    import pandas

Paths = str | Path | Iterable[str | Path]


def build(paths: Paths, home: str | Path = "", store: str = "", *, skip_bad: bool = False) -> Report:
    """Read files and folders and make the store hold exactly what they say, with all 44,706 divisions.

    ``home`` is the workspace (``KG_HOME``, else ./workspace): facts are kept there, so that the next build reads only what is new.
    ``store`` is an address of ``open_store``; empty for the workspace's own file, ``Report.store``. With ``skip_bad`` files that cannot be
    read are listed in the workspace's rejects.csv; without it they raise InputError, which names them all. StoreError where the store
    cannot be written. Half a minute for a hundred reports on two cores; the first build also reads the divisions (4 s).
    """
    return build_files(_paths(paths), workspace(Path(home) if home else None), store, skip_bad=skip_bad)


def extract(paths: Paths) -> Iterator[Facts]:
    """The facts of each report, in the order of the files' names, without building a graph.

    One ``Facts`` a report: ``documents`` (one), ``entities``, ``relations`` and ``indicators``. Offsets of evidence count characters of
    ``documents[0].text``; ids are local to the document; amounts and numbers are as printed, in ``Indicator.value`` as plain numbers
    (1.4 万 is 14000.0, 40 % is 0.4 with unit "%"). Raises InputError for a file that cannot be read and for registers, which are no text.
    """
    return extract_facts(_paths(paths), lambda *_: None)


def export(store: GraphStore, folder: str | Path, format: str = "csv", *, force: bool = False, **scope: object) -> Path:
    """Write a part of the graph into a new folder, with SOURCES.csv (each quote, its document and place) and README.txt. The folder.

    ``format`` is one of those of docs/export.md. ``scope`` says which part, in the words of ``Scope``: ``question`` and ``params``,
    ``around`` and ``hops`` (1 to 3), ``place``, and the filters ``labels``, ``kinds``, ``relations``, ``since``, ``until``, ``score``
    (0 to 1), ``decided``, ``people``, ``divisions``; nothing is everything. The folder appears whole or not at all. Raises InputError for
    an empty scope, an unknown word, a folder that exists (unless ``force``) or cannot be written; QueryError, StoreError.
    """
    return export_scope(store, Path(folder), _scope(scope), format, force=force)


def subgraph(store: GraphStore, **scope: object) -> "networkx.MultiDiGraph[str]":
    """A part of the graph as networkx: nodes by id, an edge's key its type. ``scope`` as in ``export``.

    Nodes have ``name``, ``label``, ``kind``, ``five``, ``place``, ``aliases`` (a list) and the attributes of their type; edges have
    ``quote``, ``document``, ``start_at`` and ``end_at`` (characters of the document's text), ``said_by``, ``score`` (0 to 1) and
    ``sources`` (a number of documents). What is unknown is left out. All is held in memory. Raises InputError, QueryError, StoreError.
    """
    return subgraph_of(store, _scope(scope))


def _scope(given: dict[str, object]) -> Scope:
    if unknown := sorted(given.keys() - set(Scope.__struct_fields__)):
        raise InputError(f"范围里没有“{unknown[0]}”；可用：{'、'.join(Scope.__struct_fields__)}")
    try:
        return msgspec.convert(given, Scope)
    except msgspec.ValidationError as error:
        raise InputError(f"范围写得不对（{error}）") from error


def frame(rows: Sequence[Row], question: str = "", *, titles: bool = False) -> "pandas.DataFrame":
    """The rows of an answer as a pandas frame, one column a field, in the order of the rows.

    ``question`` names the question they answer: its columns are there even where there are no rows, and ``titles`` gives them their
    Chinese headings. Numbers are numbers: whole ones ``int64`` (``Int64`` where some are missing), shares from 0 to 1, money in 元; dates
    stay ISO text, lists stay lists. Raises QueryError for an unknown question.
    """
    import pandas as pd  # noqa: PLC0415  (half a second, and only tables need it)

    query = find_query(question) if question else None
    table = pd.DataFrame(list(rows), columns=[c.name for c in query.columns] if query else None)
    for name in table.columns:
        values = [row[name] for row in rows]
        whole = [isinstance(v, int) and not isinstance(v, bool) for v in values if v is not None]
        if whole and all(whole) and len(whole) < len(values):
            table[name] = pd.Series(values, dtype="Int64")
    return table.rename(columns={c.name: c.title for c in query.columns}) if query and titles else table


def _paths(paths: Paths) -> list[Path]:
    return [Path(paths)] if isinstance(paths, str | Path) else [Path(p) for p in paths]
