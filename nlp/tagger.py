"""A trained reader of names: a CRF over characters that sees words, places, type words and what the rules claim.

It is trained on ``nlp/corpus/`` by ``nlp/train.py``. The rules are its best features: it learns where they may be trusted, and finds
the names that no rule describes.
"""

import re
from collections.abc import Iterator
from typing import Any

from nlp.lexicon import known_words, word_set, words
from nlp.models import shipped_or_other
from nlp.organisations import in_title, is_bare_type, kind_of, kind_said
from nlp.page import HANZI, Page
from nlp.spans import Mention

MODEL = "mentions.crfsuite"
# A line longer than this is cut where a sentence ends, or anywhere: the chain of a whole page in one line would cost memory.
LONGEST = 400
# A name that the model reads and holds for less probable than this is none. What it takes for bodies and places is wrong more often.
LEAST = {"PERSON": 0.6, "GROUP": 0.8, "ORG": 0.9, "PLACE": 0.9}
OTHERS_LEAST = 0.75
Span = tuple[int, int]


def lines_of(text: str) -> Iterator[Span]:
    """The stretches that are tagged apart: lines, long ones cut behind a sentence."""
    start = 0
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        if end - start > LONGEST:
            stop = max(text.rfind(c, start, start + LONGEST) for c in "。！？；")
            end = stop + 1 if stop > start else start + LONGEST
        if end > start:
            yield start, end
        start = end + (text[end : end + 1] == "\n")


def features(page: Page, claimed: list[Mention]) -> list[list[str]]:
    """What is known of each character: itself and its neighbours, its word, place names, type words, quotation marks, the rules' claim."""
    text, size = page.text, len(page.text)
    words_at, tags, in_word = _words(page)
    suffixes = [(s, e, key.removeprefix("suffixes.")) for s, e, key in page.types if key.startswith("suffixes.") and e - s > 1]
    layers = {
        "t": tags,
        "p": _spread(size, [(p.start, p.end, "P") for p in page.places]),
        "y": _spread(size, suffixes),
        "r": _spread(size, [(m.start, m.end, m.label) for m in claimed]),
        "q": _spread(size, [(s + 1, e - 1, text[s]) for s, e in page.closed.items() if e - s > 2]),
    }
    rule, quoted = layers["r"], layers["q"]
    surnames = frozenset(words("persons", "surnames")[0])
    found = []
    for i, c in enumerate(text):
        row = [
            "c=" + c, "b=" + text[i - 1 : i], "a=" + text[i + 1 : i + 2], "bb=" + text[max(0, i - 2) : i], "aa=" + text[i + 1 : i + 3],
            "bc=" + text[i - 1 : i + 1], "ca=" + text[i : i + 2], "s=" + _shape(c), "w=" + words_at[i], "tw=" + tags[i] + in_word[i],
            "w-=" + _word_before(page, i), "w+=" + _word_after(page, i), "rq=" + rule[i] + quoted[i] + in_word[i],
        ]  # fmt: skip
        for name, layer in layers.items():
            row.append(f"{name}={layer[i]}")
            if i:
                row.append(f"{name}-={layer[i - 1]}")
            if i + 1 < size:
                row.append(f"{name}+={layer[i + 1]}")
        if i:
            row.append("r-r=" + rule[i - 1] + rule[i])
        if i + 1 < size:
            row.append("rr+=" + rule[i] + rule[i + 1])
        if c in surnames:
            row.append("surname")
        found.append(row)
    return found


def _word_before(page: Page, at: int) -> str:
    start = page.covers[at + 1]
    return page.text[page.covers[start] : start]


def _word_after(page: Page, at: int) -> str:
    end = _word_end(page, at + 1)
    return page.text[end : _word_end(page, end + 1)]


def _word_end(page: Page, at: int) -> int:
    while at < len(page.text) and page.starts[at] < 0:
        at += 1
    return min(at, len(page.text))


def _words(page: Page) -> tuple[list[str], list[str], list[str]]:
    """For each character its dictionary word, the word's class, and where in the word it stands (B, M, E, S)."""
    tags = known_words().tags
    word_at, tag_at, place = [], [], []
    for end, start in enumerate(page.starts):
        if start >= 0 and end > start:
            word = page.text[start:end]
            word_at += [word] * len(word)
            tag_at += [tags.get(word, "x")] * len(word)
            place += ["S"] if len(word) == 1 else ["B", *"M" * (len(word) - 2), "E"]
    return word_at, tag_at, place


def _spread(size: int, spans: list[tuple[int, int, str]]) -> list[str]:
    """The mark of the longest span over each character, with its place in it."""
    found = ["O"] * size
    for start, end, name in sorted(spans, key=lambda s: s[1] - s[0]):
        for i in range(start, end):
            found[i] = ("B" if i == start else "E" if i == end - 1 else "I") + name
    return found


def _shape(c: str) -> str:
    return "h" if HANZI.match(c) else "9" if c.isdigit() else "a" if c.isalpha() else c if not c.isalnum() else "x"


def tag(page: Page, claimed: list[Mention]) -> list[Mention]:
    """The names that the model (the shipped one) reads where the rules claim nothing; in text order, none overlapping.

    ``score`` is the least marginal probability among the characters of the name. What the rules claim stands: they are exact where they
    speak at all, and a claim that the model would rather cut differently is right more often than the model.
    """
    model = shipped_or_other(MODEL)
    if model is None:
        return []
    rows, known = features(page, claimed), frozenset(model.labels())
    taken = bytearray(len(page.text))
    for m in claimed:
        taken[m.start : m.end] = b"\1" * (m.end - m.start)
    found = []
    for start, end in lines_of(page.text):
        for s, e, label in decode(model.tag(rows[start:end])):
            sure = 0.0 if any(taken[start + s : start + e]) else _marginal(model, known, (s, e), label)
            kind = kind_of(page.text[start + s : start + e]) if label == "ORG" else None
            # A body named after a place says what it is; none is called like a road. One with a name of its own need not (老友记之家).
            placed = start + s in page.place_starting or page.text[start + e - 1] in "路街道巷弄"
            if (
                sure >= LEAST.get(label, OTHERS_LEAST)
                and _closed(page.text[start + s : start + e])
                and not (label == "ORG" and (is_bare_type(page.text, start + s, start + e) or in_title(page.text, start + s, start + e)))
                and not (label == "FUND" and page.text[start + s : start + e].removeprefix("社区") in word_set("funds", "ends"))
                and (kind or label != "ORG" or not placed)
            ):
                name = page.text[start + s : start + e]
                kind = kind_said(label, name)
                found.append(Mention(start=start + s, end=start + e, label=label, kind=kind, by="model:mentions", score=round(sure, 3)))
    return found


def _closed(name: str) -> bool:
    """Whether each quotation mark in a name has its other one; 市财政 is the city's purse, no body."""
    return name.count("“") == name.count("”") and not re.fullmatch("[省市区县州镇]财政", name)


def _marginal(model: Any, known: frozenset[str], span: Span, label: str) -> float:
    names = ["B-" + label] + ["I-" + label] * (span[1] - span[0] - 1)
    return min((model.marginal(n, i) if n in known else 0.0) for i, n in zip(range(*span), names, strict=True))


def decode(labels: list[str]) -> Iterator[tuple[int, int, str]]:
    """The spans of a row of B-, I- and O labels."""
    start, name = -1, ""
    for i, label in enumerate([*labels, "O"]):
        if start >= 0 and label != "I-" + name:
            yield start, i, name
            start = -1
        if label.startswith("B-"):
            start, name = i, label[2:]
