"""Whose figure a number is: the thing named in its clause, carried from the clauses before, or the topic of the article."""

import re
from bisect import bisect_left
from itertools import pairwise

from msgspec import Struct, structs

from graph.model import Entity
from nlp import owner_words as words
from nlp.called_again import AGAIN, bare_names, the_two
from nlp.counted import is_money, noun_after
from nlp.counts import Count
from nlp.forms import WORK_PLAN
from nlp.indicators_words import word_set
from nlp.levels import RANK, division_rank, is_level
from nlp.measures import PEOPLE
from nlp.resolver import POINTED
from nlp.spans import Mention, Section
from nlp.topics import KIND_COST, LABELS, PERSONAL, find_heads, find_topics, is_meeting

# How much a heading or the name of an item weighs; the runners of a project act in it, the figures are the project's.
_HEAD = {"PROJECT": 7.0, "ORG": 4.5, "EVENT": 4.5, "PLACE": 2.0}
# How many sentence ends may stand between a name and the figure that it owns.
_MEMORY = 5
# How many mentions back 全市 may mean a place.
_REACH = 400
# How much of the titles and by-lines is looked through: a book has thousands.
_SAID = 4_000
CARRIED = "of_before"
_NAMED_BY = {"PLACE": "of_place", "ORG": "of_body"}


class Owner(Struct, frozen=True):
    """Whose figure a number is: an entity id ("" for nobody), the weight of what says so, whether the sentence names it, and what says so.

    ``how``: of_whole (全市), of_place, of_body, of_thing (named in the sentence), of_heading, of_before (the figure before), of_topic.
    """

    entity: str
    weight: float
    named: bool
    how: str


NOBODY = Owner("", 0.0, named=False, how="")


