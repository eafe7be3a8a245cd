"""Independent witnesses: a sentence that many papers print, and the rows of one register, are one source each."""

import re
from collections.abc import Sequence

from graph.queries.records import Row

# Shorter sentences may be equal without one being a copy of the other; so may the lines of registers.
LONG_ENOUGH = 12
# Two sentences with this share of their runs of three characters in common are one sentence.
ALIKE = 0.8
MARKS = re.compile(r"\W+")


def witnesses(rows: Sequence[Row]) -> int:
    """How many independent sources say it. Rows have document, quote, and genre and file of the document."""
    return len(set(groups(rows)))


def groups(rows: Sequence[Row]) -> list[int]:
    """For each row the number of the first row of its source: same document, same register, or nearly the same sentence."""
    first: dict[str, int] = {}
    told: list[tuple[int, str, frozenset[str]]] = []
    found: list[int] = []
    for i, row in enumerate(rows):
        own = f"file {row['file']}" if row["genre"] == "registry" and row["file"] else str(row["document"])
        quote = MARKS.sub("", str(row["quote"]))
        runs = _runs(quote)
        long = len(quote) >= LONG_ENOUGH and row["genre"] != "registry"
        same = next((n for n, q, r in told if q == quote or _alike(r, runs)), None) if long else None
        number = first.setdefault(own, i if same is None else same)
        if long:
            told.append((number, quote, runs))
        if same is not None and same != number:
            # A document that was met before repeats what another says: both are one source from the start.
            found = [same if n == number else n for n in found]
            told = [(same if n == number else n, q, r) for n, q, r in told]
            first = {k: same if n == number else n for k, n in first.items()}
            number = same
        found.append(number)
    return found


def _runs(text: str) -> frozenset[str]:
    return frozenset(text[i : i + 3] for i in range(len(text) - 2))


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    small, large = sorted((len(one), len(other)))
    return small >= ALIKE * large > 0 and len(one & other) >= ALIKE * len(one | other)
