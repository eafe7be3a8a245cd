"""Names of places in a text: divisions by the national table, villages, zones and housing estates by their ending."""

import re
from collections import defaultdict
from functools import cache
from typing import Any

import ahocorasick
from msgspec import Struct

from graph.places import places
from nlp.lexicon import known_words, word_set, words

LEVELS = ("province", "city", "county", "town")
# 上海市区 is 上海 + 市区, 江永县城 is 江永 + 县城; 深圳市民政局 is 深圳市 + 民政局.
CUT_SHORT = re.compile("市区(?!委|政|人)|市民(?!政|族|宗|心|盟|建|主)|市场(?!监|管)|县城|县域|省城")
ROAD = re.compile("大道|大街|[东南西北中]?[一二三四五六七八九]?路(?![径线演])|胡同|弄(?![堂])")
TOWN = re.compile(r"[\u4e00-\u9fff]{2,3}?(?:街道|镇|乡)(?![长镇村民愁亲土里街级])")
VILLAGE = re.compile(
    r"新?村(?![民委干级集镇落里务医口头史部财镇居两校办容规容情貌域改史晚歌超BA官]|委会|支书?|子|卫生|党员|企|庄)|屯(?![民兵田])|嘎查|社区(?!服刑|矫正|治理|营造|工作|建设|居民|慈善|志愿|教育|戒毒|卫生|闲散|滥用)"
)
ZONE = re.compile(
    r"(?:高新技术产业开发区|经济技术开发区|高新技术开发区|高新区|经开区|开发区|新区|示范区|工业园区|产业园区|产业园|科技园区?|保税区|自贸区|自贸试验区|旅游度假区|度假区|风景区|管理区|先行区|综合实验区|实验区|试验区|合作区|新城)(?!域)"
)
# 八里街社区 behind its county: 街 is a level, and here a syllable.
STREET = re.compile("[\u4e00-\u9fff]{1,3}街社区")
# 甲、乙等5县: what is listed in front of a count of divisions is one.
LISTED = re.compile(
    "((?:[\u4e00-\u9fff]{2,5}、)*[\u4e00-\u9fff]{2,5})(?:等(?:地(?![区方位])|[\\d一二两三四五六七八九十]{1,3}个?(?:[省市县区州镇乡]|街道|街镇))|[两二三四五六七八九十]个?[省市县区])"
)
# 海宁市|已建成镇（街道）社工站12个 counts, and names nothing.
BUILT = re.compile(
    "(?:目前)?(?:累计|先后|陆续|率先|已经|计划|已建成?|共建成?|新建成?|建成|建有|共有|现有|已有|新增|拟建|设有|已设|新设|均有|都有|全部)"
)
# A 街道 that the table does not know begins behind a mark, a place or a preposition.
NEW_STREET = re.compile(
    "(?:(?<=[、，。；：！？（“\n 　的由在和与到为往赴从而但])|^)"
    "(?:(?![的了是以及在由其各该本等期把被将对向有为而但])[\u4e00-\u9fff]){2,4}街道(?![上两里长])"
)
VENUE = re.compile(r"(?:遗址|湿地|森林|体育)?公园(?!里)|风景名?胜?区|景区|(?:国际)?大?酒店|宾馆|(?:国际)?会展中心|大剧院")
ESTATE = re.compile(r"小区|花园|家园小区|公寓小区|新苑|佳苑|嘉苑|花苑")
# Behind a town and in front of 社区 or 村 these are no name (河坊镇|所辖社区, 甲街道|试点社区).
_NO_OWN = re.compile(
    "[的各和与及在有等个多几每该本某其这那以向对为把将被了着过]|所|辖|部分|一些|首批|试点|新建|老旧|建成|农村|城市|城乡|城镇|示范|智慧|美丽|平安|重点|全部|周边|附近|行政|自然|居民|社工|进入|走进|深入|来到|帮助|支持|推动|打造|开展|指导"
)
_COUNTED = re.compile("[一二两三四五六七八九十百几多各\\d]+[个名家位所]")
_NUMERAL_END = re.compile("[一二三四五六七八九十]$")
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
_LEVEL_WORDS = frozenset("省市区县镇乡街办")
HANZI = re.compile("[\u4e00-\u9fff]")
HANZI_ONLY = re.compile("[\u4e00-\u9fff]+")


class PlaceName(Struct, frozen=True):
    """A place name in the text. ``level`` is a kind of PLACE, or ``community`` for a named 社区; ``sure`` if it proves itself."""

    start: int
    end: int
    level: str
    sure: bool
    codes: tuple[str, ...] = ()


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


