"""Reads and checks the vocabulary (``ontology.toml``) and gives labels, signatures, Chinese names and colours."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Literal

import msgspec
from msgspec import Struct

from graph.errors import OntologyError
from graph.model import Attribute, Entity, Facts, Indicator, Relation

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
    labels = {e.id: e.label for e in facts.entities}
    said = [f"{e.name}：{problem}" for e in facts.entities if (problem := entity_problem(e))]
    said += [problem for r in facts.relations if (problem := relation_problem(r, labels))]
    said += [f"{i.measure}：{problem}" for i in facts.indicators if (problem := indicator_problem(i, labels))]
    return said


def entity_problem(entity: Entity) -> str:
    """Why the vocabulary does not allow an entity (Chinese), or an empty string."""
    node = ontology().node.get(entity.label)
    if node is None:
        return f"类别“{entity.label}”不在词汇表里"
    if entity.kind is not None and entity.kind not in node.kinds:
        return f"{node.zh}的类型“{entity.kind}”不在词汇表里"
    return _attrs_problem(entity.attrs, node.attrs, node.zh)


def relation_problem(relation: Relation, labels: Mapping[str, str]) -> str:
    """Why the vocabulary does not allow a relation, or an empty string; ``labels`` are those of the entities by id."""
    words, type = ontology(), relation.type
    edge = words.edge.get(type)
    if edge is None:
        return f"关系“{type}”不在词汇表里"
    head, tail = labels.get(relation.head, ""), labels.get(relation.tail, "")
    if not head or not tail:
        return f"“{edge.zh}”的{'起点' if not head else '终点'}不在文件里"
    if not words.fits(head, type, tail):
        turned = "；反过来才合，请对调" if words.fits(tail, type, head) else ""
        return f"“{edge.zh}”不能从{words.zh(head)}到{words.zh(tail)}{turned}"
    return _attrs_problem(relation.attrs, edge.attrs, edge.zh)


def indicator_problem(indicator: Indicator, labels: Mapping[str, str]) -> str:
    """Why the vocabulary does not allow an indicator, or an empty string."""
    words, label = ontology(), labels.get(indicator.place, "")
    if not label:
        return "数字所说的实体不在文件里"
    if not words.fits("INDICATOR", "MEASURES", label):
        return f"数字不能是关于{words.zh(label)}的"
    return "" if indicator.nature in words.nature else f"数字的性质“{indicator.nature}”不在词汇表里"


def _attrs_problem(attrs: Mapping[str, Attribute], declared: Mapping[str, AttributeSpec], owner: str) -> str:
    """Numbers pass into each other and into text, as the stores take them; everything else must have its declared type."""
    for name, value in attrs.items():
        spec = declared.get(name)
        if spec is None:
            return f"{owner}的属性“{name}”不在词汇表里"
        number = isinstance(value, int | float) and not isinstance(value, bool)
        fits = {"boolean": isinstance(value, bool), "string": isinstance(value, str) or number, "number": number}
        if not fits.get(spec.type, number and float(value) == int(value)):
            return f"{owner}的属性“{spec.zh}”不能是“{value}”"
    return ""
