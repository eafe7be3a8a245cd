"""Names of places in a text: divisions by the national table, villages, zones and housing estates by their ending."""

import re
from collections import defaultdict
from functools import cache
from typing import Any

import ahocorasick

from graph.places import places
from nlp.counted_places import take_counted
from nlp.lexicon import known_words, word_set, words
from nlp.place_reader import HANZI, PlaceName, PlaceReader
from nlp.villages import take_villages

LEVELS = ("province", "city", "county", "town")
# 上海市区 is 上海 + 市区, 江永县城 is 江永 + 县城; 深圳市民政局 is 深圳市 + 民政局.
CUT_SHORT = re.compile("市区(?!委|政|人)|市民(?!政|族|宗|心|盟|建|主)|市场(?!监|管)|县城|县域|省城")
ROAD = re.compile("大道|大街|[东南西北中]?[一二三四五六七八九]?路(?![径线演])|胡同|弄(?![堂])")
TOWN = re.compile(r"[\u4e00-\u9fff]{2,3}?(?:街道|镇|乡)(?![长镇村民愁亲土里街级])")
ZONE = re.compile(
    r"(?:高新技术产业开发区|经济技术开发区|高新技术开发区|高新区|经开区|开发区|新区|示范区|工业园区|产业园区|产业园|科技园区?|保税区|自贸区|自贸试验区|旅游度假区|度假区|风景区|管理区|先行区|综合实验区|实验区|试验区|合作区|新城)(?!域)"
)
# 甲、乙等5县: what is listed in front of a count of divisions is one.
LISTED = re.compile(
    "((?:[\u4e00-\u9fff]{2,5}、)*[\u4e00-\u9fff]{2,5})(?:等(?:地(?![区方位])|[\\d一二两三四五六七八九十]{1,3}个?(?:[省市县区州镇乡]|街道|街镇))|[两二三四五六七八九十]个?[省市县区])"
)
# 海宁市|已建成镇（街道）社工站12个 counts, and names nothing.
BUILT = re.compile(
    "(?:目前)?(?:累计|先后|陆续|率先|已经|计划|已建成?|共建成?|新建成?|建成|建有|共有|现有|已有|新增|拟建|设有|已设|新设|均有|都有|全部)"
)
# What the dictionary may have put into one word with the place in front (云南大学), or cut wrongly.
_BEHIND = (
    "社工",
    "民政",
    "市民",
    "社会",
    "大学",
    "学院",
    "师范",
    "日报",
    "晚报",
    "理工",
    "财经",
    "农业",
    "民族",
    "中学",
    "医院",
    "电视台",
    "卫视",
    "银行",
)
# 千山社区, “千山暖流”: named after the hill, not after the district.
_NAMED_AFTER = re.compile("社区|村|小区|花园|(?<=“..)[\u4e00-\u9fff]{1,4}”")
# 部分|乡镇 is no 分乡镇.
_LEVELS_TOLD = frozenset({"乡镇", "街镇", "镇街", "村镇"})


@cache
def _automaton() -> Any:
    """Every name that a text may use: (name, ((what sort of name it is, its codes), …))."""
    table = places()
    found = ahocorasick.Automaton()
    sorts: dict[str, list[tuple[str, tuple[str, ...]]]] = defaultdict(list)
    for sort, names in (("stem", table.stems), ("short", table.short), ("full", table.full)):
        for name, codes in names.items():
            if len(name) > 1 and name not in word_set("places", "never"):
                sorts[name].append((sort, codes))
    for key in ("province", "other"):
        for name in words("places", key):
            sorts[name] = [("full", ())]
    for name, meanings in sorts.items():
        found.add_word(name, (name, tuple(meanings)))
    found.make_automaton()
    return found


def level_of(codes: tuple[str, ...]) -> str:
    """The kind of the highest division among the codes; names that have no code are provinces (台湾)."""
    table = places().by_code
    return min((table[c].level for c in codes), key=LEVELS.index, default="province")


def kind_of_place(name: str) -> str:
    """The kind of a place that no rule found: by the table, else by how its name ends."""
    codes = places().full.get(name) or places().short.get(name)
    said = {"省": "province", "市": "city", "县": "county", "区": "county", "旗": "county", "镇": "town", "乡": "town", "村": "village"}
    return level_of(codes) if codes else "town" if name.endswith("街道") else said.get(name[-1:], "other")


