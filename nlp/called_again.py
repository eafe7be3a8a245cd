"""Things called again by the last word of their names alone: 书屋 for 蚕花书屋, 队里 for a team."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import pairwise

from graph.model import Entity
from nlp.counted import tagged
from nlp.resolver import POINTED
from nlp.spans import Mention

AGAIN = "rule:again"
# What may follow such a word at the beginning of a clause.
_AGAIN = re.compile(
    "里|内|上|的|共|已|有|在|每|去|今|现|目|从|由|将|为|开|办|受|收|成|组|设|对|也|还|又|最|只|全|先|前|启|运|一|派|招|募|出|投|拿|自|年|则|都|把|给|累|平|面|占|不|没|之|还|定|总"
)
_AFRESH = "，。；：、“”\n（ 　🔸✅→"


def bare_names(text: str, mentions: list[Mention], entities: dict[str, Entity]) -> Iterator[Mention]:
    """Where a clause begins with the last word of a name alone: the thing named last that ends so."""
    endings: dict[str, set[str]] = {}
    for e in entities.values():
        if (e.label == "ORG" and e.kind not in ("government", "media", "enterprise", "university")) or e.label == "PROJECT":
            for word in _endings(e):
                endings.setdefault(word, set()).add(e.id)
    if not endings:
        return
    starts = [m.start for m in mentions]
    for found in re.finditer("|".join(sorted(endings, key=lambda w: (-len(w), w))), text):
        at = bisect_left(starts, found.start() + 1)
        inside = at and mentions[at - 1].end > found.start()
        if inside or (found.start() and text[found.start() - 1] not in _AFRESH) or not _AGAIN.match(text, found.end()):
            continue
        last = next((m for m in reversed(mentions[max(0, at - 40) : at]) if m.entity in endings[found.group()]), None)
        if last:
            yield Mention(start=found.start(), end=found.end(), label=last.label, kind=last.kind, by=AGAIN, entity=last.entity, named=False)


# 甲局和乙局共同出资，前者出40万元: how far back the two are, and what may stand between them.
_TWO = re.compile("前者|后者")
_BACK = 120
_OTHERS = frozenset({"PERSON", "GROUP", "POLICY"})


def the_two(text: str, mentions: list[Mention]) -> Iterator[Mention]:
    """前者 and 后者: the first and the second of the last two things of one label that a sentence names."""
    starts = [m.start for m in mentions]
    pair: list[Mention] = []
    for found in _TWO.finditer(text):
        near = mentions[bisect_left(starts, found.start() - _BACK) : bisect_left(starts, found.start())]
        if found.group() == "前者" or not pair:
            pair = _pair(text, [m for m in near if m.named and m.label not in _OTHERS])
        if pair:
            m = pair[found.group() == "后者"]
            yield Mention(start=found.start(), end=found.end(), label=m.label, kind=m.kind, by=POINTED, entity=m.entity, named=False)


def _pair(text: str, near: list[Mention]) -> list[Mention]:
    """The last two different things of one label, the second before the end of the first one's sentence."""
    for one, two in reversed(list(pairwise(near))):
        if one.label == two.label and one.entity != two.entity and not re.search("[。！？\n]", text[one.end : two.start]):
            return [one, two]
    return []


def _endings(e: Entity) -> list[str]:
    name = re.sub("[“”《》]|[（(].*", "", e.name)
    words = tagged(name[-8:]) if len(name) > 3 else ()
    found = [words[-1][0]] if words and len(words[-1][0]) > 1 else []
    if e.kind == "volunteer_team":
        found.append("队")
    if e.label == "PROJECT" and "项目" not in found:
        found.append("项目")
    return found
