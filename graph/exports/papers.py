"""What the documents of a graph are called and where they come from, and which of their words are names of persons."""

from collections import defaultdict
from functools import cached_property

from msgspec import Struct

from graph.model import page_at
from graph.queries import Row
from graph.stores import GraphStore
from graph.stores.scan import scan_mentions, scan_nodes

# Sorts behind every id.
LAST = "\U0010ffff"
# What stands for each character of a person's name; the same as for other personal data (graph/personal.py).
HIDDEN = "*"


class Paper(Struct, frozen=True, gc=False):
    """A document without its text."""

    title: str
    genre: str
    source: str
    published: str
    file: str
    pages: str

    def page(self, offset: int) -> int | None:
        """The page that a character of the text stands on; None where the document has no pages."""
        return page_at(self.pages, offset) or None if self.pages else None


class Papers:
    """The documents of a store by id, read once. ``people``: whether names of persons may be seen."""

    def __init__(self, store: GraphStore, *, people: bool) -> None:
        self._store, self._people = store, people

    @cached_property
    def by_id(self) -> dict[str, Paper]:
        """Every document."""
        # One text for what thousands of rows of a register share.
        shared: dict[str, str] = {}
        found = {}
        for row in scan_nodes(self._store, "DOCUMENT", columns=("name", "genre", "source", "published", "file", "pages")):
            genre, source, published, file, pages = (
                shared.setdefault(text, text) for text in (str(row[c] or "") for c in ("genre", "source", "published", "file", "pages"))
            )
            title = str(row["name"])
            if names := {name for *_, name in self._names.get(str(row["id"]), ())}:
                title, file = (str(_without(text, names)) for text in (title, file))
            found[str(row["id"])] = Paper(title, genre, source, published, file, pages)
        return found

    def get(self, id: object) -> Paper | None:
        """The document of that id."""
        return self.by_id.get(str(id))

    def published(self, id: object) -> str:
        """When it was published (a year, month or date), empty where that is not known."""
        paper = self.get(id)
        return paper.published if paper else ""

    @cached_property
    def _names(self) -> dict[str, list[tuple[int, int, str]]]:
        """Where names of persons stand, by document: start, end and the name. None are hidden where persons are wanted."""
        spans: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
        if not self._people:
            for row in scan_mentions(self._store, "PERSON", "", LAST):
                spans[str(row["document"])].append((int(str(row["start_at"])), int(str(row["end_at"])), str(row["quote"])))
        return spans

    def shown(self, text: str, document: object, start: int = 0) -> str:
        """The text that stands at ``start`` of a document, of the same length, names of persons hidden."""
        spans = self._names.get(str(document))
        if not spans or not text:
            return text
        out = list(text)
        for a, b, _ in spans:
            for at in range(max(a - start, 0), min(b - start, len(text))):
                out[at] = HIDDEN
        return str(_without("".join(out), {name for *_, name in spans}))

    def shown_row(self, row: Row) -> Row:
        """An edge row with the names of persons hidden in its quote, and the name of whoever decided."""
        row["said_by"] = self._who(row["said_by"])
        if str(row["document"]) in self._names:
            row["quote"] = self.shown(str(row["quote"]), row["document"], int(str(row["start_at"])))
        return row

    def shown_answer(self, row: Row) -> Row:
        """A row of an answer, the names of persons hidden wherever it says what a document says, and the name of whoever decided."""
        if self._people:
            return row
        texts = [text for value in row.values() for text in (value if isinstance(value, list) else [value]) if isinstance(text, str)]
        names = {name for text in texts for *_, name in self._names.get(text, ())}
        return {column: _without(self._who(value), names) for column, value in row.items()}

    def _who(self, said_by: object) -> object:
        hidden = not self._people and isinstance(said_by, str) and said_by.startswith("person:")
        return f"person:{HIDDEN}" if hidden else said_by


def _without(value: object, names: set[str]) -> object:
    """The text without these names, also where nobody marked them; one character alone names nobody."""
    if isinstance(value, list):
        return [_without(one, names) for one in value]
    if isinstance(value, str):
        for name in sorted((n for n in names if len(n) > 1), key=len, reverse=True):
            value = value.replace(name, HIDDEN * len(name))
    return value
