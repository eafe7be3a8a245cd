"""What the pipeline's components hand to each other: sections of a page and mentions of things."""

from collections.abc import Iterable
from typing import Literal

from msgspec import Struct

SectionKind = Literal["title", "heading", "byline", "body", "caption", "quote", "references"]


class Section(Struct, frozen=True):
    """One paragraph of the text and what it is. Sections of one ``article`` belong together; a subject never crosses articles."""

    start: int
    end: int
    kind: SectionKind
    article: int


class Mention(Struct, kw_only=True):
    """One place in the text where a thing is named; offsets into ``Document.text``, half-open.

    ``entity`` is the id of the entity that it stands for, empty until the alias component has run. ``named`` is False for a phrase that
    refers without naming (该平台, 全省, 我市): relations may use it, but it is no mention of the entity.
    """

    start: int
    end: int
    label: str
    kind: str | None = None
    by: str = ""
    score: float = 1.0
    entity: str = ""
    named: bool = True


def fill(text: str, chosen: list[Mention], more: Iterable[Mention]) -> list[Mention]:
    """The chosen mentions and those of ``more``, first come first served, that overlap none; in text order."""
    taken, kept = bytearray(len(text)), []
    for mention in (*chosen, *more):
        if not any(taken[mention.start : mention.end]):
            taken[mention.start : mention.end] = b"\1" * (mention.end - mention.start)
            kept.append(mention)
    return sorted(kept, key=lambda m: m.start)
