"""Networks: drawn so that a click names a thing or a line; and rows of any answer as one, by its header's ``link`` lines."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import streamlit as st
from msgspec import Struct
from msgspec.structs import replace

from dashboard import colours, draw
from dashboard.language import say, word
from dashboard.text import clean, plain
from graph.ontology import ontology
from graph.queries import Link, Query, Row

# Things drawn at first, and at most: above, nobody can read the picture.
FIRST, MOST = 60, 300


class Pick(Struct, frozen=True):
    """What was clicked: a thing, or a line between two."""

    id: str
    ends: tuple[str, str] | None = None


class Drawing(Struct, frozen=True):
    """A picture with its nodes and links in the order in which a click names them."""

    spec: draw.Spec
    things: Sequence[draw.Node]
    lines: Sequence[draw.Link]


def show(drawing: Drawing, key: str, height: int, alt: str) -> Pick | None:
    """Draw it; what was clicked, if anything."""
    things, lines = drawing.things, drawing.lines
    event: Any = st.echarts_chart(drawing.spec, height=height, key=key, on_select="rerun", alt=alt)
    for group in event.selection.selected:
        index = group["data_indices"][0]
        if group["data_type"] == "edge" and index < len(lines):
            return Pick(lines[index].head, (lines[index].head, lines[index].tail))
        if group["data_type"] == "node" and index < len(things):
            return Pick(things[index].id)
    return None


def remember(key: str) -> None:
    """A button's click lasts one run; what it asked for stays."""
    st.session_state[key] = True


def limit(key: str, everything: int) -> int:
    """How many things to draw; where there are more than a reader can take in, a button asks for more."""
    wanted = MOST if st.session_state.get(f"most.{key}") else FIRST
    if everything > wanted:
        st.caption(
            say("共 {n:,} 个，显示前 {shown} 个。", n=everything, shown=wanted)
            + (say("再多就看不清了：请缩小范围，或看表。") if wanted == MOST else "")
        )
    if everything > FIRST == wanted:
        st.button(say("显示更多（最多 {n} 个）", n=MOST), key=f"more.{key}", on_click=remember, args=(f"most.{key}",))
    return wanted


def pictured(query: Query, rows: Sequence[Row], most: int = FIRST) -> tuple[list[str], list[draw.Node], list[draw.Link]]:
    """Titles of the lanes, nodes and links; rows are taken in order until there are ``most`` things."""
    depth = _depths(query.links)
    lines = [line for row in rows for line in _lines(query.links, row)]
    everything = dict.fromkeys(id for _, left, right in lines for id in (left, right))
    kept = set(list(everything)[:most])
    lines = [(x, left, right) for x, left, right in lines if left in kept and right in kept]
    titles, nodes = _nodes(query, rows, kept, depth)
    links = dict.fromkeys(draw.Link(*((r, a) if x.back else (a, r)), says) for (x, says), a, r in lines)
    return titles, nodes, list(links)


def count(query: Query, rows: Sequence[Row]) -> int:
    """How many things the network of the whole answer has."""
    return len({end for row in rows for _, left, right in _lines(query.links, row) for end in (left, right)})


# Neighbours drawn on each side of one entity; the table beside it has them all.
SIDE = 10


def ego(thing: Row, rows: Sequence[Row]) -> Drawing:
    """One entity in the middle, left what points at it, right what it points at, each with the relation on its line."""
    id = str(thing["id"])
    into, out = ([r for r in rows if r[f"{end}_id"] == id][: SIDE * 2] for end in ("tail", "head"))
    nodes = {id: _neighbour(id, thing, "", 1)}
    lines: dict[tuple[str, str], list[str]] = {}
    for side, other, lane in ((into, "head", 0), (out, "tail", 2)):
        for row in side:
            end = str(row[f"{other}_id"])
            if end not in nodes and sum(n.lane == lane for n in nodes.values()) < SIDE:
                what: Row = {"name": row[other], "five": row[f"{other}_five"], "label": row[f"{other}_label"]}
                nodes[end] = _neighbour(end, what, word(str(row["type"])), lane)
            if end in nodes:
                lines.setdefault((str(row["head_id"]), str(row["tail_id"])), []).append(word(str(row["type"])))
    used = sorted({n.lane for n in nodes.values()})
    things = [replace(n, lane=used.index(n.lane)) for n in nodes.values()]
    links = [draw.Link(a, b, plain(says), f"{nodes[a].name} —{plain(says)}→ {nodes[b].name}") for (a, b), says in lines.items()]
    titles = [say("指向它"), "", say("它指向")]
    return Drawing(draw.lanes([titles[at] for at in used], things, links), things, links)


def _neighbour(id: str, what: Row, says: str, lane: int) -> draw.Node:
    name, role = clean(what["name"]), word(str(what.get("five") or what["label"]))
    colour, shape = colours.node_colour(what), colours.node_shape(what)
    return draw.Node(id=id, name=name, lane=lane, colour=colour, shape=shape, about=f"{name}\n{role}", below=says if lane != 1 else "")


def end_id(row: Row, column: str) -> str:
    """The id of the thing that a column names: in the column beside it, else the name itself."""
    return str(row.get(f"{column}_id") or (row.get("id") if column == "name" else "") or row.get(column) or "")


def _lines(links: Iterable[Link], row: Row) -> Iterator[tuple[tuple[Link, str], str, str]]:
    for link in links:
        left, right = end_id(row, link.left), end_id(row, link.right)
        if left and right and left != right:
            yield (link, word(str(row.get(link.says, link.says)))), left, right


def _depths(links: Iterable[Link]) -> dict[str, int]:
    """The lane of each column: one further right than every column that stands left of it."""
    links = list(links)
    depth = dict.fromkeys((end for x in links for end in (x.left, x.right)), 0)
    for _ in depth:
        for x in links:
            depth[x.right] = max(depth[x.right], depth[x.left] + 1)
    return depth


def _nodes(query: Query, rows: Sequence[Row], kept: set[str], depth: dict[str, int]) -> tuple[list[str], list[draw.Node]]:
    """The lanes' titles and the nodes. What stands in two columns gets a lane between them, so that no line runs up and down a lane."""
    found: dict[str, dict[str, Row]] = {}
    for row in rows:
        for column in depth:
            id = end_id(row, column)
            if id in kept and clean(row.get(column)):
                found.setdefault(id, {}).setdefault(column, row)
    lane = {id: (min(depth[c] for c in said) + max(depth[c] for c in said)) / 2 for id, said in found.items()}
    used = sorted(set(lane.values()))
    nodes = [_node(next(iter(said.values())), next(iter(said)), id, used.index(lane[id])) for id, said in found.items()]
    return [_title(query, depth, at) for at in used], nodes


def _node(row: Row, column: str, id: str, lane: int) -> draw.Node:
    """Colour and shape by the 五社 role as the row says it, or as its type and kind give it."""
    label, kind = id.partition(":")[0].upper(), str(row.get(f"{column}_kind") or "")
    role = row.get(f"{column}_five") or (row.get("role") if column == "name" else "") or ontology().five_of(label, kind)
    what: Row = {"five": role, "label": label}
    name, words = clean(row.get(column)), word(str(role or label))
    colour, shape = colours.node_colour(what), colours.node_shape(what)
    return draw.Node(id=id, name=name, lane=lane, colour=colour, shape=shape, about=f"{name}\n{words}" if words != label else name)


def _title(query: Query, depth: dict[str, int], lane: float) -> str:
    titles = {c.name: c.title for c in query.columns}
    if lane % 1:
        return say("两边都有")
    return plain([say(titles[c]) for c, at in depth.items() if at == lane])
