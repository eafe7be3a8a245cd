"""Sentences as relation rules read them: mentions masked by one sign each, lists joined, clauses with the subject that they leave out.

``由甲协会和乙中心承办的“丙”论坛`` becomes ``由◆承办的◇论坛``: each rule is written once, whatever the names and however long the list.
"""

import re
from collections.abc import Iterator

from msgspec import Struct, structs
from spacy.tokens import Doc

from nlp.spans import Mention, Section

# One private character for each label; a rule written with <ORG|PLACE> is compiled to a class of these.
SIGNS = {
    "ORG": "\ue000", "PERSON": "\ue001", "PLACE": "\ue002", "POLICY": "\ue003", "PROJECT": "\ue004", "EVENT": "\ue005", "GROUP": "\ue006",
    "FUND": "\ue007",
}  # fmt: skip
ANY = "[\ue000-\ue007]"
# Labels that stand in one list together; a person is never listed with an organisation (甲主任张某、乙主任李某 are two pairs, no list).
FAMILIES = {"ORG": "body", "PLACE": "body", "PROJECT": "thing", "EVENT": "thing", "FUND": "thing"}
_JOINER = re.compile(
    r"，?(?:、|和|与|及|以及|暨|跟|同|还有|另有|或|\+|加上|连同|外加|再加上|乃至|(?:另)?一(?:份|个|家|支|项|头|方|部|则|边|处|所)(?:是|为|叫)|有的是|有的来自)(?:其他|其它|各类|广大|部分|一些|辖区内?的?|农村|城市|贫困|当地)?(?:[^，。；：、\ue000-\ue007]{1,12}、)?"
)
# “甲”“乙”“丙” and 《甲》《乙》 are lists without a joiner; 甲省乙市 is a row, of which the last place is meant.
_QUOTED = ("POLICY", "PROJECT", "EVENT", "FUND")
# A question and its answer are read together: 由谁来做？答案是甲会。
_SENTENCE_END = re.compile(r"(?:[。！!\n]|[？?](?!答案))+[”’」』）)]*")
_OPEN, _CLOSE = "“「『《〈‘", "”」』》〉’"
# （以下简称“甲”）: says nothing but a name.
_ASIDE = re.compile(r"[（(](?:以下|下|后文|文中|以下统)?(?:简称|称|统称)[^（）()]{0,30}[）)]")
# 张某（党组书记、局长）: the post in brackets would break a list of persons.
_POST_ASIDE = re.compile(r"[（(][^（）()，。；]{2,14}(?:长|主任|书记|员|干事|主席|经理|教授|师|人|代表)[）)]")
_LONGEST = 800
_BODY = frozenset({"title", "heading", "byline", "body", "caption", "quote"})


class Group(Struct, frozen=True):
    """Mentions that share a role: one, or a list (甲、乙和丙). ``at`` is the place of their sign in ``Sentence.masked``.

    ``home`` is the organisation that a folded post stands for (甲局局长 in front of 张某).
    """

    at: int
    start: int
    end: int
    mentions: tuple[Mention, ...]
    joiners: tuple[str, ...] = ()
    home: tuple[Mention, ...] = ()

    @property
    def label(self) -> str:
        """The label of the first mention, which chose the sign."""
        return self.mentions[0].label


class Sentence(Struct, frozen=True):
    """One sentence. ``offsets[i]`` is the document offset of ``masked[i]``; one more entry gives the end."""

    start: int
    end: int
    masked: str
    offsets: tuple[int, ...]
    groups: tuple[Group, ...]
    article: int
    kind: str

    def group_at(self, at: int) -> Group | None:
        """The group whose sign stands at ``masked[at]``."""
        return next((g for g in self.groups if g.at == at), None)

    def between(self, start: int, end: int) -> list[Group]:
        """The groups whose signs stand in ``masked[start:end]``, in order."""
        return [g for g in self.groups if start <= g.at < end]

    def clause(self, at: int) -> tuple[int, int]:
        """The bounds, in ``masked``, of the clause around ``at``."""
        start = max(self.masked.rfind(c, 0, at) for c in "，：；") + 1
        ends = [i for c in "，：；" if (i := self.masked.find(c, at)) >= 0]
        return start, min(ends, default=len(self.masked))


def read_sentences(doc: Doc, mentions: list[Mention]) -> Iterator[Sentence]:
    """Every sentence that holds a mention, in text order; sections that are lists of references are left out."""
    at = 0
    for section in document_sections(doc):
        if section.kind not in _BODY:
            continue
        for start, end in _spans(doc._.document.text, section):
            while at < len(mentions) and mentions[at].start < start:
                at += 1
            first = at
            while at < len(mentions) and mentions[at].start < end:
                at += 1
            inside = [m for m in mentions[first:at] if m.entity and m.end <= end and not _is_origin(doc._.document.text, m)]
            if inside or section.kind == "heading":
                yield mask_sentence(doc._.document.text, (start, end), inside, section)


def _is_origin(text: str, m: Mention) -> bool:
    """韶关籍企业家: where somebody comes from neither acts nor is served."""
    return m.label == "PLACE" and text[m.end : m.end + 1] == "籍"


def document_sections(doc: Doc) -> list[Section]:
    """The document's sections; without any, each line is one of body."""
    if doc._.sections:
        return list(doc._.sections)
    found, start = [], 0
    for line in doc._.document.text.splitlines(keepends=True):
        found.append(Section(start, start + len(line.rstrip()), "body", 0))
        start += len(line)
    return found


