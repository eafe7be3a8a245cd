"""The trained reader of whole names: what could be a name, what it adds to the rules, what it leaves to them."""

import time

import pytest

from nlp.candidates import Candidate, candidates, features, own_words
from nlp.page import Page
from nlp.span_reader import LABELS, examples, read_spans
from nlp.spans import Mention


def read(text: str, ruled: list[Mention] | None = None) -> list[tuple[str, str]]:
    return [(m.label, text[m.start : m.end]) for m in read_spans(Page(text), ruled or [], [])]


def stretches(text: str) -> set[str]:
    return {text[c.start : c.end] for c in candidates(Page(text))}


def test_a_name_can_begin_at_its_places_or_at_any_word_near_its_type_word() -> None:
    found = stretches("由湖北省麻城市和风社会工作发展中心承接。")
    assert {"湖北省麻城市和风社会工作发展中心", "麻城市和风社会工作发展中心", "和风社会工作发展中心"} <= found
    assert not any("，" in s or "。" in s for s in found)


def test_a_quotation_is_one_candidate_and_so_is_what_goes_on_behind_it() -> None:
    found = stretches("社区办起“认路回家”互助组。")
    assert {"认路回家", "“认路回家”互助组"} <= found
    assert "回家" not in found


def test_a_surname_that_begins_a_word_is_no_persons() -> None:
    text = "高度重视，叶海波来了。"
    persons = {text[c.start : c.end] for c in candidates(Page(text)) if c.person}
    assert {"叶海", "叶海波"} <= persons
    assert not any(p.startswith("高") for p in persons)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("督导由徐州市泉山区青苔社工协进会派出。", ("ORG", "徐州市泉山区青苔社工协进会")),
        ("这笔钱由湘乡市文化旅游广电体育局拨付。", ("ORG", "湘乡市文化旅游广电体育局")),
        ("站里常年为尘肺病患者送药。", ("GROUP", "尘肺病患者")),
        ("站长佟佳慧敲开了门，佟佳慧一年要走上百遍。", ("PERSON", "佟佳慧")),
    ],
)
def test_what_no_rule_claims_is_read(text: str, name: tuple[str, str]) -> None:
    assert name in read(text)


@pytest.mark.parametrize(
    "text", ["北京市的社工事务所大多成立不到五年。", "深圳三地社工事务所各有所长。", "推出了“2”个品牌项目。", "不少基金会把目光投向县域。"]
)
def test_general_talk_names_nothing(text: str) -> None:
    assert [n for n in read(text) if n[0] in ("ORG", "PROJECT")] == []


def test_what_the_rules_take_for_something_else_is_left_to_them() -> None:
    text = "由徐州市泉山区青苔社工协进会派出。"
    rule = Mention(start=1, end=text.index("派出"), label="EVENT", by="rule:test", score=0.9)
    assert read(text, [rule]) == [("EVENT", "徐州市泉山区青苔社工协进会")]


def test_the_rules_own_mention_stands_where_both_say_the_same() -> None:
    text = "这笔钱由湘乡市文化旅游广电体育局拨付。"
    start = text.index("湘乡")
    rule = Mention(start=start, end=text.index("拨付"), label="ORG", kind="government", by="rule:test", score=0.9)
    assert rule in read_spans(Page(text), [rule], [])


def test_places_inside_a_name_give_way_to_it() -> None:
    text = "这笔钱由湘乡市文化旅游广电体育局拨付。"
    place = Mention(start=4, end=7, label="PLACE", by="rule:PLACE/name", score=0.9)
    assert [m.label for m in read_spans(Page(text), [place], [])] == ["ORG"]


def test_what_the_other_reader_reads_stands_unless_it_is_next_to_impossible() -> None:
    text = "各地的社会组织服务中心都请来老友记。"
    wrong = Mention(start=0, end=11, label="ORG", by="model:mentions", score=0.9)
    short = Mention(start=14, end=17, label="ORG", by="model:mentions", score=0.9)
    assert read_spans(Page(text), [], [wrong, short]) == [short]


def test_words_of_its_own() -> None:
    text = "北京市社会工作事务所和北京市晨露社会工作事务所"
    page = Page(text)
    general = Candidate(0, 10, 7)
    own = Candidate(11, 23, 20)
    assert own_words(page, general) == []
    assert "".join(own_words(page, own)) == "晨露"


def test_examples_say_what_is_annotated() -> None:
    text = "由麻城市和风社会工作发展中心承接。"
    labels = [label for _, label in examples(Page(text), [], [(1, 14, "ORG"), (1, 4, "PLACE")])]
    assert labels.count("ORG") == 1
    assert set(labels) <= {*LABELS, "O"}


@pytest.mark.parametrize("unit", ["社", "“", "“社”", "王", "社区", "甲、", "\n", "由甲市乙县社工站"])
def test_time_grows_with_length_only(unit: str) -> None:
    def seconds(size: int) -> float:
        page = Page(unit * (size // len(unit)))
        start = time.process_time()
        read_spans(page, [], [])
        return time.process_time() - start

    seconds(2_000)
    assert seconds(40_000) < 40 * max(min(seconds(4_000), seconds(4_000)), 0.02)


def test_features_need_no_neighbours() -> None:
    for text in ("社区", "“社区”", "王五", "“甲乙”", "甲县社工站"):
        page = Page(text)
        assert all(features(page, c, []) for c in candidates(page))
