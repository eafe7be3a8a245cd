"""时间: the numbers of a place and the policies of that place on one axis of years; what came first, never what caused what."""

from typing import Any

import streamlit as st

from dashboard import address, data, evidence, table, timeline
from dashboard.language import say
from dashboard.text import plain, unmarked
from graph.queries import queries

FIGURES = queries()["figures"]
CAUTION = "横轴是年份：先后不等于因果。政策之后的增长可能另有原因，政策之前的数字可能没有被读到。"


def years(found: list[timeline.Figure], laws: list[timeline.Policy]) -> tuple[int, int]:
    """The years to show, by the slider; both ends stand in the address."""
    seen = [int(f.at) for f in found] + [int(p.start) for p in laws]
    first, last = min(seen), max(seen)
    if first == last:
        return first, last
    said = [address.said(end) for end in ("from", "to")]
    low, high = (int(s) if s.isdigit() and first <= int(s) <= last else d for s, d in zip(said, (first, last), strict=True))
    low, high = st.slider(say("年份"), first, last, (min(low, high), max(low, high)), key=f"years.{first}.{last}")
    address.say("from", str(low), str(first))
    address.say("to", str(high), str(last))
    return low, high


def drawn(found: list[timeline.Figure], laws: list[timeline.Policy], span: tuple[int, int]) -> timeline.Figure | None:
    spec, series = timeline.picture(found, laws, span)
    height, words = 330 + timeline.LAW * len(laws), "；".join(timeline.growth(found))
    event: Any = st.echarts_chart(spec, height=height, key=f"time.{place}.{measure}.{span}", on_select="rerun", alt=words)
    for group in event.selection.selected:
        if group["series_index"] < len(series):
            number, index = int(group["series_index"]), int(group["data_indices"][0])
            return series[number][index]
    return None


def told(found: list[timeline.Figure], laws: list[timeline.Policy], undated: list[str]) -> None:
    """The picture in words."""
    for sentence in timeline.growth(found):
        st.markdown(f"- {unmarked(sentence)}")
    for law in laws:
        text = say("政策《{name}》：{years}（据{basis}）", name=law.name, years=law.years(), basis=law.basis)
        st.markdown(f"- {unmarked(text)}")
    if undated:
        st.caption(say("没有写明时间的政策：{names}", names=unmarked(plain(undated[: timeline.LAWS]))))
    st.caption(say(CAUTION))


st.title(say("时间"))
everything = timeline.figures(data.answer(FIGURES.name))
if everything:
    left, right = st.columns(2)
    choices = timeline.places(everything, address.said("place"))
    place = address.select("地方或机构", choices, "place", next(iter(choices)), at=left)
    here = [f for f in everything if f.row["place_id"] == place]
    known = timeline.measures(here, address.said("measure"))
    measure = address.select("度量", known, "measure", next(iter(known)), at=right)
    of_it = [f for f in here if f.row["measure"] == measure]
    laws, undated = timeline.policies(place)
    low, high = years(of_it, laws)
    shown = [f for f in of_it if low <= int(f.at) <= high]
    dated = [p for p in laws if p.end >= low and p.start < high + 1][-timeline.LAWS :]
    picked = drawn(shown, dated, (low, high))
    told(shown, dated, undated)
    if picked:
        evidence.quotes([picked.row])
    rows, columns = timeline.listed(shown, dated)
    chosen = table.show(rows, columns, f"figures.{place}.{measure}", height=8)
    table.download(rows, columns, f"{here[0].row['place']}-{measure}")
    if chosen:
        evidence.quotes([chosen])
else:
    st.info(say("图中没有写明时间的数字。先读入带数字的资料。"), icon=":material/search_off:")