def find_places(text: str, starts: list[int]) -> list[PlaceName]:
    """The place names in a text, in text order, none overlapping. ``starts`` as from ``cut_words``."""
    reader = PlaceReader(text, starts)
    groups: dict[str, list[tuple[int, int, tuple[str, ...]]]] = defaultdict(list)
    for end, (name, meanings) in _automaton().iter(text):
        for sort, codes in meanings:
            groups[sort].append((end + 1 - len(name), end + 1, codes))
    _take_full(reader, groups["full"])
    _take_new_towns(reader)
    take_villages(reader)
    take_counted(reader)
    _take_listed(reader)
    _take_short(reader, groups["short"])
    _take_zones(reader)
    _take_stems(reader, groups["stem"])
    return [reader.found[start] for start in sorted(reader.found)]


def _take_full(reader: PlaceReader, hits: list[tuple[int, int, tuple[str, ...]]]) -> None:
    text = reader.text
    for start, end, codes in sorted(hits, key=lambda h: (h[0] - h[1], h[0])):
        name = text[start:end]
        if not reader.free(start, end) or CUT_SHORT.match(text, end - 1) or (len(name) == 2 and not _stands_alone(reader, start, end)):
            continue
        if not name.endswith(("省", "市")) and ROAD.match(text, end):
            continue
        if name in word_set("places", "doubtful") and not _behind_parent(reader, start, codes):
            continue
        if len(name) > 2 and not reader.edge(start) and (_crosses(reader, start) or name[1:] in _LEVELS_TOLD):
            continue
        reader.full[name] = codes
        level = level_of(codes) if codes or name in word_set("places", "province") else "other"
        level = "community" if name.endswith("社区") else level  # the table counts some as towns
        reader.take(PlaceName(start, end, level, True, codes))


def _crosses(reader: PlaceReader, start: int) -> bool:
    """Whether a long dictionary word reaches over the left edge; single characters in front prove nothing (在|花山街道)."""
    text = reader.text
    for back in (1, 2, 3):
        word_start = start - back
        if word_start >= 0 and reader.starts[start - back] >= 0:
            ends = next((i for i in range(start + 1, min(start + 4, len(text)) + 1) if reader.starts[i] >= 0), start)
            return reader.starts[ends] == word_start and ends - start == 1 and back > 0 and ends - word_start > 2
    return False


def _stands_alone(reader: PlaceReader, start: int, end: int) -> bool:
    """范县, 成县: two characters prove a place only at the edges of words."""
    before = reader.text[start - 1 : start]
    name = reader.text[start:end]
    if name.endswith("区"):
        return start in reader.ends
    return (
        reader.edge(start) and reader.edge(end) and (start in reader.ends or not HANZI.match(before) or before in "在从到由与和及是赴的于")
    )


def _behind_parent(reader: PlaceReader, start: int, codes: tuple[str, ...]) -> bool:
    before = reader.ends.get(start)
    return before is not None and any(c.startswith(p) for c in codes for p in before.codes)


def _take_short(reader: PlaceReader, hits: list[tuple[int, int, tuple[str, ...]]]) -> None:
    for start, end, codes in sorted(hits, key=lambda h: (h[0] - h[1], h[0])):
        if reader.free(start, end) and not ROAD.match(reader.text, end) and _short_stands(reader, (start, end), codes):
            stop = end + 2 if reader.text.startswith("地区", end) else end  # 北京地区
            reader.take(PlaceName(start, stop, level_of(codes), False, codes))


def _short_stands(reader: PlaceReader, span: tuple[int, int], codes: tuple[str, ...]) -> bool:
    start, end = span
    name = reader.text[start:end]
    level = level_of(codes)
    if _beside(reader, start, codes) or (level == "county" and _NAMED_AFTER.match(reader.text, end)):
        return False
    supported = _behind_parent(reader, start, codes) or any(set(codes) & set(found) for found in reader.full.values())
    if level == "town":
        return len(name) > 2 and (supported or reader.near(codes)) and reader.text[end : end + 1] not in "道坊"
    if not (reader.edge(start) or start in reader.ends) or not (reader.edge(end) or end in reader.found or _suffix_follows(reader, end)):
        return False
    if supported or level == "province":
        return True
    if name in word_set("places", "words"):
        return False
    if level == "city":
        return True
    known = known_words().tags.get(name, "") == "ns" or name in word_set("places", "counties")
    return (known and (reader.near(codes) or len(codes) == 1)) or (len(name) > 2 and reader.near(codes))


