"""Groups of records that are one thing: a union-find that refuses to join what must stay apart, and keeps the reason of each union."""

from collections import defaultdict
from collections.abc import Iterable

from msgspec import Struct

from graph.decisions import Decision


class Reason(Struct, frozen=True, gc=False):
    """Why two records became one entity, or why a candidate stayed apart (Chinese)."""

    first: str
    second: str
    why: str


class Clusters:
    """``codes`` of records: different valid codes never come together."""

    def __init__(self, records: Iterable[str], codes: dict[str, str]) -> None:
        self.parent = {key: key for key in records}
        # By root; groups without a code are not listed.
        self._codes = {key: {code} for key, code in codes.items()}
        # By root; groups that are an entity of a graph already.
        self._entities: set[str] = set()
        self.apart: dict[str, set[str]] = defaultdict(set)
        self.reasons: list[Reason] = []
        self.decided_apart: list[Reason] = []

    def root(self, key: str) -> str:
        """The representative of the group that a record is in."""
        while self.parent[key] != key:
            self.parent[key] = self.parent[self.parent[key]]
            key = self.parent[key]
        return key

    def codes_of(self, key: str) -> set[str]:
        """The codes of all records of the group that a record is in."""
        return self._codes.get(self.root(key), set())

    def groups(self) -> list[list[str]]:
        """The members of each group, in the order of their ids."""
        found: dict[str, list[str]] = defaultdict(list)
        for key in self.parent:
            found[self.root(key)].append(key)
        return list(found.values())

    @staticmethod
    def clash(codes: set[str]) -> bool:
        """Whether no one body can have all of these: two credit codes, or an organisation code that is in none of them."""
        return len(codes) > 1 and (sum(len(c) == 18 for c in codes) > 1 or len({c[8:17] if len(c) == 18 else c for c in codes}) > 1)

    def join(self, a: str, b: str, why: str) -> bool:
        """Make two groups one unless different codes, a person's decision or another graph's resolution forbid it."""
        x, y = sorted((self.root(a), self.root(b)))
        if x == y:
            return True
        codes = self._codes.get(x, set()) | self._codes.get(y, set())
        if {x, y} <= self._entities or self.clash(codes) or (x in self.apart and y in {self.root(k) for k in self.apart[x]}):
            return False
        self.parent[y] = x
        if codes:
            self._codes[x] = codes
        if y in self._entities:
            self._entities.add(x)
        for other in self.apart.pop(y, set()):
            self.apart[x].add(other)
            self.apart[self.root(other)].add(x)
        self.reasons.append(Reason(a, b, why))
        return True

    def keep(self, entities: Iterable[str]) -> None:
        """From now on no two of these come together: they are entities of a graph, where that was decided already."""
        self._entities |= {self.root(key) for key in entities}

    def join_all(self, members: list[str], why: str) -> None:
        """Join records with the first of them that lets them in: what a person took out of the group leaves the others together."""
        for at, one in enumerate(members[1:], 1):
            any(self.join(other, one, why) for other in (members[0], *members[1:at]))

    def obey(self, decisions: Iterable[Decision]) -> None:
        """Carry out what people decided, before anything else: what is 「不同」 never comes together, what is 「相同」 is one."""
        known = [d for d in decisions if d.first in self.parent and d.second in self.parent]
        for d in (d for d in known if d.judgement == "different"):
            self.apart[d.first].add(d.second)
            self.apart[d.second].add(d.first)
            self.decided_apart.append(Reason(d.first, d.second, f"{d.who} 决定不同（{d.decided_at[:10]}）{_note(d)}"))
        for d in (d for d in known if d.judgement == "same"):
            self.join(d.first, d.second, f"{d.who} 决定相同（{d.decided_at[:10]}）{_note(d)}")


def _note(decision: Decision) -> str:
    return f"：{decision.note}" if decision.note else ""
