"""What an article, a heading or an item of a list is about."""

import re
from bisect import bisect_left
from collections import defaultdict

from graph.model import Entity
from nlp.spans import Mention, Section

LABELS = frozenset({"PLACE", "ORG", "PROJECT", "EVENT"})
# An office, a station or a community is rarely what a figure is about: the place is.
KIND_COST = {
    "government": 6.0, "station": 3.0, "community": 3.0, "media": 7.0, "university": 5.0, "school": 5.0, "hospital": 5.0, "village": 2.0,
    "other": 1.5, "volunteer_team": 0.5,
}  # fmt: skip
_MOST = 20
# Stands for the owner of a paragraph about one person.
PERSONAL = "person"
_TOPIC_SHARE = {
    "government": 0.1, "station": 0.3, "community": 0.3, "media": 0.05, "university": 0.1, "school": 0.2, "hospital": 0.1, "village": 0.6,
    "other": 0.5,
}  # fmt: skip


def find_topics(
    text: str, title: str, mentions: list[Mention], entities: dict[str, Entity], sections: list[Section]
) -> dict[int, dict[str, float]]:
    """For each article, how much it is about each thing (at most 1): how often it is named, more in the title and at first."""
    topics: dict[int, dict[str, float]] = {}
    for article in sorted({s.article for s in sections}):
        own = [s for s in sections if s.article == article]
        start, end = min(s.start for s in own), max(s.end for s in own)
        # the document's title is that of its first article; another one has its own headline
        headline = "".join(text[s.start : s.end] for s in own if s.kind == "title") + (title if article == sections[0].article else "")
        weights = _weights(text, headline, [m for m in mentions if start <= m.start < end], entities)
        top = max(weights.values(), default=0.0)
        best = sorted(weights.items(), key=lambda x: (-x[1], x[0]))[:_MOST]
        topics[article] = {e: w / top for e, w in best if w > 0} if top > 0 else {}
    return topics


def _weights(text: str, headline: str, mentions: list[Mention], entities: dict[str, Entity]) -> dict[str, float]:
    weights: dict[str, float] = defaultdict(float)
    places = {form: e.id for e in entities.values() if e.label == "PLACE" for form in (e.name, *e.aliases)}
    for at, m in enumerate(mentions):
        if m.label in LABELS:
            weights[m.entity] += 1.0 + (at < 4)
        if m.label == "ORG":
            prefixes = (text[m.start : end] for end in range(m.start + 2, min(m.end, m.start + 16)))
            for place in sorted({places[p] for p in prefixes if p in places}):
                weights[place] += 0.3
    for e in entities.values():
        if e.label in LABELS and any(f in headline for f in (e.name, *e.aliases)):
            # a place in the title is where it happens, a project or body is what it is about
            weights[e.id] += 3.0 if e.label == "PLACE" else 7.0
        elif e.id in weights and e.label != "PLACE" and e.name[-4:] in headline and len(e.name) > 4:
            weights[e.id] += 4.0
    for key in weights:
        e = entities[key]
        weights[key] *= 0.3 if e.label == "EVENT" else _TOPIC_SHARE.get(e.kind or "", 1.0)
    return dict(weights)


_ITEM = re.compile(
    r"(?:[（(]?[\d一二三四五六七八九十]{1,3}[）)、．.]\s*|[★●■◆▲○※·]\s*|(?:项目|品牌|案例|活动|机构|单位|组织|团队)?(?:名称)?[：:]\s*|[“《【「\s])+"
)
_RANKS = {"PROJECT": 3, "ORG": 2, "EVENT": 1, "PLACE": 0}


def find_heads(text: str, mentions: list[Mention], sections: list[Section]) -> dict[int, str]:
    """What an item of a list, or the heading over a paragraph, is about: in a list of projects each paragraph is about one of them."""
    found: dict[int, str] = {}
    over, article = "", -1
    starts = [m.start for m in mentions]
    for section in sorted((s for s in sections if s.kind != "title"), key=lambda s: s.start):
        if section.article != article:
            over, article = "", section.article
        inside = mentions[bisect_left(starts, section.start) : bisect_left(starts, section.end)]
        heading = section.kind == "heading"
        own = _head_of(text, section, inside, heading)
        if heading:
            over = own
        if own or over:
            found[section.start] = own or over
        if _is_personal(text, section, inside):
            found[section.start] = PERSONAL
    return found


def _is_personal(text: str, section: Section, mentions: list[Mention]) -> bool:
    """Whether an item of a list is about a person: its figures are the person's, of whom none is kept."""
    item = _ITEM.match(text, section.start, section.end)
    return bool(item and mentions and mentions[0].label == "PERSON" and mentions[0].start <= item.end() + 1)


def _head_of(text: str, section: Section, mentions: list[Mention], heading: bool) -> str:
    """The best owner named in a heading, or in the first words of a numbered item."""
    fits = [m for m in mentions if m.label in LABELS and m.named and KIND_COST.get(m.kind or "", 0.0) < 5.0]
    # a place in a heading is where something happens, unless it is the heading
    fits = [m for m in fits if m.label != "PLACE" or (heading and section.end - section.start - (m.end - m.start) <= 4)]
    if not heading:
        item = _ITEM.match(text, section.start, section.end)
        end = min((i for c in "。\n" if (i := text.find(c, section.start)) >= 0), default=section.end)
        fits = [m for m in fits if m.start < end] if item else []
        fits = [m for m in fits if item and (m.label == "PROJECT" or m.start <= item.end() + 1)]
    return max(fits, key=lambda m: (_RANKS[m.label], -m.start)).entity if fits else ""
