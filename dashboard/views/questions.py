"""问题: every question of ``graph/queries``, drawn from its header alone: controls, pictures, table."""

import streamlit as st

from dashboard import address, data, frame, free, picture, table
from dashboard.language import say
from dashboard.text import unmarked
from graph.queries import GROUPS, Query, Value, queries

# Questions about one thing by its id are the detail page's.
LISTED = {name: q for name, q in queries().items() if q.asked}


def everything() -> None:
    """All questions by group, each a link."""
    columns = st.columns(2, gap="large")
    # A group goes where fewer links stand, so that both columns end at about the same height.
    links = [0, 0]
    for group in GROUPS:
        inside = {name: query for name, query in LISTED.items() if query.group == group}
        side = links.index(min(links))
        links[side] += len(inside)
        with columns[side].container(border=True):
            st.markdown(f"#### {say(group)}")
            for name, query in inside.items():
                st.page_link(frame.view("questions"), label=say(query.title), query_params={"q": name}, help=unmarked(query.about))


def controls(query: Query) -> dict[str, Value]:
    if not query.params:
        return {}
    with st.grid(3, min_column_width=280, vertical_alignment="bottom"):
        return {p.name: picture.control(query, p) for p in query.params}


def one(query: Query) -> None:
    st.header(say(query.title))
    st.caption(unmarked(query.about))
    rows = data.answer(query.name, **controls(query))
    if not rows:
        st.info(query.empty, icon=":material/search_off:")
        return
    picture.answer(query, rows)
    if "table" in query.show:
        table.download(rows, query.columns, say(query.title))


st.title(say("问题"))
free.ask()
titles = {"": "全部问题"} | {name: say("{group}：{title}", group=say(q.group), title=say(q.title)) for name, q in LISTED.items()}
asked = address.select("选一个问题", titles, "q", on_change=address.forget, args=("q",))
if asked:
    one(LISTED[asked])
else:
    everything()
