"""What an article, a heading or an item of a list is about."""

import re
from bisect import bisect_left
from collections import Counter, defaultdict

from graph.model import Entity
from nlp.spans import Mention, Section

LABELS = frozenset({"PLACE", "ORG", "PROJECT", "EVENT"})
# An office or a community is rarely what a figure is about: the place is.
KIND_COST = {
    "government": 6.0, "station": 1.0, "community": 2.0, "media": 7.0, "university": 3.5, "school": 5.0, "hospital": 5.0, "village": 2.0,
    "other": 1.5, "volunteer_team": 0.5,
}  # fmt: skip
_MOST = 20
# What a body or event is worth at least that the title names, unless the title only says where somebody spoke.
TITLED = 0.7
_MEETING = re.compile("(?:会议|推进会|座谈会|例会|协调会|部署会|现场会|联席会|调度会)$")
_SPEECH = re.compile("会上的|讲话|致辞|发言")
# Stands for the owner of a paragraph about one person.
PERSONAL = "person"
_TOPIC_SHARE = {
    "government": 0.1, "station": 0.3, "community": 0.3, "media": 0.05, "university": 0.1, "school": 0.2, "hospital": 0.1, "village": 0.6,
    "other": 0.5,
}  # fmt: skip


def is_meeting(e: Entity) -> bool:
    """Whether it is a meeting: what is told there is its place's, unlike what a competition or a fair brings in."""
    return e.label == "EVENT" and bool(_MEETING.search(e.name))


def find_topics(
    text: str, title: str, mentions: list[Mention], entities: dict[str, Entity], sections: list[Section]
) -> dict[int, dict[str, float]]:
    """For each article, how much it is about each thing (at most 1): how often it is named, more in the title and at first."""
    topics: dict[int, dict[str, float]] = {}
    for article in sorted({s.article for s in sections}):
        own = [s for s in sections if s.article == article]
        start, end = min(s.start for s in own), max(s.end for s in own)
        # the document's title is that of its first article; another one has its own headline
        titles = [text[s.start : s.end] for s in own if s.kind == "title"]
        headline = "\n".join([*titles, title] if article == sections[0].article else titles)
        inside = [m for m in mentions if start <= m.start < end]
        weights = _weights(text, headline, inside, entities)
        if speaker := _speaker(text, headline, inside, own, entities):
            weights[speaker] = weights.get(speaker, 0.0) + _SPEAKS
        top = max(weights.values(), default=0.0)
        best = sorted(weights.items(), key=lambda x: (-x[1], x[0]))[:_MOST]
        topics[article] = {e: w / top for e, w in best if w > 0} if top > 0 else {}
    return topics


# How much it weighs who speaks, and among how many last lines of an article a signature is looked for.
_SPEAKS = 6.0
_SIGNED = 8
_NOTICE = re.compile("(?:通知|公示|公告|通告|通报|决定|名单|办法|意见|方案|细则|规定|规范|倡议书|批复|函)(?:（[^）]*）)?(?=$|\n| )")


def _speaker(text: str, headline: str, mentions: list[Mention], own: list[Section], entities: dict[str, Entity]) -> str:
    """Who speaks in a notice: the body that signs it, or, where an office signs, its place.

    A notice whose title names a body, a project or an event is about that.
    """
    if not _NOTICE.search(headline):
        return ""
    if any(e.label in ("ORG", "PROJECT", "EVENT") and e.kind != "government" and e.name in headline for e in entities.values()):
        return ""
    lines = {s.start: s.end for s in own[-_SIGNED:] if s.kind in ("byline", "heading", "title") and s.end - s.start < 40}
    signed = [m for m in mentions if m.label == "ORG" and m.end >= lines.get(m.start, m.end + 3) - 2]
    if not signed:
        return ""
    body = entities[signed[-1].entity]
    if body.kind != "government":
        return body.id
    name = text[signed[-1].start : signed[-1].end]
    places = [(name.find(f), len(f), e.id) for e in entities.values() if e.label == "PLACE" for f in (e.name, *e.aliases) if f in name]
    return max(places, default=(0, 0, ""))[2]


# How much a place counts that only stands in front of a body's name.
_IN_NAME = 0.3


def _row_of(text: str, m: Mention, places: dict[str, str]) -> list[str]:
    """The places that a body's name begins with (甲市乙区|民政局), each with all that is named before it left out."""
    found, at = list[str](), m.start
    while form := next((text[at:end] for end in range(min(m.end, at + 12), at + 1, -1) if text[at:end] in places), ""):
        found.append(places[form])
        at += len(form)
    return found


