"""Mentions: sentences of our own from many provinces, what is no name, and what holds of any text."""

import time
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from graph.facts import content_id
from graph.model import Document
from nlp.aliases import join_aliases
from nlp.entities import find_entities
from nlp.pipeline import pipeline
from nlp.spans import Mention, Section

SENTENCES = Path(__file__).parent / "data" / "name_sentences.tsv"
Names = Counter[tuple[str, str]]


def read_text(text: str, sections: list[Section] | None = None) -> Doc:
    """A doc with mentions and entities, cleaned already."""
    document = Document(id=content_id(text), title="", genre="newspaper", raw=text, text=text, cuts=((0, 0),))
    doc = pipeline().make_doc(text)
    doc._.document, doc._.sections, doc._.mentions, doc._.entities = document, sections or [], [], {}
    return join_aliases(find_entities(doc))


def names(text: str, label: str = "") -> list[str]:
    return [text[m.start : m.end] for m in read_text(text)._.mentions if label in ("", m.label)]


def kinds(text: str) -> dict[str, str | None]:
    return {e.name: e.kind for e in read_text(text)._.entities.values()}


def test_a_quoted_name_that_always_has_its_type_word_is_named_with_it() -> None:
    always = read_text("海宁市启动“护苗”行动。“护苗”行动服务留守儿童200名。")._.entities.values()
    at_times = read_text("海宁市启动“护苗”行动。如今，“护苗”已服务留守儿童200名。")._.entities.values()
    assert [(e.name, "护苗" in e.aliases) for e in always if e.label == "PROJECT"] == [("“护苗”行动", True)]
    assert [(e.name, "“护苗”行动" in e.aliases) for e in at_times if e.label == "PROJECT"] == [("护苗", True)]


def cases() -> list[tuple[str, Names, bool]]:
    """Each sentence, what stands in it, and whether it is known to be read wholly."""
    found = []
    for line in SENTENCES.read_text("utf-8").splitlines():
        if line.startswith("#"):
            continue
        text, _, expected = line.removeprefix("? ").partition("\t")
        wanted = Counter((n.partition(":")[0], n.partition(":")[2]) for n in expected.split("|") if n)
        found.append((text, wanted, not line.startswith("? ")))
    return found


def found_in(text: str) -> Names:
    return Counter((m.label, text[m.start : m.end]) for m in read_text(text)._.mentions)


@pytest.mark.parametrize(("text", "wanted"), [(t, w) for t, w, whole in cases() if whole])
def test_sentence(text: str, wanted: Names) -> None:
    assert found_in(text) == wanted


def test_all_sentences_together() -> None:
    right = sum(sum((found_in(t) & w).values()) for t, w, _ in cases())
    wanted, found = sum(sum(w.values()) for _, w, _ in cases()), sum(sum(found_in(t).values()) for t, _, _ in cases())
    assert 2 * right / (wanted + found) >= 0.96


@pytest.mark.parametrize(
    "text",
    [
        "社会组织、志愿者和高校参与社区治理。",
        "乡镇社工站要有场地、有人员、有制度。",
        "该中心由政府购买服务，第三方机构评估。",
        "各级党委和政府高度重视，有关部门密切配合。",
        "居民、学生、业主和群众踊跃报名。",
        "坚持“五社联动”，打通“最后一公里”。",
        "平安建设、合作共赢、和平发展是大势所趋。",
        "她在央企工作，常年出差，方便的时候才回家。",
        "全面覆盖、成片推进、高度重视、明确责任。",
        "这三家公司和两所学校的负责人都来了。",
        "服务到了哪几个社区，由什么机构承接，几家基金会出资，还说不清。",
        "知名公益基金会、境外公益基金会和社区基金会各有分工。",
        "各乡镇社工站、所有志愿服务队参加培训，社区和社会工作服务中心都来了。",
    ],
)
def test_common_nouns_are_no_names(text: str) -> None:
    assert names(text) == []


