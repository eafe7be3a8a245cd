"""Numbers and policies on one axis, and what stands around an entity on its page."""

from pathlib import Path

import pytest
from msgspec import json

from dashboard import timeline
from graph.queries import Row
from graph.review import Case, Side
from tests import town
from tests.pages import Page, frames, run, words


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("2012", (2012.0, 2012.0)),
        ("2023年10月", (2023.75, 2023.75)),
        ("2010年市政府折子工程", (2010.0, 2010.0)),
        ("上海市“十二五”社会工作人才队伍发展规划", (2011, 2016)),
        ("“十五”计划", (2001, 2006)),
        ("如今", None),
        ("12月8日", None),
        ("2012家机构", None),
        ("共12012", None),
    ],
)
def test_the_time_that_a_text_speaks_of(text: str, span: tuple[float, float] | None) -> None:
    assert timeline.when(text) == span


def number(as_of: str, value: float, nature: str = "actual", measure: str = "社工事务所") -> Row:
    return {
        "place": "北京市", "place_id": "place:11", "measure": measure, "qualifier": "", "unit": "家", "as_of": as_of, "value": value,
        "nature": nature, "quote": "原句",
    }  # fmt: skip


def test_growth_is_told_in_order_and_says_what_is_only_aimed_at() -> None:
    rows = [
        number("2012", 50, "target"),
        number("2010", 17),
        number("2011", 39),
        number("", 10),
        number("十二五", 9),
        number("2011", 6, "rule"),
    ]
    found = timeline.figures(rows)
    assert timeline.growth(found) == ["社工事务所：2010：17 家，2011：39 家，2012：50 家（目标）"]
    assert timeline.places([*found, *timeline.figures([number("2020", 5, measure="慈善组织")])]) == {"place:11": "北京市"}
    spec, drawn = timeline.picture(found, [], (2010, 2012))
    assert [f.value for f in drawn[0]] == [17, 39, 50]
    assert [p["symbol"] for p in spec["series"][0]["data"]] == ["circle", "circle", "emptyDiamond"]


def test_the_page_shows_a_line_its_words_and_no_cause(page: Page) -> None:
    app = page("timeline")
    assert app.selectbox(key="control.place").value == town.HAINING
    said = words(app)
    assert "社工站：2024：12 个，2025：15 个（目标）" in said
    assert "没有写明时间的政策：示例办法" in said
    assert "先后不等于因果" in said
    assert frames(app)[0]["数值"].tolist() == [12, 15]
    app.slider[0].set_value((2025, 2025))
    run(app)
    assert frames(app)[0]["数值"].tolist() == [15]
    assert app.query_params["from"] == "2025"
    assert frames(page("timeline", **{"from": "2024", "to": "2024"}))[0]["数值"].tolist() == [12]


def test_the_page_of_another_place_and_of_nonsense(page: Page) -> None:
    assert "社工站：2024：0 个" in words(page("timeline", place=town.XIASHI))
    assert page("timeline", place="place:gone", measure="?", **{"from": "x"}).selectbox(key="control.place").value == town.HAINING


def test_an_entity_has_its_numbers_over_time_and_others_of_its_kind(page: Page) -> None:
    assert "同政策放在一条时间轴上看" in [e.proto.label for e in page("entity", id=town.HAINING).get("page_link")]
    app = page("entity", id=town.FUND)
    assert "同类的邻居" not in [s.value for s in app.subheader]


def test_why_records_became_one(page: Page, town_graph: Path) -> None:
    first, second = (
        Side(
            id=id,
            name=name,
            label="ORG",
            kind="foundation",
            code="",
            document="d1",
            quote="甲社区基金会（示例）",
            start=0,
            end=10,
            mentions=1,
        )
        for id, name in (("a", "甲社区基金会（示例）"), ("b", "甲<b>基金会"))
    )
    path = town_graph.parent / "cases.jsonl"
    path.write_bytes(json.encode(Case("merged", first, second, "统一社会信用代码相同", town.FUND)) + b"\n")
    try:
        app = page("entity", id=town.FUND)
    finally:
        path.unlink()
    assert app.expander[0].label == "由 2 处归并而成：为什么是同一个"
    assert "统一社会信用代码相同" in words(app)
    assert "甲<b>" not in words(app)
