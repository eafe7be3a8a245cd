"""Persons by surname, given name and what stands beside: a title, a verb of saying, a by-line, another person in a list."""

import re
from collections.abc import Iterator
from functools import cache

from nlp.lexicon import hits, known_words, word_set, words
from nlp.page import Page
from nlp.spans import Mention
from nlp.words import dictionary

HANZI = re.compile("[\u4e00-\u9fff]")
MINORITY = re.compile(r"[\u4e00-\u9fff]{1,6}(?:[·•][\u4e00-\u9fff]{1,6})+")
_AFTER_TITLE = re.compile(r"(?:（[^（）]{1,12}）)?[：: 　/]{0,2}")
_BY_LINE = re.compile(
    r"(?:记者|通讯员|作者|编辑|审核|校对|责编|初审|终审|监制|摄影|供图|撰稿|撰文|文字|图片|文|图|摄|责编)\s?[：:/／　 ]\s?"
)
_BETWEEN = re.compile(r"[、，,　 /／和与及]{1,2}|以及|还有")
_END = re.compile(r"[，。、；：！？）)”』\n　 /（(]|$")
_IS = re.compile(r"，?\s?(?:是|系|现任|时任|担任|现为)[^，。；\n]{0,30}?")
_NAMED = re.compile(r"(?:名叫|叫做|名字叫|岁的|年的|化名|本名|姓名：|名为|接过话筒的|法定代表人[是为：]?|负责人[是为：])$")
_WEAK_GIVEN = -6.6
_NO_GIVEN = -7.6


@cache
def _surnames() -> frozenset[str]:
    return frozenset(words("persons", "surnames")[0])


class _Names:
    """Where names can stand in a page."""

    def __init__(self, page: Page) -> None:
        self.page, self.text = page, page.text
        self.word_end = {start: end for end, start in enumerate(page.starts) if start >= 0}

    def end(self, start: int) -> int:
        """The end of the name that begins at ``start``; 0 where none can."""
        minority = MINORITY.match(self.text, start)
        if minority:
            return self._cut_minority(start, minority.end())
        size = 2 if self.text[start : start + 2] in word_set("persons", "compound") else 1
        if size == 1 and self.text[start : start + 1] not in _surnames():
            return 0
        if self.text[start : start + 2].startswith("某") or self._starts_word(start):
            return 0
        return self._given_end(start, start + size)

    def _cut_minority(self, start: int, end: int) -> int:
        while end > start and self.text[end - 1] not in "·•":
            if known_words().given(self.text[end - 1]) > -9 and self.word_end.get(end - 1, 0) <= end:
                return end
            end -= 1
        return 0

    def _starts_word(self, start: int) -> bool:
        """Whether a common word begins here that is no name."""
        if self.text[start : start + 2] in word_set("persons", "never"):
            return True
        end = self.word_end.get(start, start + 1)
        word = self.text[start:end]
        return len(word) > 1 and not known_words().tags.get(word, "nr").startswith("nr") and word not in word_set("persons", "compound")

    def _given_end(self, start: int, at: int) -> int:
        """The end of the given name at ``at``: one character or two, by the words that stand there."""
        one, two = at + 1, at + 2
        if not HANZI.match(self.text[at:one]):
            return 0
        first = known_words().given(self.text[at])
        word_end = self.word_end.get(at, one)
        if word_end > two or self.word_end.get(start, 0) > two or self._says(at) >= 2:
            return 0
        long = HANZI.match(self.text[one:two]) and known_words().given(self.text[one]) > _WEAK_GIVEN
        if word_end == two or self.word_end.get(start) == two:
            whole = known_words().tags.get(self.text[at:two], "n")
            return (
                two
                if first > _NO_GIVEN and not whole.startswith(("p", "c", "d", "r", "u")) and known_words().given(self.text[one]) > _NO_GIVEN
                else 0
            )
        if long and first > _NO_GIVEN and not self._says(one) and (self.word_end.get(one, two) == two or self.follows_well(two)):
            return two
        return one if first > _WEAK_GIVEN else 0

    def _given_word(self, start: int, end: int) -> bool:
        """Whether a dictionary word of two characters can be a given name: 建国, 艳萍, not 北京 or 开展."""
        tag = known_words().tags.get(self.text[start:end], "n")
        least = min(known_words().given(c) for c in self.text[start:end])
        common = dictionary().FREQ.get(self.text[start:end], 0) or 0
        if tag.startswith(("n", "a", "j", "i", "z", "x")) and tag != "ns":
            return common < 2000 and least > _NO_GIVEN
        return common < 50 and least > -5

    def _says(self, at: int) -> int:
        """The length of the word at ``at`` that follows names, or 0."""
        return next((len(w) for w in words("persons", "says") if len(w) > 1 and self.text.startswith(w, at)), 0)

    def follows_well(self, end: int) -> bool:
        """Whether what stands behind the name shows that it is over."""
        return (
            bool(_END.match(self.text, end))
            or self.text.startswith(words("persons", "says"), end)
            or self.text.startswith(words("persons", "titles"), end)
        )


