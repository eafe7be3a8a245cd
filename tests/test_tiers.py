"""The graphs that the questions are timed on: the same every time, plausible, marked 示例, and every question has an answer in them."""

from collections import Counter
from pathlib import Path

import pytest

from graph.facts import wrong_quotes
from graph.model import Facts
from graph.ontology import check_facts
from graph.queries import ask, queries
from graph.queue import queue
from graph.stores import GraphStore, open_store
from graph.workspace import Workspace
from tests.bench.doubts import DOUBTS, doubted, write_doubts
from tests.bench.questions import typical
from tests.bench.tiers import NATION, PROVINCE, WEB, Tier, tier_facts

SMALL = Tier("small", "37", 40, 300, 1_000)


@pytest.fixture(scope="module")
def small() -> Facts:
    """A tier of forty towns."""
    return tier_facts(SMALL)


def test_the_same_size_gives_the_same_graph(small: Facts) -> None:
    assert tier_facts(SMALL) == small


def test_the_facts_are_facts(small: Facts) -> None:
    assert not wrong_quotes(small)
    assert check_facts(small) == []
    invented = [e for e in small.entities if e.label not in ("PLACE", "GROUP")]
    assert len(invented) > 2_000
    assert all("（示例）" in e.name for e in invented)


def test_few_do_much_and_most_do_little(small: Facts) -> None:
    degrees = sorted(Counter(r.head for r in small.relations if r.type != "LOCATED_IN").values())
    assert degrees[len(degrees) // 2] <= 5
    assert degrees[-1] >= 30
    assert max(Counter(r.head for r in small.relations if r.type == "WORKS_FOR").values()) <= 8


def test_the_tiers_are_of_the_sizes_promised() -> None:
    assert (PROVINCE.towns, PROVINCE.committees, PROVINCE.organisations) == (1_813, 62_000, 51_000)
    # each committee and organisation with its register row, nine people to ten organisations, projects and funds
    nodes = 2 * (NATION.committees + NATION.organisations) + 1.15 * NATION.organisations + NATION.towns
    edges = 2 * (NATION.committees + NATION.organisations) + sum(share for _, share, _, _ in WEB) * NATION.dense * NATION.organisations
    assert 2.0e6 < nodes < 2.2e6
    assert 5.8e6 < edges < 6.4e6


def test_most_questions_have_an_answer_about_one_thing(small: Facts, tmp_path: Path) -> None:
    with open_store(str(tmp_path / "graph.lbdb")) as store:
        store.write(small)
        answered = {name for name, query in queries().items() if _rows(store, name, query.name)}
    assert len(answered) >= 0.7 * len(queries()), sorted(set(queries()) - answered)


def test_a_reviewer_has_something_to_do(small: Facts, tmp_path: Path) -> None:
    place, facts = Workspace(tmp_path), doubted(small)
    write_doubts(facts, place.cases)
    with open_store(str(place.graph)) as store:
        store.write(facts)
        items = queue(place, lambda name: ask(store, name), "甲")
    kinds = Counter(i.kind for i in items)
    # What two registers say is one relation.
    assert kinds["merge"] == DOUBTS >= kinds["fact"] > 0.9 * DOUBTS
    assert all(said.quote for i in items for said in i.quotes)


def _rows(store: GraphStore, name: str, query: str) -> int:
    return len(ask(store, name, **typical(queries()[query], store)))
