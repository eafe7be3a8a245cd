"""Independent witnesses: a sentence that many papers print, and the rows of one register, are one source each."""

import re
from collections.abc import Sequence
from zlib import crc32

from graph.queries.records import Row

# Shorter sentences may be equal without one being a copy of the other; so may the lines of registers.
LONG_ENOUGH = 12
# Two sentences with this share of their runs of three characters in common are one sentence.
ALIKE = 0.8
MARKS = re.compile(r"\W+")
# Marks of a sentence, and sentences of one mark that are compared: more have only a form of words in common.
MARKED, MET = 4, 6


def witnesses(rows: Sequence[Row]) -> int:
    """How many independent sources say it. Rows have document, quote, and genre and file of the document."""
    return len(set(groups(rows)))


def groups(rows: Sequence[Row]) -> list[int]:
    """For each row the number of the first row of its source: same document, same register, or nearly the same sentence."""
    first: dict[str, int] = {}
    leads: list[int] = []
    seen = _Sentences()
    for i, row in enumerate(rows):
        own = f"file {row['file']}" if row["genre"] == "registry" and row["file"] else str(row["document"])
        leads.append(first.setdefault(own, i))
        quote = MARKS.sub("", str(row["quote"]))
        if len(quote) >= LONG_ENOUGH and row["genre"] != "registry" and (same := seen.find(quote, i)) is not None:
            low, high = sorted((_lead(leads, same), _lead(leads, i)))
            leads[high] = low
    return [_lead(leads, i) for i in range(len(rows))]


def _lead(leads: list[int], i: int) -> int:
    """The first row of the source that row ``i`` belongs to."""
    while leads[i] != i:
        i = leads[i]
    return i


class _Sentences:
    """Sentences met so far. Two that are nearly the same share one of their marks: the smallest of their runs by a fixed order."""

    def __init__(self) -> None:
        self._exact: dict[str, int] = {}
        self._marked: dict[int, list[tuple[int, frozenset[str]]]] = {}

    def find(self, quote: str, number: int) -> int | None:
        """The number of a sentence that is nearly this one; this one is remembered under its own number."""
        if quote in self._exact:
            return self._exact[quote]
        self._exact[quote] = number
        runs = _runs(quote)
        marks = sorted({crc32(run.encode()) for run in runs})[:MARKED]
        met = [said for mark in marks for said in self._marked.get(mark, ())]
        found = next((n for n, other in met if _alike(other, runs)), None)
        for mark in marks:
            kept = self._marked.setdefault(mark, [])
            if len(kept) < MET:
                kept.append((number, runs))
        return found


def _runs(text: str) -> frozenset[str]:
    return frozenset(text[i : i + 3] for i in range(len(text) - 2))


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    small, large = sorted((len(one), len(other)))
    return small >= ALIKE * large > 0 and len(one & other) >= ALIKE * len(one | other)
