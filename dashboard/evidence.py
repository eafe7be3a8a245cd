"""What stands behind a fact: quotes with their document, date, who says it and how sure it is; and the source text with marks."""

from collections.abc import Callable, Iterable, Sequence
from html import escape

import streamlit as st

from dashboard import colours, data, frame
from dashboard.language import say, word
from dashboard.network import Pick, remember
from dashboard.text import clean, join, marked, sure, unmarked, who
from graph.model import page_at
from graph.queries import Row

# A text of fewer characters needs no scrolling.
SHORT = 700
# Quotes shown before one has to ask for more.
QUOTES = 8
# The column that says what ``id`` is the id of.
NAMED = ("name", "operator", "body", "town", "event")
SCROLL = "<script>document.querySelectorAll('mark.focus').forEach(m => m.scrollIntoView({block: 'center'}))</script>"


def quote_html(row: Row) -> str:
    """One quote as HTML, everything in it escaped: the words, then document, date, source, who says it and how sure it is."""
    found = data.document(str(row["document"])) if row.get("document") else None
    page = page_at(str(found["pages"]), int(str(row.get("start_at") or 0))) if found else 0
    where = (
        [
            say("《{title}》", title=found["title"]),
            say("第 {page} 页", page=page) if page else "",
            str(found["published"]),
            str(found["source"]),
        ]
        if found
        else []
    )
    says = [who(str(row["said_by"])) if row.get("said_by") else "", sure(float(str(row["score"]))) if row.get("score") else ""]
    more = int(str(row.get("sources") or 1))
    says += [say("共 {n} 份资料这样说", n=more)] if more > 1 else []
    return (
        f'<blockquote style="margin:.35rem 0 .9rem;padding:.1rem 0 .1rem .7rem;border-left:3px solid {colours.ink(0.25)}">'
        f'<div style="line-height:1.65">{escape(clean(row.get("quote")))}</div>'
        f'<div style="color:{colours.ink(0.68)};font-size:.82rem;line-height:1.5">'
        f"{escape(join(where))}<br>{escape(join(says))}</div></blockquote>"
    )


def statement_html(row: Row) -> str:
    """A relation in words: who, what, to whom, with the amount, post or way of it."""
    more = join([str(row.get(k) or "") for k in ("title", "amount", "mode")], say("，"))
    middle = escape(word(str(row["type"]))) + (say("（{text}）", text=escape(more)) if more else "")
    return (
        f'<div style="line-height:1.6"><b>{escape(str(row["head"]))}</b> '
        f'<span style="color:{colours.ink(0.68)}">—{middle}→</span> <b>{escape(str(row["tail"]))}</b></div>'
    )


def relations(rows: Sequence[Row], key: str) -> None:
    """Relations with their quotes, the first few; the rest on request."""
    many = len(rows) > QUOTES and not st.session_state.get(f"every.{key}")
    # One sentence often says several relations: it stands once, below all of them.
    said: dict[tuple[object, object], list[Row]] = {}
    for row in rows[: QUOTES if many else len(rows)]:
        said.setdefault((row["document"], row["quote"]), []).append(row)
    st.html("".join("".join(map(statement_html, same)) + quote_html(same[0]) for same in said.values()))
    if many:
        st.button(say("显示全部 {n} 条", n=len(rows)), key=f"all.{key}", type="tertiary", on_click=remember, args=(f"every.{key}",))


def quotes(rows: Iterable[Row]) -> None:
    """Quotes without the relation that they stand for; nothing where there are none."""
    if drawn := "".join(quote_html(r) for r in rows):
        st.html(drawn)


