"""Who says what of a document: every mention, relation and number beside the text, with the rule or model that said so."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from graph.extract import Progress, extract_facts
from graph.marked_page import Mark, Note, Sheet, html_page
from graph.model import Document, Entity, Evidence, Facts
from graph.ontology import ontology
from graph.terminal import plain, shorten

NLP = Path(__file__).resolve().parent.parent / "nlp"


def explain(paths: list[Path], tell: Progress) -> list[Sheet]:
    """One sheet for each report below the paths. Raises InputError as ``extract`` does."""
    return [sheet_of(facts) for facts in extract_facts(paths, tell)]


def explain_page(sheets: list[Sheet]) -> str:
    """The sheets as one HTML page that needs no other file."""
    key = [*((label, node.zh) for label, node in ontology().node.items() if label not in ("DOCUMENT", "INDICATOR"))]
    return html_page("谁说了什么：提及、关系、数字和依据", sheets, [*key, ("relation", "关系"), ("indicator", "数字")])


def sheet_of(facts: Facts) -> Sheet:
    """The facts of one document as marks in its text and notes beside it, in text order."""
    (document,) = facts.documents
    names = {e.id: e for e in facts.entities}
    notes = [*_mention_notes(facts.entities, document), *_relation_notes(facts, names, document), *_number_notes(facts, names, document)]
    marks = [Mark(v.start, v.end, e.label, _label(e)) for e in facts.entities for v in e.evidence if not v.by.endswith("/inside")]
    return Sheet(document.title, document.text, tuple(sorted(marks)), tuple(sorted(notes)))


def _mention_notes(entities: tuple[Entity, ...], document: Document) -> Iterator[Note]:
    for e in entities:
        for v in e.evidence:
            inside = "（在名称之内）" if v.by.endswith("/inside") else ""
            called = "" if "".join(v.quote.split()) == e.name else f"＝{e.name}"
            yield Note(v.start, v.end, e.label, f"{_label(e)}　{v.quote}{called}{inside}", _said(v, document), False)


def _relation_notes(facts: Facts, names: dict[str, Entity], document: Document) -> Iterator[Note]:
    for r in facts.relations:
        attrs = "，".join(plain(r.attrs[name]) for name in ontology().edge[r.type].attrs if name in r.attrs)
        words = f"{names[r.head].name} —{ontology().zh(r.type)}{f'（{attrs}）' if attrs else ''}→ {names[r.tail].name}"
        for v in r.evidence[:1]:
            others = "".join(f"；另有 {o.by}" for o in r.evidence[1:4])
            yield Note(v.start, v.end, "relation", words, _said(v, document) + others, True)


def _number_notes(facts: Facts, names: dict[str, Entity], document: Document) -> Iterator[Note]:
    for i in facts.indicators:
        what = f"{i.qualifier}{i.measure} {plain(i.value)}{i.unit}"
        words = f"{names[i.place].name}　{what}　{ontology().zh(i.nature)}{f'，{i.as_of}' if i.as_of else ''}"
        for v in i.evidence[:1]:
            yield Note(v.start, v.end, "indicator", words, _said(v, document), True)


def _label(entity: Entity) -> str:
    return ontology().zh(entity.kind) if entity.kind else ontology().zh(entity.label)


def _said(evidence: Evidence, document: Document) -> str:
    page = document.page(evidence.start)
    where = where_rule(evidence.by)
    return f"{evidence.by}，把握 {evidence.score:.0%}{f'，第 {page} 页' if page else ''}{f'，见 {where}' if where else ''}"


@cache
def where_rule(by: str) -> str:
    """The file that holds a rule or a model, and for a numbered pattern its wording; nothing for what a person or a register said.

    A rule's name stands in its module: the modules of relations are searched for relations, the others for mentions.
    """
    if by.startswith("model:"):
        return f"nlp/model/{by.removeprefix('model:')}.crfsuite"
    if not by.startswith("rule:"):
        return ""
    type, _, name = by.removeprefix("rule:").partition("/")
    if name.isdigit():
        from nlp.relations_patterns import patterns  # noqa: PLC0415  (compiles a hundred expressions)

        found = next((c.pattern.text for c in patterns() if c.by == by), "")
        return f"nlp/patterns.toml「{shorten(found, 90)}」" if found else ""
    said = re.compile(rf"[\"/:]{re.escape(name or type)}\"")
    kind = "relations*.py" if type in ontology().edge else "*.py" if name else "indicators*.py"
    files = [p for p in sorted(NLP.glob(kind)) if said.search(p.read_text("utf-8"))]
    if kind == "*.py":
        files = [p for p in files if not p.name.startswith("relations")]
    return "、".join(f"nlp/{p.name}" for p in files[:2])
