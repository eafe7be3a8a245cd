"""Relations by patterns: the wordings of ``patterns.toml``, ``[[relations.patterns]]``, over masked sentences.

In a pattern ``<h:ORG|PLACE>`` is the head, ``<t:GROUP>`` the tail, ``<PLACE>`` a group without a part; ``~`` stands for up to six
characters and ``…`` for up to fourteen without punctuation or names. A head or tail that the pattern does not hold is looked for around
it, as ``head`` and ``tail`` say: ``subject`` (described group, clause subject, carried subject), ``carried`` (what was named before,
whatever marks it), ``before`` (what earlier sentences or the title named).
"""

import re
from collections.abc import Iterator
from functools import cache

import msgspec
from msgspec import Struct

from graph.model import Attribute
from graph.ontology import ontology
from nlp.claims import Claim
from nlp.clauses import SIGNS, Group, Sentence
from nlp.relations_triggers import amount_in, denied, pairs, relation_table, says_not, several_sums, triggers
from nlp.roles import Roles, has_label, is_prefix
from nlp.subjects import Carrier, left_over

_SLOT = re.compile(r"<(?:([ht]):)?([A-Z|]+)>")
# Who was named before and is no service body hardly serves; where it does, the clause itself says so.
_NO_SERVERS = frozenset({"government", "community", "enterprise", "university", "hospital", "school", "media"})
# In these a place acts.
_ACTS = frozenset({"FUNDS", "OPERATES", "ESTABLISHES", "SUPERVISES", "ISSUES"})
_PURSE = re.compile("(?:[省市区县镇]?级?)?(?:财政|政府|党委|民政部门|民政)")
# What is paid for or run is rather a thing than a body.
_THINGS = frozenset({"PROJECT", "FUND"})
# One is a pilot of a project, not of its host.
_PILOT = re.compile("试点|示范")
_OFFICES = frozenset({"government", "media"})
# Who hardly plays a part that the sentence leaves out.
_AVOID = {
    ("SERVES", "h"): _NO_SERVERS,
    ("INCUBATES", "h"): _NO_SERVERS,
    ("FUNDS", "t"): _OFFICES,
    ("SUPERVISES", "t"): _OFFICES,
    ("PARTNERS_WITH", "h"): frozenset({"media"}),
    ("REFERS_TO", "h"): frozenset({"media", "foundation", "government", "volunteer_team"}),
}
_PLAIN = "[^，。；：！？\ue000-\ue007]"


class Pattern(Struct, frozen=True, forbid_unknown_fields=True):
    """One wording as it stands in the file."""

    type: str
    text: str
    head: str = ""
    tail: str = ""
    score: float = 0.8
    mode: str = ""
    named: bool = False
    heads: tuple[str, ...] = ()
    tails: tuple[str, ...] = ()


class Compiled(Struct, frozen=True):
    """A pattern ready to run: ``signs`` must all occur in a sentence (one of each string) before it is tried."""

    pattern: Pattern
    expression: re.Pattern[str]
    signs: tuple[str, ...]
    by: str
    heads: frozenset[str]
    tails: frozenset[str]


@cache
def patterns() -> tuple[Compiled, ...]:
    """The shipped patterns, compiled once, numbered by type."""
    counts: dict[str, int] = {}
    out = []
    for p in msgspec.convert(relation_table()["patterns"], list[Pattern]):
        counts[p.type] = counts.get(p.type, 0) + 1
        edge = ontology().edge[p.type]
        parts = [m for m in _SLOT.finditer(p.text) if m[1] and not p.text.startswith("?", m.end())]
        signs = tuple("".join(SIGNS[x] for x in m[2].split("|")) for m in parts)
        by = f"rule:{p.type}/{counts[p.type]}"
        out.append(
            Compiled(p, re.compile(_expression(p.text)), signs, by, frozenset(p.heads or edge.head), frozenset(p.tails or edge.tail))
        )
    return tuple(out)


def _expression(text: str) -> str:
    def slot(m: re.Match[str]) -> str:
        signs = "".join(SIGNS[x] for x in m[2].split("|"))
        return f"(?P<{m[1]}>[{signs}])" if m[1] else f"[{signs}]"

    return _SLOT.sub(slot, text).replace("~", _PLAIN + "{0,6}?").replace("…", _PLAIN + "{0,14}?")


