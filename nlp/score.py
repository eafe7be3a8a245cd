"""Development against annotated documents: put the annotated entities into a doc, so that one component can be measured alone.

The figures themselves come from the scorer beside the annotation guide.
"""

import json
from pathlib import Path
from typing import Any

from graph.facts import content_id
from graph.model import Document, Entity, Evidence
from nlp.clean import clean
from nlp.spans import Mention

SPACE = set(" \t\r\n\u3000\u200b\ufeff\ufffd")


def read_annotation(path: Path) -> dict[str, Any]:
    """One annotated document."""
    data: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return data


def annotated_document(gold: dict[str, Any]) -> Document:
    """The document of an annotation, cleaned as any other; its file is named after the annotation's id."""
    text, cuts = clean(gold["text"])
    return Document(
        id=content_id(gold["text"]), title=gold["title"] or "", genre=gold["genre"], raw=gold["text"], text=text, cuts=cuts,
        source=gold["source"] or "", published=gold["published"], file=f"{gold['id']}.json",
    )  # fmt: skip


def annotated_mentions(gold: dict[str, Any], text: str) -> tuple[list[Mention], dict[str, Entity]]:
    """The annotated mentions and entities, placed in the cleaned text: longest form first, none overlapping, white space ignored."""
    offsets = [i for i, c in enumerate(text) if c not in SPACE]
    packed = "".join(text[i] for i in offsets)
    taken, mentions, entities = [False] * len(packed), [], {}
    forms = sorted(((f, e) for e in gold["entities"] for f in (e["name"], *e["aliases"])), key=lambda x: (-len(x[0]), x[0]))
    for form, e in forms:
        key = content_id(gold["id"], e["label"], e["name"])
        at = packed.find(form)
        while at >= 0:
            end = at + len(form)
            if not any(taken[at:end]):
                taken[at:end] = [True] * len(form)
                mentions.append(
                    Mention(start=offsets[at], end=offsets[end - 1] + 1, label=e["label"], kind=e.get("kind"), by="person:gold", entity=key)
                )
            at = packed.find(form, at + 1)
    mentions.sort(key=lambda m: m.start)
    document = content_id(gold["text"])
    for e in gold["entities"]:
        key = content_id(gold["id"], e["label"], e["name"])
        found = tuple(Evidence(document, m.start, m.end, text[m.start : m.end], m.by, m.score) for m in mentions if m.entity == key)
        entities[key] = Entity(id=key, label=e["label"], kind=e.get("kind"), name=e["name"], aliases=tuple(e["aliases"]), evidence=found)
    return mentions, entities
