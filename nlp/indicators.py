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
from nlp.grid import NEAR, Cell, find_grids, read_grid
from nlp.levels import division_rank
from nlp.measures import PEOPLE
from nlp.owners import CARRIED, Owner, find_owners
from nlp.references import read_references
from nlp.spans import Mention, Section
from nlp.topics import KIND_COST, LABELS

# Headings, captions and pull-quotes repeat what the body says in full: the body is read first.
_ORDER = {"body": 0, "byline": 1, "quote": 2, "caption": 2, "heading": 3, "title": 4}

# How much being what the article is about weighs against being an office, whose figures a table rarely holds.
_ABOUT = 10.0


def find_indicators(doc: Doc) -> Doc:
    """Fill ``doc._.indicators`` from the mentions, entities and sections of the document, in text order."""
    reader = _Reader(doc)
    reader.read_tables()
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
        self.mentions: list[Mention] = [m for m in doc._.mentions if m.named]
        self.names = [(m.start, m.end) for m in self.mentions]
        self.masked = mask_names(text, self.owners.mentions)
        self.now, self.plan = year_of(self.document), is_plan(self.document)
        self.found: list[Indicator] = []
        self.by_value: dict[float, list[tuple[Indicator, int]]] = {}

    def read_tables(self) -> None:
        """Add the figures of the tables, whose lines are then left out."""
        text, rows = self.document.text, set[int]()
        places = {s.start: i for i, s in enumerate(self.sections)}
        for grid in find_grids(text, self.sections):
            start, end = grid[0][0][0], grid[-1][-1][1]
            at = places[start]
            article = self.sections[at].article
            above = [s for s in self.sections[max(0, at - NEAR) : at] if s.article == article]
            named = self._named(start, end)
            cells = read_grid(text, grid, above, named, self.owners.entities)
            whole = self._whose(cells[0].caption, article, frozenset(m.entity for m in named)) if cells else ""
            for cell in cells:
                if place := cell.entity or whole:
                    self.found.append(self._of_cell(cell, place))
                    self.by_value.setdefault(cell.number.value, []).append((self.found[-1], cell.row[0]))
            rows |= {row[0][0] for row in grid if cells}
        self.sections = [s for s in self.sections if s.start not in rows]

    def _named(self, start: int, end: int) -> list[Mention]:
        return self.mentions[bisect_left(self.names, (start, 0)) : bisect_left(self.names, (end, 0))]

    def _whose(self, caption: tuple[int, int], article: int, inside: frozenset[str]) -> str:
        """Whose the figures in rows that name nobody are: what the table's caption names, else what the article is about.

        ``inside``: what the table itself names; none of that is the whole.
        """
        entities, words = self.owners.entities, self.document.text[slice(*caption)]
        named = [e for e in (m.entity for m in self._named(*caption)) if e in entities and entities[e].label in LABELS]
        # 海宁市社会工作经费 is one name; the place in it is the table's.
        placed = [e for e, entity in entities.items() if entity.label == "PLACE" and entity.name in words]
        topics = self.owners.topics.get(article, {})
        about = sorted(topics, key=lambda e: (KIND_COST.get(entities[e].kind or "", 0.0) - _ABOUT * topics[e], e))
        return next((e for e in (*named, *placed, *about) if e not in inside), "")

    def _of_cell(self, cell: Cell, place: str) -> Indicator:
        start, end = cell.row
        by = "rule:count/of_row" if cell.entity else "rule:count/of_table"
        said = Evidence(self.document.id, start, end, self.document.text[start:end], by, 0.85)
        number, nature = cell.number, "target" if cell.ahead or self.plan else "actual"
        qualifier = "，".join(p for p in (cell.qualifier, *number.about) if p)
        return Indicator(
            place=place, measure=cell.measure, qualifier=qualifier, value=number.value, unit=number.unit, as_of=cell.as_of,
            nature=nature, evidence=(said,),
        )  # fmt: skip

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
            if carried and not division_rank(count.measure) and self.owners.is_silent(last, count.clause[1], carried):
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
            count = self._of_owner(self._without_giver(count, place), place)
            indicator = _indicator(self.document, count, structs.replace(owner, entity=place, how=how), (nature, time))
            same = self._same(indicator, count.sentence[0], named or section.start in self.owners.heads)
            last = n.end
            # what is counted in the districts of a place does not change whom the passage is about
            if not (carried and (division_rank(count.measure) or count.qualifier.startswith("每"))):
                carried = same.place if same else place
            if same is None:
                self.found.append(indicator)
                self.by_value.setdefault(n.value, []).append((indicator, count.sentence[0]))
                self.found += [structs.replace(indicator, place=other) for other in shared[1:]]

    def _without_giver(self, count: Count, place: str) -> Count:
        """甲局投入福彩公益金45万元 counts the money: who gave it, unless the figure is the giver's own, and how, narrows it."""
        if not is_money(count.number.unit):
            return count
        text = self.document.text
        for m in self._named(*count.clause):
            name = "".join(text[m.start : m.end].split())
            if m.label in LABELS and (found := re.match(f"由?{re.escape(name)}({_GAVE.pattern})(.*)", count.measure)):
                measure, said = (found[2], found[0].removesuffix(found[2])) if len(found[2]) > 1 else (found[1] + found[2], name)
                said = said.removeprefix(name) if m.entity == place else said
                return structs.replace(count, measure=measure, qualifier="，".join(q for q in (count.qualifier, said) if q))
        return count

    def _of_owner(self, count: Count, place: str) -> Count:
        """What is counted of this owner.

        Its own name is not it (“邻里圆桌”开会84场 counts 开会), and the people of a team are its members.
        """
        owner, measure = self.owners.entities[place], count.measure.strip("“”")
        if led := _HAS.match(measure):
            return structs.replace(count, measure=measure[led.end() :])
        forms = sorted((f.strip("“”") for f in (owner.name, *owner.aliases)), key=len, reverse=True)
        own = next((f for f in forms if measure.startswith(f)), "")
        if own and owner.label in ("PROJECT", "ORG"):
            rest = measure.removeprefix(own).lstrip("”的")
            if len(rest) > 1 or (not rest and len(count.qualifier) > 1):
                return structs.replace(count, measure=rest or count.qualifier, qualifier=count.qualifier if rest else "")
        if owner.kind == "volunteer_team" and count.number.unit in _ONE_BY_ONE and _ANYBODY.fullmatch(count.measure):
            return structs.replace(count, measure="队员")
        return count

    def _same(self, indicator: Indicator, sentence: int, named: bool) -> Indicator | None:
        """The row that says this figure already; within one sentence only the very same words do."""
        for other, told_in in self.by_value.get(indicator.value, [])[:20]:
            # 做培训的1家、做研究评估的1家 are two figures
            words, others = ((i.place, i.measure, i.qualifier) for i in (indicator, other))
            if words == others or (told_in != sentence and _is_same(indicator, other, named)):
                return other
        return None


# 中心现有专职社工18人
_HAS = re.compile("(?:本|该|全)?(?:中心|机构|站里?|队里?|队伍|协会|单位|公司|社里|会里)(?:现在|目前|现|共|已)?有(?=[\u4e00-\u9fff]{2})")
_ONE_BY_ONE = PEOPLE | {"个"}
_ANYBODY = re.compile("(?:的?人|里的人|成员|队伍|在册)+")
# Words of giving between a name and the money.
_GAVE = re.compile(
    "(?:又|再|则|另|每年|按[^，]{0,8}|从[^，]{2,12}中)*(?:投入|出资|拿出|安排|捐赠|捐出|捐资|提供|购买服务|资助|补助|支付|拨付|下达|支持|配套|出)(?:了|的)?"
)
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
