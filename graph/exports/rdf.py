"""A subgraph as RDF resources: things, statements, mentions, observations, documents. ``rdf.toml`` says in which words.

A relation is a triple between two things and a resource that says so (``rdf:Statement``), with its quote (PROV-O). Turtle and JSON-LD
write the same resources.
"""

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from urllib.parse import quote

from msgspec import Struct

from graph.exports.subgraph import Subgraph
from graph.exports.text import clean
from graph.ontology import AttributeSpec, ontology
from graph.queries import Row

# A date as documents print it: how RDF types it.
DATES = (
    (re.compile(r"\d{4}-\d{2}-\d{2}"), "xsd:date"),
    (re.compile(r"\d{4}-\d{2}"), "xsd:gYearMonth"),
    (re.compile(r"\d{4}"), "xsd:gYear"),
)
DATED = {"published", "registered_on", "issued_on", "as_of"}
NUMBERS = {"integer": "xsd:integer", "number": "xsd:double", "boolean": "xsd:boolean"}
SAFE = re.compile(r"[A-Za-z0-9_.~:-]*")


class Link(Struct, frozen=True):
    """A value that is a resource: its name with prefix (``wg:thing/…``)."""

    name: str


class Literal(Struct, frozen=True):
    """A value that is text: with a type (``xsd:date``), or a language, or plain."""

    text: str
    type: str = ""
    language: str = ""


class Resource(Struct, frozen=True):
    """One resource with its classes and properties, in order."""

    name: str
    classes: tuple[str, ...]
    values: tuple[tuple[str, Link | Literal], ...]


class Words(Struct, frozen=True):
    """The table as it stands in its file."""

    prefix: dict[str, str]
    classes: dict[str, list[str]]
    attribute: dict[str, str]
    edge: dict[str, str]

    def property(self, type: str, tail: str) -> str:
        """The property of an edge type towards a label; ^ before it turns it."""
        return self.edge.get(f"{type}:{tail}", self.edge[type])


@cache
def words() -> Words:
    """The words that ship."""
    table = tomllib.loads(Path(__file__).with_name("rdf.toml").read_text("utf-8"))
    return Words(table["prefix"], table["class"], table["attribute"], table["edge"])


def resources(graph: Subgraph) -> Iterator[Resource]:
    """All resources. Who said something comes before the first thing that he said."""
    known: set[str] = set()
    for row in graph.nodes():
        yield _thing(row)
        yield from _mentions(row, known)
    for row in graph.edges():
        yield from _agent(row, known)
        yield from _statement(row)
    for row in graph.indicators():
        yield _observation(row)
        yield from _mentions(row, known)
    for row in graph.documents():
        yield Resource(document(row["id"]), _classes(row), tuple(_described(row)))


def thing(id: object) -> Link:
    """A thing or an indicator."""
    return Link(f"wg:thing/{_local(str(id))}")


def document(id: object) -> str:
    """The name of a document."""
    return f"wg:document/{_local(str(id))}"


def agent(said_by: object) -> str:
    """The name of the rule, model, register or person that said something."""
    return f"wg:by/{_local(str(said_by))}"


def _local(text: str) -> str:
    """An id as the last part of an address. Most have nothing to escape but the colon, and there are millions."""
    return text.replace(":", "%3A") if SAFE.fullmatch(text) else quote(text, safe="")


def _thing(row: Row) -> Resource:
    aliases = row["aliases"] if isinstance(row["aliases"], list) else []
    names = [("schema:alternateName", _words(alias)) for alias in aliases]
    return Resource(thing(row["id"]).name, _classes(row), (*_described(row), *names))


def _described(row: Row) -> Iterator[tuple[str, Link | Literal]]:
    """The name and the attributes of a node."""
    label, attribute = str(row["label"]), words().attribute
    yield "wg:label", Literal(label)
    if label != "INDICATOR":
        yield "foaf:name", _words(row["name"])
        yield "schema:name", _words(row["name"])
    for name in ("kind", "five", "place_code"):
        if row[name]:
            yield attribute[name], Literal(str(row[name]))
    yield from _attributes(row, ontology().node[label].attrs)


def _attributes(row: Row, declared: dict[str, AttributeSpec]) -> Iterator[tuple[str, Link | Literal]]:
    for name, spec in declared.items():
        value = row[name]
        if value is not None and value != "":
            yield words().attribute[name], _literal(name, spec.type, value)


def _literal(name: str, type: str, value: object) -> Literal:
    text = str(value).lower() if isinstance(value, bool) else clean(str(value))
    if type in NUMBERS:
        return Literal(text, NUMBERS[type])
    if name in DATED:
        return Literal(text, next((kind for shape, kind in DATES if shape.fullmatch(text)), ""))
    return Literal(text)


def _words(value: object) -> Literal:
    return Literal(clean(str(value)), language="zh")


def _classes(row: Row) -> tuple[str, ...]:
    table, label = words().classes, str(row["label"])
    return tuple(table.get(f"{label}:{row['kind']}", table[label]))


def _statement(row: Row) -> Iterator[Resource]:
    """The triple itself, at its subject, and the statement about it."""
    property = words().property(str(row["type"]), str(row["tail_label"]))
    ends = thing(row["head"]), thing(row["tail"])
    subject, object = reversed(ends) if property.startswith("^") else ends
    property = property.removeprefix("^")
    yield Resource(subject.name, (), ((property, object),))
    about: list[tuple[str, Link | Literal]] = [("rdf:subject", subject), ("rdf:predicate", Link(property)), ("rdf:object", object)]
    about += [("wg:relation", Literal(str(row["type"]))), ("wg:sources", Literal(str(row["sources"]), "xsd:integer"))]
    about += _attributes(row, ontology().edge[str(row["type"])].attrs)
    yield Resource(f"wg:statement/{row['id']}", ("rdf:Statement", "prov:Entity"), (*about, *_said(row)))


def _observation(row: Row) -> Resource:
    measures = row["measures"]
    assert isinstance(measures, dict)
    about = ("schema:observationAbout", thing(measures["tail"]))
    return Resource(thing(row["id"]).name, (*_classes(row), "prov:Entity"), (about, *_described(row), *_said(measures)))


def _mentions(row: Row, known: set[str]) -> Iterator[Resource]:
    evidence = row["evidence"]
    assert isinstance(evidence, list)
    for e in evidence:
        yield from _agent(e, known)
        values = (("wg:of", thing(row["id"])), *_said(e))
        yield Resource(f"wg:mention/{e['id']}", ("wg:Mention", "prov:Entity"), values)


def _agent(row: Row, known: set[str]) -> Iterator[Resource]:
    said_by = str(row["said_by"])
    if said_by and said_by not in known:
        known.add(said_by)
        kind = "prov:Person" if said_by.startswith("person:") else "prov:SoftwareAgent"
        yield Resource(agent(said_by), ("prov:Agent", kind), (("foaf:name", Literal(said_by)),))


def _said(row: Row) -> Iterator[tuple[str, Link | Literal]]:
    """The evidence of an edge row."""
    if not row["document"]:
        return
    yield "prov:wasQuotedFrom", Link(document(row["document"]))
    yield "prov:wasAttributedTo", Link(agent(row["said_by"]))
    yield "wg:quote", Literal(clean(str(row["quote"])))
    yield "wg:start", Literal(str(row["start_at"]), "xsd:integer")
    yield "wg:end", Literal(str(row["end_at"]), "xsd:integer")
    yield "wg:score", Literal(str(row["score"]), "xsd:double")
