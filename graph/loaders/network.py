"""A network drawn by hand (Kumu, Gephi, a spreadsheet) → facts: a table of nodes and a table of edges, as two sheets or two files.

Each row is a small document of lines ``列名：值`` that its facts quote. What is no word of the vocabulary, or an edge that it does not
allow, goes to ``reject`` with sheet, line and reason; nothing is guessed from names.
"""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from msgspec import Struct

from graph.errors import InputError
from graph.loaders.archive import shown_name
from graph.loaders.cells import clean
from graph.loaders.delimited import read_delimited
from graph.loaders.network_rows import Nodes, Report, Sheet, edge_facts
from graph.loaders.network_words import headings, key, personal, words
from graph.loaders.sheet import Table, read_tables, sheet_names
from graph.model import Facts, Reject
from graph.ontology import ontology

DELIMITED = (".csv", ".tsv")
WORKBOOKS = (".xlsx", ".xls")
# Up to this many bytes a workbook is opened to see what it is; of larger ones only those whose sheets' names say so.
SMALL = 1_000_000
# Rejected cells that a dry run shows.
SHOWN = 20


class Found(Struct, frozen=True):
    """A table that was understood: ``kind`` is nodes or edges."""

    kind: str
    sheet: Sheet


def load_network(path: Path, reject: Report) -> Iterator[Facts]:
    """The facts of a network's file, and of the table of nodes beside it. Raises InputError where a table has no node or edge to read."""
    other = partner(path)
    tables = [found for file in ([other] if other else []) + [path] for found in _tables(file)]
    by = f"person:{path.stem}"
    nodes = Nodes(by, reject)
    for found in tables:
        if found.kind == "nodes":
            nodes.read(found.sheet)
    facts = edge_facts(nodes, [found.sheet for found in tables if found.kind == "edges"])
    if not facts.documents:
        raise InputError(f"{shown_name(path)}：节点表和关系表里没有一行读得出来；列名和类型的写法见 docs/add-a-source.md")
    yield facts


def survey_network(path: Path) -> Iterator[str]:
    """What would be read of a network's file and what would not, in lines for the terminal; nothing is written."""
    said: list[Reject] = []
    for facts in load_network(path, said.append):
        labels, types = Counter(e.label for e in facts.entities), Counter(r.type for r in facts.relations)
        parts = [f"{ontology().zh(word)} {count}" for word, count in (*sorted(labels.items()), *sorted(types.items()))]
        yield f"{path.name}：按手工网络读（节点表和关系表），{len(facts.documents)} 行；读出：{'，'.join(parts)}"
    yield f"  有问题 {len(said)} 处"
    for r in said[:SHOWN]:
        yield f"  {r.file} {r.sheet}第 {r.line} 行，{r.column}“{r.value}”：{r.reason}"


def is_network(path: Path) -> bool:
    """Whether a table is one of a network: it has columns for both ends of an edge, or is called nodes and says names and types."""
    suffix = path.suffix.lower()
    if suffix in DELIMITED:
        kind = _kind_of_file(path)
        return kind == "edges" or (kind == "nodes" and _called(path.stem, "nodes") is not None)
    if suffix in WORKBOOKS:
        named = path.stat().st_size > SMALL and any(_called(name, "edges") for name in sheet_names(path))
        return (named or path.stat().st_size <= SMALL) and any(found.kind == "edges" for found in _tables(path))
    return False


def partner(path: Path) -> Path | None:
    """The table of nodes that belongs to a file of edges: in its folder, called as it is but for the word for edges.

    A number behind the word (edges-2, as the dashboard calls a second file of that name) may be missing from the nodes.
    """
    called = _called(path.stem, "edges")
    if path.suffix.lower() not in DELIMITED or called is None or _kind_of_file(path) != "edges":
        return None
    before, number = called
    beside = {key(p.stem): p for p in sorted(path.parent.iterdir(), reverse=True) if p.suffix.lower() in DELIMITED}
    wanted = (before + key(word) + after for after in dict.fromkeys((number, "")) for word in words().sheets["nodes"])
    return next((beside[name] for name in wanted if name in beside), None)


def _called(stem: str, table: str) -> tuple[str, str] | None:
    """What stands before and behind the word for nodes or edges in a name, or None where it does not end with one and a number."""
    forms = "|".join(sorted((re.escape(key(w)) for w in words().sheets[table]), key=len, reverse=True))
    found = re.fullmatch(rf"(.*?)(?:{forms})(\d*)", key(stem))
    return (found[1], found[2]) if found else None


def _kind_of_file(path: Path) -> str:
    try:
        line = next((cells for _, cells in islice(read_delimited(path), 5) if any(map(str.strip, cells))), [])
    except (OSError, UnicodeError):
        return ""
    return _kind(line)


def _kind(header: list[str]) -> str:
    """``edges`` where a row has both ends, ``nodes`` where it has a name and a type, else nothing."""
    keys = {key(cell) for cell in header if cell.strip()}
    ends = {headings("edges").get(k) for k in keys}
    if {"head", "tail"} <= ends:
        return "edges"
    fields = set(_fields("nodes", header).values())
    return "nodes" if "name" in fields and fields & {"type", "kind"} else ""


def _fields(table: str, header: list[str]) -> dict[int, str]:
    """Column → field. Where a table of nodes has both Name and Label, the label is the type (as in the exports of this program)."""
    known, keys = headings(table), [key(cell) for cell in header]
    fields: dict[int, str] = {}
    for index, word in enumerate(keys):
        field = "type" if table == "nodes" and word == "label" and "name" in keys else known.get(word, "")
        if field and field not in fields.values() and word not in personal():
            fields[index] = field
    return fields


def _tables(path: Path) -> Iterator[Found]:
    for table in read_tables(path):
        if found := _understood(table, path):
            yield found


def _understood(table: Table, path: Path) -> Found | None:
    """A table whose first row with text is a header of nodes or edges."""
    for line, cells in table.rows:
        if any(map(str.strip, cells)):
            kind = _kind(cells)
            if not kind:
                return None
            read = {i: " ".join(c.split()) for i, c in enumerate(cells) if c.strip() and key(c) not in personal()}
            rows = ((number, [clean(cell) for cell in row]) for number, row in table.rows)
            return Found(kind, Sheet(shown_name(path), table.sheet, line, read, _fields(kind, cells), rows))
    return None
