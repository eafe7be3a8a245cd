"""A text as the readers of names see it: words, place names, quotations and brackets, type words of organisations."""

import re
from collections.abc import Iterator

from nlp.lexicon import Hit, cut_words, hits
from nlp.place_reader import PlaceName
from nlp.placenames import find_places

PAIRS = {"”": "“", "）": "（", "》": "《", ")": "(", "』": "『", "」": "「", "’": "‘", "〉": "〈", "】": "【", "〕": "〔"}
OPEN = frozenset(PAIRS.values())
HANZI = re.compile("[\u3400-\u9fff]")
# A longer stretch between two marks is no quoted name.
WIDEST = 60


class Page:
    """One stretch of text.

    ``starts[i]`` is where the word begins that ends at ``i``, -1 where none ends; ``opened`` maps the offset behind a closing mark to
    that of its opening mark, ``closed`` the other way round. ``houses`` are the organisation names that are known so far, end → start.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.starts = cut_words(text)
        self.covers = _covers(self.starts)
        self.places = find_places(text, self.starts)
        self.place_ending = {p.end: p for p in self.places}
        self.place_starting = {p.start: p for p in self.places}
        self.opened, self.closed = _pairs(text)
        self.types: list[Hit] = hits("org", text)
        # where a type word of two characters or more ends: names of organisations seldom go on there
        self.type_ends = {end for start, end, key in self.types if key.startswith("suffixes.") and end - start > 1}
        self.houses: dict[int, int] = {}

    def ends_word(self, at: int) -> bool:
        """Whether no dictionary word goes on over this offset."""
        return at == 0 or self.starts[at] >= 0 or at in self.place_ending or at in self.place_starting

    def word_before(self, at: int) -> str:
        """The dictionary word that ends at the offset, or the part of it that stands before it."""
        return self.text[self.covers[at] : at]

    def word_behind(self, at: int) -> str:
        """The dictionary word that begins at the offset, or the part of it that stands behind it."""
        return next(self.words_between(at, len(self.text)), "")

    def words_between(self, start: int, end: int) -> Iterator[str]:
        """The dictionary words between the offsets, cut where these fall into one."""
        while start < end:
            stop = start + 1
            while stop < end and self.starts[stop] < 0:
                stop += 1
            yield self.text[start:stop]
            start = stop

    def hanzi_at(self, at: int) -> bool:
        """Whether a hanzi stands right behind the offset."""
        return bool(HANZI.match(self.text, at))

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

    def row_until(self, start: int, limit: int) -> int:
        """Like ``row_end``, for the places of the row that end at ``limit`` or before."""
        while start in self.place_starting and self.place_starting[start].end <= limit:
            start = self.place_starting[start].end
        return start

    def first_row(self, start: int, end: int) -> int | None:
        """Where the first row of places between the offsets begins."""
        inside = [p.start for p in self.places_between(start, end)]
        return inside[0] if inside else None

    def places_between(self, start: int, end: int) -> list[PlaceName]:
        """The places that begin at ``start`` or later and before ``end``."""
        return [self.place_starting[i] for i in range(start, end) if i in self.place_starting]


def _covers(starts: list[int]) -> list[int]:
    """For each offset the start of the word that the character before it belongs to."""
    found, at = [0] * len(starts), 0
    for end in range(1, len(starts)):
        found[end] = at
        if starts[end] >= 0:
            at = end
    return found


def _pairs(text: str) -> tuple[dict[int, int], dict[int, int]]:
    opened: dict[int, int] = {}
    closed: dict[int, int] = {}
    stack: list[tuple[str, int]] = []
    for match in re.finditer(r"[“”（）《》()『』「」‘’〈〉【】〔〕\n]", text):
        mark = match.group()
        if mark == "\n":
            stack.clear()
        elif mark in OPEN:
            stack.append((mark, match.start()))
        elif stack and stack[-1][0] == PAIRS[mark]:
            start = stack.pop()[1]
            if match.end() - start <= WIDEST:
                opened[match.end()] = start
                closed[start] = match.end()
    return opened, closed
