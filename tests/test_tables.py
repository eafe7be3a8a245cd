"""Facts → rows: what both stores are given, and what is refused instead of being lost."""

from itertools import permutations

import pytest

from graph.errors import OntologyError
from graph.facts import indicator_id, relation_id
from graph.model import Attribute, Document, Entity, Evidence, Facts, Indicator, Relation
from graph.stores.tables import edge_rows, node_rows

TEXT = "甲中心服务乙社区。甲中心有社工3人。"
DOCUMENTS = tuple(Document(id=id, title=id, genre="report", raw=TEXT, text=TEXT, cuts=((0, 0),)) for id in ("d1", "d2"))


def said(document: str, quote: str, score: float, by: str = "rule:X/1") -> Evidence:
    start = TEXT.index(quote)
    return Evidence(document, start, start + len(quote), quote, by, score)


def org(id: str, kind: str = "social_org", attrs: dict[str, Attribute] | None = None) -> Entity:
    return Entity(id=id, label="ORG", name=id, kind=kind, attrs=attrs or {})


A, B = org("org:a"), org("org:b", "community")


def facts(*relations: Relation, entities: tuple[Entity, ...] = (A, B), indicators: tuple[Indicator, ...] = ()) -> Facts:
    return Facts(documents=DOCUMENTS, entities=entities, relations=relations, indicators=indicators)


def serves(*evidence: Evidence) -> Relation:
    return Relation(head="org:a", type="SERVES", tail="org:b", evidence=evidence)


def test_the_best_evidence_is_the_surest_then_the_first() -> None:
    weak, sure, late = said("d1", "甲中心", 0.5), said("d2", "甲中心服务", 0.9), said("d2", "社工3人", 0.9)
    (row,) = edge_rows(facts(serves(weak, late, sure)))["ORG", "SERVES", "ORG"]
    assert (row["quote"], row["document"], row["score"], row["sources"]) == ("甲中心服务", "d2", 0.9, 2)
    assert row["id"] == relation_id(serves())


def test_a_relation_said_twice_is_one_edge_with_all_evidence() -> None:
    parts = [
        Relation(head="org:a", type="FUNDS", tail="org:b", attrs={"amount": "3万元"}, evidence=(said("d1", "甲中心", 0.5),)),
        Relation(head="org:a", type="FUNDS", tail="org:b", attrs={"amount": "5万元"}, evidence=(said("d2", "甲中心", 0.9),)),
        Relation(head="org:a", type="FUNDS", tail="org:b", attrs={"mode": "捐赠"}),
    ]
    rows = [edge_rows(facts(*order))["ORG", "FUNDS", "ORG"] for order in permutations(parts)]
    assert all(r == rows[0] for r in rows)
    assert [(r["amount"], r["mode"], r["document"], r["sources"]) for r in rows[0]] == [("5万元", "捐赠", "d2", 2)]


def test_each_place_in_a_text_is_one_mention() -> None:
    twice = (
        said("d1", "甲中心", 0.5, "rule:A/1"),
        said("d1", "甲中心", 0.8, "model:crf"),
        said("d2", "甲中心", 0.5),
        said("d1", "社工", 1.0),
    )
    entity = Entity(id="org:a", label="ORG", name="甲中心", evidence=twice)
    rows = edge_rows(Facts(documents=DOCUMENTS, entities=(entity,)))["DOCUMENT", "MENTIONS", "ORG"]
    assert sorted((r["head"], r["start_at"], r["said_by"]) for r in rows) == [
        ("d1", 0, "model:crf"),
        ("d1", 13, "rule:X/1"),
        ("d2", 0, "rule:X/1"),
    ]
    assert len({r["id"] for r in rows}) == 3


def test_an_indicator_is_a_node_that_measures_and_is_mentioned() -> None:
    count = [Indicator(place="org:a", measure="社工", value=3, unit="人", evidence=(said(d, "社工3人", 1.0),)) for d in ("d1", "d2")]
    some = facts(indicators=tuple(count))
    id = indicator_id(count[0])
    assert [(r["id"], r["name"], r["value"]) for r in node_rows(some)["INDICATOR"]] == [(id, "社工", 3.0)]
    edges = edge_rows(some)
    assert [(r["head"], r["tail"], r["sources"]) for r in edges["INDICATOR", "MEASURES", "ORG"]] == [(id, "org:a", 2)]
    assert [r["head"] for r in edges["DOCUMENT", "MENTIONS", "INDICATOR"]] == ["d1", "d2"]


