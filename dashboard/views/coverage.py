"""覆盖缺口: from the country down to the town, where a 社工站 is known, known to be missing, or not spoken of."""

from typing import Any

import streamlit as st

from dashboard import address, coverage, data, evidence, network, provinces, table
from dashboard.language import say
from dashboard.text import percent
from graph.queries import Row, queries

TOWNS = queries()["towns_without_station"]
STATES = {"": "全部"} | {state: state for state in (coverage.HAVE, coverage.DENIED, coverage.UNKNOWN)}
BARS = 24  # that one can still read; the table below has them all


def numbers(unit: coverage.Unit) -> None:
    with st.grid(4, min_column_width=140):
        st.metric(say("法定街镇"), f"{unit.towns:,}", border=True, help=say(coverage.BASIS))
        st.metric(say("查到有站"), f"{unit.have:,}", border=True, help=say("占 {share}", share=percent(unit.have / max(unit.towns, 1))))
        st.metric(say("明确没有"), f"{unit.denied:,}", border=True, help=say("资料里说这里没有社工站。"))
        st.metric(say("未见记载"), f"{unit.unknown:,}", border=True, help=say("图中什么也没有读到，不等于没有。"))
    st.caption(say(coverage.BASIS))


def pictured(found: list[coverage.Unit], level: str) -> None:
    st.subheader(say("按{level}", level=say(coverage.WORDS[level])))
    drawn, key = found[:BARS], f"bars.{level}.{province}.{city}"
    event: Any = st.echarts_chart(coverage.bars(drawn), height=60 + 24 * len(drawn), key=key, on_select="rerun", alt=say("各地社工站"))
    some = say("共 {n} 个，显示缺口最大的 {shown} 个。", n=len(found), shown=BARS) if len(found) > BARS else ""
    st.caption(some + say("点一条看下一级。"))
    for group in event.selection.selected:
        name = drawn[group["data_indices"][0]].name
        if name != coverage.DIRECT:
            address.go(**{level: name})


def towns(rows: list[Row]) -> None:
    st.subheader(say("街镇清单"))
    state = address.segments("社工站", STATES, "state", "")
    kept = [r for r in (rows if province else data.answer(TOWNS.name)) if state in ("", r["status"])]
    kept.sort(key=lambda r: (r["status"] == coverage.HAVE, -int(str(r["organizations"]))))
    if not province:
        st.caption(say("全国只列图中有组织或项目活动的街镇；选一个省看全部。"))
    if not kept:
        st.info(TOWNS.empty, icon=":material/search_off:")
        return
    above = [name for name in ("county", "city", "province") if not address.said(name)][:2]
    # The words are in the file, and appear at a click; beside the picture there is no room for them.
    columns = table.only(TOWNS.columns, "town", *above, "status", "organizations")
    chosen = table.show(kept, columns, f"towns.{province}.{city}.{county}.{state}")
    table.download(kept, TOWNS.columns, f"{say('街镇社工站')}-{province or say('全国')}{city}{county}")
    if chosen:
        with st.container(border=True):
            evidence.picked(network.Pick(str(chosen["id"])), "town")


st.title(say("覆盖缺口"))
first, second, third = st.columns(3)
province = address.select("省", provinces.choices(), "province", at=first)
inside = coverage.towns(province) if province else []
city = address.select("市", coverage.cities(inside), "city", at=second, disabled=not any(r["city"] for r in inside))
inside = [r for r in inside if not city or r["city"] == city]
county = address.select("县（市、区）", coverage.counties(inside), "county", at=third, disabled=not inside)
there = coverage.towns(province, city, county)
numbers(coverage.whole(there))
below = coverage.level_below(there, province, city, county)
units = coverage.units(there, below)
if below == "town":
    towns(there)
else:
    left, right = st.columns([9, 11], gap="large")
    with left:
        pictured(units, below)
    with right:
        towns(there)
coverage.ledgers(units, below, there)
