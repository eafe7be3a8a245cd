"""What a document that is a policy says of itself: what it is made under, who issues it, and for which place."""

import re
from collections.abc import Iterator

from graph.model import Entity
from nlp.claims import Claim
from nlp.clauses import SIGNS, Group, Sentence
from nlp.nesting import Names, plain_name

_POLICY = SIGNS["POLICY"]
_TITLE = re.compile(f"^[“《]?{_POLICY}[》”]?(?:[（(].{{0,16}}[）)])?$")
# 为贯彻落实《甲法》和《乙办法》, 根据《丙条例》: the document is made under these.
_UNDER = re.compile(
    f"(?:为|为了|现)?(?:深入|全面|认真|进一步)?(?:贯彻落实|贯彻执行|贯彻|落实|根据|按照|依据|依照)[^。；，\ue000-\ue007]{{0,6}}{_POLICY}(?:(?:、|和|及|以及|，(?:根据|依据|结合)?)[^。；，\ue000-\ue007]{{0,6}}{_POLICY})*"
)
_TOP = 8
_RULES = re.compile("(?:办法|措施|意见|规范|规划|方案|条例|公约|细则|规定|标准)(?:（[^）]{1,8}）)?$")
_GOVERNED = "GOVERNED_BY"


def own_policy(sentences: list[Sentence]) -> Group | None:
    """The policy that the document is: one whose title has a line to itself at the top."""
    return next((s.groups[0] for s in sentences[:_TOP] if _TITLE.match(s.masked)), None)


def claims_of_policy(sentences: list[Sentence]) -> Iterator[Claim]:
    """The policies that the document itself says it is made under."""
    own = own_policy(sentences)
    if own is None:
        return
    article = next(s.article for s in sentences if own in s.groups)
    for sentence in [s for s in sentences if s.article == article and s.start > own.start][:_TOP]:
        for m in _UNDER.finditer(sentence.masked):
            for group in sentence.between(m.start(), m.end()):
                for policy in (x for x in group.mentions if x.label == "POLICY"):
                    start, end = sentence.offsets[m.start()], group.end
                    yield Claim(own.mentions[0].entity, _GOVERNED, policy.entity, start, end, "rule:GOVERNED_BY/own", 0.8)


def settle_policies(claims: list[Claim], entities: dict[str, Entity]) -> list[Claim]:
    """Who else was guessed to be under what the document itself is made under is dropped; rules govern the place that they name."""
    own = [c for c in claims if c.by == "rule:GOVERNED_BY/own"]
    kept = [c for c in claims if c.type != _GOVERNED or c in own or not any(c.tail == o.tail and _meets(c, o) for o in own)]
    return [*kept, *_places(kept, entities)]


def _meets(a: Claim, b: Claim) -> bool:
    return a.start < b.end and b.start < a.end and a.head != b.head


def _places(claims: list[Claim], entities: dict[str, Entity]) -> Iterator[Claim]:
    """《甲市…办法》 that an office issues governs 甲市."""
    issued = {c.tail: c for c in reversed(claims) if c.type == "ISSUES" and entities[c.head].kind == "government"}
    if not issued:
        return
    names = Names(entities)
    for policy, c in issued.items():
        name = plain_name(entities[policy].name)
        row = names.row(name)[0] if _RULES.search(name) else []
        if row:
            yield Claim(row[-1], _GOVERNED, policy, c.start, c.end, "rule:GOVERNED_BY/place", 0.65)
