"""Counted facts: what is counted, whose it is, when, and of what nature."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.facts import wrong_quotes
from graph.model import Document, Entity, Facts, Indicator
from nlp.indicators import find_indicators
from nlp.pipeline import pipeline
from nlp.spans import Mention, Section
from tests.indicator_cases import CASES, NAMES, Row


def read(text: str, title: str = "") -> tuple[Document, list[Indicator], dict[str, Entity]]:
    """The indicators of a text in which the invented names are already found, one paragraph a line."""
    document = Document(id="d", title=title, genre="report", raw=text, text=text, cuts=((0, 0),))
    doc = pipeline().make_doc(text)
    doc._.document, doc._.relations, doc._.indicators = document, [], []
    doc._.sections, at = [], 0
    for line in text.splitlines(keepends=True):
        heading = line.startswith("（")
        doc._.sections.append(Section(at, at + len(line.rstrip()), "heading" if heading else "body", 0))
        at += len(line)
    doc._.mentions, doc._.entities = mentions(text)
    return document, list(find_indicators(doc)._.indicators), doc._.entities


def mentions(text: str) -> tuple[list[Mention], dict[str, Entity]]:
    found: list[Mention] = []
    entities = {}
    for name in sorted(NAMES, key=len, reverse=True):
        label, kind = NAMES[name]
        at = text.find(name)
        while at >= 0:
            if not any(m.start < at + len(name) and at < m.end for m in found):
                found.append(Mention(start=at, end=at + len(name), label=label, kind=kind, by="test", entity=name))
                entities[name] = Entity(id=name, label=label, name=name, kind=kind)
            at = text.find(name, at + 1)
    # the place that a body's name begins with is an entity even where it stands nowhere alone
    for name, (label, kind) in NAMES.items():
        if label == "PLACE" and any(e.startswith(name) for e in entities):
            entities.setdefault(name, Entity(id=name, label=label, name=name, kind=kind))
    return sorted(found, key=lambda m: m.start), entities


@pytest.mark.parametrize(("text", "rows"), CASES, ids=[text[:24] for text, _ in CASES])
def test_rows(text: str, rows: list[Row]) -> None:
    document, indicators, entities = read(text)
    assert sorted((i.place, round(i.value, 6), i.unit) for i in indicators) == sorted((p, round(v, 6), u) for p, _, v, u in rows)
    for place, what, value, _ in rows:
        said = [i.qualifier + i.measure for i in indicators if i.place == place and abs(i.value - value) < 1e-6]
        assert any(what in s for s in said), said
    assert wrong_quotes(Facts(documents=(document,), entities=tuple(entities.values()), indicators=tuple(indicators))) == []


@pytest.mark.parametrize(
    ("text", "nature"),
    [
        ("云安县已建成社工站12个。", "actual"),
        ("云安县力争建成社工站12个。", "target"),
        ("云安县计划新建社工站12个。", "target"),
        ("到2025年，云安县社工站达到12个。", "target"),
        ("云安县将在12个乡镇成立社工站。", "target"),
        ("云安县每站专职社工不少于12人。", "rule"),
        ("云安县补助最高不超过12万元。", "rule"),
        ("云安县社工站原则上配备社工12人。", "rule"),
        ("云安县社工站应当配备社工12人。", "rule"),
        ("云安县2021年建成了社工站12个。", "actual"),
        ("云安县2022年3月1日\n到2024年云安县建社工站12个。", "target"),
        ("云安县明年拿出12万元。", "target"),
        ("云安县的厨房不小于12平方米。", "rule"),
    ],
)
def test_nature(text: str, nature: str) -> None:
    (indicator,) = read(text)[1]
    assert indicator.nature == nature


@pytest.mark.parametrize(
    ("text", "as_of"),
    [
        ("2021年，云安县有社工站12个。", "2021"),
        ("2014年以来，云安县成立社工站12个。", "2014年以来"),
        ("目前，云安县有社工站12个。", "目前"),
        ("3月2日，云安县12个社工站揭牌。", "3月2日"),
        ("2022年3月1日，云安县12个社工站揭牌。", "2022年3月1日"),
        ("“十三五”期间，云安县建成社工站12个。", "十三五"),
        ("今年以来，云安县建成社工站12个。", "今年以来"),
        ("云安县有社工站12个。", None),
    ],
)
def test_time(text: str, as_of: str | None) -> None:
    (indicator,) = read(text)[1]
    assert indicator.as_of == as_of


def test_one_figure_is_one_row() -> None:
    text = "云安县有社工站12个。\n目前，云安县的社工站共12个，分布在各乡镇。"
    assert len(read(text)[1]) == 1


def test_articles_do_not_mix() -> None:
    text = "云安县举行推进会。\n和平区举行推进会。全区有社工站9个。"
    doc = pipeline().make_doc(text)
    doc._.document = Document(id="d", title="", genre="report", raw=text, text=text, cuts=((0, 0),))
    cut = text.index("\n")
    doc._.sections = [Section(0, cut, "body", 0), Section(cut + 1, len(text), "body", 1)]
    doc._.mentions, doc._.entities = mentions(text)
    assert [i.place for i in find_indicators(doc)._.indicators] == ["和平区"]


def test_the_topic_of_the_article_owns_what_has_no_subject() -> None:
    text = "大家忙了一年。\n全年开展活动210场次，服务居民3.2万人次。"
    assert read(text, title="春芽计划这一年")[1] == []
    document, indicators, _ = read("春芽计划走过一年。\n" + text, title="春芽计划这一年")
    assert [(i.place, i.value) for i in indicators] == [("春芽计划", 210.0), ("春芽计划", 32000.0)]
    assert all(document.text[e.start : e.end] == e.quote for i in indicators for e in i.evidence)


def read_page(lines: list[tuple[str, str]], title: str = "") -> list[tuple[str, str, float, str]]:
    """Whose, what, how many and of what nature, from lines with the kinds of their sections."""
    text = "\n".join(line for _, line in lines)
    document = Document(id="d", title=title, genre="report", raw=text, text=text, cuts=((0, 0),))
    doc = pipeline().make_doc(text)
    doc._.document, doc._.relations, doc._.indicators, at = document, [], [], 0
    doc._.sections = []
    for kind, line in lines:
        doc._.sections.append(Section(at, at + len(line), kind, 0))  # type: ignore[arg-type]
        at += len(line) + 1
    doc._.mentions, doc._.entities = mentions(text)
    return [(i.place, i.measure, i.value, i.nature) for i in find_indicators(doc)._.indicators]


@pytest.mark.parametrize(("signed", "owner"), [("云安县民政局", "云安县"), ("启明社工服务中心", "启明社工服务中心"), ("", "春芽计划")])
def test_a_notice_speaks_for_whoever_signs_it(signed: str, owner: str) -> None:
    lines = [
        ("title", "关于评选优秀案例的通知"),
        ("body", "春芽计划去年入选，春芽计划做得好，春芽计划值得学。"),
        ("body", "每站报送案例不少于12个。"),
    ]
    found = read_page([*lines, *([("byline", signed)] if signed else [])])
    assert [place for place, *_ in found] == [owner]


def test_a_plan_that_is_the_paper_itself_owns_no_figures() -> None:
    lines = [
        ("title", "云安县五社联动三年行动计划"),
        ("body", "云安县五社联动三年行动计划自今年起实施。"),
        ("body", "改造社区服务站60个。"),
    ]
    assert [(place, value) for place, _, value, _ in read_page(lines, "云安县五社联动三年行动计划")] == [("云安县", 60.0)]


def test_a_notice_is_about_what_its_title_names() -> None:
    lines = [("title", "春芽计划招募公告"), ("body", "现招募志愿者12名。"), ("byline", "启明社工服务中心")]
    assert read_page(lines) == [("春芽计划", "志愿者", 12.0, "actual")]


def test_fields_belong_to_the_item_above_them() -> None:
    lines = [
        ("title", "云安县社会组织名录"),
        ("heading", "1.启明社工服务中心"), ("heading", "主管单位：云安县民政局"),
        ("heading", "专职人员：18人"), ("body", "简介：现有志愿者120人。"),
        ("heading", "2.星河市慈善总会"), ("heading", "专职人员：3人"), ("body", "简介：累计资助学生500人。"),
    ]  # fmt: skip
    assert [place for place, *_ in read_page(lines)] == ["启明社工服务中心"] * 2 + ["星河市慈善总会"] * 2


def test_what_follows_a_list_of_bare_items_is_not_the_last_ones() -> None:
    lines = [
        ("title", "云安县优秀项目名单"), ("body", "一等奖（1个）："), ("heading", "春芽计划"), ("body", "二等奖（2个）："),
        ("heading", "暖冬行动"), ("heading", "邻里食堂"), ("body", "奖金合计4万元，云安县尽快发放。"),
    ]  # fmt: skip
    assert {place for place, *_ in read_page(lines)} == {"云安县"}


def test_what_a_plan_says_is_to_come() -> None:
    lines = [("title", "云安县2024年工作计划"), ("body", "全年预算16万元。"), ("body", "去年建成了社工站12个。")]
    assert [nature for *_, nature in read_page(lines, "云安县2024年工作计划")] == ["target", "actual"]


def test_a_plan_of_work_speaks_of_whoever_made_it() -> None:
    assert [i.place for i in read("启明社工服务中心2024年工作计划提出招募志愿者12名。\n启明社工服务中心如期完成。")[1]] == [
        "启明社工服务中心"
    ]


def test_pictures_end_sentences() -> None:
    text = "云安县的家底📍固定社工39人📍陪伴老人62位📍你想来吗？"
    assert [i.value for i in read(text)[1]] == [39.0, 62.0]


def test_a_text_without_names_gives_nothing() -> None:
    assert read("社工站共有12个，志愿者300名。")[1] == []


def test_time_grows_with_the_length_of_the_text() -> None:
    sentence = "云安县已建成社工总站1个、镇街社工站14个，持证社工约400人，占72%，投入资金1200万元；"
    read(sentence)
    spent = []
    for times in (20, 200):
        runs = []
        for _ in range(3):
            start = time.process_time()
            read(sentence * times)
            runs.append((time.process_time() - start) / times)
        spent.append(min(runs))
    assert spent[1] < 4 * spent[0]


WORDS = "共有 12个 三家 1.4万 余人 社工站 ， 。 、 ； （ ） “ ” 其中 占 40% 分别为 每 元 投入 增长 比 的 全国 全省 其余 2021年 由 从 到"
PIECES = st.sampled_from([*NAMES, *WORDS.split(), "\n", " "])


@given(st.lists(PIECES, max_size=30))
def test_any_text_is_read_without_harm(pieces: list[str]) -> None:
    document, indicators, entities = read("".join(pieces))
    facts = Facts(documents=(document,), entities=tuple(entities.values()), indicators=tuple(indicators))
    assert wrong_quotes(facts) == []
    assert all(i.place in entities and i.measure and i.nature in ("actual", "target", "rule") for i in indicators)
    assert indicators == read("".join(pieces))[1]
