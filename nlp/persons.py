"""Persons by surname and what stands beside the name: a title, a verb of saying, a by-line."""

import re
from functools import cache

from nlp.lexicon import word_set, words
from nlp.spans import Mention
from nlp.words import dictionary

HANZI = "[\u4e00-\u9fff]"


@cache
def _patterns() -> "tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]":
    surname = "(?:" + "|".join([*words("persons", "compound"), f"[{''.join(words('persons', 'surnames'))}]"]) + ")"
    title = "(?:" + "|".join(words("persons", "titles")) + ")"
    after = "(?:" + "|".join(map(re.escape, words("persons", "after"))) + ")"
    minority = f"{HANZI}{{1,6}}(?:·{HANZI}{{1,6}})+"
    behind = re.compile(f"{title}(?:（{HANZI}{{1,12}}）)?[：: ]?(?P<name>{minority}|{surname}{HANZI}{{1,2}})")
    front = re.compile(f"(?P<name>{surname}{HANZI}{{1,2}})(?:，是|，|是)?(?:{HANZI}{{0,14}}?)?(?={title})")
    says = re.compile(f"(?:^|(?<=[，。、；：！？”（\n和与]))(?P<name>{surname}{HANZI}{{1,2}})(?={after})")
    return behind, front, says


@cache
def _not_names() -> frozenset[str]:
    """Words that begin with a surname."""
    return frozenset(w for w in dictionary().FREQ if 2 <= len(w) <= 3 and dictionary().FREQ[w] > 40)


def find_persons(text: str) -> list[Mention]:
    """Persons in a text: those beside a title, and every other place where their whole names stand."""
    known: dict[str, float] = {}
    behind, _, says = _patterns()
    for match in behind.finditer(text):
        name = _trim(text, match.start("name"), match.end("name"))
        if name and _plausible(name):
            known[name] = 0.9
            _rest_of_list(text, match.start("name") + len(name), known)
    for match in says.finditer(text):
        name = _trim(text, match.start("name"), match.end("name"))
        if (
            name
            and len(name) == 3
            and name not in known
            and _plausible(name)
            and name not in _not_names()
            and _says(text, match.start() + 3)
        ):
            known[name] = 0.75
    return _everywhere(text, known)


def _says(text: str, at: int) -> bool:
    return text.startswith(("介绍", "表示", "告诉", "坦言", "认为", "指出", "说", "谈到", "透露"), at)


def _trim(text: str, start: int, end: int) -> str:
    """The name without the verb that follows it: 曾群介 → 曾群."""
    name = text[start:end]
    if "·" in name or len(name) < 3:
        return name
    compound = name[:2] in word_set("persons", "compound")
    rest = text[start + 2 : start + 6]
    follows = (
        any(rest.startswith(w) for w in words("persons", "after") if w not in "和与、，等的向对就从也在是为及又还把将给")
        or rest[0] in "，。：、）"
    )
    if follows and not compound:
        return name[:2]
    # 二字名 before a function word, where the third character seldom ends a name
    if name[2] in "说在和与的向对就从也是为及又还把将给等则来到" and not compound:
        return name[:2]
    return name


def _plausible(name: str) -> bool:
    return (
        not (name in _not_names() and len(name) == 2)
        and name not in ("于是", "常委", "任何", "时任")
        and not name.endswith(("社工", "主任", "局长", "书记"))
    )


def _rest_of_list(text: str, at: int, known: dict[str, float]) -> None:
    """记者 王会贤、闫冰 …: names that go on behind the first."""
    surname = f"[{''.join(words('persons', 'surnames'))}]"
    for match in re.compile(f"[、 ]({surname}{HANZI}{{1,2}})(?=[、 ）)，。\n]|$)").finditer(text, at, at + 30):
        if match.start() == at and _plausible(match[1]):
            known.setdefault(match[1], 0.85)
            at = match.end()


def _everywhere(text: str, known: dict[str, float]) -> list[Mention]:
    if not known:
        return []
    every = re.compile("|".join(map(re.escape, sorted(known, key=lambda n: (-len(n), n)))))
    return [
        Mention(start=m.start(), end=m.end(), label="PERSON", by="rule:PERSON/title", score=known[m.group()]) for m in every.finditer(text)
    ]
