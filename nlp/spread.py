"""Names seen once clearly are found everywhere: each place of the text where a form stands that is accepted, introduced or implied."""

import re
from collections.abc import Iterator
from typing import Any

import ahocorasick

from nlp.forms import SHORT, names_something, owner_of
from nlp.page import Page
from nlp.placenames import CUT_SHORT
from nlp.spans import Mention

_LEVEL = re.compile(r"(街道|自治区|[省市区县州旗镇乡])$")


def echoes(page: Page, mentions: list[Mention]) -> Iterator[Mention]:
    """A claim for each place of the text where the name of one of the mentions stands, or a short form of it."""
    forms: dict[str, Mention] = {}
    for m in [*mentions, *_introduced(page.text, mentions), *_relative(page, mentions)]:
        forms.setdefault(page.text[m.start : m.end], m)
    if not forms:
        return
    automaton: Any = ahocorasick.Automaton()
    for form, mention in forms.items():
        automaton.add_word(form, (form, mention))
    automaton.make_automaton()
    for last, (form, first) in automaton.iter(page.text):
        start, end = last + 1 - len(form), last + 1
        if _ends_here(page, end, first.label):
            score = min(first.score, 0.85)
            yield Mention(start=start, end=end, label=first.label, kind=first.kind, by=f"rule:{first.label}/again", score=score)


def _ends_here(page: Page, end: int, label: str) -> bool:
    """Whether the name is not the beginning of another word (民政部|门, 锦州市|民)."""
    if label == "ORG":
        return not (page.text[end - 1] == "部" and page.text[end : end + 1] in ("门", "署", "分"))
    return label != "PLACE" or not CUT_SHORT.match(page.text, end - 1)


def _introduced(text: str, mentions: list[Mention]) -> Iterator[Mention]:
    """The first place of a short form: X（以下简称Y）."""
    for match in SHORT.finditer(text):
        owner = owner_of(mentions, match.start())
        if owner and names_something(match[1]):
            yield Mention(
                start=match.start(1), end=match.end(1), label=owner.label, kind=owner.kind, by=f"rule:{owner.label}/introduced", score=0.9
            )


def _relative(page: Page, mentions: list[Mention]) -> Iterator[Mention]:
    """Where the text names 甲县民政局, 县民政局 is the same: the level of the finest place, and the rest of the name."""
    text, seen = page.text, set[str]()
    for m in mentions:
        row = page.row_until(m.start, m.end)
        level = _LEVEL.search(text, m.start, row) if m.label == "ORG" and m.kind == "government" and row > m.start else None
        form = text[level.start() : m.end] if level else ""
        if form and form not in seen:
            seen.add(form)
            for match in re.finditer(f"(?<![\\u4e00-\\u9fff]){re.escape(form)}|(?<=[由经在向与和及的是了到从]){re.escape(form)}", text):
                yield Mention(start=match.start(), end=match.end(), label="ORG", kind=m.kind, by="rule:ORG/relative", score=0.8)
                break
