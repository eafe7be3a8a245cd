"""Reads the administrative divisions (2023-06-30), the 2020 census and the history of codes into plain lookup tables.

A code has two digits for a province, four for a city, six for a county and nine for a town; the code of a place begins with the code
of every place that it lies in. Nine of the four-digit units are no cities (市辖区, 县, 省直辖县级行政区划): they fill a gap in the code.
"""

import csv
import gzip
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow.parquet as pq
from msgspec import Struct

if TYPE_CHECKING:
    from graph.places_history import History

REFERENCE = Path(__file__).parent.parent / "data" / "reference"
NATIONS = (
    "满族 回族 蒙古族 蒙古 藏族 维吾尔 苗族 彝族 壮族 布依族 朝鲜族 侗族 瑶族 白族 土家族 哈尼族 "
    "哈萨克族 哈萨克 傣族 黎族 傈僳族 佤族 畲族 高山族 拉祜族 水族 东乡族 纳西族 景颇族 柯尔克孜族 "
    "柯尔克孜 土族 达斡尔族 达斡尔 仫佬族 羌族 布朗族 撒拉族 毛南族 仡佬族 锡伯族 锡伯 阿昌族 普米族 "
    "塔吉克族 塔吉克 怒族 乌孜别克族 乌孜别克 俄罗斯族 鄂温克族 鄂伦春族 德昂族 保安族 裕固族 京族 "
    "塔塔尔族 塔塔尔 独龙族 门巴族 珞巴族 基诺族 各族"
)
_NATION = "|".join(sorted(NATIONS.split(), key=len, reverse=True))
# 三沙's islands and the like carry no suffix; a suffix word is taken off only when a name of two characters or more is left.
_PROVINCE = re.compile(rf"^(.{{2,}}?)(?:特别行政区|(?:{_NATION})?自治区|省|市)$")
CITY = re.compile(rf"^(.{{2,}}?)(?:(?P<area>(?:{_NATION})+自治州)|地区|市|盟)$")
COUNTY = re.compile(rf"^(.{{2,}}?)(?:(?:(?:{_NATION})+|族)自治(?P<form>县|旗)|自治旗|新区|(?<=神农架)林区|特区|区|县|市|旗)$")
_NATION_TOWN = re.compile(rf"^(.{{2,}}?)(?:{_NATION})+(?:乡|苏木)$")
# Short forms that no rule gives.
NICKNAMES = {"15": ("内蒙",), "6528": ("巴州",), "6527": ("博州",), "6530": ("克州",), "310115": ("浦东区",)}

# The name of two towns that no text can mean by it alone.
GENERIC = frozenset({"街道"})


class Place(Struct, frozen=True):
    """One division. ``statutory`` is false for zones, farms and units that exist for statistics only: leave those out of coverage rates.

    ``form`` is the Chinese word for what it is (省, 地级市, 街道, 镇 …); ``population`` the 2020 census, known down to counties.
    """

    code: str
    name: str
    level: str
    form: str
    statutory: bool
    parent: str
    population: int | None = None


class Places:
    """All divisions. ``names``: every full name and usable short form → codes; ``stems``: bare town names (马桥) → codes."""

    def __init__(self, table: Iterable[Place]) -> None:
        self.by_code = {p.code: p for p in table}
        # Units whose name says nothing (市辖区) or repeats the parent's (东莞市 in 东莞市): found through the parent only.
        self.silent = frozenset(p.code for p in self.by_code.values() if not p.statutory and _says_nothing(p, self.by_code))
        self.full: dict[str, tuple[str, ...]] = {}
        self.short: dict[str, tuple[str, ...]] = {}
        self.stems: dict[str, tuple[str, ...]] = {}
        self._index()
        self.names: dict[str, tuple[str, ...]] = dict(self.full)
        for name, codes in self.short.items():
            self.names[name] = tuple(sorted({*codes, *self.full.get(name, ())}))

    def _index(self) -> None:
        full, short, stems = defaultdict(list), defaultdict(list), defaultdict(list)
        for code, place in self.by_code.items():
            if code in self.silent:
                continue
            if place.name in GENERIC:
                stems[place.name].append(code)
                continue
            full[place.name].append(code)
            if "（" in place.name:
                full[place.name.replace("（", "(").replace("）", ")")].append(code)
            if name := self._zone_by_city(place):
                full[name].append(code)
            if place.statutory:
                for name in short_forms(place):
                    short[name].append(code)
                if place.level == "town" and (stem := _town_stem(place)):
                    stems[stem].append(code)
        for table, target in ((full, self.full), (short, self.short), (stems, self.stems)):
            target.update((name, tuple(sorted(codes))) for name, codes in table.items())

    def _zone_by_city(self, place: Place) -> str:
        """苏州市工业园区 for 苏州工业园区, whose name begins with its city's; empty for what is no such zone."""
        city = self.by_code.get(place.parent)
        bare = CITY.match(city.name) if city and city.level == "city" and not place.statutory and place.level == "county" else None
        return city.name + place.name[len(bare[1]) :] if city and bare and place.name.startswith(bare[1]) else ""

    def ancestors(self, code: str) -> tuple[Place, ...]:
        """The place and everything it lies in, province first; units that say nothing are left out; empty for an unknown code."""
        if code not in self.by_code:
            return ()
        found = (self.by_code.get(code[:n]) for n in (2, 4, 6, 9) if n <= len(code))
        return tuple(p for p in found if p and p.code not in self.silent)

    @cached_property
    def history(self) -> "History":
        """Old names and codes; read on first use."""
        from graph.places_history import History  # noqa: PLC0415  (it needs this module)

        return History(self.by_code)

    @cached_property
    def ever(self) -> frozenset[str]:
        """Every name of today and every old one."""
        return frozenset(self.names) | self.history.names.keys()

    @cached_property
    def starts(self) -> dict[str, tuple[int, ...]]:
        """The first two characters of each name, of today or old → the lengths of the names that begin so, longest first."""
        found: dict[str, set[int]] = defaultdict(set)
        for name in self.ever:
            found[name[:2]].add(len(name))
        return {start: tuple(sorted(lengths, reverse=True)) for start, lengths in found.items()}


