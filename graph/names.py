"""A name → place prefix, core and type; the key by which names are compared.

上海市浦东新区社会工作者协会 → place 上海市浦东新区, core 社工, type 协会. Two names of one key in one place are one body; the key alone,
without the place, proves nothing (every county has a 民政局).
"""

import re
import tomllib
import unicodedata
from functools import cache, lru_cache
from pathlib import Path

import msgspec
from msgspec import Struct

from graph.places import find_place, places

TABLE = Path(__file__).with_name("names.toml")
# A name that begins like this belongs to the whole country, whatever place names follow.
NATIONAL = re.compile(r"^(中国|中华|全国|国家|国务院|中共中央|共青团中央|中央)")
# A name that begins like this means "the one of our own province, city, county, town": nothing without its document.
RELATIVE = re.compile(r"^(省|市|县|区|州|旗|镇|乡|街道|街|全省|全市|全县|全区|我省|我市|我县|我区|本市|本省|本区|该省|该市|该县|该区)")


class Name(Struct, frozen=True):
    """The parts of a name. ``place`` is the prefix as printed, ``code`` its division where it is certain."""

    place: str
    code: str
    core: str
    type: str


class Verdict(Struct, frozen=True):
    """Whether two names mean one body: same, different or unsure, and why (Chinese)."""

    verdict: str
    reason: str


class Spelling(Struct, frozen=True):
    """The tables of ``names.toml``: replacements in order, and type words, longest first."""

    spellings: tuple[tuple[str, str], ...]
    types: tuple[str, ...]


@cache
def spelling() -> Spelling:
    """The tables that ship."""
    table = msgspec.convert(tomllib.loads(TABLE.read_text("utf-8")), Spelling)
    return Spelling(table.spellings, tuple(sorted(table.types, key=lambda t: (-len(t), t))))


def plain(name: str) -> str:
    """The name in NFKC without white space, quotation marks and layout noise; brackets are half-width."""
    text = unicodedata.normalize("NFKC", name)
    return "".join(c for c in text if not c.isspace() and c not in "\u200b\ufeff\ufffd“”\"'‘’《》•·・")


def spell(name: str) -> str:
    """The plain name with the usual short spellings (社会工作者协会 → 社工协会)."""
    text = plain(name)
    for long, short in spelling().spellings:
        text = text.replace(long, short)
    return text


def place_prefix(name: str) -> str:
    """The longest run of place names that the name begins with; empty where something must be left over and nothing is."""
    names, end = places().names, 0
    while True:
        limit = min(len(name) - 1, end + 14)
        # 海宁市同心社工中心: 同心 is a county too, but none of 海宁市.
        step = next((i for i in range(limit, end + 1, -1) if name[end:i] in names and (not end or find_place(name[:i]).candidates)), 0)
        if not step:
            return name[:end]
        end = step


@lru_cache(maxsize=200_000)
def split_name(name: str, context: tuple[str, ...] = ()) -> Name:
    """The parts of an organisation's, project's or fund's name. ``context`` are division codes that decide between namesakes."""
    text = plain(name)
    prefix = "" if NATIONAL.match(text) else place_prefix(text)
    code = (find_place(prefix, context).code or "") if prefix else ""
    rest = spell(text[len(prefix) :])
    kind = next((t for t in spelling().types if rest.endswith(t)), "")
    return Name(prefix, code, rest[: len(rest) - len(kind)], kind)


def is_national(name: str) -> bool:
    """Whether the name itself says that the body belongs to the whole country."""
    return bool(NATIONAL.match(plain(name))) or (plain(name).endswith(("部", "大学")) and not RELATIVE.match(plain(name)))


def is_relative(name: str) -> bool:
    """Whether the name only means something inside its document (县民政局, 省厅, 民政局, 社工站)."""
    text = plain(name)
    return bool(RELATIVE.match(text)) or (not place_prefix(text) and len(spell(text)) <= 5 and not is_national(text))


def compare(a: str, b: str, place_a: str = "", place_b: str = "") -> Verdict:
    """Whether two organisation names mean one body. Places are names of divisions that the records give, or empty."""
    context = tuple(c for p in (place_a, place_b) if p and (c := find_place(p).code))
    x, y = split_name(a, context), split_name(b, context)
    code_x, code_y = _code(x, place_a), _code(y, place_b)
    if (x.core, x.type) != (y.core, y.type):
        return Verdict("different", f"名称不同：{x.core}·{x.type} ≠ {y.core}·{y.type}")
    if code_x and code_y:
        if code_x == code_y or _inside(code_x, code_y):
            return Verdict("same", f"同一地方（{x.place or place_a}、{y.place or place_b}），名称相同：{x.core}{x.type}")
        return Verdict("different", f"地方不同：{x.place or place_a} ≠ {y.place or place_b}")
    if is_national(a) and is_national(b):
        return Verdict("same", f"全国性机构，名称相同：{x.core}{x.type}")
    return Verdict("unsure", "名称相同，但至少一方不知道在哪里，单凭名称不能断定")


def _code(name: Name, place: str) -> str:
    return name.code or (find_place(place).code or "" if place else "")


def _inside(a: str, b: str) -> bool:
    return a.startswith(b) or b.startswith(a)
