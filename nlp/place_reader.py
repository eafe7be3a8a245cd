"""The place names of one text while they are found: sure ones first, then those that need support from them."""

import re

from msgspec import Struct

HANZI = re.compile("[\u4e00-\u9fff]")
HANZI_ONLY = re.compile("[\u4e00-\u9fff]+")


class PlaceName(Struct, frozen=True):
    """A place name in the text. ``level`` is a kind of PLACE, or ``community`` for a named 社区; ``sure`` if it proves itself."""

    start: int
    end: int
    level: str
    sure: bool
    codes: tuple[str, ...] = ()


class PlaceReader:
    """Finds the place names of one text: sure ones first, then those that need support from them."""

    def __init__(self, text: str, starts: list[int]) -> None:
        self.text, self.starts = text, starts
        self.taken = bytearray(len(text) + 1)
        self.found: dict[int, PlaceName] = {}
        self.ends: dict[int, PlaceName] = {}
        self.codes: set[str] = set()
        self.full: dict[str, tuple[str, ...]] = {}
        # Whether the text calls a community so again and again; each name is counted once.
        self.called: dict[str, bool] = {}

    def edge(self, at: int) -> bool:
        """Whether a word may begin or end here."""
        return at == 0 or at in self.ends or at in self.found or self.starts[at] >= 0

    def free(self, start: int, end: int) -> bool:
        """Whether no place is taken there yet."""
        return start >= 0 and not any(self.taken[start:end])

    def take(self, place: PlaceName) -> None:
        """Keep the place."""
        self.found[place.start] = self.ends[place.end] = place
        self.taken[place.start : place.end] = b"\1" * (place.end - place.start)
        self.codes.update(place.codes)

    def swallow(self, place: PlaceName) -> None:
        """Keep a place that holds others."""
        for start in [s for s in range(place.start, place.end) if s in self.found]:
            old = self.found.pop(start)
            self.ends.pop(old.end, None)
        self.take(place)

    def near(self, codes: tuple[str, ...]) -> bool:
        """Whether one of the divisions lies in the county, or the city, of a place that the text surely names."""
        return any(c[:n] in self.codes for c in codes for n in (6, 4) if len(c) > n)
