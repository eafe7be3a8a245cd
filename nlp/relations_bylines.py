"""Whose people stand in by-lines and labelled lines: 记者张某 on a newspaper's page, 联系人：张某, 法定代表人：张某, 社工张某."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from msgspec import Struct

from nlp.claims import Claim
from nlp.clauses import SIGNS, Group, Sentence
from nlp.spans import Mention
from nlp.subjects import Carrier

_PERSON, _ORG = SIGNS["PERSON"], SIGNS["ORG"]
# A newspaper names itself at the head of its page, or as the source.
_HEAD = 160
_REPORTER = re.compile(
    f"(?<![{_ORG}])(?:本报|本刊|本网|本台)?(?:全媒体|首席|见习|特约|实习)?(?P<title>(?<!通讯)(?:记者|实习生|责任编辑|编辑|责编))(?:：|:|/)?(?P<p>{_PERSON})"
)
_LABELLED = re.compile(
    f"(?P<title>联系人|法定代表人|法人代表|负责人|执笔人?|解读人|报告人|报送人|供稿人?|会长|理事长|秘书长|总干事|队长|所长|站长|社长|主任)(?:为|是)?[：:](?P<p>{_PERSON})"
)
# Who works for a body but bears no title that says for which.
_STAFF = re.compile(
    f"(?:^|[，；：。“、]|的|和|与|是|由|给|跟|有|了|经|请)(?P<title>(?:驻[站点校村]|专职|资深|值班|项目|一线|督导|持证|入户)?社工|项目(?:主管|经理|负责人|官员)|(?:机构|中心)?负责人"
    f"|(?:机构|中心)?(?:理事长|总干事|秘书长|副总干事|督导))(?P<p>{_PERSON})"
)
_SOURCE = re.compile(r"来源[：:]\s*$")
# Bodies whose staff and clients a text speaks of.
SERVERS = frozenset({"social_org", "station", "foundation", "volunteer_team"})


class Masthead(Struct, frozen=True):
    """Whose page it is: the medium at its head, and by article the service body that is named most."""

    press: Mention | None
    leading: dict[int, Mention]


def read_masthead(sentences: list[Sentence], text: str) -> Masthead:
    """The medium is the first that stands at the head of the page, or behind 来源; a body must be named twice to lead."""
    press = None
    counts: dict[int, Counter[str]] = {}
    first: dict[str, Mention] = {}
    for s in sentences:
        for m in (m for g in s.groups for m in g.mentions if m.label == "ORG"):
            if press is None and m.kind == "media" and (m.start < _HEAD or _SOURCE.search(text, max(0, m.start - 6), m.start)):
                press = m
            if m.kind in SERVERS:
                counts.setdefault(s.article, Counter())[m.entity] += 3 if s.kind == "title" else 1
                first.setdefault(m.entity, m)
    best = {article: count.most_common(1)[0] for article, count in counts.items()}
    return Masthead(press, {article: first[entity] for article, (entity, n) in best.items() if n > 1})


def claims_of_bylines(sentence: Sentence, carrier: Carrier, masthead: Masthead) -> Iterator[Claim]:
    """Every post of a by-line, of a labelled line and of staff without a body beside it."""
    if _PERSON not in sentence.masked:
        return
    if masthead.press:
        for m in _REPORTER.finditer(sentence.masked):
            yield from _claims(sentence, masthead.press, m, "press", 0.8)
    for m in _LABELLED.finditer(sentence.masked):
        yield from _at(sentence, m, _labelled(sentence, carrier, masthead, m), "labelled", 0.7)
    for m in _STAFF.finditer(sentence.masked):
        yield from _at(sentence, m, _employer(sentence, carrier, masthead, m.start()), "staff", 0.6)


def _at(sentence: Sentence, m: re.Match[str], home: Mention | None, rule: str, score: float) -> Iterator[Claim]:
    if home:
        yield from _claims(sentence, home, m, rule, score)


def _labelled(sentence: Sentence, carrier: Carrier, masthead: Masthead, m: re.Match[str]) -> Mention | None:
    """The body of a labelled line: its item's own (5.甲研究所), else one whose name has such a post, else what the article is about."""
    title = m["title"]
    inside = [g for g in reversed(sentence.groups) if g.at < m.start()]
    if title.startswith(("执笔", "报送", "供稿", "解读")):
        return _first((*inside, *_remembered(carrier)), lambda x: x.kind != "media")
    if item := carrier.items.get(carrier.article):
        return item
    ends = title.removesuffix("长") if title.endswith("长") else ""
    named = (
        _first((*inside, *_remembered(carrier)), lambda x: bool(ends) and _named(carrier, x).endswith(ends))
        if ends not in ("", "理事", "秘书")
        else None
    )
    return named or masthead.leading.get(carrier.article) or _first((*inside, *_remembered(carrier)), lambda x: x.kind != "media")


def _named(carrier: Carrier, m: Mention) -> str:
    return carrier.names.get(m.entity, "")


def _employer(sentence: Sentence, carrier: Carrier, masthead: Masthead, at: int) -> Mention | None:
    """The service body that the passage is about: named in the sentence, else the one that leads the article, else the one named last."""
    inside = _first([g for g in reversed(sentence.groups) if g.at < at], lambda m: m.kind in SERVERS)
    return inside or masthead.leading.get(carrier.article) or _first(_remembered(carrier), lambda m: m.kind in SERVERS)


def _remembered(carrier: Carrier) -> tuple[Group, ...]:
    return tuple(g for groups in carrier.long.get(carrier.article, ()) for g in groups)


def _first(groups: Sequence[Group], fits: Callable[[Mention], bool]) -> Mention | None:
    return next((m for g in groups for m in reversed(g.mentions) if m.label == "ORG" and fits(m)), None)


def _claims(sentence: Sentence, home: Mention, m: re.Match[str], rule: str, score: float) -> Iterator[Claim]:
    people = sentence.group_at(m.start("p"))
    if people is None or not home.entity:
        return
    for person in people.mentions:
        start, end = sentence.offsets[m.start("title")], people.end
        yield Claim(person.entity, "WORKS_FOR", home.entity, start, end, f"rule:WORKS_FOR/{rule}", score, {"title": m["title"]})
