"""Every question: its file keeps the rules, its rows are exact, equal on both stores, and nothing given is ever run."""

from collections.abc import Iterator
from itertools import pairwise

import pytest

from graph.model import Facts, Indicator
from graph.queries import ask, find_query, queries
from graph.stores import GraphStore, open_store
from tests.query_facts import TEXTS, example, place
from tests.query_rows import EXACT


# Filled once for all tests of this file, which only ask: filling takes longer than asking.
@pytest.fixture(scope="module", params=["embedded", pytest.param("neo4j", marks=pytest.mark.neo4j)])
def filled(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[GraphStore]:
    """Each kind of store with the example in it."""
    with pytest.MonkeyPatch.context() as patch:
        address = str(tmp_path_factory.mktemp("graph") / "graph.lbdb")
        if request.param == "neo4j":
            running = request.getfixturevalue("neo4j_server")
            patch.setenv("KG_PASSWORD", running.password)
            address = running.address
        with open_store(address) as store:
            store.write(example())
            yield store


@pytest.mark.parametrize("name", sorted(queries()))
def test_exact_rows(filled: GraphStore, name: str) -> None:
    cases = [case for case in EXACT if case[0] == name]
    assert cases
    for _, params, columns, rows in cases:
        answer = ask(filled, name, **params)
        assert [tuple(row[c] for c in columns) for row in answer] == rows, params
        assert all(list(row) == [c.name for c in find_query(name).columns] for row in answer)


ONE_FACT = [
    (q.name, q.columns)
    for q in queries().values()
    if {"quote", "document", "start_at", "end_at", "said_by", "score"} <= {c.name for c in q.columns}
]


def test_every_quote_of_every_answer_stands_in_its_document(filled: GraphStore) -> None:
    assert len(ONE_FACT) >= 20
    things = {"id": "org:star"}
    quotes = 0
    for name, _ in ONE_FACT:
        given = {p.name: things.get(p.name, p.default) for p in find_query(name).params}
        for row in ask(filled, name, **given):
            if row["quote"]:
                quotes += 1
                at = int(str(row["start_at"])), int(str(row["end_at"]))
                assert TEXTS[str(row["document"])][slice(*at)] == row["quote"], name
    assert quotes > 60


def test_the_order_leaves_no_two_rows_equal(filled: GraphStore) -> None:
    for name in queries():
        rows = [tuple(map(str, row.values())) for row in ask(filled, name)]
        assert all(a != b for a, b in pairwise(sorted(rows))), name


@pytest.mark.parametrize(
    ("value", "as_of", "verdict"),
    [
        (9.0, "2021", "未达成"), (9.0, "2020", "无证据"), (9.0, "2019", "无证据"), (9.0, None, "无证据"), (9.0, "十二五", "无证据"),
        (10.0, "2021年3月", "达成"), (12.0, "2019", "达成"),
    ],
)  # fmt: skip
def test_a_promise_is_kept_broken_or_open(store: GraphStore, value: float, as_of: str | None, verdict: str) -> None:
    due = Indicator(place="place:33", measure="社工站", value=10.0, as_of="2020年10月", nature="target")
    later = Indicator(place="place:33", measure="社工站", value=value, as_of=as_of)
    store.write(Facts(entities=(place("33", "浙江省", "province", True),), indicators=(due, later)))
    assert [row["verdict"] for row in ask(store, "targets")] == [verdict]


HOSTILE = ["'", '"', "\\", "'}) DETACH DELETE n //", "$name", "`", "甲" * 10_000, "\n\t", "%", "*", "\x00", "' OR 1=1", "😀"]


@pytest.mark.parametrize("name", sorted(q.name for q in queries().values() if any(isinstance(p.default, str) for p in q.params)))
def test_hostile_values_are_only_values(filled: GraphStore, name: str) -> None:
    free = [p for p in find_query(name).params if isinstance(p.default, str) and not p.choices]
    before = ask(filled, "counts")
    for text in HOSTILE:
        assert len(ask(filled, name, **{p.name: text for p in free})) <= len(ask(filled, name, **{p.name: "" for p in free}))
    assert ask(filled, "counts") == before
