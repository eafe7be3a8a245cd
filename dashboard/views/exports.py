"""导出: an answer, what lies around one thing, a place, or everything, as files that other programs read, always with the sources."""

from typing import Any

import msgspec
import streamlit as st

from dashboard import address, exporting, picture
from dashboard.language import say
from dashboard.text import unmarked
from graph.errors import InputError, QueryError
from graph.exports import Scope
from graph.queries import queries

ASKED = {name: q.title for name, q in queries().items() if q.asked}
SCOPES = {"question": "一个问题的答案", "around": "一个实体周围", "place": "一个地方和它下面的全部", "all": "全部"}


def chosen(scope: str) -> dict[str, Any] | None:
    """The fields of ``Scope`` that the reader has set; None while a name is missing."""
    if scope == "question":
        query = queries()[address.select("问题", ASKED, "q", "resources_to_community")]
        with st.grid(3, min_column_width=280, vertical_alignment="bottom"):
            return {"question": query.name, "params": {p.name: picture.control(query, p) for p in query.params}}
    if scope == "around":
        name = address.write("实体的名称或标识", "name", placeholder="例如：马桥街道社工站")
        hops = address.number("周围几步", "hops", 1, min_value=1, max_value=3)
        return {"around": name, "hops": int(str(hops))} if name else None
    if scope == "place":
        place = address.write("区划的名称或代码", "place", placeholder="例如：海宁市")
        return {"place": place} if place else None
    return {}


st.title(say("导出"))
given = chosen(address.segments("范围", SCOPES, "of", "question"))
narrowed, format = exporting.filters(), exporting.choose_format()
if given is not None:
    scope = msgspec.convert({**given, **narrowed}, Scope)
    try:
        found = exporting.sizes(scope)
    except (InputError, QueryError) as error:
        st.error(unmarked(str(error)))
    else:
        st.caption("  ·  ".join(f"{n:,} {say(what)}" for what, n in found.items() if n) or say("范围里什么也没有。"))
        if any(found.values()):
            exporting.offer(scope, format)