@pytest.mark.parametrize("type", ["社会工作服务中心", "社工事务所", "志愿服务队", "公益基金会"])
@pytest.mark.parametrize("name", ["惠民", "平安", "和润", "和风", "乐和", "至善", "晨曦", "烛光", "三叶草"])
def test_names_of_common_words_and_with_a_conjunction_are_read_without_a_place(name: str, type: str) -> None:
    for text in ("县民政局委托X对各站进行评估。", "昨天，X走进石桥社区。", "县残联与X签订协议。"):
        assert name + type in names(text.replace("X", name + type), "ORG")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("临汾市尧都区民政局挂牌。", "government"),
        ("临汾市尧都区鼓楼东街社区居委会换届。", "community"),
        ("临汾市尧都区益路社会工作服务中心签约。", "social_org"),
        ("临汾市慈善总会捐款。", "foundation"),
        ("临汾市尧都区土门镇社工站揭牌。", "station"),
        ("临汾市尧都区党群服务中心开放。", "station"),
        ("临汾市尧都区志愿者协会成立。", "social_org"),
        ("临汾市尧都区红马甲志愿服务队出发。", "volunteer_team"),
        ("山西晋绿食品有限公司捐赠。", "enterprise"),
        ("山西师范大学派出实习生。", "university"),
        ("临汾市第三中学派出教师。", "school"),
        ("临汾市人民医院设立社工部。", "hospital"),
        ("《临汾日报》作了报道。", "media"),
        ("临汾市残联发放辅具。", "government"),
        ("临汾市红十字会培训救护员。", "foundation"),
    ],
)
def test_kind_of_organisation(text: str, kind: str) -> None:
    orgs = [e for e in read_text(text)._.entities.values() if e.label == "ORG"]
    assert orgs
    assert orgs[0].kind == kind


def test_names_seen_once_are_found_everywhere() -> None:
    text = "站长贾云帆介绍了“暖冬行动”。\n暖冬行动每年一次，贾云帆从未缺席。"
    assert names(text, "PERSON") == ["贾云帆", "贾云帆"]
    assert names(text, "PROJECT") == ["暖冬行动", "暖冬行动"]


def test_departments_are_one_mention_with_their_house() -> None:
    text = "沧州市民政局社会救助科科长汤敏出席。"
    assert names(text) == ["沧州市民政局社会救助科", "汤敏"]
    assert "沧州市民政局" in kinds(text)


def test_lists_share_no_name() -> None:
    text = "新乡市红旗区民政局和卫滨区民政局签约。"
    assert names(text, "ORG") == ["新乡市红旗区民政局", "卫滨区民政局"]


def test_references_are_not_read() -> None:
    text = "焦作市民政局作了部署。\n[1]王小平.社会工作概论[M].北京:北京大学出版社,2008."
    end = text.index("\n")
    sections = [Section(0, end, "body", 0), Section(end + 1, len(text), "references", 0)]
    assert [text[m.start : m.end] for m in read_text(text, sections)._.mentions] == ["焦作市民政局"]


PIECES = (
    "上海市", "浦东新区", "民政局", "社工站", "王", "建国", "说", "“", "”", "《", "》", "（", "）", "关于", "的通知", "〔2021〕3号",
    "、", "和", "，", "。", "\n", " ", "项目", "论坛", "基金", "老年人", "·", "买买提", "记者", "A", "7", "👍", "\u200b", "等社工机构",
    "以下简称", "社区", "村", "市", "县", "联合", "与", "委", "处", "-",
)  # fmt: skip


def check(doc: Doc) -> None:
    """What holds of every text: mentions in order, none overlapping; evidence quotes what stands there."""
    mentions: list[Mention] = doc._.mentions
    assert all(a.end <= b.start for a, b in pairwise(mentions))
    assert all(m.start < m.end and m.entity in doc._.entities and 0 < m.score <= 1 for m in mentions)
    for entity in doc._.entities.values():
        assert entity.name
        assert entity.evidence
        assert all(doc.text[v.start : v.end] == v.quote for v in entity.evidence)


@settings(max_examples=150)
@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_any_text_is_read(text: str) -> None:
    check(read_text(text))


@settings(max_examples=50)
@given(st.text(max_size=80))
def test_any_characters_are_read(text: str) -> None:
    check(read_text(text))


@pytest.mark.parametrize("unit", ["上海市浦东新区民政局", "社", "“", "（", "王", "和", "甲、", "1", "关于"])
def test_time_grows_with_length_only(unit: str) -> None:
    def seconds(size: int) -> float:
        text = unit * (size // len(unit))
        start = time.process_time()
        read_text(text)
        return time.process_time() - start

    seconds(2_000)  # dictionaries are read once
    # Ten times the text: ten times the time with some noise, where quadratic work would take a hundred times.
    assert seconds(60_000) < 40 * max(min(seconds(6_000), seconds(6_000)), 0.02)