def _beside(reader: PlaceReader, start: int, codes: tuple[str, ...]) -> bool:
    """Whether another division stands in front that this one does not lie in: of 晋江市|福山基金会 the second is no place."""
    before, level = reader.ends.get(start), level_of(codes)
    if before is None or before.level not in ("city", "county", "town") or (not before.codes and before.level != "town"):
        return False
    return LEVELS.index(level) > LEVELS.index("city") and not _behind_parent(reader, start, codes)


def _suffix_follows(reader: PlaceReader, end: int) -> bool:
    """浦东|社工协会: the dictionary may cut the words behind the name wrongly."""
    return reader.text.startswith(_BEHIND, end)


def _take_new_towns(reader: PlaceReader) -> None:
    """A town that the table does not know stands behind its county (甲县乙镇)."""
    for place in list(reader.found.values()):
        if place.level in ("county", "city"):
            match = TOWN.match(reader.text, place.end)
            if match and BUILT.match(match.group()):
                continue
            if match and reader.free(*match.span()) and not any(g in match.group() for g in words("places", "generic_town")):
                reader.take(PlaceName(*match.span(), "town", False))
                reader.full[match.group()] = ()


def _take_listed(reader: PlaceReader) -> None:
    """合作、夏河等5县: short names that prove each other."""
    short = places().short
    for match in LISTED.finditer(reader.text):
        names = match[1].split("、")
        at = match.start(1)
        spans = []
        for name in names:
            known = next((name[i:] for i in range(len(name) - 1) if name[i:] in short), "")
            if known:
                spans.append((at + len(name) - len(known), at + len(name), short[known]))
            at += len(name) + 1
        if len(spans) == len(names) and (len(names) > 1 or match[0].endswith("地")):
            for start, end, codes in spans:
                if reader.free(start, end):
                    reader.take(PlaceName(start, end, level_of(codes), False, codes))


def _take_zones(reader: PlaceReader) -> None:
    """A zone's name holds its city's: 武汉东湖高新区 is one place."""
    for match in ZONE.finditer(reader.text):
        start, end = match.span()
        known = reader.ends.get(end)
        if known and known.level == "county" and match.group() == "新区":
            continue  # 浦东新区 is a district like any other
        if known:
            start = known.start
        elif not reader.free(start, end):
            continue
        low = start
        while not known and low > 0 and start - low < 4 and HANZI.match(reader.text[low - 1]) and low not in reader.ends:
            low -= 1
        before = reader.ends.get(low)
        if before and before.level in ("province", "city", "county") and reader.text[low:start] not in word_set("places", "generic_zone"):
            reader.swallow(PlaceName(_city_start(reader, before), end, "other", False))


def _city_start(reader: PlaceReader, place: PlaceName) -> int:
    """Where the name begins that stands directly in front of the place (武汉|东湖), else where the place does."""
    city = reader.ends.get(place.start)
    return city.start if city and city.level == "city" else place.start


def _take_stems(reader: PlaceReader, hits: list[tuple[int, int, tuple[str, ...]]]) -> None:
    """马桥 where the text names 马桥街道, or in a row behind its county."""
    for start, end, _codes in sorted(hits, key=lambda h: (h[0] - h[1], h[0])):
        name = reader.text[start:end]
        if reader.free(start, end) and reader.edge(start) and (reader.edge(end) or HANZI.match(reader.text[end : end + 1]) is None):
            supported = any(name + ending in reader.full for ending in ("镇", "乡", "街道", "街"))
            if (
                supported
                and known_words().tags.get(name, "ns") in ("ns", "nr", "nz", "nt", "nrt", "nrfg")
                and not reader.text.startswith(("村", "社区"), end)
            ):
                reader.take(PlaceName(start, end, "town", False))
