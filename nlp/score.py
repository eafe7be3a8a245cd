"""Development against annotated documents: put the annotated entities into a doc, so that one component can be measured alone."""

from typing import Any

from graph.loaders.annotation import annotated_document, annotated_facts
from graph.model import Entity
from nlp.spans import Mention

__all__ = ["annotated_document", "annotated_mentions"]


def annotated_mentions(gold: dict[str, Any], text: str) -> tuple[list[Mention], dict[str, Entity]]:
    """The annotated mentions in text order and the entities by id. ``text`` must be that of ``annotated_document(gold)``."""
    entities = {e.id: e for e in annotated_facts(gold, by="person:gold").entities}
    mentions = [
        Mention(start=v.start, end=v.end, label=e.label, kind=e.kind, by=v.by, entity=e.id) for e in entities.values() for v in e.evidence
    ]
    if any(text[v.start : v.end] != v.quote for e in entities.values() for v in e.evidence):
        raise ValueError("the text is not the annotation's cleaned text")
    return sorted(mentions, key=lambda m: m.start), entities
