"""Sections of a page: articles, headings, by-lines, captions, references."""

from spacy.tokens import Doc


def find_sections(doc: Doc) -> Doc:
    """Sections of a page: articles, headings, by-lines, captions, references."""
    return doc
