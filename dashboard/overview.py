"""The parts of the first page: the five measures with their trend, the map, the gaps, and what is new since a date."""

from collections.abc import Sequence
from itertools import accumulate

import streamlit as st

from dashboard import address, data, frame, provinces, table, text
from dashboard.language import say, word
from graph.ontology import ontology
from graph.queries import Column, Row, queries

MEASURES = {"graph": "图中查到的社工站", "stated": "资料里说的站数"}
# Dates that count as new at first.
LATEST = 5
# Beside the five: labels whose numbers stand in one line.
OTHERS = ("POLICY", "PROJECT", "EVENT", "GROUP", "PERSON", "INDICATOR")


# A relation as a sentence: of three columns, half a page shows one.
SAID = (Column("says", "关系"), Column("published", "发表日期"))


def freshness(counts: Sequence[Row], reports: Sequence[Row]) -> None:
    """How much was read, and how fresh it is."""
    lines = sum(int(str(r["things"])) for r in counts if r["label"] == "DOCUMENT") - len(reports)
    dates = sorted(str(r["published"]) for r in reports if r["published"])
    parts = [
        say("{n:,} 篇报告", n=len(reports)),
        say("{n:,} 行名录", n=lines) if lines > 0 else "",
        say("最近一篇发表于 {date}", date=dates[-1]) if dates else "",
    ]
    st.caption(text.join(parts) + say("。每一条关系都有原文依据。"))


def five(counts: Sequence[Row]) -> None:
    """The five, each with how many of them the documents of each year had named, added up."""
    roles = {str(r["role"]): r for r in data.answer("five_counts")}
    years = data.answer("five_by_year")
    axis = sorted({str(r["year"]) for r in years})
    with st.grid(5, min_column_width=150):
        for name in ontology().five:
            found = roles.get(name, {"things": 0, "sources": 0})
            new = {str(r["year"]): int(str(r["things"])) for r in years if r["role"] == name}
            trend = list(accumulate(new.get(y, 0) for y in axis))
            line = trend if len(set(trend)) > 1 else None
            about = say("图中有名有姓的{role}，出自 {n} 份资料。", role=word(name), n=found["sources"])
            st.metric(word(name), f"{found['things']:,}", border=True, help=about, chart_data=line, chart_type="area", height="stretch")
    others = [(word(label), sum(int(str(r["things"])) for r in counts if r["label"] == label)) for label in OTHERS]
    st.caption(say("另有：") + text.join([f"{title} {n:,}" for title, n in others]))
    if len(axis) > 1:
        note = "卡片里的线：截至各年（{first}–{last}）发表的资料已经说到多少个；资料没有日期的不在线上。"
        st.caption(say(note, first=axis[0], last=axis[-1]))


def coverage_map() -> None:
    """The provinces by share of towns with a station; a click leads to the province."""
    measure = address.segments("口径", MEASURES, "measure", "graph")
    values: dict[str, tuple[float | None, str]] = {}
    for row in data.answer("coverage", level="province"):
        have, share = (row["covered"], row["rate"]) if measure == "graph" else (row["stated"], row["stated_rate"])
        if have:
            values[str(row["province"])] = (float(str(share)), f"{float(str(have)):.0f}/{row['towns']}")
    if chosen := provinces.tile_map(values, f"tiles.{measure}", say("各省有社工站的街镇占全部街镇的比例")):
        st.switch_page(frame.view("coverage"), query_params={"province": chosen})
    provinces.legend()
    graph = "分子：图中查到有社工站的街镇；分母：2023-06-30 全国行政区划的法定街镇。点一个省看它的市县。"
    stated = "分子：资料原话所说的站数；分母：2023-06-30 全国行政区划的法定街镇。点一个省看它的市县。"
    st.caption(say(graph if measure == "graph" else stated))


def gaps() -> None:
    """The towns with most activity and no station."""
    rows = [r for r in data.answer("towns_without_station") if r["status"] != "有"]
    rows.sort(key=lambda r: (-int(str(r["organizations"])), str(r["code"])))
    if not rows:
        st.caption(say("图中有活动的街镇都查到了社工站。"))
        return
    columns = table.only(queries()["towns_without_station"].columns, "town", "county", "province", "organizations")
    if row := table.show(rows, columns, "gaps", height=11):
        st.switch_page(frame.view("entity"), query_params={"id": str(row["id"])})


def news(reports: Sequence[Row]) -> None:
    """What documents of a day or later say that is new to the graph: the documents, and the relations in them."""
    dates = sorted({str(r["published"]) for r in reports if r["published"]}, reverse=True)
    # By default the latest documents alone: since the beginning, a province has hundreds of thousands of relations.
    default = dates[min(LATEST, len(dates)) - 1] if dates else ""
    since = address.select("发表日期不早于", {d: d for d in dates} or {"": "不限"}, "since", default)
    kept = [r for r in reports if str(r["published"]) >= since]
    left, right = st.columns(2, gap="large")
    with left:
        st.caption(say("{n} 份资料，点一行打开。", n=len(kept)))
        columns = table.only(queries()["documents"].columns, "title", "published")
        if row := table.show(kept, columns, f"latest.{since}", height=8):
            st.switch_page(frame.view("entity"), query_params={"id": str(row["id"])})
    with right:
        query = queries()["new_since"]
        rows = data.answer(query.name, since=since) if since else []
        st.caption(say("{n} 条有日期的关系，点一行打开它的出处。", n=len(rows)))
        told: list[Row] = [r | {"says": f"{r['head']} —{word(str(r['type']))}→ {r['tail']}"} for r in rows]
        if rows and (row := table.show(told, SAID, f"new.{since}", height=8)):
            st.switch_page(frame.view("entity"), query_params={"id": str(row["document"])})
