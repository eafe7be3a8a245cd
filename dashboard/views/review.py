"""审核: what is worth a look, its evidence beside it, and a key for each answer."""

import streamlit as st

from dashboard import address, data, people, reviewing
from dashboard.language import say
from graph import queue
from graph.workspace import workspace

KINDS = {"": "全部"} | queue.KINDS

place = workspace()
st.title(say("审核"))
reviewing.pending(place)
everything = queue.queue(place, data.answer, people.who())
kind = address.segments("类别", KINDS, "kind", "")
items = [i for i in everything if kind in ("", i.kind)]
if items:
    left, right = st.columns([11, 9], gap="large")
    with left:
        st.caption(say("{n} 项待决定，最值得看的在前。勾选几行可以一起决定。", n=len(items)))
        chosen = reviewing.listed(items)
    with right, st.container(border=True):
        reviewing.keys(place, chosen)
        reviewing.shown(chosen[0])
        if len(chosen) > 1:
            st.caption(say("共选了 {n} 项，这里显示第一项。", n=len(chosen)))
else:
    st.success(say("没有待决定的了。"), icon=":material/task_alt:")
