"""五社联动: which resources reach which communities, as lanes, flow, matrix or table, with the evidence beside it."""

from typing import Any

import streamlit as st

from dashboard import address, data, draw, evidence, network, paths, provinces, table
from graph.queries import Row, queries

QUERY = queries()["resources_to_community"]
KINDS = {"": "全部"} | {role: paths.LANES[role] for role in paths.FIVE} | {"other": "政府等出资方"}
REACHED = {"": "社区、村和街镇", "community": "社区和村", "town": "街镇"}
COLUMNS = ("resource", "first", "via", "second", "via_2", "third", "reached", "place", "sources", "quote")
VIEWS = {"lanes": "关系图", "flow": "流向图", "matrix": "矩阵", "table": "路径表"}


def fits(row: Row, kind: str, reached: str) -> bool:
    role, level = str(row["resource_five"]), "community" if row["reached_five"] else "town"
    return kind in ("", role if role in KINDS and role else "other") and reached in ("", level)


def answer(rows: list[Row]) -> None:
    st.markdown("#### 答案")
    for label, column in (("资源", "resource_id"), ("到达的社区和街镇", "reached_id"), ("依据的资料", "document")):
        st.metric(label, len({row[column] for row in rows}))
    if absent := paths.missing(rows):
        st.caption(f"这些路径里没有记载：{'、'.join(absent)}。没有记载不等于没有。")
    st.caption("点图上的一个点或一条线，这里显示它的原文依据。")


def draw_matrix(rows: list[Row]) -> list[Row]:
    spec, down, across = paths.matrix_picture(rows)
    event: Any = st.echarts_chart(spec, height=130 + 34 * len(down), key="matrix", on_select="rerun", alt="资源与到达地对照表")
    cells = [divmod(group["data_indices"][0], len(across)) for group in event.selection.selected]
    return [r for r in rows for i, j in cells if (r["resource_id"], r["reached_id"]) == (down[i], across[j])]


@st.fragment
def picture(rows: list[Row], view: str) -> None:
    left, right = table.beside("paths") if view == "table" else table.halves()
    pick, chosen = None, []
    with left:
        if view == "table":
            st.caption(f"共 {len(rows):,} 条路径，点一行看每一步的原文依据。")
            row = table.show(rows, table.only(QUERY.columns, *COLUMNS), "paths")
            chosen = [row] if row else []
            table.download(rows, QUERY.columns, QUERY.title)
        elif view == "matrix":
            chosen = draw_matrix(rows)
        else:
            kept = paths.cut(rows, network.limit("linkage", paths.count_things(rows)))
            drawing = (paths.lane_picture if view == "lanes" else paths.flow_picture)(kept)
            pick = network.show(drawing, f"{view}.{len(kept)}", draw.tall(drawing.things), QUERY.title)
    if right:
        with right:
            if pick:
                evidence.picked(pick, "linkage")
            elif chosen:
                evidence.relations(data.statements([step for row in chosen for step in paths.steps(row)]), "path")
            else:
                answer(rows)


st.title("五社联动")
with st.container(border=True):
    first, second, third = st.columns(3)
    kind = address.select("哪些资源", KINDS, "kind", at=first)
    reached = address.select("到达", REACHED, "reached", at=second)
    place = address.select("地区", provinces.choices(), "province", at=third)
answers = [row for row in data.answer(QUERY.name, place=place) if fits(row, kind, reached)]
shape = address.segments("看法", VIEWS, "view", "lanes")
if answers:
    picture(answers, shape)
else:
    st.info(QUERY.empty, icon=":material/search_off:")
