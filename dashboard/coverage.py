"""Coverage of towns by 社工站, counted for any unit from the province to the county."""

from collections import Counter
from collections.abc import Sequence

import streamlit as st
from msgspec import Struct

from dashboard import address, colours, data, draw, evidence, picture, table
from dashboard.language import say
from dashboard.text import unmarked
from graph.queries import Column, Row, Value, queries

HAVE, DENIED, UNKNOWN = "有", "明确没有", "未见记载"
BASIS = "分母：2023-06-30 全国行政区划的法定街道、镇、乡。“未见记载”是图中什么也没有读到，不等于没有。"
# What lies below each level that a reader may stand on; a municipality has counties below it at once.
BELOW = {"country": "province", "province": "city", "city": "county", "county": "town"}
WORDS = {"province": "省", "city": "市", "county": "县（市、区）", "town": "街镇"}
# Digits of a division code at each level.
LEVELS = {"province": 2, "city": 4, "county": 6}

# Towns and counties that no city stands above.
DIRECT = "（省直辖）"
SAID = (
    Column("stated", "资料所说站数"),
    Column("as_of", "所说时间"),
    Column("quote", "原句"),
    Column("document", "文献标识"),
)


class Ledger(Struct, frozen=True):
    """A table about the place: a question, and its parameter that takes its full name; without one, rows are kept by their code."""

    title: str
    question: str
    param: str = ""


LEDGERS = {
    "units": Ledger("查到的与所说的", "coverage"),
    "stated": Ledger("按资料的数字还差多少", "stated_gaps"),
    "promises": Ledger("承诺和目标", "targets"),
    "rules": Ledger("人员和经费规定", "station_rules", "place"),
    "fill": Ledger("谁可以来补", "who_could_fill", "place"),
}


class Unit(Struct, frozen=True):
    """One province, city or county: how many towns it has by law, and in how many a station is known, or known to be missing."""

    name: str
    towns: int
    have: int
    denied: int

    @property
    def unknown(self) -> int:
        """Towns of which nothing was read."""
        return self.towns - self.have - self.denied


def towns(province: str = "", city: str = "", county: str = "") -> list[Row]:
    """Every statutory town there, with the state of its station; ``county`` as ``counties`` names it."""
    rows = data.answer("towns_without_station", active=False, province=province)
    kept = [r for r in rows if not city or r["city"] == city]
    return [r for r in kept if not county or county in (r["county"], f"{r['city']}{r['county']}")]


def level_below(rows: Sequence[Row], province: str, city: str, county: str) -> str:
    """By what to break a place down: its cities, counties or towns."""
    standing = "county" if county else "city" if city else "province" if province else "country"
    if standing == "province" and not any(r["city"] for r in rows):
        return "county"
    return BELOW[standing]


def units(rows: Sequence[Row], level: str) -> list[Unit]:
    """The towns counted by ``level``, most towns without a known station first."""
    counts: dict[str, list[int]] = {}
    for row in rows:
        count = counts.setdefault(str(row[level] or DIRECT), [0, 0, 0])
        count[0] += 1
        count[1] += row["status"] == HAVE
        count[2] += row["status"] == DENIED
    return sorted((Unit(name, *count) for name, count in counts.items()), key=lambda u: (u.have - u.towns, u.name))


def whole(rows: Sequence[Row]) -> Unit:
    """All the towns as one unit."""
    states = [r["status"] for r in rows]
    return Unit("", len(rows), states.count(HAVE), states.count(DENIED))


def cities(rows: Sequence[Row]) -> dict[str, str]:
    """The cities as the choices of a control, after all of them."""
    return {"": "全部"} | {name: name for name in sorted({str(r["city"]) for r in rows if r["city"]})}


