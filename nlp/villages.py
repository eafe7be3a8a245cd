"""Villages, communities, venues, housing estates and streets that no table knows, by their type words and what stands in front."""

import re

from nlp.lexicon import known_words, word_set
from nlp.place_reader import HANZI, HANZI_ONLY, PlaceName, PlaceReader

VILLAGE = re.compile(
    r"新?村(?![民委干级集镇落里务医口头史部财镇居两校办容规容情貌域改史晚歌超BA官]|委会|支(?!教|农|援|医)|子|卫生|党员|企|庄)|屯(?![民兵田])|嘎查|社区(?!服刑|矫正|治理|营造|工作|建设|居民|慈善|志愿|教育|戒毒|卫生|闲散|滥用|社会组织)"
)
# 八里街社区 behind its county: 街 is a level, and here a syllable.
STREET = re.compile("[\u4e00-\u9fff]{1,3}街社区")
# A 街道 that the table does not know begins behind a mark, a place or a preposition.
NEW_STREET = re.compile(
    "(?:(?<=[、，。；：！？（“\n 　的由在和与到为往赴从而但])|^)"
    "(?:(?![的了是以及在由其各该本等期把被将对向有为而但])[\u4e00-\u9fff]){2,4}街道(?![上两里长])"
)
VENUE = re.compile(r"(?:遗址|湿地|森林|体育)?公园(?!里)|风景名?胜?区|景区|(?:国际)?大?酒店|宾馆|(?:国际)?会展中心|大剧院")
ESTATE = re.compile(r"小区|花园|家园小区|公寓小区|新苑|佳苑|嘉苑|花苑")
# Behind a town and in front of 社区 or 村 these are no name (河坊镇|所辖社区, 甲街道|试点社区).
_NO_OWN = re.compile(
    "[的各和与及在有等个多几每该本某其这那以向对为把将被了着过]|所|辖|部分|一些|首批|试点|新建|老旧|建成|农村|城市|城乡|城镇|示范|智慧|美丽|平安|重点|全部|周边|附近|行政|自然|居民|社工|进入|走进|深入|来到|搬到|搬至|迁到|迁至|嫁到|调到|派到|走到|回到|住在|位于|帮助|支持|推动|打造|开展|指导"
)
_COUNTED = re.compile("[一二两三四五六七八九十百几多各\\d]+[个名家位所]")
_COUNT_END = re.compile("[一二两三四五六七八九十几多各每\\d]+[个家条]$")
_NUMERAL_END = re.compile("[一二三四五六七八九十]$")
# 玉林东路社区: many communities are called after their street.
_WAYS = frozenset("路街巷里桥苑湾坊")
_LEVEL_WORDS = frozenset("省市区县镇乡街办")


def take_villages(reader: PlaceReader) -> None:
    """Keep the streets, villages, communities, venues and estates of the text."""
    _take_streets(reader)
    for match in VILLAGE.finditer(reader.text):
        start = _name_start(reader, match.start())
        if not _names_village(reader, start, match.start()) and _called_often(reader, start - 1, match.end()):
            start -= 1  # 打铜社区: 打 is a verb elsewhere
        elif not reader.free(start, match.end()) or not _names_village(reader, start, match.start()):
            continue
        name = reader.text[start : match.end()]
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


def _take_streets(reader: PlaceReader) -> None:
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


def _called_often(reader: PlaceReader, start: int, end: int) -> bool:
    """Whether a community of two characters is named at least twice, once where nothing could stand before its name."""
    name = reader.text[max(0, start) : end]
    if not reader.text.endswith("社区", 0, end) or len(name) != 4 or not HANZI_ONLY.fullmatch(name) or not reader.free(start, end):
        return False
    if name[:2] in word_set("places", "generic_village") or _NO_OWN.search(name[:2]):
        return False
    if name not in reader.called:
        alone = re.search(f"(?:^|[，。；：、“\n 　的和与及在]){name}", reader.text)
        reader.called[name] = bool(alone) and reader.text.count(name) > 1
    return reader.called[name]


def _name_start(reader: PlaceReader, at: int) -> int:
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


def _names_village(reader: PlaceReader, start: int, at: int) -> bool:
    core = reader.text[start:at]
    generic = word_set("places", "generic_village")
    if (
        not core
        or core in generic
        or core[-1] in "农乡性型式级类化"
        or core == "城"
        or _COUNTED.match(core)
        or _COUNT_END.search(core)
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
        and core[-1] not in _WAYS
        and not (reader.text[start - 1 : start] in ("、", "和") and known_words().tags.get(core[:2], "") in ("ns", "nz", "nr"))
        and start not in (reader.starts[at], at)
        and any(at - 4 < i < at and reader.starts[i] == i - 2 for i in range(start + 2, at + 1))
    ):
        return False  # dictionary words in a row (力量|助力|社区)
    return 2 <= len(core) <= 4 and not said and core not in word_set("walk", "generic")