def behind(row: Row) -> None:
    """The quote of a row and each other that it rests on (``other_quote`` with ``other_document``), and a way to what it is about."""
    beside = [name.removesuffix("_quote") for name in row if name.endswith("_quote") and row[name]]
    more = [{"quote": row[f"{k}_quote"], "document": row.get(f"{k}_document"), "start_at": row.get(f"{k}_start_at")} for k in beside]
    quotes([*([row] if row.get("quote") else []), *more])
    things: dict[str, str] = {}
    for column in (c for c in row if c == "id" or c.endswith("_id")):
        # An id without a type before it names a relation, a number or a document.
        if ":" in str(row[column] or ""):
            names = NAMED if column == "id" else (column.removesuffix("_id"),)
            things.setdefault(str(row[column]), next((str(row[n]) for n in names if row.get(n)), ""))
    for id, name in things.items():
        open_button(id, "behind", name)
    if document := row.get("document") or (row.get("id") if "genre" in row else ""):
        open_button(str(document), "behind", say("资料"))


def badges(row: Row) -> None:
    """What kind of thing it is, its 五社 role and where it is."""
    parts = [(word(str(row["label"])), colours.label_colour(str(row["label"])))]
    parts += [(word(str(row["kind"])), colours.label_colour(str(row["label"])))] if row.get("kind") else []
    parts += [(say("五社：{role}", role=word(str(row["five"]))), colours.five_colour(str(row["five"])))] if row.get("five") else []
    parts += [(str(row["place"]), colours.label_colour("PLACE"))] if row.get("place") and row["place"] != row.get("name") else []
    st.html('<div style="display:flex;flex-wrap:wrap;gap:.4rem">' + "".join(_badge(*p) for p in parts) + "</div>")


def _badge(words: str, colour: str) -> str:
    back = colours.blend(colour, colours.paper(), 0.13)
    style = f"background:{back};color:{colours.ink()};border-left:3px solid {colour};border-radius:3px;padding:.1rem .5rem;font-size:.85rem"
    return f'<span style="{style}">{escape(words)}</span>'


def picked(pick: Pick, key: str, actions: Callable[[str], None] | None = None) -> None:
    """What was clicked in a network: an entity with all its relations, or the relations between two. ``actions`` draws more buttons."""
    thing = data.thing(pick.id)
    if thing is None:
        st.caption(say("图中没有这个实体的资料。"))
        return
    rows = data.relations(pick.id)
    if pick.ends:
        relations([r for r in rows if {r["head_id"], r["tail_id"]} == set(pick.ends)], f"{key}.line")
        return
    st.markdown(f"#### {unmarked(str(thing['name']))}")
    badges(thing)
    open_button(pick.id, key)
    if actions:
        actions(pick.id)
    st.caption(say("{n} 条关系", n=len(rows)) if rows else say("还没有读到它的关系。"))
    relations(rows, key)


def open_button(id: str, key: str, name: str = "") -> None:
    """A button that leads to the page of an entity or a document; ``name`` says of which, where it is not plain."""
    label = say("打开“{name}”", name=name) if name else say("打开详情")
    if st.button(label, key=f"open.{key}.{id}", icon=":material/open_in_new:", type="primary"):
        st.switch_page(frame.view("entity"), query_params={"id": id})


def source(id: str, spans: Iterable[tuple[int, int]], focus: tuple[int, int] | None, height: int = 620) -> None:
    """The text of a document with the characters of each span marked, scrolled to ``focus``."""
    found = data.document(id)
    if found is None:
        st.caption(say("图中没有这篇资料的正文。"))
        return
    st.caption(
        unmarked(join([say("《{title}》", title=found["title"]), word(str(found["genre"])), str(found["source"]), str(found["published"])]))
    )
    with st.container(height=height if len(str(found["text"])) > SHORT else "content", border=True):
        style = "white-space:pre-wrap;overflow-wrap:anywhere;line-height:1.85"
        st.html(f'<div style="{style}" lang="zh-CN">{marked(str(found["text"]), spans, focus)}</div>')
    if focus:
        # The script is a constant: nothing out of a document is ever in the one call that may run code.
        st.html(SCROLL, unsafe_allow_javascript=True)
