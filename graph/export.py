"""An answer or a neighbourhood → files that other tools read, always with the sources.

Every export is a folder with the data, ``SOURCES.csv`` (each quote with its document) and ``README.txt``. It appears whole or not at all.
"""

import csv
import shutil
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import networkx

from graph.errors import InputError
from graph.model import page_at
from graph.queries import Query, Row, ask
from graph.stores import GraphStore

# A spreadsheet takes a cell that begins like this for a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r")
NODE_COLUMNS = ("id", "name", "label", "kind", "five", "place", "uscc", "aliases")
EDGE_COLUMNS = ("head", "relation", "tail", "title", "amount", "mode", "quote", "document", "start", "end", "said_by", "score", "sources")
SOURCE_COLUMNS = ("document", "title", "source", "published", "file", "page", "start", "end", "quote", "said_by")
FORMATS = ("csv", "graphml")
LICENCE = "原文版权属于原作者；引用请注明文献。"


def export_answer(store: GraphStore, query: Query, rows: Sequence[Row], folder: Path, *, force: bool = False) -> Path:
    """The rows of an answer as ``answer.csv``. Raises InputError where the folder exists (unless ``force``) or cannot be written."""

    def fill(part: Path) -> None:
        write_csv(part / "answer.csv", [c.name for c in query.columns], rows)
        quoted = [
            row | {"start": row.get("start_at"), "end": row.get("end_at")} for row in rows if row.get("quote") and row.get("document")
        ]
        write_csv(part / "SOURCES.csv", SOURCE_COLUMNS, _sources(store, quoted))
        _write_readme(part, f"问题：{query.title}\n说明：{query.about}\n行数：{len(rows)}\n")

    return _write_folder(folder, fill, force)


def export_graph(store: GraphStore, graph: "networkx.MultiDiGraph[str]", folder: Path, format: str = "csv", *, force: bool = False) -> Path:
    """A graph as ``nodes.csv`` and ``edges.csv``, or as ``graph.graphml`` (Gephi, Cytoscape, yEd, networkx)."""
    if format not in FORMATS:
        raise InputError(f"不认识的格式“{format}”；可选：{'、'.join(FORMATS)}")
    edges: list[Row] = [
        {"head": a, "tail": b} | data for a, b, data in sorted(graph.edges(data=True), key=lambda e: (e[0], e[1], e[2]["relation"]))
    ]

    def fill(part: Path) -> None:
        if format == "graphml":
            networkx.write_graphml(_flat(graph), part / "graph.graphml", named_key_ids=True)
        else:
            write_csv(part / "nodes.csv", NODE_COLUMNS, [{"id": n} | graph.nodes[n] for n in sorted(graph)])
            write_csv(part / "edges.csv", EDGE_COLUMNS, edges)
        write_csv(part / "SOURCES.csv", SOURCE_COLUMNS, _sources(store, edges))
        _write_readme(part, f"实体：{graph.number_of_nodes()}\n关系：{graph.number_of_edges()}\n")

    return _write_folder(folder, fill, force)


def write_csv(path: Path, columns: Sequence[str], rows: Iterable[Row]) -> None:
    """A table in UTF-8 with the mark that Excel needs; cells that a spreadsheet would run as formulas are made text."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        out = csv.writer(file)
        out.writerow(columns)
        out.writerows([_cell(row.get(c)) for c in columns] for row in rows)


def _cell(value: object) -> object:
    if value is None:
        return ""
    if isinstance(value, list):
        return "|".join(map(str, value))
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value


def _sources(store: GraphStore, rows: Iterable[Row]) -> list[Row]:
    """One line for each quote, with the document that it stands in."""
    documents: dict[object, Row] = {}
    lines: dict[tuple[str, ...], Row] = {}
    for row in rows:
        id = row.get("document")
        if id not in documents:
            found = ask(store, "document", id=id)
            documents[id] = {k: v for k, v in found[0].items() if k not in ("text", "id")} if found else {}
        line = documents[id] | {k: row.get(k) for k in ("document", "start", "end", "quote", "said_by")}
        line["page"] = page_at(str(line.get("pages") or ""), int(str(row.get("start") or 0))) or ""
        lines[tuple(str(line.get(c)) for c in SOURCE_COLUMNS)] = line
    return [lines[key] for key in sorted(lines)]


def _flat(graph: "networkx.MultiDiGraph[str]") -> "networkx.MultiDiGraph[str]":
    """The graph without None and with nothing that XML cannot hold."""
    flat: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
    for node in sorted(graph):
        flat.add_node(node, **{k: _xml(v) for k, v in graph.nodes[node].items()})
    for a, b, key, data in sorted(graph.edges(keys=True, data=True), key=lambda e: e[:3]):
        flat.add_edge(a, b, key=key, **{k: _xml(v) for k, v in data.items() if v is not None})
    return flat


def _xml(value: object) -> object:
    return "".join(c for c in value if c >= " " or c in "\t\n\r") if isinstance(value, str) else value


def _write_readme(part: Path, what: str) -> None:
    (part / "README.txt").write_text(f"五社图谱导出\n{what}出处：SOURCES.csv\n{LICENCE}\n", "utf-8")


def _write_folder(folder: Path, fill: Callable[[Path], None], force: bool) -> Path:
    if folder.exists() and not force:
        raise InputError(f"{folder}：已经存在；换一个名字，或加 --force 覆盖")
    part = folder.with_name(folder.name + ".part")
    try:
        shutil.rmtree(part, ignore_errors=True)
        part.mkdir(parents=True)
        fill(part)
        if folder.exists():
            shutil.rmtree(folder)
        part.replace(folder)
    except OSError as error:
        raise InputError(f"{folder}：写不进去（{error.strerror or error}）；请检查磁盘空间和权限") from error
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return folder
