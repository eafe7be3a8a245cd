"""The 34 provinces: where their tiles stand, and a map of any share by province."""

import csv
from collections.abc import Mapping
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

import streamlit as st
from msgspec import Struct

from dashboard import colours, draw
from dashboard.language import say

FILE = Path(__file__).resolve().parent.parent / "data" / "reference" / "province_tiles.csv"
# The division tables do not hold the towns of these three: nothing is known, which is not the same as nothing is there.
NO_DATA = frozenset({"71", "81", "82"})
HEIGHT = 380


class Province(Struct, frozen=True):
    """A province's code, full and short name, and the column and row of its tile."""

    code: str
    name: str
    short: str
    col: int
    row: int


@cache
def provinces() -> tuple[Province, ...]:
    """All 34, by code."""
    with FILE.open(encoding="utf-8") as file:
        return tuple(Province(r["code"], r["name"], r["short"], int(r["col"]), int(r["row"])) for r in csv.DictReader(file))


def choices() -> dict[str, str]:
    """Full name → full name of every province with data, after the whole country."""
    return {"": "全国"} | {p.name: p.name for p in provinces() if p.code not in NO_DATA}


def tile_map(values: Mapping[str, tuple[float | None, str]], key: str, alt: str) -> str:
    """A map of ``values``: province name → (share or None where nothing was read, what to write). The province clicked, if any."""
    tiles = [_tile(p, values) for p in provinces()]
    event: Any = st.echarts_chart(draw.tile_map(tiles), height=HEIGHT, key=key, on_select="rerun", alt=alt)
    for group in event.selection.selected:
        province = provinces()[group["data_indices"][0]]
        return "" if province.code in NO_DATA else province.name
    return ""


def _tile(province: Province, values: Mapping[str, tuple[float | None, str]]) -> draw.Tile:
    known = province.code not in NO_DATA
    share, words = values.get(province.name, (None, say("未见记载"))) if known else (None, say("无数据"))
    return draw.Tile(province.col, province.row, province.short, words, share, known)


def legend(low: str = "0%", high: str = "100%") -> None:
    """What the colours of the map say; a square and its words stay on one line."""
    steps = "".join(_square(colours.step(i / 4)) for i in range(5))
    unknown = _square(colours.unread(), f"box-shadow:inset 0 0 0 1px {colours.ink(colours.RIM)}")
    items = (
        f"{escape(low)} {steps} {escape(high)}",
        f"{unknown} {escape(say('未见记载'))}",
        f"{_square(colours.without_data())} {escape(say('无数据'))}",
    )
    lines = "".join(f'<span style="white-space:nowrap">{item}</span>' for item in items)
    st.html(f'<div style="display:flex;flex-wrap:wrap;gap:.35rem .9rem;font-size:.8rem;color:{colours.ink(0.7)}">{lines}</div>')


def _square(colour: str, rim: str = "") -> str:
    shape = "display:inline-block;width:1.3rem;height:.75rem;margin-right:.25rem;border-radius:2px"
    return f'<span style="{shape};background:{colour};{rim}"></span>'
