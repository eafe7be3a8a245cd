"""Cleaning of whole pages: real ones, and our own texts set in columns."""

import json
from pathlib import Path

import pytest

from nlp.clean import clean
from tests.test_clean import declared, offsets_of

SEEDS = Path(__file__).parents[2] / "shared" / "seeds"


@pytest.mark.skipif(not SEEDS.exists(), reason="the real pages are not in this checkout's shared folder")
@pytest.mark.parametrize("path", sorted(SEEDS.glob("*.txt")), ids=lambda p: p.stem[:3])
def test_real_pages_have_no_split_sentence(path: Path) -> None:
    raw = path.read_text("utf-8")
    text, cuts = clean(raw)
    offsets = offsets_of(text, cuts)
    assert all(declared(raw[o], c) for o, c in zip(offsets, text, strict=True))
    unfinished = [line for line in text.split("\n") if len(line) > 45 and line[-1] not in "。！？”）：；"]
    assert unfinished == [line for line in unfinished if line.endswith(("理解和支持", "儿童项目"))], "only captions have no end mark"
    starts = [line for line in text.split("\n") if line[0] in "，。、；：？！”）》"]
    assert starts == []


@pytest.mark.skipif(not SEEDS.exists(), reason="the real pages are not in this checkout's shared folder")
def test_real_pages_at_the_places_that_went_wrong_before() -> None:
    text = "\n".join(clean(p.read_text("utf-8"))[0] for p in sorted(SEEDS.glob("*.txt")))
    for words in (
        "郭晓牧如是说",
        "吸引政府等购买之外",
        "良好的社区服务",
        "都需要创新，这就要求",
        "明确社会工作站建设标准",
        "社工师事务所",
        "情境下“浦东社会工作",
        "“十八大报告”中，明确",
    ):
        assert words in text
    for line in ("初期的政府介入与强势推进", "组建模式的探索", "北京、上海、深圳社工事务所调查", "整合资源提高治理服务效能"):
        assert line in text.split("\n")


def columns(text: str, width: int, seed: int) -> str:
    """The paragraphs as a printed page: columns of one width, the indent lost, a blank line between and now and then inside."""
    lines: list[str] = []
    for number, paragraph in enumerate(text.split("\n")):
        at, room = 0, width - 2
        while at < len(paragraph):
            end = at + room
            while end < len(paragraph) and (paragraph[end] in "，。、；：？！”）》" or (paragraph[end - 1 : end + 1].isascii())):
                end += 1
            lines.append(paragraph[at:end])
            at, room = end, width
            if end < len(paragraph) and (len(lines) * 7 + number + seed) % 23 == 0:
                lines.append("")
        lines.append("")
    return "\n".join(lines)


@pytest.mark.parametrize("width", [14, 16, 18, 24, 32])
def test_pages_set_in_columns_are_read_back(width: int) -> None:
    """Our own annotated texts, set in columns: fewer than one sentence in thirty may be split."""
    split = sentences = 0
    for seed, path in enumerate(sorted((Path(__file__).parents[1] / "data" / "gold").glob("d*.json"))):
        text = clean(json.loads(path.read_text("utf-8"))["text"])[0].replace(" ", "")
        ends = set[int]()
        for line in text.split("\n"):
            ends.add((max(ends) if ends else 0) + len(line))
        read = clean(columns(text, width, seed))[0].replace(" ", "")
        packed, at = text.replace("\n", ""), 0
        for line in read.split("\n"):
            at += len(line)
            split += at not in ends and packed[at - 1 : at] not in set("。！？；”：")
        assert read.replace("\n", "") == packed
        sentences += sum(packed.count(mark) for mark in "。！？；")
    assert split * 30 < sentences, f"{split} of {sentences} sentences split"
