"""Phrases that refer without naming: 该平台, 这家基金会, 我厅, 本报, 全省, 区政府, 它, 社会工作者协会 for 甲市社会工作者协会.

Each that can be resolved becomes a mention with ``named=False``; they serve the relation rules alone.
"""

import re
from collections.abc import Iterator
from functools import cache

import ahocorasick
from spacy.tokens import Doc

from graph.model import Entity
from graph.names import place_prefix
from nlp.clauses import document_sections
from nlp.relations_triggers import reference_words
from nlp.resolver import Phrase, Resolver
from nlp.spans import Mention

_DETERMINED = r"(?:该|这个|这一|这家|这项|这支|这批|这条|这座|这次|本次|此次|这场|这部|这份|这|此|上述|我们|我|本|该项|该家)"
_PLACE = (
    r"(?:全|我|本|该|当地)(?P<whole>省|市|区|县|州|街道|镇|乡|村)(?![\u4e00-\u9fff]{0,2}(?:别|号线))"
    r"|(?<=[，。；：、由经在向\n])(?P<organ>省|市|区|县)(?:里|级|委区政府|委县政府|委市政府|委省政府|政府|委|(?:本级)?财政(?![局厅所部]))(?!书记|副)|(?<=[，。；：、由经在向\n])(?P<low>镇|乡|州|旗)(?:(?:本级)?财政(?![局厅所部])|里(?!的?(?:老|孩|人|村|群|居|每|各))|政府|党委)(?!书记|副)"
)
# 该所, 本社: a type word of one character refers only behind such a word.
_SHORT = r"(?:该|本)(?P<short>[所社院馆队站厂会]|中心)(?![\u4e00-\u9fff]?(?:们|[员长费章址]))"
_PRONOUN = r"它(?!们)|(?<![尤与及莫])其(?![中他它次余一二三四实间后时])"
# 吉他, 其他, 他人: no person is meant.
_PERSON = r"(?<![其吉排利])(?:他|她)(?![们人者国乡日处山的])"
_PRESS = r"本报|本刊|本台|本网|我报|我台"
_US = r"我们(?!的?(?:党|国家|社会|生活|时代|这|现在的|认为|知道|希望))|第[一二三四五六]件(?:[大小实好])?事(?=，?(?:就|便)?是)"
# A core (the name without its place) shorter than this is a common noun: 社会工作站, 服务中心.
_CORE = 6


def read_references(doc: Doc) -> list[Mention]:
    """The document's mentions with the resolved references between them, in text order."""
    mentions = [m for m in doc._.mentions if m.entity]
    resolver = Resolver(doc, mentions)
    phrases = _free(sorted(_phrases(doc), key=lambda p: (p.start, -p.end)), mentions)
    articles = [(s.start, s.article) for s in document_sections(doc)]
    out: list[Mention] = []
    section = 0
    for item in sorted([*mentions, *phrases], key=lambda x: x.start):
        while section < len(articles) and articles[section][0] <= item.start:
            resolver.enter(articles[section][1])
            section += 1
        found = resolver.resolve(item) if isinstance(item, Phrase) else item
        if found:
            resolver.see(found)
            out.append(found)
    return out


def _free(phrases: list[Phrase], mentions: list[Mention]) -> list[Phrase]:
    """The phrases that no mention and no earlier phrase overlaps."""
    kept: list[Phrase] = []
    at = end = 0
    for p in phrases:
        while at < len(mentions) and mentions[at].end <= p.start:
            at += 1
        taken = at < len(mentions) and mentions[at].start < p.end
        if not taken and p.start >= end:
            kept.append(p)
            end = p.end
    return kept


def _phrases(doc: Doc) -> Iterator[Phrase]:
    yield from _cores(doc)
    for m in _expression().finditer(doc._.document.text):
        kind = next(k for k in ("place", "press", "pronoun", "person", "us", "typed", "brief") if m[k])
        word = m["whole"] or m["organ"] or m["low"] or m["type"] or m["short"] or m[0]
        yield Phrase(m.start(), m.end(), kind, word, bool(m["det"]))


@cache
def _expression() -> re.Pattern[str]:
    words = sorted({w for label in reference_words().values() for w in label.all_words}, key=lambda w: (-len(w), w))
    typed = f"(?P<det>{_DETERMINED})?(?P<type>{'|'.join(words)})(?![\\u4e00-\\u9fff]?们)"
    return re.compile(
        f"(?P<place>{_PLACE})|(?P<press>{_PRESS})|(?P<pronoun>{_PRONOUN})|(?P<person>{_PERSON})|(?P<typed>{typed})|(?P<brief>{_SHORT})|(?P<us>{_US})"
    )


def _cores(doc: Doc) -> Iterator[Phrase]:
    cores = _core_owners(doc._.entities)
    if not cores:
        return
    automaton = ahocorasick.Automaton()
    for core, owner in sorted(cores.items()):
        automaton.add_word(core, (len(core), owner))
    automaton.make_automaton()
    for last, (size, owner) in automaton.iter_long(doc._.document.text):
        yield Phrase(last + 1 - size, last + 1, "core", owner)


def _core_owners(entities: dict[str, Entity]) -> dict[str, str]:
    """Names without the place in front and the note behind, with the ids of the entities that have them."""
    owners: dict[str, set[str]] = {}
    whole = {form for e in entities.values() for form in (e.name, *e.aliases)}
    for e in entities.values():
        if e.label in ("ORG", "PROJECT", "EVENT", "FUND", "POLICY"):
            for form in (e.name, *e.aliases):
                core = re.sub(r"（[^）]*）$", "", form[len(place_prefix(form)) :])
                if len(core) >= _CORE and core not in whole:
                    owners.setdefault(core, set()).add(e.id)
    return {core: " ".join(sorted(ids)) for core, ids in owners.items()}
