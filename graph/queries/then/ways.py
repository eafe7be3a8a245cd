"""The cheapest ways between two things over at most four relations: half ways from both ends that meet in the middle.

A library that looks for shortest paths in general takes seconds where hubs join everything to everything; four relations are two from
each end.
"""

import math
from bisect import insort
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence

from graph.queries.records import Row
from graph.queries.then.measures import number

# What a way pays for passing through: everything is in a place, and many serve the same people.
THROUGH = {"place": 5.0, "group": 2.0}
# How many relations of the whole way are on the first half and on the second.
HALVES = ((1, 0), (1, 1), (2, 1), (2, 2))
# Costs that differ by less are equal.
SAME = 1e-6
Half = tuple[float, tuple[str, ...]]
Halves = tuple[dict[str, list[Half]], ...]


class Net:
    """Relations as a simple graph: of several between two things the best told; hubs and places are dear to pass through."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self.near: dict[str, dict[str, str]] = defaultdict(dict)
        for row in sorted(rows, key=lambda r: (number(r["sources"]), number(r["score"]), str(r["id"]))):
            one, other = str(row["one"]), str(row["other"])
            if one != other:
                self.near[one][other] = self.near[other][one] = str(row["id"])
        self.price = {n: THROUGH.get(n.partition(":")[0], 0.0) + math.log2(len(near)) / 2 for n, near in self.near.items()}

    def relation(self, one: str, other: str) -> str:
        """The id of the relation between two neighbours."""
        return self.near[one][other]

    def cost(self, way: Sequence[str]) -> float:
        """What a way costs: one for each relation, and half the price of both its ends."""
        prices = [self.price[n] for n in way]
        return len(way) - 1 + sum(prices) - (prices[0] + prices[-1]) / 2

    def halves(self, end: str) -> Halves:
        """By their number of relations (none, one, two) the ways from an end, under the thing that they lead to, the cheapest first."""
        first: dict[str, list[Half]] = {n: [(1 + (self.price[end] + self.price[n]) / 2, (end, n))] for n in self.near[end]}
        second: dict[str, list[Half]] = defaultdict(list)
        for n, ((cost, way),) in first.items():
            for far in self.near[n]:
                if far != end:
                    second[far].append((cost + 1 + (self.price[n] + self.price[far]) / 2, (*way, far)))
        for ways in second.values():
            ways.sort()
        return ({end: [(0.0, (end,))]}, first, second)


def cheapest(net: Net, one: Halves, other: Halves, most: int) -> list[tuple[str, ...]]:
    """The cheapest ways between two ends, the cheapest first; of equally dear ones the first by their things."""
    if most < 1:
        return []
    meets = [(one[i][m][0][0] + other[j][m][0][0], i, j, m) for i, j in HALVES for m in (one[i].keys() & other[j].keys() if one[i] else ())]
    found: list[Half] = []

    def limit() -> float:
        return found[-1][0] + SAME if len(found) >= most else math.inf

    for least, i, j, m in sorted(meets):
        if least > limit():
            break
        for cost, way in _joined(one[i][m], other[j][m], limit):
            insort(found, (round(cost, 6), way))
            del found[most:]
    return [way for _, way in found]


def _joined(firsts: Sequence[Half], seconds: Sequence[Half], limit: Callable[[], float]) -> Iterator[Half]:
    """The whole ways through one thing that cost no more than the limit of now and pass nothing twice; halves are given cheapest first."""
    for a, left in firsts:
        if a + seconds[0][0] > limit():
            return
        for b, right in seconds:
            if a + b > limit():
                break
            way = (*left, *right[-2::-1])
            if len(set(way)) == len(way):
                yield a + b, way
