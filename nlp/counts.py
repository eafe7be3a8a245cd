"""Which numbers of a paragraph are counted facts, and of what: every clause is read with the clauses before it in mind."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import pairwise

from msgspec import Struct

from nlp.counted import OWNER, PERSON, Thing, is_money, money_noun, noun_after, noun_before
from nlp.indicators_words import any_of, word_set
from nlp.numbers import Number, find_numbers
from nlp.spans import Mention

_BREAK = re.compile(r"[，；：。！？!?\n]|——")
# Up to the first 、 that stands in no brackets.
_OUTSIDE = re.compile(r"(?:[^、（(]|[（(][^（）()]*[）)])*、")
_SENTENCE = re.compile(r"[。！？!?\n]+[”’」』）)】]*")
PEOPLE = frozenset({"人", "名", "位", "人次"})


class Count(Struct):
    """A number that counts something. ``sentence`` and ``clause`` are its spans; ``weak`` asks for an owner in the same sentence."""

    number: Number
    measure: str
    qualifier: str
    clause: tuple[int, int]
    sentence: tuple[int, int]
    weak: bool = False


class _Reading(Struct):
    """What the clauses before the current number have said."""

    text: str
    masked: str
    sentence: tuple[int, int]
    topic: str = ""
    following: str = ""
    measures: dict[str, str] = {}


def read_counts(text: str, span: tuple[int, int], mentions: list[Mention]) -> Iterator[Count]:
    """The counts of one paragraph in text order; numbers inside names (第一社区, 五社联动论坛) are no counts."""
    names = [(m.start, m.end) for m in mentions if m.named]
    starts = [a for a, _ in names]
    numbers = [_shift(n, span[0]) for n in find_numbers(text[span[0] : span[1]])]
    numbers = [n for n in numbers if not _inside(n, names, starts)]
    measures: dict[str, str] = {}
    masked = mask(text, span, mentions)
    for sentence in split(text, span, _SENTENCE):
        if text[sentence[0] : sentence[1]].rstrip("”’」』）").endswith(("？", "?")):
            continue
        reading = _Reading(text, masked, sentence, measures=measures)
        inside = [n for n in numbers if sentence[0] <= n.start < sentence[1]]
        parts = list(clauses(text, sentence, inside))
        for clause, after in zip(parts, [*parts[1:], (0, 0)], strict=True):
            reading.following = text[slice(*after)]
            here = [n for n in inside if clause[0] <= n.start < clause[1]]
            yield from _clause_counts(reading, clause, here)


def mask(text: str, span: tuple[int, int], mentions: list[Mention]) -> str:
    """The text with a sign in each character of the names that own figures; offsets stay true."""
    out = list(text[span[0] : span[1]])
    for m in mentions:
        if m.label in ("PLACE", "ORG", "EVENT", "PERSON") and m.named and m.kind != "government":
            out[m.start - span[0] : m.end - span[0]] = (PERSON if m.label == "PERSON" else OWNER) * (m.end - m.start)
    return " " * span[0] + "".join(out)


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
    for start, end in split(text, sentence, _BREAK):
        here = [n for n in numbers if start <= n.start < end]
        cuts = [start]
        for one, two in pairwise(here):
            mark = _OUTSIDE.match(text, one.end, two.opening)
            if mark:
                cuts.append(mark.end())
        cuts.append(end)
        for a, b in pairwise(cuts):
            while b > a and text[b - 1] in "，；：。！？!?\n、—”":
                b -= 1
            if b > a:
                yield a, b


def _clause_counts(reading: _Reading, clause: tuple[int, int], numbers: list[Number]) -> Iterator[Count]:
    text, left, told = reading.masked, clause[0], False
    for i, n in enumerate(numbers):
        right = numbers[i + 1].opening if i + 1 < len(numbers) else clause[1]
        if n.start < left:
            continue
        before, after = text[left : n.opening], text[n.end : max(n.end, right)]
        thing, used = _thing(reading, n, before, after)
        if thing.measure and _counts(n, thing, before, after):
            reading.measures[n.unit] = thing.measure
            reading.topic, told = "", True
            yield Count(n, thing.measure, _qualifier(n, thing, before), clause, reading.sentence, _is_weak(n, thing, before))
        left = n.end + used
    if not told:
        reading.topic = text[clause[0] : clause[1]]


def _thing(reading: _Reading, n: Number, before: str, after: str) -> tuple[Thing, int]:
    """What the number counts, and how much of the text after the number belongs to it."""
    if is_money(n.unit) or not n.unit:
        return _money_thing(reading, n, before, after)
    if n.unit in ("%", "倍"):
        return _share_thing(reading, before, after)
    behind = noun_after(after)
    ahead = noun_before(before)
    if behind.measure:
        return Thing(
            behind.measure, _context(ahead, before, next(reversed(reading.measures.values()), "")) + _said(after[behind.end :]), behind.end
        ), behind.end
    if n.unit in PEOPLE and not ahead.measure and not ahead.qualifier and re.match(any_of("stops"), after):
        return Thing(after.strip("了的") + "的人"), 0
    return _ahead(reading, n, ahead, before), 0


_RATIO = re.compile(
    rf"(?P<part>[^，。；]*?)(?:{any_of('before')}|占到?了?|达到?了?|相当于|是|为)*(?P<verb>占到?|不低于|不超过|不高于|不少于|超过|相当于|是|为)(?P<whole>[^，。；]{{2,}}?)的?$"
)


def _share_thing(reading: _Reading, before: str, after: str) -> tuple[Thing, int]:
    """A share is measured by what it is a share of: 人员经费占项目总经费的70%, 给予40%补助, 覆盖率达95%."""
    behind = money_noun(after)
    if behind.measure:
        return _paid(behind, before), behind.end
    ratio = _RATIO.fullmatch(before.rstrip("约近达到超过了共"))
    if ratio and ratio["whole"]:
        part = noun_before(ratio["part"])
        part_name = part.qualifier + part.measure or next(reversed(reading.measures.values()), "")
        whole = ratio["whole"].replace(OWNER, "").strip("的")
        return Thing(f"{part_name}占{whole}" if "占" in ratio["verb"] else f"{part_name}与{whole}之比"), 0
    if not before.strip("，、其中约近有") and not noun_after(after).measure and "其中" not in before:
        return Thing(), 0
    return _ahead(reading, Number(0, 0, 0, 0.0, "%"), noun_before(before)), 0


_BARE_VERB = re.compile(rf"(?:来自|分布在|分布于|覆盖|覆盖了|遍布|涉及|惠及|服务|服务了|带动|落在|走进|进入)[{OWNER}的全]*")


def _context(ahead: Thing, before: str, last: str) -> str:
    if before.endswith("等"):
        return ""
    if re.fullmatch(_BARE_VERB, before) and last:
        return last + before
    return ahead.qualifier + ahead.measure if len(before) <= 14 else ahead.qualifier[-8:]


def _said(rest: str) -> str:
    """What a clause says of the thing after naming it (13家企业｜接过了证书), where that is short."""
    rest = rest.replace(OWNER, "").strip("，。；的 ")
    return rest if 1 < len(rest) <= 14 and re.match(any_of("stops"), rest) else ""


_THEN = re.compile(
    r"^(?:增加|增长|发展|扩大|上升|提高|提升|下降|减少|缩减|扩展|壮大|增)?[到至为](?:如今|现在|目前|今年|去年|现有|(?:19|20)\d\d年(?:初|底|末)?)*(?:完成|达到|建成)?的?$"
)


def _ahead(reading: _Reading, n: Number, ahead: Thing, before: str = "") -> Thing:
    """The noun before the number; where it is only narrowed (取得资格的有38家), the noun comes from what was said before."""
    if _THEN.match(before) and n.unit in reading.measures:
        return Thing(reading.measures[n.unit], re.sub("[到至为的]|发展|增加|增长", "", _plain(before)))
    if ahead.measure and len(ahead.measure) > 1:
        return ahead
    topic = noun_before(reading.topic) if reading.topic else Thing()
    if topic.measure and len(topic.measure) > 1:
        return Thing(topic.measure, ahead.qualifier or topic.qualifier)
    if n.unit in reading.measures and (ahead.qualifier or n.unit not in PEOPLE):
        return Thing(reading.measures[n.unit], ahead.qualifier)
    return Thing(ahead.qualifier + "的人" if n.unit in PEOPLE else ahead.qualifier) if ahead.qualifier else ahead


_PART = re.compile(r"(?:这?其中|这?当中|另外|另)?的?有?")
_SOURCE = re.compile(r"出自|来自|源自|来源于|用于|投向|系")


def _money_thing(reading: _Reading, n: Number, before: str, after: str) -> tuple[Thing, int]:
    behind, ahead = money_noun(after), noun_before(before)
    if behind.measure:
        return _paid(behind, before), behind.end
    if source := _SOURCE.match(reading.following if not after and _PART.fullmatch(before) else ""):
        return Thing(re.sub(r"^(?:19|20)\d\d年度?|[（(].*", "", reading.following[source.end() :])), 0
    spent = re.match(any_of("spending"), after)
    if ahead.measure:
        if re.search(any_of("amounts") + "$", ahead.measure):
            return Thing(ahead.measure, ahead.qualifier + (spent.group() if spent else "")), 0
        whole = _plain(before)
        if whole in word_set("spending"):
            whole = noun_after(_plain(reading.topic)).measure + whole
        return Thing(whole + (spent.group() if spent else "")), 0
    found = _ahead(reading, n, ahead, before)
    return Thing(found.measure + (spent.group() if spent else ""), found.qualifier), 0


_EACH = re.compile(r"每(?:年|月|天|季度|周|人|户|次|[\u4e00-\u9fff]{1,6}(?=年|补|资|获|给|不|配|安|建|投|平))|各")


def _paid(money: Thing, before: str) -> Thing:
    """市财政按绩效给予40%补助: the payer goes before the money, how it is paid is what narrows it."""
    words = _plain(before)
    payer = re.match(r"([\u4e00-\u9fff、]{2,8}?)(?=按|对|给|向|将|予|为|每)", words)
    if not payer:
        return Thing(money.measure, words, money.end)
    return Thing(payer[1] + money.measure, words[payer.end() :], money.end)


def _plain(text: str) -> str:
    """The words without the names that own figures and without what says how often."""
    text = re.sub(f"[{OWNER}{PERSON}]+", "", text)
    return re.sub(r"每(?:年|月|季度|周)|合计|累计|共计|一共|总共|为此|^其中", "", text).strip("，、的 ")


def _qualifier(n: Number, thing: Thing, before: str) -> str:
    each = _EACH.search(before)
    parts = [each.group() if each and each.group() not in thing.qualifier else "", thing.qualifier, *n.about]
    return "，".join(dict.fromkeys(p for p in parts if p))


def _ends(noun: str, words: str) -> bool:
    return any(noun.endswith(w) for w in word_set(words))


def _counts(n: Number, thing: Thing, before: str, after: str) -> bool:
    """Whether the number counts something that a reader would write down."""
    bare = re.sub(r"（[^（）]*）$", "", thing.measure)
    if not n.unit:
        return bool(re.search(any_of("amounts"), thing.measure)) and n.value >= 1000
    if is_money(n.unit) and re.search(PERSON + r"[^，。；]{0,3}(?:领|获|得|拿|收)", before):
        return False
    if is_money(n.unit) or n.unit in ("%", "倍"):
        return n.value > 0 and not (n.hanzi and n.value < 1000)
    if n.value < 1 or re.search(r"(?:每|按|按照每)$", before):
        return False
    if before.endswith("各") and n.value == 1:
        return False
    if n.hanzi and n.value == 1:
        return (
            n.unit in ("家", "个", "所", "支", "名", "座")
            and bool(re.search(any_of("founding") + r"了?$", before))
            and _ends(bare, "heads")
        )
    if re.search(r"(?:这|那|上述|此|前)$", before):
        return False
    if n.unit in ("点", "步", "环", "轮", "级", "把", "层", "届", "队", "面", "国"):
        return not n.hanzi and n.value > 9
    return not _ends(bare, "vague")


def _is_weak(n: Number, thing: Thing, before: str) -> bool:
    bare = re.sub(r"（[^（）]*）$", "", thing.measure)
    return n.hanzi and n.value <= 10 and not is_money(n.unit) and (n.unit in ("大", "样", "种", "类") or not _ends(bare, "heads"))
