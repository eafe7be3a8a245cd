"""``run.py bench questions [province|nation] [--keep FOLDER] [--only embedded|neo4j]``: every question on both stores, with targets.

Each question is asked twice over: about one thing (a province, a county, a town, the body with the most relations of its kind), which the
target is for, and as its page opens, with the default parameters. Beside the time stands what the processors worked for it, which other
work on the machine hardly changes.
"""

import math
import os
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
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
from tests.bench.imported import fill
from tests.bench.tiers import NATION, PROVINCE, Tier, tier_facts

RUNS = 3
# Seconds after which a question is not asked once more.
PATIENCE = 5
# Seconds that a question about one thing may take.
TARGETS = {("province", "embedded"): 0.3, ("province", "neo4j"): 0.5, ("nation", "embedded"): 2.0, ("nation", "neo4j"): 2.0}
# GB that the server may take.
MEMORY = {"province": 1.5, "nation": 6.0}
TIERS = {t.name: t for t in (PROVINCE, NATION)}
# What stands for each kind of parameter, the likelier first: names that are in both tiers, ids, and for 名称… the end of a name.
THINGS = {
    "PROVINCE": ("山东省",), "COUNTY": ("历下区",), "PLACE": ("解放路街道", "历下区", "山东省"), "GROUP": ("困境儿童",),
    "MEASURE": ("社工站",), "DATE": ("2024-12-15", "2022-01-01"), "NUMBER": ("3",), "PERSON": ("person:0", "person:1", "person:2"),
    "PROJECT": ("project:0",), "ORG": ("org:0", "基金会（示例）", "公司（示例）", "医院（示例）", "学院（示例）"), "POLICY": ("policy:0",),
    "FUND": ("fund:0",),
}  # fmt: skip
OTHER = "org:4"


class Time(Struct, frozen=True):
    """The median of some answers: seconds, seconds of the processors, and rows; infinite where the store has not the memory for it."""

    seconds: float
    worked: float
    rows: int

    def cell(self, target: float) -> str:
        """As the table shows it, with a star where it is over the target."""
        if self.seconds == math.inf:
            return "too large "
        return f"{self.seconds * 1000:,.0f} / {self.worked * 1000:,.0f} ({self.rows:,}){'*' if self.seconds > target else ' '}"


class Asked(Struct, frozen=True):
    """A question about one thing, and with its defaults."""

    narrow: Time
    wide: Time


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
    """The parameters that ask about one thing and have an answer; the first that were tried where none has one."""
    ways = [_given(query, store, n) for n in range(max(map(len, THINGS.values())))]
    return next((way for way in ways if _answers(store, query, way)), ways[0]) if ways[0] else {}


def _answers(store: GraphStore, query: Query, given: dict[str, Value]) -> bool:
    with suppress(GraphError):
        return bool(ask(store, query.name, **given))
    return False


def _given(query: Query, store: GraphStore, n: int) -> dict[str, Value]:
    """The ``n``-th things that the parameters can hold."""
    given: dict[str, Value] = {}
    for p in query.params:
        if p.name == "id":
            given[p.name] = "row:org:0" if "文献" in p.about else "place:370102" if "地方" in p.about else "org:0"
        elif p.name == "ids":
            given[p.name] = ["org:0", "org:1", "place:370102001"]
        elif p.name == "sentence":
            given[p.name] = "山东省困境儿童由谁服务"
        elif kind := next((k for k in THINGS if k in takes(p)), None):
            some = THINGS[kind]
            given[p.name] = type(p.default)(_name(store, OTHER if p.name == "other" else some[n % len(some)]))
    # A place and a body at once would leave nothing.
    return dict(list(given.items())[:1]) if len(given) > 1 and not {"province", "other", "measure"} & given.keys() else given


def _name(store: GraphStore, thing: str) -> str:
    """The name of an id, or the first name with that ending."""
    rows = ask(store, "entity", id=thing) if ":" in thing else ask(store, "find", name=thing) if thing.endswith("）") else []
    return str(rows[0]["name"]) if rows else thing