def _spans(text: str, section: Section) -> Iterator[tuple[int, int]]:
    start = section.start
    for mark in _SENTENCE_END.finditer(text, section.start, section.end):
        yield from _pieces(text, start, mark.end())
        start = mark.end()
    if start < section.end:
        yield from _pieces(text, start, section.end)


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The sentence, or its parts where it is longer than any that is written: a page without full stops must not cost squared time."""
    while end - start > _LONGEST:
        cut = max(text.rfind(c, start + _LONGEST // 2, start + _LONGEST) for c in "；，、 ") + 1
        cut = cut or start + _LONGEST
        yield start, cut
        start = cut
    yield start, end


def mask_sentence(text: str, span: tuple[int, int], mentions: list[Mention], section: Section) -> Sentence:
    """The sentence ``text[span]`` with a sign for each mention or list of mentions."""
    masked, offsets, singles = _mask(text, span, mentions)
    return _joined(Sentence(span[0], span[1], masked, tuple(offsets), tuple(singles), section.article, section.kind))


def fold(sentence: Sentence, spans: list[tuple[int, int]]) -> Sentence:
    """The sentence without the given spans of ``masked``, each a body with a post in front of a person.

    Lists that this brings together are joined (甲局局长张某、乙局局长李某).
    """
    if not spans:
        return sentence
    homes = {b: sentence.group_at(a) for a, b in spans}
    keep = [i for i in range(len(sentence.masked) + 1) if not any(a <= i < b for a, b in spans)]
    at = {old: new for new, old in enumerate(keep)}
    groups = tuple(
        structs.replace(g, at=at[g.at], home=home.mentions if (home := homes.get(g.at)) else ()) for g in sentence.groups if g.at in at
    )
    masked = "".join(sentence.masked[i] for i in keep[:-1])
    return _joined(structs.replace(sentence, masked=masked, offsets=tuple(sentence.offsets[i] for i in keep), groups=groups))


def _joined(sentence: Sentence) -> Sentence:
    masked, offsets, singles = sentence.masked, sentence.offsets, sentence.groups
    groups: list[Group] = []
    out: list[str] = []
    kept: list[int] = []
    done = 0
    for single in singles:
        joiner = _joins(masked[done : single.at], groups[-1] if groups and done else None, single)
        if joiner is None:
            out.append(masked[done : single.at])
            kept.extend(offsets[done : single.at])
            groups.append(structs.replace(single, at=len(kept)))
            out.append(SIGNS[single.label])
            kept.append(single.start)
        else:
            groups[-1] = _join(groups[-1], single, joiner)
        done = single.at + 1
    out.append(masked[done:])
    kept.extend(offsets[done:])
    return structs.replace(sentence, masked="".join(out), offsets=tuple(kept), groups=tuple(groups))


def _mask(text: str, span: tuple[int, int], mentions: list[Mention]) -> tuple[str, list[int], list[Group]]:
    out: list[str] = []
    offsets: list[int] = []
    singles: list[Group] = []
    at = span[0]
    for i, m in enumerate(mentions):
        if singles and not m.named and (m.start, m.end) == (singles[-1].start, singles[-1].end):
            singles[-1] = structs.replace(singles[-1], mentions=(*singles[-1].mentions, m))  # 三个站 stands for each of them
        if m.start < at:
            continue
        start, end = m.start, m.end
        if start > at and end < span[1] and text[start - 1] in _OPEN and text[end] in _CLOSE:
            start, end = start - 1, end + 1
        _copy(text, (at, start), out, offsets)
        singles.append(Group(len(offsets), m.start, m.end, (m,)))
        out.append(SIGNS[m.label])
        offsets.append(m.start)
        aside = _ASIDE.match(text, end, span[1]) or (_POST_ASIDE.match(text, end, span[1]) if m.label == "PERSON" else None)
        held = aside and any(end <= other.start < aside.end() for other in mentions[i + 1 : i + 3])
        at = aside.end() if aside and (not held or _ASIDE.match(text, end, span[1])) else end
    _copy(text, (at, span[1]), out, offsets)
    offsets.append(span[1])
    return "".join(out), offsets, singles


def _copy(text: str, span: tuple[int, int], out: list[str], offsets: list[int]) -> None:
    for i in range(*span):
        if not text[i].isspace():
            out.append(text[i])
            offsets.append(i)


def _joins(between: str, last: Group | None, single: Group) -> str | None:
    """The joiner where the mention goes on with the list or the row of places before it, else None."""
    if last is None:
        return None
    if not between:
        # Names with only white space between them are a list (signatures, by-lines).
        together = ("PLACE", *_QUOTED) if last.end == single.start else ("PLACE", "ORG", "PERSON", *_QUOTED)
        return "" if last.label == single.label and last.label in together else None
    if FAMILIES.get(last.label, last.label) != FAMILIES.get(single.label, single.label):
        return None
    return between if _JOINER.fullmatch(between) or (between == "，" and last.label == "PERSON") else None


def _join(last: Group, single: Group, joiner: str) -> Group:
    if not joiner and last.label == "PLACE":
        return structs.replace(last, end=single.end, mentions=(*last.mentions[:-1], *single.mentions))
    return structs.replace(
        last, end=single.end, mentions=(*last.mentions, *single.mentions), joiners=(*last.joiners, joiner), home=(*last.home, *single.home)
    )
