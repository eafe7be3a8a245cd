"""The functions behind questions, on rows written by hand: the cases that a small graph does not show."""

from collections.abc import Sequence
from random import Random

import networkx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.queries import Row
from graph.queries.then import Asked
from graph.queries.then.changes import growth
from graph.queries.then.compare import gini
from graph.queries.then.gaps import parts_and_wholes, stated_gaps
from graph.queries.then.matrix import five_matrix
from graph.queries.then.measures import closed, printed
from graph.queries.then.promises import ledger
from graph.queries.then.sources import groups, witnesses
from graph.queries.then.times import later, when
from graph.queries.then.ways import Net, cheapest
from graph.queries.then.wholes import committees_of, counties_of, population_of, towns_of


def said(document: str, quote: str, genre: str = "newspaper", file: str = "") -> Row:
    """What counts a witness."""
    return {"document": document, "quote": quote, "genre": genre, "file": file or f"{document}.txt"}


LONG = "截至2021年底，示例市一共建成社工站二十个，驻站社工六十人"


@pytest.mark.parametrize(
    ("rows", "independent"),
    [
        ([], 0),
        ([said("a", LONG), said("b", LONG)], 1),
        ([said("a", LONG), said("b", f"{LONG[:-1]}名。")], 1),
        ([said("a", LONG), said("b", "另一家报纸自己去数了，示例市的站只有十八个")], 2),
        ([said("a", "社工站20个"), said("b", "社工站20个")], 2),
        ([said("r1", LONG, "registry", "名录.csv"), said("r2", "别的一行", "registry", "名录.csv")], 1),
        ([said("r1", LONG, "registry", "一.csv"), said("r2", LONG, "registry", "二.csv")], 2),
        # b repeats a in one sentence: what it says besides is no other witness.
        ([said("a", LONG), said("b", "这一句只有乙报写过，别处都没有"), said("b", LONG)], 1),
    ],
)
def test_reprints_and_rows_of_one_list_are_one_witness(rows: list[Row], independent: int) -> None:
    assert witnesses(rows) == independent


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from([LONG, f"{LONG}。", "短", "完全另外的一句话，讲的是别的事情"]))))
def test_a_source_is_led_by_its_first_row(told: Sequence[tuple[str, str]]) -> None:
    rows = [said(document, quote) for document, quote in told]
    leads = groups(rows)
    assert all(lead <= i and leads[lead] == lead for i, lead in enumerate(leads))
    assert len(set(leads)) <= len({document for document, _ in told})


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2020年10月", "2020-10"), ("2023年3月23日", "2023-03-23"), ("2012", "2012"), ("2014年起", "2014"), ("2021-05-20", "2021-05-20"),
        ("2020年底", "2020"), ("十二五", "2015"), ("如今", ""), ("", ""), (None, ""), ("当天", ""),
    ],
)  # fmt: skip
def test_printed_times_can_be_compared(text: str | None, iso: str) -> None:
    assert when(text) == iso


def test_later_is_sure_or_not_said() -> None:
    assert later("2020-12", "2020-10")
    assert not later("2020", "2020-10")
    assert not later("2020-10", "2020-10-05")
    assert not later("", "2020")
    assert not later("2021", "")


@given(st.lists(st.floats(0, 1e6), min_size=1, max_size=30))
def test_the_gini_coefficient_is_a_share(values: list[float]) -> None:
    assert -1e-9 <= gini(values) <= 1
    assert gini([values[0]] * 3) == pytest.approx(0, abs=1e-9)


def test_the_gini_coefficient_of_known_cases() -> None:
    assert gini([0, 0, 0, 8]) == 0.75
    assert gini([0, 0]) == 0
    assert gini([1, 3]) == 0.25


def test_official_numbers() -> None:
    assert (towns_of("51"), towns_of("37"), towns_of("330481"), counties_of("51"), committees_of("330481")) == (3101, 1813, 12, 183, 236)
    assert population_of("330481") == 1_076_199
    assert (towns_of(""), committees_of(""), population_of("9")) == (0, 0, 0)


