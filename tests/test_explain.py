"""Who says what: the text with its marks and notes, in a terminal and as a page of its own."""

import re
import subprocess
import time
from html.parser import HTMLParser
from pathlib import Path

import pytest
from typer.testing import CliRunner

from graph.__main__ import app
from graph.explain import explain, explain_page, sheet_of, where_rule
from graph.extract import extract_facts
from graph.facts import evidence_of
from graph.marked_page import Mark, Note, Sheet, html_page, paragraphs, terminal_lines
from nlp.quality import find_gold, read_and_judge
from nlp.quality_tables import GOLD, error_sheets, errors_page

REPORT = """海宁市民政局主管马桥街道社会工作站。

2022年，海宁市慈善总会向马桥街道社会工作站捐赠10万元。站点服务独居老人412人 <script>alert("&")</script>。
"""


class Words(HTMLParser):
    """The text of each paragraph of a page, and the tags that are open."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.paragraphs: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        if ("class", "text") in attrs:
            self.paragraphs.append("")

    def handle_data(self, data: str) -> None:
        if self.paragraphs:
            self.paragraphs[-1] += data


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "站.txt"
    path.write_text(REPORT, "utf-8")
    return path


def test_every_fact_has_its_note_with_who_said_it(report: Path) -> None:
    (facts,) = extract_facts([report], lambda *_: None)
    sheet = sheet_of(facts)
    assert {by for note in sheet.notes for by in re.findall(r"rule:[\w/]+", note.detail)} == {e.by for e in evidence_of(facts)}
    for name in ("海宁市慈善总会 —资助（10万元，捐赠）→ 马桥街道社会工作站", "412"):
        (note,) = [n for n in sheet.notes if name in n.words and n.kind != "PLACE"]
        assert note.loud
        assert "把握" in note.detail
        assert "见 nlp/" in note.detail
    assert [sheet.text[m.start : m.end] for m in sheet.marks if m.kind == "ORG"][:2] == ["海宁市民政局", "马桥街道社会工作站"]


def test_every_rule_that_speaks_on_the_gold_documents_is_found_in_the_code() -> None:
    said = {j.by for j in read_and_judge(find_gold([GOLD])) if j.by}
    assert len(said) > 60
    assert [by for by in said if not where_rule(by)] == []
    assert where_rule("registry:station") == ""
    assert where_rule("rule:FUNDS/999") == ""


def test_the_page_holds_the_text_and_needs_nothing_else(report: Path) -> None:
    page = explain_page(explain([report], lambda *_: None))
    words = Words()
    words.feed(page)
    shown = [line for line in words.paragraphs if line]
    assert shown[0].startswith("海宁市民政局主管马桥街道社会工作站。")
    assert words.tags.count("script") == 1, "what looks like a tag in a document is text"
    assert not re.search(r"(?:src|href|@import|url\()", page)
    ids = re.findall(r'<div[^>]* data-n="([\d-]+)"', page)
    assert len(ids) == len(set(ids)) > 4
    lit = {id for group in re.findall(r'<span[^>]* data-n="([\d\- ]+)"', page) for id in group.split()}
    assert lit == set(ids), "each note lights up some words"


def test_notes_and_marks_that_cross_and_hold_each_other() -> None:
    text = "甲乙丙丁\n戊己"
    marks = (Mark(0, 2, "ORG", "组织"), Mark(5, 7, "PLACE", "地方"))
    notes = (Note(0, 3, "relation", "一", "x", True), Note(1, 7, "indicator", "二", "y", True), Note(2, 2, "missed", "三", "", False))
    sheet = Sheet("题", text, marks, notes)
    assert [(a, b, [n.words for n in some]) for a, b, some in paragraphs(sheet)] == [(0, 4, ["一", "二", "三"]), (5, 7, [])]
    words = Words()
    words.feed(html_page("题", [sheet], [("ORG", "组织")]))
    assert next(p for p in words.paragraphs if "甲" in p).startswith("甲乙丙丁")
    assert "[甲乙]组织丙丁" in "\n".join(line.plain for line in terminal_lines(sheet))


def test_a_text_of_one_line_is_marked_in_time() -> None:
    many = 20_000
    text = "甲乙丙丁戊" * many
    marks = tuple(Mark(5 * i, 5 * i + 2, "ORG", "组织") for i in range(many))
    notes = tuple(Note(5 * i, 5 * i + 5, "relation", "一", "x", True) for i in range(many))
    begin = time.process_time()
    page = html_page("题", [Sheet("题", text, marks, notes)], [])
    assert time.process_time() - begin < 10
    assert page.count("<mark") == many


def test_errors_stand_beside_the_gold_text() -> None:
    gold = find_gold([GOLD / "d02.json"])
    judgements = read_and_judge(gold)
    (sheet,) = error_sheets(gold, judgements)
    wrong = [j for j in judgements if j.outcome != "right" and j.figure != "mention"]
    assert len(sheet.notes) == len(wrong) > 0
    assert sum(n.end > 0 for n in sheet.notes) >= len(wrong) - 1
    assert {m.kind for m in sheet.marks} >= {"right"}
    assert "漏读" in errors_page(gold, judgements)


def test_the_command(report: Path, tmp_path: Path) -> None:
    run = CliRunner()
    shown = run.invoke(app, ["extract", "--explain", str(report)])
    assert shown.exit_code == 0
    assert "[海宁市民政局]" in shown.output
    page = tmp_path / "站.html"
    assert run.invoke(app, ["extract", "--explain", str(report), "--out", str(page)]).exit_code == 0
    assert page.read_text("utf-8").startswith("<!DOCTYPE html>")
    for arguments in ([], ["--explain", "--out", "x.jsonl"]):
        assert "Error" in repr(run.invoke(app, ["extract", str(report), *arguments]).exception)


@pytest.mark.browser
def test_a_note_lights_up_its_words(chromium: str, report: Path, tmp_path: Path) -> None:
    page = explain_page(explain([report], lambda *_: None))
    probe = "<script>document.querySelector('.notes div:not(.quiet)').dispatchEvent(new Event('mouseenter'))</script></body>"
    path = tmp_path / "站.html"
    path.write_text(page.replace("</body>", probe), "utf-8")
    flags = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
    flags += ["--disable-component-update", "--disable-sync", f"--user-data-dir={tmp_path / 'profile'}", "--dump-dom"]
    done = subprocess.run([chromium, *flags, path.as_uri()], capture_output=True, text=True, timeout=60, check=True)
    assert re.search(r'<span class="said lit"', done.stdout)
