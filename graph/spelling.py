"""How a name is written: the plain form for keys, and the tidy, shortened form in which two names are compared (``spelling.toml``)."""

import re
import tomllib
import unicodedata
from functools import cache
from pathlib import Path

import msgspec
from msgspec import Struct

from graph.places import find_place, places

_FOLDER = Path(__file__).parent
# What a name may carry and does not mean: quotation marks, dots, dashes, layout.
_NOISE = frozenset("\u200b\ufeff\ufffd“”\"'‘’《》「」『』•·・")
_DASHES = str.maketrans("", "", "-—–－_")
_DIGITS = {c: str(i % 10) for i, c in enumerate("〇一二三四五六七八九零")}
_NUMERAL = re.compile(r"[〇零一二三四五六七八九十百]+")


class Spelling(Struct, frozen=True):
    """The tables of ``names.toml``: replacements in order, and type words, longest first."""

    spellings: tuple[tuple[str, str], ...]
    types: tuple[str, ...]


class Words(Struct, frozen=True):
    """The tables of ``spelling.toml``; each is explained there."""

    traditional: str
    shorter: tuple[tuple[str, str], ...]
    party: tuple[str, ...]
    organs: frozenset[str]
    common: tuple[str, ...]
    loose: tuple[str, ...]
    akin: tuple[tuple[str, str], ...]
    phrases: tuple[str, ...]
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
    pairs = "".join(words().traditional.split())
    return {ord(a): b for a, b in zip(pairs[::2], pairs[1::2], strict=True)}


def plain(name: str) -> str:
    """The name in NFKC without white space, quotation marks and layout noise; brackets are half-width."""
    text = unicodedata.normalize("NFKC", name)
    return "".join(c for c in text if not c.isspace() and c not in _NOISE)


def spell(name: str) -> str:
    """The plain name with the usual short spellings (社会工作者协会 → 社工协会)."""
    text = plain(name)
    for long, short in spelling().spellings:
        text = text.replace(long, short)
    return text


def tidy(name: str) -> str:
    """The plain name in simplified characters without dashes and brackets; a remark in brackets at the end is left out."""
    text = plain(name).translate(_DASHES).translate(_simplified())
    text = re.sub(r"(?<=.{4})\([^()]*\)$", "", text)
    return re.sub(r"[()\[\]【】〔〕]", "", text)


def shorten(rest: str) -> str:
    """What follows the place, in the shortest usual form, numbers in digits: 第十五中学 → 15中, 东亭社区 → 东亭居委会."""
    for long, short in words().shorter:
        rest = rest.replace(long, short)
    if len(rest) > 2 and rest.endswith(("社区", "村")):
        rest = rest.removesuffix("社区") + "居委会" if rest.endswith("社区") else rest + "委会"
    rest = re.sub(r"(社工|志愿)(协|联)$", lambda m: m[1] + {"协": "协会", "联": "联合会"}[m[2]], rest)
    rest = re.sub(r"(?<=[一二三四五六七八九])[Oo0](?=[一二三四五六七八九])", "〇", rest)
    rest = _NUMERAL.sub(lambda m: _number(m[0]), rest)
    return re.sub(r"(?<=\d)(中|小)学$", r"\1", re.sub(r"第(?=\d)", "", rest))


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
    end = 0
    while True:
        limit = min(len(name) - 1, end + 14)
        # 海宁市同心社工中心: 同心 is a county too, but none of 海宁市.
        fits = (i for i in range(limit, end + 1, -1) if _names_place(name[end:i], old) and (not end or find_place(name[:i]).candidates))
        if not (step := next(fits, 0)):
            return name[:end]
        end = step


def _names_place(word: str, old: bool) -> bool:
    table = places()
    if word in table.names or not old:
        return word in table.names
    codes = table.history.names.get(word, ())
    return bool(codes) and ((len(word) > 2 and word.endswith(("市", "县", "区"))) or all(len(c) == 4 for c in codes))
