"""``run.py bench questions [province|nation] [--keep FOLDER] [--only embedded|neo4j]``: every question on both stores, with targets.

Each question is asked twice over: about one thing (a province, a county, a town, the body with the most relations of its kind), which the
target is for, and as its page opens, with the default parameters.
"""

import math
import statistics
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from msgspec import Struct
from rich.console import Console
from rich.table import Table

from graph.errors import GraphError
from graph.free.words import takes
from graph.queries import Query, Value, ask, queries
from graph.stores import GraphStore, local, open_store
from tests.bench.tiers import NATION, PROVINCE, Tier, tier_facts

RUNS = 3
# Seconds that a question about one thing may take.
TARGETS = {("province", "embedded"): 0.3, ("province", "neo4j"): 0.5, ("nation", "embedded"): 2.0, ("nation", "neo4j"): 2.0}
TIERS = {t.name: t for t in (PROVINCE, NATION)}
# What stands for each kind of parameter: all are in both tiers.
THINGS = {
    "PROVINCE": "山东省", "COUNTY": "历下区", "PLACE": "解放路街道", "GROUP": "困境儿童", "MEASURE": "社工站", "DATE": "2024-12-15",
    "NUMBER": "3",
}  # fmt: skip
LARGEST = {"ORG": "org:0", "PROJECT": "project:0", "POLICY": "policy:0", "PERSON": "person:0", "FUND": "fund:0"}


class Time(Struct, frozen=True):
    """Median seconds and rows of a question, asked about one thing and with its defaults; None where it was not asked so."""

    narrow: float
    rows: int
    wide: float
    all_rows: int


def main(arguments: list[str]) -> None:
    """Make the stores of the tier, ask, print the table. With ``--keep`` the stores are kept in a folder and used again."""
    tier = next((TIERS[a] for a in arguments if a in TIERS), PROVINCE)
    options = dict(pairwise(arguments))
    only = options.get("--only", "")
    with TemporaryDirectory() as folder:
        place = Path(options.get("--keep", folder)).resolve()
        place.mkdir(parents=True, exist_ok=True)
        times = {kind: _times(kind, tier, place) for kind in ("embedded", "neo4j") if only in ("", kind)}
    Console(width=140).print(_table(tier, times))


def typical(query: Query, store: GraphStore) -> dict[str, Value]:
    """The parameters that ask about one thing of those that have the most relations."""
    given: dict[str, Value] = {}
    for p in query.params:
        if p.name == "id":
            given[p.name] = "row:org:0" if "文献" in p.about else "place:370102" if "地方" in p.about else "org:0"
        elif p.name == "sentence":
            given[p.name] = "山东省困境儿童由谁服务"
        kinds = takes(p)
        if kind := next((k for k in THINGS if k in kinds), None):
            given[p.name] = type(p.default)(THINGS[kind])
        elif kind := next((k for k in LARGEST if k in kinds), None):
            given[p.name] = _name(store, "org:4" if "出资方" in p.about else LARGEST[kind])
    # A place and a body at once would leave nothing.
    return dict(list(given.items())[:1]) if len(given) > 1 and "province" not in given else given


def _name(store: GraphStore, id: str) -> str:
    return str(ask(store, "entity", id=id)[0]["name"])


def _times(kind: str, tier: Tier, place: Path) -> dict[str, Time]:
    with _filled(kind, tier, place) as store:
        return {q.name: _time(store, q) for q in queries().values()}


def _time(store: GraphStore, query: Query) -> Time:
    given = typical(query, store)
    narrow, rows = _median(store, query.name, given)
    wide, all_rows = _median(store, query.name, {}) if given else (narrow, rows)
    say(f"  {query.name}: {narrow * 1000:,.0f} ms, {rows:,} rows; {wide * 1000:,.0f} ms, {all_rows:,} rows; {given}")
    return Time(narrow, rows, wide, all_rows)


def _median(store: GraphStore, name: str, given: dict[str, Value]) -> tuple[float, int]:
    """Seconds of the median run after a first one that fills the caches, and the rows; a slow question is asked less often.

    Infinite where the store has not the memory for the answer.
    """
    times: list[float] = []
    for _ in range(RUNS + 1):
        start = time.perf_counter()
        try:
            rows = len(ask(store, name, **given))
        except GraphError as error:
            say(f"  {name}: {error}")
            return math.inf, 0
        times.append(time.perf_counter() - start)
        if sum(times) > 20:
            break
    return statistics.median(times[1:] or times), rows


@contextmanager
def _filled(kind: str, tier: Tier, place: Path) -> Iterator[GraphStore]:
    """A store of this kind with the tier in it; written unless it stands in the folder from before."""
    done = place / f"{tier.name}.{kind}.written"
    with _address(kind, tier, place) as address:
        if not done.exists():
            start = time.perf_counter()
            facts = tier_facts(tier)
            made = time.perf_counter()
            with open_store(address) as store:
                store.write(facts)
            size = f"{len(facts.entities):,} entities, {len(facts.documents):,} documents, {len(facts.relations):,} relations"
            say(f"{tier.name}, {kind}: {size}; made in {made - start:.0f} s, written in {time.perf_counter() - made:.0f} s")
            done.touch()
        with open_store(address, read_only=True) as store:
            yield store


@contextmanager
def _address(kind: str, tier: Tier, place: Path) -> Iterator[str]:
    if kind == "embedded":
        yield str(place / f"{tier.name}.lbdb")
        return
    home = place / f"{tier.name}.neo4j"
    running = local.start(home)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("KG_PASSWORD", running.password)
        try:
            yield running.address
        finally:
            local.stop(home)


def _table(tier: Tier, times: dict[str, dict[str, Time]]) -> Table:
    table = Table("question", title=f"{tier.name}: milliseconds (rows); * over the target", title_justify="left")
    for kind in times:
        target = f"≤ {TARGETS[tier.name, kind] * 1000:.0f}"
        table.add_column(f"{kind}, one thing {target}", justify="right")
        table.add_column(f"{kind}, as the page opens", justify="right")
    for name in queries():
        cells = []
        for kind, found in times.items():
            t, late = found[name], TARGETS[tier.name, kind]
            cells += [f"{t.narrow * 1000:,.0f} ({t.rows:,}){'*' if t.narrow > late else ' '}"]
            cells += [f"{t.wide * 1000:,.0f} ({t.all_rows:,}){'*' if t.wide > late else ' '}"]
        table.add_row(name, *cells)
    return table


def say(text: str) -> None:
    """A line on standard error, so that the table alone can be kept."""
    sys.stderr.write(text + "\n")
