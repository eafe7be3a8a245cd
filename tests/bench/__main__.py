"""``run.py bench [extract|build|registry|resolve|export …]``: times of the main steps, each the median of several runs.

``run.py bench questions [province|nation] [--keep FOLDER] [--only embedded|neo4j]`` asks every question on a made graph,
``run.py bench dashboard [--keep FOLDER] [--only embedded|neo4j]`` drives Chromium over its pages.
Run them on a quiet machine; the figures in docs/ come from here.
"""

import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.console import Console
from rich.table import Table

from graph.facts import join_facts
from graph.loaders.annotation import annotated_document, annotated_facts, read_annotation
from graph.model import Facts
from graph.places import division_facts
from graph.resolve import resolve
from graph.stores import open_store
from nlp import extract
from tests.bench import dashboard, questions
from tests.bench.exports import bench_export
from tests.bench.names import bench_resolve
from tests.bench.registers import bench_registry

GOLD = Path(__file__).resolve().parent.parent.parent / "data" / "gold"
RUNS = 5
Line = tuple[str, float, str]


def median(work: Callable[[], object], runs: int = RUNS) -> float:
    """Seconds of the median run; the first run is left out, as it fills caches."""
    work()
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def bench_extract() -> list[Line]:
    """Reading of the annotated documents, one core."""
    documents = [annotated_document(read_annotation(p)) for p in sorted(GOLD.glob("d*.json"))]
    size = sum(len(d.text) for d in documents)
    seconds = median(lambda: [extract(d) for d in documents])
    return [("extract, 16 documents", seconds, f"{size / seconds:,.0f} characters/s")]


def gold_facts() -> Facts:
    """All annotated documents."""
    return join_facts(annotated_facts(read_annotation(p), by="person:gold") for p in sorted(GOLD.glob("d*.json")))


def bench_build() -> list[Line]:
    """Divisions, resolution and writing of the embedded store."""
    gold, divisions = gold_facts(), division_facts()
    resolved = resolve([divisions, gold])
    size = f"{len(resolved.entities):,} entities"
    with TemporaryDirectory() as folder:
        path = str(Path(folder) / "g.lbdb")

        def write() -> None:
            with open_store(path) as store:
                store.write(resolved)

        return [
            ("divisions as facts", median(division_facts, 3), f"{len(divisions.entities):,} entities"),
            ("resolve", median(lambda: resolve([divisions, gold]), 3), size),
            ("write the embedded store", median(write, 3), size),
        ]


BENCHES: dict[str, Callable[[], list[Line]]] = {
    "extract": bench_extract,
    "build": bench_build,
    "registry": bench_registry,
    "resolve": bench_resolve,
    "export": bench_export,
}

# Minutes long, as the questions are: only when named.
LONG = {"registry", "resolve", "export"}


def main(wanted: list[str]) -> None:
    """Print the table of the benches named, or of all; ``questions`` and ``dashboard`` have tables and arguments of their own."""
    if {"-h", "--help"} & set(wanted):
        sys.stdout.write(__doc__ or "")
        return
    own = {"questions": questions.main, "dashboard": dashboard.main}
    if wanted and wanted[0] in own:
        own[wanted[0]](wanted[1:])
        return
    if unknown := [w for w in wanted if w not in BENCHES]:
        sys.exit(f"没有 {unknown[0]} 这项测速；可用：{'、'.join([*BENCHES, *own])}")
    table = Table("what", "seconds", "how much")
    for name in wanted or [b for b in BENCHES if b not in LONG]:
        for what, seconds, note in BENCHES[name]():
            table.add_row(what, f"{seconds:.3f}", note)
    Console().print(table)


if __name__ == "__main__":
    main(sys.argv[1:])
