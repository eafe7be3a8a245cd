"""总览: what is in the graph, how fresh it is, where stations are known and where they are missing, what is new."""

import streamlit as st

from dashboard import data, overview
from dashboard.language import say

st.title(say("总览"))
documents, counts = data.answer("documents"), data.answer("counts")
overview.freshness(counts, documents)
overview.five(counts)
left, right = st.columns([11, 9], gap="large")
with left:
    st.subheader(say("各省街镇社工站"))
    overview.coverage_map()
with right:
    st.subheader(say("有组织活动、未见社工站的街镇"))
    overview.gaps()
st.subheader(say("新读到的"))
overview.news(documents)
