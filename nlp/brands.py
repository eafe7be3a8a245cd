"""Short forms of bodies by the word that is theirs alone: 和风中心, 青禾社工 and 心桥 for 甲州心桥社会工作服务中心."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import ahocorasick

from graph.names import split_name
from nlp.lexicon import known_words, word_set
from nlp.page import Page
from nlp.spans import Mention

_KINDS = frozenset({"social_org", "foundation", "station", "enterprise"})
# How long a body's own word is, and the lists of words that are nobody's own.
OWN_SIZES = range(2, 6)
_COMMON = (("walk", "generic"), ("walk", "inside"), ("groups", "marks"))
# What follows a body's own word in its name.
_BRAND = re.compile(
    "^([\u4e00-\u9fff]{2,5}?)(?:社会|社工|社区|公益|慈善|志愿|青少年|少年|儿童|妇女|家庭|为老|养老|助老|康复|服务|发展|义工|互助|物业|餐饮|矛盾|心理|文化|教育|健康|生态|邻里|帮扶|管理|科技|$)"
)
# What a short form may have behind the own word.
BEHIND = re.compile("社会工作服务中心|社工服务中心|社工中心|服务中心|中心|社工站|社工机构|社工|机构|基金会|协会|公司|团队|服务社|事务所")
# Beside a word that the dictionary knows (暖阳), these show that the body is meant.
_LEAD = re.compile("(?:由|与|和|被|向|交给|委托|请来?|资助|联合|携手|来自|通过|到|在)$")
_ACTS = re.compile(
    "(?:的(?:社工|项目|负责人|督导|主任|站长|总干事|理事长|志愿者|[\u4e00-\u9fff]{0,4}(?:经理|主管|社工))|派|承接|负责|运营|团队|受托|介绍|成立|接手)"
)
_NO_PIECE = re.compile("[\u4e00-\u9fffA-Za-z]")


@lru_cache(maxsize=65536)
def brand(name: str) -> str:
    """The word of the name that is the body's own; an empty string where it has none, or one that says what all such bodies do."""
    parts = split_name(name)
    found = _BRAND.match(parts.core) if parts.place and len(parts.core) > 1 else None
    own = found[1] if found else ""
    return "" if len(own) < OWN_SIZES[0] or any(own in word_set(*common) for common in _COMMON) else own


def short_forms(page: Page, mentions: list[Mention]) -> Iterator[Mention]:
    """A claim for each place where a chosen body is called by its own word, alone or with 中心 or 社工 behind it.

    A word that two bodies share is neither's.
    """
    owners: dict[str, dict[str, Mention]] = {}
    for m in mentions:
        if m.label == "ORG" and m.kind in _KINDS:
            name = "".join(page.text[m.start : m.end].split())
            if own := brand(name):
                owners.setdefault(own, {})[name] = m
    alone = {own: next(iter(names.values())) for own, names in owners.items() if len(names) == 1}
    if not alone:
        return
    automaton: Any = ahocorasick.Automaton()
    for own in sorted(alone):
        automaton.add_word(own, own)
    automaton.make_automaton()
    for last, own in automaton.iter(page.text):
        start, end = last + 1 - len(own), last + 1
        behind = BEHIND.match(page.text, end)
        if behind or _stands(page, start, end, known=own in known_words().tags and not known_words().rare(own)):
            stop = behind.end() if behind else end
            yield Mention(start=start, end=stop, label="ORG", kind=alone[own].kind, by="rule:ORG/short", score=0.75)


def _stands(page: Page, start: int, end: int, *, known: bool) -> bool:
    """Whether the own word alone means the body: at the edges of words, and where it is a common word, beside what bodies do."""
    before = page.text[max(0, start - 2) : start]
    if known:
        return bool(_ACTS.match(page.text, end)) and (bool(_LEAD.search(before)) or not _NO_PIECE.search(before[-1:]))
    return bool(_LEAD.search(before)) or not _NO_PIECE.search(before[-1:])