def claims_of_patterns(sentence: Sentence, carrier: Carrier) -> Iterator[Claim]:
    """Every claim of every pattern that occurs in the sentence."""
    present = set(sentence.masked)
    for compiled in patterns():
        if all(present.intersection(signs) for signs in compiled.signs):
            for m in compiled.expression.finditer(sentence.masked):
                if not denied(sentence.masked, m.start()) and not says_not(m[0]):
                    yield from _claims(sentence, carrier, compiled, m)


def _claims(sentence: Sentence, carrier: Carrier, compiled: Compiled, m: re.Match[str]) -> Iterator[Claim]:
    pattern, named = compiled.pattern, m.groupdict()
    head = sentence.group_at(m.start("h")) if named.get("h") else None
    tail = sentence.group_at(m.start("t")) if named.get("t") else None
    sure = pattern.score
    if head is None and tail:
        head, sure = _missing(Roles(sentence, carrier, m.start()), compiled, pattern.head, m), sure * 0.9
    elif tail is None and head:
        tail, sure = _missing(Roles(sentence, carrier, m.start()), compiled, pattern.tail, m), sure * 0.9
    if (
        head is None
        or tail is None
        or is_prefix(sentence, head)
        or (pattern.type in _ACTS and named.get("h") and _begins_name(sentence, head, m))
    ):
        return
    start, end = _quote(sentence, m, head, tail)
    attrs: dict[str, Attribute] = {"mode": pattern.mode} if pattern.mode else {}
    amount = amount_in(m[0]) if "amount" in ontology().edge[pattern.type].attrs else None
    if amount and not several_sums(m[0]):
        attrs["amount"] = amount
    for i, j in pairs(_clause(sentence.masked, m), len(head.mentions), len(tail.mentions)):
        x, y = head.mentions[i], tail.mentions[j]
        fits = x.label in compiled.heads and y.label in compiled.tails and ontology().fits(x.label, pattern.type, y.label)
        if fits and (y.named or not pattern.named):
            yield Claim(x.entity, pattern.type, y.entity, start, end, compiled.by, sure, dict(attrs))


def _clause(masked: str, m: re.Match[str]) -> str:
    """What the pattern matched, from the beginning of its clause."""
    return masked[max(masked.rfind(c, 0, m.start()) for c in "，。；：\n") + 1 : m.end()]


def _begins_name(sentence: Sentence, head: Group, m: re.Match[str]) -> bool:
    """Whether a place goes on, up to the next verb, as a name that nobody has read: 由甲市|乙小仙|捐赠; 甲市财政 is the city's purse."""
    if head.label != "PLACE":
        return False
    end = re.compile(f"[，。；：、（）“”的\ue000-\ue007]|{triggers().words.pattern}|$").search(sentence.masked, m.end("h"))
    return bool(end and _PURSE.sub("", left_over(sentence.masked[m.end("h") : end.start()])))


def _missing(roles: Roles, compiled: Compiled, how: str, m: re.Match[str]) -> Group | None:
    told = "h" if m.groupdict().get("h") else "t"
    labels = compiled.tails if told == "h" else compiled.heads
    avoid = _AVOID.get((compiled.pattern.type, "t" if told == "h" else "h"), frozenset[str]())
    if how == "before":
        return roles.carrier.find(labels, avoid)
    if how == "carried":
        pilot = compiled.pattern.type == "MEMBER_OF" and _PILOT.search(m[0])
        things = labels & _THINGS if pilot or compiled.pattern.type in ("FUNDS", "OPERATES") else frozenset[str]()
        for some in filter(None, (things, frozenset[str]() if pilot else labels)):
            if found := roles.last_left(some, marked=True) or roles.carried(some, avoid):
                return found
        return None
    found = roles.attribute(m.end(), labels) or roles.last_left(labels)
    return found or roles.left_out(m.start(), labels, avoid)


def _quote(sentence: Sentence, m: re.Match[str], *groups: Group) -> tuple[int, int]:
    start, end = sentence.offsets[m.start()], sentence.offsets[m.end() - 1] + 1
    for g in groups:
        if sentence.start <= g.start < sentence.end and has_label(g, frozenset(SIGNS)):
            start, end = min(start, g.start), max(end, g.end)
    return start, end