def _weights(text: str, headline: str, mentions: list[Mention], entities: dict[str, Entity]) -> dict[str, float]:
    weights: dict[str, float] = defaultdict(float)
    places = {form: e.id for e in entities.values() if e.label == "PLACE" for form in (e.name, *e.aliases)}
    for at, m in enumerate(mentions):
        if m.label in LABELS:
            weights[m.entity] += 1.0 + (at < 4)
        if m.label == "ORG":
            for place in _row_of(text, m, places):
                weights[place] += _IN_NAME
    endings = Counter(e.name[-4:] for e in entities.values() if e.label in LABELS)
    titled = set()
    for e in entities.values():
        if e.label in LABELS and any(f in headline for f in (e.name, *e.aliases)):
            # a place in the title is where it happens, a project or body is what it is about
            weights[e.id] += 3.0 if e.label == "PLACE" else 7.0
            titled.add(e.id)
        elif e.id in weights and e.label != "PLACE" and endings[e.name[-4:]] == 1 and e.name[-4:] in headline and len(e.name) > 4:
            weights[e.id] += 4.0
    for key in weights:
        e = entities[key]
        share = 0.3 if e.label == "EVENT" else _TOPIC_SHARE.get(e.kind or "", 1.0)
        full = key in titled and e.kind not in ("government", "media") and not is_meeting(e) and not _SPEECH.search(headline)
        weights[key] *= max(share, TITLED) if full else share
    return dict(weights)


_ITEM = re.compile(
    r"(?:[（(]?[\d一二三四五六七八九十]{1,3}[）)、．.]\s*|[★●■◆▲○※·]\s*|(?:项目|品牌|案例|活动|机构|单位|组织|团队)?(?:名称)?[：:]\s*|[“《【「\s])+"
)
_RANKS = {"PROJECT": 3, "ORG": 2, "EVENT": 1, "PLACE": 0}


def find_heads(text: str, mentions: list[Mention], sections: list[Section]) -> dict[int, str]:
    """What an item of a list, or the heading over a paragraph, is about: in a list of projects each paragraph is about one of them."""
    found: dict[int, str] = {}
    above, article = _Above(), -1
    starts = [m.start for m in mentions]
    for section in sorted((s for s in sections if s.kind != "title"), key=lambda s: s.start):
        if section.article != article:
            above, article = _Above(), section.article
        inside = mentions[bisect_left(starts, section.start) : bisect_left(starts, section.end)]
        heading = section.kind == "heading" or _is_group(text, section)
        field = bool(above.head() and _FIELD.match(text, section.start, section.end))
        own = "" if field else _head_of(text, section, inside, heading)
        if heading and not field:
            above.enter(_depth(text, section), own)
        elif not field and not own:
            above.say()
        if head := own or above.head():
            found[section.start] = head
        if _is_personal(text, section, inside):
            found[section.start] = PERSONAL
    return found


class _Above:
    """The headings and items over a paragraph, each with how deep it lies, what it is about, and whether prose has followed it."""

    def __init__(self) -> None:
        self.over: list[tuple[int, str, bool]] = []
        # how deep the items lie of a list whose items are followed by no prose
        self.bare = 0

    def head(self) -> str:
        return next((head for _, head, _ in reversed(self.over) if head), "")

    def enter(self, depth: int, head: str) -> None:
        """A heading or item begins: what lies as deep or deeper is over."""
        last = next(((d, said) for d, owner, said in self.over if d == depth and owner), None)
        self.bare = depth if last and not last[1] and head else 0
        self.over = [x for x in self.over if x[0] < depth] + [(depth, head, False)]

    def say(self) -> None:
        """A paragraph of prose: it is about the last item, unless it ends a list of bare items."""
        if self.bare:
            self.over, self.bare = [x for x in self.over if x[0] < self.bare], 0
        self.over = [(d, head, True) for d, head, _ in self.over]


# 实施单位：甲中心 under the name of a project says something of the project.
_FIELD = re.compile(r"[\u4e00-\u9fff]{2,8}[：:]")
# 一等奖（1个）： and A类（共3个） begin a group of items.
_COUNTED = re.compile(r"[（(][^）)]{0,16}\d+[个名项家]")
_MARKS = (
    re.compile(r"\s*第?[一二三四五六七八九十]+[、章节部]"),
    re.compile(r"\s*[（(][一二三四五六七八九十]+[）)]"),
    re.compile(r"\s*\d{1,2}[.．、]"),
)


def _is_group(text: str, section: Section) -> bool:
    """Whether a line that is no heading by its shape stands over the lines that follow: it is short and ends in a colon."""
    return (
        section.kind == "body"
        and section.end - section.start <= 40
        and text[section.end - 1] in "：:"
        and bool(_COUNTED.search(text, section.start, section.end))
    )


def _depth(text: str, section: Section) -> int:
    """How deep a heading lies by its number: 一、 1, （一） 2, with a count of items 3, 1. 4, none 5."""
    number = next((n for n, mark in enumerate(_MARKS) if mark.match(text, section.start)), -1)
    if number >= 0:
        return (1, 2, 4)[number]
    return 3 if _COUNTED.search(text, section.start, section.end) else 5


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
