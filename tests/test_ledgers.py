"""The tables below the coverage page: what is stated, promised, ruled, and who could fill a gap; and the files of a table."""

import io

import pytest
from python_calamine import CalamineWorkbook

from dashboard import table
from graph.queries import Column, Row
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
