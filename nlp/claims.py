"""What one rule says at one place of the text, and how many such claims become relations."""

from collections.abc import Iterable

from msgspec import Struct
from spacy.tokens import Doc

from graph.model import Attribute, Entity, Evidence, Relation
from graph.ontology import ontology


class Claim(Struct, frozen=True):
    """One rule's statement that ``head`` and ``tail`` (entity ids) stand in a relation, with the span of the words that say so."""

    head: str
    type: str
    tail: str
    start: int
    end: int
    by: str
    score: float
    attrs: dict[str, Attribute] = {}


def fits(entities: dict[str, Entity], head: str, type: str, tail: str) -> bool:
    """Whether the vocabulary allows the relation between these two entities."""
    return head != tail and ontology().fits(entities[head].label, type, entities[tail].label)


def join_claims(doc: Doc, claims: Iterable[Claim]) -> list[Relation]:
    """One relation for each head, type and tail, in text order of the first claim; claims the vocabulary does not allow are dropped.

    An undirected relation keeps the direction of its first claim. The strongest evidence comes first.
    """
    entities: dict[str, Entity] = doc._.entities
    found: dict[tuple[str, str, str], list[Claim]] = {}
    for claim in sorted(claims, key=lambda c: (c.start, c.end, c.by, c.head, c.tail)):
        if fits(entities, claim.head, claim.type, claim.tail):
            key = (claim.head, claim.type, claim.tail)
            back = (claim.tail, claim.type, claim.head)
            if ontology().edge[claim.type].undirected and back in found:
                key = back
            found.setdefault(key, []).append(claim)
    return [_relation(doc, key, group) for key, group in found.items()]


def _relation(doc: Doc, key: tuple[str, str, str], claims: list[Claim]) -> Relation:
    claims = sorted(claims, key=lambda c: -c.score)
    declared = ontology().edge[key[1]].attrs
    attrs: dict[str, Attribute] = {}
    for claim in claims:
        attrs = {**{k: v for k, v in claim.attrs.items() if k in declared}, **attrs}
    evidence = dict.fromkeys(
        Evidence(doc._.document.id, c.start, c.end, doc._.document.text[c.start : c.end], c.by, round(c.score, 3))
        for c in claims
        if c.start < c.end
    )
    return Relation(head=key[0], type=key[1], tail=key[2], attrs=attrs, evidence=tuple(evidence))
