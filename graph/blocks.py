"""Which pairs of names are worth comparing: those that share what a comparison would need to call them one.

Every pair that ``compare_parts`` calls the same is among ``same_pairs`` (a test holds it against all pairs); the number of pairs grows
with the number of names, because a name meets only those of its own place, of the places above it, or of nearly its own wording.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import cache

from graph.compare import is_office
from graph.name_parts import Parts
from graph.spelling import type_word, words

Pair = tuple[int, int]
# A name of which more namesakes are known than this says nothing about any of them (民政局 without a place).
MOST_CANDIDATES = 5
# The lengths of the codes of divisions.
LENGTHS = (2, 4, 6, 9)
_DOUBLED = re.compile(r"(.)(?=\1)")


def same_pairs(parts: list[Parts]) -> Iterator[Pair]:
    """Pairs of positions (the smaller first, some pairs more than once) that may be called the same."""
    yield from _sorted(_placed_pairs(parts, lambda p: p.rest))
    yield from _sorted(_unique_pairs(parts))
    yield from _sorted(_misprinted_pairs(parts))


def doubtful_pairs(parts: list[Parts]) -> Iterator[Pair]:
    """Pairs that nobody may be able to tell: nearly the same wording in one place, or the same wording and no place. Names with many
    candidates are left out."""
    yield from _sorted(_placed_pairs(parts, lambda p: _squeezed(p.rest), MOST_CANDIDATES))
    yield from _sorted(_few(_unplaced_pairs(parts)))


def _sorted(pairs: Iterator[Pair]) -> Iterator[Pair]:
    return ((a, b) if a < b else (b, a) for a, b in pairs)


def _few(pairs: Iterator[Pair]) -> Iterator[Pair]:
    """The pairs of a name that has few; ``pairs`` come name by name."""
    first = -1
    some: list[int] = []
    for a, b in pairs:
        if a != first:
            yield from ((first, other) for other in some if len(some) <= MOST_CANDIDATES)
            first, some = a, []
        some.append(b)
    yield from ((first, other) for other in some if len(some) <= MOST_CANDIDATES)


def _placed_pairs(parts: list[Parts], wording: Callable[[Parts], str], most: int | None = None) -> Iterator[Pair]:
    """Names of one wording, one place inside the other or both the same: each name with those at and above its place.

    A name with more than ``most`` of them is left out.
    """
    index: dict[tuple[str, str], list[int]] = defaultdict(list)
    placed = [(i, p.codes[0], wording(p)) for i, p in enumerate(parts) if len(p.codes) == 1]
    for i, code, word in placed:
        index[code, word].append(i)
    for i, code, word in placed:
        groups = [(length, some) for length in LENGTHS if length <= len(code) and (some := index.get((code[:length], word)))]
        if most is None or sum(len(some) for _, some in groups) - 1 <= most:
            for length, some in groups:
                yield from ((i, j) for j in some if j < i or length < len(code))


def _unique_pairs(parts: list[Parts]) -> Iterator[Pair]:
    """Names of bodies that the whole country has once: of one wording, or, for offices, of one beginning and end (a short form)."""
    index: dict[tuple[str, str], list[int]] = defaultdict(list)
    for i, p in enumerate(parts):
        if p.unique:
            for key in ((p.rest, ""), *([(p.rest[:4], p.rest[-3:])] if is_office(p.rest) else [])):
                yield from ((i, j) for j in index[key])
                index[key].append(i)


def _misprinted_pairs(parts: list[Parts]) -> Iterator[Pair]:
    """Names of which one is the other cut off, or with a wrong or doubled character in a word that all names share."""
    index: dict[str, list[int]] = defaultdict(list)
    for i, p in enumerate(parts):
        index[p.text].append(i)
    for text, own in index.items():
        for other in {*_cuts(text), *_mended(text), *_undoubled(text)}:
            for j in index.get(other, ()):
                yield from ((i, j) for i in own)


def _cuts(text: str) -> Iterator[str]:
    return (text[:-n] for n in range(1, len(type_word(text))))


def _undoubled(text: str) -> Iterator[str]:
    return (text[: m.start()] + text[m.end() :] for m in _DOUBLED.finditer(text))


def _mended(text: str) -> Iterator[str]:
    """The text with one character replaced so that a known word stands there: 社会工做 → 社会工作."""
    after, before, known = _wrong_characters()
    covered: set[int] = set()
    for m in known.finditer(text):
        covered.update(range(m.start(), m.end()))
    # By the neighbour that the misprint left whole: nearly all characters of a name have none that fits.
    for at, (last, next_) in enumerate(zip(" " + text, text[1:] + " ", strict=False)):
        if at not in covered and (next_ in after or last in before):
            for phrase, offset in (*after.get(next_, ()), *before.get(last, ())):
                start = at - offset
                if start >= 0 and text[start:at] == phrase[:offset] and text[at + 1 : start + len(phrase)] == phrase[offset + 1 :]:
                    yield text[:at] + phrase[offset] + text[at + 1 :]


Slots = dict[str, list[tuple[str, int]]]


@cache
def _wrong_characters() -> tuple[Slots, Slots, re.Pattern[str]]:
    """Known words with the place of a character in them: by the character after it, or, for the last one, by the one before."""
    after: Slots = defaultdict(list)
    before: Slots = defaultdict(list)
    for phrase in words().phrases:
        for i in range(len(phrase) - 1):
            after[phrase[i + 1]].append((phrase, i))
        before[phrase[-2]].append((phrase, len(phrase) - 1))
    return dict(after), dict(before), re.compile("|".join(sorted(words().phrases, key=lambda w: (-len(w), w))))


def _unplaced_pairs(parts: list[Parts]) -> Iterator[Pair]:
    """Names whose place is not known, or is one of several, with all of their wording."""
    index: dict[str, list[int]] = defaultdict(list)
    for i, p in enumerate(parts):
        index[p.rest].append(i)
    for i, p in enumerate(parts):
        if len(p.codes) != 1 and not p.unique and len(index[p.rest]) <= MOST_CANDIDATES + 1:
            yield from ((i, j) for j in index[p.rest] if j != i)
        for full in p.means:
            yield from ((i, j) for j in index.get(full, ()) if j != i)


def _squeezed(rest: str) -> str:
    """The wording without words that a name may leave out, one form of endings that may mean one thing."""
    for a, b in words().akin:
        rest = rest.removesuffix(a) + b if rest.endswith(a) else rest
    for word in words().loose:
        rest = rest.replace(word, "")
    return rest
