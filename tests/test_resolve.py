"""Resolution: order-free, idempotent, never across places, and people have the last word."""

import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.decisions import Decisions
from graph.facts import content_id
from graph.model import Attribute, Document, Entity, Evidence, Facts, Relation
from graph.names import compare, split_name
from graph.ontology import check_facts
from graph.resolve import resolve, resolve_with_reasons


def facts_of(title: str, *names: tuple[str, str, str | None], ties: tuple[tuple[int, str, int], ...] = (), code: str = "") -> Facts:
    """A document whose text is the names, one a line; ``ties`` are relations between their positions."""
    text = "\n".join(name for name, _, _ in names)
    document = Document(id=content_id(title, text), title=title, genre="report", raw=text, text=text, cuts=((0, 0),))
    entities = []
    for name, label, kind in names:
        at = text.index(name)
        found = (Evidence(document.id, at, at + len(name), name, "person:test", 1.0),)
        attrs: dict[str, Attribute] = {"uscc": code} if code and label == "ORG" else {}
        entities.append(Entity(id=content_id(document.id, label, name), label=label, kind=kind, name=name, attrs=attrs, evidence=found))
    relations = tuple(Relation(head=entities[a].id, type=type, tail=entities[b].id, evidence=entities[a].evidence) for a, type, b in ties)
    return Facts(documents=(document,), entities=tuple(entities), relations=relations)


def names_of(facts: Facts, label: str = "ORG") -> list[str]:
    return sorted(e.name for e in facts.entities if e.label == label)


def test_one_body_in_two_spellings_is_one_entity() -> None:
    a = facts_of("甲", ("成都市武侯区社会工作者协会", "ORG", "social_org"))
    b = facts_of("乙", ("武侯区社工协会", "ORG", "social_org"))
    (entity,) = resolve([a, b]).entities
    assert entity.name == "成都市武侯区社会工作者协会"
    assert entity.aliases == ("武侯区社工协会",)
    assert len({e.document for e in entity.evidence}) == 2


def test_namesakes_of_two_places_stay_apart() -> None:
    a = facts_of("甲", ("南京市鼓楼区民政局", "ORG", "government"))
    b = facts_of("乙", ("福州市鼓楼区民政局", "ORG", "government"))
    assert len(resolve([a, b]).entities) == 2


def test_relative_names_do_not_leave_their_document() -> None:
    a, b = (facts_of(t, ("县民政局", "ORG", "government")) for t in ("甲", "乙"))
    assert len(resolve([a, b]).entities) == 2


def test_different_codes_never_merge_and_the_nameless_one_is_unsure() -> None:
    name = ("长沙市岳麓区晨光社会工作服务中心（示例）", "ORG", "social_org")
    a, b = facts_of("甲", name, code="52430104MJJ0000019"), facts_of("乙", name, code="52430104MJJ0000027")
    result = resolve_with_reasons([a, b, facts_of("丙", name)])
    assert len(result.facts.entities) == 3
    assert {r.why for r in result.unsure} == {"名称和地方相同，但有几个不同的代码"}


def test_a_code_joins_what_the_name_does_not() -> None:
    a = facts_of("甲", ("从化市教育基金会", "ORG", "foundation"), code="53440117MJK0000000")
    b = facts_of("乙", ("广州市从化区教育基金会", "ORG", "foundation"), code="53440117MJK0000000")
    (entity,) = resolve([a, b]).entities
    assert entity.id == "org:53440117MJK0000000"


def test_a_person_is_one_only_with_a_second_agreeing_fact() -> None:
    work = ((0, "WORKS_FOR", 1),)
    here = facts_of("甲", ("王小平", "PERSON", None), ("遵义市民政局", "ORG", "government"), ties=work)
    again = facts_of("乙", ("王小平", "PERSON", None), ("遵义市民政局", "ORG", "government"), ties=work)
    spelled = facts_of("丁", ("王小平", "PERSON", None), ("贵州省遵义市民政局", "ORG", "government"), ties=work)
    elsewhere = facts_of("丙", ("王小平", "PERSON", None), ("安顺市民政局", "ORG", "government"), ties=work)
    assert len(names_of(resolve([here, again, spelled, elsewhere]), "PERSON")) == 2


def test_a_place_is_found_by_its_parent() -> None:
    chain = facts_of("甲", ("城关镇", "PLACE", "town"), ("舒城县", "PLACE", "county"), ties=((0, "PART_OF", 1),))
    assert "place:341523100" in {e.id for e in resolve([chain]).entities}


def test_people_have_the_last_word_and_it_survives_a_rebuild(tmp_path: Path) -> None:
    a = facts_of("甲", ("成都市武侯区社会工作者协会", "ORG", "social_org"))
    b = facts_of("乙", ("武侯区社工协会", "ORG", "social_org"))
    c = facts_of("丙", ("阳光之家（示例）", "ORG", "social_org"))
    first, second, third = (f.entities[0].id for f in (a, b, c))
    decisions = Decisions(tmp_path / "decisions.db")
    decisions.decide((first, second), "different", "审核员")
    decisions.decide((second, third), "same", "审核员", "同一法人")
    for parts in ([a, b, c], [c, b, a]):
        entities = resolve(parts, Decisions(tmp_path / "decisions.db")).entities
        assert sorted(len(e.evidence) for e in entities) == [1, 2]
        assert len({e.id for e in entities}) == 2


NAMES = [
    "海宁市民政局",
    "浙江省海宁市民政局",
    "民政局",
    "海宁市马桥街道社工站",
    "马桥街道社会工作站",
    "晨星社工服务社",
    "海宁市晨星社会工作服务社",
]
one_document = st.lists(st.sampled_from(NAMES), min_size=1, max_size=4, unique=True)


@settings(max_examples=40)
@given(st.lists(one_document, min_size=1, max_size=5), st.randoms(use_true_random=False))
def test_order_does_not_matter_and_again_changes_nothing(documents: list[list[str]], shuffle: random.Random) -> None:
    parts = [facts_of(str(i), *((n, "ORG", "government") for n in names)) for i, names in enumerate(documents)]
    once = resolve(parts)
    shuffled = parts[:]
    shuffle.shuffle(shuffled)
    assert resolve(shuffled) == once
    assert resolve([once]) == once
    assert check_facts(once) == []


@pytest.mark.parametrize(
    ("a", "b", "verdict"),
    [
        ("上海市浦东新区社会工作者协会", "浦东社工协会", "same"),
        ("第一社区居民委员会", "第二社区居民委员会", "different"),
        ("南京市鼓楼区民政局", "福州市鼓楼区民政局", "different"),
        ("海宁市民政局", "海宁市财政局", "different"),
        ("阳光社工服务中心", "阳光社会工作服务中心", "unsure"),
        ("中华人民共和国民政部", "中华人民共和国民政部", "same"),
    ],
)
def test_compare(a: str, b: str, verdict: str) -> None:
    assert compare(a, b).verdict == verdict


def test_parts_of_a_name() -> None:
    name = split_name("浙江省海宁市晨星社会工作服务中心")
    assert (name.place, name.code, name.core, name.type) == ("浙江省海宁市", "330481", "晨星社工", "服务中心")
