"""The pictures of the linkage page, what a click in them shows, and what a reader can do to them."""

from collections.abc import Sequence
from typing import Any
from zlib import crc32

import streamlit as st

from dashboard import address, data, draw, evidence, network, paths, sketch, table
from dashboard.language import say
from dashboard.text import plain
from graph.queries import Query, Row

VIEWS = {"lanes": "关系图", "free": "网状图", "flow": "流向图", "matrix": "矩阵", "table": "路径表"}
DEEDS = "do"


@st.fragment
def picture(query: Query, rows: list[Row], view: str) -> None:
    """One view of the paths, beside it the evidence of what is clicked."""
    if view in ("lanes", "free"):
        worked(query, rows, view)
        return
    left, right = table.beside("paths") if view == "table" else table.halves()
    pick, chosen = None, []
    with left:
        if view == "table":
            chosen = listed(query, rows)
        elif view == "matrix":
            chosen = matrix(rows)
        else:
            kept = paths.cut(rows, network.limit("flow", paths.count_things(rows)))
            drawing = paths.flow_picture(kept)
            pick = network.show(drawing, f"flow.{len(kept)}", draw.tall(drawing.things, 62), say("{title}，流向图", title=say(query.title)))
    if right:
        with right:
            if pick:
                evidence.picked(pick, "flow")
            elif chosen:
                evidence.relations(data.statements([step for row in chosen for step in paths.steps(row)]), "path")
            else:
                summary(rows)


def worked(query: Query, rows: list[Row], view: str) -> None:
    """A picture that can be searched, opened further, thinned out and taken back."""
    kept = paths.cut(rows, network.limit("linkage", paths.count_things(rows)))
    said = address.said(DEEDS)
    found = sketch.redo(paths.sketched(kept), said)
    sought = tools(found, said)
    drawing = (sketch.lane_picture if view == "lanes" else sketch.free_picture)(found, sought)
    left, right = table.halves()
    with left:
        # A new picture is a new chart: an old selection would point at another thing of the same number.
        key = f"{view}.{len(kept)}.{crc32(repr((said, sought, list(found.things))).encode())}"
        height = draw.tall(drawing.things) if view == "lanes" else 640
        alt = say(
            "{title}：{things} 个实体，{steps} 条关系；文字见路径表",
            title=say(query.title),
            things=len(found.things),
            steps=len(found.steps),
        )
        pick = network.show(drawing, key, height, alt) or (network.Pick(sought) if sought else None)
    with right:
        if pick:
            evidence.picked(pick, "linkage", lambda id: deeds(found, said, id))
        else:
            summary(rows)


def tools(found: sketch.Sketch, said: str) -> str:
    """Find a thing in the picture; take back the last deed, or all. The id sought."""
    first, second, third = st.columns([6, 2, 2], vertical_alignment="bottom")
    sought = address.select("在图中找", sketch.choices(found), "at", at=first)
    with second:
        if st.button(say("撤销一步"), icon=":material/undo:", disabled=not said, width="stretch", key="undo"):
            address.go(**{DEEDS: sketch.undone(said)})
    with third:
        if st.button(say("恢复原图"), icon=":material/restart_alt:", disabled=not said, width="stretch", key="reset"):
            address.go(**{DEEDS: ""})
    return sought


def deeds(found: sketch.Sketch, said: str, id: str) -> None:
    """What can be done with the thing that was clicked."""
    first, second = st.columns(2)
    with first:
        if st.button(say("展开"), icon=":material/add_circle:", width="stretch", key="expand", disabled=f"+{id}" in said.split(sketch.AND)):
            address.go(**{DEEDS: sketch.deeds(said, sketch.EXPANDED + id)})
    with second:
        if st.button(say("隐藏"), icon=":material/visibility_off:", width="stretch", key="hide"):
            address.go(**{DEEDS: sketch.deeds(said, sketch.HIDDEN + id), "at": ""})
    others = {o: say(name) for o, name in sketch.choices(found).items() if o != id}
    goal = st.selectbox(say("找它到另一个的路径"), list(others), format_func=lambda o: others[o], key=f"goal.{id}")
    if goal:
        between(said, id, str(goal))


def between(said: str, id: str, goal: str) -> None:
    """The way from one thing to another, each step with its words."""
    rows = sketch.way(id, goal)
    if not rows:
        st.caption(say("{n} 步以内没有路径（不经过地方）。", n=sketch.FAR))
        return
    st.caption(say("最短路径 {n} 步：", n=len(rows)))
    evidence.relations(data.statements(sketch.ends(rows)), "between")
    if st.button(say("画进图里"), icon=":material/route:", key="draw"):
        address.go(**{DEEDS: sketch.deeds(said, f"{id}{sketch.BETWEEN}{goal}")})


def summary(rows: Sequence[Row]) -> None:
    """What the panel says before a click."""
    st.markdown(f"#### {say('答案')}")
    for label, column in (("资源", "resource_id"), ("到达的社区和街镇", "reached_id"), ("依据的资料", "document")):
        st.metric(say(label), len({row[column] for row in rows}))
    if absent := paths.missing(rows):
        st.caption(say("这些路径里没有记载：{names}。没有记载不等于没有。", names=plain(absent)))
    st.caption(say("点图上的一个点或一条线，这里显示它的原文依据。"))


def listed(query: Query, rows: list[Row]) -> list[Row]:
    """The paths as sentences; the one that was clicked."""
    st.caption(say("共 {n:,} 条路径，点一行看每一步的原文依据。", n=len(rows)))
    row = table.show([r | {"way": paths.way(r)} for r in rows], paths.COLUMNS, "paths")
    table.download(rows, query.columns, say(query.title))
    return [row] if row else []


def matrix(rows: list[Row]) -> list[Row]:
    """Resources by places; the paths of the cell that was clicked."""
    spec, down, across = paths.matrix_picture(rows)
    given, got = (len({r[c] for r in rows}) for c in ("resource_id", "reached_id"))
    part = (
        say("，显示路径最多的 {down} 个和 {across} 个", down=len(down), across=len(across))
        if (len(down), len(across)) != (given, got)
        else ""
    )
    st.caption(say("{given} 个资源 × {got} 个到达地{part}；格中是路径数，空格是没有读到路径的组合。", given=given, got=got, part=part))
    event: Any = st.echarts_chart(
        spec, height=130 + 34 * len(down), key="matrix", on_select="rerun", alt=say("资源与到达地对照表，文字见路径表")
    )
    cells = [divmod(group["data_indices"][0], len(across)) for group in event.selection.selected]
    return [r for r in rows for i, j in cells if (r["resource_id"], r["reached_id"]) == (down[i], across[j])]
