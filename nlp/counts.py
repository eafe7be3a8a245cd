"""Which numbers of a paragraph are counted facts, and of what: every clause is read with the clauses before it in mind."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from itertools import pairwise

from msgspec import Struct, structs

from nlp.called_again import AGAIN
from nlp.counted import BODY, OWNER, PERSON, Thing, is_money
from nlp.indicators_words import any_of, word_set
from nlp.measures import EACH, PEOPLE, SHARES, Reading, thing_of
from nlp.numbers import Number, find_numbers
from nlp.resolver import POINTED
from nlp.series import distributed, growth, remember
from nlp.spans import Mention

# 力争持证率达到65%: the promise narrows what is counted.
_PROMISE = re.compile("力争|争取|确保|力求|预计|有望")
_BREAK = re.compile(r"[，；：。！？!?\n]|——")
# How far the sentence of a figure is read, where a page has a sentence without end.
_NEAR, _LONGEST_SENTENCE = 500, 1_000
# Up to the first 、 that stands in no brackets.
_OUTSIDE = re.compile(r"(?:[^、（(]|[（(][^（）()]*[）)])*、")
_NUMBERING = re.compile(
    r"\s*(?:第[一二三四五六七八九十百\d]{1,4}[条款章节]|[（(](?:\d{1,2}|[一二三四五六七八九十]{1,3})[）)]|[一二三四五六七八九十]{1,3}、|\d{1,2}[.．、](?!\d))"
)
# Signs and pictures that begin an item end the sentence before it.
_SENTENCE = re.compile(r"[。！？!?\n]+[”’」』）)】]*|(?<=[^。！？!?\n])(?=[▍→•●■◆★☆➤✅✔✦\U0001f300-\U0001faff])")


class Count(Struct):
    """A number that counts something. ``sentence`` and ``clause`` are its spans; ``weak`` asks for an owner in the same sentence."""

    number: Number
    measure: str
    qualifier: str
    clause: tuple[int, int]
    sentence: tuple[int, int]
    weak: bool = False


def read_counts(text: str, masked: str, span: tuple[int, int], names: list[tuple[int, int]]) -> Iterator[Count]:
    """The counts of one paragraph in text order; numbers inside ``names`` (第一社区, 五社联动论坛) are no counts.

    ``masked`` is the text after ``mask_names``.
    """
    starts = [a for a, _ in names]
    numbers = [_shift(n, span[0]) for n in find_numbers(text[span[0] : span[1]])]
    numbers = [n for n in numbers if not _inside(n, names, starts)]
    places = [n.start for n in numbers]
    measures: dict[str, str] = {}
    told: list[tuple[str, float, str]] = []
    for sentence in _bounded(text, split(text, span, _SENTENCE)):
        inside = numbers[bisect_left(places, sentence[0]) : bisect_left(places, sentence[1])]
        if not inside or text[sentence[0] : sentence[1]].rstrip("”’」』）").endswith(("？", "?")):
            continue
        reading = Reading(text, masked, sentence, measures=measures, told=told)
        parts, found = list(clauses(text, sentence, inside)), list[Count]()
        for clause, after in zip(parts, [*parts[1:], (0, 0)], strict=True):
            reading.following = text[slice(*after)]
            here = numbers[bisect_left(places, clause[0]) : bisect_left(places, clause[1])]
            found += _clause_counts(reading, clause, here)
        yield from _in_lists(text, found)


def _in_lists(text: str, counts: list[Count]) -> list[Count]:
    """The counts of a sentence; those that stand in a list of counts with one unit (两个甲、三个乙) need no owner of their own."""
    for one, two in pairwise(counts):
        if one.number.unit == two.number.unit and text[one.clause[1] : two.clause[0]] == "、":
            one.weak = two.weak = False
    if sum(not c.weak and not c.number.hanzi for c in counts) >= 2:  # a sentence of statistics
        for count in counts:
            count.weak = count.weak and not (count.number.unit in KINDS or _ends(count.measure, "heads"))
    return counts


_MASKS = {"PLACE": OWNER, "ORG": BODY, "EVENT": BODY, "PERSON": PERSON}


def mask_names(text: str, mentions: list[Mention]) -> str:
    """The text with a sign in each character of the names that own figures; offsets stay true."""
    out, at = [], 0
    for m in mentions:
        if m.label in _MASKS and (m.named or m.by in (AGAIN, POINTED)) and m.kind != "government" and m.start >= at:
            out += [text[at : m.start], _MASKS[m.label] * (m.end - m.start)]
            at = m.end
    return "".join([*out, text[at:]])


def _bounded(text: str, sentences: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The sentences; one without end is cut at its commas or blanks, so that reading a figure costs the same wherever it stands."""
    for start, end in sentences:
        while end - start > _LONGEST_SENTENCE:
            limit = start + _LONGEST_SENTENCE
            at = max(text.rfind(mark, start + _NEAR, limit) for mark in "，；、 ") + 1 or limit
            yield start, at
            start = at
        if end > start:
            yield start, end


def _shift(n: Number, by: int) -> Number:
    return Number(n.opening + by, n.start + by, n.end + by, n.value, n.unit, n.about, n.hanzi)


def _inside(n: Number, names: list[tuple[int, int]], starts: list[int]) -> bool:
    at = bisect_right(starts, n.start) - 1
    return at >= 0 and names[at][1] > n.start


