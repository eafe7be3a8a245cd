"""The words of hand-made networks (``network.toml`` and the vocabulary): headings, types, relations, directions, names of tables."""

import re
import tomllib
import unicodedata
from functools import cache
from pathlib import Path

import msgspec
from msgspec import Struct

from graph.ontology import ontology


class Words(Struct, frozen=True, forbid_unknown_fields=True):
    """The file as it stands: each field, type, relation or direction with the ways of writing it."""

    nodes: dict[str, tuple[str, ...]]
    edges: dict[str, tuple[str, ...]]
    personal: dict[str, tuple[str, ...]]
    sheets: dict[str, tuple[str, ...]]
    types: dict[str, tuple[str, ...]]
    relations: dict[str, tuple[str, ...]]
    directions: dict[str, tuple[str, ...]]


@cache
def words() -> Words:
    """The words that ship."""
    return msgspec.convert(tomllib.loads(Path(__file__).with_name("network.toml").read_text("utf-8")), Words)


def key(text: str) -> str:
    """A word for comparison: NFKC, lower case, without white space, underscores, hyphens and what stands in brackets."""
    text = re.sub(r"[(（\[【].*?[)）\]】]", "", unicodedata.normalize("NFKC", text)) or text
    return re.sub(r"[\s_\-:：*]+", "", text).casefold()


@cache
def headings(table: str) -> dict[str, str]:
    """Heading (as ``key``) → field, for ``nodes`` or ``edges``; attributes of the vocabulary are fields of their own name."""
    fields = words().nodes if table == "nodes" else words().edges
    known = {key(form): field for field, forms in fields.items() for form in forms}
    if table == "nodes":
        for node in ontology().node.values():
            for name, spec in node.attrs.items():
                known.setdefault(key(name), name)
                known.setdefault(key(spec.zh), name)
    return known


@cache
def personal() -> frozenset[str]:
    """Headings (as ``key``) of columns that are never read."""
    return frozenset(map(key, words().personal["headings"]))


@cache
def types() -> dict[str, tuple[str, str | None]]:
    """Word (as ``key``) → label and kind. The word for a label comes before the same word for a kind."""
    known: dict[str, tuple[str, str | None]] = {}
    nodes = {label: node for label, node in ontology().node.items() if label not in ("DOCUMENT", "INDICATOR")}
    for label, node in nodes.items():
        known |= {key(word): (label, None) for word in (label, node.node, node.zh)}
    for label, node in nodes.items():
        for kind, zh in node.kinds.items():
            for word in (kind, zh) if kind != "other" else (zh,):
                known.setdefault(key(word), (label, kind))
    for name, forms in words().types.items():
        label, _, kind = name.partition(":")
        for form in forms:
            known.setdefault(key(form), (label, kind or None))
    return known


@cache
def relations() -> dict[str, str]:
    """Word (as ``key``) → edge type, for the edges that a person may state."""
    edges = {type: edge for type, edge in ontology().edge.items() if not edge.derived}
    known = {key(word): type for type, edge in edges.items() for word in (type, edge.zh)}
    for type, forms in words().relations.items():
        for form in forms:
            known.setdefault(key(form), type)
    return known


@cache
def directions() -> dict[str, str]:
    """Word (as ``key``) → one, both or none."""
    return {key(form): name for name, forms in words().directions.items() for form in forms}
