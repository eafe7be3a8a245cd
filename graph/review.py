"""What a person should look at: merges with their reasons, pairs that names cannot decide, facts that a person ruled on.

A build writes the cases beside the graph, because the reasons of a merge are no part of it.
"""

from pathlib import Path
from typing import Literal

import msgspec
from msgspec import Struct

from graph.decisions import Decisions, Verdict
from graph.facts import indicator_id, relation_id
from graph.model import Entity, Evidence, Facts, Relation
from graph.resolve import Reason, Resolution

# Told of divisions by the thousand, and nothing that a person would doubt.
OF_COURSE = "区划代码相同"


class Side(Struct, frozen=True):
    """One of two records: its id before resolution, what it is called, and where it stands first."""

    id: str
    name: str
    label: str
    kind: str
    code: str
    document: str
    quote: str
    start: int
    end: int
    mentions: int


class Case(Struct, frozen=True):
    """Two records that became one entity (``merged``) or may be one (``unsure``), and why; ``entity``: the id in the graph of the first."""

    state: Literal["merged", "unsure"]
    first: Side
    second: Side
    why: str
    entity: str

    @property
    def pair(self) -> tuple[str, str]:
        """The ids of the records, as decisions name them."""
        first, second = sorted((self.first.id, self.second.id))
        return first, second

    @property
    def doubt(self) -> float:
        """How much a look at it is worth: undecided pairs before merges of different names, many mentions before few."""
        weight = 2.0 if self.state == "unsure" else 1.0 if self.first.name != self.second.name and "代码" not in self.why else 0.0
        return weight * (1 + min(self.first.mentions + self.second.mentions, 50) / 100)


def write_cases(resolution: Resolution, path: Path) -> None:
    """Write all cases of a resolution; the file appears whole."""
    reasons = [("merged", r) for r in resolution.merged if r.why != OF_COURSE] + [("unsure", r) for r in resolution.unsure]
    part = path.with_name(path.name + ".part")
    with part.open("wb") as file:
        for state, reason in reasons:
            file.write(msgspec.json.encode(_case(resolution, state, reason)) + b"\n")
    part.replace(path)


def read_cases(path: Path) -> list[Case]:
    """The cases that the last build left; none where there was no build."""
    if not path.exists():
        return []
    decode = msgspec.json.Decoder(Case).decode
    return [decode(line) for line in path.read_bytes().splitlines()]


def judged(facts: Facts, decisions: Decisions) -> Facts:
    """The facts without those that a person found wrong; those found right say who said so, and are certain."""
    ruled = decisions.ruled()
    if not ruled:
        return facts
    wrong = {fact for fact, v in ruled.items() if v.ruling == "wrong"}
    return msgspec.structs.replace(
        facts,
        relations=tuple(_sure(r, ruled.get(relation_id(r))) for r in facts.relations if relation_id(r) not in wrong),
        indicators=tuple(i for i in facts.indicators if indicator_id(i) not in wrong),
    )


def _sure(relation: Relation, found: Verdict | None) -> Relation:
    if not found or found.ruling != "right" or not relation.evidence:
        return relation
    best = max(relation.evidence, key=lambda v: v.score)
    said = msgspec.structs.replace(best, by=f"person:{found.who}", score=1.0)
    return msgspec.structs.replace(relation, evidence=(said, *(v for v in relation.evidence if v is not best)))


def _case(resolution: Resolution, state: str, reason: Reason) -> Case:
    first, second = (_side(resolution.records[id]) for id in (reason.first, reason.second))
    return Case("unsure" if state == "unsure" else "merged", first, second, reason.why, resolution.became[reason.first])


def _side(record: Entity) -> Side:
    seen = record.evidence[0] if record.evidence else Evidence("", 0, 0, "", "", 0.0)
    code, mentions = str(record.attrs.get("uscc", "")), len(record.evidence)
    return Side(record.id, record.name, record.label, record.kind or "", code, seen.document, seen.quote, seen.start, seen.end, mentions)
