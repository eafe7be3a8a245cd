"""An annotated document (the format of data/gold/GUIDE.md) → facts said by a person."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from graph.errors import InputError
from graph.facts import content_id
from graph.model import Document, Entity, Evidence, Facts, Indicator, Relation
from graph.ontology import ontology
from graph.personal import mask_text
from nlp.clean import clean

SPACE = frozenset(" \t\r\n\u3000\u200b\ufeff\ufffd")
NEEDED = ("id", "genre", "title", "text", "entities", "relations", "indicators")


def load_annotation(path: Path) -> Iterator[Facts]:
    """The facts of one annotated document. Raises InputError where the file is no annotation."""
    yield annotated_facts(read_annotation(path), by=f"person:{path.stem}")


def read_annotation(path: Path) -> dict[str, Any]:
    """The annotation as it stands in the file."""
    try:
        data = json.loads(path.read_text("utf-8"))
    except (UnicodeDecodeError, json.JSONDecodeError) as error:
        raise InputError(f"{path.name}：不是标注文件（{error}）") from error
    missing = [key for key in NEEDED if not isinstance(data, dict) or key not in data]
    if missing:
        raise InputError(f"{path.name}：不是标注文件，缺少 {'、'.join(missing)}")
    return dict(data)


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
    declared = ontology().edge[row["type"]].attrs
    attrs = {k: v for k, v in (row.get("attrs") or {}).items() if k in declared}
    return Relation(head=entities[row["head"]].id, type=row["type"], tail=entities[row["tail"]].id, attrs=attrs, evidence=(found,))


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
