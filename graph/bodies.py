"""Which records of organisations are one body: grouped by equal parts of a name, then joined where the comparison says "same".

A name that is the same as two bodies which differ from each other joins neither: a person decides.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator

from msgspec import Struct

from graph.blocks import Pair, doubtful_pairs, same_pairs
from graph.clusters import Clusters, Reason
from graph.compare import Verdict, compare_parts
from graph.name_parts import RELATIVE, Parts

DOCUMENT = "同一篇文献内名称相同"
SEVERAL_CODES = "名称和地方相同，但有几个不同的代码"


class Named(Struct, frozen=True, gc=False):
    """A record under one of its names. ``why`` is what must be said before the reason: where the place comes from, a change of name."""

    record: str
    document: str
    parts: Parts
    why: str = ""


class Bodies:
    """Names grouped by equal parts: ``parts[i]`` belong to all of ``members[i]``."""

    def __init__(self, named: Iterable[Named], clusters: Clusters) -> None:
        self.clusters = clusters
        self.unsure: list[Reason] = []
        number: dict[Parts, int] = {}
        self.members: list[list[Named]] = []
        for one in named:
            at = number.setdefault(one.parts, len(self.members))
            if at == len(self.members):
                self.members.append([])
            self.members[at].append(one)
        self.parts = list(number)
        # Whether two bodies cannot both have this name in this place.
        self._tells = [compare_parts(p, p).verdict == "same" for p in self.parts]
        # A text for each record that stays the same whatever other records there are.
        self.keys: dict[str, str] = {}
        for at, members in enumerate(self.members):
            for m in members:
                self.keys.setdefault(m.record, self._key(at, m))
        # The positions that a group of records holds, by its root: what a further name must not contradict.
        self._held: dict[str, set[int]] = {}

    def join(self, pairs: Callable[[list[Parts]], Iterator[Pair]] = same_pairs) -> None:
        """Join what is one body. ``pairs`` proposes the pairs to compare (a test proposes all)."""
        self._join_within()
        edges: dict[Pair, Verdict] = {}
        for pair in pairs(self.parts):
            if pair in edges or (verdict := compare_parts(*self._both(pair))).verdict != "same":
                continue
            if all(self._tells[at] for at in pair):
                edges[pair] = verdict
            else:
                self._doubt(pair, verdict.reason + "；但这个名称单独不能断定")
        for pair in self._certain(edges):
            self._join_pair(pair, edges[pair].reason)

    def doubts(self) -> list[Reason]:
        """Pairs that only a person can decide and that are still apart, each once."""
        for pair in doubtful_pairs(self.parts):
            x, y = self._both(pair)
            if self._may_meet(pair) and (verdict := compare_parts(x, y)).verdict == "unsure":
                self._doubt(pair, verdict.reason)
        seen: set[tuple[str, str]] = set()
        found = []
        for reason in self.unsure:
            a, b = sorted((self.clusters.root(reason.first), self.clusters.root(reason.second)))
            if a != b and (a, b) not in seen:
                seen.add((a, b))
                found.append(reason)
        return found

    def _may_meet(self, pair: Pair) -> bool:
        """县民政局 means nothing outside its document."""
        if not any(_relative(p) and not p.codes for p in self._both(pair)):
            return True
        first, second = ({m.document for m in self.members[at]} for at in pair)
        return bool(first & second)

    def _both(self, pair: Pair) -> tuple[Parts, Parts]:
        return self.parts[pair[0]], self.parts[pair[1]]

    def _key(self, at: int, member: Named) -> str:
        parts = self.parts[at]
        if not self._tells[at]:
            return f"ORG|{member.document}|{parts.text}"
        return f"ORG|{'' if parts.unique else parts.codes[0]}|{parts.rest}"

    def _join_within(self) -> None:
        """Records of equal parts: one body where the name tells, else one of each place within each document."""
        for at, members in enumerate(self.members):
            if len(members) > 1 and self._tells[at]:
                self._join_namesakes(members, compare_parts(self.parts[at], self.parts[at]).reason)
        by_document: dict[tuple[str, str, str, tuple[str, ...]], list[Named]] = defaultdict(list)
        for at, members in enumerate(self.members):
            if not self._tells[at]:
                p = self.parts[at]
                for m in members:
                    # 朝阳区民政局 and 鼓楼区民政局 of one page are two, though each has namesakes elsewhere
                    by_document[m.document, p.rest, _relative(p), p.codes if p.named else ()].append(m)
        for some in by_document.values():
            self._chain(some, DOCUMENT)

    def _join_namesakes(self, members: list[Named], why: str) -> None:
        codes: set[str] = set().union(*(self.clusters.codes_of(m.record) for m in members))
        free = members
        if self.clusters.clash(codes):
            free = [m for m in members if not self.clusters.codes_of(m.record)]
            coded = [m for m in members if self.clusters.codes_of(m.record)]
            self.unsure += [Reason(free[0].record, m.record, SEVERAL_CODES) for m in coded if free]
        self._chain(free, why)

    def _chain(self, members: list[Named], why: str) -> None:
        """Join each with the first that lets it in."""
        for at, one in enumerate(members[1:], 1):
            any(self.clusters.join(m.record, one.record, (one.why or m.why) + why) for m in (members[0], *members[1:at]))

    def _certain(self, edges: dict[Pair, Verdict]) -> list[Pair]:
        """The pairs in the order of their positions, without those that lead one name to two bodies that differ."""
        near: dict[int, list[int]] = defaultdict(list)
        for a, b in edges:
            near[a].append(b)
            near[b].append(a)
        dropped = set()
        for at, others in near.items():
            for other in self._torn(at, sorted(others)):
                pair = (min(at, other), max(at, other))
                dropped.add(pair)
                self._doubt(pair, f"“{self.parts[at].text}”与几个不同的机构都对得上：{edges[pair].reason}")
        return sorted(set(edges) - dropped)

    def _torn(self, at: int, others: list[int]) -> set[int]:
        """Those of the names to which one name is the same that differ from each other."""
        own = self._codes(at)
        agreeing = [o for o in others if not self.clusters.clash(own | self._codes(o))]
        settled = [o for o in agreeing if own & self._codes(o)]
        # Where a code has said which one it is, only that one counts.
        rivals = settled or agreeing
        return {o for o in agreeing if o not in settled and any(self._differ(o, p) for p in rivals if p != o)}

    def _differ(self, a: int, b: int) -> bool:
        clash = self.clusters.clash(self._codes(a) | self._codes(b))
        return clash or compare_parts(self.parts[a], self.parts[b]).verdict == "different"

    def _codes(self, at: int) -> set[str]:
        return set().union(*(self.clusters.codes_of(m.record) for m in self.members[at]))

    def _join_pair(self, pair: Pair, why: str) -> None:
        codes = [self._codes(at) for at in pair]
        if self.clusters.clash(codes[0] | codes[1]):
            free = [at for at, some in zip(pair, codes, strict=True) if not some]
            if free and any(self.clusters.clash(some) for some in codes):
                self._doubt(pair, SEVERAL_CODES)
            return
        first, second = (self.members[at][0] for at in pair)
        held = [self._held.setdefault(self.clusters.root(m.record), set()) | {at} for m, at in zip((first, second), pair, strict=True)]
        if any(self._differ(a, b) for a in held[0] for b in held[1] if a != b):
            self._doubt(pair, why + "；但已并入的名称里有互不相同的")
        elif self.clusters.join(first.record, second.record, (second.why or first.why) + why):
            self._held[self.clusters.root(first.record)] = held[0] | held[1]

    def _doubt(self, pair: Pair, why: str) -> None:
        first, second = (self.members[at][0] for at in pair)
        if not self.clusters.clash(self.clusters.codes_of(first.record) | self.clusters.codes_of(second.record)):
            self.unsure.append(Reason(first.record, second.record, why))


def _relative(parts: Parts) -> str:
    """市 of 市民政局, so that it is not 县民政局 of the same document."""
    found = None if parts.named else RELATIVE.match(parts.text)
    return found[1] if found else ""
