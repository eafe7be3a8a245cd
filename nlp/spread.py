"""Names seen once clearly are found everywhere: every other place of the text where a form stands, the longest form first."""

from typing import Any

import ahocorasick

from nlp.forms import SHORT, owner_of
from nlp.spans import Mention


def spread(text: str, mentions: list[Mention]) -> list[Mention]:
    """The mentions and, in the gaps between them, further occurrences of their forms, in text order."""
    mentions = [*mentions, *_introduced(text, mentions)]
    forms: dict[str, Mention] = {}
    for m in mentions:
        forms.setdefault(text[m.start : m.end], m)
    taken = bytearray(len(text))
    for m in mentions:
        taken[m.start : m.end] = b"\1" * (m.end - m.start)
    found = list(mentions)
    for start, end, first in _occurrences(text, forms):
        if not any(taken[start:end]):
            taken[start:end] = b"\1" * (end - start)
            found.append(
                Mention(
                    start=start, end=end, label=first.label, kind=first.kind, by=f"rule:{first.label}/again", score=min(first.score, 0.85)
                )
            )
    return sorted(found, key=lambda m: m.start)


def _occurrences(text: str, forms: dict[str, Mention]) -> list[tuple[int, int, Mention]]:
    automaton: Any = ahocorasick.Automaton()
    for form, mention in forms.items():
        automaton.add_word(form, (form, mention))
    if not forms:
        return []
    automaton.make_automaton()
    found = [(end + 1 - len(form), end + 1, mention) for end, (form, mention) in automaton.iter(text)]
    return sorted(found, key=lambda x: (x[0] - x[1], x[0]))


def _introduced(text: str, mentions: list[Mention]) -> list[Mention]:
    """The first place of a short form: X（以下简称Y）."""
    found = []
    for match in SHORT.finditer(text):
        owner = owner_of(mentions, match.start())
        if owner and not any(m.start < match.end(1) and match.start(1) < m.end for m in mentions):
            start, end = match.span(1)
            found.append(Mention(start=start, end=end, label=owner.label, kind=owner.kind, by=f"rule:{owner.label}/introduced", score=0.9))
    return found


__all__ = ["spread"]
