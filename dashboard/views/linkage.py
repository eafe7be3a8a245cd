"""五社联动: which resources reach which communities, as lanes, network, flow, matrix or table, with the evidence beside it."""

import streamlit as st

from dashboard import address, data, linkage, paths, sketch
from dashboard.language import say
from graph.queries import queries

QUERY = queries()["resources_to_community"]
KINDS = {"": "全部资源"} | {role: sketch.LANES[role] for role in sketch.FIVE} | {sketch.FUNDER: "政府等其他出资方"}
VIA = {"": "不限", paths.DIRECT: "直接到达"} | {k: sketch.LANES[k] for k in ("social_org", "social_worker", "volunteer", sketch.VIA)}
REACHED = {"": "社区、村和街镇", "community": "社区", "town": "街镇和村"}

st.title(say("五社联动"))
with st.container(border=True), st.grid(5, min_column_width=150):
    wanted = {
        "kind": address.select("哪些资源", KINDS, "kind"),
        "via": address.select("经由", VIA, "via"),
        "reached": address.select("到达", REACHED, "reached"),
    }
    place = address.select("地区", paths.regions(), "province", free=True, help="选一个，或写省、市、县、街镇、社区名称的一部分。")
    wanted["people"] = address.select("服务人群", paths.peoples(), "people")
if not place and paths.large():
    st.info(say("图谱很大，全国的路径一次看不完：先选一个地区。"), icon=":material/travel_explore:")
    st.stop()
answers = paths.chosen(data.answer(QUERY.name, place=place), wanted)
shape = address.segments("看法", linkage.VIEWS, "view", "lanes")
if answers:
    linkage.picture(QUERY, answers, shape)
else:
    st.info(QUERY.empty, icon=":material/search_off:")
