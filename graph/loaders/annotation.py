"""An annotated document (the format of data/gold/GUIDE.md) → facts said by a person."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from graph.errors import InputError
from graph.facts import content_id
from graph.loaders.archive import shown_name
from graph.loaders.decode import decode, read_bytes
from graph.model import Attribute, Document, Entity, Evidence, Facts, Indicator, Reject, Relation
from graph.ontology import entity_problem, indicator_problem, ontology, relation_problem
from graph.personal import mask_text
from nlp.clean import clean

SPACE = frozenset(" \t\r\n\u3000\u200b\ufeff\ufffd")
Report = Callable[[Reject], None]
NEEDED = ("id", "genre", "title", "text", "entities", "relations", "indicators")


class _Entity(Struct):
    name: str
    label: str
    kind: str | None = None
    aliases: list[str] | None = None


class _Relation(Struct):
    head: str
    type: str
    tail: str
    quote: str
    attrs: dict[str, str | int | float | bool | None] | None = None


class _Indicator(Struct):
    place: str
    measure: str
    value: float
    quote: str
    unit: str | None = None
    qualifier: str | None = None
    as_of: str | None = None
    nature: str | None = None


class _Shape(Struct):
    """What an annotation must look like before its words are looked at."""

    id: str
    genre: str
    title: str | None
    text: str
    entities: list[_Entity]
    relations: list[_Relation]
    indicators: list[_Indicator]
    source: str | None = None
    published: str | None = None


def load_annotation(path: Path, reject: Report) -> Iterator[Facts]:
    """The facts of one annotated document, or of one a line (.jsonl), said by ``person:`` and the file's name.

    What does not fit the vocabulary, or has no place in the text, goes to ``reject``. Raises InputError where the file is no annotation.
    """
    file = shown_name(path)
    for line, gold in _annotations(path):
        yield annotated_facts(_fitting(gold, line, file, reject), by=f"person:{path.stem}")


def _annotations(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    if path.suffix.lower() == ".json":
        yield 0, read_annotation(path)
        return
    for number, line in enumerate(decode(read_bytes(path), path.name).splitlines(), 1):
        if line.strip():
            yield number, _checked(line, f"{path.name} 第 {number} 行")


def read_annotation(path: Path) -> dict[str, Any]:
    """The annotation as it stands in the file."""
    try:
        return _checked(path.read_text("utf-8-sig"), path.name)
    except UnicodeDecodeError as error:
        raise InputError(f"{path.name}：不是标注文件（{error}）") from error


def _checked(text: str, name: str) -> dict[str, Any]:
    try:
        data = json.loads(text)
    except json.JSONDecodeError as error:
        raise InputError(f"{name}：不是标注文件（{error}）") from error
    missing = [key for key in NEEDED if not isinstance(data, dict) or key not in data]
    if missing:
        raise InputError(f"{name}：不是标注文件，缺少 {'、'.join(missing)}")
    try:
        msgspec.convert(data, _Shape)
    except msgspec.ValidationError as error:
        raise InputError(f"{name}：标注的写法不对（{error}）；格式见 data/gold/GUIDE.md") from error
    return dict(data)


def _fitting(gold: dict[str, Any], line: int, file: str, reject: Report) -> dict[str, Any]:
    """The annotation without what the vocabulary does not allow, names that it does not list, and quotes that its text does not have."""
    packed = Packed(annotated_document(gold).text)

    def kept(field: str, problem: Callable[[dict[str, Any]], str], called: str) -> list[dict[str, Any]]:
        good = []
        for number, row in enumerate(gold[field], 1):
            if reason := problem(row):
                reject(Reject(file, "", line, f"{field} 第 {number} 条", str(row[called])[:200], reason))
            else:
                good.append(row)
        return good

    def quoted(row: dict[str, Any]) -> str:
        return "" if packed.find(row["quote"]) else f"正文里没有引文“{row['quote'][:40]}”"

    def relation(row: dict[str, Any]) -> str:
        found = Relation(head=row["head"], type=row["type"], tail=row["tail"], attrs=_attrs(row))
        return relation_problem(found, labels) or quoted(row)

    def indicator(row: dict[str, Any]) -> str:
        found = Indicator(place=row["place"], measure=row["measure"], value=0.0, nature=row.get("nature") or "actual")
        return indicator_problem(found, labels) or quoted(row)

    entities = kept("entities", lambda e: entity_problem(Entity(id="", label=e["label"], name=e["name"], kind=e.get("kind"))), "name")
    labels = {e["name"]: e["label"] for e in entities}
    return gold | {
        "entities": entities,
        "relations": kept("relations", relation, "type"),
        "indicators": kept("indicators", indicator, "measure"),
    }


def annotated_document(gold: dict[str, Any]) -> Document:
    """The document of an annotation, cleaned as any other."""
    raw = mask_text(gold["text"])
    text, cuts = clean(raw)
    return Document(
        id=content_id(raw), title=gold["title"] or "", genre=gold["genre"], raw=raw, text=text, cuts=cuts,
        source=gold.get("source") or "", published=gold.get("published"), file=f"{gold['id']}.json",
    )  # fmt: skip


def annotated_facts(gold: dict[str, Any], by: str) -> Facts:
    """Every fact of the annotation with its place in the cleaned text; a fact whose words cleaning dropped is left out."""
    document = annotated_document(gold)
    packed = Packed(document.text)
    mentions = packed.find_forms(gold["entities"])
    entities = {
        e["name"]: Entity(
            id=content_id(document.id, e["label"], e["name"]), label=e["label"], kind=e.get("kind"), name=e["name"],
            aliases=tuple(e.get("aliases") or ()),
            evidence=tuple(Evidence(document.id, a, b, document.text[a:b], by, 1.0) for a, b, name in mentions if name == e["name"]),
        )
        for e in gold["entities"]
    }  # fmt: skip
    quoted = [(row, _quote(packed, document, row["quote"], by)) for row in (*gold["relations"], *gold["indicators"])]
    return Facts(
        documents=(document,),
        entities=tuple(entities.values()),
        relations=tuple(_relation(row, entities, found) for row, found in quoted if found and "type" in row),
        indicators=tuple(_indicator(row, entities, found) for row, found in quoted if found and "measure" in row),
    )


def _relation(row: dict[str, Any], entities: dict[str, Entity], found: Evidence) -> Relation:
    head, tail = entities[row["head"]].id, entities[row["tail"]].id
    return Relation(head=head, type=row["type"], tail=tail, attrs=_attrs(row), evidence=(found,))


def _attrs(row: dict[str, Any]) -> dict[str, Attribute]:
    """The attributes of a relation that its type has; an annotator may note more."""
    edge = ontology().edge.get(row["type"])
    return {k: v for k, v in (row.get("attrs") or {}).items() if edge and k in edge.attrs and v is not None}


def _indicator(row: dict[str, Any], entities: dict[str, Entity], found: Evidence) -> Indicator:
    return Indicator(
        place=entities[row["place"]].id, measure=row["measure"], value=float(row["value"]), unit=row.get("unit") or "",
        qualifier=row.get("qualifier") or "", as_of=row.get("as_of"), nature=row.get("nature") or "actual", evidence=(found,),
    )  # fmt: skip


def _quote(packed: "Packed", document: Document, quote: str, by: str) -> Evidence | None:
    span = packed.find(quote)
    return Evidence(document.id, *span, document.text[slice(*span)], by, 1.0) if span else None


class Packed:
    """A text without white space, so that forms are found over line breaks and stray spaces."""

    def __init__(self, text: str) -> None:
        self.offsets = [i for i, c in enumerate(text) if c not in SPACE]
        self.text = "".join(text[i] for i in self.offsets)

    def find(self, form: str) -> tuple[int, int] | None:
        """The span, in the original text, of the first occurrence of ``form``."""
        form = "".join(c for c in form if c not in SPACE)
        at = self.text.find(form)
        return (self.offsets[at], self.offsets[at + len(form) - 1] + 1) if form and at >= 0 else None

    def find_forms(self, entities: list[dict[str, Any]]) -> list[tuple[int, int, str]]:
        """Every occurrence of every form, longest form first, none overlapping: (start, end, entity name) in text order."""
        taken, found = [False] * len(self.text), []
        forms = sorted(((f, e["name"]) for e in entities for f in (e["name"], *(e.get("aliases") or ()))), key=lambda x: (-len(x[0]), x))
        for form, name in forms:
            at = self.text.find(form)
            while at >= 0:
                end = at + len(form)
                if not any(taken[at:end]):
                    taken[at:end] = [True] * len(form)
                    found.append((self.offsets[at], self.offsets[end - 1] + 1, name))
                at = self.text.find(form, at + 1)
        return sorted(found)
