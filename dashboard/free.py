"""A line to ask in: the sentence is read as one of the questions, whose page is then drawn; what else it may mean stands beside it."""

import streamlit as st

from dashboard import address, data, frame
from dashboard.language import say
from dashboard.text import unmarked
from graph.free import Reading, Readings, read_question

HINT = "用一句话问，例如：四川哪些街镇没有社工站；昆明市慈善总会资助了谁；马桥街道五社各有谁"


def ask() -> None:
    """The line, how it was read and the other readings; a new sentence turns the page to its question with the parameters filled in."""
    sentence = address.write("问一问", "ask", placeholder=HINT, on_change=address.forget, args=("ask",))
    if not sentence:
        return
    store = data.store_address()
    readings = _readings(store, data.version(store), sentence)
    first = readings.best[0]
    if not readings.understood:
        st.warning(say("没有读懂“{sentence}”。最接近的问题：", sentence=unmarked(readings.sentence[:40])), icon=":material/help:")
    elif not address.said("q"):
        address.go(**_values(first))
    asked = address.said("q")
    for note in (*(first.notes if asked == first.query.name else ()), readings.note):
        if note:
            st.caption(unmarked(note))
    others = [r for r in readings.best if r.query.name != asked]
    if readings.understood and others:
        st.caption(say("您是不是想问："))
    for reading in others:
        st.page_link(frame.view("questions"), label=unmarked(reading.says()), query_params={"ask": sentence, **_values(reading)})


def _values(reading: Reading) -> dict[str, str]:
    """What the address says for this reading."""
    name = reading.query.name
    said = {p: str(v).lower() if isinstance(v, bool) else str(v) for p, v in reading.params.items()}
    return {"q": name, **{f"{name}.{p}": v for p, v in said.items()}}


@st.cache_resource(show_spinner=False, max_entries=500)
def _readings(store: str, version: str, sentence: str) -> Readings:
    return read_question(sentence, data.store())
