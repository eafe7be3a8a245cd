"""A text as the readers of names see it: words, place names, quotations and brackets, and the way left from a type word."""

import re

from nlp.lexicon import cut_words, known_words, word_set
from nlp.placenames import PlaceName, find_places

PAIRS = {"”": "“", "）": "（", "》": "《", ")": "(", "』": "『", "」": "「", "’": "‘", "〉": "〈", "】": "【", "〕": "〔"}
OPEN = frozenset(PAIRS.values())
NAME_CHARACTER = re.compile(r"[\u3400-\u9fffA-Za-z0-9·+&\-—]")
# The longest name that real registers hold, place prefix included.
LONGEST = 40


class Page:
    """One stretch of text. ``starts`` tells where words begin (see ``cut_words``), ``pairs`` where quotations and brackets open."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.starts = cut_words(text)
        self.places = find_places(text, self.starts)
        self.place_ending = {p.end: p for p in self.places}
        self.place_starting = {p.start: p for p in self.places}
        self.opened, self.closed = _pairs(text)

    def ends_word(self, at: int) -> bool:
        """Whether no dictionary word goes on over this offset."""
        return self.starts[at] >= 0 or at in self.place_ending or at in self.place_starting

    def word_before(self, at: int) -> str:
        """The dictionary word that ends at the offset, or the single character before it."""
        start = self.starts[at]
        return self.text[start if start >= 0 else at - 1 : at]

    def row_start(self, at: int) -> int:
        """Where the row of places that ends at the offset begins; the offset itself where none ends."""
        while at in self.place_ending:
            at = self.place_ending[at].start
        return at

    def row_end(self, at: int) -> int:
        """Where the row of places that begins at the offset ends; the offset itself where none begins."""
        while at in self.place_starting:
            at = self.place_starting[at].end
        return at

    def row(self, start: int, end: int) -> list[PlaceName]:
        """The places written in a row from ``start`` on, none reaching over ``end``."""
        found = []
        while start in self.place_starting and self.place_starting[start].end <= end:
            found.append(self.place_starting[start])
            start = found[-1].end
        return found


def _pairs(text: str) -> tuple[dict[int, int], dict[int, int]]:
    """Offset behind each closing mark → offset of its opening mark, and the other way round; pairs of more than 60 characters are none."""
    opened, closed, stack = {}, {}, []
    for match in re.finditer(r"[“”（）《》()『』「」‘’〈〉【】〔〕\n]", text):
        mark = match.group()
        if mark == "\n":
            stack.clear()
        elif mark in OPEN:
            stack.append((mark, match.start()))
        elif stack and stack[-1][0] == PAIRS[mark]:
            start = stack.pop()[1]
            if match.end() - start <= 60:
                opened[match.end()] = start
                closed[start] = match.end()
    return opened, closed


class Walk:
    """The way left from a type word over the words of a name. ``verbs`` lets verbs that the dictionary knows stand in the name."""

    def __init__(self, page: Page, *, verbs: bool = False, quotes: bool = True, longest: int = LONGEST) -> None:
        self.page, self.verbs, self.quotes, self.longest = page, verbs, quotes, longest
        self._stops, self._classes = word_set("walk", "stops"), word_set("walk", "classes")
        self._inside = word_set("walk", "inside")

    def start(self, at: int) -> int:
        """Where the name that goes on at ``at`` may begin at the earliest."""
        low, edge = max(0, at - self.longest), at
        while edge > low:
            step = self._step(edge)
            if step is None or step < low:
                break
            edge = step
        return edge

    def _step(self, edge: int) -> int | None:
        """One word, place, bracket or quotation further left; None at what no name holds."""
        page, text = self.page, self.page.text
        if edge in page.place_ending:
            return page.place_ending[edge].start
        if edge in page.opened:
            return self._over_marks(edge)
        if not NAME_CHARACTER.match(text[edge - 1]):
            return None
        start = page.starts[edge]
        word = text[start if start >= 0 else edge - 1 : edge]
        return None if self._ends_at(word, edge) else edge - len(word)

    def _over_marks(self, edge: int) -> int | None:
        """Over a bracket (镇（街）) or, where the name may hold one, a quotation."""
        opening = self.page.opened[edge]
        size = edge - opening
        if self.page.text[opening] in "（(":
            return opening if size <= 8 else None
        return opening if self.quotes and self.page.text[opening] == "“" and size <= 18 else None

    def _ends_at(self, word: str, edge: int) -> bool:
        if word in self._inside:
            return False
        if word in self._stops:
            return not self._joins(word, edge)
        if word in self._classes:
            return True
        return len(word) > 1 and not self.verbs and known_words().closed(word)

    def _joins(self, word: str, edge: int) -> bool:
        """Whether 和 or 与 joins two parts of one name: what stands left of it goes back to a place or office without a stop."""
        if word not in ("和", "与", "及"):
            return False
        left = edge - 1
        steps = 0
        while steps < 5:
            if left in self.page.place_ending:
                return steps > 0
            if left <= 0 or not NAME_CHARACTER.match(self.page.text[left - 1]):
                return False
            before = self.page.word_before(left)
            if before in word_set("walk", "joints"):
                return steps > 0
            if before in self._stops or (steps == 0 and before in word_set("walk", "ends")):
                return False
            left -= len(before)
            steps += 1
        return False
