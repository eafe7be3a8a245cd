"""Pictures of answers as ECharts options: plain functions, rows in, option out. Positions are computed here; no picture moves by itself.

Every string of an option is drawn as plain text on a canvas and tooltips escape it, so that a name out of a document stays a name.
"""

from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from html import escape
from typing import Any

from msgspec import Struct

from dashboard import colours
from dashboard.text import wrap

Spec = dict[str, Any]
FONT = "PingFang SC, Microsoft YaHei, Noto Sans CJK SC, Source Han Sans SC, sans-serif"
# Below this width (in pixels) a picture shows shorter labels.
NARROW = 430
# There, a name of the first or the last lane is wider than the lane and needs room beside it.
SIDES = {"left": 18, "right": 18}


class Node(Struct, frozen=True, kw_only=True):
    """One thing in a picture; ``lane`` is the column that it stands in, ``below`` a quieter line under its name;
    ``strong`` draws it larger, with a rim."""

    id: str
    name: str
    lane: int
    colour: str
    shape: str = "circle"
    about: str = ""
    below: str = ""
    strong: bool = False


class Link(Struct, frozen=True):
    """A line from one node to another, by id, with what it says."""

    head: str
    tail: str
    says: str
    about: str = ""


class Tile(Struct, frozen=True):
    """One cell of the province map: where it stands, its two lines and how full its colour is (None: nothing known)."""

    column: int
    row: int
    name: str
    value: str
    share: float | None
    known: bool = True


def tile_map(tiles: Sequence[Tile]) -> Spec:
    """Provinces as squares where they roughly lie: no border is drawn. A tile's index in the selection is its place in ``tiles``."""
    return {
        **still(),
        "grid": {"left": 2, "right": 2, "top": 2, "bottom": 2},
        "xAxis": {"type": "category", "show": False, "data": list(range(1, 9))},
        "yAxis": {"type": "category", "show": False, "data": list(range(8)), "inverse": True},
        "tooltip": {"formatter": "{b}"},
        "series": [
            {
                "type": "heatmap",
                "selectedMode": "single",
                "data": [_tile(t) for t in tiles],
                "label": {"show": True, "fontFamily": FONT, "fontSize": 12, "lineHeight": 16},
                "itemStyle": {"borderWidth": 2, "borderColor": colours.paper(), "borderRadius": 4},
                "select": {"itemStyle": {"borderColor": colours.ink(), "borderWidth": 2}, "label": {"show": True}},
            }
        ],
        "media": [{"query": {"maxWidth": NARROW}, "option": {"series": [{"label": {"fontSize": 10, "lineHeight": 13}}]}}],
    }


def _tile(tile: Tile) -> Spec:
    rim = {}
    if not tile.known:
        colour, letters = colours.without_data(), colours.ink(0.6)
    elif tile.share is None:
        colour, letters, rim = colours.unread(), colours.ink(0.75), {"borderColor": colours.ink(colours.RIM), "borderWidth": 1}
    else:
        colour, letters = colours.step(tile.share), colours.on(colours.step(tile.share))
    return {
        "name": f"{tile.name}　{tile.value}",
        "value": [tile.column - 1, tile.row, 0],
        "itemStyle": {"color": colour} | rim,
        "label": {"formatter": f"{tile.name}\n{tile.value}", "color": letters},
    }


def bars(names: Sequence[str], parts: Sequence[tuple[str, Sequence[float], str]]) -> Spec:
    """Horizontal bars, one a name, first name on top; ``parts`` are stacked: (title, values, colour)."""
    return {
        **still(),
        "grid": {"left": 8, "right": 24, "top": 30 if len(parts) > 1 else 6, "bottom": 6, "containLabel": True},
        "legend": {"show": len(parts) > 1, "top": 0, "left": 0, "icon": "rect", "itemWidth": 12, "itemHeight": 10},
        "tooltip": {"trigger": "axis", "axisPointer": {"type": "shadow"}, "valueFormatter": "localized"},
        "xAxis": {"type": "value", "minInterval": 1, "splitNumber": 4, "axisLabel": {"hideOverlap": True}},
        "yAxis": {
            "type": "category",
            "data": list(names),
            "inverse": True,
            "axisTick": {"show": False},
            "axisLabel": {"width": 150, "overflow": "truncate", "interval": 0},
        },
        "series": [
            {
                "type": "bar",
                "name": title,
                "stack": "all",
                "data": list(values),
                "itemStyle": {"color": colour},
                "barMaxWidth": 18,
                "selectedMode": "single",
                "select": {"itemStyle": {"borderColor": colours.ink(), "borderWidth": 1}},
            }
            for title, values, colour in parts
        ],
    }


