"""The records that every part of the program speaks: documents, evidence, entities, relations, indicators, facts.

Offsets count characters of ``Document.text`` and spans are half-open. The meaning of each label, kind and type is in ``ontology.toml``.
"""

from bisect import bisect_right
from operator import itemgetter

from msgspec import Struct

Attribute = str | int | float | bool


class Document(Struct, frozen=True, kw_only=True):
    """One text that facts come from: a report, or one row of a registry as "列名：值" lines.

    ``raw`` is the decoded file (BOM removed, line breaks as they were), ``text`` what is left to read after cleaning. ``cuts`` holds
    ascending pairs (offset in ``text``, offset in ``raw``), one for each run that was copied character by character.
    ``published`` is an ISO date, month or year. ``file`` is the name of the file it came from; ``source`` who published it.
    ``pages`` holds the offset in ``text`` at which each page of a PDF, Word file or scan begins, empty where there are none.
    """

    id: str
    title: str
    genre: str
    raw: str
    text: str
    cuts: tuple[tuple[int, int], ...]
    source: str = ""
    published: str | None = None
    file: str = ""
    pages: tuple[int, ...] = ()

    def page(self, offset: int) -> int:
        """The number of the page (from 1) that a character of ``text`` stands on; 0 where the file has no pages."""
        return bisect_right(self.pages, offset)

    def raw_span(self, start: int, end: int) -> tuple[int, int]:
        """The span of ``raw`` that ``text[start:end]`` was copied from; characters dropped in between are inside it.

        Raises ValueError for an empty span or one outside the text.
        """
        if not 0 <= start < end <= len(self.text):
            raise ValueError(f"span {start}:{end} is not inside a text of {len(self.text)} characters")
        return self._raw_offset(start), self._raw_offset(end - 1) + 1

    def _raw_offset(self, offset: int) -> int:
        at, raw = self.cuts[bisect_right(self.cuts, offset, key=itemgetter(0)) - 1]
        return raw + offset - at


def page_at(pages: str, offset: int) -> int:
    """The same as ``Document.page`` for the starts of pages as a store keeps them: numbers with spaces between, empty for none."""
    return bisect_right([int(start) for start in pages.split()], offset)


class Evidence(Struct, frozen=True, gc=False):
    """Where a fact stands: ``quote == document.text[start:end]`` always holds.

    ``by`` names the rule, model, registry or person that said so (``rule:FUNDS/2``, ``registry:stations``, ``person:…``);
    ``score`` is the estimated probability, 0 to 1, that the fact is right.
    """

    document: str
    start: int
    end: int
    quote: str
    by: str
    score: float


class Entity(Struct, frozen=True, kw_only=True):
    """A thing named in documents. ``evidence`` has one entry for each mention. Before resolution the id is local to its document."""

    id: str
    label: str
    name: str
    kind: str | None = None
    aliases: tuple[str, ...] = ()
    attrs: dict[str, Attribute] = {}
    evidence: tuple[Evidence, ...] = ()


class Relation(Struct, frozen=True, kw_only=True):
    """A directed statement between two entities; ``head`` and ``tail`` are entity ids."""

    head: str
    type: str
    tail: str
    attrs: dict[str, Attribute] = {}
    evidence: tuple[Evidence, ...] = ()


class Indicator(Struct, frozen=True, kw_only=True):
    """A counted fact about the entity ``place`` (an id). 1.4 万 is 14000.0; 40 % is 0.4 with unit "%".

    ``as_of`` is the time as printed (a year or date, else None); ``nature`` is actual, target or rule.
    """

    place: str
    measure: str
    value: float
    unit: str = ""
    qualifier: str = ""
    as_of: str | None = None
    nature: str = "actual"
    evidence: tuple[Evidence, ...] = ()


class Facts(Struct, frozen=True, kw_only=True):
    """What one document, one registry or the whole resolved graph says. Ends and places are ids of ``entities``."""

    documents: tuple[Document, ...] = ()
    entities: tuple[Entity, ...] = ()
    relations: tuple[Relation, ...] = ()
    indicators: tuple[Indicator, ...] = ()


class Reject(Struct, frozen=True, gc=False):
    """A row or cell that was not taken, and why. ``line`` counts from 1 as the file's program shows it, 0 where no single line is meant."""

    file: str
    sheet: str
    line: int
    column: str
    value: str
    reason: str