def _says_nothing(place: Place, table: dict[str, Place]) -> bool:
    parent = table.get(place.parent)
    return place.level == "city" or "直辖村级区划" in place.name or (parent is not None and parent.name == place.name)


def short_forms(place: Place) -> tuple[str, ...]:
    """The short forms in use that can stand alone: 四川, 恩施 and 恩施州, 浦东, 北川 and 北川县, 海幢街; none of one character."""
    if place.level == "town":
        if place.form == "民族乡":
            return (_town_stem(place) + "乡",)
        return (place.name[:-1],) if place.name.endswith("街道") and len(place.name) > 3 else ()
    found = {"province": _PROVINCE, "city": CITY, "county": COUNTY}[place.level].match(place.name)
    if not found:
        return NICKNAMES.get(place.code, ())
    longer = {"province": "", "city": "area", "county": "form"}[place.level]
    suffix = found[longer] if longer else None
    return (found[1], *([found[1] + suffix[-1]] if suffix else []), *NICKNAMES.get(place.code, ()))


def _town_stem(place: Place) -> str:
    """马桥 of 马桥街道, 于家务 of 于家务回族乡; empty where one character would be left."""
    if _may_name_nation(place.name) and (match := _NATION_TOWN.match(place.name)):
        return match[1]
    ending = next((e for e in ("街道", "苏木", "镇", "乡") if place.name.endswith(e)), "")
    return place.name[: -len(ending)] if ending and len(place.name) > len(ending) + 1 else ""


def _may_name_nation(name: str) -> bool:
    """Whether a nationality may stand before the last word: spares 43,000 names the long pattern."""
    return name[-2:-1] in tuple("族古克尔伯孜") or name.endswith("苏木")


@cache
def places() -> Places:
    """The divisions that ship, read once a process (about 0.3 s)."""
    people = _census()
    table = pq.ParquetFile(REFERENCE / "admin_divisions_2023.parquet").read().to_pydict()  # read_table would import pandas
    rows = zip(table["code"], table["name"], table["level"], table["kind"], table["statutory"], table["parent"], strict=True)
    return Places(
        Place(code, name, level, _form(name, level, kind), bool(law), parent, people.get(code) if law else None)
        for code, name, level, kind, law, parent in rows
    )


def _form(name: str, level: str, kind: str) -> str:
    if kind in ("zone", "pseudo"):
        return "开发区等" if kind == "zone" else "统计单元"
    if level == "town":
        return "民族乡" if kind == "乡" and _may_name_nation(name) and _NATION_TOWN.match(name) else kind
    endings = {
        "province": ("特别行政区", "自治区", "省", "市"),
        "city": ("自治州", "地区", "盟", "市"),
        "county": ("自治县", "自治旗", "神农架林区", "特区", "区", "县", "旗", "市"),
    }[level]
    ending = next((e for e in endings if name.endswith(e)), "")
    return {
        ("province", "市"): "直辖市",
        ("city", "市"): "地级市",
        ("county", "市"): "县级市",
        ("county", "区"): "市辖区",
        ("county", "神农架林区"): "林区",
    }.get((level, ending), ending)


def table_rows(name: str) -> Iterator[dict[str, str]]:
    """The rows of a packed table of the reference data, as column → cell."""
    with gzip.open(REFERENCE / name, "rt", encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _census() -> dict[str, int]:
    """Population by code without padding; 110100 (the 市辖区 of 北京市) repeats the province and stays under its own code."""
    found = {}
    for row in table_rows("census_2020_county.csv.gz"):
        found[unpad(row["code"])] = int(row["population"])
    return found


def unpad(code: str) -> str:
    """The shortest form of a division code: 330000 → 33, 330400000000 → 3304; village codes are cut to their town."""
    if len(code) == 6 and code[4:] != "00":
        return code
    code = code[:9]
    for length in (6, 4, 2):
        if len(code) > length and not code[length:].strip("0"):
            code = code[:length]
    return code