def lanes(titles: Sequence[str], nodes: Sequence[Node], links: Sequence[Link]) -> Spec:
    """Nodes in columns under their titles, links between them; a click selects a node or a link by its place in the sequence."""
    rows = _order(len(titles), nodes, links)
    tall = max((len(r) for r in rows), default=1)
    place = {n.id: [n.lane, (i + 0.5) * tall / len(row)] for row in rows for i, n in enumerate(row)}
    return {
        **still(),
        "grid": {"left": 6, "right": 6, "top": 34, "bottom": 24},
        "xAxis": {
            "type": "category",
            "position": "top",
            "data": list(titles),
            "axisLine": {"show": False},
            "axisTick": {"show": False},
            "axisLabel": {"fontFamily": FONT, "fontWeight": 600, "fontSize": 13, "interval": 0, "color": colours.ink(0.8)},
            "splitArea": {"show": True, "areaStyle": {"color": [colours.ink(0.025), "transparent"]}},
        },
        "yAxis": {"type": "value", "show": False, "inverse": True, "min": 0, "max": tall},
        "tooltip": {"formatter": "{b}", "confine": True},
        "series": [_graph([_node(n, place[n.id], len(titles)) for n in nodes], nodes, links)],
        "media": [
            {"query": {"maxWidth": NARROW}, "option": {"xAxis": {"axisLabel": {"fontSize": 10}}, "series": [_narrow()], "grid": SIDES}}
        ],
    }


def _graph(data: Sequence[Spec], nodes: Sequence[Node], links: Sequence[Link]) -> Spec:
    at = {n.id: i for i, n in enumerate(nodes)}
    lines = [_link(x, at) for x in links if x.head in at and x.tail in at]
    kind = {"type": "graph", "coordinateSystem": "cartesian2d", "selectedMode": "single"}
    return {**kind, "data": list(data), "links": lines, **_graph_style()}


def scattered(nodes: Sequence[Node], places: Mapping[str, tuple[float, float]], links: Sequence[Link], named: Container[str]) -> Spec:
    """Nodes at given places (any scale), names only at those ``named``; the others say theirs under the pointer."""
    across, down = ({"type": "value", "show": False, "min": min(v), "max": max(v)} for v in zip(*places.values(), strict=True))
    data = [_node(n, list(places[n.id]), 6) for n in nodes]
    for node, item in zip(nodes, data, strict=True):
        item["label"]["show"] = node.id in named
    return {
        **still(),
        "grid": {"left": 50, "right": 50, "top": 12, "bottom": 40},
        "xAxis": across,
        "yAxis": down | {"inverse": True},
        "tooltip": {"formatter": "{b}", "confine": True},
        "series": [_graph(data, nodes, links)],
        "media": [{"query": {"maxWidth": NARROW}, "option": {"series": [_narrow()]}}],
    }


