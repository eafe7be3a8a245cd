"""Files for ``neo4j-admin database import``: the way to fill a Neo4j with millions of edges in a minute."""

from contextlib import ExitStack
from pathlib import Path
from typing import IO

from graph.exports.script import after_import
from graph.exports.sources import Sources
from graph.exports.stored import columns_of, node_name, stored_rows
from graph.exports.subgraph import Subgraph
from graph.exports.text import clean
from graph.queries import Row
from graph.stores.tables import Ends

TYPES = {"string": "", "integer": ":long", "number": ":double", "boolean": ":boolean", "list": ":string[]"}
# Stands in no text: control characters are taken out.
BETWEEN = "\x1f"
HINT = """# 在停着的 Neo4j 服务器上运行（bin 目录在 PATH 里），当前目录为本文件夹。会替换该数据库的全部内容。
exec neo4j-admin database import full "${1:-neo4j}" \\
"""


def write_admin(graph: Subgraph, folder: Path, sources: Sources) -> None:
    """Write one file for each label and each type, import.sh with the command that takes them in, and after.cypher to run then."""
    with ExitStack() as stack:
        files: dict[str, IO[str]] = {}
        for what, row in stored_rows(graph):
            name = f"nodes-{node_name(what)}" if isinstance(what, str) else f"edges-{what[1]}"
            if name not in files:
                files[name] = stack.enter_context((folder / f"{name}.csv").open("w", encoding="utf-8", newline="\n"))
                files[name].write(_header(what))
            files[name].write(_line(what, row))
    lines = ["#!/bin/sh\n", HINT]
    lines += [f"  {option} \\\n" for option in import_options(sorted(files))]
    (folder / "import.sh").write_text("".join(lines) + "  --overwrite-destination\n", "utf-8")
    (folder / "after.cypher").write_text(after_import(), "utf-8")


def import_options(names: list[str]) -> list[str]:
    """The options of ``neo4j-admin database import full`` for these files (their names without ``.csv``)."""
    nodes = [f"--nodes={n.removeprefix('nodes-')}={n}.csv" for n in names if n.startswith("nodes-")]
    edges = [f"--relationships={n.removeprefix('edges-')}={n}.csv" for n in names if n.startswith("edges-")]
    return [*nodes, *edges, "--multiline-fields=true", "--array-delimiter=U+001F", "--id-type=string"]


def _header(what: str | Ends) -> str:
    columns = [f"{name}{TYPES[type]}" for name, type in columns_of(what).items()]
    # A node is found by its id, which stays one of its properties.
    columns = ["id:ID", *columns[1:]] if isinstance(what, str) else [":START_ID", ":END_ID", *columns]
    return ",".join(columns) + "\n"


def _line(what: str | Ends, row: Row) -> str:
    ends = [] if isinstance(what, str) else [row["head"], row["tail"]]
    return ",".join(map(_cell, [*ends, *(row.get(name) for name in columns_of(what))])) + "\n"


def _cell(value: object) -> str:
    """What is not known is empty, an empty text is ``""``: the importer tells them apart."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return repr(value)
    text = BETWEEN.join(clean(str(v)) for v in value) if isinstance(value, list) else clean(str(value))
    return '"' + text.replace('"', '""') + '"' if text or isinstance(value, str) else ""
