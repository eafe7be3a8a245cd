"""Many facts → one set of facts with stable ids: which records are one thing, and why.

Every record gets a key (``graph/keys.py``); records of one key are one thing. Codes come first: two different valid codes never
merge, whatever the names say. A key holds its place, so nothing merges across places. What people decided comes last and overrides.
"""

from collections import defaultdict
from collections.abc import Iterable
from itertools import pairwise

from msgspec import Struct

from graph.decisions import Decisions
from graph.facts import content_id, indicator_id, join_facts
from graph.keys import Keys, find_keys
from graph.merge import merge_entity, merge_indicators, merge_relations
from graph.model import Entity, Facts


class Reason(Struct, frozen=True):
    """Why two records became one entity, or why a candidate stayed apart (Chinese)."""

    first: str
    second: str
    why: str


class Resolution(Struct, frozen=True):
    """The resolved facts, the reason of each merge, and the pairs that only a person can decide.

    ``records`` are the entities before resolution by id, ``became`` gives the id of the entity that each is part of.
    """

    facts: Facts
    merged: tuple[Reason, ...]
    unsure: tuple[Reason, ...]
    records: dict[str, Entity]
    became: dict[str, str]


def resolve(parts: Iterable[Facts], decisions: Decisions | None = None) -> Facts:
    """One set of facts with stable ids. The order of the parts does not matter, and resolving again changes nothing."""
    return resolve_with_reasons(parts, decisions).facts


def resolve_with_reasons(parts: Iterable[Facts], decisions: Decisions | None = None) -> Resolution:
    """As ``resolve``, with the reasons."""
    facts = join_facts(parts)
    records = _records(facts.entities)
    keys = find_keys(records, facts)
    clusters = Clusters(records, keys)
    clusters.join_by_code()
    unsure = clusters.join_by_key()
    clusters.apply(decisions or Decisions())
    merged, became = _merged_facts(facts, records, clusters)
    return Resolution(merged, tuple(clusters.reasons), tuple(unsure), records, became)


def _records(entities: Iterable[Entity]) -> dict[str, Entity]:
    """Entities by id in the order of ids; those that already share an id are one record."""
    same: dict[str, list[Entity]] = defaultdict(list)
    for entity in entities:
        same[entity.id].append(entity)
    return {key: group[0] if len(group := same[key]) == 1 else merge_entity(key, group) for key in sorted(same)}


class Clusters:
    """Groups of records that are one thing: a union-find that refuses to join what must stay apart."""

    def __init__(self, records: dict[str, Entity], keys: Keys) -> None:
        self.records, self.keys = records, keys
        self.parent = {key: key for key in records}
        self.codes = {key: {code} for key, code in keys.code.items()}
        self.apart: dict[str, set[str]] = defaultdict(set)
        self.reasons: list[Reason] = []

    def root(self, key: str) -> str:
        """The representative of the group that a record is in."""
        while self.parent[key] != key:
            self.parent[key] = self.parent[self.parent[key]]
            key = self.parent[key]
        return key

    def join(self, a: str, b: str, why: str) -> bool:
        """Make two groups one unless two different codes or a person's decision forbid it."""
        x, y = sorted((self.root(a), self.root(b)))
        if x == y:
            return True
        if len(self.codes.get(x, set()) | self.codes.get(y, set())) > 1 or y in {self.root(k) for k in self.apart[x]}:
            return False
        self.parent[y] = x
        self.codes[x] = self.codes.get(x, set()) | self.codes.get(y, set())
        for other in self.apart.pop(y, set()):
            self.apart[x].add(other)
            self.apart[self.root(other)].add(x)
        self.reasons.append(Reason(a, b, why))
        return True

    def join_by_code(self) -> None:
        """Records of one code are one thing."""
        by_code: dict[str, list[str]] = defaultdict(list)
        for key in self.records:
            if code := self.keys.code.get(key):
                by_code[code].append(key)
        for code in sorted(by_code):
            for a, b in pairwise(by_code[code]):
                self.join(a, b, f"代码相同：{code}")

    def join_by_key(self) -> list[Reason]:
        """Records of one key are one thing, unless the key leads to several codes: those without a code then stay apart."""
        unsure = []
        for name in sorted(self.keys.members):
            members = self.keys.members[name]
            codes = {code for m in members if (code := self.keys.code.get(m))}
            free = [m for m in members if len(codes) <= 1 or m not in self.keys.code]
            for a, b in pairwise(free):
                self.join(a, b, self.keys.why[name])
            if len(codes) > 1 and free:
                unsure += [Reason(free[0], m, "名称和地方相同，但有几个不同的代码") for m in members if m in self.keys.code]
        return unsure

    def apply(self, decisions: Decisions) -> None:
        """Carry out what people decided. 「不同」 takes the second record out of the group; 「相同」 joins."""
        known = [d for d in decisions if d.first in self.records and d.second in self.records]
        for d in (d for d in known if d.judgement == "different"):
            self._separate(d.first, d.second)
        for d in (d for d in known if d.judgement == "same"):
            self.join(d.first, d.second, f"{d.who} 决定相同（{d.decided_at[:10]}）{d.note}")

    def _separate(self, first: str, second: str) -> None:
        if self.root(first) == self.root(second):
            rest = [k for k in self.records if self.root(k) == self.root(first) and k not in (first, second)]
            self._regroup([first, *rest])
            self._regroup([second])
        self.apart[self.root(first)].add(second)
        self.apart[self.root(second)].add(first)

    def _regroup(self, members: list[str]) -> None:
        top = min(members)
        for m in members:
            self.parent[m] = top
        self.codes[top] = {code for m in members if (code := self.keys.code.get(m))}


def _merged_facts(facts: Facts, records: dict[str, Entity], clusters: Clusters) -> tuple[Facts, dict[str, str]]:
    groups: dict[str, list[str]] = defaultdict(list)
    for key in records:
        groups[clusters.root(key)].append(key)
    new_id: dict[str, str] = {}
    used: set[str] = set()
    entities = []
    for members in groups.values():
        id = _stable_id(members, records, clusters.keys)
        if id in used:  # two groups that a person's decision holds apart
            id = f"{id}-{content_id(*members)[:6]}"
        used.add(id)
        new_id.update(dict.fromkeys(members, id))
        entities.append(merge_entity(id, [records[m] for m in members]))
    documents = {d.id: d for d in facts.documents}
    relations = merge_relations(facts.relations, new_id)
    merged = Facts(
        documents=tuple(documents[key] for key in sorted(documents)),
        entities=tuple(sorted(entities, key=lambda e: e.id)),
        relations=tuple(sorted(relations, key=lambda r: (r.head, r.type, r.tail))),
        indicators=tuple(sorted(merge_indicators(facts.indicators, new_id), key=indicator_id)),
    )
    return merged, new_id


def _stable_id(members: list[str], records: dict[str, Entity], keys: Keys) -> str:
    """A code's own id, else an id that the group has already, else a hash of its least key."""
    label = records[members[0]].label
    if label == "PLACE" and (divisions := sorted(k for m in members if (k := keys.key[m]).startswith("place:"))):
        return divisions[0]
    if codes := sorted({keys.code[m] for m in members if m in keys.code}):
        return f"{label.lower()}:{codes[0]}"
    if done := [m for m in members if m.startswith(f"{label.lower()}:")]:
        return done[0]
    return f"{label.lower()}:{content_id(min(keys.key[m] for m in members))}"
