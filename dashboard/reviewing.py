"""The parts of the review page: the queue, the evidence of one item, and the keys that decide."""

from collections.abc import Sequence
from typing import Any, Literal

import pandas as pd
import streamlit as st

from dashboard import evidence, people
from dashboard.language import say
from dashboard.text import join, unmarked
from graph import importing, queue
from graph.errors import InputError
from graph.queries import Row
from graph.workspace import Workspace

WIDTHS = {"要决定的": 340, "理由": 240}
SKIPPED, SAID = "review.skipped", "review.said"


def listed(items: Sequence[queue.Item]) -> list[queue.Item]:
    """The queue; the items that were chosen, else the first that was not put off."""
    frame = pd.DataFrame(
        {
            say("要决定的"): [i.says for i in items],
            say("理由"): [join([i.asked, i.why], "；") for i in items],
        }
    )
    event: Any = st.dataframe(
        frame, hide_index=True, key=f"queue.{len(items)}", on_select="rerun", selection_mode="multi-row",
        height=38 + 35 * min(len(items), 15), column_config={say(k): st.column_config.TextColumn(width=w) for k, w in WIDTHS.items()},
    )  # fmt: skip
    chosen = [items[i] for i in event.selection.rows if i < len(items)]
    later = st.session_state.get(SKIPPED, [])
    return chosen or [next((i for i in items if i.key not in later), items[0])]


def shown(item: queue.Item) -> None:
    """One item with the words that speak for and against."""
    st.caption(say(queue.KINDS[item.kind]) + (f" · {item.asked}" if item.asked else ""))
    st.markdown(f"#### {unmarked(item.says)}")
    st.caption(unmarked(item.why))
    for said in item.quotes:
        if said.about:
            st.markdown(f"**{unmarked(said.about)}**")
        row: Row = {"quote": said.quote, "document": said.document, "start_at": said.start, "end_at": said.end}
        evidence.quotes([row])


def keys(place: Workspace, items: Sequence[queue.Item]) -> None:
    """The buttons and their keys; they hold for everything that is chosen."""
    kinds = {i.kind for i in items}
    yes, no = queue.ANSWERS[items[0].kind] if len(kinds) == 1 else ("是", "否")
    many = say("（{n} 项）", n=len(items)) if len(items) > 1 else ""
    st.text_input(say("说明（可不写）"), key="note")
    first, second = st.columns(2)
    third, fourth = st.columns(2)
    first.button(f"{say(yes)}{many}", key="yes", shortcut="A", type="primary", width="stretch", on_click=decide, args=(place, items, "yes"))
    second.button(f"{say(no)}{many}", key="no", shortcut="X", width="stretch", on_click=decide, args=(place, items, "no"))
    third.button(say("跳过"), key="skip", shortcut="S", width="stretch", on_click=skip, args=(items,))
    fourth.button(
        say("转交"),
        key="ask",
        help=say("请别人看：从你的队列里拿走，别人的队列里排在最前。"),
        width="stretch",
        on_click=decide,
        args=(place, items, "ask"),
    )


def decide(place: Workspace, items: Sequence[queue.Item], answer: Literal["yes", "no", "ask"]) -> None:
    """Keep the decision about each item; what somebody else decided meanwhile is told."""
    note = str(st.session_state.get("note", "")).strip()
    said = [words for item in items if (words := queue.decide(place, item, answer, people.who(), note))]
    st.session_state[SAID] = "；".join(dict.fromkeys(said))
    st.session_state["note"] = ""


def skip(items: Sequence[queue.Item]) -> None:
    """Put items off until the others are done."""
    st.session_state[SKIPPED] = [*st.session_state.get(SKIPPED, []), *(i.key for i in items)]


def pending(place: Workspace) -> None:
    """How many decisions the graph does not hold yet, and the button that builds it anew."""
    if faster := st.session_state.pop(SAID, ""):
        st.warning(unmarked(say("{faster}。以先作的决定为准，这次没有另记。", faster=faster)), icon=":material/group:")
    new = queue.waiting(place)
    if not new:
        return
    left, right = st.columns([7, 3], vertical_alignment="center")
    left.caption(say("{n} 条新决定还没有进入图谱，重新建图后生效。", n=new))
    if right.button(say("重新建图"), icon=":material/sync:", width="stretch", key="rebuild", disabled=not people.may(people.ADMIN)):
        try:
            importing.start(place, importing.files_of(place), people.who(), "按审核决定重建")
        except InputError as error:
            st.error(unmarked(str(error)))
            return
        st.toast(say("正在重新建图，完成后下一次打开页面即是新图。"))
