"""An answer as its question's header says: controls from ``param`` lines, pictures from ``show``; no question has code of its own."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

import streamlit as st

from dashboard import address, colours, draw, evidence, network, provinces, table
from dashboard.language import say, word
from dashboard.text import percent, plain, readable
from graph.queries import Param, Query, Row, Value

BARS = 20
NAMES = {"table": "表", "bars": "条形图", "map": "地图", "network": "关系图"}


def control(query: Query, param: Param) -> Value:
    """The control of a parameter: by the type of its default, its choices, or, for a province, the list of provinces."""
    label, key = param.about, f"{query.name}.{param.name}"
    if param.choices:
        return address.select(label, {c: word(c) or "全部" for c in param.choices}, key, str(param.default))
    if param.name == "province":
        return address.select("省份", provinces.choices(), key, str(param.default))
    if isinstance(param.default, bool):
        return address.switch(label, key, param.default)
    if isinstance(param.default, int | float):
        return address.number(label, key, param.default)
    return address.write(label, key, str(param.default))


def answer(query: Query, rows: Sequence[Row]) -> None:
    """The pictures of the header that these rows can fill, one at a time; beside it the evidence of what is clicked."""
    able = {s: NAMES[s] for s in query.show if s in NAMES and (s != "map" or mapped(rows)) and (s != "bars" or barred(query, rows))}
    shape = address.segments("看法", able, "view", next(iter(able))) if len(able) > 1 else next(iter(able), "table")
    if shape == "table":
        left, right = table.beside(f"table.{query.name}")
        # A table that is cut says itself how many rows there are.
        few = len(rows) <= table.ROWS
        st.caption(say("共 {n:,} 行，点一行看它的原文依据。", n=len(rows)) if few else say("点一行看它的原文依据。"))
    elif shape == "network":
        left, right = table.halves()
    else:
        left, right = st.container(), None
    with left:
        chosen = {"table": _table, "bars": _bars, "map": _map, "network": _network}[shape](query, rows)
    if right:
        with right:
            _beside(query, chosen, rows)


def _beside(query: Query, chosen: Any, rows: Sequence[Row]) -> None:
    if isinstance(chosen, network.Pick):
        evidence.picked(chosen, query.name)
    elif chosen:
        evidence.behind(chosen)
    else:
        st.metric(say("答案"), say("{n:,} 行", n=len(rows)))
        st.caption(say("点一行（或图上的一个点、一条线），这里显示原文依据。"))


def _table(query: Query, rows: Sequence[Row]) -> Row | None:
    return table.show(rows, query.columns, f"table.{query.name}")


def mapped(rows: Sequence[Row]) -> bool:
    """Whether there is one row for each province, with a share."""
    names = [r.get("province") for r in rows]
    return len(set(names)) == len(names) > 1


def _map(query: Query, rows: Sequence[Row]) -> None:
    share = next(c for c in query.columns if c.name.endswith("rate"))
    values = {str(r["province"]): (float(str(r[share.name])), percent(float(str(r[share.name])))) for r in rows if r[share.name]}
    st.caption(say(share.title))
    provinces.tile_map(values, f"map.{query.name}", say(query.title))
    provinces.legend()


def barred(query: Query, rows: Sequence[Row]) -> bool:
    """Numbers can stand side by side where they have one unit."""
    return len({r.get("unit") for r in rows}) == 1 and len({r.get("measure") for r in rows}) == 1


def _bars(query: Query, rows: Sequence[Row]) -> None:
    names, values, title = _counts(query, rows)
    st.caption(title + (say("（前 {shown} 个，共 {n} 个）", shown=BARS, n=len(names)) if len(names) > BARS else ""))
    spec = draw.bars(names[:BARS], [(title, values[:BARS], colours.step(0.8))])
    st.echarts_chart(spec, height=40 + 30 * min(len(names), BARS), key=f"bars.{query.name}", alt=say(query.title))


def _counts(query: Query, rows: Sequence[Row]) -> tuple[list[str], list[float], str]:
    """What the bars are: how many rows have each state where rows have one, else the first number of each row."""
    if "status" in rows[0]:
        counts = Counter(str(r["status"]) for r in rows)
        return (
            [say(s) for s in counts],
            [float(n) for n in counts.values()],
            next(say(c.title) for c in query.columns if c.name == "status"),
        )
    number = next(c for c in query.columns if isinstance(rows[0][c.name], int | float))
    words = [c for c in table.shown(query.columns, rows) if isinstance(rows[0][c.name], str)][:2]
    names = [" ".join(dict.fromkeys(plain(readable(c.name, r[c.name])) for c in words if r[c.name])) for r in rows]
    order = sorted(range(len(rows)), key=lambda i: -float(str(rows[i][number.name])))
    return [names[i] for i in order], [float(str(rows[i][number.name])) for i in order], say(number.title)


def _network(query: Query, rows: Sequence[Row]) -> network.Pick | None:
    everything = network.count(query, rows)
    titles, things, lines = network.pictured(query, rows, network.limit(query.name, everything))
    drawing = network.Drawing(draw.lanes(titles, things, lines), things, lines)
    return network.show(drawing, f"network.{query.name}.{len(things)}", draw.tall(things), say(query.title))
