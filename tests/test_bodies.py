"""Which organisations are one: what the comparison of two names says is what a build does; blocks leave nothing out."""

import random
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import pytest

from graph.blocks import Pair, doubtful_pairs, same_pairs
from graph.bodies import Bodies, Named
from graph.clusters import Clusters
from graph.compare import compare_parts
from graph.decisions import Decisions
from graph.facts import content_id
from graph.loaders.registry import load_registry
from graph.model import Attribute, Document, Entity, Evidence, Facts, Relation
from graph.name_parts import Parts, parse
from graph.places import find_place, leading_place, place_entity
from graph.resolve import resolve, resolve_with_reasons
from tests.test_names import pairs as named_pairs

PLACES = ["", "浙江省", "嘉兴市", "海宁市", "浙江省嘉兴市海宁市", "马桥街道", "海宁市马桥街道", "硖石街道", "上海市", "浦东新区", "浦东"]
CORES = ["", "晨星", "阳光", "第一", "第二", "晨星慈善"]
KINDS = ["社会工作服务中心", "社工中心", "社会工做服务中心", "社会工作服务中", "社工站", "慈善会", "慈善总会", "民政局"]
KINDS += ["服务务中心", "社区", "基金会", "基金"]
SEATS = ["", "33", "3304", "330481", "330481004", "310115", "31"]


def one(title: str, name: str, *, seat: str = "", **attrs: Attribute) -> Facts:
    """A document of one organisation, which stands in the division ``seat``."""
    document = Document(id=content_id(title, name), title=title, genre="report", raw=name, text=name, cuts=((0, 0),))
    evidence = (Evidence(document.id, 0, len(name), name, "person:test", 1.0),)
    entity = Entity(id=content_id(document.id, name), label="ORG", name=name, kind="social_org", attrs=attrs, evidence=evidence)
    if not seat:
        return Facts(documents=(document,), entities=(entity,))
    place = place_entity(seat)
    located = Relation(head=entity.id, type="LOCATED_IN", tail=place.id, evidence=evidence)
    return Facts(documents=(document,), entities=(entity, place), relations=(located,))


def bodies_of(*facts: Facts) -> list[Entity]:
    return [e for e in resolve(facts).entities if e.label == "ORG"]


def every_pair(parts: list[Parts]) -> Iterator[Pair]:
    """The oracle: each name with each other."""
    return iter(combinations(range(len(parts)), 2))


def random_names(dice: random.Random, size: int) -> list[tuple[str, str, str]]:
    """Names, seats and codes; few words, so that many are nearly equal."""
    found = []
    for _ in range(size):
        name = dice.choice(PLACES) + dice.choice(CORES) + dice.choice(KINDS)
        found.append((name, dice.choice(SEATS), dice.choice(("", "", "", "53100000500021676K", "53100000500009167K"))))
    return found


@pytest.mark.parametrize("seed", range(25))
def test_blocks_join_what_all_pairs_would(seed: int) -> None:
    names = random_names(random.Random(seed), 90)
    groups = []
    for pairs in (same_pairs, every_pair):
        codes = {str(i): code for i, (_, _, code) in enumerate(names) if code}
        clusters = Clusters(map(str, range(len(names))), codes)
        bodies = Bodies((Named(str(i), str(i), parse(name, seat)) for i, (name, seat, _) in enumerate(names)), clusters)
        bodies.join(pairs)
        groups.append(sorted(clusters.groups()))
    assert groups[0] == groups[1]
    assert 1 < len(groups[0]) < len(names)


def test_blocks_hold_every_pair_that_is_the_same() -> None:
    parts = sorted({parse(r[side], code_of(r[f"place_{side}"])) for r in named_pairs() for side in "ab"}, key=repr)
    same = {p for p in combinations(range(len(parts)), 2) if parts[p[0]].rest[:1] == parts[p[1]].rest[:1]}
    same = {(a, b) for a, b in same if compare_parts(parts[a], parts[b]).verdict == "same"}
    assert len(same) > 100
    assert same <= set(same_pairs(parts))


def code_of(place: str) -> str:
    return find_place(place).code or leading_place(place).code or ""


def test_a_build_joins_what_the_comparison_calls_the_same_and_nothing_else() -> None:
    for r in named_pairs():
        a, b = ((r[side], code_of(r[f"place_{side}"])) for side in "ab")
        verdict = compare_parts(parse(*a), parse(*b)).verdict
        if a[0] and b[0]:
            made = bodies_of(one("甲", a[0], seat=a[1]), one("乙", b[0], seat=b[1]))
            assert (len(made) == 1) == (verdict == "same"), r


