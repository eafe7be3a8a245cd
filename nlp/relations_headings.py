"""What the layout of a document says: the issuer above the title and in the signature, the authors and their employer."""

import re
from collections.abc import Iterator
from itertools import pairwise

from spacy.tokens import Doc

from nlp.claims import Claim
from nlp.clauses import SIGNS, Group, Sentence

_ORGS = re.compile(f"^[{SIGNS['ORG']}](?:文件)?$")
_SIGNATURE = re.compile(
    f"^(?:特此(?:通知|公告|通报)。?)?[{SIGNS['ORG']}][（(]?(?:印章|盖章|章)?[）)]?[0-9〇○零一二三四五六七八九十年月日]*$"
)
_TITLE = re.compile(f"^[“《]?{SIGNS['POLICY']}")
_AUTHOR = re.compile(f"作者[：:]({SIGNS['PERSON']})")
_AUTHORS_HOME = re.compile(f"作者单位[：:]?({SIGNS['ORG']})")


def claims_of_headings(doc: Doc, sentences: list[Sentence]) -> Iterator[Claim]:
    """Every claim that rests on where a line stands."""
    titles = [(a, b) for a, b in pairwise(sentences) if _ORGS.match(a.masked) and _TITLE.match(b.masked)]
    for above, title in titles:
        yield from _issues(above.groups[0], title.groups[0], 0.85, "title")
    first = next((s for s in sentences[:6] if _TITLE.match(s.masked)), None)
    official = doc._.document.genre in ("policy", "notice")
    if first and official and _SIGNATURE.match(sentences[-1].masked):
        yield from _issues(sentences[-1].groups[0], first.groups[0], 0.8, "signature")
    yield from _authors(sentences)


def _issues(issuers: Group, policies: Group, score: float, rule: str) -> Iterator[Claim]:
    start, end = min((issuers.start, issuers.end), (policies.start, policies.end)) if rule == "title" else (issuers.start, issuers.end)
    for x in issuers.mentions:
        yield Claim(x.entity, "ISSUES", policies.mentions[0].entity, start, end, f"rule:ISSUES/{rule}", score)


def _authors(sentences: list[Sentence]) -> Iterator[Claim]:
    """作者：张某 at the top and 作者单位：甲大学 at the bottom of one article."""
    people: dict[int, Group] = {}
    for sentence in sentences:
        author, home = _AUTHOR.search(sentence.masked), _AUTHORS_HOME.search(sentence.masked)
        if author:
            people[sentence.article] = sentence.group_at(author.start(1)) or people[sentence.article]
        if home and sentence.article in people:
            place = next(g for g in sentence.groups if g.at == home.start(1))
            for person in people[sentence.article].mentions:
                start, end = sentence.offsets[home.start()], place.end
                yield Claim(person.entity, "WORKS_FOR", place.mentions[0].entity, start, end, "rule:WORKS_FOR/author", 0.8)
