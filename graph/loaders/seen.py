"""On which line of a table a key stood first, in little memory: a register of the nation has more codes than a dict of them should hold."""

from array import array
from bisect import bisect_left
from collections.abc import Hashable

# Keys that are kept in a dict before they are packed: 0.1 GB of it.
RECENT = 500_000


class Seen:
    """Keys and their first lines, 16 bytes each (0.2 GB for the 12 million rows of a CSV of 5 GB, where a dict takes 3 GB).

    A key is told by its 64-bit hash: that two keys of 12 million share one has a chance of 1 in 250,000.
    """

    def __init__(self) -> None:
        self._recent: dict[int, int] = {}
        # Sorted by hash, beside each other.
        self._hashes, self._lines = array("q"), array("q")

    def first(self, key: Hashable, line: int) -> int:
        """The line on which the key was first given; ``line`` where it is new."""
        hashed = hash(key)
        at = bisect_left(self._hashes, hashed)
        if at < len(self._hashes) and self._hashes[at] == hashed:
            return self._lines[at]
        found = self._recent.setdefault(hashed, line)
        if len(self._recent) >= RECENT:
            self._pack()
        return found

    def _pack(self) -> None:
        import numpy as np  # noqa: PLC0415  (most tables are smaller)

        columns = (self._hashes, self._recent.keys()), (self._lines, self._recent.values())
        hashes, lines = (np.concatenate([np.array(old, "q"), np.fromiter(new, "q", len(new))]) for old, new in columns)
        order = np.argsort(hashes)
        self._hashes, self._lines = array("q", hashes[order].tobytes()), array("q", lines[order].tobytes())
        self._recent.clear()
