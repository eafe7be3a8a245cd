"""Finds counted facts: numbers, what they count, whose they are, when they held, and whether they are results, plans or standards."""

import difflib
import re
from bisect import bisect_left

from msgspec import structs
from spacy.tokens import Doc

from graph.model import Document, Evidence, Indicator
from nlp.clauses import document_sections
from nlp.counted import is_money
from nlp.counts import Count, mask_names, read_counts
from nlp.dating import PAST, is_plan, nature_of, time_of, year_of
from nlp.measures import PEOPLE
from nlp.owners import CARRIED, Owner, find_owners, is_division
from nlp.references import read_references
from nlp.spans import Section

# Headings, captions and pull-quotes repeat what the body says in full: the body is read first.
_ORDER = {"body": 0, "byline": 1, "quote": 2, "caption": 2, "heading": 3, "title": 4}


def find_indicators(doc: Doc) -> Doc:
    """Fill ``doc._.indicators`` from the mentions, entities and sections of the document, in text order."""
    reader = _Reader(doc)
    for section in sorted(reader.sections, key=lambda s: (_ORDER[s.kind], s.start)):
        reader.read(section)
    doc._.indicators = sorted(reader.found, key=lambda i: (i.evidence[0].start, i.measure))
    return doc


class _Reader:
    """Reads the paragraphs of one document; a figure that was found already is not added again."""

    def __init__(self, doc: Doc) -> None:
        # spaCy puts Doc.text together anew at each access
        self.document: Document = doc._.document
        text = self.document.text
        self.sections = [s for s in document_sections(doc) if s.kind != "references"]
        self.owners = find_owners(text, self.document.title, read_references(doc), doc._.entities, self.sections)
        self.names = [(m.start, m.end) for m in doc._.mentions if m.named]
        self.masked = mask_names(text, doc._.mentions)
        self.now, self.plan = year_of(self.document), is_plan(self.document)
        self.found: list[Indicator] = []
        self.by_value: dict[float, list[tuple[Indicator, int]]] = {}

    def read(self, section: Section) -> None:
        """Add the indicators of one paragraph."""
        text = self.document.text
        names = self.names[bisect_left(self.names, (section.start, 0)) : bisect_left(self.names, (section.end, 0))]
        time: str | None = None
        last, carried, national = -1, "", -1
        listed = _Listed()
        for count in read_counts(text, self.masked, (section.start, section.end), names):
            n = count.number
            nature = nature_of(text, count.sentence, n, self.now)
            if nature == "actual" and self.plan and not PAST.search(text, count.sentence[0], n.start):
                nature = "target"
            if self.owners.is_national(count, national):
                national = n.end
                continue
            carried = listed.enter(count, carried)
            owner = self.owners.owner(count, section, nature, (carried, last))
            place, named = owner.entity, owner.named
            if carried and not is_division(count.measure) and self.owners.is_silent(last, count.clause[1], carried):
                place = carried
            if listed.is_rest(text, count) or listed.is_part(text, count):
                place = listed.base or place
            how = owner.how if place == owner.entity else CARRIED
            listed.add(place)
            time = time_of(text, count.sentence[0], n.start, last) or time
            if not place or (count.weak and not named):
                continue
            shared = self.owners.each(count)
            place = shared[0] if shared else place
            indicator = _indicator(self.document, count, structs.replace(owner, entity=place, how=how), (nature, time))
            same = self._same(indicator, count.sentence[0], named or section.start in self.owners.heads)
            last = n.end
            # what is counted in the districts of a place does not change whom the passage is about
            if not (carried and (is_division(count.measure) or count.qualifier.startswith("每"))):
                carried = same.place if same else place
            if same is None:
                self.found.append(indicator)
                self.by_value.setdefault(n.value, []).append((indicator, count.sentence[0]))
                self.found += [structs.replace(indicator, place=other) for other in shared[1:]]

    def _same(self, indicator: Indicator, sentence: int, named: bool) -> Indicator | None:
        """The row that says this figure already; within one sentence only the very same words do."""
        for other, told_in in self.by_value.get(indicator.value, [])[:20]:
            # 做培训的1家、做研究评估的1家 are two figures
            words, others = ((i.place, i.measure, i.qualifier) for i in (indicator, other))
            if words == others or (told_in != sentence and _is_same(indicator, other, named)):
                return other
        return None


_PARTS = re.compile(r"(?:总预算|总经费|总投入|总额|总收入|总支出|预算|合计|共计?|总计)[^，。；]{0,12}元[，：（(；。](?:其中|包括|含|由)")
_GIVEN = re.compile("出自|来自|源自|来源于")
_REST = re.compile("其余|另有|另外|合计|总计|共计|以上")


class _Listed:
    """A sentence that tells the figures of several owners one by one: what follows it is whose the figures before it were."""

    def __init__(self) -> None:
        self.sentence, self.base = -1, ""
        self.owners: set[str] = set()

    def enter(self, count: Count, carried: str) -> str:
        """Who owned the figures before; turn to the sentence of ``count``."""
        if count.sentence[0] != self.sentence:
            if len(self.owners) > 1:
                carried = self.base
            self.sentence, self.base, self.owners = count.sentence[0], carried, set()
        return carried

    def add(self, place: str) -> None:
        """Keep who owned a figure of the sentence; the first owner is the base where none was carried."""
        if not self.owners and not self.base:
            self.base = place
        self.owners.add(place)

    def is_part(self, text: str, count: Count) -> bool:
        """Whether the figure is a part of a sum of the sentence (总预算28万元，其中甲基金会资助22万元): its owner is the sum's."""
        parts = is_money(count.number.unit) and _PARTS.search(text, count.sentence[0], count.number.start)
        return bool(self.base and parts and not _GIVEN.search(text, count.number.end, count.clause[1]))

    def is_rest(self, text: str, count: Count) -> bool:
        """Whether the figure is what the list leaves over (其余53个)."""
        return len(self.owners) > 1 and bool(_REST.match(text, count.clause[0]))


def _indicator(document: Document, count: Count, owner: Owner, when: tuple[str, str | None]) -> Indicator:
    (start, end), n = count.clause, count.number
    score = min(0.95, 0.5 + owner.weight / 40)
    return Indicator(
        place=owner.entity, measure=count.measure, qualifier=count.qualifier, value=n.value, unit=n.unit, as_of=when[1], nature=when[0],
        evidence=(Evidence(document.id, start, end, document.text[start:end], f"rule:count/{owner.how}", score),),
    )  # fmt: skip


def _is_same(one: Indicator, other: Indicator, named: bool) -> bool:
    """Whether two rows say one figure twice: equal value and place, and a like measure, or a number too rare to be chance.

    Where the sentence does not name whose figure it is, the place may differ.
    """
    if named and one.place != other.place:
        return False
    if (one.unit in PEOPLE) == (other.unit in PEOPLE) and one.value > 12:
        return True
    return one.place == other.place and difflib.SequenceMatcher(None, one.measure, other.measure).ratio() >= 0.5
