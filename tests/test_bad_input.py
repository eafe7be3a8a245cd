"""Pages that no reader wants: any mixture of scripts, marks and controls, and texts of any length. No crash, true offsets, flat time."""

import time
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.errors import InputError
from graph.facts import evidence_of, wrong_quotes
from graph.loaders.text import make_document
from graph.ontology import check_facts
from nlp import extract

SENTENCE = (
    "2021年，海宁市民政局与海宁市社会工作协会签订协议，由协会承接马桥街道社会工作站的运营，市财政每年投入35万元购买服务。"
    "站长李思雨说，服务困难老人412户，开展活动63场😀。"
)
KINDS: dict[str, Callable[[int], str]] = {
    "one line": lambda n: SENTENCE * (n // len(SENTENCE) + 1),
    "no marks": lambda n: SENTENCE.replace("，", "").replace("。", "") * (n // 80 + 1),
    "short lines": lambda n: (SENTENCE[:40] + "\n") * (n // 41 + 1),
    "names": lambda n: "".join(f"海宁市第{i}社工站、" for i in range(n // 8 + 1)),
    "traditional": lambda n: "臺灣社會工作專業人員協會在臺北市召開會議，討論社區發展︵一︶。" * (n // 30 + 1),
    "two languages": lambda n: "The Haining 社工站 served 412 people in 2021, said Li. " * (n // 50 + 1),
    "numbers": lambda n: "12 " * (n // 3 + 1),
    "one word": lambda n: "社工站" * (n // 3 + 1),
    "controls": lambda n: "社\x07工\x00站\u200b服务\u202e老人12人\ufffd" * (n // 16 + 1),
    "open marks": lambda n: "（《“站" * (n // 4 + 1),
}
PIECES = st.sampled_from(
    [
        *"社工站市县民政局，。、（）《》“”：；\n\r\t\x00\x07\x0b\x0c\u200b\u202e\ufeff\ufffd😀👨‍👩‍👧‍👦︵︶︿﹀﹁﹂⼀⺠Aé１２３4.,-%|#*",
        "海宁市民政局", "马桥街道社会工作站", "臺北市", "2021年", "412户", "35万元", "由", "承接", "捐赠", "锟斤拷", "ä¸\xadå›½",
        "<p>", "&nbsp;", "𠮷", "\ud83d",
    ]
)  # fmt: skip


def cost(text: str, readings: int = 2) -> float:
    """Seconds of this process for one character, the best of some readings."""
    times = []
    for _ in range(readings):
        begin = time.process_time()
        extract(make_document(text, "a.txt"))
        times.append(time.process_time() - begin)
    return min(times) / len(text)


@pytest.mark.parametrize("kind", KINDS)
def test_time_for_a_character_does_not_grow_with_the_text(kind: str) -> None:
    cost(KINDS["one line"](2_000))
    short, long = (cost(KINDS[kind](n)) for n in (4_000, 40_000))
    assert long < 3 * max(short, 1e-5), f"{short * 1e6:.0f} → {long * 1e6:.0f} µs"


def test_a_line_of_five_megabytes_costs_no_more_for_a_character_than_one_of_a_kilobyte() -> None:
    whole = KINDS["one line"](1_950_000)
    size = len(whole.encode())
    assert size > 5_000_000
    short, long = cost(KINDS["one line"](330), 5), cost(whole, 1)
    assert long < 2 * short, f"{short * 1e6:.0f} → {long * 1e6:.0f} µs"


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(PIECES, max_size=120).map("".join))
def test_any_mixture_is_read_without_harm_and_offsets_are_true(raw: str) -> None:
    try:
        document = make_document(raw, "a.txt")
    except InputError as error:
        if "没有可读的文字" in str(error):
            return
        raise
    facts = extract(document)
    assert wrong_quotes(facts) == []
    assert check_facts(facts) == []
    for v in evidence_of(facts):
        start, end = document.raw_span(v.start, v.end)
        assert "".join(v.quote.split()) in "".join(document.text.split())
        assert 0 <= start < end <= len(document.raw)
    assert extract(document) == facts


def test_vertical_marks_and_emoji_keep_their_offsets() -> None:
    raw = "😀海宁市民政局︵主管︶👨‍👩‍👧‍👦向马桥街道社会工作站捐赠１０万元。"
    document = make_document(raw, "a.txt")
    (quote,) = {v.quote for e in extract(document).entities for v in e.evidence if e.name == "海宁市民政局"}
    at = document.text.index(quote)
    assert raw[slice(*document.raw_span(at, at + len(quote)))] == "海宁市民政局"
