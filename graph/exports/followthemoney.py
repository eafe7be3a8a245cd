"""FollowTheMoney entities, one a line: things, links with their quote, and the documents that prove them."""

import re
import tomllib
from functools import cache
from pathlib import Path

import msgspec
from msgspec import Struct

from graph.codes import amount
from graph.exports.sources import Sources
from graph.exports.subgraph import Subgraph
from graph.exports.text import clean
from graph.ontology import ontology
from graph.queries import Row

Properties = dict[str, list[str]]
# What an id of FollowTheMoney may not hold.
STRANGE = re.compile(r"[^0-9A-Za-z.-]")
DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
DATASET = "wushe-graph"


class Link(Struct, frozen=True):
    """The schema of an edge and the properties that hold its ends."""

    schema: str
    head: str
    tail: str


class Schemata(Struct, frozen=True, forbid_unknown_fields=True):
    """The table as it stands in its file."""

    thing: dict[str, str]
    attribute: dict[str, str]
    link: dict[str, Link]


UNKNOWN = Link("UnknownLink", "subject", "object")


@cache
def schemata() -> Schemata:
    """The table that ships."""
    return msgspec.convert(tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8")), Schemata)


def write_entities(graph: Subgraph, folder: Path, sources: Sources) -> None:
    """Write entities.ftm.json. Things without a schema (policies, groups of people) are left out, with their edges."""
    known: set[object] = set()
    with (folder / "entities.ftm.json").open("wb") as file:
        for row in graph.nodes():
            if schema := _schema(row):
                known.add(row["id"])
                file.write(_line(str(row["id"]), schema, _thing(row)))
        for row in graph.edges():
            if row["head"] in known and row["tail"] in known:
                link = schemata().link.get(f"{row['type']} {row['head_label']} {row['tail_label']}", UNKNOWN)
                file.write(_line(f"link-{row['id']}", link.schema, _link(row, link)))
        for row in graph.documents():
            file.write(_line(f"document-{row['id']}", "Document", _document(row)))


def entity_id(id: str) -> str:
    """An id as FollowTheMoney takes it."""
    return STRANGE.sub("-", id)


def _line(id: str, schema: str, properties: Properties) -> bytes:
    kept = {name: found for name, values in properties.items() if (found := [v for value in values if (v := clean(value).strip())])}
    return msgspec.json.encode({"id": entity_id(id), "schema": schema, "properties": kept, "datasets": [DATASET]}) + b"\n"


def _schema(row: Row) -> str:
    table, label = schemata().thing, str(row["label"])
    return table.get(f"{label}:{row['kind']}") or table.get(label, "")


def _thing(row: Row) -> Properties:
    aliases = row["aliases"] if isinstance(row["aliases"], list) else []
    names = [" ".join(str(name).split()) for name in (row["name"], *aliases)]
    found: Properties = {"name": names[:1], "alias": names[1:], "country": ["cn"], "proof": _proof(row["evidence"])}
    for name, property in schemata().attribute.items():
        value = row.get(name)
        if value is not None and (name != "registered_on" or DATE.fullmatch(str(value))):
            found[property] = [str(value)]
    if row["label"] in ("ORG", "PERSON"):
        kind = ontology().node[str(row["label"])].kinds.get(str(row["kind"]), "")
        found["summary"] = [kind]
    if row["label"] != "PLACE" and row["place"]:
        found["address"] = [*found.get("address", []), str(row["place"])]
    return found


def _link(row: Row, link: Link) -> Properties:
    title, mode, paid = (str(row.get(name) or "") for name in ("title", "mode", "amount"))
    found: Properties = {link.head: [entity_id(str(row["head"]))], link.tail: [entity_id(str(row["tail"]))]}
    found |= {"summary": [str(row["quote"])], "proof": _proof([row]), "recordId": [str(row["id"])]}
    if DATE.fullmatch(str(row["published"])):
        found["date"] = [str(row["published"])]
    if link.schema == "Payment":
        found |= {"purpose": [mode], "description": [paid]}
        yuan = _yuan(paid)
        return found | ({"amount": [f"{yuan:.2f}"], "currency": ["CNY"]} if yuan else {})
    said = "，".join(part for part in (title, mode, paid) if part)
    role = title if link.schema == "Employment" else ontology().zh(str(row["type"]))
    return found | {"role": [role], "description": [said]}


def _yuan(text: str) -> float | None:
    """An amount of money as documents print it; None for what is no single amount, as 近百万元."""
    try:
        found = amount(text)
    except ValueError:
        return None
    return found.yuan if found else None


def _document(row: Row) -> Properties:
    published = str(row["published"] or "")
    title, file = str(row["name"]), str(row["file"] or row["name"])
    found: Properties = {"title": [title], "fileName": [file], "publisher": [str(row["source"] or "")], "bodyText": [str(row["text"])]}
    return found | ({"publishedAt": [published]} if DATE.fullmatch(published) else {})


def _proof(evidence: object) -> list[str]:
    rows = evidence if isinstance(evidence, list) else []
    return sorted({entity_id(f"document-{e['document']}") for e in rows if e["document"]})