def find_persons(page: Page) -> Iterator[Mention]:
    """Every span that can be a person's name, with how sure its surroundings make it."""
    names = _Names(page)
    yield from _behind_titles(page, names)
    yield from _by_lines(page, names)
    yield from _before_words(page, names)


def _person(span: tuple[int, int], rule: str, score: float) -> Mention:
    return Mention(start=span[0], end=span[1], label="PERSON", by=f"rule:PERSON/{rule}", score=score)


def _behind_titles(page: Page, names: _Names) -> Iterator[Mention]:
    longest: dict[int, str] = {}
    for start, end, key in hits("persons", page.text):
        if key == "titles" and len(page.text[start:end]) > len(longest.get(end, "")):
            longest[end] = page.text[start:end]
    for end, title in longest.items():
        lead = _AFTER_TITLE.match(page.text, end)
        start = lead.end() if lead else end
        name_end = names.end(start)
        if not name_end or not (page.ends_word(end) or start > end):
            continue
        well = names.follows_well(name_end)
        score = (0.9 if well else 0.8) if title not in word_set("persons", "loose") else (0.8 if well else 0.5)
        yield _person((start, name_end), "title", score)
        yield from _list(page, names, name_end)


def _list(page: Page, names: _Names, end: int) -> Iterator[Mention]:
    """The names that go on a list of names."""
    for _ in range(20):
        between = _BETWEEN.match(page.text, end)
        start = between.end() if between else 0
        end = names.end(start) if between else 0
        if not end or not names.follows_well(end):
            return
        yield _person((start, end), "list", 0.75)


def _by_lines(page: Page, names: _Names) -> Iterator[Mention]:
    for match in _BY_LINE.finditer(page.text):
        end = names.end(match.end())
        second = names.end(end) if end and not _END.match(page.text, end) else 0
        if second and _END.match(page.text, second):  # （文/邹某陈某某）
            yield _person((end, second), "byline", 0.7)
        if end and (second or _END.match(page.text, end)):
            yield _person((match.end(), end), "byline", 0.85)
            yield from _list(page, names, end)
    for match in re.finditer(r"[（(]([\u4e00-\u9fff]{2,4})[/／](?:文|图|摄|编)", page.text):
        if names.end(match.start(1)) == match.end(1):
            yield _person(match.span(1), "byline", 0.9)


def _before_words(page: Page, names: _Names) -> Iterator[Mention]:
    """A name before a verb of saying, before its title, or behind 名叫, 岁的."""
    surnames = re.compile(f"[{words('persons', 'surnames')[0]}]")
    for match in surnames.finditer(page.text):
        start = match.start()
        if page.starts[start] < 0 and start:
            continue
        end = names.end(start)
        if end and (found := _context(page, (start, end))):
            yield _person((start, end), *found)
            yield from _list(page, names, end)


def _context(page: Page, span: tuple[int, int]) -> tuple[str, float] | None:
    start, end = span
    text = page.text
    fresh = not HANZI.match(text[start - 1 : start] or "，") or start in page.houses
    if _NAMED.search(text, max(0, start - 8), start):
        return "named", 0.75
    if fresh and text.startswith(words("persons", "speech"), end):
        return "says", 0.85 if end - start > 2 else 0.7
    if start in page.houses and _END.match(text, end):
        return "house", 0.75
    is_post = _IS.match(text, end)
    if is_post and (fresh or text[start - 1] == "的") and re.compile(_title_ahead()).match(text, is_post.end()):
        return "post", 0.8
    if fresh and end - start > 2 and text.startswith(words("persons", "titles"), end):
        return "before-title", 0.75
    return None


@cache
def _title_ahead() -> str:
    return r"[^，。；\n]{0,24}?(?:" + "|".join(t for t in words("persons", "titles") if t not in word_set("persons", "loose")) + ")"
