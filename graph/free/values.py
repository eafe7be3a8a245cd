"""The values that a sentence names: places, names that the graph holds, names that the readers of texts see, groups, dates, numbers."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from graph.free.match import SIGNS, matcher
from graph.free.words import words
from graph.places import Place, chain, find_place, full_name, places
from graph.queries import ask
from graph.stores import GraphStore
from nlp.counted import tagged
from nlp.entities import read_rules
from nlp.indicators_words import word_set
from nlp.numbers import hanzi_value
from nlp.page import Page

LONGEST_PLACE = 24
DATE = re.compile(r"(?P<y>(?:19|20)\d\d)(?:[-/.年](?:(?P<m>0?[1-9]|1[0-2])(?:[-/.月](?:(?P<d>[0-3]?\d)[日号]?)?)?)?)?(?!\d)")
HANZI_YEAR = re.compile(r"[一二][〇零○一二三四五六七八九]{3}(?=年)")
DIGITS = {c: str(i) for i, c in enumerate("零一二三四五六七八九")} | {"〇": "0", "○": "0"}
NUMBERED = re.compile(r"[\u4e00-\u9fff]{1,5}[〔\[(【](?:19|20)\d\d[〕\])】]\d+号")
COMMUNITIES = ("社区", "村", "居委会", "村委会")
AT_LEAST = re.compile(
    r"(?:至少|不少于|不低于|最少|起码)[^\d一二两三四五六七八九十]{0,4}(\d+|[一二两三四五六七八九十]+)|(\d+|[一二两三四五六七八九十]+)\w{0,2}以上"
)
# How many left-over pieces are looked up: each is one question to the store.
PIECES = 3
# Word classes of jieba's dictionary: verbs, adverbs, pronouns, particles and the like; and those with the same letter that names have.
TALK, NOUNLIKE = frozenset("vdrupcmqyftaeo"), ("vn", "an", "ad", "eng")
# What the readers of texts must be sure of before a name that the graph does not hold counts as one.
SURE = 0.7


class Value(Struct, frozen=True):
    """``sentence[start:end]`` means ``value``, a thing of the kind ``kind`` (see ``SIGNS``, and MEASURE).

    ``code`` is that of the division, empty for what is none or several. ``known`` is false for a name that the graph does not hold.
    """

    start: int
    end: int
    kind: str
    value: str
    code: str = ""
    known: bool = True


def find_values(sentence: str, store: GraphStore) -> list[Value]:
    """The values of a tidy sentence from left to right, none overlapping but measures, which may lie in others. Raises StoreError."""
    named = list(_named(sentence, store))
    found = [v for v in named if v.kind != "MEASURE"]
    found += [*_places(sentence), *_dates(sentence), *_numbers(sentence)]
    read = list(_read(sentence))
    kept = _longest([*found, *(v for v in read if v.kind in ("ORG", "COMMUNITY", "POLICY", "GROUP"))])
    kept += [v for v in _longest(read) if not any(_overlap(v, k) for k in kept)]
    measures = _longest([*(v for v in named if v.kind == "MEASURE"), *_measures(sentence)])
    kept += [v for v in measures if not any(_overlap(v, k) and k.kind != "GROUP" for k in kept)]
    kept += _pieces(sentence, kept, store)
    return sorted(kept, key=lambda v: (v.start, v.end, v.kind))


def masked(sentence: str, values: Iterable[Value], kinds: frozenset[str]) -> str:
    """The sentence with one sign in the place of each value of these kinds, without the other values that have a sign.

    A measure stays as it is where none is asked for. A place can be a province or a county.
    """
    able = kinds | {"PLACE"} if kinds & {"PROVINCE", "COUNTY"} else kinds
    at, parts = 0, []
    for v in values:
        if v.start < at or v.kind not in SIGNS or (v.kind == "MEASURE" and v.kind not in able):
            continue
        parts += [sentence[at : v.start], SIGNS[v.kind] if v.kind in able else ""]
        at = v.end
    return "".join((*parts, sentence[at:]))


def is_vocabulary(text: str) -> bool:
    """Whether the questions use these characters as words of their own: 合作 is a city too, 资源 a county."""
    return matcher().knows(text)


def is_plain_talk(text: str) -> bool:
    """Whether every word of the text is in the dictionary and of a class that no name consists of alone: 就指着, 说过但."""
    return all(flag[0] in TALK and flag not in NOUNLIKE for _, flag in tagged(text))


def _named(sentence: str, store: GraphStore) -> Iterator[Value]:
    """Names and aliases that the graph holds; one that is a word of the questions (社区, 志愿者) is none."""
    for row in ask(store, "named", sentence=sentence):
        word, label = str(row["word"]), str(row["label"])
        kind = "MEASURE" if label == "INDICATOR" else "COMMUNITY" if row["kind"] == "community" else label
        if kind != "MEASURE" and label != "GROUP" and is_vocabulary(word):
            continue
        yield from (Value(m.start(), m.end(), kind, str(row["name"])) for m in re.finditer(re.escape(word), sentence))


def _pieces(sentence: str, kept: Sequence[Value], store: GraphStore) -> Iterator[Value]:
    """What is left over and no words of the questions: a part of names that the graph holds, or unknown."""
    bare = "".join(" " if any(v.start <= i < v.end for v in kept) else c for i, c in enumerate(sentence))
    for start, last in [span for span in matcher().unread(bare) if not sentence[span[0]].isdigit()][:PIECES]:
        # 凤凰 is left over of 凤凰社区, as 社区 is a word of the questions
        end = last + next((len(c) for c in COMMUNITIES if sentence.startswith(c, last)), 0)
        part = sentence[start:end]
        rows = [r for r in ask(store, "find", name=part) if r["label"] != "PLACE"]
        kinds = Counter("COMMUNITY" if r["kind"] == "community" else str(r["label"]) for r in rows)
        names = sorted({str(r["name"]) for r in rows})
        if not rows and is_plain_talk(part):
            continue
        kind = min(kinds, key=lambda k: (-kinds[k], k), default="COMMUNITY" if end > last else "UNKNOWN")
        yield Value(start, end, kind, names[0] if len(names) == 1 else part, known=bool(rows))


def _places(sentence: str) -> Iterator[Value]:
    """The longest place name at each character. A short form that is a word of the questions is that word."""
    starts = places().starts
    for start in range(len(sentence) - 1):
        if sentence[start : start + 2] not in starts:
            continue
        for end in range(min(len(sentence), start + LONGEST_PLACE), start + 1, -1):
            if value := _place(sentence, start, end):
                yield value
                break


def _place(sentence: str, start: int, end: int) -> Value | None:
    name = sentence[start:end]
    found = find_place(name)
    table = places()
    exact = name in table.full or found.code is not None
    if not exact or not found.candidates:
        return None
    # 凤凰社区 lies in no 凤凰县; 合作 and 资源 are places too.
    if name not in table.full and (sentence.startswith(COMMUNITIES, end) or is_vocabulary(name)):
        return None
    if not found.code:
        return Value(start, end, "PLACE", name)
    place = table.by_code[found.code]
    return Value(start, end, "PLACE", place.name, found.code)


def place_text(value: Value) -> str:
    """The place's name, or its full name where the name alone would mean others too."""
    if not value.code:
        return value.value
    return value.value if len(places().full.get(value.value, ())) == 1 else full_name(value.code)