def _graph_style() -> Spec:
    return {
        "symbolSize": 15,
        "edgeSymbol": ["none", "arrow"],
        "edgeSymbolSize": 6,
        "labelLayout": {"hideOverlap": True},
        "label": {
            "show": True,
            "position": "bottom",
            "distance": 3,
            "fontFamily": FONT,
            "fontSize": 12,
            "color": colours.ink(),
            # Lines and things behind a name do not cross its letters.
            "textBorderColor": colours.paper(),
            "textBorderWidth": 2.5,
            "lineHeight": 14,
            "rich": {"quiet": {"fontSize": 10.5, "lineHeight": 13, "color": colours.ink(0.62), "fontFamily": FONT}},
        },
        "lineStyle": {"color": colours.ink(0.38), "width": 1.2, "curveness": 0.06},
        "edgeLabel": {"show": False, "fontFamily": FONT, "fontSize": 11, "color": colours.ink(), "formatter": "{c}"},
        "emphasis": {
            "focus": "adjacency",
            "label": {"show": True, "backgroundColor": colours.paper(), "padding": 2},
            "edgeLabel": {"show": True},
            "lineStyle": {"width": 2.2},
        },
        "blur": {"itemStyle": {"opacity": 0.18}, "lineStyle": {"opacity": 0.1}, "label": {"opacity": 0.25}},
        "select": {
            "itemStyle": {"borderColor": colours.ink(), "borderWidth": 2.5},
            "label": {"fontWeight": 600, "backgroundColor": colours.paper()},
            "lineStyle": {"width": 3, "color": colours.ink(0.9)},
            "edgeLabel": {"show": True},
        },
    }


def _narrow() -> Spec:
    return {"symbolSize": 10, "label": {"fontSize": 9, "lineHeight": 11}}


