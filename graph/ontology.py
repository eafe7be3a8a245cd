"""Reads and checks the vocabulary (``ontology.toml``) and gives labels, signatures, Chinese names and colours."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Literal

import msgspec
from msgspec import Struct

from graph.errors import OntologyError
from graph.model import Facts

AttributeType = Literal["string", "integer", "number", "boolean"]
VOCABULARY = Path(__file__).with_name("ontology.toml")


class AttributeSpec(Struct, frozen=True):
    """One declared attribute of a node or an edge."""

    type: AttributeType
    zh: str


class Node(Struct, frozen=True, forbid_unknown_fields=True):
    """A node type; ``node`` is its label in Cypher, the table's key its label in facts."""

    node: str
    zh: str
    about: str
    colour: str
    kinds: dict[str, str] = {}
    attrs: dict[str, AttributeSpec] = {}


class Edge(Struct, frozen=True, forbid_unknown_fields=True):
    """An edge type with its signature. ``derived`` edges are added by the store writer, never found by a reader."""

    zh: str
    about: str
    head: tuple[str, ...]
    tail: tuple[str, ...]
    attrs: dict[str, AttributeSpec] = {}
    same_label: bool = False
    undirected: bool = False
    derived: bool = False


class Role(Struct, frozen=True, forbid_unknown_fields=True):
    """One of the 五社 (the five communities)."""

    zh: str
    colour: str
    members: tuple[str, ...]


class Ontology(Struct, frozen=True, forbid_unknown_fields=True):
    """The whole vocabulary, in the order of the file."""

    shared: dict[str, str]
    node: dict[str, Node]
    edge: dict[str, Edge]
    five: dict[str, Role]
    genre: dict[str, str]
    nature: dict[str, str]

    def fits(self, head: str, type: str, tail: str) -> bool:
        """Whether an edge of this type may run from a node labelled ``head`` to one labelled ``tail``."""
        edge = self.edge.get(type)
        return edge is not None and head in edge.head and tail in edge.tail and not (edge.same_label and head != tail)

    def five_of(self, label: str, kind: str | None) -> str:
        """The 五社 role that label and kind alone give, or an empty string."""
        return next((name for name, role in self.five.items() if label in role.members or f"{label}:{kind}" in role.members), "")

    def zh(self, word: str) -> str:
        """The Chinese for one of the vocabulary's words (a label, type, kind, role, genre or nature); any other word as it is."""
        for group in (self.node, self.edge, self.five):
            if word in group:
                return group[word].zh
        for names in (*(node.kinds for node in self.node.values()), self.genre, self.nature):
            if word in names:
                return names[word]
        return word


def read_ontology(path: Path = VOCABULARY) -> Ontology:
    """Read a vocabulary file. Raises OntologyError naming the entry that is wrong."""
    try:
        ontology = msgspec.convert(tomllib.loads(path.read_text("utf-8")), Ontology)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise OntologyError(f"{path.name}: {error}") from error
    for name, edge in ontology.edge.items():
        for label in (*edge.head, *edge.tail):
            if label not in ontology.node:
                raise OntologyError(f"{path.name}: edge {name} names the unknown label {label}")
    for name, role in ontology.five.items():
        for member in role.members:
            label, _, kind = member.partition(":")
            if label not in ontology.node or (kind and kind not in ontology.node[label].kinds):
                raise OntologyError(f"{path.name}: 五社 role {name} names the unknown member {member}")
    return ontology


@cache
def ontology() -> Ontology:
    """The vocabulary that ships."""
    return read_ontology()


def check_facts(facts: Facts) -> list[str]:
    """What in the facts the vocabulary does not allow, one sentence each; an empty list is the rule."""
    words, labels = ontology(), {e.id: e.label for e in facts.entities}
    wrong = []
    for e in facts.entities:
        node = words.node.get(e.label)
        if node is None or (e.kind is not None and e.kind not in node.kinds) or not e.attrs.keys() <= node.attrs.keys():
            wrong.append(f"entity {e.name}: label {e.label}, kind {e.kind}, attributes {sorted(e.attrs)}")
    for r in facts.relations:
        ends = labels.get(r.head, "?"), labels.get(r.tail, "?")
        if not words.fits(ends[0], r.type, ends[1]) or not r.attrs.keys() <= words.edge[r.type].attrs.keys():
            wrong.append(f"relation {r.type} from {ends[0]} to {ends[1]}, attributes {sorted(r.attrs)}")
    wrong.extend(
        f"indicator {i.measure} of {labels.get(i.place, '?')}, nature {i.nature}"
        for i in facts.indicators
        if not words.fits("INDICATOR", "MEASURES", labels.get(i.place, "?")) or i.nature not in words.nature
    )
    return wrong