def counties(rows: Sequence[Row]) -> dict[str, str]:
    """The counties as the choices of a control, after all of them; a name that two cities have (鼓楼区) with its city."""
    pairs = {(str(r["city"] or ""), str(r["county"])) for r in rows if r["county"]}
    times = Counter(name for _, name in pairs)
    return {"": "全部"} | {name: name for name in sorted(name if times[name] == 1 else city + name for city, name in pairs)}


def full_name(there: Sequence[Row], standing: str) -> str:
    """The chosen place with everything that it lies in, as a question knows it: 江苏省南京市鼓楼区; empty for the whole country."""
    above = list(LEVELS)[: list(LEVELS).index(standing) + 1] if there and standing in LEVELS else []
    return "".join(str(there[0][level] or "") for level in above)


def listing(found: Sequence[Unit], level: str, province: str, city: str) -> tuple[list[Row], list[Column]]:
    """A table of units: what the graph knows beside what the documents themselves say, those with something to say first."""
    answers = data.answer("coverage", level=level, province=province)
    said = {str(r[level]): r for r in answers if r["stated"] and (not city or r["city"] == city)}
    rows: list[Row] = []
    for unit in found:
        row: Row = {"unit": unit.name, "towns": unit.towns, "have": unit.have, "have_rate": unit.have / unit.towns}
        rows.append(row | {c.name: said.get(unit.name, {}).get(c.name) for c in SAID})
    rows.sort(key=lambda r: (r["stated"] is None, -int(str(r["have"]))))
    counted = [Column("unit", WORDS[level]), Column("towns", "法定街镇"), Column("have", "查到有站"), Column("have_rate", "查到比例")]
    return rows, [*counted, *SAID]


def bars(found: Sequence[Unit]) -> draw.Spec:
    """The three states side by side for each unit."""
    parts = [
        (say(HAVE), [u.have for u in found], colours.step(0.85)),
        (say(DENIED), [u.denied for u in found], colours.five_colour("charity")),
        (say(UNKNOWN), [u.unknown for u in found], colours.ink(0.13)),
    ]
    return draw.bars([say(u.name) for u in found], parts)


def ledgers(found: Sequence[Unit], level: str, there: Sequence[Row]) -> None:
    """One of the tables about the place at a time, with its evidence and its files; ``there``: the towns of the place."""
    place = full_name(there, _standing())
    titles = {key: ledger.title for key, ledger in LEDGERS.items() if key != "units" or level != "town"}
    chosen = address.segments("台账", titles, "ledger", next(iter(titles)))
    rows, columns = (
        listing(found, level, address.said("province"), address.said("city")) if chosen == "units" else told(chosen, place, there)
    )
    if not rows:
        return
    picked = table.show(rows, columns, f"ledger.{chosen}.{level}.{place}", height=10)
    table.download(rows, columns, f"{say(LEDGERS[chosen].title)}-{place or say('全国')}")
    if picked:
        evidence.behind(picked)


def told(key: str, place: str, there: Sequence[Row]) -> tuple[list[Row], list[Column]]:
    """The rows of a ledger's question about a place, and what to say where there are none."""
    ledger = LEDGERS[key]
    query = queries()[ledger.question]
    st.caption(unmarked(query.about))
    given: dict[str, Value] = {ledger.param: place} if ledger.param else {}
    if key == "fill":
        if not place:
            st.info(say("先在上面选一个省、市或县：给它找可以补上的机构。"), icon=":material/search:")
            return [], []
        given["role"] = picture.control(query, next(p for p in query.params if p.name == "role"))
    rows = data.answer(query.name, **given)
    if not ledger.param:
        code = str(there[0]["code"])[: LEVELS[_standing()]] if place else ""
        rows = [r for r in rows if str(r["place_id"]).startswith(f"place:{code}")] if code else rows
    if not rows:
        st.info(query.empty, icon=":material/search_off:")
    return rows, list(query.columns)


def _standing() -> str:
    """The level of the place that is chosen."""
    return next((name for name in reversed(LEVELS) if address.said(name)), "country")
