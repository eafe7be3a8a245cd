"""Finds the mentions of things in the text: each kind of name by its own rules, one choice where they overlap."""

import re
from collections.abc import Iterator

from spacy.tokens import Doc

from nlp.groups import find_groups
from nlp.introduced import find_introduced
from nlp.localities import find_localities
from nlp.organisations import find_organisations
from nlp.page import Page
from nlp.persons import find_persons
from nlp.phrases import find_phrases
from nlp.policies import find_policies
from nlp.quotations import find_listed, find_quoted
from nlp.spans import Mention
from nlp.spread import echoes

# Below this a claim is no name; every reader of names says how sure it is.
LEAST = 0.6
# Where names overlap the longer one wins, but no name of these goes over one of a label further left.
_CLASS_OF_MEETING = re.compile(
    "第[一二三四五六七八九十]+[届次](?:第[一二三四五六七八九十]+次|会员|理事)|会员|启动|揭牌|表彰|颁奖|授牌|签约"
)
RANK = {"POLICY": 0, "EVENT": 1, "ORG": 2, "PROJECT": 3, "FUND": 3, "PERSON": 4, "PLACE": 5, "GROUP": 6}


def find_entities(doc: Doc) -> Doc:
    """Fill ``doc._.mentions``; references at the end of a paper are left out."""
    found: list[Mention] = []
    inside: list[Mention] = []
    for start, end in readable(doc):
        page = Page(doc.text[start:end])
        claims = [m for m in _claims(page) if m.score >= LEAST]
        claims += _held_together(page, claims)
        chosen, _ = choose(page, claims)
        chosen, within = choose(page, [*claims, *echoes(page, chosen)])
        for mention in (*chosen, *within):
            mention.start, mention.end = mention.start + start, mention.end + start
        found += chosen
        inside += within
    doc._.mentions, doc.user_data["inside"] = found, inside
    return doc


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


def choose(page: Page, every: list[Mention]) -> tuple[list[Mention], list[Mention]]:
    """The mentions of a page in text order, none overlapping; and the things that stand inside their names (see ``_inside``)."""
    every = sorted(every, key=lambda m: (m.start - m.end, RANK[m.label], -m.score, m.start))
    taken: list[Mention | None] = [None] * len(page.text)
    chosen, within = [], []
    for mention in every:
        over = {id(m): m for m in taken[mention.start : mention.end] if m}
        if not over:
            taken[mention.start : mention.end] = [mention] * (mention.end - mention.start)
            chosen.append(mention)
        elif len(over) == 1 and (part := _inside(page, next(iter(over.values())), mention)):
            within.append(part)
    return sorted(chosen, key=lambda m: m.start), within


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
    if not held or not outer.start <= inner.start < inner.end <= outer.end:
        return None
    return Mention(start=inner.start, end=inner.end, label=inner.label, kind=inner.kind, by=f"rule:{inner.label}/inside", score=inner.score)


def _claims(page: Page) -> Iterator[Mention]:
    yield from find_organisations(page)
    yield from find_policies(page)
    yield from find_introduced(page)
    yield from find_phrases(page)
    yield from find_quoted(page)
    yield from find_listed(page)
    yield from find_persons(page)
    yield from find_localities(page)
    yield from find_groups(page)
