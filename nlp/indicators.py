"""Finds counted facts: numbers, what they count, whose they are, when they held, and whether they are results, plans or standards."""

import difflib

from spacy.tokens import Doc

from graph.model import Evidence, Indicator
from nlp.clauses import document_sections
from nlp.counts import PEOPLE, Count, read_counts
from nlp.dating import nature_of, printed_times
from nlp.owners import Owners, find_owners, is_division
from nlp.references import read_references
from nlp.spans import Section

# Headings, captions and pull-quotes repeat what the body says in full: the body is read first.
_ORDER = {"body": 0, "byline": 1, "quote": 2, "caption": 2, "heading": 3, "title": 4}


def find_indicators(doc: Doc) -> Doc:
    """Fill ``doc._.indicators`` from the mentions, entities and sections of the document, in text order."""
    sections = [s for s in document_sections(doc) if s.kind != "references"]
    owners = find_owners(doc.text, doc._.document.title, read_references(doc), doc._.entities, sections)
    found: list[Indicator] = []
    for section in sorted(sections, key=lambda s: (_ORDER[s.kind], s.start)):
        _read_section(doc, section, owners, found)
    doc._.indicators = sorted(found, key=lambda i: (i.evidence[0].start, i.measure))
    return doc


def _read_section(doc: Doc, section: Section, owners: Owners, found: list[Indicator]) -> None:
    """Add the indicators of one paragraph to ``found``; a figure that is there already is not added again."""
    inside = [m for m in doc._.mentions if section.start <= m.start < section.end]
    time: str | None = None
    last, carried = -1, ""
    for count in read_counts(doc.text, (section.start, section.end), inside):
        n = count.number
        nature = nature_of(doc.text, count.sentence, n, doc._.document.genre)
        place, sure = owners.owner(count, section, nature, carried)
        named = owners.is_named(count, section, place)
        if carried and not named and not is_division(count.measure) and owners.is_silent(last, count.clause[1], carried):
            place = carried
        times = printed_times(doc.text, count.sentence[0], n.start)
        time = times[-1][1] if times else time
        if not place or (count.weak and not named):
            continue
        indicator = _indicator(doc, count, (place, sure), (nature, time))
        same = next((i for i in found if _is_same(indicator, i, named or section.start in owners.heads)), None)
        last, carried = n.end, same.place if same else place
        if same is None:
            found.append(indicator)


def _indicator(doc: Doc, count: Count, owner: tuple[str, float], when: tuple[str, str | None]) -> Indicator:
    document, (start, end), n = doc._.document, count.clause, count.number
    score = min(0.95, 0.5 + owner[1] / 40)
    return Indicator(
        place=owner[0], measure=count.measure, qualifier=count.qualifier, value=n.value, unit=n.unit, as_of=when[1], nature=when[0],
        evidence=(Evidence(document.id, start, end, doc.text[start:end], "rule:count", score),),
    )  # fmt: skip


def _is_same(one: Indicator, other: Indicator, named: bool) -> bool:
    """Whether two rows say one figure twice: equal value and place, and a like measure, or a number too rare to be chance.

    Where the sentence does not name whose figure it is, the place may differ.
    """
    if one.value != other.value or (named and one.place != other.place):
        return False
    if (one.unit in PEOPLE) == (other.unit in PEOPLE) and one.value > 12:
        return True
    return one.place == other.place and difflib.SequenceMatcher(None, one.measure, other.measure).ratio() >= 0.5
