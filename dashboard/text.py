"""Words on the screen: how numbers, sources and scores are written, and how text out of documents is made harmless."""

import re
from collections.abc import Iterable, Sequence
from html import escape

from dashboard.language import say, word

MARK = "background:#f6d98b;color:#1c2733;border-radius:2px;padding:0 1px"
OTHER_MARK = "background:rgba(120,150,190,.28);color:inherit;border-radius:2px;padding:0 1px"
WHO = {"rule": "规则识别", "model": "模型识别", "registry": "登记名录", "person": "人工标注"}
# Columns whose values are words of a question, not of a document.
STATES = ("status", "verdict")
_MARKDOWN = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~$:&])")


def plain(value: object) -> str:
    """A value as one would write it: nothing for None, 、 between the parts of a list, thousands grouped, no .0."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return say("是") if value else say("否")
    if isinstance(value, list | tuple):
        return say("、").join(plain(v) for v in value)
    if isinstance(value, int | float):
        return f"{value:,.4f}".rstrip("0").rstrip(".") if isinstance(value, float) else f"{value:,}"
    return str(value)


def unmarked(text: str) -> str:
    """Text that Markdown shows as it stands."""
    return _MARKDOWN.sub(r"\\\1", text)


def readable(column: str, value: object) -> object:
    """A value for a table: numbers stay numbers, a share is a percentage, the vocabulary's words are Chinese."""
    if value is None:
        return None
    if isinstance(value, float) and column.endswith(("rate", "score")):
        return percent(value)
    if isinstance(value, bool):
        return say("是") if value else say("否")
    if isinstance(value, int | float):
        return value
    if isinstance(value, str):
        return who(value) if column == "said_by" else say(value) if column in STATES else word(value)
    return plain(value)


def percent(share: float) -> str:
    """12.3 %, and never 0 % for a little or 100 % for almost all."""
    if 0 < share < 0.001:
        return "<0.1%"
    return ">99.9%" if 0.999 < share < 1 else f"{share * 100:.1f}".removesuffix(".0") + "%"


def who(by: str) -> str:
    """Who says a fact, in words: ``rule:FUNDS/2`` is 规则识别."""
    return say(WHO.get(by.partition(":")[0], by.partition(":")[0] or "未注明"))


def sure(score: float) -> str:
    """How sure the fact is."""
    return say("把握 {share}", share=percent(score))


def wrap(name: str, width: int) -> str:
    """A name on up to three lines of about ``width`` characters, of equal length or broken before a bracket; the rest is cut."""
    if len(name) <= width:
        return name
    head, bracket, tail = name.partition("（")
    if bracket and 2 < len(head) <= width and len(tail) < width:
        return f"{head}\n（{tail}"
    lines = min(3, -(-len(name) // width))
    each = min(width, -(-len(name) // lines))
    kept = [name[i : i + each] for i in range(0, each * lines, each)]
    return "\n".join(kept) + ("…" if each * lines < len(name) else "")


def marked(text: str, spans: Iterable[tuple[int, int]], focus: tuple[int, int] | None = None) -> str:
    """HTML of ``text`` with the characters of each span marked, ``focus`` more strongly. All else is escaped, line breaks stay."""
    strength = [0] * len(text)
    for start, end in spans:
        strength[start:end] = [max(1, s) for s in strength[start:end]]
    if focus:
        strength[focus[0] : focus[1]] = [2] * (focus[1] - focus[0])
    parts, at = [], 0
    for i in range(1, len(text) + 1):
        if i == len(text) or strength[i] != strength[at]:
            parts.append(_piece(text[at:i], strength[at]))
            at = i
    return "".join(parts)


def _piece(text: str, strength: int) -> str:
    style = ("", OTHER_MARK, MARK)[strength]
    name = ("", "seen", "focus")[strength]
    return f'<mark class="{name}" style="{style}">{escape(text)}</mark>' if strength else escape(text)


def clean(text: object) -> str:
    """Text out of a document on one line."""
    return " ".join(str(text or "").split())


def join(parts: Sequence[str], between: str = " · ") -> str:
    """The parts that are not empty."""
    return between.join(p for p in parts if p)
