"""A report as a text or web page file → a cleaned Document. Mobile and ID numbers are masked before anything else sees the text."""

from pathlib import Path

import msgspec

from graph.codes import mask_personal
from graph.errors import InputError
from graph.facts import content_id
from graph.loaders.about import about_page
from graph.loaders.decode import decode, read_bytes
from graph.loaders.html import page_text
from graph.model import Document
from nlp.clean import clean

PAGES = (".html", ".htm")


def read_document(path: Path) -> Document:
    """The cleaned document that a report file holds. Raises InputError where there is no readable text in it.

    ``raw`` is the decoded file with personal numbers masked; for a web page, whose tags no reader wants to see, it is the text of the
    page's body (headline first, one paragraph or table row a line), so offsets of web pages count in that text.
    """
    text = decode(read_bytes(path), path.name)
    if path.suffix.lower() in PAGES:
        page = page_text(text, path.name)
        return make_document(page.text, path.name, title=page.title, source=page.source, published=page.published)
    return make_document(text, path.name)


def make_document(raw: str, file: str, **known: str) -> Document:
    """The document of a decoded text. ``known`` (title, genre, source, published) goes before what the page itself says."""
    raw = mask_personal(raw)
    text, cuts = clean(raw)
    if not any(c.isalnum() for c in text):
        raise InputError(f"{file}：没有可读的文字；请换成有正文的文件")
    document = Document(id=content_id(raw), title=Path(file).stem, genre="report", raw=raw, text=text, cuts=cuts, file=file)
    about = {k: v for k, v in (about_page(document) | {k: v for k, v in known.items() if v}).items() if v}
    return msgspec.structs.replace(document, **about)
