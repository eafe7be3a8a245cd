"""Whom a group belongs to that is named without a word of serving: the project or body that its sentence is about."""

from collections.abc import Iterator

from graph.model import Entity
from nlp.claims import Claim
from nlp.clauses import Group, Sentence
from nlp.groups import is_bare
from nlp.relations_bylines import SERVERS
from nlp.relations_triggers import denied
from nlp.spans import Mention
from nlp.subjects import Carrier

NEAR = "rule:SERVES/near"
_THINGS = frozenset({"PROJECT", "FUND"})


def claims_of_groups(sentence: Sentence, carrier: Carrier) -> Iterator[Claim]:
    """A weak claim for each group of people: served by who is spoken of before it in the sentence."""
    for group in sentence.groups:
        if group.label != "GROUP" or denied(sentence.masked, group.at):
            continue
        if sentence.masked.endswith("由", 0, group.at):
            continue  # 由居民出力: they act
        head = _spoken_of(sentence, carrier, group)
        if head and head.entity:
            start = min(head.start, group.start) if sentence.start <= head.start < sentence.end else group.start
            for m in (x for x in group.mentions if not is_bare(carrier.names[x.entity])):
                yield Claim(head.entity, "SERVES", m.entity, start, max(group.end, head.end if head.start >= start else 0), NEAR, 0.5)


def _spoken_of(sentence: Sentence, carrier: Carrier, group: Group) -> Mention | None:
    # What follows a semicolon has a subject of its own, or none that was named.
    first = sentence.masked.rfind("；", 0, group.at)
    before = [g for g in carrier.subjects(sentence) if first < g.at < group.at][::-1]
    others = [g for g in reversed(sentence.groups) if first < g.at < group.at]
    return next((m for g in (*before, *others) for m in g.mentions if _may_serve(m)), None)


def _may_serve(m: Mention) -> bool:
    return m.label in _THINGS or (m.label == "ORG" and m.kind in SERVERS)


def settle_groups(claims: list[Claim], entities: dict[str, Entity]) -> list[Claim]:
    """Without the weak claims for groups that other words say something of."""
    told = {c.tail for c in claims if c.type in ("SERVES", "FUNDS") and c.by != NEAR and entities[c.tail].label == "GROUP"}
    first: dict[str, Claim] = {}
    for c in claims:
        if c.by == NEAR:
            first.setdefault(c.tail, c)
    return [c for c in claims if c.by != NEAR or (c.tail not in told and first[c.tail] is c)]
