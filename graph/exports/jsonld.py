"""JSON-LD, one resource a line inside ``@graph``; with the SHACL shapes that the data keep."""

import shutil
from pathlib import Path

import msgspec

from graph.exports.rdf import Link, Literal, Resource, resources, words
from graph.exports.sources import Sources
from graph.exports.subgraph import Subgraph
from graph.exports.turtle import SHAPES


def write_jsonld(graph: Subgraph, folder: Path, sources: Sources) -> None:
    """Write graph.jsonld, and shapes.ttl to check it with."""
    encode = msgspec.json.Encoder().encode
    with (folder / "graph.jsonld").open("wb") as file:
        file.write(b'{"@context": ' + encode(words().prefix) + b',\n"@graph": [')
        between = b"\n"
        for resource in resources(graph):
            file.write(between + encode(_object(resource)))
            between = b",\n"
        file.write(b"\n]}\n")
    shutil.copyfile(SHAPES, folder / SHAPES.name)


def _object(resource: Resource) -> dict[str, object]:
    found: dict[str, object] = {"@id": resource.name}
    if resource.classes:
        found["@type"] = list(resource.classes)
    values: dict[str, list[object]] = {}
    for property, value in resource.values:
        values.setdefault(property, []).append(_value(value))
    return found | {property: some[0] if len(some) == 1 else some for property, some in values.items()}


def _value(value: Link | Literal) -> object:
    if isinstance(value, Link):
        return {"@id": value.name}
    if value.language:
        return {"@value": value.text, "@language": value.language}
    return {"@value": value.text, "@type": value.type} if value.type else value.text
