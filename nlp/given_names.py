"""Where a personal name can stand: a surname, then one or two characters that given names are made of."""

import re
from functools import cache

from nlp.lexicon import known_words, word_set, words
from nlp.page import Page
from nlp.words import dictionary

HANZI = re.compile("[\u4e00-\u9fff]")
MINORITY = re.compile(r"[\u4e00-\u9fff]{1,6}(?:[·•][\u4e00-\u9fff]{1,6})+")
_END = re.compile(r"[，。、；：！？）)”』\n　 /（(]|$")
# Logarithms of how much rather a character stands in a given name than as a word (see ``Dictionary.given``).
_WEAK_GIVEN = -6.6
_NO_GIVEN = -7.6
_STRONG_GIVEN = -6.0
# A dictionary word that is more frequent than this is no given name (会议), a verb sooner (开展).
_RARE_GIVEN, _COMMON_RARE = -7.5, 600
_COMMON_NOUN, _COMMON_VERB = 2000, 50


@cache
def _surnames(key: str) -> frozenset[str]:
    return frozenset(words("persons", key)[0])


class Names:
    """Where names can stand in a page."""

    def __init__(self, page: Page) -> None:
        self.page, self.text = page, page.text
        self.word_end = {start: end for end, start in enumerate(page.starts) if start >= 0}

    def end(self, start: int, *, titled: bool = False) -> int:
        """The end of the name that begins at ``start``; 0 where none can. ``titled``: a title stands in front, so less proof is needed."""
        if start in self.page.place_starting:
            return 0
        minority = MINORITY.match(self.text, start)
        if minority:
            return self._cut_minority(minority.end())
        if run := self._sounds(start, titled=titled):
            return run
        size = 2 if self.text[start : start + 2] in word_set("persons", "compound") else 1
        if size == 1 and self.text[start : start + 1] not in _surnames("surnames"):
            return 0
        if self.text.startswith(("某", "氏"), start + size) or self._starts_word(start, titled):
            return 0
        found = self._given_end(start, start + size) or (self._rare_given(start + size) if titled else 0)
        return (self._shaped(start + size, found) if titled else 0) or found

    def _shaped(self, at: int, found: int) -> int:
        """The end of two characters of any kind behind a title and a surname, where a mark or a verb of saying closes the name (施|良策).

        0 where what was ``found`` already closes so.
        """
        two = at + 2
        if found and (found >= two or self._closes(found)):
            return 0
        whole = HANZI.match(self.text, at) and HANZI.match(self.text, at + 1) and not self._titled(at + 1) and not self._says(at)
        return two if whole and self._closes(two) and not self._says(at + 1) and (found or not self._common_word(at, two)) else 0

    def _common_word(self, start: int, end: int) -> bool:
        return self.word_end.get(start) == end and (dictionary().FREQ.get(self.text[start:end]) or 0) > _COMMON_RARE

    def _closes(self, end: int) -> bool:
        """Whether a mark, a bracket or a verb of saying and doing stands right behind."""
        return bool(_END.match(self.text, end)) or self._says(end) >= 1 or self.text[end : end + 1] in tuple("说称道任")

    def _rare_given(self, at: int) -> int:
        """The end of a given name of unusual characters (倪|一如, 黄|镇) where something behind it shows that it is over."""
        for end in (at + 2, at + 1):
            word = self.text[at:end]
            common = (dictionary().FREQ.get(word) or 0) > _COMMON_RARE if end - at > 1 else known_words().given(word) < _RARE_GIVEN
            if HANZI.match(word) and len(word) == end - at and self.word_end.get(at, end) == end and not common and self.follows_well(end):
                return end
        return 0

    def strong(self, start: int, end: int) -> bool:
        """Whether the name needs no word beside it: a common surname and two characters that hardly stand but in names."""
        if end - start != 3 or self.text[start] not in _surnames("common"):
            return False
        word = self.text[start:end]
        if self.word_end.get(start) == end:
            return known_words().tags.get(word, "") == "nr"
        whole = self.text[start + 1 : end]
        if (
            self.word_end.get(start + 1) == end
            and known_words().tags.get(whole, "nr") not in ("nr", "nz")
            and (dictionary().FREQ.get(whole) or 0) > 20
        ):
            return False
        return all(known_words().given(c) > _STRONG_GIVEN for c in whole)

    def follows_well(self, end: int) -> bool:
        """Whether what stands behind the name shows that it is over."""
        if _END.match(self.text, end) or self.text.startswith(words("persons", "says"), end):
            return True
        following = self.text[end : self.word_end.get(end, end)]
        return (
            known_words().closed(following)
            or known_words().tags.get(following, "")[:1] in tuple("amtl")
            or self.text.startswith(words("persons", "titles"), end)
        )

    def _cut_minority(self, end: int) -> int:
        while self.text[end - 1] not in "·•":
            if self.text[end - 1] in words("persons", "sounds")[0] and not self.text.startswith(("说", "在"), end - 1):
                return end
            end -= 1
        return 0

    def _sounds(self, start: int, *, titled: bool = False) -> int:
        """The end of a name of four or five characters that only write sounds (次仁旺堆), behind a title of two or three; else 0."""
        end = start
        while end < len(self.text) and self.text[end] in words("persons", "sounds")[0]:
            end += 1
        least = 2 if titled else 4
        return end if least <= end - start <= 5 and (self._closes(end) if titled and end - start < 4 else self.follows_well(end)) else 0

    def sounding(self, start: int) -> int:
        """The end of a name of two characters or more that only write sounds, where a person stands beside it in a list; else 0."""
        return 0 if start in self.page.place_starting else self._sounds(start, titled=True)

    def _starts_word(self, start: int, titled: bool) -> bool:
        """Whether a common word begins here that is no name."""
        if self.text[start : start + 2] in word_set("persons", "never"):
            return True
        word = self.text[start : self.word_end.get(start, start + 1)]
        if titled and (dictionary().FREQ.get(word) or 0) < _COMMON_RARE and self.follows_well(start + len(word)):
            return False
        if titled and len(word) == 2 and (dictionary().FREQ.get(word) or 0) < _COMMON_NOUN and self._goes_on(start + 2):
            return False  # 副市长周代惠出席
        return len(word) > 1 and not known_words().tags.get(word, "nr").startswith("nr") and word not in word_set("persons", "compound")

    def _goes_on(self, at: int) -> bool:
        """Whether one more character of a given name stands there, and what closes a name behind it."""
        return bool(HANZI.match(self.text[at : at + 1])) and known_words().given(self.text[at]) > _STRONG_GIVEN and self._closes(at + 1)

    def _given_end(self, start: int, at: int) -> int:
        """The end of the given name at ``at``: one character or two, by the words that stand there."""
        one, two = at + 1, at + 2
        if not HANZI.match(self.text[at:one]):
            return 0
        first = known_words().given(self.text[at])
        word_end = self.word_end.get(at, one)
        if word_end > two or self.word_end.get(start, 0) > two or self._says(at) >= 2:
            return 0
        if self.text.startswith(words("persons", "titles"), at):
            return 0  # 李阿姨, 周总干事
        long = HANZI.match(self.text[one:two]) and known_words().given(self.text[one]) > _WEAK_GIVEN
        if word_end == two or self.word_end.get(start) == two:
            return two if self._given_word(at, two) else 0
        ends = self.word_end.get(one, two) == two or self.follows_well(two)
        if long and first > _NO_GIVEN and not self._says(one) and ends and not self._titled(one):
            return two
        return one if first > _WEAK_GIVEN else 0

    def _titled(self, at: int) -> bool:
        """Whether a title begins here (周巍|总干事)."""
        return any(len(t) > 2 and self.text.startswith(t, at) for t in words("persons", "titles"))

    def _given_word(self, start: int, end: int) -> bool:
        """Whether a dictionary word of two characters can be a given name: 建国, 艳萍, not 会议 or 开展."""
        tag = known_words().tags.get(self.text[start:end], "n")
        least = min(known_words().given(c) for c in self.text[start:end])
        common = dictionary().FREQ.get(self.text[start:end]) or 0
        if tag.startswith(("n", "a", "j", "i", "z", "x", "t")):
            return common < (_COMMON_NOUN if tag != "ns" else 4 * _COMMON_NOUN) and least > _NO_GIVEN
        return common < _COMMON_VERB and least > -5

    def _says(self, at: int) -> int:
        """The length of the word at ``at`` that follows names, or 0."""
        return next((len(w) for w in words("persons", "says") if len(w) > 1 and self.text.startswith(w, at)), 0)