class Owners(Struct):
    """The things that figures of one document can belong to."""

    text: str
    entities: dict[str, Entity]
    mentions: list[Mention]
    starts: list[int]
    topics: dict[int, dict[str, float]]
    heads: dict[int, str]
    ends: list[int]
    # Where each article begins.
    begins: dict[int, int]
    authority: dict[str, float] = {}
    rows: dict[int, int] = {}
    levels: dict[tuple[int, str], str] = {}
    leads: dict[int, tuple[bool, str]] = {}
    # The place that 全市 or 市财政 before the last asked figure meant.
    whole: str = ""
    # From where on names are looked at for the last asked figure, and whether it is a standard.
    reach: int = 0
    ruling: bool = False

    def owner(self, count: Count, section: Section, nature: str, carried: tuple[str, int]) -> Owner:
        """Whose figure it is. ``carried`` owned the figure before in the paragraph, which ended there."""
        if self.heads.get(section.start) == PERSONAL:
            return NOBODY
        # a standard holds for all that a paper is about, not for what it named last
        self.ruling = nature == "rule"
        self.reach = section.start if nature == "rule" else self.begins.get(section.article, 0)
        if winner := self._winner(count):
            return Owner(winner, 9.0, named=True, how="of_body")
        local = self._local(count, section, carried[1])
        scores, head = self._weighed(count, section, nature, carried, local)
        if not scores:
            return NOBODY
        best = max(scores, key=lambda e: (scores[e], e))
        named = local.get(best, 0.0) >= 5.0
        how = "of_topic"
        if best == self.whole:
            how = "of_whole"
        elif named:
            how = _NAMED_BY.get(self.entities[best].label, "of_thing")
        elif best in (head, carried[0]):
            how = "of_heading" if best == head else CARRIED
        return Owner(best, max(0.1, scores[best]), named, how)

    def _weighed(
        self, count: Count, section: Section, nature: str, carried: tuple[str, int], local: dict[str, float]
    ) -> tuple[dict[str, float], str]:
        """What the sentence says of each owner, with the article's topics, the heading and the figure before; and the heading's owner."""
        scores = dict(local)
        for entity, weight in self.topics.get(section.article, {}).items():
            scores[entity] = scores.get(entity, 0.0) + 4.0 * weight
        if head := self.heads.get(section.start, ""):
            scores[head] = scores.get(head, 0.0) + _HEAD[self.entities[head].label]
        if carried[0] and not self._is_new_subject(section, count, carried[1]):
            scores[carried[0]] = scores.get(carried[0], 0.0) + 2.5
        for entity in scores:
            scores[entity] += self._fit(self.entities[entity], count, nature)
        return scores, head

    def _winner(self, count: Count) -> str:
        """成交供应商：甲中心 on the line above 成交金额：69.8万元; empty elsewhere."""
        row = max(self.text.rfind("\n", max(0, count.number.start - 200), count.number.start) + 1, count.number.start - 200)
        if not words.AWARDED.search(self.text, max(row, count.clause[0] - 20), count.number.opening):
            return ""
        line = self.text.rfind("\n", max(0, row - 120), max(0, row - 1)) + 1
        near = self.mentions[bisect_left(self.starts, line) : bisect_left(self.starts, count.number.start)][::-1]
        return next((m.entity for m in near if m.label == "ORG" and m.kind != "government"), "")

    def each(self, count: Count) -> list[str]:
        """The owners of a figure that holds for each of several (在甲镇、乙镇各设社工站1个); empty where it is not said of each."""
        found = words.EACH_OF.search(self.text, count.clause[0] - 200 if count.clause[0] > 200 else 0, count.number.opening)
        if not found or found.start() < count.sentence[0]:
            return []
        end, owners = found.start(), list[str]()
        for m in reversed(self.mentions[: bisect_left(self.starts, end)][-20:]):
            if not m.named or self.text[m.end : end] not in (("",) if not owners else ("、", "和", "与", "及", "以及")):
                break
            owners.insert(0, m.entity)
            end = m.start
        return owners if len(owners) > 1 else []

    def is_silent(self, start: int, end: int, carried: str) -> bool:
        """Whether nothing but ``carried`` that could own a figure is named in ``text[start:end]``."""
        at = bisect_left(self.starts, start)
        between = [m for m in self.mentions[at : bisect_left(self.starts, end)] if m.label in LABELS and m.entity != carried]
        named = any(KIND_COST.get(m.kind or "", 0.0) < 5.0 for m in between)
        return not named and not words.WHOLE.search(self.text, start, end) and not words.AUTHORITY.search(self.text, start, end)

    def is_national(self, count: Count, last: int) -> bool:
        """Whether the figure is the whole country's (全国社会组织达90万个), of which no entity stands here.

        ``last`` is where the last figure of the paragraph that was the country's ended, or -1.
        """
        found = [m.start() for m in words.NATION.finditer(self.text, count.sentence[0], count.number.start)]
        since = found[-1] if found else last
        return since >= 0 and self.is_silent(since, count.number.start, "")

    def _fit(self, e: Entity, count: Count, nature: str) -> float:
        if e.label != "PLACE":
            cost = -4.0 if nature == "rule" and e.kind in ("station", "community") else 0.0
            member = 5.0 if e.kind == "volunteer_team" and count.measure.endswith(("队员", "队伍", "骨干")) else 0.0
            return cost + member - 2.0 * bool(division_rank(count.measure)) + 4.0 * _names_it(e, count.measure)
        rank, each = RANK.get(e.kind or "", 0), re.search(r"每一?个?", self.text[count.clause[0] : count.number.start])
        shared = noun_after(self.text[count.clause[0] + each.end() : count.number.start]).measure if each else ""
        for noun in (count.measure, shared):
            if level := division_rank(noun):
                return 3.0 if rank >= level else -2.5
        return -4.0 if nature == "rule" and rank < 2 else 0.0

    def _local(self, count: Count, section: Section, last: int) -> dict[str, float]:
        scores: dict[str, float] = {}
        for mention in self._around(section, count):
            points = self._points(mention, count)
            if points >= 6.5 and mention.start >= min(count.clause[0], max(last, count.sentence[0])):
                # a subject in the clause itself, or since the last figure, takes the place of those before
                scores = {e: p - 4.0 for e, p in scores.items() if e != mention.entity}
            if points > 0:
                scores[mention.entity] = max(scores.get(mention.entity, 0.0), points)
        if not is_money(count.number.unit) and (event := self._stage(count, section)):
            scores[event] = max(scores.get(event, 0.0), 9.0)
        self.whole = ""
        # 全市共建成256个，其中甲区21个: the name in front of the number takes the place of 全市.
        around = (m for m in self._around(section, count) if m.label != "PROJECT" and scores.get(m.entity, 0.0) >= 10.0)
        direct = next((m for m in around if words.DIRECT.fullmatch(self.text, m.end, count.number.opening)), None)
        for pattern, bonus in (
            (words.WHOLE, 9.0),
            (words.AUTHORITY, 3.5 if self._about_place(section) else 1.5 if is_money(count.number.unit) else 4.0),
        ):
            for found in pattern.finditer(self.text, count.sentence[0], count.number.start):
                level = next(filter(None, found.groups()))
                if found.lastindex == 2 and (is_money(count.number.unit) or found.start() < count.clause[0]):
                    continue  # 县里拿出5万元: the giver; and what 镇里 did is over where the clause is
                place = self._place_of_level(level, section, found.start())
                if place and not (direct and found.end() <= direct.start):
                    aimed = words.AIMED.search(self.text, max(0, found.start() - 4), found.start())
                    self.whole = self.whole if aimed else place
                    scores[place] = max(scores.get(place, 0.0), min(bonus, 2.0) if aimed else bonus)
        return scores

    def _stage(self, count: Count, section: Section) -> str:
        """The event at which the counted people are, where the clause says that they are at one."""
        on_stage = words.ON_STAGE.search(self.text, count.sentence[0], count.number.start)
        if not on_stage and not words.ATTENDS.search(self.text, *count.clause):
            return ""
        near = self.mentions[bisect_left(self.starts, section.start - 400) : bisect_left(self.starts, count.number.start)]
        return next((m.entity for m in reversed(near) if m.label == "EVENT"), "")

    def _is_new_subject(self, section: Section, count: Count, last: int) -> bool:
        """Whether the sentence has named a subject since the last figure."""
        since = max(last, count.sentence[0])
        return any(m.start >= since and self._points(m, count) >= 6.5 for m in self._around(section, count))

    def _about_place(self, section: Section) -> bool:
        weights = self.topics.get(section.article, {})
        return not weights or self.entities[max(weights, key=lambda e: (weights[e], e))].label == "PLACE"

    def _around(self, section: Section, count: Count) -> list[Mention]:
        """What the article names in the sentence of the figure and the few before it, of which each paragraph's end is one."""
        far = self.ends[max(0, bisect_left(self.ends, count.sentence[0]) - _MEMORY) :][:1] or [0]
        first = bisect_left(self.starts, max(self.reach, far[0] if len(self.ends) > _MEMORY else 0))
        last = bisect_left(self.starts, count.sentence[1])
        # a bare 社工站 or 社区 is a common noun more often than the one that was named
        return [
            m
            for m in self.mentions[max(first, last - 40) : last]
            if m.label in LABELS
            and (m.named or m.by in (AGAIN, POINTED) or KIND_COST.get(m.kind or "", 0.0) < 3.0)
            and m.end not in self.rows
            # a rule that says 社会工作站 means all of them, not the one named before
            and (m.named or m.by == POINTED or not self.ruling)
        ]

    def _points(self, m: Mention, count: Count) -> float:
        cost = KIND_COST.get(m.kind or "", 0.0) if m.by != POINTED else 0.0
        if not m.named and m.label == "PLACE" and words.LEVEL.fullmatch(self.text, m.start, m.end):
            return 0.0  # by its level, see _local
        if m.start >= count.number.start:
            return self._points_behind(m, count) - cost
        subject, before = self._lead_of(m)
        if words.AGENT.search(before) and words.ACTS.match(self.text, m.end):
            subject = not re.search("[，；]", self.text[m.end : count.number.start])
        if m.start < count.sentence[0]:
            between = bisect_left(self.ends, count.number.start) - bisect_left(self.ends, m.end)
            if is_meeting(self.entities[m.entity]):
                return 0.0
            told = subject or bool(words.NEW.search(before))
            points = (4.5 if told else 1.5) - between
            if "\n" in self.text[m.end : count.sentence[0]]:
                points -= 1.0 if told and m.label != "PLACE" else 2.5
            return 0.0 if not m.named and m.label == "PLACE" else points - cost
        if m.label == "EVENT" and not words.STAGE.search(self.text, m.start, count.number.end):
            cost += 8.0 if is_meeting(self.entities[m.entity]) else 2.0
        return self._points_before(m, count, before, subject) - cost

    def _lead_of(self, m: Mention) -> tuple[bool, str]:
        """Whether the mention is the subject of its clause, and the characters before it."""
        if m.start not in self.leads:
            at = self.rows.get(m.start, m.start)
            start = max(self.text.rfind(c, max(0, at - 60), at) for c in "，；。：！？\n、") + 1
            before = self.text[max(0, at - 8) : at]
            called = bool(words.CALLED.search(before) and words.GOES_ON.match(self.text, m.end))
            whose = self._beside(m, -1)
            begins = whose is not None and self._lead_of(whose)[0]
            led = bool(words.lead().fullmatch(self.text, start, at))
            subject = not words.MARKED.search(before) and (called or led or begins)
            self.leads[m.start] = subject, before
        return self.leads[m.start]

    def _beside(self, m: Mention, step: int) -> Mention | None:
        """甲镇的“乙课堂”: the place in front of a name (-1), or the name behind a place (1); None where there is none."""
        at = bisect_left(self.starts, m.start) + step
        other = self.mentions[at] if 0 <= at < len(self.mentions) else m
        place, thing = (other, m) if step < 0 else (m, other)
        joined = place.label == "PLACE" and thing.label in ("PROJECT", "ORG") and place is not thing
        return other if joined and self.text[place.end : thing.start] in ("的", "的“") else None

    def _points_behind(self, m: Mention, count: Count) -> float:
        if m.start >= count.clause[1]:
            return 0.0
        before = self.text[max(0, m.start - 8) : m.start]
        if words.GIVER.search(before) and is_money(count.number.unit):
            return 10.0
        return 7.0 if words.SOURCE.search(before) else 1.0

    def _points_before(self, m: Mention, count: Count, before: str, subject: bool) -> float:
        between = self.text[m.end : count.number.opening]
        if between.endswith("等") and not re.search("[，；：。]", between):
            return 0.0  # 甲镇、乙镇等7个乡镇: examples of what is counted
        if not between and m.label == "ORG" and not is_money(count.number.unit):
            # 街道三级协会13家: the name is what is counted; 甲社工站4名 are people of it
            return 12.0 if count.number.unit in PEOPLE and m.kind != "community" else 0.0
        if between in ("（", "("):
            return 16.0
        if words.DIRECT.fullmatch(between):
            # 开设“甲课堂”36场: the name is what is counted
            return 0.0 if m.label == "PROJECT" and not between.strip("”》") and not is_money(count.number.unit) else 10.0
        if words.LIES.search(before):
            return 0.0
        gap = len(re.findall("[，；：]", between))
        if subject and self._beside(m, 1) is None:
            return max(8.0 - 0.8 * gap, 4.0)
        if gap and words.NEW.search(before) and not words.MARKED.search(before):
            return max((7.5 if words.NAMED_SO.search(before) else 12.0) - 0.5 * gap, 2.0)
        return (3.5 if words.PLACED.search(before) or between.startswith("的") else 3.0) - 0.5 * gap - bool(words.MARKED.search(before))

    def _place_of_level(self, sign: str, section: Section, at: int) -> str:
        """The place that 全省, 全市, 我县 means: the last of that level in the paragraph, else the one that the article speaks of most.

        A city goes before a county that is called 市 where the document speaks for the city.
        """
        if (section.article, sign) not in self.levels:
            self.levels[section.article, sign] = self._find_level(sign, section)
        whole = self.levels[section.article, sign]
        last = bisect_left(self.starts, at)
        # a paragraph of a whole book in one line names thousands
        inside = self.mentions[max(bisect_left(self.starts, section.start), last - _REACH) : last]
        near = next((m for m in reversed(inside) if m.label == "PLACE" and m.named and is_level(self.entities[m.entity], sign)), None)
        if near is None or (self.authority.get(whole) and RANK[self.entities[whole].kind or "other"] > RANK[near.kind or "other"]):
            return whole
        return near.entity

    def _find_level(self, sign: str, section: Section) -> str:
        weights = self.topics.get(section.article, {})
        fits = [e for e in self.entities.values() if is_level(e, sign)]
        return max(fits, key=lambda e: (weights.get(e.id, 0.0) + self.authority.get(e.id, 0.0), e.id)).id if fits else ""


