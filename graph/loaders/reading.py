"""What a page-bearing file (PDF, Word, scan) holds, before it becomes a document: pieces of text and tables, each with its page."""

from collections.abc import Callable, Iterable, Iterator

from msgspec import Struct

from graph.loaders.sheet import Merge, Table
from graph.model import Reject


class Grid(Struct):
    """A table as it stands in a document. ``name`` says where (第 3 页的表）; ``merged`` as in ``sheet.Table``, lines from 1."""

    name: str
    rows: list[list[str]]
    merged: tuple[Merge, ...] = ()

    def table(self) -> Table:
        """The same as the reader of registers takes it."""
        return Table(self.name, iter(enumerate(self.rows, 1)), self.merged)


class Piece(Struct):
    """One block of lines or one table; ``page`` counts from 1. ``joined``: it goes on where the one before it ended."""

    page: int
    text: str = ""
    grid: Grid | None = None
    joined: bool = False


Report = Callable[[Reject], None]


def assemble(pieces: Iterable[Piece], pages: int = 0) -> tuple[str, tuple[int, ...]]:
    """The pieces as one text, a blank line between them, and the offset at which each of the ``pages`` begins (none where that is 0)."""
    parts: list[str] = []
    starts: list[int] = []
    at = 0
    for piece in pieces:
        text = piece.text if piece.grid is None else "\n".join(_rows(piece.grid))
        gap = "\n\n" if parts and text and not piece.joined else ""
        parts += [gap, text]
        starts += [at + len(gap)] * (piece.page - len(starts))
        at += len(gap) + len(text)
    starts += [at] * (pages - len(starts))
    return "".join(parts), tuple(starts[:pages])


def _rows(grid: Grid) -> Iterator[str]:
    """One line a row, as the text of web pages has them; the marks at both ends keep a row a paragraph of its own."""
    for row in grid.rows:
        if any(cell.strip() for cell in row):
            yield "|" + "|".join(" ".join(cell.replace("|", "｜").split()) for cell in row) + "|"