def lies_in(value: Value, level: str) -> Place | None:
    """The province, city or county that a place is or lies in."""
    return next((p for p in chain(value.code) if p.level == level), None)


def _dates(sentence: str) -> Iterator[Value]:
    """Days, months and years as the first day that they mean."""
    plain = HANZI_YEAR.sub(lambda m: "".join(DIGITS[c] for c in m[0]), sentence)
    for m in DATE.finditer(plain):
        day = f"{m['y']}-{int(m['m'] or 1):02}-{int(m['d'] or 1):02}"
        yield Value(m.start(), m.end(), "DATE", day)


def _numbers(sentence: str) -> Iterator[Value]:
    for m in AT_LEAST.finditer(sentence):
        group = 1 if m[1] else 2
        number = m[group] if m[group].isdigit() else hanzi_value(m[group])
        if number is not None:
            yield Value(m.start(group), m.end(group), "NUMBER", str(int(number)))


def _measures(sentence: str) -> Iterator[Value]:
    for word in {*words().measures["words"].split(), *word_set("nouns")}:
        yield from (Value(m.start(), m.end(), "MEASURE", word) for m in re.finditer(re.escape(word), sentence))


def _read(sentence: str) -> Iterator[Value]:
    """What the readers of texts take for names of organisations, policies, projects, people and groups."""
    _, mentions = read_rules(Page(sentence))
    for m in mentions:
        text = sentence[m.start : m.end]
        if m.label in SIGNS and m.label != "PLACE" and m.score >= SURE and (m.label == "GROUP" or not _is_common(text)):
            kind = "COMMUNITY" if m.label == "ORG" and text.endswith(COMMUNITIES) else m.label
            yield Value(m.start, m.end, kind, text, known=m.label == "GROUP")
    yield from (Value(m.start(), m.end(), "POLICY", m[0], known=False) for m in NUMBERED.finditer(sentence))


def _is_common(name: str) -> bool:
    """Whether the name without its place is a word of the questions: 江永县社工站 asks about a place, not for a name."""
    place = next((end for end in range(len(name), 1, -1) if find_place(name[:end]).code), 0)
    return not matcher().unread(name[place:])


def _longest(values: Iterable[Value]) -> list[Value]:
    """Of overlapping values the longest, then the first."""
    kept: list[Value] = []
    for v in sorted(values, key=lambda v: (v.start - v.end, v.start, not v.known, v.kind, v.value)):
        if not any(_overlap(v, k) for k in kept):
            kept.append(v)
    return kept


def _overlap(a: Value, b: Value) -> bool:
    return a.start < b.end and b.start < a.end
