"""Who holds a post where: 甲协会会长张某; 张某，甲局局长; 张某（甲协会会长）; 本报记者张某."""

import re
from collections.abc import Iterator

from nlp.claims import Claim
from nlp.clauses import SIGNS, Group, Sentence
from nlp.relations_triggers import triggers
from nlp.spans import Mention

_HOME, _PERSON = f"[{SIGNS['ORG']}{SIGNS['PLACE']}]", SIGNS["PERSON"]
_POST = "[^\ue000-\ue007，。；：！？（）()“”]"
# 甲协会会长张某, 甲协会张某
_BEFORE = re.compile(f"({_HOME})的?({_POST}{{0,16}})({_PERSON})")
_SPEAKS = re.compile("表示|说|介绍|认为|告诉|指出|坦言|谈到|提到|回忆|：|，|$")
# 张某是甲局党组书记、局长; 张某，甲局局长; 张某（甲局局长）
_AFTER = re.compile(
    f"({_PERSON})(?:[，,]?(?:也|同时)?(?:是|系|为|现任|担任|出任|任|曾任|来自|就职于|任职于|供职于|受聘于|当选为?|兼任)|[，（(：])({_HOME})的?({_POST}{{0,16}})"
)
# 甲协会的会长是张某, 会长由张某担任
_COPULA = re.compile(f"({_HOME})的?({_POST}{{2,16}}?)(?:是|为|由|叫|：)({_PERSON})")
# 甲社区张某书记
_NAMED = re.compile(f"({_HOME})({_PERSON})({_POST}{{2,6}})")


def claims_of_posts(sentence: Sentence) -> Iterator[Claim]:
    """Every post that the sentence itself states."""
    masked = sentence.masked
    if _PERSON not in masked:
        return
    for m in _BEFORE.finditer(masked):
        if _is_post(m[2]) or (not m[2] and (sentence.kind != "body" or _SPEAKS.match(masked, m.end()))):
            yield from _claims(sentence, m.start(1), m.start(3), m[2], "before")
    for m in _COPULA.finditer(masked):
        if _is_post(m[2]):
            yield from _claims(sentence, m.start(1), m.start(3), m[2], "copula")
    for m in _AFTER.finditer(masked):
        title = _cut_post(m[3])
        if title:
            yield from _claims(sentence, m.start(2), m.start(1), title, "after")
    for m in _NAMED.finditer(masked):
        title = _cut_post(m[3])
        if title and title == m[3][: len(title)]:
            yield from _claims(sentence, m.start(1), m.start(2), title, "named")


def _is_post(text: str) -> bool:
    words = triggers()
    return bool(words.post.search(text)) and not words.never_post.search(text) and not _CLAUSE.search(text)


# Words that stand in a clause, not in a post: 甲局和社区书记 is a list, 甲局表彰的书记 a sentence.
_CLAUSE = re.compile(r"的.*的|了|着|向|对|把|被|让|给|与|和|及(?!格)|到|在")


def _cut_post(text: str) -> str:
    """The longest post that the text begins with, or an empty string."""
    for end in range(len(text), 1, -1):
        if _is_post(text[:end]):
            return text[:end]
    return ""


def _claims(sentence: Sentence, home_at: int, person_at: int, title: str, rule: str) -> Iterator[Claim]:
    home, people = sentence.group_at(home_at), sentence.group_at(person_at)
    if home is None or people is None:
        return
    place = _home(home, rule)
    start = min(place.start, people.start)
    end = max(sentence.offsets[max(home_at, person_at) + 1] if rule in ("after", "named") else 0, home.end, people.end)
    if rule in ("after", "named"):
        end = max(end, sentence.offsets[min(max(home_at, person_at) + 1 + len(title), len(sentence.masked))])
    chosen = people.mentions if rule != "after" else people.mentions[-1:]
    for person in chosen:
        attrs = {"title": title.lstrip("的")} if title else {}
        score = 0.93 if title and place.label == "ORG" else 0.8
        yield Claim(person.entity, "WORKS_FOR", place.entity, start, end, f"rule:WORKS_FOR/{rule}", score, dict(attrs))


def _home(group: Group, rule: str) -> Mention:
    return group.mentions[0] if rule == "after" and len(group.mentions) == 1 else group.mentions[-1]
