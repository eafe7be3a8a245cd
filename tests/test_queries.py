"""Every question: its file keeps the rules, its rows are exact, equal on both stores, and nothing given is ever run."""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path

import pytest
from msgspec import structs

from graph.model import Facts, Indicator
from graph.queries import ask, find_query, queries
from graph.stores import GraphStore, open_store
from tests import office_facts, office_rows, query_rows
from tests.made import World
from tests.query_facts import TEXTS, WORLD

CASES = [*query_rows.EXACT, *office_rows.EXACT]


@contextmanager
def holding(request: pytest.FixtureRequest, folder: Path, world: World) -> Iterator[GraphStore]:
    """A store of the kind that the fixture is asked for, with this world in it."""
    with pytest.MonkeyPatch.context() as patch:
        address = str(folder / "graph.lbdb")
        if request.param == "neo4j":
            running = request.getfixturevalue("neo4j_server")
            patch.setenv("KG_PASSWORD", running.password)
            address = running.address
        with open_store(address) as store:
            store.write(world.facts())
            yield store


KINDS = ["embedded", pytest.param("neo4j", marks=pytest.mark.neo4j)]


# Filled once for all tests that only ask: filling takes longer than asking. Tests with the same graph stand together.
@pytest.fixture(scope="module", params=KINDS)
def office(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[GraphStore]:
    """Each kind of store with the county office in it."""
    with holding(request, tmp_path_factory.mktemp("office"), office_facts.WORLD) as store:
        yield store


def check(store: GraphStore, cases: list[query_rows.Case]) -> None:
    """The rows of each case, exactly."""
    for name, params, columns, rows in cases:
        answer = ask(store, name, **params)
        assert [tuple(row[c] for c in columns) for row in answer] == rows, params
        assert all(list(row) == [c.name for c in find_query(name).columns] for row in answer)


def test_every_question_has_exact_rows() -> None:
    assert {name for name, _, _, rows in CASES if rows} == set(queries())


@pytest.mark.parametrize("name", sorted({name for name, *_ in office_rows.EXACT}))
def test_exact_rows_of_the_office(office: GraphStore, name: str) -> None:
    check(office, [case for case in office_rows.EXACT if case[0] == name])


def test_quotes_of_the_office_stand_in_their_documents(office: GraphStore) -> None:
    assert quoted(office, office_facts.WORLD.texts) > 100


def test_no_two_rows_of_the_office_are_equal(office: GraphStore) -> None:
    all_different(office)


@pytest.fixture(scope="module", params=KINDS)
def filled(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[GraphStore]:
    """Each kind of store with the small example in it."""
    with holding(request, tmp_path_factory.mktemp("graph"), WORLD) as store:
        yield store


@pytest.mark.parametrize("name", sorted({name for name, *_ in query_rows.EXACT}))
def test_exact_rows(filled: GraphStore, name: str) -> None:
    check(filled, [case for case in query_rows.EXACT if case[0] == name])


# Something for the parameters that name one thing.
THINGS: dict[str, object] = {"id": "org:star", "ids": ["org:star", "org:post", "org:yun"]}
ONE_FACT = [
    (q.name, q.columns)
    for q in queries().values()
    if {"quote", "document", "start_at", "end_at", "said_by", "score"} <= {c.name for c in q.columns}
]


def quoted(store: GraphStore, texts: dict[str, str]) -> int:
    """How many quotes the answers have; each stands in its document where it says."""
    quotes = 0
    for name, _ in ONE_FACT:
        for row in ask(store, name, **{p.name: p.default or THINGS.get(p.name, p.default) for p in find_query(name).params}):
            if row["quote"]:
                quotes += 1
                at = int(str(row["start_at"])), int(str(row["end_at"]))
                assert texts[str(row["document"])][slice(*at)] == row["quote"], name
    return quotes


def all_different(store: GraphStore) -> None:
    """No answer has two equal rows."""
    for name in queries():
        rows = [tuple(map(str, row.values())) for row in ask(store, name)]
        assert all(a != b for a, b in pairwise(sorted(rows))), name


def test_every_quote_of_every_answer_stands_in_its_document(filled: GraphStore) -> None:
    assert len(ONE_FACT) >= 20
    assert quoted(filled, TEXTS) > 60


def test_the_order_leaves_no_two_rows_equal(filled: GraphStore) -> None:
    all_different(filled)


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
    store.write(Facts(entities=(WORLD.place("33", "浙江省", "province", True),), indicators=(due, later)))
    assert [row["verdict"] for row in ask(store, "targets")] == [verdict]


HOSTILE = ["'", '"', "\\", "'}) DETACH DELETE n //", "$name", "`", "甲" * 10_000, "\n\t", "%", "*", "\x00", "' OR 1=1", "😀"]


@pytest.mark.parametrize("name", sorted(q.name for q in queries().values() if any(isinstance(p.default, str) for p in q.params)))
def test_hostile_values_are_only_values(filled: GraphStore, name: str) -> None:
    free = [p for p in find_query(name).params if isinstance(p.default, str) and not p.choices]
    before = ask(filled, "counts")
    for text in HOSTILE:
        assert len(ask(filled, name, **{p.name: text for p in free})) <= len(ask(filled, name, **{p.name: "" for p in free}))
    assert ask(filled, "counts") == before


def test_what_each_county_is_to_have_is_no_count_of_a_province(store: GraphStore) -> None:
    facts = WORLD.facts()
    store.write(facts)
    assert any(row["stated"] for row in ask(store, "coverage", level="county"))
    store.write(structs.replace(facts, indicators=tuple(structs.replace(i, qualifier="每个县") for i in facts.indicators)))
    assert not any(row["stated"] for row in ask(store, "coverage", level="county"))


@pytest.mark.parametrize("status", ["已注销", "撤销", "撤消", "吊销"])
def test_a_body_that_is_no_more_covers_nothing(store: GraphStore, status: str) -> None:
    facts = WORLD.facts()
    known = {"注销": status}
    entities = tuple(
        structs.replace(e, attrs=e.attrs | {"status": known.get(str(e.attrs["status"]), e.attrs["status"])}) if "status" in e.attrs else e
        for e in facts.entities
    )
    store.write(structs.replace(facts, entities=entities))
    names = ("coverage", "towns_without_station", "units_for_need")
    check(store, [case for case in query_rows.EXACT if case[0] in names])
