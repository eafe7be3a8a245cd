"""English by a switch: every text of the code is in the table, links work in either language, documents stay as they are."""

import ast
import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from dashboard import language, table
from dashboard.frame import PAGES, VIEWS
from graph.ontology import ontology
from graph.queries import GROUPS, queries
from graph.queue import ANSWERS, KINDS
from tests import town
from tests.pages import Page, frames, run, words

CHINESE = re.compile("[\u3400-\u9fff，。：；（）“”《》、]")
FIELDS = re.compile(r"\{(\w*)")
HOME = VIEWS.parent
# Names of files, patterns that read documents, words for the log and the terminal: no page shows them.
NOT_SHOWN = {
    "serve.py",
    "拒收清单.csv",
    "中文",
    "语言 Language",
    "按审核决定重建",
    "撤销 ",
    " 等 ",
    " 份",
    "\n（",
    "一",
    "二",
    "三",
    "四",
    "五",
    "（",
    "）",
}


def texts(path: Path) -> Iterator[str]:
    """Every Chinese text of a file that is no docstring; the Chinese in an f-string piece by piece."""
    tree = ast.parse(path.read_text("utf-8"))
    kinds = (ast.Module, ast.FunctionDef, ast.ClassDef)
    docs = {id(n.body[0].value) for n in ast.walk(tree) if isinstance(n, kinds) and n.body and isinstance(n.body[0], ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs and CHINESE.search(node.value):
            yield node.value


@pytest.mark.parametrize("path", sorted(p.relative_to(HOME).as_posix() for p in HOME.rglob("*.py")))
def test_every_text_has_its_english(path: str) -> None:
    if path in NOT_SHOWN:
        return
    patterns = ("(?", "十(")
    said = [t for t in texts(HOME / path) if t not in NOT_SHOWN and not t.startswith(patterns)]
    assert [t for t in said if t not in language.texts()["english"]] == []


def vocabulary() -> set[str]:
    words = ontology()
    zh = [x.zh for group in (words.node, words.edge, words.five) for x in group.values()]
    zh += [k for n in words.node.values() for k in n.kinds.values()] + [*words.genre.values(), *words.nature.values()]
    return {*zh, *KINDS.values(), *(a for pair in ANSWERS.values() for a in pair)}


def asked() -> set[str]:
    """What the question files say on a page: titles, groups, labels and choices of controls, headings of tables."""
    found = {*GROUPS}
    for query in queries().values():
        found |= {query.title, *(p.about for p in query.params), *(c.title for c in query.columns if not table.hidden(c))}
        found |= {c for p in query.params for c in p.choices if CHINESE.search(c)}
    return found


def test_the_vocabulary_has_its_english() -> None:
    assert vocabulary() - language.texts()["english"].keys() == set()


def test_words_of_two_meanings_are_words_of_the_vocabulary() -> None:
    assert language.texts()["words"].keys() <= ontology().edge.keys()


def test_every_question_has_its_english() -> None:
    assert asked() - language.texts()["english"].keys() == set()


def test_every_english_text_has_its_chinese() -> None:
    # Attributes stand on the page of an entity under the headings of its question.
    headings = {c.title for c in queries()["entity"].columns}
    used = {t for path in HOME.rglob("*.py") for t in texts(path)} | vocabulary() | asked() | headings
    assert language.texts()["english"].keys() - used == set()


def test_no_text_stands_in_both_tables() -> None:
    tables = [tomllib.loads(path.read_text("utf-8")) for path in (language.TABLE, language.QUESTIONS)]
    keys = [key for table in tables for name, words in table.items() if name not in ("streamlit", "words") for key in words]
    assert [key for key, times in Counter(keys).items() if times > 1] == []


@pytest.mark.parametrize("name", list(queries()))
def test_headings_differ_in_english_too(name: str) -> None:
    """A table has one column for each heading."""
    english = language.texts()["english"]
    headings = Counter(english[c.title] for c in queries()[name].columns if not table.hidden(c))
    assert [heading for heading, times in headings.items() if times > 1] == []


def test_a_relation_is_no_heading(page: Page) -> None:
    told = frames(page("overview", lang="en"))[-1]["Relations"].tolist()
    assert "晨星社工中心（示例） —follows→ 示例办法" in told


def test_questions_are_titled_in_english(page: Page) -> None:
    app = page("questions", q="who_funds_whom", view="table", lang="en")
    assert app.header[0].value == "Who funds whom?"
    assert {"Funder", "Receiver", "Amount", "Quote"} <= set(frames(app)[0])
    assert app.text_input(key="control.who_funds_whom.name").label == "Part of the name of the funder or receiver; empty for all"


def test_both_sides_have_the_same_fields() -> None:
    assert [k for k, v in language.texts()["english"].items() if sorted(FIELDS.findall(k)) != sorted(FIELDS.findall(v))] == []


def test_english_is_english() -> None:
    names = re.compile("[\u3400-\u9fff]+")  # examples of names may be Chinese
    assert [v for v in language.texts()["english"].values() if names.search(v) and "for example" not in v] == []


@pytest.mark.parametrize(("name", "title"), [(name, title) for entries in PAGES.values() for name, title, _ in entries])
def test_every_page_in_english(page: Page, name: str, title: str) -> None:
    app = page(name, lang="en")
    assert app.title[0].value == language.texts()["english"][title]
    assert app.query_params["lang"] == "en"


def test_a_link_works_in_either_language(page: Page) -> None:
    chinese, english = page("coverage", province="浙江省", state="有"), page("coverage", province="浙江省", state="有", lang="en")
    assert frames(chinese)[0].to_numpy().tolist()[0][0] == frames(english)[0].to_numpy().tolist()[0][0] == "马桥街道"
    assert frames(english)[0]["Social work stations"].tolist() == ["Yes"]
    assert english.selectbox(key="control.province").value == "浙江省"
    english.radio(key="language").set_value("zh")
    run(english)
    assert english.title[0].value == "覆盖缺口"
    assert "lang" not in english.query_params
    assert english.selectbox(key="control.province").value == "浙江省"


def test_the_switch_writes_the_language_into_the_address(page: Page) -> None:
    app = page("entity", id=town.FUND)
    app.radio(key="language").set_value("en")
    run(app)
    assert app.query_params["lang"] == "en"
    assert "Source text" in [s.value for s in app.subheader]
    assert app.header[0].value == "甲社区基金会（示例）"
    assert "<mark" in words(app)


def test_the_words_of_the_page_are_data_not_code(page: Page) -> None:
    scripts = [e.proto.body for e in page("overview").get("html") if "<script>" in e.proto.body]
    assert '"Upload": "选择文件"' in scripts[0]
    assert '"zh-CN"' in scripts[0]
    english = [e.proto.body for e in page("overview", lang="en").get("html") if "<script>" in e.proto.body]
    assert "wusheWords = {}" in english[0]
    assert '= "en"' in english[0]
