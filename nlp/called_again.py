"""Things called again by the last word of their names alone: 书屋 for 蚕花书屋, 队里 for a team."""

import re
from bisect import bisect_left
from collections.abc import Iterator

from graph.model import Entity
from nlp.counted import tagged
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


def _endings(e: Entity) -> list[str]:
    name = re.sub("[“”《》]|[（(].*", "", e.name)
    words = tagged(name[-8:]) if len(name) > 3 else ()
    found = [words[-1][0]] if words and len(words[-1][0]) > 1 else []
    if e.kind == "volunteer_team":
        found.append("队")
    if e.label == "PROJECT" and "项目" not in found:
        found.append("项目")
    return found