def test_a_name_that_fits_two_bodies_joins_neither() -> None:
    middle = one("甲", "海宁市晨光社工中心（示例）")
    towns = [one(t, "晨光社工中心（示例）", seat=seat) for t, seat in (("乙", "330481004"), ("丙", "330481001"))]
    assert len(bodies_of(middle, towns[0])) == 1
    result = resolve_with_reasons([middle, *towns])
    assert len([e for e in result.facts.entities if e.label == "ORG"]) == 3
    assert len(result.unsure) == 2
    assert all("与几个不同的机构都对得上" in r.why for r in result.unsure)


CODE = "53100000500021676K"


def test_an_organisation_code_is_the_middle_of_a_credit_code() -> None:
    a, b = one("甲", "示例基金会", uscc=CODE), one("乙", "全名不同的示例基金会", organisation_code="50002167-6")
    (made,) = bodies_of(a, b)
    assert made.id == f"org:{CODE}"
    assert "第 9 至 17 位" in resolve_with_reasons([a, b]).merged[0].why
    other = one("丙", "海宁市示例基金会", organisation_code="50000916-7")
    assert len(bodies_of(one("丁", "海宁市示例基金会", uscc=CODE), other)) == 2, "a name joins no two codes"


def test_a_registration_number_counts_with_its_registrar() -> None:
    number = {"registration_number": "沪民社证字第0001号"}
    a = one("甲", "上海旧名协会（示例）", registrar="上海市民政局", **number)
    b = one("乙", "上海新名协会（示例）", registrar="上海市民政局", **number)
    c = one("丙", "上海他名协会（示例）", registrar="浦东新区民政局", **number)
    assert len(bodies_of(a, b, c)) == 2
    nowhere = [one(t, name, registrar="县民政局", **number) for t, name in (("丁", "甲县之友协会（示例）"), ("戊", "乙县之友协会（示例）"))]
    assert len(bodies_of(*nowhere)) == 2


def test_a_doubtful_name_is_a_case_and_no_merge() -> None:
    result = resolve_with_reasons([one("甲", "晨光社工中心（示例）"), one("乙", "海宁市晨光社会工作服务中心（示例）")])
    assert len(result.facts.entities) == 2
    (case,) = result.unsure
    assert "不能确定在哪里" in case.why


def test_a_province_is_known_from_the_places_of_a_document() -> None:
    text = "海宁市、桐乡市、省民政厅"
    document = Document(id="d", title="甲", genre="report", raw=text, text=text, cuts=((0, 0),))
    entities = [place_entity("330481"), place_entity("330483")]
    seen = [(Evidence("d", at, at + n, text[at : at + n], "person:test", 1.0),) for at, n in ((0, 3), (4, 3), (8, 4))]
    placed = [Entity(id=e.id, label=e.label, name=e.name, kind=e.kind, evidence=s) for e, s in zip(entities, seen, strict=False)]
    office = Entity(id="office", label="ORG", name="省民政厅", kind="government", evidence=seen[2])
    facts = Facts(documents=(document,), entities=(*placed, office))
    result = resolve_with_reasons([facts, one("乙", "浙江省民政厅"), one("丙", "安徽省民政厅")])
    (merged,) = [r for r in result.merged if "民政厅" in r.why]
    assert merged.why.startswith("文献所在地：")


def test_a_change_record_leads_mentions_of_the_old_name_to_the_body(tmp_path: Path) -> None:
    path = tmp_path / "变更.csv"
    row = f"海宁市晨光公益服务中心（示例）,{CODE},变更,名称,海宁市晨曦社会工作服务中心（示例）,海宁市晨光公益服务中心（示例）"
    path.write_text(f"社会组织名称,统一社会信用代码,业务类型,变更事项,变更前,变更后\n{row}\n", "utf-8")
    changes = list(load_registry(path, lambda _: None))
    old, other = one("甲", "海宁市晨曦社工服务中心（示例）"), one("乙", "桐乡市晨曦社工服务中心（示例）")
    result = resolve_with_reasons([old, other, *changes])
    body = next(e for e in result.facts.entities if e.attrs.get("uscc") == CODE)
    assert body.name == "海宁市晨光公益服务中心（示例）"
    assert {e.document for e in body.evidence} > {old.documents[0].id}
    (merge,) = [r for r in result.merged if "更名" in r.why]
    assert "“海宁市晨曦社会工作服务中心（示例）”改为“海宁市晨光公益服务中心（示例）”" in merge.why
    assert "桐乡市晨曦社工服务中心（示例）" in [e.name for e in result.facts.entities]


def test_a_project_number_tells_who_runs_it(tmp_path: Path) -> None:
    path = tmp_path / "项目.csv"
    path.write_text(f"项目名称,项目编号,慈善组织名称\n示例助学项目,{CODE}A21008,示例基金会的简称\n", "utf-8")
    projects = list(load_registry(path, lambda _: None))
    assert [e.name for e in bodies_of(*projects, one("甲", "示例基金会", uscc=CODE))] == ["示例基金会的简称"]


