"""A name and the place of its record → the parts by which it is compared: where the body is, and what it is called there."""

import re
from functools import cache, lru_cache

from msgspec import Struct

from graph.places import chain, find_place, full_name, places
from graph.spelling import place_prefix, shorten, tidy, words

# A name that begins like this belongs to the whole country, whatever place names follow; not a street or town called so (中华路街道).
NATIONAL = re.compile(r"^(中国|中华|全国|国家|国务院|中共中央|共青团中央|中央)(?!大?街|路|[镇乡村里园门])")
MINISTRY = re.compile(
    r"^(民政|财政|教育|公安|国家安全|司法|人力资源和社会保障|自然资源|生态环境|住房和城乡建设|交通运输|水利|农业农村|商务|文化和旅游|应急管理|退役军人事务|工业和信息化|科学技术|外交|国防)部"
)
# 市民政局: the one of our own city. Not 市政公司, 县域经济, 镇江.
RELATIVE = re.compile(r"^(自治区|省|市|县|区|州|盟|旗|镇|乡|街道|街)(?!政工程|场|域|块链|舞|区|村|贤|坊|袍|际|民中心|镇|街)(?=..)")
LEVELS = {
    "自治区": "province",
    "省": "province",
    "州": "city",
    "盟": "city",
    "县": "county",
    "旗": "county",
    "区": "county",
    "镇": "town",
    "乡": "town",
    "街道": "town",
    "街": "town",
}
_LEAGUE = re.compile(r"^共青团(.+?)(?:委员会|委|工委)$|^团(.+?)(?:委员会|委)$")
# 青岛团市委
_CITY_LEAGUE = re.compile(r"^(.{2,8})团[省市区县州盟旗]委$")
_PARTY = re.compile(
    r"^(?:中共)?(.*?[省市区县州盟旗镇乡]|.*?街道)委(?:员会)?(?!员会)(?=$|办|老干部|党校|组织|宣传|统战|统一战线|政法|社会工作|社工|网信|政策|巡察|机关|保密|党史|全面)"
)
_OF_THE_STATE = re.compile(r"^(中华人民共和国|国家)(?=.{2,9}部($|.{2,}司))")
_OFFICE_OF = re.compile(r"(?<=[省市区县])人民政府(?=.+(街道|镇|乡|办事处))")
_BUREAU = re.compile(r"^(.*?)公安局(.+?)分局$")
_SUFFIX = (*"省市区县旗州盟镇乡", "街道", "新区")
_UNIVERSITY = re.compile(r"^(.+?(?:大学|(?<!科)学院))(.*)$")
_NO_UNIVERSITY = re.compile(r"(老年|开放|社区|电视|市民|家长)大学|(社会主义|行政|社区|工会|干部|社工|社会工作)学院|党校")
_REGION = re.compile(r"^(华东|华中|华南|华北|北方|南方|西南|西北|东北|东南|中南|中央|中国|首都)")
_OF_UNIVERSITY = re.compile(r"^$|^(社会|社工|学院|教育|校友|附属|附中|公共|法学|团委|志愿|青年)|(学院|系|研究中心|研究院|研究所)$")
# After a short county name these make it the name of a community, school or road: 中山社区 lies in no 中山.
_NO_PLACE_BEFORE = re.compile(r"^(社区|村|新村|路|街|小学|中学|幼儿园|花园|小区|里)")


class Parts(Struct, frozen=True, gc=False):
    """``codes``: what the place can be (empty: unknown); ``named``: the name itself says it; ``below``: somewhere inside ``codes``.

    ``seat`` is the record's own place; ``unique``: the whole country has one; ``merged``: the place was absorbed by another and
    ``codes`` is that; ``means``: full names that an ambiguous short form stands for.
    """

    text: str
    rest: str
    codes: tuple[str, ...] = ()
    named: bool = False
    below: bool = False
    seat: str = ""
    unique: bool = False
    merged: bool = False
    where: str = "地方不详"
    means: tuple[str, ...] = ()


