"""What a person should look at: merges with their reasons, pairs that names cannot decide, facts that a person ruled on.

A build writes the cases beside the graph, because the reasons of a merge are no part of it.
"""

from pathlib import Path
from typing import Literal

import msgspec
from msgspec import Struct

from graph.clusters import Reason
from graph.decisions import Decisions, Verdict
from graph.facts import indicator_id, relation_id
from graph.model import Entity, Evidence, Facts, Relation
from graph.resolve import Resolution

# Told of divisions by the thousand, and nothing that a person would doubt.
OF_COURSE = "区划代码相同"


State = Literal["merged", "unsure", "apart"]


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
    title: str = ""


class Case(Struct, frozen=True):
    """Two records that became one entity (``merged``), may be one (``unsure``) or were held apart by a person (``apart``), and why.

    ``entity`` and ``other`` are the ids in the graph of the first and the second.
    """

    state: State
    first: Side
    second: Side
    why: str
    entity: str
    other: str = ""

    @property
    def pair(self) -> tuple[str, str]:
        """The ids of the records, as decisions name them."""
        first, second = sorted((self.first.id, self.second.id))
        return first, second

    @property
    def doubt(self) -> float:
        """How much a look at it is worth: undecided pairs before merges of different names, many mentions before few."""
        named_anew = self.state == "merged" and self.first.name != self.second.name and "代码" not in self.why
        weight = 2.0 if self.state == "unsure" else float(named_anew)
        return weight * (1 + min(self.first.mentions + self.second.mentions, 50) / 100)


def write_cases(resolution: Resolution, path: Path) -> None:
    """Write all cases of a resolution; the file appears whole."""
    states: tuple[tuple[State, tuple[Reason, ...]], ...] = (
        ("merged", resolution.merged),
        ("unsure", resolution.unsure),
        ("apart", resolution.apart),
    )
    titles = {d.id: d.title for d in resolution.facts.documents}
    part = path.with_name(path.name + ".part")
    with part.open("wb") as file:
        for state, reason in ((s, r) for s, reasons in states for r in reasons if r.why != OF_COURSE):
            file.write(msgspec.json.encode(_case(resolution, state, reason, titles)) + b"\n")
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


def _case(resolution: Resolution, state: State, reason: Reason, titles: dict[str, str]) -> Case:
    first, second = (_side(resolution.records[id], titles) for id in (reason.first, reason.second))
    became = resolution.became
    return Case(state, first, second, reason.why, became[reason.first], became[reason.second])


def _side(record: Entity, titles: dict[str, str]) -> Side:
    seen = record.evidence[0] if record.evidence else Evidence("", 0, 0, "", "", 0.0)
    code, title = str(record.attrs.get("uscc", "")), titles.get(seen.document, "")
    return Side(
        record.id,
        record.name,
        record.label,
        record.kind or "",
        code,
        seen.document,
        seen.quote,
        seen.start,
        seen.end,
        len(record.evidence),
        title,
    )