@pytest.mark.parametrize("seed", range(6))
def test_what_people_decided_holds_whatever_else_is_said(seed: int, tmp_path: Path) -> None:
    dice = random.Random(seed)
    parts = [
        one(str(i), name, seat=seat, **({"uscc": code} if code else {})) for i, (name, seat, code) in enumerate(random_names(dice, 40))
    ]
    ids = [p.entities[0].id for p in parts]
    free = [p.entities[0].id for p in parts if not p.entities[0].attrs]
    before = resolve_with_reasons(parts)
    joined = [(a, b) for a, b in combinations(ids, 2) if before.became[a] == before.became[b]]
    apart = [(a, b) for a, b in combinations(free, 2) if before.became[a] != before.became[b]]
    decisions = Decisions(tmp_path / "decisions.db")
    different, same = dice.sample(joined, min(4, len(joined))), dice.sample(apart, 1)
    for pair in different:
        decisions.decide(pair, "different", "审核员")
    for pair in same:
        decisions.decide(pair, "same", "审核员")
    dice.shuffle(parts)
    after = resolve_with_reasons(parts, decisions)
    assert different
    assert all(after.became[a] != after.became[b] for a, b in different)
    assert all(after.became[a] == after.became[b] for a, b in same)
    assert len(after.apart) == len(different)


def page(*names: str) -> Facts:
    """One document that names several bodies."""
    text = "，".join(names)
    document = Document(id=content_id(text), title="某页", genre="report", raw=text, text=text, cuts=((0, 0),))
    spans = [(text.find(n), text.find(n) + len(n)) for n in names]
    entities = tuple(
        Entity(id=content_id(n, a), label="ORG", name=n, kind="government", evidence=(Evidence(document.id, a, b, n, "person:test", 1.0),))
        for n, (a, b) in zip(names, spans, strict=True)
    )
    return Facts(documents=(document,), entities=entities)


@pytest.mark.parametrize(
    "names",
    [
        ("朝阳区民政局", "鼓楼区民政局"),
        ("城关镇社工站", "新城镇社工站"),
        ("鼓楼区慈善会", "朝阳区慈善会", "西湖区慈善会"),
        ("城关镇人民政府", "新城镇人民政府"),
        ("区民政局", "鼓楼区民政局", "朝阳区民政局"),
    ],
)
def test_bodies_of_several_places_on_one_page_stay_apart(names: tuple[str, ...]) -> None:
    """Each of these places has namesakes elsewhere, so that the name alone does not say which body it is."""
    assert sorted(e.name for e in bodies_of(page(*names))) == sorted(names)


@pytest.mark.parametrize(
    "names",
    [("鼓楼区民政局", "鼓楼区民政局"), ("县民政局", "县民政局"), ("城关镇社会工作服务站", "城关镇社工站")],
)
def test_a_body_named_twice_on_one_page_is_one(names: tuple[str, ...]) -> None:
    text = f"{names[0]}与{names[1]}"
    document = Document(id=content_id(text), title="某页", genre="report", raw=text, text=text, cuts=((0, 0),))
    at = len(names[0]) + 1
    spans = ((0, len(names[0])), (at, at + len(names[1])))
    entities = tuple(
        Entity(
            id=str(n), label="ORG", name=text[a:b], kind="station", evidence=(Evidence(document.id, a, b, text[a:b], "person:test", 1.0),)
        )
        for n, (a, b) in enumerate(spans)
    )
    assert len(bodies_of(Facts(documents=(document,), entities=entities))) == 1


def test_pairs_of_alike_names_grow_with_the_names_and_not_with_their_square() -> None:
    """Bodies of the whole country whose names begin and end alike (中国社会…基金会) are no short forms of each other."""

    def count(size: int) -> int:
        words = [a + b for a in "仁义礼智信温良恭俭让" for b in "山川河海江湖日月星辰风云雷电雨雪霜露春夏秋冬"]
        return sum(1 for _ in same_pairs([parse(f"中国社会{w}救助基金会") for w in words[:size]]))

    assert count(200) <= 2.5 * count(100) + 10


def test_doubtful_pairs_do_not_depend_on_the_order() -> None:
    parts = [parse(n) for n in dict.fromkeys(f"海宁市{a}{b}{c}" for a in ("", "晨星", "阳光") for b in ("社工", "社会工作") for c in KINDS)]
    parts += [parse("海宁市晨星" + "志愿" * n + "服务中心") for n in range(1, 9)]
    found = set()
    for seed in range(6):
        order = random.Random(seed).sample(range(len(parts)), len(parts))
        pairs = doubtful_pairs([parts[i] for i in order])
        found.add(frozenset(frozenset((order[a], order[b])) for a, b in pairs))
    assert len(found) == 1
