"""What stands around an entity on its page: why records became one, its numbers over time, and others of its kind."""

from collections.abc import Sequence
from pathlib import Path

import streamlit as st

from dashboard import evidence, frame, kin, table, timeline
from dashboard.language import say
from dashboard.text import unmarked
from graph.queries import Column, Row
from graph.review import Case, read_cases
from graph.workspace import workspace

# Merges and neighbours that are shown: a city has hundreds of social organisations, and a register names some of them in every line.
CASES, MOST = 12, 200
KIN = (Column("name", "名称"), Column("why", "因为"), Column("id", "标识"))


def merged(id: str) -> None:
    """Which records became this entity, each with the reason and the words of both sides."""
    path = workspace().cases
    cases = _cases(str(path), path.stat().st_mtime_ns if path.exists() else 0).get(id, [])
    if not cases:
        return
    records = {side.id: side.name for c in cases for side in (c.first, c.second)}
    names = sorted(set(records.values()))
    with st.expander(say("由 {n} 处归并而成：为什么是同一个", n=len(records)), icon=":material/merge:"):
        st.caption(say("写法：{names}", names=unmarked(say("、").join(names[:CASES]) + ("…" if len(names) > CASES else ""))))
        # Names that differ are what one wants to check.
        for case in sorted(cases, key=lambda c: c.first.name == c.second.name)[:CASES]:
            st.markdown(f"**{unmarked(case.first.name)}** = **{unmarked(case.second.name)}** · {unmarked(case.why)}")
            sides: list[Row] = [{"quote": s.quote, "document": s.document, "start_at": s.start} for s in (case.first, case.second)]
            evidence.quotes(sides)
        if len(cases) > CASES:
            st.caption(say("共 {n:,} 个，显示前 {shown} 个。", n=len(cases), shown=CASES))


# A resource: cases of a whole province would be copied for each reader. Nobody changes one.
@st.cache_resource(show_spinner=False, max_entries=2)
def _cases(path: str, written: int) -> dict[str, list[Case]]:
    found: dict[str, list[Case]] = {}
    for case in read_cases(Path(path)):
        if case.state == "merged":
            found.setdefault(case.entity, []).append(case)
    return found


def over_time(id: str, rows: Sequence[Row]) -> None:
    """The lines of at least two dated numbers as a picture, and the way to the page where policies stand beside them."""
    found = timeline.figures(rows)
    drawn = timeline.lines(found)
    kept = [f for f in found if len({g.at for g in drawn[timeline.line_of(f.row)]}) > 1]
    if not kept:
        return
    spec, _ = timeline.picture(kept, [], (int(kept[0].at), int(kept[-1].at)))
    st.echarts_chart(spec, height=260, key=f"line.{id}", alt="；".join(timeline.growth(kept)))
    st.page_link(frame.view("timeline"), label=say("同政策放在一条时间轴上看"), query_params={"place": id}, icon=":material/timeline:")


def same_kind(thing: Row) -> None:
    """Others of its label and kind that share a partner, funder or the like with it, or stand in the same county."""
    rows = kin.kin(thing)
    if not rows:
        return
    st.subheader(say("同类的邻居"))
    if len(rows) > MOST:
        st.caption(say("共 {n:,} 个，显示前 {shown} 个。", n=len(rows), shown=MOST))
    if kin.is_hub(thing):
        st.caption(say("它的关系超过 {n} 条：只列同它有直接关系的和同一个县（市、区）的。", n=kin.HUB))
    if row := table.show(rows[:MOST], KIN, f"kin.{thing['id']}", height=6):
        st.switch_page(frame.view("entity"), query_params={"id": str(row["id"])})
