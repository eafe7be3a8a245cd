"""What a fact's score is worth: how often such facts were right where a text was read that had no part in the training.

``model/scores.tsv`` (made by ``python -m nlp.train``) counts, for each hand of the written corpus and the annotated documents, what each
rule read and how much of it was right. A rule's own estimate is replaced by what these counts say.
"""

import csv
import math
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from msgspec import Struct, structs

from graph.model import Entity, Evidence, Facts

TABLE = Path(__file__).with_name("model") / "scores.tsv"
# Estimates are counted in steps of this width.
STEP = 0.05
# So many readings of a rule weigh as much as what its estimate says in general; chosen so that of what scores 0.8 nine tenths are right.
DOUBT = 16
# A share is given this many standard errors lower than it was counted: what was seen seldom is trusted less.
CAUTION = 0.5


class Tried(Struct, frozen=True, order=True):
    """Facts of one hand, figure, group (label or type), rule and estimate (rounded down to a step): how many read, how many right."""

    hand: str
    figure: str
    group: str
    by: str
    step: float
    read: int
    right: int


class Worth(Struct, frozen=True):
    """The shares of right facts: per figure by the estimate (steps, each with its share, rising), and per rule."""

    steps: dict[str, tuple[list[float], list[float]]]
    rules: dict[tuple[str, str, str], tuple[int, int]]

    def share(self, figure: str, group: str, by: str, score: float) -> float:
        """How likely a fact is right that ``by`` read with the estimate ``score``; the estimate itself before anything was counted."""
        if figure not in self.steps:
            return score
        lows, shares = self.steps[figure]
        general = shares[max(0, bisect_right(lows, score + 1e-9) - 1)]
        read, right = self.rules.get((figure, group, by), (0, 0))
        share = (right + DOUBT * general) / (read + DOUBT)
        return round(share - CAUTION * math.sqrt(share * (1 - share) / (read + DOUBT)), 2)


def settle(facts: Facts) -> Facts:
    """The same facts, each score replaced by what the counts say of its rule."""
    return structs.replace(
        facts,
        entities=tuple(_settled("entity", e.label, e) for e in facts.entities),
        relations=tuple(structs.replace(r, evidence=_evidence("relation", r.type, r.evidence)) for r in facts.relations),
        indicators=tuple(structs.replace(i, evidence=_evidence("indicator", i.nature, i.evidence)) for i in facts.indicators),
    )


def _settled(figure: str, group: str, entity: Entity) -> Entity:
    return structs.replace(entity, evidence=_evidence(figure, group, entity.evidence))


def _evidence(figure: str, group: str, evidence: Iterable[Evidence]) -> tuple[Evidence, ...]:
    known = worth()
    return tuple(structs.replace(v, score=known.share(figure, group, v.by, v.score)) for v in evidence)


@cache
def worth() -> Worth:
    """What the shipped counts say; nothing before they are first made."""
    return weigh(read_table()) if TABLE.exists() else Worth({}, {})


def weigh(tried: Iterable[Tried]) -> Worth:
    """What some counts say. LOCATED_IN, mostly read from names and nearly always right, is left out of the steps of relations."""
    steps: dict[str, dict[float, tuple[int, int]]] = defaultdict(dict)
    rules: dict[tuple[str, str, str], tuple[int, int]] = {}
    for t in tried:
        read, right = rules.get((t.figure, t.group, t.by), (0, 0))
        rules[t.figure, t.group, t.by] = read + t.read, right + t.right
        if t.group != "LOCATED_IN":
            read, right = steps[t.figure].get(t.step, (0, 0))
            steps[t.figure][t.step] = read + t.read, right + t.right
    return Worth({figure: _rising(found) for figure, found in steps.items()}, rules)


def _rising(steps: dict[float, tuple[int, int]]) -> tuple[list[float], list[float]]:
    """Neighbouring steps are joined until a higher estimate is right no less often than a lower one (pooled adjacent violators)."""
    joined: list[tuple[float, int, int]] = []
    for low, (read, right) in sorted(steps.items()):
        joined.append((low, read, right))
        while len(joined) > 1 and joined[-2][2] * joined[-1][1] >= joined[-1][2] * joined[-2][1]:
            (low, *one), (_, *two) = joined[-2:]
            joined[-2:] = [(low, one[0] + two[0], one[1] + two[1])]
    return [low for low, _, _ in joined], [(right + 1) / (read + 2) for _, read, right in joined]


def count(hand: str, facts: Iterable[tuple[str, str, str, float, bool]]) -> list[Tried]:
    """The counts of one hand's facts, each given as figure, group, rule, estimate and whether it is right."""
    counted: dict[tuple[str, str, str, float], list[bool]] = defaultdict(list)
    for figure, group, by, score, right in facts:
        counted[figure, group, by, round(int(score / STEP + 1e-6) * STEP, 2)].append(right)
    return [Tried(hand, f, group, by, step, len(rights), sum(rights)) for (f, group, by, step), rights in counted.items()]


def write_table(tried: Iterable[Tried], path: Path = TABLE) -> None:
    """Write the counts, a line each, in order."""
    with path.open("w", encoding="utf-8", newline="") as file:
        lines = csv.writer(file, delimiter="\t", lineterminator="\n")
        lines.writerow(Tried.__struct_fields__)
        lines.writerows(structs.astuple(t) for t in sorted(tried))


def read_table(path: Path = TABLE) -> list[Tried]:
    """The counts that ship."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file, delimiter="\t"))[1:]
    return [Tried(hand, figure, group, by, float(step), int(read), int(right)) for hand, figure, group, by, step, read, right in rows]
