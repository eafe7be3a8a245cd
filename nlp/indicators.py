"""Finds counted facts: numbers, what they count, whose they are, when they held, and whether they are results, plans or standards."""

import difflib
from collections.abc import Iterator

from spacy.tokens import Doc

from graph.model import Evidence, Indicator
from nlp.clauses import document_sections
from nlp.counts import PEOPLE, Count, read_counts
from nlp.dating import nature_of, printed_times
from nlp.owners import find_owners
from nlp.references import read_references

# Headings, captions and pull-quotes repeat what the body says in full: the body is read first.
_ORDER = {"body": 0, "byline": 1, "quote": 2, "caption": 2, "heading": 3, "title": 4}


def find_indicators(doc: Doc) -> Doc:
    """Fill ``doc._.indicators`` from the mentions, entities and sections of the document, in text order."""
    found: list[Indicator] = []
    for indicator in _indicators(doc):
        if not any(_is_same(indicator, other) for other in found):
            found.append(indicator)
    doc._.indicators = sorted(found, key=lambda i: i.evidence[0].start)
    return doc


def _indicators(doc: Doc) -> Iterator[Indicator]:
    sections = [s for s in document_sections(doc) if s.kind != "references"]
    title = doc._.document.title
    owners = find_owners(doc.text, title, read_references(doc), doc._.entities, sections)
    for section in sorted(sections, key=lambda s: (_ORDER[s.kind], s.start)):
        inside = [m for m in doc._.mentions if section.start <= m.start < section.end]
        carried: str | None = None
        for count in read_counts(doc.text, (section.start, section.end), inside):
            nature = nature_of(doc.text, count.sentence, count.number, doc._.document.genre)
            place, sure = owners.owner(count, section, nature)
            times = printed_times(doc.text, count.sentence[0], count.number.start)
            carried = times[-1][1] if times else carried
            if place:
                yield _indicator(doc, count, (place, sure), (nature, carried))


def _indicator(doc: Doc, count: Count, owner: tuple[str, float], when: tuple[str, str | None]) -> Indicator:
    document, (start, end), n = doc._.document, count.clause, count.number
    score = min(0.95, 0.5 + owner[1] / 40)
    return Indicator(
        place=owner[0], measure=count.measure, qualifier=count.qualifier, value=n.value, unit=n.unit, as_of=when[1], nature=when[0],
        evidence=(Evidence(document.id, start, end, doc.text[start:end], "rule:count", score),),
    )  # fmt: skip


def _is_same(one: Indicator, other: Indicator) -> bool:
    """Whether two rows say one figure twice: equal value and place, and a like measure, or a number too rare to be chance."""
    if one.value != other.value or one.place != other.place:
        return False
    if (one.unit in PEOPLE) == (other.unit in PEOPLE) and one.value > 12:
        return True
    return difflib.SequenceMatcher(None, one.measure, other.measure).ratio() >= 0.5
