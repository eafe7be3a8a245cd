"""Reads Chinese reports: a cleaned document in, facts out."""

from graph.model import Document, Facts
from nlp.pipeline import read

__all__ = ["extract"]


def extract(document: Document) -> Facts:
    """The facts that one document states: entities, relations and indicators, each with evidence in ``document.text``.

    Deterministic; nothing outside the text is used but the gazetteer and the rules. A document without facts gives only itself.
    """
    return read(document)
