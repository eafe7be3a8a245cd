"""Groups of people that are served: a mark of need, age, condition, status or occupation, and a word for people."""

import re
from collections.abc import Iterator

from nlp.lexicon import either, hits, word_set, words
from nlp.page import Page
from nlp.spans import Mention

# 80岁以上的老人, 困难家庭的孩子, 失能老人的家属, 布依族老人: what stands in front says who is meant.
_AGED = re.compile(r"(?:年满)?[\d一二三四五六七八九十]{1,4}(?:周)?岁(?:（含）|及)?(?:以[上下]|[至到—-]\d{1,3}(?:周)?岁)(?:的)?$")
_PEOPLE = re.compile(f"{either('places', 'peoples')}族(?:的)?$")
_KIN = re.compile("(?:的)?(?:家属|子女|孩子|后代|遗属|照顾者|照护者|父母|母亲)(?![们]?(?:会|团|学校))")
_TAIL = re.compile(r"(?:群体|人群|家庭|子女|家属|患者|人员)(?!长)")
_JOINED = re.compile("(?:、|和|及|或)$")
# In trouble: 处于风险中的个体与家庭.
_WHO = re.compile(
    r"(?:处于|身处|面临|遭遇)[\u4e00-\u9fff]{2,8}?中?的(?:个体|家庭|儿童|青少年|人群|人士|群体|个人)(?:[与和](?:家庭|个体|个人|群体))?"
)


def find_groups(page: Page) -> Iterator[Mention]:
    """Every span that can be a group; the longest form of marks in front and of people behind."""
    found = hits("groups", page.text)
    marks: dict[int, int] = {}
    for start, end, key in found:
        if key == "marks":
            marks[end] = min(start, marks.get(end, start))
    for start, end, key in found:
        if key in ("alone", "heads") and _whole(page, start, end):
            first = _first_mark(page, start, marks)
            if page.text[start:end] not in ("人", "者", "居民", "村民", "员工", "群众"):
                first = _said_before(page, first, marks, marked=first < start)
            if key == "heads" and first == start:
                continue
            last = _behind(page, start, end, marked=first < start)
            if _stands(page, first, last):
                yield _group((first, last), 0.85 if first < start or last - first > 3 else 0.7)
    for match in _WHO.finditer(page.text):
        yield _group(match.span(), 0.6)


def is_bare(name: str) -> bool:
    """Whether the name is one word for people that says little of them (老人, 儿童)."""
    return name in word_set("groups", "bare")


def _said_before(page: Page, first: int, marks: dict[int, int], *, marked: bool) -> int:
    """Where the age, the people or the group with 的 begins that stands in front of the marks."""
    match = _PEOPLE.search(page.text, max(0, first - 16), first) or (None if marked else _AGED.search(page.text, max(0, first - 16), first))
    if match:
        return match.start()
    if page.text[first - 1 : first] == "的" and first - 1 in marks:
        return _first_mark(page, marks[first - 1], marks)
    return first


def _behind(page: Page, start: int, end: int, *, marked: bool) -> int:
    """Where the group ends: over its family (务工人员|子女, 困难家庭|的孩子) and the words for many people."""
    name = page.text[start:end]
    stop = _TAIL.match(page.text, end) if name not in word_set("groups", "whole") else None
    last = stop.end() if stop else end
    kin = _KIN.match(page.text, last) if marked or len(name) > 2 or name in ("职工", "患者") else None
    return kin.end() if kin else last


def _group(span: tuple[int, int], score: float) -> Mention:
    return Mention(start=span[0], end=span[1], label="GROUP", by="rule:GROUP/words", score=score)


def _first_mark(page: Page, start: int, marks: dict[int, int]) -> int:
    """Where the marks in front of the word for people begin."""
    first = start
    for _ in range(4):
        if first in marks and (page.ends_word(first) or first == start):
            first = marks[first]
        elif (
            first < start
            and page.text[first - 1 : first] in ("、", "和", "及")
            and first - 1 in marks
            and page.text[first:start] in word_set("groups", "marks")
        ):
            break
        else:
            break
    return first


def _whole(page: Page, start: int, end: int) -> bool:
    """Whether the words are no part of longer ones (青少年宫, 老年人权益保障法, 人员 in 人员工)."""
    text = page.text
    if page.text[start:end] in ("人", "者", "户") and not page.ends_word(end):
        return False
    rest = text[end : end + 1]
    return rest == "们" or not text.startswith(words("groups", "not_before"), end)


def _stands(page: Page, start: int, end: int) -> bool:
    """Single words for people are groups only where they stand for themselves."""
    name = page.text[start:end]
    if not page.ends_word(end) and name[-1] not in "人者":
        return False
    if name in ("职工", "儿童", "妇女", "患者", "病人", "老人", "青少年"):
        return not re.match(r"[们]?(?:工|宫|团|队|节)", page.text[end : end + 2])
    return True