def figure(at: int, value: float, measure: str = "机构", **more: object) -> Row:
    """A figure of one place and document."""
    row: Row = {
        "place": "甲市", "place_id": "place:3304", "code": "3304", "measure": measure, "qualifier": "", "value": value, "unit": "个",
        "as_of": "",
        "quote": f"{measure}{printed(value)}个", "document": "d", "title": "", "published": "", "start_at": at, "end_at": at + 6,
        "said_by": "rule:test", "score": 0.9, "id": f"i{at}",
    }  # fmt: skip
    return row | more


def summed(text: str, *figures: Row) -> list[tuple[object, object]]:
    asked = Asked(list(figures), {"name": "", "verdict": ""}, lambda *_, **__: [{"text": text}])
    return [(row["total"], row["verdict"]) for row in parts_and_wholes(asked)]


def test_parts_are_summed_only_where_they_are_parts() -> None:
    text = "机构有20个，其中A类12个、B类9个。"
    assert summed(text, figure(0, 20), figure(9, 12), figure(16, 9)) == [(21, "多于总数")]
    assert summed(text, figure(0, 30), figure(9, 12), figure(16, 9)) == [(21, "少于总数")]
    # Two figures behind a larger one, with no word that they are its parts and no equal sum.
    assert summed("机构有30个，另外A类12个、B类9个。", figure(0, 30), figure(9, 12), figure(16, 9)) == []
    # The next sentence says something else.
    assert summed("机构有20个，其中A类12个。B类另有8个", figure(0, 20), figure(9, 12, end_at=14), figure(16, 8)) == []
    assert summed("总数20万，A类12万，B类8万", *(figure(7 * i, v * 10_000) for i, v in enumerate((20, 12.004, 8)))) == [(200_040, "相符")]


def test_a_count_of_all_kinds_of_stations_is_not_held_against_towns() -> None:
    def gaps(*figures: Row) -> list[object]:
        return [row["part"] for row in stated_gaps(Asked(list(figures), {}, list))]

    assert gaps(figure(0, 60, "社工站")) == [60]
    assert gaps(figure(0, 60, "社工站"), figure(9, 12, "校社工站")) == []
    assert gaps(figure(0, 60, "镇街社工站"), figure(9, 12, "校社工站")) == [60]
    assert gaps(figure(0, 60, "社工站", qualifier="平均每个")) == []
    # What is many times the number of towns counts something else.
    assert gaps(figure(0, 6_000, "社工站")) == []


def test_a_share_gives_back_its_whole_only_where_both_are_exact() -> None:
    def wholes(measure: str = "覆盖率", **more: object) -> list[object]:
        rows = [figure(0, 1739, "建成点"), figure(12, 0.9529, measure, unit="%", **more)]
        return [row["whole"] for row in stated_gaps(Asked(rows, {}, list))]

    assert wholes() == [1825]
    assert wholes(qualifier="多") == []
    assert wholes(measure="增幅") == []
    assert wholes(start_at=90) == []


def target(**more: object) -> Row:
    """A promise of full coverage, with no figure beside it."""
    row: Row = {
        "place": "海宁市", "place_id": "place:330481", "code": "330481", "measure": "社工站覆盖率", "qualifier": "", "target": 1.0,
        "unit": "%", "due": "2020年10月", "quote": "全覆盖", "id": "t", "actual": None, "actual_id": "", "actual_place_id": "",
        "actual_measure": "",
        "actual_quote": "", "actual_document": "", "actual_as_of": "", "actual_qualifier": "", "actual_start_at": None,
        "actual_end_at": None,
    }  # fmt: skip
    return row | more