def parse(name: str, seat: str = "") -> Parts:
    """The parts of a name; ``seat`` is the code of the division that the record gives, or empty."""
    text = tidy(name)
    text = name if text == name else text  # one string for both, where there are millions
    if text in words().known:
        text = words().known[text][0]
    text, means = _university(_national(text))
    if means:
        return Parts(text, text, unique=True, means=means)
    if unique := _unique_text(text):
        return Parts(text, shorten(_party(_league(unique))), seat=seat, unique=True, where="全国")
    text = _bureau(_party(_league(text)))
    if (whole := _whole_place(text, seat)) is not None:
        return whole
    if (found := RELATIVE.match(text)) and not place_prefix(text, old=True):
        return _relative(text, found[1], seat)
    return _named(text, seat)


def _national(text: str) -> str:
    if not text.startswith(("中", "团中央", "共青团", "国家")):
        return text
    text = _OF_THE_STATE.sub("", text)
    return re.sub(r"^中华(?=全国)", "", re.sub(r"^(团中央|共青团中央委员会)", "共青团中央", re.sub(r"^中共(?=中央)", "", text)))


def _university(text: str) -> tuple[str, tuple[str, ...]]:
    """The name with the full name of its university; the candidates where the short form means several."""
    table = words().universities
    for size in range(min(len(text), 6), 1, -1) if text[:2] in _university_starts() else ():
        full = table.get(text[:size])
        after = text[size:]
        if full and not after.startswith("大学") and not text.startswith(full) and _OF_UNIVERSITY.search(after):
            if len(full) == 1:
                return full[0] + after, ()
            return text, full if not after else ()
    return text, ()


@cache
def _university_starts() -> frozenset[str]:
    return frozenset(short[:2] for short in words().universities)


@cache
def _universities() -> frozenset[str]:
    return frozenset(f for full in words().universities.values() for f in full)


def _unique_text(text: str) -> str:
    """The name of what the whole country has once: national bodies, ministries, universities; empty for others."""
    if NATIONAL.match(text) or MINISTRY.match(text):
        return text
    if ("大学" not in text and "学院" not in text) or not (found := _UNIVERSITY.match(text)) or _NO_UNIVERSITY.search(found[1]):
        return ""
    head, after = found[1], found[2]
    prefix = place_prefix(head)
    if head in _universities() or _REGION.match(head) or (prefix and not prefix.endswith((*_SUFFIX, "街")) and head.endswith("大学")):
        return head + after
    bare = head[len(prefix) :]
    return bare + after if bare in _universities() or _REGION.match(bare) or place_prefix(bare) else ""


def _league(text: str) -> str:
    """共青团杭州市委员会 → 杭州市团委, 团市委 → 市团委."""
    if found := _CITY_LEAGUE.match(text):
        return f"{found[1]}团委" if find_place(found[1]).candidates else text
    found = _LEAGUE.match(text)
    if not found:
        return text
    place = found[1] or found[2]
    return f"{place}团委" if place in LEVELS or place == "市" or (place.endswith(_SUFFIX) and find_place(place).candidates) else text


def _party(text: str) -> str:
    """中共海宁市委员会 → 海宁市党委, 市委组织部 → 市党委组织部."""
    found = _PARTY.match(text)
    if not found or text.startswith(("共青团", "团")):
        return text
    return f"{found[1]}党委{text[found.end() :]}"


def _bureau(text: str) -> str:
    text = _OFFICE_OF.sub("", text) if "人民政府" in text else text
    if found := "公安局" in text and _BUREAU.match(text):
        joined = found[1] + found[2]
        return (joined if find_place(joined).candidates else found[2]) + "公安分局"
    return text