def test_the_finest_division_is_the_seat_and_other_places_are_none() -> None:
    places = ("place:33", "place:330481004", "place:330481003", "place:330481", "place:0123456789012345", "place:abc")
    entities = (A, *(Entity(id=p, label="PLACE", name=p) for p in places))
    rows = node_rows(facts(*(Relation(head="org:a", type="LOCATED_IN", tail=p) for p in places), entities=entities))
    assert rows["ORG"][0]["place_code"] == "330481003"
    assert {r["id"]: r["place_code"] for r in rows["PLACE"]} == {
        "place:33": "33", "place:330481": "330481", "place:330481003": "330481003", "place:330481004": "330481004",
        "place:0123456789012345": "", "place:abc": "",
    }  # fmt: skip


def test_roles_need_the_right_kind_mode_and_title() -> None:
    entities = (
        org("org:e", "enterprise"),
        org("org:f", "enterprise"),
        A,
        *(Entity(id=f"person:{n}", label="PERSON", name=n) for n in "pq"),
    )
    gives = Relation(head="org:e", type="FUNDS", tail="org:a", attrs={"mode": "捐赠"})
    pays = Relation(head="org:f", type="FUNDS", tail="org:a", attrs={"mode": "购买服务"})
    posts = [
        Relation(head=f"person:{p}", type="WORKS_FOR", tail="org:a", attrs={"title": t})
        for p, t in (("p", "高级社会工作师"), ("q", "主任"))
    ]
    rows = node_rows(facts(gives, pays, *posts, entities=entities))
    assert {str(r["id"]): r["five"] for r in (*rows["ORG"], *rows["PERSON"])} == {
        "org:a": "social_org", "org:e": "charity", "org:f": "", "person:p": "social_worker", "person:q": "",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("given", "stored"),
    [({"staff": 7.0}, 7), ({"staff": 2**63 - 1}, 2**63 - 1), ({"capital": 3}, 3.0), ({"uscc": 52330481}, "52330481"), ({}, None)],
)
def test_attributes_have_their_declared_type(given: dict[str, Attribute], stored: Attribute | None) -> None:
    (row,) = node_rows(Facts(entities=(org("org:a", attrs=given),)))["ORG"]
    value = row[next(iter(given), "staff")]
    assert (value, type(value)) == (stored, type(stored))
    assert row["address"] is None


@pytest.mark.parametrize(
    "given",
    [
        {"staff": 7.5},
        {"staff": "七"},
        {"staff": True},
        {"staff": 2**63},
        {"staff": float("inf")},
        {"capital": "1"},
        {"uscc": True},
        {"x": 1},
    ],
)
def test_an_attribute_that_the_vocabulary_cannot_hold_is_refused(given: dict[str, Attribute]) -> None:
    with pytest.raises(OntologyError, match="org:a"):
        node_rows(Facts(entities=(org("org:a", attrs=given),)))


@pytest.mark.parametrize(
    "some",
    [
        facts(Relation(head="org:a", type="SERVES", tail="org:gone")),
        facts(Relation(head="org:a", type="ISSUES", tail="org:b")),
        facts(Relation(head="org:a", type="LIKES", tail="org:b")),
        facts(Relation(head="org:a", type="SERVES", tail="org:b", attrs={"mode": "x"})),
        facts(serves(Evidence("d9", 0, 1, "甲", "rule:X/1", 1.0))),
        facts(indicators=(Indicator(place="org:gone", measure="社工", value=1.0),)),
    ],
)
def test_an_edge_that_cannot_stand_is_refused(some: Facts) -> None:
    with pytest.raises(OntologyError):
        edge_rows(some)


@pytest.mark.parametrize(
    "entities", [(A, org("org:a", "station")), (A, Entity(id="d1", label="FUND", name="基金")), (Entity(id="x", label="DOG", name="x"),)]
)
def test_an_id_is_one_node_of_a_known_type(entities: tuple[Entity, ...]) -> None:
    with pytest.raises(OntologyError):
        node_rows(facts(entities=entities))
