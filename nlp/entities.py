"""Finds the mentions of things: each kind of name by its own rules, one choice where they overlap; a trained reader fills the gaps."""

import re
from collections.abc import Iterator

from spacy.tokens import Doc

from nlp.brands import short_forms
from nlp.groups import find_groups
from nlp.introduced import find_introduced
from nlp.localities import find_localities
from nlp.organisations import find_organisations
from nlp.page import Page
from nlp.persons import find_persons
from nlp.phrases import find_phrases
from nlp.policies import find_policies
from nlp.quotations import find_items, find_listed, find_quoted, find_whole
from nlp.span_reader import read_spans
from nlp.spans import Mention, fill
from nlp.spread import echoes
from nlp.tagger import tag

# Below this a claim is no name; every reader of names says how sure it is.
LEAST = 0.6
# Where names overlap the longer one wins, but no name of these goes over one of a label further left.
_CLASS_OF_MEETING = re.compile(
    "第[一二三四五六七八九十]+[届次](?:第[一二三四五六七八九十]+次|会员|理事)|会员|启动|揭牌|表彰|颁奖|授牌|签约"
)
# 哪几个社区, 什么机构 ask for a name and are none.
_ASKED = re.compile("哪[些个几一家里种]|什么|多少|怎[样么]|几[个家所支名位]")
# 等项目, 这个项目, 内设社工站: what points at a name or ends a list; “等你回家” is one.
_POINTS = re.compile("(?<![“《「『])(?:等|这个|那个|这些|上述|内设)")
RANK = {"POLICY": 0, "EVENT": 1, "ORG": 2, "PROJECT": 3, "FUND": 3, "PERSON": 4, "PLACE": 5, "GROUP": 6}


_LONG_NAME = 7
# A person whom nothing but the characters of the name shows.
_UNPROVED = frozenset({"rule:PERSON/strong", "rule:PERSON/list"})


def find_entities(doc: Doc) -> Doc:
    """Fill ``doc._.mentions``; references at the end of a paper are left out."""
    found: list[Mention] = []
    within: list[Mention] = []
    for start, end in readable(doc):
        page = Page(doc.text[start:end])
        claims, ruled = read_rules(page)
        chosen = read_models(page, ruled)
        chosen = fill(page.text, chosen, echoes(page, chosen))
        chosen = fill(page.text, chosen, short_forms(page, chosen))
        parts = inside(page, chosen, claims)
        for mention in (*chosen, *parts):
            mention.start, mention.end = mention.start + start, mention.end + start
        found += chosen
        within += parts
    doc._.mentions, doc.user_data["inside"] = found, within
    return doc


def read_rules(page: Page) -> tuple[list[Mention], list[Mention]]:
    """All that the rules claim on a page, and the names that they choose: none overlapping, each found everywhere."""
    claims = [m for m in _claims(page) if m.score >= LEAST and not (m.label != "POLICY" and _is_no_name(page.text, m))]
    claims = _without_brands(page, claims)
    claims += _held_together(page, claims)
    claims += echoes(page, choose(page, claims))
    return claims, choose(page, claims)


def _without_brands(page: Page, claims: list[Mention]) -> list[Mention]:
    """Without persons who are part of a body's name: 孔雀湖 of 景洪市孔雀湖社会工作服务中心 is nobody."""
    names = (page.text[m.start : m.end] for m in claims if m.label == "ORG" and m.end - m.start > _LONG_NAME)
    parts = {name[i : i + 3] for name in names for i in range(2, len(name) - 3)}
    return [m for m in claims if m.by not in _UNPROVED or page.text[m.start : m.end] not in parts]


def read_models(page: Page, ruled: list[Mention]) -> list[Mention]:
    """What the rules chose, with what the trained readers add and take away."""
    return read_spans(page, ruled, tag(page, ruled))


def _is_no_name(text: str, m: Mention) -> bool:
    return bool(_ASKED.search(text, m.start, m.end) or _POINTS.match(text, m.start))


def readable(doc: Doc) -> list[tuple[int, int]]:
    """The stretches of text to read: articles without their reference lists."""
    stretches: list[tuple[int, int]] = []
    for section in doc._.sections:
        if section.kind == "references":
            continue
        if stretches and section.start - stretches[-1][1] <= 1:
            stretches[-1] = (stretches[-1][0], section.end)
        else:
            stretches.append((section.start, section.end))
    return stretches or [(0, len(doc.text))]


def _held_together(page: Page, claims: list[Mention]) -> list[Mention]:
    """甲协会成立大会暨第一届第一次会员代表大会 is one event; 甲论坛暨2021年度乙节 are two."""
    events = [m for m in claims if m.label == "EVENT"]
    starts = {m.start: m for m in events}
    found = []
    for m in events:
        other = starts.get(m.end + 1) if page.text[m.end : m.end + 1] == "暨" else None
        if other and _CLASS_OF_MEETING.match(page.text, other.start):
            found.append(Mention(start=m.start, end=other.end, label="EVENT", by="rule:EVENT/joined", score=m.score))
    return found


def choose(page: Page, every: list[Mention]) -> list[Mention]:
    """The mentions of a page in text order, none overlapping: longer ones first, then those of a label further left."""
    return fill(page.text, [], sorted(every, key=_strength))


def _strength(m: Mention) -> tuple[int, int, float, int]:
    return m.start - m.end, RANK[m.label], -m.score, m.start


def inside(page: Page, chosen: list[Mention], claims: list[Mention]) -> list[Mention]:
    """The things that stand inside the chosen names (see ``_inside``)."""
    over: list[Mention | None] = [None] * len(page.text)
    for mention in chosen:
        over[mention.start : mention.end] = [mention] * (mention.end - mention.start)
    parts: dict[tuple[int, int, str], Mention] = {}
    for claim in sorted(claims, key=_strength):
        outer = over[claim.start]
        if outer and outer is not claim and (part := _inside(page, outer, claim)):
            parts.setdefault((part.start, part.end, part.label), part)
    return list(parts.values())


def _inside(page: Page, outer: Mention, inner: Mention) -> Mention | None:
    """The part of a name that is a thing of its own: its places, a department's house, the group a project is for."""
    organ = page.text[inner.end - 2 : inner.end] in ("省委", "市委", "区委", "县委", "州委")  # 北京市委 in 北京市委社会工委
    held = (
        (inner.label == "PLACE" and outer.label in ("ORG", "PROJECT", "FUND", "EVENT") and inner.by.startswith("rule:PLACE"))
        or (
            inner.label == "ORG" and outer.label == "ORG" and inner.start == outer.start and outer.by == "rule:ORG/department" and not organ
        )
        or (inner.label == "ORG" and outer.label in ("POLICY", "PROJECT", "EVENT") and inner.start == outer.start)
        or (inner.label == "GROUP" and outer.label == "PROJECT")
        or (inner.label == "PROJECT" and outer.label == "EVENT")
    )
    if not held or not outer.start <= inner.start < inner.end <= outer.end or inner.end - inner.start == outer.end - outer.start:
        return None
    return Mention(start=inner.start, end=inner.end, label=inner.label, kind=inner.kind, by=f"rule:{inner.label}/inside", score=inner.score)


def _claims(page: Page) -> Iterator[Mention]:
    yield from find_organisations(page)
    yield from find_policies(page)
    yield from find_introduced(page)
    yield from find_phrases(page)
    yield from find_quoted(page)
    yield from find_whole(page)
    yield from find_listed(page)
    yield from find_items(page)
    yield from find_persons(page)
    yield from find_localities(page)
    yield from find_groups(page)
