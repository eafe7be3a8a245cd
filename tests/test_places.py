"""Divisions: what a place name means, and what it does not mean without its document."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.facts import wrong_quotes
from graph.names import place_prefix
from graph.ontology import check_facts
from graph.places import chain, current_codes, division_facts, find_place, full_name, leading_place, places, short_forms
from graph.villages import find_village, villages_of

CODES = sorted(places().by_code)


def test_the_table_is_whole() -> None:
    table = places()
    statutory = [p for p in table.by_code.values() if p.statutory]
    assert len(table.by_code) == 44_706
    assert [sum(p.level == level for p in statutory) for level in ("province", "city", "county", "town")] == [34, 333, 2842, 38_630]
    assert len(table.silent) == 26
    assert not any(len(name) < 2 for name in table.names)


def test_loading_is_fast() -> None:
    started = time.process_time()
    places.__wrapped__()
    assert time.process_time() - started < 2  # 0.2 s alone; the bound is for a busy machine


def test_population_is_the_census() -> None:
    table = places().by_code
    assert [table[c].population for c in ("11", "110101", "3304")] == [21_893_095, 708_829, 5_400_868]
    assert table["310115008"].population is None


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("四川", "51"),
        ("内蒙古", "15"),
        ("内蒙", "15"),
        ("北京", "11"),
        ("吉林", "22"),
        ("长沙", "4301"),
        ("恩施州", "4228"),
        ("浦东", "310115"),
        ("光塔街", "440104007"),
        ("海幢街道办事处", "440105007"),
        ("北川县", "510726"),
        ("东乡县", "622926"),
        ("神农架", "429021"),
        ("碑林", "610103"),
        ("于家务乡", "110112209"),
        ("浙江省海宁市马桥街道", "330481004"),
        ("浙江海宁马桥", "330481004"),
        ("浙江省 嘉兴市海宁市\n马桥街道", "330481004"),
        ("北京市东城区北京市东城区建国门", "110101008"),
        ("湘潭市湘潭县", "430321"),
        ("湖北省仙桃市", "429004"),
        ("东莞市", "4419"),
        ("东莞虎门", "441900121"),
        ("襄樊", "4206"),
        ("湖北省襄樊市", "4206"),
        ("株洲县", "430212"),
        ("闸北区", "310106"),
        ("上海市闸北区", "310106"),
        ("宁波市江东区", "330212"),
        ("富阳市", "330111"),
    ],
)
def test_names_that_mean_one_place(text: str, code: str) -> None:
    assert find_place(text).code == code


@pytest.mark.parametrize(("text", "count"), [("城关镇", 88), ("鼓楼区", 4), ("朝阳", 3), ("吴县市", 2), ("莱芜市", 2), ("通州", 2)])
def test_namesakes_are_ambiguous(text: str, count: int) -> None:
    found = find_place(text)
    assert found.code is None
    assert len(found.candidates) == count
    assert "有歧义" in found.reason


@pytest.mark.parametrize(
    ("text", "context", "code"),
    [
        ("城关镇", ["620123"], "620123100"),
        ("城关镇", ["62", "620123101"], "620123100"),
        ("鼓楼区", ["320102"], "320106"),
        ("朝阳", ["11"], "110105"),
        ("塘桥", ["310115"], "310115008"),
        ("大兴", ["1101"], "110115"),
        ("鼓楼区", ["320000"], None),
        ("鼓楼区", ["3201", "3501"], None),
        ("城关镇", ["62"], None),
        ("城关镇", ["4290"], None),
    ],
)
def test_the_document_decides_where_it_can(text: str, context: list[str], code: str | None) -> None:
    assert find_place(text, context).code == code
    assert find_place(text, reversed(context)).code == code


@pytest.mark.parametrize(
    "text", ["", "  ", "市辖区", "县", "省直辖县级行政区划", "街道", "新区", "东区", "成都市幻想镇", "火星", "浙江省上海市"]
)
def test_what_is_no_place_stays_unknown(text: str) -> None:
    assert find_place(text).code is None


@given(st.sampled_from(CODES))
def test_the_full_chain_finds_its_place(code: str) -> None:
    if code not in places().silent:
        assert find_place(full_name(code)).code == code


@pytest.mark.parametrize(
    ("text", "context", "code"),
    [("陈村乡", ["130430"], "130430204"), ("陈村乡", [], "411221207"), ("大理", ["532901"], "532901"), ("永兴", ["431023"], "431023")],
)
def test_the_county_at_hand_comes_before_namesakes(text: str, context: list[str], code: str) -> None:
    assert find_place(text, context).code == code


@given(st.sampled_from(CODES), st.data())
def test_a_name_in_its_own_county_is_never_another_place(code: str, data: st.DataObject) -> None:
    place = places().by_code[code]
    # A zone has no short form of its own: 北戴河 is 北戴河区, beside 北戴河新区 too.
    name = data.draw(st.sampled_from([place.name, *(short_forms(place) if place.statutory else ())]))
    found = find_place(name, [code[:6]])
    assert found.code in (None, code) or found.code in {p.code for p in chain(code)} or len(found.code) < len(code)


@pytest.mark.parametrize(
    ("text", "context", "code"),
    [
        ("平阳县昆阳镇西坑路37号", [], "330326100"),
        ("上海市闸北区汉中路158号", [], "310106"),
        ("吉林市北京路51号", [], "2202"),
        ("南京市北京西路70号", [], "3201"),
        ("广西见义勇为基金会", [], "45"),
        ("宁波公安关爱基金会", ["330200"], "3302"),
        ("江东区中兴路658号", ["330200"], "330212"),
        ("北京市东城区北京市东城区建国门内大街28号", [], "110101"),
        ("阿里巴巴公益基金会", [], None),
        ("民政部", [], None),
        ("城关镇中心小学", [], None),
        ("", [], None),
    ],
)
def test_what_an_address_begins_with(text: str, context: list[str], code: str | None) -> None:
    assert leading_place(text, context).code == code


def test_old_codes_lead_to_those_of_today() -> None:
    assert current_codes("430221") == ("430212",)
    assert current_codes("310108") == ("310106",)
    assert current_codes("110101") == ("110101",)
    assert current_codes("330100000000") == ("3301",)
    assert len(current_codes("371202")) == 1
    assert current_codes("999999") == ()


def test_paths_leave_out_what_is_no_place() -> None:
    assert full_name("110101") == "北京市东城区"
    assert full_name("441900121") == "广东省东莞市虎门镇"
    assert full_name("429004") == "湖北省仙桃市"
    assert full_name("12345") == ""


def test_division_facts_are_true_and_quick() -> None:
    division_facts.cache_clear()
    started = time.process_time()
    facts = division_facts()
    assert time.process_time() - started < 5  # 0.5 s alone
    assert len(facts.entities) == 44_706
    assert not wrong_quotes(facts)
    assert not check_facts(facts)
    above = {r.head: r.tail for r in facts.relations}
    assert above["place:110101"] == "place:11"
    assert above["place:429004"] == "place:42"
    assert above["place:330481004"] == "place:330481"
    assert above["place:441900121"] == "place:4419"
    assert "place:33" not in above
    town = next(e for e in facts.entities if e.id == "place:330481004")
    assert town.attrs == {
        "full_name": "浙江省嘉兴市海宁市马桥街道",
        "form": "街道",
        "statutory": True,
        "province": "浙江省",
        "city": "嘉兴市",
        "county": "海宁市",
    }
    assert town.aliases == ("马桥街",)


def test_villages_are_read_on_demand() -> None:
    committees = villages_of("330481004")
    assert {v.code[:9] for v in committees} == {"330481004"}
    assert {v.kind for v in committees} <= {"居委会", "村委会", "类似单位"}
    some = committees[0]
    assert find_village(some.stem + "社区", "330481004") == some
    assert len(villages_of("82")) == 0
    assert len(villages_of("11")) == sum(len(villages_of(c)) for c in ("1101",))


def test_every_committee_lies_in_a_town_of_the_table() -> None:
    towns = {v.code[:9] for p in ("31", "54") for v in villages_of(p)}
    assert towns <= places().by_code.keys()


@pytest.mark.parametrize(
    ("old", "today"),
    [
        ("绍兴县", "330603"),  # began as 柯桥区 in the year it ended; 越城区 got some towns
        ("富阳市", "330111"),
        ("遵义县", "520304"),
        ("武隆县", "500156"),  # its code of 1995 is 洪雅县's today
        ("达县", "511703"),  # not all that 达县地区 was
        ("琼山市", "460107"),
        ("唐山地区", "1302"),
    ],
)
def test_what_went_on_under_another_name(old: str, today: str) -> None:
    assert find_place(old).code == today


def test_a_county_that_became_two_is_ambiguous() -> None:
    assert find_place("吴县市").candidates == ("320506", "320507")
    assert places().history.absorbed("闸北区", "310106")
    assert not places().history.absorbed("绍兴县", "330603")
    assert not places().history.absorbed("浦东区", "310115")


def test_committees_are_found_on_demand() -> None:
    assert not find_place("水果湖街道东亭社区").candidates
    found = find_place("武汉市武昌区水果湖街道东亭社区居委会", villages=True)
    assert found.code
    assert found.code[:9] == "420106012"
    assert len(found.code) == 12
    assert find_place("东亭社区", ["420106"], villages=True).code == found.code
    assert find_place("东亭社区", villages=True).candidates == ()
    assert len(find_place("嘉兴市新丰村", villages=True).candidates) != 1
    assert find_place("海宁市马桥街道", villages=True).code == "330481004"


@pytest.mark.parametrize(
    ("name", "prefix"),
    [
        ("东莞虎门社工站", "东莞虎门"),
        ("中山小榄慈善会", "中山小榄"),
        ("东莞阳光社工中心", "东莞"),
        ("海宁市同心社工中心", "海宁市"),
    ],
)
def test_towns_stand_directly_below_a_city_without_counties(name: str, prefix: str) -> None:
    assert place_prefix(name) == prefix
