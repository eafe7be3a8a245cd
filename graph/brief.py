"""A brief of a place or of a question, as Word and as Excel: every line carries the document, the page and the words that it rests on."""

import io
from collections.abc import Callable, Iterator, Sequence

import docx
from docx.oxml.ns import qn
from msgspec import Struct

from graph.model import page_at
from graph.ontology import ontology
from graph.queries import Column, Query, Row, find_query, percents
from graph.sheets import Sheet, workbook

Ask = Callable[..., list[Row]]
FONT = "宋体"
# Lines of one part in the Word file; the workbook has them all.
LINES = 60
SOURCE = (Column("number", "依据"), Column("title", "文献"), Column("published", "日期"), Column("page", "页"), Column("quote", "原句"))
HIDDEN = {"quote", "document", "title", "start_at", "end_at", "said_by", "score", "published", "id", "code", "sources"}


class Part(Struct, frozen=True):
    """One part: its lines under these columns, each with the numbers of its sources."""

    heading: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Row, tuple[int, ...]], ...]


class Brief(Struct, frozen=True):
    """A title, parts, and the sources (numbered from 1) that their lines name."""

    title: str
    parts: tuple[Part, ...]
    sources: tuple[Row, ...]


def of_place(place: str, ask: Ask) -> Brief:
    """What the graph knows of a place: figures, targets, the five, resources that reach it, its towns with a station."""
    sought = (
        ("数字", "figures", {"name": place}), ("承诺和目标", "targets", {"name": place}), ("五社", "five_of_town", {"place": place}),
        ("到达这里的资源", "resources_to_community", {"place": place}),
    )  # fmt: skip
    return _brief(f"{place}五社简报", [(heading, find_query(name), ask(name, **params)) for heading, name, params in sought], ask)


def of_question(query: Query, rows: Sequence[Row], ask: Ask) -> Brief:
    """One answer with everything that it rests on."""
    return _brief(query.title, [(query.title, query, rows)], ask)


def _brief(title: str, answers: Sequence[tuple[str, Query, Sequence[Row]]], ask: Ask) -> Brief:
    sources: dict[tuple[str, str], Row] = {}
    known: dict[str, Row] = {}
    parts = []
    for heading, query, rows in answers:
        columns = tuple(c for c in query.columns if _told(c.name) and any(r[c.name] not in ("", None, []) for r in rows))
        cited = []
        for row in rows:
            numbers = [_number(quoted, sources, known, ask) for quoted in _quotes(row)]
            # A line without a source has no place in a brief.
            if numbers:
                cited.append((percents(row), tuple(dict.fromkeys(numbers))))
        if cited:
            parts.append(Part(heading, columns, tuple(cited)))
    return Brief(title, tuple(parts), tuple(sources.values()))


def _told(column: str) -> bool:
    return column not in HIDDEN and not column.endswith(
        ("_id", "_five", "_label", "_quote", "_document", "_said_by", "_title", "_start_at", "_end_at", "_score")
    )


def _quotes(row: Row) -> list[tuple[str, str, object]]:
    """Every quote of a row with its document and its start: ``quote``, and those of a second or third step."""
    found = []
    for column in row:
        if column == "quote" or column.endswith("_quote"):
            prefix = column.removesuffix("quote")
            document = row.get(f"{prefix}document") or row.get("document")
            if row[column] and document:
                found.append((str(document), str(row[column]), row.get(f"{prefix}start_at")))
    return found


def _number(quoted: tuple[str, str, object], sources: dict[tuple[str, str], Row], known: dict[str, Row], ask: Ask) -> int:
    id, quote, start = quoted
    if id not in known:
        known[id] = next(iter(ask("document", id=id)), {})
    if (id, quote) not in sources:
        found = known[id]
        at = int(str(start)) if start is not None else str(found.get("text", "")).find(quote)
        page = page_at(str(found.get("pages") or ""), max(at, 0))
        sources[id, quote] = {
            "number": len(sources) + 1, "title": found.get("title", ""), "published": found.get("published", ""),
            "page": page or "", "quote": quote,
        }  # fmt: skip
    return int(str(sources[id, quote]["number"]))


def say(column: str, value: object) -> str:
    """A value in words."""
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.1%}" if column.endswith("rate") else f"{value:,.4f}".rstrip("0").rstrip(".")
    if isinstance(value, list):
        return "、".join(map(str, value))
    return ontology().zh(value) if isinstance(value, str) else str(value)


def word(brief: Brief) -> bytes:
    """The brief as a Word file."""
    paper = docx.Document()
    style = paper.styles["Normal"]
    style.font.name = FONT
    style.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
    paper.add_heading(brief.title, 0)
    paper.add_paragraph("方括号里的数字是文末依据的编号；每一行都有原文。没有记载不等于没有。")
    for part in brief.parts:
        paper.add_heading(part.heading, 1)
        shown = part.rows[:LINES]
        _table(
            paper,
            [*(c.title for c in part.columns), "依据"],
            [[*(say(c.name, r[c.name]) for c in part.columns), _cite(n)] for r, n in shown],
        )
        if len(part.rows) > LINES:
            paper.add_paragraph(f"共 {len(part.rows)} 行，这里是前 {LINES} 行，全部在 Excel 里。")
    paper.add_heading("依据", 1)
    for s in brief.sources:
        where = "，".join(str(w) for w in (f"《{s['title']}》", s["published"], f"第 {s['page']} 页" if s["page"] else "") if w)
        paper.add_paragraph(f"[{s['number']}] {where}：“{s['quote']}”")
    out = io.BytesIO()
    paper.save(out)
    return out.getvalue()


def _table(paper: "docx.document.Document", head: Sequence[str], lines: Sequence[Sequence[str]]) -> None:
    table = paper.add_table(rows=1, cols=len(head), style="Light Grid Accent 1")
    for cell, words in zip(table.rows[0].cells, head, strict=True):
        cell.text = words
    for line in lines:
        for cell, words in zip(table.add_row().cells, line, strict=True):
            cell.text = "".join(c for c in words if c >= " " or c in "\n\t")


def _cite(numbers: Sequence[int]) -> str:
    return "".join(f"[{n}]" for n in numbers)


def excel(brief: Brief) -> bytes:
    """The brief as a workbook: a sheet for each part, the words and documents beside each line, and all sources."""
    return workbook([*_parts(brief), ("依据", [c.title for c in SOURCE], [[s[c.name] for c in SOURCE] for s in brief.sources])])


def _parts(brief: Brief) -> Iterator[Sheet]:
    for number, part in enumerate(brief.parts, 1):
        lines = []
        for row, cited in part.rows:
            of = [brief.sources[n - 1] for n in cited]
            beside = ["；".join(dict.fromkeys(str(s[c]) for s in of if s[c] != "")) for c in ("title", "page", "quote")]
            lines.append([*(_cell(c.name, row[c.name]) for c in part.columns), _cite(cited), *beside])
        yield f"{number} {part.heading}", [*(c.title for c in part.columns), "依据", "文献", "页", "原句"], lines


def _cell(column: str, value: object) -> object:
    return value if isinstance(value, int | float) and not isinstance(value, bool) else say(column, value)