def _letters(lanes: int) -> int:
    """Chinese characters that fit on a line of a name beside ``lanes - 1`` other lanes on a common screen, three of them on half of it."""
    return max(6, min(12, 52 // max(lanes, 1)))


def _node(node: Node, place: list[float], lanes: int) -> Spec:
    # Two lanes are wide enough for names beside the nodes, which need half the height of names below them.
    side = {"position": "left" if node.lane == 0 else "right"} if lanes == 2 and not node.below else {}
    below = f"\n{{quiet|{_plain(node.below)}}}" if node.below else ""
    return {
        "name": node.id,
        "value": place,
        "symbol": node.shape,
        "itemStyle": {"color": node.colour} | ({"borderColor": colours.ink(), "borderWidth": 3} if node.strong else {}),
        "label": {"formatter": _plain(wrap(node.name, _letters(lanes))) + below, **side} | ({"fontWeight": 600} if node.strong else {}),
        **({"symbolSize": 24} if node.strong else {}),
        "tooltip": {"formatter": tip(node.about or node.name)},
    }


def _link(link: Link, at: dict[str, int]) -> Spec:
    return {
        "source": at[link.head],
        "target": at[link.tail],
        "value": link.says,
        "label": {"formatter": _plain(link.says)},
        "tooltip": {"formatter": tip(link.about or link.says)},
    }


def tall(nodes: Sequence[Node], each: int = 0) -> int:
    """Pixels that a lane picture needs so that names do not touch; ``each``: pixels for one node."""
    lanes = Counter(n.lane for n in nodes)
    # A name of three lines would stand on the thing below it.
    long = any(wrap(n.name, _letters(len(lanes))).count("\n") > 1 for n in nodes)
    each = each or (66 + 14 * long if any(n.below for n in nodes) else 34 if len(lanes) == 2 else 54 + 14 * long)
    return max(260, 60 + each * max(lanes.values(), default=1))


def _order(lanes: int, nodes: Sequence[Node], links: Sequence[Link]) -> list[list[Node]]:
    """The nodes of each lane, top to bottom, so that links cross little: each node moves to the mean height of its neighbours."""
    rows = [[n for n in nodes if n.lane == lane] for lane in range(lanes)]
    near: dict[str, list[str]] = {n.id: [] for n in nodes}
    for link in links:
        if link.head in near and link.tail in near:
            near[link.head].append(link.tail)
            near[link.tail].append(link.head)
    # Six sweeps: further ones changed nothing on answers of up to 300 nodes.
    for _ in range(6):
        height = {n.id: (i + 0.5) / len(row) for row in rows for i, n in enumerate(row)}
        for row in rows:
            row.sort(key=lambda n: sum(height[m] for m in near[n.id]) / len(near[n.id]) if near[n.id] else height[n.id])
            height.update({n.id: (i + 0.5) / len(row) for i, n in enumerate(row)})
    return rows


def flow(nodes: Sequence[Node], links: Iterable[tuple[str, str, float]]) -> Spec:
    """A Sankey: ``links`` are (head, tail, weight) and run from a lower lane to a higher one (ECharts refuses circles)."""
    lane = {n.id: n.lane for n in nodes}
    at = {n.id: i for i, n in enumerate(nodes)}
    last = max(lane.values(), default=0)
    return {
        **still(),
        "tooltip": {"formatter": "{b}", "confine": True},
        "series": [
            {
                "type": "sankey",
                "selectedMode": "single",
                "left": 6,
                "right": 120,
                "top": 10,
                "bottom": 10,
                "nodeGap": 20,
                "nodeWidth": 12,
                "nodeAlign": "left",
                "draggable": False,
                "layoutIterations": 32,
                "data": [
                    {
                        "name": n.id,
                        # Without a depth, a node that nothing flows into stands in the first column, whatever it is.
                        "depth": n.lane,
                        "itemStyle": {"color": n.colour},
                        "label": {"formatter": _plain(wrap(n.name, _letters(last + 2)))},
                        "tooltip": {"formatter": tip(n.about or n.name)},
                    }
                    for n in nodes
                ],
                "links": [
                    {"source": at[head], "target": at[tail], "value": weight} for head, tail, weight in links if lane[head] < lane[tail]
                ],
                "label": {"fontFamily": FONT, "fontSize": 12, "lineHeight": 14, "color": colours.ink()},
                "lineStyle": {"color": "gradient", "opacity": 0.3, "curveness": 0.5},
                "emphasis": {"focus": "adjacency"},
            }
        ],
        "media": [{"query": {"maxWidth": NARROW}, "option": {"series": [{"right": 60, "label": {"fontSize": 9, "lineHeight": 11}}]}}],
    }


def matrix(rows: Sequence[str], columns: Sequence[str], cells: Mapping[tuple[int, int], float], colour: str) -> Spec:
    """A table of squares: ``cells`` gives the number at (row, column); an empty cell is drawn as a gap to see."""
    most = max(cells.values(), default=1) or 1
    empty = colours.ink(0.05)
    data = []
    for i in range(len(rows)):
        for j in range(len(columns)):
            number = cells.get((i, j), 0)
            fill = colours.blend(colour, colours.paper(), 0.25 + 0.75 * number / most) if number else empty
            item = {"value": [j, i, number], "itemStyle": {"color": fill}, "name": f"{rows[i]} × {columns[j]}：{number:g}"}
            data.append({**item, "label": {"show": bool(number), "color": colours.on(fill), "formatter": f"{number:g}"}})
    axis = {"type": "category", "axisTick": {"show": False}, "axisLine": {"show": False}, "splitLine": {"show": False}}
    return {
        **still(),
        "grid": {"left": 8, "right": 8, "top": 8, "bottom": 8, "containLabel": True},
        "xAxis": {**axis, "position": "top", "data": list(columns), "axisLabel": {"interval": 0, "rotate": 38 if len(columns) > 5 else 0,
                  "width": 110, "overflow": "truncate"}},
        "yAxis": {**axis, "inverse": True, "data": list(rows), "axisLabel": {"interval": 0, "width": 150, "overflow": "truncate"}},
        "tooltip": {"formatter": "{b}", "confine": True},
        "series": [
            {"type": "heatmap", "selectedMode": "single", "data": data, "itemStyle": {"borderColor": colours.paper(), "borderWidth": 2},
             "select": {"itemStyle": {"borderColor": colours.ink(), "borderWidth": 2}}}
        ],
    }  # fmt: skip


def still() -> Spec:
    """What all pictures share: nothing moves by itself, the fonts of the machine, the colour of the page behind."""
    return {"animation": False, "textStyle": {"fontFamily": FONT}, "backgroundColor": "transparent"}


def tip(text: str) -> str:
    """Text for a tooltip of one item, which ECharts reads as HTML."""
    return escape(_plain(text)).replace("\n", "<br>")


def _plain(text: str) -> str:
    """Text for an ECharts formatter, whose braces would be placeholders and whose bars a style."""
    return text.replace("{", "｛").replace("}", "｝").replace("|", "｜")
