"""What a reviewer is asked on a made graph: relations that a reader was not sure of, and bodies that may be one."""

from itertools import pairwise
from pathlib import Path

from msgspec import json
from msgspec.structs import replace

from graph.model import Entity, Facts
from graph.review import Case, Side

# Of each sort.
DOUBTS = 300
UNSURE = 0.6


def doubted(facts: Facts) -> Facts:
    """The same graph, in which the first relations between bodies are unsure."""
    relations = list(facts.relations)
    said = [i for i, r in enumerate(relations) if r.type not in ("LOCATED_IN", "PART_OF")]
    for i in said[:DOUBTS]:
        relations[i] = replace(relations[i], evidence=tuple(replace(v, score=UNSURE) for v in relations[i].evidence))
    return replace(facts, relations=tuple(relations))


def write_doubts(facts: Facts, path: Path) -> None:
    """Write a case of two bodies that names cannot tell apart for each of the first pairs, as a build leaves them."""
    bodies = [e for e in facts.entities if e.label == "ORG" and e.evidence][: DOUBTS + 1]
    cases = [Case("unsure", _side(a), _side(b), "名称相近，没有同样的代码", a.id, b.id) for a, b in pairwise(bodies)]
    path.write_bytes(b"".join(json.encode(case) + b"\n" for case in cases))


def _side(body: Entity) -> Side:
    seen = body.evidence[0]
    kind, mentions = body.kind or "", len(body.evidence)
    return Side(body.id, body.name, body.label, kind, "", seen.document, seen.quote, seen.start, seen.end, mentions)
