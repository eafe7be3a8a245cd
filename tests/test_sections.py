"""Sections of a page, the articles on it, and sentences."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.loaders.text import make_document, read_document
from graph.model import Document
from nlp import pipeline
from nlp.clean import clean
from nlp.sections import sections_of, sentences

SEEDS = Path(__file__).parents[2] / "shared" / "seeds"
BODY = "站点开门以后，来的人一天比一天多，社工忙不过来，就从老年大学里找了二十个帮手。"
OTHER = "基金会的钱先到街道，再到社区，每一笔都贴在墙上，谁都可以来问。"


def page(*lines: str) -> list[tuple[int, str, str]]:
    """(article, kind, first characters) of each paragraph of a page with a blank line between its paragraphs."""
    raw = "\n\n".join(lines)
    text, cuts = clean(raw)
    document = Document(id="d", title="", genre="report", raw=raw, text=text, cuts=cuts)
    return [(s.article, s.kind, text[s.start : s.end][:8]) for s in sections_of(document)]


def kinds(*lines: str) -> list[str]:
    return [kind for _, kind, _ in page(*lines)]


def articles(*lines: str) -> list[int]:
    return [article for article, _, _ in page(*lines)]


def test_kinds_of_paragraphs() -> None:
    assert kinds(
        "某某日报　民生新闻",
        "三个人撑起一个站",
        "——山里社工的一天",
        "■ 本报记者 张三",
        BODY,
        "钱从哪里来",
        OTHER,
        "图为社工在老人家中。",
        "（张三/文）",
    ) == ["byline", "title", "title", "byline", "body", "heading", "body", "caption", "byline"]


def test_order_with_number_addressee_signature_and_date() -> None:
    lines = (
        "某民函〔2024〕3号",
        "某某县民政局关于开展社工站评估的通知",
        "各乡镇人民政府：",
        BODY,
        "一、评估什么",
        OTHER,
        "某某县民政局",
        "2024年3月1日",
    )
    assert kinds(*lines) == ["byline", "title", "body", "body", "heading", "body", "byline", "byline"]
    assert set(articles(*lines)) == {0}


def test_a_pull_quote_is_marked_and_goes_with_its_article() -> None:
    quote = "来的人一天比一天多，社工忙不过来"
    assert page(quote, "三个人撑起一个站", BODY, OTHER)[0][:2] == (0, "quote")
    assert kinds("三个人撑起一个站", BODY, "把钱贴在墙上", OTHER, "把钱贴在墙上") == ["title", "body", "heading", "body", "heading"], (
        "too short to tell"
    )


def test_many_short_lines_are_a_table_and_no_headings() -> None:
    assert kinds("各乡镇社工站一览", BODY, "东山镇", "西河乡", "南桥镇", "北岭乡", "中和街道", "新城街道", "老街街道")[2:] == ["body"] * 7


def test_a_source_in_brackets_ends_an_article() -> None:
    assert articles("甲县", BODY, "（据《某某日报》）", "乙县", OTHER, "（据乙县民政局）") == [0, 0, 0, 1, 1, 1]


def test_a_headline_under_its_article_stays_with_it() -> None:
    lines = (BODY, "（据某某县民政局）", "老年大学帮手进站点", OTHER, "（据《某某日报》）")
    assert page(*lines)[2] == (0, "title", "老年大学帮手进站")
    assert articles(*lines) == [0, 0, 0, 1, 1]


def test_a_byline_begins_the_next_article_with_its_headline() -> None:
    assert articles("甲县的站", "■ 本报记者 张三", BODY, "乙县的钱", "■ 本报记者 李四", OTHER) == [0, 0, 0, 1, 1, 1]
    assert articles("甲县的站", BODY, "乙县的钱", "本报讯（记者 李四）" + OTHER) == [0, 0, 1, 1]


def test_a_jump_ends_an_article_and_its_continuation_resumes_it() -> None:
    lines = (
        "甲县的站",
        BODY,
        "（下转06版）",
        "小词典",
        OTHER,
        "（上接04版）",
        "站里的社工如今有十二名，半数住在村里，最远的一个村要走两个小时的山路。",
    )
    assert articles(*lines) == [0, 0, 1, 1, 0]


def test_speeches_with_headlines_under_them() -> None:
    lines = (BODY, "某某协会会长　张三：", "老年大学里找帮手", OTHER, "某某基金会秘书长　李四：", "钱要说得清")
    assert articles(*lines) == [0, 0, 0, 1, 1, 1]
    assert kinds(*lines) == ["body", "title", "title"] * 2


def test_speeches_with_headlines_above_them() -> None:
    lines = ("五社联动大家谈", "某某协会会长　张三：", "老年大学里找帮手", BODY, "某某基金会秘书长　李四：", "钱要说得清", OTHER)
    assert articles(*lines)[3:] == [0, 1, 1, 1]


def test_headings_of_a_plan_do_not_split_it() -> None:
    lines = (
        "某某县社工站建设方案",
        "一、目标",
        BODY,
        "（一）站点",
        OTHER,
        "二、保障",
        "县财政每年安排经费，纳入预算，专款专用，年底公开。",
    )
    assert set(articles(*lines)) == {0}
    assert kinds(*lines) == ["title", "heading", "body", "heading", "body", "heading", "body"]


def test_a_caption_stands_alone() -> None:
    found = page("甲县的站", BODY, "图为乙县社工在敬老院。", OTHER)
    assert [a for a, _, _ in found] == [0, 0, 1, 0]


@pytest.mark.skipif(not SEEDS.exists(), reason="the real pages are not in this checkout's shared folder")
@pytest.mark.parametrize(("start", "bodies", "apart"), [("000", 1, 1), ("001", 2, 0), ("002", 4, 0), ("003", 1, 0), ("004", 2, 1)])
def test_articles_of_real_pages(start: str, bodies: int, apart: int) -> None:
    (path,) = SEEDS.glob(f"{start}*.txt")
    document = read_document(path)
    sections = sections_of(document)
    assert len({s.article for s in sections if s.kind == "body"}) == bodies
    assert sum(s.kind == "caption" for s in sections) == apart
    assert not {s.article for s in sections if s.kind == "caption"} & {s.article for s in sections if s.kind == "body"}
    titles = {s.article: document.text[s.start : s.end] for s in sections if s.kind == "title"}
    assert len(titles) == bodies - (start == "004"), "the second article of 004 has lost its headline"


@pytest.mark.skipif(not SEEDS.exists(), reason="the real pages are not in this checkout's shared folder")
def test_headlines_under_the_speeches_of_a_real_page() -> None:
    (path,) = SEEDS.glob("002*.txt")
    document = read_document(path)
    speaker = {
        s.article: document.text[s.start : s.end].split()[-1]
        for s in sections_of(document)
        if s.kind == "title" and " " in document.text[s.start : s.end]
    }
    said = {s.article: document.text[s.start : s.end] for s in sections_of(document) if s.kind == "body"}
    assert list(speaker.values()) == ["顾东辉：", "向荣：", "郑俨：", "廖晓义："]
    assert [a for a in said if "社会发展、可持续发展" in said[a]] == [1]


@given(
    st.lists(
        st.sampled_from(
            [
                BODY,
                OTHER,
                "一、标题",
                "甲县",
                "（据某报）",
                "■ 本报记者 张三",
                "（下转06版）",
                "（上接04版）",
                "会长　张三：",
                "图为站点。",
                "",
                " ",
            ]
        ),
        max_size=20,
    )
)
@settings(max_examples=200)
def test_sections_cover_every_paragraph(lines: list[str]) -> None:
    raw = "\n\n".join(lines)
    text, cuts = clean(raw)
    sections = sections_of(Document(id="d", title="", genre="report", raw=raw, text=text, cuts=cuts))
    assert [text[s.start : s.end] for s in sections] == ([] if not text else text.split("\n"))
    assert all(s.article >= 0 for s in sections)


def test_the_pipeline_fills_the_sections() -> None:
    doc = pipeline.pipeline().make_doc("x")
    document = make_document("甲县的站\n\n" + BODY, "a.txt")
    facts = pipeline.read(document)
    assert facts.documents == (document,)
    assert doc.has_extension("sections")


def test_time_of_a_page_of_thousands_of_paragraphs() -> None:
    raw = "\n\n".join([BODY, "甲县", "（据某报）", "■ 本报记者 张三", OTHER] * 2000)
    text, cuts = clean(raw)
    assert len(sections_of(Document(id="d", title="", genre="report", raw=raw, text=text, cuts=cuts))) == 10_000


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("甲来了。乙也来了！丙呢？", ["甲来了。", "乙也来了！", "丙呢？"]),
        ("他说：“好。”她也说好。", ["他说：“好。”", "她也说好。"]),
        ("第一条；第二条；", ["第一条；", "第二条；"]),
        ("没有句号\n下一段", ["没有句号", "下一段"]),
        ("（据某报。）", ["（据某报。）"]),
        ("真的？！好。", ["真的？！", "好。"]),
        ("", []),
        ("\n\n", []),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert [text[a:b] for a, b in sentences(text)] == expected


def test_sentences_of_a_span() -> None:
    text = "甲来了。乙也来了。丙没来。"
    assert [text[a:b] for a, b in sentences(text, 4, 9)] == ["乙也来了。"]


@given(st.text(alphabet="社工站，。；！？”“（）\n 1.a", max_size=120))
def test_sentences_cover_all_text(text: str) -> None:
    spans = sentences(text)
    assert all(0 <= a < b <= len(text) and not text[a].isspace() for a, b in spans)
    assert all(b <= c for (_, b), (c, _) in pairwise(spans))
    covered = {i for a, b in spans for i in range(a, b)}
    assert all(i in covered or c.isspace() for i, c in enumerate(text))
    assert all("\n" not in text[a:b] for a, b in spans)