def _names_it(e: Entity, measure: str) -> bool:
    """Whether the name of a project holds what is counted: 心愿 belong to 微心愿项目."""
    noun = measure.removesuffix("数")
    return e.label == "PROJECT" and len(noun) >= 2 and noun not in word_set("heads") and any(noun in form for form in (e.name, *e.aliases))


def find_owners(text: str, title: str, mentions: list[Mention], entities: dict[str, Entity], sections: list[Section]) -> Owners:
    """Everything that figures of the document can belong to."""
    mentions = sorted((m for m in mentions if m.entity in entities), key=lambda m: m.start)
    mentions = [structs.replace(m, **whose) if (whose := _instead(entities[m.entity], entities, title)) else m for m in mentions]
    mentions = [m for m in mentions if not _PURSE.search(entities[m.entity].name) and (m.named or not words.TO_PLAN.match(text, m.start))]
    mentions = sorted([*mentions, *bare_names(text, mentions, entities), *the_two(text, mentions)], key=lambda m: m.start)
    own = {id: e for id, e in entities.items() if not _instead(e, entities, title)}
    topics = find_topics(text, title, mentions, own, sections)
    ends = [m.start() for m in re.finditer("[。！？\n]", text)]
    return Owners(
        text, entities, mentions, [m.start for m in mentions], topics, find_heads(text, mentions, sections), ends,
        {s.article: s.start for s in sorted(sections, key=lambda s: -s.start)},
        _authorities(text, title, entities, sections),
        _rows(mentions),
    )  # fmt: skip


