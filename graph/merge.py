"""Several records of one thing → one record, the same whatever the order."""

from collections import Counter, defaultdict
from collections.abc import Iterable

import msgspec

from graph.facts import indicator_id
from graph.loaders.former_names import FORMER
from graph.model import Attribute, Entity, Evidence, Indicator, Relation
from graph.ontology import ontology


def merge_evidence(groups: Iterable[tuple[Evidence, ...]]) -> tuple[Evidence, ...]:
    """All evidence without repetition, by document and place in it."""
    return tuple(sorted({e for group in groups for e in group}, key=lambda e: (e.document, e.start, e.end, e.by, e.score)))


def merge_attrs(attrs: Iterable[dict[str, Attribute]]) -> dict[str, Attribute]:
    """All attributes; where two disagree the first one given stays."""
    merged: dict[str, Attribute] = {}
    for some in attrs:
        for key, value in some.items():
            merged.setdefault(key, value)
    return dict(sorted(merged.items()))


def merge_entity(id: str, records: list[Entity]) -> Entity:
    """One entity under a new id. A register's name and kind win over a report's, the name of today over a
    former one; else the longest name and the commonest kind."""
    if len(records) == 1:
        return msgspec.structs.replace(records[0], id=id)
    former = {e.quote for r in records for e in r.evidence if e.by.endswith(FORMER)}
    ranked = sorted(records, key=lambda e: (e.name in former, not _registered(e), -len(e.name), e.name, e.id))
    name = ranked[0].name
    forms = {form for e in ranked for form in (e.name, *e.aliases)} - {name}
    return Entity(
        id=id,
        label=ranked[0].label,
        name=name,
        kind=_kind(ranked),
        aliases=tuple(sorted(forms)),
        attrs=merge_attrs(e.attrs for e in ranked),
        evidence=merge_evidence(e.evidence for e in ranked),
    )


def _registered(entity: Entity) -> bool:
    return any(e.by.startswith("registry:") for e in entity.evidence)


def _kind(ranked: list[Entity]) -> str | None:
    registered = [e.kind for e in ranked if _registered(e) and e.kind]
    if registered:
        return registered[0]
    votes: Counter[str] = Counter()
    for e in ranked:
        if e.kind:
            votes[e.kind] += max(1, len(e.evidence))
    return min(votes, key=lambda k: (-votes[k], k)) if votes else None


def merge_relations(relations: Iterable[Relation], new_id: dict[str, str]) -> list[Relation]:
    """Relations between the new ids, one for each head, type and tail; what would join a thing to itself is dropped."""
    edges = ontology().edge
    groups: dict[tuple[str, str, str], list[Relation]] = defaultdict(list)
    for r in relations:
        head, tail = new_id[r.head], new_id[r.tail]
        # An undirected relation between two organisations has one direction in the store, or it would count twice.
        if edges[r.type].undirected and tail < head and head.split(":")[0] == tail.split(":")[0]:
            head, tail = tail, head
        if head != tail:
            groups[head, r.type, tail].append(r)
    return [_merge_relation(key, group) for key, group in groups.items()]


def _merge_relation(key: tuple[str, str, str], group: list[Relation]) -> Relation:
    head, type, tail = key
    if len(group) == 1 and len(group[0].evidence) < 2 and len(group[0].attrs) < 2:
        return Relation(head=head, type=type, tail=tail, attrs=group[0].attrs, evidence=group[0].evidence)
    ranked = sorted(group, key=lambda r: (-max((e.score for e in r.evidence), default=0.0), sorted(r.attrs.items(), key=str)))
    return Relation(
        head=head, type=type, tail=tail, attrs=merge_attrs(r.attrs for r in ranked), evidence=merge_evidence(r.evidence for r in ranked)
    )


def merge_indicators(indicators: Iterable[Indicator], new_id: dict[str, str]) -> list[Indicator]:
    """Indicators of the new ids; the same number said twice is one indicator with all its evidence."""
    groups: dict[str, list[Indicator]] = defaultdict(list)
    for i in indicators:
        moved = msgspec.structs.replace(i, place=new_id[i.place])
        groups[indicator_id(moved)].append(moved)
    return [msgspec.structs.replace(g[0], evidence=merge_evidence(i.evidence for i in g)) for g in groups.values()]