class _Reader:
    """Finds the place names of one text: sure ones first, then those that need support from them."""

    def __init__(self, text: str, starts: list[int]) -> None:
        self.text, self.starts = text, starts
        self.taken = bytearray(len(text) + 1)
        self.found: dict[int, PlaceName] = {}
        self.ends: dict[int, PlaceName] = {}
        self.codes: set[str] = set()
        self.full: dict[str, tuple[str, ...]] = {}

    def edge(self, at: int) -> bool:
        """Whether a word may begin or end here."""
        return at == 0 or at in self.ends or at in self.found or self.starts[at] >= 0

    def free(self, start: int, end: int) -> bool:
        """Whether no place is taken there yet."""
        return start >= 0 and not any(self.taken[start:end])

    def take(self, place: PlaceName) -> None:
        """Keep the place."""
        self.found[place.start] = self.ends[place.end] = place
        self.taken[place.start : place.end] = b"\1" * (place.end - place.start)
        self.codes.update(place.codes)

    def swallow(self, place: PlaceName) -> None:
        """Keep a place that holds others."""
        for start in [s for s in range(place.start, place.end) if s in self.found]:
            old = self.found.pop(start)
            self.ends.pop(old.end, None)
        self.take(place)

    def near(self, codes: tuple[str, ...]) -> bool:
        """Whether one of the divisions lies in the county, or the city, of a place that the text surely names."""
        return any(c[:n] in self.codes for c in codes for n in (6, 4) if len(c) > n)


def find_places(text: str, starts: list[int]) -> list[PlaceName]:
    """The place names in a text, in text order, none overlapping. ``starts`` as from ``cut_words``."""
    reader = _Reader(text, starts)
    groups: dict[str, list[tuple[int, int, tuple[str, ...]]]] = defaultdict(list)
    for end, (name, meanings) in _automaton().iter(text):
        for sort, codes in meanings:
            groups[sort].append((end + 1 - len(name), end + 1, codes))
    _take_full(reader, groups["full"])
    _take_new_towns(reader)
    _take_villages(reader)
    _take_listed(reader)
    _take_short(reader, groups["short"])
    _take_zones(reader)
    _take_stems(reader, groups["stem"])
    return [reader.found[start] for start in sorted(reader.found)]


def _take_full(reader: _Reader, hits: list[tuple[int, int, tuple[str, ...]]]) -> None:
    text = reader.text
    for start, end, codes in sorted(hits, key=lambda h: (h[0] - h[1], h[0])):
        name = text[start:end]
        if not reader.free(start, end) or CUT_SHORT.match(text, end - 1) or (len(name) == 2 and not _stands_alone(reader, start, end)):
            continue
        if not name.endswith(("省", "市")) and ROAD.match(text, end):
            continue
        if name in word_set("places", "doubtful") and not _behind_parent(reader, start, codes):
            continue
        if len(name) > 2 and not reader.edge(start) and _crosses(reader, start):
            continue
        reader.full[name] = codes
        level = level_of(codes) if codes or name in word_set("places", "province") else "other"
        level = "community" if name.endswith("社区") else level  # the table counts some as towns
        reader.take(PlaceName(start, end, level, True, codes))


def _crosses(reader: _Reader, start: int) -> bool:
    """Whether a long dictionary word reaches over the left edge; single characters in front prove nothing (在|花山街道)."""
    text = reader.text
    for back in (1, 2, 3):
        word_start = start - back
        if word_start >= 0 and reader.starts[start - back] >= 0:
            ends = next((i for i in range(start + 1, min(start + 4, len(text)) + 1) if reader.starts[i] >= 0), start)
            return reader.starts[ends] == word_start and ends - start == 1 and back > 0 and ends - word_start > 2
    return False


def _stands_alone(reader: _Reader, start: int, end: int) -> bool:
    """范县, 成县: two characters prove a place only at the edges of words."""
    before = reader.text[start - 1 : start]
    name = reader.text[start:end]
    if name.endswith("区"):
        return start in reader.ends
    return reader.edge(start) and reader.edge(end) and (start in reader.ends or not HANZI.match(before) or before in "在从到由与和及是赴的")


def _behind_parent(reader: _Reader, start: int, codes: tuple[str, ...]) -> bool:
    before = reader.ends.get(start)
    return before is not None and any(c.startswith(p) for c in codes for p in before.codes)


def _take_short(reader: _Reader, hits: list[tuple[int, int, tuple[str, ...]]]) -> None:
    for start, end, codes in sorted(hits, key=lambda h: (h[0] - h[1], h[0])):
        if reader.free(start, end) and not ROAD.match(reader.text, end) and _short_stands(reader, (start, end), codes):
            stop = end + 2 if reader.text.startswith("地区", end) else end  # 北京地区
            reader.take(PlaceName(start, stop, level_of(codes), False, codes))


def _short_stands(reader: _Reader, span: tuple[int, int], codes: tuple[str, ...]) -> bool:
    start, end = span
    name = reader.text[start:end]
    level = level_of(codes)
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


def _suffix_follows(reader: _Reader, end: int) -> bool:
    """浦东|社工协会: the dictionary may cut the words behind the name wrongly."""
    return reader.text.startswith(_BEHIND, end)


def _take_new_towns(reader: _Reader) -> None:
    """A town that the table does not know stands behind its county (甲县乙镇)."""
    for place in list(reader.found.values()):
        if place.level in ("county", "city"):
            match = TOWN.match(reader.text, place.end)
            if match and BUILT.match(match.group()):
                continue
            if match and reader.free(*match.span()) and not any(g in match.group() for g in words("places", "generic_town")):
                reader.take(PlaceName(*match.span(), "town", False))
                reader.full[match.group()] = ()


