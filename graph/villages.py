"""The 620,573 village and residents' committees (2023-06-30), read only when they are asked for."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable
from functools import cache, lru_cache

import pyarrow as pa
import pyarrow.parquet as pq
from msgspec import Struct

from graph.places_data import REFERENCE

# 社区 and 村 stand in many endings; what is left is the name that people use (阳光社区居民委员会 → 阳光).
_ENDING = re.compile(r"(?:社区|村|嘎查|居)?(?:村民委员会|居民委员会|社区居委会|居委会|村委会|委员会)$|社区$|村$|嘎查$")


class Village(Struct, frozen=True):
    """One committee: twelve digits, the first nine are its town's; the kind follows from the last three."""

    code: str
    name: str

    @property
    def kind(self) -> str:
        """居委会 (001-199), 村委会 (200-399) or 类似单位 (400 and up: 生活区, 虚拟社区)."""
        number = int(self.code[9:])
        return "居委会" if number < 200 else "村委会" if number < 400 else "类似单位"

    @property
    def stem(self) -> str:
        """The name without the words for village, community and committee."""
        return _ENDING.sub("", self.name) or self.name


@cache
def _table() -> tuple[list[int], pa.ChunkedArray]:
    table = pq.ParquetFile(REFERENCE / "villages_2023.parquet").read()
    return table.column("code").to_pylist(), table.column("name")


def villages_of(code: str) -> tuple[Village, ...]:
    """The committees of a town, county, city or province (code of two to nine digits), in the order of their codes."""
    codes, names = _table()
    first, last = (bisect_left(codes, int((code + digit * 12)[:12])) for digit in "09")
    return tuple(Village(str(c), str(n)) for c, n in zip(codes[first:last], names.slice(first, last - first).to_pylist(), strict=True))


@lru_cache(maxsize=256)
def _stems(code: str) -> Counter[str]:
    return Counter(v.stem for v in villages_of(code))


def is_only_village(name: str, code: str) -> bool:
    """Whether one committee alone bears this name in a town, county or city; it may be written in any form (东亭社区, 东亭居委会)."""
    return _stems(code)[Village("0" * 12, name).stem] == 1


def committees(text: str, near: tuple[str, ...], division: Callable[[str], str | None]) -> tuple[str, ...]:
    """The codes (twelve digits) of the committees that a name can mean: 马桥街道桐溪社区, 水果湖街道东亭居委会, or 东亭社区 near a place.

    ``division`` gives the code of the division that the first characters name; ``near`` are codes of places around, the finest decides.
    """
    for end in range(len(text) - 2, 1, -1):
        if (code := division(text[:end])) and len(code) > 2 and (found := _named(text[end:], code)):
            return found
    if not _ENDING.search(text):
        return ()
    for code in sorted((c for c in near if len(c) > 2), key=lambda c: (-len(c), c)):
        if found := _named(text, code):
            return found
    return ()


def _named(name: str, code: str) -> tuple[str, ...]:
    stem = Village("0" * 12, name).stem
    if stem not in _stems(code):
        return ()
    same = [v for v in villages_of(code) if v.stem == stem]
    # 凤凰村 and 凤凰社区 of one town are two committees.
    ending = (
        "村委会" if name.endswith(("村", "村委会", "村民委员会")) else "居委会" if name.endswith(("社区", "居委会", "居民委员会")) else ""
    )
    return tuple(v.code for v in same if v.kind == ending) or tuple(v.code for v in same)


def find_village(name: str, town: str) -> Village | None:
    """The committee of this name in a town or county, whatever form the name has; None where none or several bear it."""
    stem = Village("0" * 12, name).stem
    found = [v for v in villages_of(town) if v.stem == stem]
    return found[0] if len(found) == 1 else None
