"""How a name is written: the plain form for keys, and the tidy, shortened form in which two names are compared (``spelling.toml``)."""

import re
import tomllib
import unicodedata
from collections import defaultdict
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path

import msgspec
import opencc
from msgspec import Struct

from graph.places import find_place, places

_FOLDER = Path(__file__).parent
# What a name may carry and does not mean: quotation marks, dots, dashes, layout.
_NOISE = re.compile("[\\s\u200b\ufeff\ufffd“”\"'‘’《》「」『』•·・]+")
_DASHES = dict.fromkeys(map(ord, "-—–－_"), "")
_DIGITS = {c: str(i % 10) for i, c in enumerate("〇一二三四五六七八九零")}
# A numeral counts something after 第, of several characters, or before what is numbered: not in 三联社区, 四川大学, 百步亭.
_NUMBERED = r"中(?!心)|小学|小$|医院|人民医院|社区|居委会|村|小区|组|号|大队|支队|分|幼|校|街坊|委"
_NUMERAL = re.compile(rf"(?<=第)[〇零一二三四五六七八九十百]+|[〇零一二三四五六七八九十百]{{2,}}|[一二三四五六七八九十](?={_NUMBERED})")
_ZERO = re.compile(r"(?<=[一二三四五六七八九])[Oo0](?=[一二三四五六七八九])")
_DIGIT = re.compile(r"\d")
_ORDINAL = re.compile(r"第(?=\d)")
_SCHOOL = re.compile(r"(?<=\d)(中|小)学$")
_REMARK = re.compile(r"(?<=.{4})\(([^()]*)\)$")
# A name in another writing, and the sign of an office at the same door: 海宁市民政局(市老龄办).
_SAYS_NOTHING = re.compile(r"[ -~]+|[省市县区][\u4e00-\u9fff]{2,6}办")
# 海宁市晨星社会工作服务中心HainingMorningStar…: what is in another writing says it again.
_TRANSLATION = re.compile(r"(?<=[\u4e00-\u9fff]{4})[A-Za-z][A-Za-z.,&]{7,}$")
_BRACKETS = re.compile(r"[()\[\]【】〔〕]")
# Names that lost their last character or two: 社工协, 志愿联.
_CLIPPED = ("社工协", "社工联", "志愿协", "志愿联")


class Spelling(Struct, frozen=True):
    """The tables of ``names.toml``: replacements in order, and type words, longest first."""

    spellings: tuple[tuple[str, str], ...]
    types: tuple[str, ...]


class Words(Struct, frozen=True):
    """The tables of ``spelling.toml``; each is explained there."""

    shorter: tuple[tuple[str, str], ...]
    party: tuple[str, ...]
    organs: frozenset[str]
    common: tuple[str, ...]
    loose: tuple[str, ...]
    many: tuple[str, ...]
    of_towns: frozenset[str]
    no_places: tuple[str, ...]
    akin: tuple[tuple[str, str], ...]
    phrases: tuple[str, ...]
    alike: tuple[str, ...]
    remarks: tuple[str, ...]
    known: dict[str, tuple[str, ...]]
    universities: dict[str, tuple[str, ...]]


@cache
def spelling() -> Spelling:
    """The tables that ship."""
    table = msgspec.convert(tomllib.loads((_FOLDER / "names.toml").read_text("utf-8")), Spelling)
    return Spelling(table.spellings, tuple(sorted(table.types, key=lambda t: (-len(t), t))))


@cache
def words() -> Words:
    """The tables that ship, the commonest words longest first."""
    table = msgspec.convert(tomllib.loads((_FOLDER / "spelling.toml").read_text("utf-8")), Words)
    return msgspec.structs.replace(table, common=tuple(sorted(table.common, key=lambda w: (-len(w), w))))


@cache
def _simplified() -> dict[int, str]:
    """Traditional and variant characters → simplified ones, dashes → nothing. What simplified writing has too (乾县), or a division today
    (鮀浦), stays."""
    hanzi = [chr(i) for i in (*range(0x3400, 0x4DC0), *range(0x4E00, 0xA000))]
    short = opencc.OpenCC("t2s").convert("\n".join(hanzi)).split("\n")
    keep = set("".join(places().names))
    table = {ord(a): b for a, b in zip(hanzi, short, strict=True) if a != b and a not in keep and not a.encode("gb2312", "ignore")}
    return _DASHES | table | {ord(a): b for a, b in zip("壹贰叁", "一二三", strict=True)}


def plain(name: str) -> str:
    """The name in NFKC without white space, quotation marks and layout noise; brackets are half-width."""
    return _NOISE.sub("", unicodedata.normalize("NFKC", name))


def spell(name: str) -> str:
    """The plain name with the usual short spellings (社会工作者协会 → 社工协会)."""
    text = plain(name)
    for long, short in spelling().spellings:
        text = text.replace(long, short)
    return text