def _take_streets(reader: _Reader) -> None:
    """A 街社区 behind its county, and a 街道 of its own that the table does not know."""
    for end in sorted(reader.ends):
        match = STREET.match(reader.text, end)
        if match and reader.free(*match.span()):
            reader.take(PlaceName(*match.span(), "community", True))
    generic = word_set("places", "generic_town") | word_set("walk", "generic")
    for match in NEW_STREET.finditer(reader.text):
        core = match.group()[:-2]
        common = any(g in core for g in generic if len(g) > 1) or core[-1] in generic or core[0] in generic
        if reader.free(*match.span()) and not common:
            reader.take(PlaceName(*match.span(), "town", False))
            reader.full[match.group()] = ()


def _take_listed(reader: _Reader) -> None:
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


def _take_zones(reader: _Reader) -> None:
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


def _city_start(reader: _Reader, place: PlaceName) -> int:
    """Where the name begins that stands directly in front of the place (武汉|东湖), else where the place does."""
    city = reader.ends.get(place.start)
    return city.start if city and city.level == "city" else place.start


def _take_stems(reader: _Reader, hits: list[tuple[int, int, tuple[str, ...]]]) -> None:
    """马桥 where the text names 马桥街道, or in a row behind its county."""
    for start, end, _codes in sorted(hits, key=lambda h: (h[0] - h[1], h[0])):
        name = reader.text[start:end]
        if reader.free(start, end) and reader.edge(start) and (reader.edge(end) or HANZI.match(reader.text[end : end + 1]) is None):
            supported = any(name + ending in reader.full for ending in ("镇", "乡", "街道", "街"))
            if supported and known_words().tags.get(name, "n")[0] not in "vad" and not reader.text.startswith(("村", "社区"), end):
                reader.take(PlaceName(start, end, "town", False))


def _take_villages(reader: _Reader) -> None:
    _take_streets(reader)
    for match in VILLAGE.finditer(reader.text):
        start = _name_start(reader, match.start())
        name = reader.text[start : match.end()]
        if not reader.free(start, match.end()) or not _names_village(reader, start, match.start()):
            continue
        level = "community" if name.endswith("社区") else "village"
        reader.take(PlaceName(start, match.end(), level, start in reader.ends))
    for match in VENUE.finditer(reader.text):
        start = _name_start(reader, match.start())
        core = reader.text[start : match.start()]
        generic = core in word_set("places", "generic_venue") or core in word_set("walk", "generic")
        if reader.free(start, match.end()) and (start in reader.ends or len(core) > 1) and core and not generic:
            reader.take(PlaceName(start, match.end(), "other", False))
    for match in ESTATE.finditer(reader.text):
        start = _name_start(reader, match.start())
        if reader.free(start, match.end()) and _names_village(reader, start, match.start()):
            reader.take(PlaceName(start, match.end(), "other", False))


def _name_start(reader: _Reader, at: int) -> int:
    """Where the proper part in front of 村 or 社区 begins: behind a town, else at most four characters back, never over a stop."""
    town = next((e for e in range(at - 1, max(at - 5, 0), -1) if e in reader.ends), 0)
    if (
        town
        and reader.ends[town].level == "town"
        and HANZI_ONLY.fullmatch(reader.text, town, at)
        and not _NO_OWN.search(reader.text, town, at)
    ):
        return town
    start = at
    while start > 0 and start not in reader.ends and at - start < 5 and HANZI.match(reader.text[start - 1]):
        before = reader.starts[start]
        word = reader.text[before if before >= 0 else start - 1 : start]
        if word in _LEVEL_WORDS or word in word_set("walk", "stops") or word in word_set("walk", "classes") or at - start + len(word) > 5:
            break
        if len(word) > 1 and known_words().closed(word) and word not in word_set("walk", "inside"):
            break
        start -= len(word)
    return start


def _names_village(reader: _Reader, start: int, at: int) -> bool:
    core = reader.text[start:at]
    generic = word_set("places", "generic_village")
    if (
        not core
        or core in generic
        or core[-1] in "农乡性型式级类化"
        or core == "城"
        or _COUNTED.match(core)
        or (_NUMERAL_END.search(core) and start not in reader.ends)  # 牌楼街道东三社区
        or any(core.endswith(w) for w in generic if len(w) > 1)
        or "社区" in core
    ):
        return False
    if start in reader.ends:
        return True
    said = known_words().tags.get(core, "n").startswith(("v", "a", "d", "m", "r")) and core not in word_set("walk", "brands")
    if (
        len(core) > 3
        and start not in (reader.starts[at], at)
        and any(at - 4 < i < at and reader.starts[i] == i - 2 for i in range(start + 2, at + 1))
    ):
        return False  # dictionary words in a row (力量|助力|社区)
    return 2 <= len(core) <= 4 and not said and core not in word_set("walk", "generic")
