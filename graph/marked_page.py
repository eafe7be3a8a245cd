"""Texts with marks and notes beside them, as one HTML page that needs nothing else; and the same for a terminal."""

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import pairwise

from msgspec import Struct
from rich.text import Text

from graph.ontology import ontology

STYLE = """
body{font:15px/1.9 "Noto Sans CJK SC","Microsoft YaHei","PingFang SC",sans-serif;margin:0 auto;max-width:1400px;padding:1.5rem;
color:#1c2733}
h1{font-size:1.4rem}h2{font-size:1.15rem;border-bottom:1px solid #ccd;padding-bottom:.3rem;margin-top:2.5rem}
.row{display:grid;grid-template-columns:minmax(0,3fr) minmax(0,2fr);gap:1.5rem;border-top:1px solid #eef;padding:.5rem 0}
.text{white-space:pre-wrap;overflow-wrap:anywhere}.notes{font-size:.82rem;line-height:1.5}
.notes div{padding:.15rem .4rem;border-left:3px solid #aab;margin-bottom:.3rem;overflow-wrap:anywhere}
.notes small{color:#5b6775;display:block}.notes .quiet{display:none}.all .notes .quiet{display:block}
mark{background:none;border-bottom:2px solid;padding-bottom:1px;color:inherit}
.said{text-decoration:underline dotted #8a94a3;text-underline-offset:6px}
.lit{background:#f6d98b}ul{padding-left:1.2rem}.key span{margin-right:1rem;border-bottom:2px solid}label{font-size:.9rem}
@media(max-width:800px){.row{grid-template-columns:1fr}}
"""
# Lights up the words of the note under the pointer. The script is the same on every page: nothing out of a document is in it.
SCRIPT = """
document.querySelectorAll('.notes div').forEach(function(n){var q=document.querySelectorAll('[data-n~="'+n.dataset.n+'"]');
['mouseenter','focus'].forEach(function(e){n.addEventListener(e,function(){q.forEach(function(s){if(s!==n)s.classList.add('lit')})})});
['mouseleave','blur'].forEach(function(e){n.addEventListener(e,function(){q.forEach(function(s){s.classList.remove('lit')})})})});
document.getElementById('all').addEventListener('change',function(e){document.body.classList.toggle('all',e.target.checked)});
"""
COLOURS = {
    "relation": "#7c3aed",
    "indicator": "#b45309",
    "right": "#15803d",
    "missed": "#b45309",
    "wrong": "#be123c",
    "confused": "#7c3aed",
}


class Mark(Struct, frozen=True, order=True):
    """Words that are marked; ``kind`` gives the colour (a label of the vocabulary, or right, missed, wrong), ``about`` the words for it."""

    start: int
    end: int
    kind: str
    about: str


class Note(Struct, frozen=True, order=True):
    """What is said of the words from ``start`` to ``end``; ``loud`` notes are shown at once, others on request."""

    start: int
    end: int
    kind: str
    words: str
    detail: str
    loud: bool


class Sheet(Struct, frozen=True):
    """One text with its marks and notes, both in text order; ``head`` are lines above it."""

    title: str
    text: str
    marks: tuple[Mark, ...]
    notes: tuple[Note, ...]
    head: tuple[str, ...] = ()


def colour(kind: str) -> str:
    """The colour of a label, or of a kind of note."""
    node = ontology().node.get(kind)
    return node.colour if node else COLOURS.get(kind, "#374151")


def paragraphs(sheet: Sheet) -> Iterator[tuple[int, int, list[Note]]]:
    """Each paragraph's span with the notes that begin in it. Both are in order: one pass, whatever the size."""
    at, number = 0, 0
    notes = sorted(sheet.notes)
    for line in sheet.text.split("\n"):
        end, mine = at + len(line), []
        while number < len(notes) and notes[number].start <= end:
            mine.append(notes[number])
            number += 1
        yield at, end, mine
        at = end + 1


