"""``run.py bench export``: a graph of a million edges out in every streaming format, each in a process of its own; seconds and memory.

The graph is synthetic: 200,000 organisations, 20,000 documents, a mention of each organisation, six edge types.
"""

import resource
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import ParamSpec, TypeVar

from graph.exports import export, formats
from graph.facts import content_id
from graph.ontology import ontology
from graph.queries import Row
from graph.stores import open_store
from graph.stores.embedded import write_rows
from graph.stores.tables import edge_columns, node_columns

P = ParamSpec("P")
T = TypeVar("T")
Line = tuple[str, float, str]
ORGANIZATIONS, DOCUMENTS, EDGES = 200_000, 20_000, 1_000_000
TYPES = ("FUNDS", "OPERATES", "SUPERVISES", "SERVES", "PARTNERS_WITH", "INCUBATES")


def bench_export() -> list[Line]:
    """Seconds from the opened graph to the whole folder, and the greatest memory of the process."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "g.lbdb"
        _alone(write_graph, path, EDGES)
        lines = []
        for name, format in formats().items():
            if format.streams:
                seconds, peak, size = _alone(_export, path, name)
                note = f"{size / 1e6:,.0f} MB, {EDGES / seconds:,.0f} edges/s, peak {peak / 1e9:.2f} GB"
                lines.append((f"export {name}, {EDGES:,} edges", seconds, note))
        return lines


def write_graph(path: Path, edges: int) -> None:
    """Write the synthetic graph with so many edges, and as many organisations and documents as go with them."""
    share = edges / EDGES
    organizations = list(_organizations(int(ORGANIZATIONS * share)))
    documents = [_node("DOCUMENT", content_id("d", i), f"示例文献第 {i} 篇") | DOCUMENT for i in range(int(DOCUMENTS * share))]
    nodes: dict[str, list[Row]] = {label: [] for label in ontology().node} | {"ORG": organizations, "DOCUMENT": documents}
    rows = {("ORG", type, "ORG"): list(_edges(type, at, organizations, documents, edges)) for at, type in enumerate(TYPES)}
    rows["DOCUMENT", "MENTIONS", "ORG"] = [
        _edge("MENTIONS", documents[i % len(documents)], row, str(row["name"]), i) for i, row in enumerate(organizations)
    ]
    write_rows(path, nodes, rows)


DOCUMENT: Row = {"genre": "report", "source": "示例", "published": "2024-05-01", "file": "示例.txt", "pages": "", "text": "示例文字" * 50}


def _organizations(count: int) -> Iterator[Row]:
    for i in range(count):
        about = {"kind": "social_org", "five": "social_org", "uscc": f"52330481{i:010}"}
        yield _node("ORG", f"org:{content_id(i)}", f"示例社会工作服务中心{i}") | about


def _node(label: str, id: str, name: str) -> Row:
    row: Row = dict.fromkeys(node_columns(label))
    return row | {"id": id, "label": label, "name": name, "kind": "", "five": "", "place_code": "", "aliases": []}


def _edges(type: str, at: int, organizations: list[Row], documents: list[Row], edges: int) -> Iterator[Row]:
    for i in range(edges // len(TYPES)):
        head, tail = (organizations[(i * step + at * 5 + shift) % len(organizations)] for step, shift in ((7, 0), (13, 1)))
        quote = f"{head['name']}与{tail['name']}在街道开展服务合作项目，共{i}次。"
        yield _edge(type, documents[i % len(documents)], tail, quote, i) | {"head": head["id"]}


def _edge(type: str, document: Row, tail: Row, quote: str, i: int) -> Row:
    row: Row = dict.fromkeys(edge_columns(type))
    ends = {"head": document["id"], "tail": tail["id"], "id": content_id(type, str(tail["id"]), i), "type": type}
    said = {"quote": quote, "document": document["id"], "start_at": i % 500, "end_at": i % 500 + len(quote)}
    return row | ends | said | {"said_by": "rule:X/1", "score": 0.9, "sources": 1}


def _export(path: Path, format: str) -> tuple[float, int, int]:
    """Seconds, greatest memory in bytes, bytes written."""
    with open_store(str(path), read_only=True) as store:
        start = time.perf_counter()
        folder = export(store, path.with_name(format), format=format)
        seconds = time.perf_counter() - start
    size = sum(file.stat().st_size for file in folder.iterdir())
    return seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024, size


def _alone(work: Callable[P, T], *given: P.args, **named: P.kwargs) -> T:
    """The result of the function in a fresh process."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(work, *given, **named).result()
