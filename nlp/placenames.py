"""Names of administrative divisions in a text, by the national table of divisions."""

from functools import cache
from itertools import pairwise

import ahocorasick
from msgspec import Struct

from graph.places import places
from nlp.spans import Mention

# A full name ends with one of these; a two-character one (泾县) needs a left edge, and a short form of a county (浦东) its full form.
ENDINGS = ("省", "市", "区", "县", "旗", "州", "盟", "街道", "镇", "乡", "苏木")
LEVELS = ("province", "city", "county", "town")
# Short names of cities that are words, and names of towns that are.
WORDS = frozenset((
    "东方", "安康", "文昌", "和平", "平安", "长安", "中山", "合作", "中心", "开放", "大同", "兴安", "保定", "自贡",
    "三门", "平顶", "海东", "来宾", "玉树", "新区", "城区", "矿区", "郊区", "东区", "西区", "县城", "小区", "社区",
    "市区", "城镇", "乡镇", "村镇", "街道", "新镇", "新乡镇", "市辖区", "开发区", "高新区", "联乡", "示范区", "试验区",
    "街镇",
))  # fmt: skip


class PlaceName(Struct, frozen=True):
    """A name of a division in the text: ``level`` is that of the highest division so called; ``sure`` unless it is a bare short form."""

    start: int
    end: int
    level: str
    sure: bool


@cache
def automaton() -> "ahocorasick.Automaton":
    """All names that a text may use, with level and whether the name alone is proof."""
    table = places()
    found = ahocorasick.Automaton()
    for name, codes in table.names.items():
        level = min((table.by_code[c].level for c in codes), key=LEVELS.index)
        if len(name) >= 2 and name not in WORDS and (sure := _sure(name, level)) is not None:
            found.add_word(name, (len(name), level, sure))
    for name in ("香港", "澳门", "台湾"):
        found.add_word(name, (2, "province", True))
    found.make_automaton()
    return found


def _sure(name: str, level: str) -> bool | None:
    """Whether the name alone is proof of the place; None for names that are never looked for."""
    full = name.endswith(ENDINGS)
    if level in ("province", "city"):
        return True if full or len(name) <= 4 else None
    if level == "county":
        return len(name) >= 3 if full else False
    return (len(name) >= 3 if full else None) or (len(name) >= 3 and name.endswith("街")) or None


def find_places(text: str) -> list[PlaceName]:
    """The place names in a text, longest first where they overlap, in text order.

    A short form that is no proof by itself (浦东) counts where its full form or a chain stands in the same text.
    """
    hits = sorted(
        (PlaceName(end - size + 1, end + 1, level, sure) for end, (size, level, sure) in automaton().iter(text)),
        key=lambda p: (-(p.end - p.start), p.start),
    )
    full = {text[p.start : p.end] for p in hits if p.sure}
    taken, chosen = bytearray(len(text)), []
    for hit in hits:
        name = text[hit.start : hit.end]
        if any(taken[hit.start : hit.end]) or not _stands(text, hit, full):
            continue
        taken[hit.start : hit.end] = b"\1" * len(name)
        chosen.append(hit)
    return sorted(chosen, key=lambda p: p.start)


def _stands(text: str, hit: PlaceName, full: set[str]) -> bool:
    name = text[hit.start : hit.end]
    if len(name) == 2 and name.endswith(("县", "镇", "乡")):
        return hit.start == 0 or not "\u4e00" <= text[hit.start - 1] <= "\u9fff"
    if name.endswith(("街", "镇", "乡", "区", "县", "市")) and text[hit.end : hit.end + 1] in ("长", "民", "场") and len(name) < 4:
        return text[hit.end : hit.end + 1] == "长"
    if hit.sure:
        return True
    return any(f.startswith(name) and f != name for f in full)


def runs(names: list[PlaceName]) -> dict[int, int]:
    """For each place name's start the start of the row of names that it stands in (浙江省|海宁市|马桥街道)."""
    first = {n.start: n.start for n in names}
    for a, b in pairwise(names):
        if a.end == b.start:
            first[b.start] = first[a.start]
    return first


def place_mentions(names: list[PlaceName]) -> list[Mention]:
    """The names as mentions."""
    return [
        Mention(start=n.start, end=n.end, label="PLACE", kind=n.level, by="rule:PLACE/division", score=0.93 if n.sure else 0.8)
        for n in names
    ]
