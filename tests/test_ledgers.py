"""The tables below the coverage page: what is stated, promised, ruled, and who could fill a gap; and the files of a table."""

import io

import pytest
from python_calamine import CalamineWorkbook
from streamlit.testing.v1 import AppTest

from dashboard import data, table
from graph.queries import Column, Row, Value
from tests.pages import Page, frames, words
from tests.town import HOSTILE


def test_promises_are_those_of_the_place_and_below(page: Page) -> None:
    for province in ({}, {"province": "浙江省"}, {"province": "浙江省", "city": "嘉兴市"}):
        promised = frames(page("coverage", ledger="promises", **province))[1]
        assert promised[["对象", "目标", "期限"]].to_numpy().tolist() == [["海宁市", 15, "2025"]]
    assert "图中没有目标数字" in page("coverage", ledger="promises", province="四川省").info[0].value


def test_who_could_fill_asks_for_a_place_first(page: Page) -> None:
    assert "先在上面选一个省、市或县" in page("coverage", ledger="fill").info[0].value
    app = page("coverage", ledger="fill", province="浙江省", city="嘉兴市", county="海宁市")
    assert app.selectbox(key="control.who_could_fill.role").value == "social_org"


@pytest.mark.parametrize("ledger", ["units", "stated", "promises", "rules", "fill"])
@pytest.mark.parametrize("place", [{}, {"province": "浙江省"}, {"province": "浙江省", "city": "嘉兴市", "county": "海宁市"}])
def test_every_ledger_at_every_level(page: Page, ledger: str, place: dict[str, str]) -> None:
    app = page("coverage", ledger=ledger, **place)
    assert app.title[0].value == "覆盖缺口"
    assert app.segmented_control[1].value == ("stated" if ledger == "units" and "county" in place else ledger)


def test_gaps_with_activity_come_first(page: Page) -> None:
    towns = frames(page("coverage", province="浙江省"))[0]
    assert towns["街镇"].tolist()[0] == "硖石街道"
    assert towns["社工站"].tolist()[-1] == "有"


def test_a_workbook_holds_numbers_and_no_formula() -> None:
    columns = (Column("name", "名称"), Column("n", "数"), Column("who", "谁"), Column("no", "空"))
    rows: list[Row] = [{"name": "=1+1", "n": 3.5, "who": ["甲", HOSTILE], "no": None}]
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(table.excel_bytes(rows, columns))).get_sheet_by_index(0).to_python()
    assert sheet == [["名称", "数", "谁", "空"], ["=1+1", 3.5, f"甲、{HOSTILE}", ""]]


def test_the_words_of_a_ledger_say_what_it_counts(page: Page) -> None:
    assert "没有数字的写“未见记载”" in words(page("coverage", ledger="rules"))


def behind(row: Row) -> AppTest:
    return AppTest.from_string(f"from dashboard import evidence\nevidence.behind({row!r})").run()


def test_what_is_behind_a_row_is_shown_once(page: Page) -> None:
    ids: Row = {"one": "甲", "one_id": "org:1", "other": "甲", "other_id": "org:1", "event": "示例办法", "id": "policy:rule"}
    none: Row = {"place_id": "", "number_id": "b65106"}
    said: Row = {"quote": "原句", "document": "d1", "second_quote": "又一句", "second_document": "d2"}
    app = behind({**ids, **none, **said})
    assert [b.label for b in app.button] == ["打开“甲”", "打开“示例办法”", "打开“资料”"]
    text = words(app)
    assert text.index("原句") < text.index("一个街道的五社联动（示例）") < text.index("又一句") < text.index("另一份报道（示例）")


def test_a_row_of_the_list_of_documents_leads_to_the_document(page: Page) -> None:
    app = behind({"title": "报告", "genre": "report", "id": "d1"})
    assert not app.exception
    assert [b.label for b in app.button] == ["打开“资料”"]


def test_namesakes_are_asked_for_by_their_full_names(page: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[dict[str, object]] = []
    answer = data.answer

    def listen(name: str, /, **params: Value) -> list[Row]:
        asked.extend([dict(params)] if name == "who_could_fill" else [])
        return answer(name, **params)

    monkeypatch.setattr(data, "answer", listen)
    for place, name in (
        ({"city": "南京市", "county": "鼓楼区"}, "江苏省南京市鼓楼区"),
        ({"county": "徐州市鼓楼区"}, "江苏省徐州市鼓楼区"),
        ({"city": "徐州市"}, "江苏省徐州市"),
        ({}, "江苏省"),
    ):
        page("coverage", ledger="fill", province="江苏省", **place)
        assert asked.pop()["place"] == name
    counties = page("coverage", province="江苏省").selectbox(key="control.county").options
    assert {"南京市鼓楼区", "徐州市鼓楼区", "玄武区"} <= set(counties)
    assert "鼓楼区" not in counties
