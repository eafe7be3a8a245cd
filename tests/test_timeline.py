"""Numbers and policies on one axis, and what stands around an entity on its page."""

from pathlib import Path

import pytest
import streamlit as st

from dashboard import timeline
from graph.model import Document, Entity, Evidence, Facts, Relation
from graph.queries import Row
from graph.stores import open_store
from tests import town
from tests.pages import Page, frames, open_page, run, words


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


def test_the_list_is_what_the_picture_shows() -> None:
    rows = [number("2010", 17), number("2012", 50, "target"), number("2013", 40), number("2011", 5, measure="慈善组织")]
    law = timeline.Policy("十二五规划", 2011, 2016, "政策名称", {"quote": "印发十二五规划", "document": "d"})
    found = timeline.figures(rows)
    told, columns = timeline.listed(found, [law])
    assert [(r["when"], r["what"], r["value"], r["change"]) for r in told] == [
        ("2010", "社工事务所", 17, None),
        ("2011", "慈善组织", 5, None),
        ("2011–2015", "十二五规划", None, None),
        ("2012", "社工事务所", 50, None),
        ("2013", "社工事务所", 40, 23),
    ]
    assert [r["nature"] for r in told] == ["actual", "actual", "POLICY", "target", "actual"]
    assert all(c.name in row for c in columns for row in told)
    spec, drawn = timeline.picture(found, [law], (2010, 2013))
    assert len(told) == sum(map(len, drawn)) + len(spec["yAxis"][1]["data"])


def test_on_a_phone_both_axes_begin_at_the_same_place() -> None:
    law = timeline.Policy("一个名称很长很长很长很长很长很长的政策", 2011, 2011, "政策名称", {})
    spec, _ = timeline.picture(timeline.figures([number("2010", 17)]), [law], (2010, 2013))
    for grids, axes in ((spec["grid"], spec["yAxis"]), [spec["media"][0]["option"][k] for k in ("grid", "yAxis")]):
        assert grids[0]["left"] == grids[1]["left"] > axes[1]["axisLabel"]["width"]


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


def test_a_graph_without_dated_numbers_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "bare.lbdb"
    with open_store(str(path)) as store:
        store.write(Facts(documents=town.facts().documents))
    monkeypatch.setenv("KG_STORE", str(path))
    assert "图中没有写明时间的数字" in open_page("timeline").info[0].value


def crowd(size: int) -> Facts:
    """One body that ``size`` funds pay and that serves as many communities: the square of it in paths."""
    names = {"org:hub": ("中心（示例）", "social_org")}
    names |= {f"org:f{i}": (f"甲{i}（示例）", "foundation") for i in range(size)} | {
        f"org:c{i}": (f"乙{i}社区（示例）", "community") for i in range(size)
    }
    text = "".join(dict.fromkeys(name for name, _ in names.values()))
    document = Document(id="d", title="报告（示例）", genre="report", raw=text, text=text, cuts=((0, 0),))

    def said(name: str) -> tuple[Evidence, ...]:
        return (Evidence("d", text.index(name), text.index(name) + len(name), name, "rule:test", 0.9),)

    entities = tuple(Entity(id=id, label="ORG", name=name, kind=kind, evidence=said(name)) for id, (name, kind) in names.items())
    pays = tuple(Relation(head=f"org:f{i}", type="FUNDS", tail="org:hub", evidence=said(names[f"org:f{i}"][0])) for i in range(size))
    serves = tuple(Relation(head="org:hub", type="SERVES", tail=f"org:c{i}", evidence=said(names[f"org:c{i}"][0])) for i in range(size))
    return Facts(documents=(document,), entities=entities, relations=(*pays, *serves))


def test_a_hundred_thousand_rows_are_cut_and_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "crowd.lbdb"
    with open_store(str(path)) as store:
        store.write(crowd(317))
    monkeypatch.setenv("KG_STORE", str(path))
    monkeypatch.setenv("KG_HOME", str(tmp_path))
    app = open_page("linkage", view="table")
    assert "共 100,806 条路径" in words(app)
    assert "共 100,806 行，显示前 2,000 行" in words(app)
    assert len(frames(app)[0]) == 2000
    assert "显示前 60 个" in words(open_page("linkage"))
    assert "显示路径最多的 15 个和 20 个" in words(open_page("linkage", view="matrix"))
    st.cache_resource.clear()
