"""A name → place prefix, core and type; the key by which names are compared.

上海市浦东新区社会工作者协会 → place 上海市浦东新区, core 社工, type 协会. Two names of one key in one place are one body; the key alone,
without the place, proves nothing (every county has a 民政局).
"""

import re
from functools import lru_cache

from msgspec import Struct

from graph.compare import Verdict, compare
from graph.name_parts import NATIONAL
from graph.places import find_place
from graph.spelling import place_prefix, plain, spell, spelling

__all__ = ["Name", "Verdict", "compare", "is_national", "is_relative", "place_prefix", "plain", "spell", "split_name"]
# A name that begins like this means "the one of our own province, city, county, town": nothing without its document.
RELATIVE = re.compile(r"^(省|市|县|区|州|旗|镇|乡|街道|街|全省|全市|全县|全区|我省|我市|我县|我区|本市|本省|本区|该省|该市|该县|该区)")


class Name(Struct, frozen=True):
    """The parts of a name. ``place`` is the prefix as printed, ``code`` its division where it is certain."""

    place: str
    code: str
    core: str
    type: str


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
