"""What an office does with its graph: import, review, briefs, exports, the log; on real files, in a workspace of its own."""

import io
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import docx
import pytest
import streamlit as st
from python_calamine import CalamineWorkbook

from dashboard.exporting import zipped
from graph import brief, importing, queue
from graph.build import build, read_report
from graph.decisions import Decisions
from graph.errors import InputError
from graph.exports import Scope
from graph.facts import relation_id
from graph.log import note, read_log
from graph.queries import Row, ask, find_query, percents
from graph.review import judged, read_cases
from graph.stores import open_store
from graph.workspace import Workspace
from tests import town
from tests.pages import open_page, run, words
from tests.test_build import REPORT

OTHER = "晨星社工中心介绍\n\n海宁市晨星社工服务中心（示例）资助马桥街道社工站5万元。\n"


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Workspace]:
    """A workspace with a graph of two reports; the dashboard looks at it."""
    for name, text in (("一.txt", REPORT), ("二.txt", OTHER)):
        (tmp_path / name).write_text(text, "utf-8")
    found = Workspace(tmp_path / "workspace")
    monkeypatch.setenv("KG_HOME", str(found.root))
    monkeypatch.delenv("KG_STORE", raising=False)
    build([tmp_path / "一.txt", tmp_path / "二.txt"], found)
    yield found
    st.cache_resource.clear()
    st.cache_data.clear()


def answers(place: Workspace, name: str, /, **params: object) -> list[Row]:
    with open_store(str(place.graph), read_only=True) as store:
        return ask(store, name, **params)


def wait(place: Workspace) -> importing.State:
    end = time.monotonic() + 60
    while time.monotonic() < end:
        now = importing.state(place)
        if now and not now.running:
            return now
        time.sleep(0.1)
    raise AssertionError("the import did not end")


def test_an_import_adds_a_file_and_is_taken_back(place: Workspace, tmp_path: Path) -> None:
    new = tmp_path / "三.txt"
    new.write_text("海宁市紫薇社区志愿服务队（示例）服务硖石街道。\n", "utf-8")
    before = importing.files_of(place)
    importing.start(place, [*before, new], "甲", "三.txt")
    with pytest.raises(InputError, match="另一次导入正在进行"):
        importing.start(place, [new], "乙", "")
    assert wait(place).error == ""
    assert new in importing.files_of(place)
    assert [r.documents for r in importing.outcome(place, importing.files_of(place))] == [1, 1, 1]
    importing.start(place, before, "甲", "撤销 三.txt")
    assert wait(place).error == ""
    assert importing.files_of(place) == before
    assert [(e.who, e.deed) for e in read_log(place.log)] == [("甲", "导入"), ("甲", "导入")]


def test_an_import_that_died_says_so(place: Workspace) -> None:
    importing._write(place, importing.State(("a",), "读取文件", 1, 2, running=True))
    found = importing.state(place)
    assert found
    assert not found.running
    assert "中断" in found.error


def test_a_file_that_is_no_document_is_refused_and_the_graph_stays(place: Workspace, tmp_path: Path) -> None:
    bad = tmp_path / "坏.xlsx"
    bad.write_bytes(b"no workbook")
    importing.start(place, [*importing.files_of(place), bad], "甲", "坏.xlsx")
    assert wait(place).error == ""
    assert "坏.xlsx" in place.rejects.read_text("utf-8-sig")
    assert answers(place, "find", name="晨星")


def test_cases_hold_both_names_and_the_reason(place: Workspace) -> None:
    (case,) = [c for c in read_cases(place.cases) if c.first.name != c.second.name and c.state == "merged"][:1]
    assert case.why
    assert all(side.quote in REPORT + OTHER for side in (case.first, case.second))


def test_the_first_of_two_reviewers_counts(place: Workspace) -> None:
    items = queue.queue(place, lambda name: answers(place, name), "甲")
    fact = next(i for i in items if i.kind == "fact")
    assert queue.decide(place, fact, "no", "甲", "看错了") == ""
    assert queue.decide(place, fact, "yes", "乙") == "甲刚才已经决定：不实"
    assert fact.key not in {i.key for i in queue.queue(place, lambda name: answers(place, name), "乙")}
    assert queue.waiting(place) == 1
    report = read_report(place)
    assert report
    build([Path(p) for p in report.paths], place)
    assert fact.key not in {r["id"] for r in answers(place, "all_relations")}


def test_a_second_opinion_goes_to_others_first(place: Workspace) -> None:
    item = queue.queue(place, lambda name: answers(place, name), "甲")[-1]
    queue.decide(place, item, "ask", "甲", "拿不准")
    assert item.key not in {i.key for i in queue.queue(place, lambda name: answers(place, name), "甲")}
    first = queue.queue(place, lambda name: answers(place, name), "乙")[0]
    assert (first.key, first.asked) == (item.key, "甲请别人看：拿不准")


def test_a_fact_found_right_is_certain(tmp_path: Path) -> None:
    decisions, facts = Decisions(tmp_path / "d.db"), town.facts()
    fact = next(r for r in facts.relations if r.type == "SERVES")
    decisions.rule(relation_id(fact), "right", "甲")
    found = next(r for r in judged(facts, decisions).relations if relation_id(r) == relation_id(fact))
    assert (found.evidence[0].by, found.evidence[0].score) == ("person:甲", 1.0)


