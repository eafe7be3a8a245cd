"""Finds counted facts."""

from spacy.tokens import Doc


def find_indicators(doc: Doc) -> Doc:
    """Finds counted facts."""
    return doc