@pytest.mark.parametrize(
    ("built", "verdict"),
    [
        (["2020-06"] * 12, "达成"),
        (["2020-06"] * 11, "无证据"),
        (["2020-06"] * 11 + ["2021-05"], "未达成"),
        ([], "无证据"),
    ],
)
def test_full_coverage_is_seen_from_the_lists(built: list[str], verdict: str) -> None:
    records: list[Row] = [
        {
            "station": f"第{n}站", "code": f"3304810{n:02}", "registered_on": date, "station_id": f"org:{n}", "record": f"建成时间：{date}",
            "quote": "", "document": "r", "title": "", "start_at": 0, "end_at": 0, "said_by": "registry:station", "score": 1.0,
        }
        for n, date in enumerate(built)
    ]  # fmt: skip
    (entry,) = ledger(Asked([target()], {}, lambda *_, **__: records))
    assert entry["verdict"] == verdict


def test_a_cell_is_denied_only_where_every_figure_is_zero() -> None:
    def cell(*values: float) -> list[tuple[object, object, object]]:
        shared: Row = {
            "id": "place:1",
            "name": "甲街道",
            "own": "",
            "code": "1",
            "place": "",
            "five": "",
            "label": "INDICATOR",
            "unit": "人",
        }
        evidence: Row = {"quote": "志愿者", "document": "d", "genre": "report", "file": "", "who": "志愿者", "start_at": 0}
        rows = [shared | evidence | {"who_id": f"i{v}", "measure": "志愿者", "value": v} for v in values]
        return [(r["volunteer"], r["volunteer_who"], r["charity"]) for r in five_matrix(Asked(rows, {"most": 9}, lambda _, **__: rows))]

    assert cell(0.0) == [("明确没有", ["志愿者 0 人"], "未见记载")]
    assert cell(0.0, 300.0) == [("有", ["志愿者 300 人"], "未见记载")]
    assert cell() == []


def test_a_policy_without_a_date_is_dated_by_its_name_or_its_document() -> None:
    def events(name: str, published: str) -> list[tuple[object, object]]:
        figures = [figure(i, 10 + i, as_of=year, what="figure", nature="actual", name="机构") for i, year in enumerate(("2009", "2011"))]
        policy = figure(9, 0, what="policy", name=name, issued_on="", published=published, code="33")
        return [(r["at"], r["dated"]) for r in growth(Asked([*figures, policy], {}, list)) if r["kind"] == "政策"]

    assert events("2010年市政府折子工程", "2012-01-01") == [("2010", "政策名称里的年份")]
    assert events("示例办法", "2012-01-01") == [("2012-01-01", "资料的发表日期")]
    assert events("示例办法", "") == []


def test_numbers_are_printed_in_full() -> None:
    assert [printed(n) for n in (1_234_567, 0.5, 3.0, None)] == ["1,234,567", "0.5", "3", "0"]


@pytest.mark.parametrize(
    ("status", "gone"), [("注销", True), ("已吊销", True), ("撤消", True), ("正常", False), ("未注销", False), (None, False)]
)
def test_what_is_closed(status: str | None, gone: bool) -> None:
    assert closed(status) == gone


@pytest.mark.parametrize("seed", range(12))
def test_the_cheapest_ways_are_those_that_trying_all_finds(seed: int) -> None:
    random = Random(seed)
    things = [f"{random.choice(('org', 'org', 'place', 'group'))}:{i}" for i in range(14)]
    pairs = [random.sample(things, 2) for _ in range(random.randint(12, 40))]
    net = Net({"one": a, "other": b, "sources": 1, "score": 0.9, "id": f"{i}"} for i, (a, b) in enumerate(pairs))
    graph = networkx.Graph(pairs)
    for one, other in (random.sample(things, 2) for _ in range(20)):
        if one in graph and other in graph:
            every = sorted((round(net.cost(way), 6), tuple(way)) for way in networkx.all_simple_paths(graph, one, other, cutoff=4))
            assert cheapest(net, net.halves(one), net.halves(other), 3) == [way for _, way in every[:3]]
