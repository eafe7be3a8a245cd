"""Many facts → one set of facts with stable ids: which records are one thing, and why.

What people decided comes first, then codes: two different valid codes never merge, whatever the names say. Organisations are joined
where the comparison of their names and places says "same" (``graph/bodies.py``), other things by their keys (``graph/keys.py``).
Nothing merges across places.
"""

import gc
from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import lru_cache

from msgspec import Struct

from graph.bodies import Bodies
from graph.clusters import Clusters, Reason
from graph.codes import organisation_code
from graph.decisions import Decisions
from graph.facts import content_id, indicator_id, join_facts
from graph.keys import Scene, is_resolved
from graph.merge import merge_entity, merge_indicators, merge_relations
from graph.model import Entity, Facts
from graph.names import is_national, place_prefix, plain

__all__ = ["Reason", "Resolution", "resolve", "resolve_with_reasons"]


class Resolution(Struct, frozen=True):
    """The resolved facts, the reason of each merge, the pairs that only a person can decide, and those that a person held apart.

    ``records`` are the entities before resolution by id, ``became`` gives the id of the entity that each is part of.
    """

    facts: Facts
    merged: tuple[Reason, ...]
    unsure: tuple[Reason, ...]
    apart: tuple[Reason, ...]
    records: dict[str, Entity]
    became: dict[str, str]


def resolve(parts: Iterable[Facts], decisions: Decisions | None = None) -> Facts:
    """One set of facts with stable ids. The order of the parts does not matter, and resolving again changes nothing."""
    return resolve_with_reasons(parts, decisions).facts


def resolve_with_reasons(parts: Iterable[Facts], decisions: Decisions | None = None) -> Resolution:
    """As ``resolve``, with the reasons."""
    # Millions of records are made and none of them in circles: a collector that looks through them again and again finds nothing.
    collecting = gc.isenabled()
    gc.disable()
    try:
        return _resolve(join_facts(parts), decisions or Decisions())
    finally:
        if collecting:
            gc.enable()


def _resolve(facts: Facts, decisions: Decisions) -> Resolution:
    records = _records(facts.entities)
    codes = _codes(records)
    clusters = Clusters(records, codes)
    clusters.obey(decisions)
    _join_by_code(clusters, records, codes)
    _join_by_number(clusters, records)
    # Of another office's graph: what it holds apart stays apart, and our records join what is theirs.
    clusters.keep(id for id, record in records.items() if is_resolved(record))
    scene = Scene(records, facts)
    bodies = Bodies((n for r in records.values() if r.label == "ORG" for n in scene.named(r)), clusters)
    bodies.join()
    groups = [g for g in clusters.groups() if records[g[0]].label == "ORG"]
    organisations = {m: id for g in groups for id in [_stable_id(g, "ORG", bodies.keys, codes)] for m in g}
    keys = _join_by_key(clusters, records, scene, organisations)
    unsure = bodies.doubts()
    del bodies, scene  # a million names: their room is needed for the merged facts

    def stable_id(members: list[str]) -> str:
        return organisations.get(members[0]) or _stable_id(members, records[members[0]].label, keys, codes)

    merged, became = _merged_facts(facts, records, clusters, stable_id)
    return Resolution(merged, tuple(clusters.reasons), tuple(unsure), tuple(clusters.decided_apart), records, became)


def _records(entities: Iterable[Entity]) -> dict[str, Entity]:
    """Entities by id in the order of ids; those that already share an id are one record."""
    same: dict[str, list[Entity]] = defaultdict(list)
    for entity in entities:
        same[entity.id].append(entity)
    return {key: group[0] if len(group := same[key]) == 1 else merge_entity(key, group) for key in sorted(same)}


def _codes(records: dict[str, Entity]) -> dict[str, str]:
    """The credit code of a record, else its organisation code."""
    found = {}
    for id, record in records.items():
        if code := record.attrs.get("uscc"):
            found[id] = str(code)
        elif (bare := record.attrs.get("organisation_code")) and (code := organisation_code(str(bare))):
            found[id] = code
    return found


def _join_by_code(clusters: Clusters, records: dict[str, Entity], codes: dict[str, str]) -> None:
    """Records of one code are one thing; an organisation code is the middle of a credit code."""
    by_code: dict[str, list[str]] = defaultdict(list)
    for id, code in codes.items():
        by_code[code].append(id)
    whole: dict[str, list[str]] = defaultdict(list)
    for code in by_code:
        if len(code) == 18:
            whole[code[8:17]].append(code)
    for code, some in sorted(by_code.items()):
        if len(some) > 1:
            clusters.join_all(some, f"代码相同：{code}")
    for code in sorted(code for code in by_code if len(code) != 18):
        if len(whole[code]) == 1:
            clusters.join(
                by_code[whole[code][0]][0], by_code[code][0], f"组织机构代码 {code} 是统一社会信用代码 {whole[code][0]} 的第 9 至 17 位"
            )


def _join_by_number(clusters: Clusters, records: dict[str, Entity]) -> None:
    """Records of one registration number and one registrar are one thing."""
    by_number: dict[tuple[str, str], list[str]] = defaultdict(list)
    for id, record in records.items():
        if (number := record.attrs.get("registration_number")) and (registrar := _registrar(str(record.attrs.get("registrar", "")))):
            by_number[plain(str(number)), registrar].append(id)
    for (number, registrar), some in sorted((key, some) for key, some in by_number.items() if len(some) > 1):
        clusters.join_all(some, f"登记证号和登记管理机关相同：{number}，{registrar}")


@lru_cache(maxsize=10_000)
def _registrar(name: str) -> str:
    """The office as it is compared; empty where the name alone does not say which: 县民政局 is another one in each register."""
    office = plain(name)
    return office if is_national(office) or place_prefix(office) else ""


def _join_by_key(clusters: Clusters, records: dict[str, Entity], scene: Scene, organisations: dict[str, str]) -> dict[str, str]:
    """Join everything that is no organisation; the keys of all records."""
    keys = dict(organisations)
    groups: dict[str, list[str]] = defaultdict(list)
    why = {}
    for id, record in records.items():
        if id not in keys:
            keys[id], why[keys[id]] = scene.key(record, organisations.__getitem__)
            groups[keys[id]].append(id)
    for key in sorted(groups):
        clusters.join_all(groups[key], why[key])
    return keys


def _merged_facts(
    facts: Facts, records: dict[str, Entity], clusters: Clusters, ids: Callable[[list[str]], str]
) -> tuple[Facts, dict[str, str]]:
    new_id: dict[str, str] = {}
    used: set[str] = set()
    entities = []
    for members in clusters.groups():
        id = ids(members)
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


def _stable_id(members: list[str], label: str, keys: dict[str, str], codes: dict[str, str]) -> str:
    """A code's own id, else an id that the group has already, else a hash of its least key."""
    if label == "PLACE" and (divisions := sorted(k for m in members if (k := keys[m]).startswith("place:"))):
        return divisions[0]
    if found := sorted((-len(code), code) for m in members if (code := codes.get(m))):
        return f"{label.lower()}:{found[0][1]}"
    if done := [m for m in members if m.startswith(f"{label.lower()}:")]:
        return done[0]
    return f"{label.lower()}:{content_id(min(keys[m] for m in members))}"
