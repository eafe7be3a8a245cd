"""Joins the mentions of one thing into one entity."""

from spacy.tokens import Doc


def join_aliases(doc: Doc) -> Doc:
    """Joins the mentions of one thing into one entity."""
    return doc