def html_page(title: str, sheets: Sequence[Sheet], key: Iterable[tuple[str, str]]) -> str:
    """The whole page. Everything that comes out of documents is escaped. ``key`` explains colours: (kind, words)."""
    legend = "".join(f'<span style="border-color:{colour(kind)}">{escape(words)}</span>' for kind, words in key)
    body = "".join(_sheet(sheet, number) for number, sheet in enumerate(sheets))
    return (
        f'<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f"<title>{escape(title)}</title><style>{STYLE}</style></head><body><h1>{escape(title)}</h1>"
        f'<p class="key">{legend}<label><input type="checkbox" id="all"> 也列出每一处提及</label></p>'
        f"{body}<script>{SCRIPT}</script></body></html>\n"
    )


def _sheet(sheet: Sheet, number: int) -> str:
    head = "".join(f"<p>{escape(line)}</p>" for line in sheet.head)
    marks = iter(sheet.marks)
    pending = next(marks, None)
    rows, count = [], 0
    for start, end, notes in paragraphs(sheet):
        if not notes and not sheet.text[start:end].strip():
            continue
        mine: list[Mark] = []
        while pending and pending.start < end:
            mine.append(pending)
            pending = next(marks, None)
        ids = [f"{number}-{count + i}" for i in range(len(notes))]
        count += len(notes)
        said = "".join(_note(note, id) for note, id in zip(notes, ids, strict=True))
        text = f'<div class="text">{_text(sheet.text, (start, end), mine, notes, ids)}</div>'
        rows.append(f'<div class="row">{text}<div class="notes">{said}</div></div>')
    return f"<h2>{escape(sheet.title)}</h2>{head}{''.join(rows)}"


def _note(note: Note, id: str) -> str:
    quiet = "" if note.loud else ' class="quiet"'
    return (
        f'<div{quiet} tabindex="0" data-n="{id}" style="border-color:{colour(note.kind)}">'
        f"{escape(note.words)}<small>{escape(note.detail)}</small></div>"
    )


def _text(text: str, span: tuple[int, int], marks: list[Mark], notes: list[Note], ids: list[str]) -> str:
    """The paragraph cut at every edge of a mark or note."""
    start, end = span
    every = {start, end, *(x for m in marks for x in (m.start, m.end)), *(x for n in notes for x in (n.start, n.end))}
    coming, marked = deque(zip(notes, ids, strict=True)), deque(marks)
    open_notes: list[tuple[Note, str]] = []
    parts = []
    for a, b in pairwise(sorted(x for x in every if start <= x <= end)):
        while coming and coming[0][0].start <= a:
            open_notes.append(coming.popleft())
        open_notes = [(n, id) for n, id in open_notes if n.end >= b]
        while marked and marked[0].end <= a:
            marked.popleft()
        parts.append(_piece(text[a:b], marked[0] if marked and marked[0].start <= a else None, open_notes))
    return "".join(parts)


def _piece(text: str, mark: Mark | None, notes: list[tuple[Note, str]]) -> str:
    piece = escape(text)
    if mark:
        piece = f'<mark style="border-color:{colour(mark.kind)}" title="{escape(mark.about)}">{piece}</mark>'
    if notes:
        said = ' class="said"' if any(n.loud for n, _ in notes) else ""
        piece = f'<span{said} data-n="{" ".join(id for _, id in notes)}">{piece}</span>'
    return piece


def terminal_lines(sheet: Sheet) -> Iterator[Text]:
    """The text for a terminal, each marked name followed by its kind, and under each paragraph what is said of it."""
    yield Text(sheet.title, style="bold")
    yield from (Text(line) for line in sheet.head)
    marks = deque(sheet.marks)
    for start, end, notes in paragraphs(sheet):
        line, at = Text(), start
        while marks and marks[0].start < end:
            mark = marks.popleft()
            if mark.start >= at:
                line.append(sheet.text[at : mark.start])
                line.append(f"[{sheet.text[mark.start : mark.end]}]", style=f"bold {colour(mark.kind)}")
                line.append(mark.about, style="dim")
                at = mark.end
        yield line.append(sheet.text[at:end])
        for note in notes:
            if note.loud:
                said = Text("    ● ", style=colour(note.kind))
                yield said.append(note.words, style="default").append(f"　{note.detail}", style="dim")