def test_every_line_of_a_brief_has_its_words(place: Workspace) -> None:
    made = brief.of_place("海宁市", lambda name, /, **params: answers(place, name, **params))
    assert {p.heading for p in made.parts} == {"五社", "到达这里的资源", "数字"}
    assert all(cited for part in made.parts for _, cited in part.rows)
    assert all(str(s["quote"]) in REPORT + OTHER for s in made.sources)
    paper = docx.Document(io.BytesIO(brief.word(made)))
    said = "\n".join(p.text for p in paper.paragraphs)
    assert all(f"[{s['number']}] 《{s['title']}》" in said for s in made.sources)
    book = CalamineWorkbook.from_filelike(io.BytesIO(brief.excel(made)))
    assert book.sheet_names == [*(f"{i} {p.heading}" for i, p in enumerate(made.parts, 1)), "依据"]
    lines = book.get_sheet_by_index(0).to_python()
    assert lines[0][-4:] == ["依据", "文献", "页", "原句"]
    assert all(line[-1] for line in lines[1:])


def test_shares_are_read_as_percentages() -> None:
    assert percents({"value": 0.7, "unit": "%", "score": 0.9}) == {"value": 70.0, "unit": "%", "score": 0.9}
    assert percents({"value": 0.7, "unit": "个"})["value"] == 0.7


def test_the_brief_of_a_question(place: Workspace) -> None:
    query = find_query("who_funds_whom")
    made = brief.of_question(query, answers(place, query.name), lambda name, /, **params: answers(place, name, **params))
    assert "5万元" in str(made.parts[0].rows) + str(made.sources)


def test_the_review_page_decides(place: Workspace) -> None:
    app = open_page("review", kind="fact")
    left = app.dataframe[0].value
    app.text_input(key="note").set_value("原文没有说")
    app.button(key="no").click()
    run(app)
    assert "1 条新决定还没有进入图谱" in words(app)
    (verdict,) = Decisions(place.decisions).verdicts()
    assert (verdict.ruling, verdict.note) == ("wrong", "原文没有说")
    assert sum(len(f.value) for f in app.dataframe) == len(left) - 1
    assert [e.value.iloc[0]["做了什么"] for e in open_page("log").dataframe] == ["审核"]


def test_the_import_page_lists_what_was_read(place: Workspace) -> None:
    app = open_page("imports")
    assert app.dataframe[0].value["文件"].tolist() == ["一.txt", "二.txt"]
    assert app.button(key="take_back").disabled
    app.file_uploader[0].set_value([("三.txt", "海宁市紫薇社区志愿服务队（示例）服务硖石街道。".encode(), "text/plain")])
    next(b for b in app.button if b.label == "读入并建图").click()
    run(app)
    assert wait(place).error == ""
    run(app)
    assert "三.txt" in app.dataframe[0].value["文件"].tolist()


def test_a_folder_that_is_not_there_is_one_sentence(place: Workspace) -> None:
    app = open_page("imports")
    app.text_input(key="folder").set_value(str(place.root / "没有"))
    next(b for b in app.button if b.label == "读入并建图").click()
    run(app)
    assert "没有这个文件或文件夹" in app.error[0].value


def test_briefs_and_exports_are_offered(place: Workspace) -> None:
    app = open_page("briefs", place="海宁市")
    assert app.subheader[0].value == "海宁市五社简报"
    assert [e.proto.label for e in app.get("download_button")] == ["下载 Word", "下载 Excel"]
    assert "没有关于它" in words(open_page("briefs", place="没有这个地方"))
    assert "份资料" in words(open_page("exports"))
    assert "个实体" in words(open_page("exports", of="around", name="马桥街道社工站"))
    assert "图中没有“没有”" in open_page("exports", of="around", name="没有").error[0].value
    app = open_page("exports", of="place", place="海宁市", kind="station", format="gexf")
    assert "个实体" in words(app)
    assert "每条边在文献发表的那一年可见" in words(app)
    assert [e.proto.label for e in app.get("download_button")] == ["下载（压缩包，内附 SOURCES.csv 出处表）"]
    assert "什么也没有" in words(open_page("exports", of="all", since="2099"))


def test_a_download_is_a_zip_with_its_sources_and_is_noted(place: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dashboard.people.who", lambda: "甲")
    content = zipped(Scope(place="海宁市", kinds=("station",)), "gexf")
    assert {"graph.gexf", "SOURCES.csv", "README.txt"} <= set(zipfile.ZipFile(io.BytesIO(content)).namelist())
    assert "海宁市和它下面的全部" in read_log(place.log)[0].about


def test_lines_of_the_log_do_not_mix(tmp_path: Path) -> None:
    for who in ("甲", "乙"):
        note(tmp_path / "log.jsonl", who, "导出", "一\n二")
    assert [(e.who, e.about) for e in read_log(tmp_path / "log.jsonl")] == [("乙", "一\n二"), ("甲", "一\n二")]