def split(text: str, span: tuple[int, int], mark: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    """The pieces of ``text[span]`` between the marks, each with the mark that ends it."""
    start = span[0]
    for m in mark.finditer(text, *span):
        yield start, m.end()
        start = m.end()
    if start < span[1]:
        yield start, span[1]


def clauses(text: str, sentence: tuple[int, int], numbers: list[Number]) -> Iterator[tuple[int, int]]:
    """The clauses of a sentence without their marks. A list with a number in each part (站70个、室30个) is cut at 、 too."""
    places = [n.start for n in numbers]
    for start, end in split(text, sentence, _BREAK):
        here = numbers[bisect_left(places, start) : bisect_left(places, end)]
        cuts = [start]
        for one, two in pairwise(here):
            mark = None if "分别" in text[start : here[0].start] else _OUTSIDE.match(text, one.end, two.opening)
            if mark:
                cuts.append(mark.end())
        cuts.append(end)
        for a, b in pairwise(cuts):
            while b > a and (text[b - 1] in "，；：。！？!?\n、—" or (text[b - 1] == "”" and "“" not in text[a:b])):
                b -= 1
            numbering = _NUMBERING.match(text, a, b)
            a = numbering.end() if numbering else a
            if b > a:
                yield a, b


def _with_counted_name(reading: Reading, before: str, n: Number) -> str:
    """The words before the number; a body's name that the number follows at once is what is counted (街道三级协会13家), not an owner."""
    bare = before.rstrip(BODY)
    if is_money(n.unit) or n.unit in PEOPLE or bare == before:
        return before
    return bare + reading.text[n.opening - (len(before) - len(bare)) : n.opening]


def _clause_counts(reading: Reading, clause: tuple[int, int], numbers: list[Number]) -> Iterator[Count]:
    text, left, told = reading.masked, clause[0], False
    shared = distributed(reading, clause, numbers)
    for i, n in enumerate(numbers):
        right = numbers[i + 1].opening if i + 1 < len(numbers) else clause[1]
        if n.start < left:
            continue
        reading.at = n.opening
        before, after = _with_counted_name(reading, text[left : n.opening], n), text[n.end : max(n.end, right)]
        thing, used = (shared[i], 0) if shared else growth(reading, n, before) or thing_of(reading, n, before, after)
        if (promised := _PROMISE.match(thing.measure)) and promised.end() < len(thing.measure):
            words = promised[0] + ("，" + thing.qualifier if thing.qualifier else "")
            thing = structs.replace(thing, measure=thing.measure[promised.end() :], qualifier=words)
        # a number that is no count leaves its words to the next one
        if thing.measure and _counts(n, thing, before):
            weak = _is_weak(n, thing, before)
            topic, topics = reading.topic, list(reading.topics)
            remember(reading, n, thing, before)
            if weak:
                reading.topic, reading.topics = topic, topics
            told = told or not weak
            near = max(reading.sentence[0], clause[0] - _NEAR), min(reading.sentence[1], clause[1] + _NEAR)
            yield Count(n, thing.measure, _qualifier(n, thing, before), clause, near, weak)
            left = n.end + used
    if not told:
        reading.topic = text[clause[0] : clause[1]]
        reading.topics.append(reading.topic)


def _qualifier(n: Number, thing: Thing, before: str) -> str:
    each = "".join(EACH.findall(before))
    parts = [each if each not in thing.qualifier + thing.measure else "", thing.qualifier, *n.about]
    return "，".join(dict.fromkeys(p for p in parts if p))


KINDS = frozenset({"类", "种", "大"})


def _ends(noun: str, words: str) -> bool:
    return any(noun.endswith(w) for w in word_set(words))


def _counts(n: Number, thing: Thing, before: str) -> bool:
    """Whether the number counts something that a reader would write down."""
    bare = re.sub(r"（[^（）]*）$", "", thing.measure)
    if not n.unit:
        return n.value >= 1000 and (bool(re.search(any_of("amounts"), thing.measure)) or (n.hanzi and _ends(bare, "heads")))
    if is_money(n.unit) and re.search(PERSON + r"[^，。；]{0,3}(?:领|获|得|拿|收)", before):
        return False
    if is_money(n.unit) or n.unit in ("%", "倍"):
        return n.value > 0 and not (n.hanzi and n.value < 1000)
    if n.value < 1 or re.search(r"(?:每|按|按照每)$", before):
        return False
    if n.unit == "小时" and n.value < 100 and not re.search("时长|时间$", thing.measure):
        return False
    if before.endswith("各") and n.value == 1:
        return False
    if n.hanzi and n.value == 1:
        return (
            n.unit in ("家", "个", "所", "支", "名", "座")
            and bool(re.search(any_of("founding") + r"了?$", before))
            and _ends(bare, "heads")
        )
    if re.search(r"(?:这|那|上述|以上|以下|下列|前述|此|前|头|后)$", before):
        return False
    if n.unit in ("点", "步", "环", "轮", "级", "把", "层", "届", "队", "面", "国"):
        return not n.hanzi and n.value > 9
    return not (n.hanzi and _ends(bare, "vague"))


def _is_weak(n: Number, thing: Thing, before: str) -> bool:
    """Whether the count may be a manner of speaking (三个角度, 两家机构各出所长), so that its sentence must name an owner."""
    bare = re.sub(r"（[^（）]*）$", "", thing.measure)
    if n.value > 10 or is_money(n.unit) or n.unit in SHARES:
        return False
    if _ends(bare, "vague"):
        return True
    if not n.hanzi or before.endswith("等"):
        return False
    said_before = not before.strip("，“")
    return said_before or n.unit in ("大", "样", "种", "类") or not _ends(bare, "heads")
