"""A report as a file (text, web page, PDF, Word, scan) → a cleaned Document. Personal numbers are masked before all else."""

from bisect import bisect_left
from collections.abc import Callable
from operator import itemgetter
from pathlib import Path

import msgspec

from graph.errors import InputError
from graph.facts import content_id
from graph.loaders.about import about_page
from graph.loaders.archive import shown_name
from graph.loaders.decode import decode, read_bytes
from graph.loaders.reading import Grid, Piece, Report, assemble
from graph.model import Document, Reject
from graph.personal import mask_text
from nlp.clean import Cuts, clean

PAGES = (".html", ".htm")
PRINTED = (".pdf", ".docx", ".png", ".jpg", ".jpeg", ".tif", ".tiff")


def read_document(path: Path, reject: Report | None = None, *, take: Callable[[Grid], bool] | None = None) -> Document:
    """The cleaned document that a report file holds. Raises InputError where there is no readable text in it.

    ``raw`` is the decoded file with personal numbers masked. Of a file whose own text no reader wants to see (web page, PDF, Word) it is
    the text that the page shows: headline first, in reading order, one table row a line. What could not be read of such a file goes to
    ``reject``; a table that ``take`` accepts is left out of the text.
    """
    name, suffix = shown_name(path), path.suffix.lower()
    if suffix in PRINTED:
        pieces, pages = _read_printed(path, name, reject or _ignore)
        raw, starts = assemble([p for p in pieces if p.grid is None or take is None or not take(p.grid)], pages)
        return make_document(raw, name, pages=starts)
    text = decode(read_bytes(path), path.name)
    if suffix in PAGES:
        from graph.loaders.html import page_text  # noqa: PLC0415  (seconds to import, and few folders hold web pages)

        page = page_text(text, path.name)
        return make_document(page.text, name, title=page.title, source=page.source, published=page.published)
    return make_document(text, name)


def _read_printed(path: Path, name: str, reject: Report) -> tuple[list[Piece], int]:
    # Imported where used: each brings a library of its own.
    if path.suffix.lower() == ".pdf":
        from graph.loaders.pdf import read_pdf  # noqa: PLC0415

        return read_pdf(path, name, reject)
    if path.suffix.lower() == ".docx":
        from graph.loaders.word import read_word  # noqa: PLC0415

        return read_word(path, name)
    from graph.loaders.scan import read_picture  # noqa: PLC0415

    return read_picture(path, name)


def _ignore(_: Reject) -> None:
    """For callers that want the text alone."""


def make_document(raw: str, file: str, *, pages: tuple[int, ...] = (), **known: str) -> Document:
    """The document of a decoded text. ``known`` (title, genre, source, published) goes before what the page itself says.

    ``pages`` are the offsets in ``raw`` at which pages begin.
    """
    raw, file = mask_text(raw), mask_text(file)
    text, cuts = clean(raw)
    if not any(c.isalnum() for c in text):
        raise InputError(f"{file}：没有可读的文字；请换成有正文的文件")
    document = Document(
        id=content_id(raw), title=Path(file).stem, genre="report", raw=raw, text=text, cuts=cuts, file=file,
        pages=tuple(_text_offset(cuts, len(text), at) for at in pages),
    )  # fmt: skip
    about = {k: v for k, v in (about_page(document) | {k: mask_text(v) for k, v in known.items() if v}).items() if v}
    return msgspec.structs.replace(document, **about)


def _text_offset(cuts: Cuts, end: int, raw: int) -> int:
    """The offset of the first character of the text that was copied from ``raw`` or behind it."""
    at = bisect_left(cuts, raw, key=itemgetter(1))
    begins = cuts[at][0] if at < len(cuts) else end
    if at == 0:
        return begins
    start, copied_from = cuts[at - 1]
    return min(begins, start + raw - copied_from)