def _rows(mentions: list[Mention]) -> dict[int, int]:
    """Where each place begins that goes on a row (甲市乙区丙街道), with where the row begins: the last of the row is meant."""
    found: dict[int, int] = {}
    for one, two in pairwise(mentions):
        if one.end == two.start and one.label == two.label == "PLACE":
            found[two.start] = found.get(one.start, one.start)
    return found


def _authorities(text: str, title: str, entities: dict[str, Entity], sections: list[Section]) -> dict[str, float]:
    """The places that the titles, by-lines and signatures of a document name, alone or in the name of a body: it speaks for them."""
    said = " ".join([title, *(text[s.start : s.end] for s in sections if s.kind in ("title", "byline"))])
    said = said if len(said) < _SAID else said[: _SAID // 2] + said[-_SAID // 2 :]
    return {e.id: 0.5 for e in entities.values() if e.label == "PLACE" and any(f in said for f in (e.name, *e.aliases))}


# 市财政 stands for its place.
_PURSE = re.compile("财政$")


def _instead(e: Entity, entities: dict[str, Entity], title: str) -> dict[str, str | None]:
    """The body or place in front of a plan of work, as the fields of a mention of it; empty for all else."""
    if e.label not in ("PROJECT", "EVENT") or not (WORK_PLAN.search(e.name) or (e.name in title and words.PLAN.search(e.name))):
        return {}
    makers = [x for x in entities.values() if x.label in ("ORG", "PLACE") and any(e.name.startswith(f) for f in (x.name, *x.aliases))]
    maker = max(makers, key=lambda x: (max(len(f) for f in (x.name, *x.aliases) if e.name.startswith(f)), x.id), default=None)
    return {"entity": maker.id, "label": maker.label, "kind": maker.kind} if maker else {}
