"""What a document that is a policy says of itself: what it is made under and who issues it."""

import re
from collections.abc import Iterator

from nlp.claims import Claim
from nlp.clauses import SIGNS, Group, Sentence

_POLICY = SIGNS["POLICY"]
_TITLE = re.compile(f"^[“《]?{_POLICY}[》”]?(?:[（(].{{0,16}}[）)])?$")
# 为贯彻落实《甲法》和《乙办法》, 根据《丙条例》: the document is made under these.
_UNDER = re.compile(
    f"(?:为|为了|现)?(?:深入|全面|认真|进一步)?(?:贯彻落实|贯彻执行|贯彻|落实|根据|按照|依据|依照)[^。；，\ue000-\ue007]{{0,6}}{_POLICY}(?:(?:、|和|及|以及|，(?:根据|依据|结合)?)[^。；，\ue000-\ue007]{{0,6}}{_POLICY})*"
)
_MADE = re.compile(f"(?:制定|制订|编制|出台|修订|起草|形成)了?[“《]?{_POLICY}")
_TOP = 8
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
            if _MADE.search(sentence.masked, m.end()):
                continue  # 根据甲法制定了《乙办法》: said of what is made, by a pattern
            for group in sentence.between(m.start(), m.end()):
                for policy in (x for x in group.mentions if x.label == "POLICY"):
                    start, end = sentence.offsets[m.start()], group.end
                    yield Claim(own.mentions[0].entity, _GOVERNED, policy.entity, start, end, "rule:GOVERNED_BY/own", 0.8)


def settle_policies(claims: list[Claim]) -> list[Claim]:
    """Without others under what the document itself is made under."""
    own = [c for c in claims if c.by == "rule:GOVERNED_BY/own"]
    return [c for c in claims if c.type != _GOVERNED or c in own or not any(c.tail == o.tail and _meets(c, o) for o in own)]


def _meets(a: Claim, b: Claim) -> bool:
    return a.start < b.end and b.start < a.end and a.head != b.head
