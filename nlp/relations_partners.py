"""Cooperation and referral inside a list: 甲所与乙大学签约. The frames read 与 as the joiner of a list, so the two ends are found here."""

import re
from collections.abc import Iterator
from itertools import combinations

from graph.ontology import ontology
from nlp.claims import Claim
from nlp.clauses import Group, Sentence
from nlp.relations_triggers import denied
from nlp.spans import Mention

_TOGETHER = re.compile(
    "合作|签约|签订|签署|共建|携手|联手|牵手|结对|达成|合写|合编|合办|联办|结成|结为|握手|协作|商量|约定|约好|协议|合力|对接|会同|互派|互认"
    "|签[了下有成]|备忘录|合署|互通|搭伙"
)
# 甲局、乙局、丙局签订合作协议: what is signed together joins a list without 与, too.
_SIGNED = re.compile(
    "(?:共同|联合|一起|[两三四五六]家|[两三四五六]方)?(?:签订|签署|签了|签下|结成|达成|组成)[^，。；\ue000-\ue007]{0,12}(?:协议|备忘录|联盟|公约|约定|共同体)"
)
# 与甲院、乙局建立转介机制: cases go to each of them.
_REFERRAL = re.compile(
    "(?:之间)?(?:都|已|均)?(?:建立|签订|签署|形成|打通|开通|健全|设立)了?[^，。；\ue000-\ue007]{0,8}(?:转介|转诊)[^，。；\ue000-\ue007]{0,4}(?:机制|通道|协议|关系|渠道|网络|合作)"
)
_JOINER = re.compile("[与和同跟及]")
# 三方协议: each with each.
_EACH = re.compile("[三四五六多]方|两两")
_REACH = 20


def claims_of_partners(sentence: Sentence) -> Iterator[Claim]:
    """One claim for each organisation that is joined to the list's first by 与, 和, 同 in front of a word of cooperation or referral."""
    for group in sentence.groups:
        if len(group.mentions) < 2:
            continue
        if signed := _SIGNED.match(sentence.masked, group.at + 1):
            yield from _pairs(sentence, group, signed.end(), list(combinations(group.mentions, 2)))
            continue
        if not any(map(_JOINER.search, group.joiners)):
            continue
        if _JOINER.search(group.joiners[0]) and (referral := _REFERRAL.match(sentence.masked, group.at + 1)):
            others = [(group.mentions[0], tail) for tail in group.mentions[1:]]
            yield from _pairs(sentence, group, referral.end(), others, "REFERS_TO")
            continue
        found = _TOGETHER.search(sentence.masked, group.at + 1, min(group.at + _REACH, sentence.clause(group.at)[1]))
        if (
            found
            and not denied(sentence.masked, found.start())
            and not re.search(r"[\ue000-\ue007]", sentence.masked[group.at + 1 : found.start()])
        ):
            every = _EACH.search(sentence.masked, group.at, sentence.clause(group.at)[1])
            pairs = combinations(group.mentions, 2) if every else ((group.mentions[0], tail) for tail in group.mentions[1:])
            yield from _pairs(sentence, group, found.end(), list(pairs))


def _pairs(
    sentence: Sentence, group: Group, end: int, pairs: list[tuple[Mention, Mention]], type: str = "PARTNERS_WITH"
) -> Iterator[Claim]:
    for head, tail in pairs:
        if ontology().fits(head.label, type, tail.label):
            yield Claim(head.entity, type, tail.entity, group.start, sentence.offsets[end - 1] + 1, f"rule:{type}/list", 0.8)
