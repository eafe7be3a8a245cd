"""Where the thing of a registry row is: its place columns, address, code, registrar and name, the finest that agrees."""

import re
from functools import lru_cache

from msgspec import Struct

from graph.loaders.mapping import PLACE_FIELDS
from graph.places import chain, current_codes, find_place, leading_place

# The digits of the finest code: nothing finer can be found.
TOWN = 9
# The yearly tables of foundations write provinces in pinyin.
PINYIN = {
    name: code
    for code, name in re.findall(
        r"(\d\d)(\w+)",
        "11beijing 12tianjin 13hebei 14shanxi 15neimenggu 21liaoning 22jilin 23heilongjiang 31shanghai 32jiangsu 33zhejiang 34anhui "
        "35fujian 36jiangxi 37shandong 41henan 42hubei 43hunan 44guangdong 45guangxi 46hainan 50chongqing 51sichuan 52guizhou 53yunnan "
        "54xizang 61shaanxi 62gansu 63qinghai 64ningxia 65xinjiang",
    )
}


class Location(Struct, frozen=True):
    """The division, the field that gave it, the registrar's region where known, and (field, reason) of what could not be placed."""

    code: str
    field: str
    region: str
    problems: tuple[tuple[str, str], ...]


def find_location(values: dict[str, str], uscc: str | None, context: tuple[str, ...] = ()) -> Location:
    """The finest division that the fields of a row agree on; ``context`` are places that the whole table is about."""
    region = _region(uscc[2:8]) if uscc else ""
    near = (region, *context) if region else context
    problems: list[tuple[str, str]] = []
    code, field = _from_columns(values, near, problems)
    if not region and "registrar" in values:
        region = leading_code(values["registrar"], near)
        near = (region, *near) if region else near
    near = (code, *near) if code else near
    if "address" in values and len(code) < TOWN:
        code, field = _finer(code, field, leading_code(values["address"], near), "address")
    code, field = _finer(code, field, region, "uscc" if uscc and _region(uscc[2:8]) else "registrar")
    if "name" in values and len(code) < TOWN:
        code, field = _finer(code, field, leading_code(values["name"], near), "name")
    return Location(code, field, region, tuple(problems))


def _finer(code: str, field: str, other: str, other_field: str) -> tuple[str, str]:
    """The other place where it lies inside the first, or where there is no first."""
    return (other, other_field) if other and len(other) > len(code) and other.startswith(code) else (code, field)


def _from_columns(values: dict[str, str], near: tuple[str, ...], problems: list[tuple[str, str]]) -> tuple[str, str]:
    for field in ("code", "region"):
        if field in values:
            code, reason = _from_cell(values[field], near)
            if code:
                return code, field
            problems.append((field, reason))
    fields = [f for f in PLACE_FIELDS if f in values]
    code, last = "", ""
    for field in fields:
        found, reason = _below(code, values[field], near)
        if found:
            code, last = found, field
        else:
            problems.append((field, reason))
    return code, last


@lru_cache(maxsize=100_000)
def _below(code: str, name: str, near: tuple[str, ...]) -> tuple[str, str]:
    """The place of this name inside ``code``: 县 after 市 after 省, each of which may be missing or wrong."""
    if name.lower() in PINYIN:
        return PINYIN[name.lower()], ""
    above = "".join(p.name for p in chain(code)) if code else ""
    found = find_place(above + name, near) if above else find_place(name, near)
    if found.code or not above:
        return found.code or "", found.reason
    # A cell may repeat the levels above it (龙岩市上杭县), or its parent was wrong.
    whole = find_place(name, (code, *near))
    inside = whole.code is not None and whole.code.startswith(code)
    return (whole.code or "", "") if inside else ("", f"{above}之下没有“{name}”")


@lru_cache(maxsize=100_000)
def _from_cell(value: str, near: tuple[str, ...]) -> tuple[str, str]:
    """The division of a cell that holds a code or a name."""
    if value.isdigit():
        if len(value) not in (2, 4, 6, 9, 12, 15):
            return "", f"区划代码“{value}”的位数不对"
        found = current_codes(value)
        return (found[0], "") if len(found) == 1 else ("", f"区划代码“{value}”{'今天分属几个地方' if found else '不存在'}")
    place = find_place(value, near)
    return place.code or "", place.reason


@lru_cache(maxsize=100_000)
def _region(code: str) -> str:
    """The division of today for the registrar's region in a USCC; empty for the ministry (100000), a split or an unknown one."""
    found = current_codes(code)
    return found[0] if len(found) == 1 else ""


@lru_cache(maxsize=100_000)
def leading_code(text: str, near: tuple[str, ...]) -> str:
    """The code of the finest division that a text begins with; empty where it begins with none or an ambiguous one."""
    return leading_place(text, near).code or ""
