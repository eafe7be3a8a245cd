"""Turtle, resource by resource; with the SHACL shapes that the data keep."""

import re
import shutil
from functools import lru_cache
from pathlib import Path

from graph.exports.rdf import Link, Literal, Resource, resources, words
from graph.exports.sources import Sources
from graph.exports.subgraph import Subgraph

SHAPES = Path(__file__).with_name("shapes.ttl")
ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
SPECIAL = re.compile(r'[\\"\n\r\t]')
# What a name after its prefix may hold; other names are written in full.
LOCAL = re.compile(r"\w+:\w+")


def write_turtle(graph: Subgraph, folder: Path, sources: Sources) -> None:
    """Write graph.ttl, and shapes.ttl to check it with."""
    with (folder / "graph.ttl").open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(f"@prefix {prefix}: <{address}> .\n" for prefix, address in words().prefix.items())
        file.writelines(map(_block, resources(graph)))
    shutil.copyfile(SHAPES, folder / SHAPES.name)


def _block(resource: Resource) -> str:
    lines = [f"a {', '.join(resource.classes)}"] * bool(resource.classes)
    lines += [f"{property} {_value(value)}" for property, value in resource.values]
    return f"\n{_name(resource.name)} " + " ;\n  ".join(lines) + " .\n"


@lru_cache(maxsize=100_000)
def _name(name: str) -> str:
    if LOCAL.fullmatch(name):
        return name
    prefix, _, local = name.partition(":")
    return f"<{words().prefix[prefix]}{local}>"


def _value(value: Link | Literal) -> str:
    if isinstance(value, Link):
        return _name(value.name)
    text = '"' + SPECIAL.sub(lambda m: ESCAPES[m[0]], value.text) + '"'
    if value.language:
        return f"{text}@{value.language}"
    return f"{text}^^{value.type}" if value.type else text