def tidy(name: str) -> str:
    """The plain name in simplified characters without dashes and brackets; a translation, and a remark in brackets at the end that says
    nothing of who the body is (筹备组, 示例), are left out."""
    text = plain(name).translate(_simplified())
    if (found := _REMARK.search(text)) and (_SAYS_NOTHING.fullmatch(found[1]) or any(w in found[1] for w in words().remarks)):
        text = text[: found.start()]
    return _TRANSLATION.sub("", _BRACKETS.sub("", text))


def type_word(name: str) -> str:
    """The type word that a name ends with (基金会); empty where it ends with none."""
    for length in range(min(len(name), _longest_type()), 0, -1):
        if name[-length:] in _types():
            return name[-length:]
    return ""


@cache
def _types() -> frozenset[str]:
    return frozenset(spelling().types)


@cache
def _longest_type() -> int:
    return len(spelling().types[0])


def shorten(rest: str) -> str:
    """What follows the place, in the shortest usual form, numbers in digits: 第十五中学 → 15中, 东亭社区 → 东亭居委会."""
    at = -1
    # Only what begins with two characters of the name is tried, in the order of the table; a replacement can make room for later ones.
    tried = _tried(rest, at)
    while tried:
        at = tried.pop()
        long, short = words().shorter[at]
        if long in rest:
            rest = rest.replace(long, short)
            tried = _tried(rest, at)
    if len(rest) > 2 and rest.endswith(("社区", "村")):
        rest = rest.removesuffix("社区") + "居委会" if rest.endswith("社区") else rest + "委会"
    if rest.endswith(_CLIPPED):
        rest += {"协": "会", "联": "合会"}[rest[-1]]
    if _NUMERAL.search(rest):
        rest = _NUMERAL.sub(lambda m: _number(m[0]), _ZERO.sub("〇", rest))
    return _SCHOOL.sub(r"\1", _ORDINAL.sub("", rest)) if _DIGIT.search(rest) else rest


def _tried(rest: str, after: int) -> list[int]:
    """The places in the table, beyond ``after``, of long forms whose first two characters the name has; the first one last."""
    table = _shorter()
    return sorted({i for c in pairwise(rest) if c in table for i in table[c] if i > after}, reverse=True)


@cache
def _shorter() -> dict[tuple[str, str], list[int]]:
    """The first two characters of long forms → where these stand in the table."""
    found: dict[tuple[str, str], list[int]] = defaultdict(list)
    for i, (long, _) in enumerate(words().shorter):
        found[long[0], long[1]].append(i)
    return dict(found)


def _number(numeral: str) -> str:
    """十五 → 15, 三〇二 → 302; 八一 stays, as it is a date and no number."""
    if not set(numeral) & set("十百"):
        return "".join(_DIGITS[c] for c in numeral) if len(numeral) != 2 else numeral
    value, digit = 0, 0
    for c in numeral:
        if c in "十百":
            value, digit = value + (digit or 1) * (10 if c == "十" else 100), 0
        else:
            digit = int(_DIGITS[c])
    return str(value + digit)


def place_prefix(name: str, *, old: bool = False) -> str:
    """The longest run of place names that the name begins with; empty where something must be left over and nothing is.

    ``old``: names that are no longer in force count too (襄樊市, 富阳市).
    """
    end, starts = 0, places().starts
    while True:
        most = len(name) - 1 - end
        # 海宁市同心社工中心: 同心 is a county too, but none of 海宁市.
        steps = (end + n for n in starts.get(name[end : end + 2], ()) if n <= most)
        fits = (
            i
            for i in steps
            if _names_place(name[end:i], old) and not name.startswith(words().no_places, end) and (not end or _is_place(name[:i]))
        )
        if not (step := next(fits, 0) or _bare_town(name, end)):
            return name[:end]
        end = step


def _bare_town(name: str, end: int) -> int:
    """The end of a bare town name after its city or county; 0 where there is none.

    After a city that has no counties (东莞虎门) whatever follows, after a county where nothing but what each town has follows
    (顺德均安社工站; 海宁市同心社工中心 is no body of a town).
    """
    stems = places().stems
    for length in (4, 3, 2):
        codes = stems.get(name[end : end + length], ()) if len(name) > end + length else ()
        if not codes or not end:
            continue
        above = find_place(name[:end]).candidates
        inside = [c for c in codes for a in above if c.startswith(a) and (len(a) == 6 or c[4:6] == "00")]
        if inside and (inside[0][4:6] == "00" or shorten(name[end + length :]) in words().of_towns):
            return end + length
    return 0


@lru_cache(maxsize=50_000)
def _is_place(name: str) -> bool:
    return bool(find_place(name).candidates)


def _names_place(word: str, old: bool) -> bool:
    table = places()
    if word in table.names or not old:
        return word in table.names
    codes = table.history.names.get(word, ())
    return bool(codes) and ((len(word) > 2 and word.endswith(("市", "县", "区"))) or all(len(c) == 4 for c in codes))
