"""A FollowTheMoney file (one entity a line, JSON) → facts said by its data set. ``followthemoney.toml`` says what becomes what."""

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import msgspec
from msgspec import Struct

from graph import codes
from graph.errors import InputError
from graph.facts import content_id
from graph.loaders.archive import shown_name
from graph.loaders.fitting import Item, Report, fitting
from graph.loaders.json_lines import json_lines
from graph.loaders.location import find_location
from graph.loaders.network_words import key, relations
from graph.model import Attribute, Document, Entity, Evidence, Facts, Reject, Relation
from graph.personal import mask_text
from graph.places import find_place, place_entity

SCORE = 0.99
NAMES = ("name", "alias", "weakAlias", "previousName")
LONGEST_VALUE = 5_000


class Thing(Struct, frozen=True):
    """What a schema of things becomes."""

    label: str
    kind: str | None = None


class Link(Struct, frozen=True):
    """What a schema of links becomes; an empty ``type`` is said by its role."""

    type: str
    head: str
    tail: str
    attrs: dict[str, tuple[str, ...]] = {}


class Schemata(Struct, frozen=True, forbid_unknown_fields=True):
    """The table as it stands in its file."""

    thing: dict[str, Thing]
    link: dict[str, Link]
    personal: dict[str, tuple[str, ...]]


class _Entity(Struct):
    """One line of the file."""

    id: str
    schema: str
    properties: dict[str, list[str]] = {}
    datasets: list[str] = []
    dataset: str = ""


class _Row(Struct, frozen=True):
    """An entity and its document; ``spans`` are the lines of its properties."""

    line: int
    entity: _Entity
    document: Document
    spans: dict[str, tuple[int, int]]
    by: str

    def evidence(self, *properties: str) -> tuple[Evidence, ...]:
        spans = [self.spans[p] for p in properties if p in self.spans] or [(0, len(self.document.text))]
        start, end = min(s for s, _ in spans), max(e for _, e in spans)
        return (Evidence(self.document.id, start, end, self.document.text[start:end], self.by, SCORE),)

    def first(self, name: str) -> str:
        return next((mask_text(v) for v in self.entity.properties.get(name, ()) if v.strip()), "")


@cache
def schemata() -> Schemata:
    """The table that ships."""
    return msgspec.convert(tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8")), Schemata)


def load_followthemoney(path: Path, reject: Report) -> Iterator[Facts]:
    """The facts of a file of entities. What the vocabulary has no word for goes to ``reject`` with line and schema.

    Raises InputError where no line is an entity.
    """
    file = shown_name(path)
    lines = list(json_lines(path, _Entity, " FollowTheMoney 的实体", reject))
    names = {e.id: e.properties["name"][0] for _, e in lines if e.properties.get("name")}
    rows = [_row(number, entity, file, names) for number, entity in lines]
    if not rows:
        raise InputError(f"{file}：没有一行是 FollowTheMoney 的实体（id、schema、properties）")
    ids: dict[str, str] = {}
    items = [item for row in rows for item in _things(row, ids)]
    for row in rows:
        if row.entity.schema in schemata().link:
            items += _links(row, ids, file, reject)
        elif row.entity.schema not in schemata().thing:
            reject(Reject(file, "", row.line, "schema", row.entity.schema, "词汇表里没有与这个 schema 相应的词，没有读"))
    used = {v.document for item in items for v in item.record.evidence}
    yield fitting([row.document for row in rows if row.document.id in used], items, file, reject)


def _row(line: int, entity: _Entity, file: str, names: Mapping[str, str]) -> _Row:
    """The entity as a document of lines ``property：values``; ids of others are followed by their names."""
    table, thing = schemata(), schemata().thing.get(entity.schema)
    link = table.link.get(entity.schema)
    ends = (link.head, link.tail) if link else ()
    parts, spans, at = [f"schema：{entity.schema}"], {}, len(f"schema：{entity.schema}") + 1
    for name, values in entity.properties.items():
        dropped = name in table.personal["properties"] or (thing and thing.label == "PERSON" and name not in table.personal["of_people"])
        if dropped or not values:
            continue
        shown = [f"{names[v]}（{v}）" if name in ends and v in names else v for v in values]
        text = f"{name}：{'；'.join(' '.join(mask_text(v[:LONGEST_VALUE]).split()) for v in shown)}"
        parts.append(text)
        spans[name] = (at, at + len(text))
        at += len(text) + 1
    text = "\n".join(parts)
    dataset = entity.dataset or next(iter(entity.datasets), "") or Path(file).name.split(".")[0]
    title = mask_text(f"{dataset}：{names.get(entity.id, entity.id)}")
    id = content_id(file, line, text)
    document = Document(id=id, title=title, genre="table", raw=text, text=text, cuts=((0, 0),), source=dataset, file=file)
    return _Row(line, entity, document, spans, f"source:{dataset}")


def _things(row: _Row, ids: dict[str, str]) -> Iterator[Item]:
    """The thing of a row, with its place; ``ids`` learns which record its id stands for."""
    thing, name = schemata().thing.get(row.entity.schema), row.first("name") or row.first("full")
    if thing is None or not name:
        return
    evidence = row.evidence("name" if "name" in row.spans else "full")
    if thing.label == "PLACE":
        if code := find_place(name).code:
            ids[row.entity.id] = f"place:{code}"
            yield Item(row.line, "name", msgspec.structs.replace(place_entity(code), evidence=evidence))
        return
    uscc = codes.uscc(row.first("uscCode") or row.first("registrationNumber")) if thing.label == "ORG" else None
    location = find_location({"name": name, "address": row.first("address")}, uscc)
    id = content_id("uscc", uscc) if uscc else content_id("followthemoney", thing.label, row.by, row.entity.id)
    ids[row.entity.id] = id
    attrs: dict[str, Attribute] = {"uscc": uscc} if uscc else {}
    others = dict.fromkeys(mask_text(v) for p in NAMES for v in row.entity.properties.get(p, ()))
    aliases = tuple(v for v in others if v.strip() and v != name)
    yield Item(
        row.line, "name", Entity(id=id, label=thing.label, name=name, kind=thing.kind, aliases=aliases, attrs=attrs, evidence=evidence)
    )
    if location.code and thing.label != "PERSON":
        yield Item(row.line, "name", place_entity(location.code))
        where = row.evidence("address" if location.field == "address" else "name")
        yield Item(row.line, "address", Relation(head=id, type="LOCATED_IN", tail=f"place:{location.code}", evidence=where))


def _links(row: _Row, ids: Mapping[str, str], file: str, reject: Report) -> Iterator[Item]:
    """The relations of a link: one for each pair of its ends."""
    link = schemata().link[row.entity.schema]
    role = row.first("role")
    type = link.type or relations().get(key(role), "")
    if not type:
        reject(Reject(file, "", row.line, "role", role, "词汇表里没有这种关系"))
        return
    values = {name: " ".join(filter(None, map(row.first, properties))) for name, properties in link.attrs.items()}
    attrs: dict[str, Attribute] = {name: value for name, value in values.items() if value}
    for head in row.entity.properties.get(link.head, ()):
        for tail in row.entity.properties.get(link.tail, ()):
            if missing := next((end for end in (head, tail) if end not in ids), ""):
                reject(Reject(file, "", row.line, row.entity.schema, missing, "文件里没有这个实体，或它没有名称，这条关系没有读"))
                continue
            evidence = row.evidence(link.head, link.tail)
            yield Item(row.line, row.entity.schema, Relation(head=ids[head], type=type, tail=ids[tail], attrs=attrs, evidence=evidence))
