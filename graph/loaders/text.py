"""A report as a text file → a cleaned Document."""

from pathlib import Path

from graph.codes import mask_personal
from graph.facts import content_id
from graph.model import Document
from nlp.clean import clean


def read_document(path: Path) -> Document:
    """The cleaned document that a report file holds. Raises InputError where there is no readable text in it."""
    raw = mask_personal(path.read_text("utf-8-sig"))
    text, cuts = clean(raw)
    return Document(id=content_id(raw), title=path.stem, genre="report", raw=raw, text=text, cuts=cuts, file=path.name)
