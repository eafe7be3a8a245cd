"""Figures that live on other figures: growth, comparison, and lists whose numbers follow their things (甲、乙分别为3个、5个)."""

import re
from itertools import pairwise

from nlp.counted import NAMES, Thing, noun_after, tagged
from nlp.measures import SHARES, Reading
from nlp.numbers import Number

# How many figures are kept in mind.
_KEPT = 40
_SHARED = re.compile(r"(?P<things>[^，。；：]+?)(?:分别|依次)(?P<verb>[^，。；\d]*?)$")
_LISTED = re.compile("[、和与及]")


def remember(reading: Reading, n: Number, thing: Thing, before: str) -> None:
    """Keep what was counted for the numbers that follow; growth and shares are no base of other figures."""
    reading.measures[n.unit] = thing.measure
    reading.told.append((n.unit, n.value, thing.measure))
    del reading.told[:-_KEPT], reading.bases[:-_KEPT]
    reading.topic = ""
    reading.topics.clear()
    if not _GROWTH.match(before) and "占" not in before and not thing.measure.startswith("每") and thing.measure not in reading.bases:
        reading.bases.append(thing.measure)


_GROWTH = re.compile(
    r"[，]?(?:总量|总数|数量|人数|规模)?(?:(?<!\d)(?:[一二两三四五六七八九十]{1,3}|\d{1,2})年(?:来|间|内)?)?(?P<than>(?:比|较|与|相比|高于|低于|高出|多出|超出|同比|环比|年均|净(?=增)|分别)[^，。；]{0,16}?)?(?:相比)?(?P<verb>增长|增加|新增|上升|提高|下降|减少|提升|增幅|降幅|涨幅|多|高|低|增)?(?:分别)?(?:为|是|达|到|至|了|近|约|超|过|出)*$"
)


def growth(reading: Reading, n: Number, before: str) -> tuple[Thing, int] | None:
    """比上年增长15%, 高于全国平均水平5.4个: said of what was counted just before."""
    found = _GROWTH.match(before)
    if not reading.bases or not found or not (found["than"] or (found["verb"] and n.unit in SHARES)):
        return None
    base, share = reading.bases[-1], n.unit in SHARES
    verb = found["verb"] or ""
    return Thing(base + verb, found["than"] or "") if share else Thing(base, (found["than"] or "") + verb), 0


def distributed(reading: Reading, clause: tuple[int, int], numbers: list[Number]) -> list[Thing]:
    """甲、乙的覆盖率分别达到60%、30%: one thing for each number, in their order; empty where the clause is no such list."""
    text = reading.masked
    if len(numbers) < 2:
        return []
    before = text[clause[0] : numbers[0].opening]
    if re.fullmatch("，?分别占?(?:为|达|到|有|是)?", before) and len(reading.bases) >= len(numbers):
        return [Thing(base + "占比" * (numbers[0].unit == "%")) for base in reading.bases[-len(numbers) :]]
    found = _SHARED.search(before)
    if not found:
        return []
    between = [text[one.end : two.opening] for one, two in pairwise(numbers)]
    things = _LISTED.split(NAMES.sub("", found["things"]).lstrip("的"))
    if len(things) != len(numbers) or any(not re.fullmatch("[、和与及]", b) for b in between):
        return []
    behind = noun_after(text[numbers[-1].end : clause[1]])
    if behind.measure:
        return [Thing(behind.measure, t + found["verb"]) for t in things]
    last = tagged(things[-1])
    tail = "".join(w for w, _ in last[1:]) or things[-1][1:]
    return [Thing(t if t.endswith(tail) else t + tail) for t in things]
