"""Finds relations between entities."""

from spacy.tokens import Doc


def find_relations(doc: Doc) -> Doc:
    """Finds relations between entities."""
    return doc
