"""总览: what is in the graph, how fresh it is, where stations are known and where they are missing."""

import streamlit as st

from dashboard import address, data, frame, provinces, table, text
from graph.ontology import ontology
from graph.queries import Row, queries

MEASURES = {"graph": "图中查到的社工站", "stated": "资料里说的站数"}
WORDS = ontology()


def numbers(counts: list[Row], reports: list[Row]) -> None:
    st.title("总览")
    rows = sum(int(str(r["things"])) for r in counts if r["label"] == "DOCUMENT") - len(reports)
    dates = sorted(str(r["published"]) for r in reports if r["published"])
    parts = [f"{len(reports):,} 篇报告", f"{rows:,} 行名录" if rows > 0 else "", f"最近一篇发表于 {dates[-1]}" if dates else ""]
    st.caption(text.join(parts) + "。每一条关系都有原文依据。")
    roles = {str(r["role"]): r for r in data.answer("five_counts")}
    with st.grid(5, min_column_width=150):
        for name, role in WORDS.five.items():
            found = roles.get(name, {"things": 0, "sources": 0})
            st.metric(role.zh, f"{found['things']:,}", border=True, help=f"图中有名有姓的{role.zh}，出自 {found['sources']} 份资料。")
    others = [
        (WORDS.zh(label), sum(int(str(r["things"])) for r in counts if r["label"] == label))
        for label in ("POLICY", "PROJECT", "EVENT", "GROUP", "PERSON", "INDICATOR")
    ]
    st.caption("另有：" + text.join([f"{zh} {n:,}" for zh, n in others]))


def coverage_map() -> None:
    measure = address.segments("口径", MEASURES, "measure", "graph")
    values: dict[str, tuple[float | None, str]] = {}
    for row in data.answer("coverage", level="province"):
        have, share = (row["covered"], row["rate"]) if measure == "graph" else (row["stated"], row["stated_rate"])
        if have:
            values[str(row["province"])] = (float(str(share)), f"{float(str(have)):.0f}/{row['towns']}")
    if chosen := provinces.tile_map(values, f"tiles.{measure}", "各省有社工站的街镇占全部街镇的比例"):
        st.switch_page(frame.view("coverage"), query_params={"province": chosen})
    provinces.legend()
    st.caption(
        "分子："
        + ("图中查到有社工站的街镇" if measure == "graph" else "资料原话所说的站数")
        + "；分母：2023-06-30 全国行政区划的法定街镇。点一个省看它的市县。"
    )


def gaps() -> None:
    rows = [r for r in data.answer("towns_without_station") if r["status"] != "有"]
    rows.sort(key=lambda r: (-int(str(r["organizations"])), str(r["code"])))
    if not rows:
        st.caption("图中有活动的街镇都查到了社工站。")
        return
    query = queries()["towns_without_station"]
    columns = table.only(query.columns, "town", "county", "province", "organizations")
    if row := table.show(rows, columns, "gaps", height=9):
        st.switch_page(frame.view("entity"), query_params={"id": str(row["id"])})


def latest(reports: list[Row]) -> None:
    columns = table.only(queries()["documents"].columns, "title", "published", "genre", "things", "numbers")
    if row := table.show(reports[:20], columns, "latest", height=8):
        st.switch_page(frame.view("entity"), query_params={"id": str(row["id"])})


documents = data.answer("documents")
numbers(data.answer("counts"), documents)
left, right = st.columns([11, 9], gap="large")
with left:
    st.subheader("各省街镇社工站")
    coverage_map()
with right:
    st.subheader("有组织活动、未见社工站的街镇")
    gaps()
st.subheader("最近的资料")
latest(documents)