def _times(kind: str, tier: Tier, place: Path) -> dict[str, Asked]:
    with _filled(kind, tier, place) as (store, processes):
        return {q.name: _time(store, q, processes) for q in queries().values()}


def _time(store: GraphStore, query: Query, processes: Sequence[int]) -> Asked:
    given = typical(query, store)
    narrow = _median(store, query.name, given, processes)
    wide = _median(store, query.name, {}, processes) if given else narrow
    say(f"  {query.name}: {narrow.cell(math.inf)} {wide.cell(math.inf)} {given}")
    return Asked(narrow, wide)


def _median(store: GraphStore, name: str, given: dict[str, Value], processes: Sequence[int]) -> Time:
    """The median run after a first one that fills the caches; a slow question is asked less often."""
    times: list[Time] = []
    for _ in range(RUNS + 1):
        start, worked = time.perf_counter(), _worked(processes)
        try:
            rows = len(ask(store, name, **given))
        except GraphError as error:
            say(f"  {name}: {error}")
            return Time(math.inf, math.inf, 0)
        times.append(Time(time.perf_counter() - start, _worked(processes) - worked, rows))
        if sum(t.seconds for t in times) > PATIENCE:
            break
    return sorted(times[1:] or times, key=lambda t: t.seconds)[len(times[1:]) // 2]


def _worked(processes: Sequence[int]) -> float:
    """Seconds that the processors have worked for this process and the others; where the system does not tell, for this one."""
    worked = time.process_time()
    for process in processes:
        with suppress(OSError):
            fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
            worked += (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return worked


@contextmanager
def _filled(kind: str, tier: Tier, place: Path) -> Iterator[tuple[GraphStore, tuple[int, ...]]]:
    """A store of this kind with the tier in it, and the processes that answer; written unless it stands in the folder from before."""
    done = place / f"{tier.name}.{kind}.written"
    with _address(kind, tier, place) as (address, processes):
        if not done.exists():
            _write(kind, tier, address)
            done.touch()
        with open_store(address, read_only=True) as store:
            yield store, processes


def _write(kind: str, tier: Tier, address: str) -> None:
    """Write the tier, unless the server's importer has done so."""
    if kind == "neo4j" and tier is NATION:
        return
    start = time.perf_counter()
    facts = tier_facts(tier)
    made = time.perf_counter()
    with open_store(address) as store:
        store.write(facts)
    size = f"{len(facts.entities):,} entities, {len(facts.documents):,} documents, {len(facts.relations):,} relations"
    say(f"{tier.name}, {kind}: {size}; made in {made - start:.0f} s, written in {time.perf_counter() - made:.0f} s")


@contextmanager
def _address(kind: str, tier: Tier, place: Path) -> Iterator[tuple[str, tuple[int, ...]]]:
    file = place / f"{tier.name}.lbdb"
    if kind == "embedded":
        yield str(file), ()
        return
    home = place / f"{tier.name}.neo4j"
    if tier is NATION and not home.exists():
        start = time.perf_counter()
        fill(file, home, MEMORY[tier.name])  # by the server's importer, out of the embedded file of this folder
        say(f"{tier.name}, neo4j: exported and imported in {time.perf_counter() - start:.0f} s")
    running = local.start(home, MEMORY[tier.name])
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("KG_PASSWORD", running.password)
        try:
            yield running.address, (running.pid,)
        finally:
            local.stop(home)


def _table(tier: Tier, times: dict[str, dict[str, Asked]]) -> Table:
    table = Table("question", title=f"{tier.name}: milliseconds / of the processors (rows); * over the target", title_justify="left")
    for kind in times:
        table.add_column(f"{kind}, one thing, target {TARGETS[tier.name, kind] * 1000:.0f}", justify="right")
        table.add_column(f"{kind}, as the page opens", justify="right")
    for name in queries():
        cells = [(found[name], TARGETS[tier.name, kind]) for kind, found in times.items()]
        table.add_row(name, *(c for asked, target in cells for c in (asked.narrow.cell(target), asked.wide.cell(target))))
    return table


def say(text: str) -> None:
    """A line on standard error, so that the table alone can be kept."""
    sys.stderr.write(text + "\n")