def _whole_place(text: str, seat: str) -> Parts | None:
    """The name of a division itself; a street also stands for its office."""
    if not text.endswith(_SUFFIX) and text not in places().names:
        return None
    found = find_place(text, (seat,) if seat else ())
    if not found.candidates or (RELATIVE.match(text) and not text.endswith(_SUFFIX)):
        return None
    codes = _fitting(found.candidates, seat)
    if seat and not codes:
        return None
    return Parts(text, "办" if text.endswith("街道") else "地方", codes or found.candidates, named=True, seat=seat, where=text)


def _relative(text: str, word: str, seat: str) -> Parts:
    rest = _rest(text[len(word) :])
    if not seat:
        return Parts(text, rest)
    path = chain(seat)
    if word == "市":
        own = next((p.code for p in reversed(path) if p.name.endswith("市")), "")
    else:
        own = next((p.code for p in reversed(path) if p.level == LEVELS[word] and p.name.endswith(_endings(word))), "")
    where = _full_name(own) if own else f"{_full_name(seat)}之内"
    return Parts(text, rest, (own or seat,), named=bool(own), below=not own, seat=seat, where=where)


def _endings(word: str) -> tuple[str, ...]:
    return {"街": ("街道",), "省": ("省", "自治区"), "区": ("区",)}.get(word, (word,))


def _named(text: str, seat: str) -> Parts:
    prefix = place_prefix(text, old=True)
    while prefix:
        tentative, place = _prefix_place(prefix, seat)
        bare = tentative and not seat and not prefix.endswith((*_SUFFIX, "街"))
        if place is None or (bare and _NO_PLACE_BEFORE.match(text[len(prefix) :])):
            prefix = place_prefix(prefix, old=True)
            continue
        codes, old, where = place
        return Parts(text, _rest(text[len(prefix) :]), codes, named=True, seat=seat, merged=old, where=where)
    rest = _rest(text)
    if not seat:
        return Parts(text, rest)
    if rest.endswith("厅") and len(rest) <= 6:
        return Parts(text, rest, (seat[:2],), named=True, seat=seat, where=_full_name(seat[:2]))
    return Parts(text, rest, (seat,), seat=seat, where=_full_name(seat))


@lru_cache(maxsize=100_000)
def _prefix_place(prefix: str, seat: str) -> tuple[bool, tuple[tuple[str, ...], bool, str] | None]:
    """Whether a prefix may be no place name at all; the codes that it means, whether the place was absorbed by another, and the prefix.

    The second is None where it can be no place name, because the seat lies elsewhere.
    """
    found = find_place(prefix).candidates
    if seat and not (len(found) == 1 and _fitting(found, seat)):  # the seat may say which one is meant
        found = find_place(prefix, (seat,)).candidates
    codes = _fitting(found, seat)
    tentative = not prefix.endswith(_SUFFIX) or all(len(c) == 9 for c in found)
    if tentative and seat and not codes:
        return tentative, None
    codes = codes or _statutory(found)
    if not seat and len(codes) == 1 and len(codes[0]) == 2:  # 吉林 is a province and a city of it
        codes = (*codes, *(c for c in places().short.get(prefix, ()) if len(c) == 4 and c.startswith(codes[0])))
    old = len(codes) == 1 and prefix not in _full_name(codes[0]) and places().history.absorbed(prefix, codes[0])
    return tentative, (codes, old, prefix)


_full_name = lru_cache(maxsize=100_000)(full_name)


def _fitting(codes: tuple[str, ...], seat: str) -> tuple[str, ...]:
    """The candidates that hold the seat or lie in it."""
    return tuple(c for c in codes if seat and (c.startswith(seat) or seat.startswith(c)))


def _statutory(codes: tuple[str, ...]) -> tuple[str, ...]:
    """The divisions of the law where a zone of statistics bears their name (东城区 of 许昌)."""
    return tuple(c for c in codes if places().by_code[c].statutory) or codes


def _rest(text: str) -> str:
    rest = shorten(text)
    if rest in words().party or rest.removesuffix("办") in words().party:
        return f"党委{rest}"
    return rest
