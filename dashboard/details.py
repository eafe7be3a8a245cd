"""The two detail pages: an entity with its relations, numbers and source texts; a document with everything that was read in it."""

from collections import Counter
from collections.abc import Sequence
from html import escape

import streamlit as st

from dashboard import address, around, colours, data, draw, evidence, network, table
from dashboard.language import say
from dashboard.text import join, plain, unmarked
from graph.queries import Row, queries

# Shown in the heading already.
IN_HEADING = {"id", "name", "label", "kind", "five", "place", "aliases", "full_name"}
Focus = tuple[str, tuple[int, int]]


def entity(thing: Row) -> None:
    """The page of an entity: on the left the words, on the right what was read in them."""
    st.header(unmarked(str(thing["name"])))
    evidence.badges(thing)
    facts(thing)
    around.merged(str(thing["id"]))
    rows = data.relations(str(thing["id"]))
    words, relations = st.columns(2, gap="large")
    with relations:
        focus = related(thing, rows) or counted(str(thing["id"]))
        around.same_kind(thing)
    with words:
        sources(str(thing["id"]), focus)


def facts(thing: Row) -> None:
    """Aliases, codes and other attributes that are known."""
    titles = {c.name: c.title for c in queries()["entity"].columns}
    known = [(say("别名"), plain(thing["aliases"]))] if thing["aliases"] else []
    known += [
        (say(titles[k]), plain(v) if k != "place_code" else str(v)) for k, v in thing.items() if k not in IN_HEADING and v not in ("", None)
    ]
    cell = '<div style="min-width:9rem;max-width:100%"><div style="font-size:.8rem;color:{quiet}">{title}</div><div>{value}</div></div>'
    cells = [cell.format(quiet=colours.ink(0.65), title=escape(title), value=escape(value)) for title, value in known]
    if cells:
        st.html(f'<div style="display:flex;flex-wrap:wrap;gap:.5rem 2rem;margin:.2rem 0 .6rem">{"".join(cells)}</div>')


def related(thing: Row, rows: Sequence[Row]) -> Focus | None:
    """Relations as a picture and as a table; the evidence of what was clicked."""
    st.subheader(say("关系"))
    if not rows:
        st.caption(say("还没有读到它的关系。"))
        return None
    shape = address.segments("关系的看法", {"picture": "关系图", "table": "关系表"}, "view", "picture")
    id = str(thing["id"])
    if shape == "table":
        row = table.show(rows, queries()["relations_of"].columns, f"relations.{id}")
        table.download(rows, queries()["relations_of"].columns, f"{say('关系')}-{thing['name']}")
        return _focus([row]) if row else None
    drawing = network.ego(thing, rows)
    pick = network.show(drawing, f"ego.{id}", max(draw.tall(drawing.things), 300), say("关系图"))
    if len(drawing.things) - 1 < len({r[f"{end}_id"] for r in rows for end in ("head", "tail")} - {id}):
        st.caption(say("只画了一部分，全部在关系表里。"))
    chosen = [r for r in rows if pick and ({r["head_id"], r["tail_id"]} == set(pick.ends or (id, pick.id)))]
    if pick and pick.id != id and not pick.ends:
        evidence.open_button(pick.id, "ego", next(n.name for n in drawing.things if n.id == pick.id))
    evidence.relations(chosen or rows[:3], f"ego.{id}")
    return _focus(chosen)


def counted(id: str) -> Focus | None:
    """Numbers about the entity; the evidence of the row that was clicked."""
    rows = data.answer("numbers_of", id=id)
    if not rows:
        return None
    st.subheader(say("数字"))
    around.over_time(id, rows)
    columns = table.without(queries()["numbers_of"].columns, "said_by", "score")
    row = table.show(rows, columns, f"numbers.{id}", height=8)
    return _focus([row]) if row else None


def sources(id: str, focus: Focus | None) -> None:
    """The source text, every mention marked, what was clicked marked more strongly."""
    st.subheader(say("原文依据"))
    mentions = [r for r in data.answer("evidence_of", id=id) if r["type"] == "MENTIONS"]
    # What a report says before the line of a register.
    mentions.sort(key=lambda r: r["genre"] == "registry")
    titles = {str(r["document"]): join([str(r["title"]), str(r["published"])]) for r in mentions}
    if focus:
        titles.setdefault(focus[0], str((data.document(focus[0]) or {}).get("title", "")))
    if not titles:
        st.caption(say("没有直接提到它的资料。"))
        return
    times = Counter(str(r["document"]) for r in mentions)
    shown = {d: say("{title}（{n} 处）", title=title, n=times[d]) for d, title in titles.items()}
    if focus:
        chosen = focus[0]
        st.caption(say("下面是刚才点的那条事实的出处。"))
    else:
        chosen = address.select(say("提到它的资料（{n} 份）", n=len(shown)), shown, "doc", next(iter(shown)))
    here = [(int(str(r["start_at"])), int(str(r["end_at"]))) for r in mentions if r["document"] == chosen]
    evidence.source(chosen, here, focus[1] if focus else next(iter(here), None))


def document(row: Row) -> None:
    """The page of a document: its text with everything marked, and the list of what was read in it."""
    st.header(unmarked(str(row["title"])))
    marks = data.answer("marks", id=str(row["id"]))
    words, things = st.columns([6, 4], gap="large")
    with things:
        st.subheader(say("读出的内容"))
        found = {str(m["id"]): m for m in reversed(marks)}
        times = Counter(str(m["id"]) for m in marks)
        rows: list[Row] = [{**m, "times": times[id]} for id, m in sorted(found.items(), key=lambda x: int(str(x[1]["start_at"])))]
        columns = table.only(queries()["marks"].columns, "name", "label", "kind")
        chosen = table.show(rows, columns, f"marks.{row['id']}") if rows else None
        if chosen and chosen["label"] != "INDICATOR":
            evidence.open_button(str(chosen["id"]), "marks", str(chosen["name"]))
        st.caption(say("{n} 个实体和数字，共 {times} 处。", n=len(rows), times=len(marks)) if rows else queries()["marks"].empty)
    with words:
        spans = [(int(str(m["start_at"])), int(str(m["end_at"]))) for m in marks]
        evidence.source(str(row["id"]), spans, (int(str(chosen["start_at"])), int(str(chosen["end_at"]))) if chosen else None)


def _focus(rows: Sequence[Row]) -> Focus | None:
    for row in rows:
        if row["document"]:
            return str(row["document"]), (int(str(row["start_at"])), int(str(row["end_at"])))
    return None
