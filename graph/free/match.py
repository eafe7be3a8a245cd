"""How near a sentence is to each question: by runs of one to three characters that it shares with the questions' sample phrasings.

Names, places, dates and the like are one sign for their kind in both, and words that mean one thing are one word. Rare runs weigh more.
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from itertools import product

from graph.free.words import takes, words
from graph.queries import Query, queries

# One sign for each kind of thing. What the questions treat alike is alike: somewhere, somebody.
SIGNS = {
    "PROVINCE": "P", "COUNTY": "P", "PLACE": "P", "COMMUNITY": "P", "ORG": "O", "FUND": "O", "PERSON": "H", "POLICY": "L", "PROJECT": "J",
    "EVENT": "J", "GROUP": "G", "DATE": "D", "NUMBER": "N", "MEASURE": "M",
}  # fmt: skip
GAP = re.compile(r"\{(\w+)\}")
# A sentence is held against its nearest phrasing, and, so that no single odd phrasing decides, against all of the question's together.
NEAREST, TOGETHER = 0.7, 0.3
LONGEST = 3
MARKS = re.compile(r"[^\w]")
Vector = dict[str, float]


class Matcher:
    """Sample phrasings of some questions as weighted runs of characters."""

    def __init__(self, asked: Iterable[Query]) -> None:
        self.questions = [q for q in asked if q.asked]
        phrasings = [(n, runs(text)) for n, q in enumerate(self.questions) for text in _sentences(q)]
        used: dict[str, set[int]] = defaultdict(set)
        for n, counts in phrasings:
            for run in counts:
                used[run].add(n)
        self.weights = {run: math.log(1 + len(self.questions) / len(some)) for run, some in used.items()}
        self.vectors = [(n, self._weighted(counts)) for n, counts in phrasings]
        self.sums = [self._weighted(sum((c for m, c in phrasings if m == n), Counter())) for n in range(len(self.questions))]
        self.kinds = [frozenset(k for p in q.params for k in takes(p)) for q in self.questions]
        self.spoken = _spoken(text for q in self.questions for text in (q.title, *q.asked))

    def _weighted(self, counts: Counter[str]) -> Vector:
        """A vector of length one; what no phrasing has weighs as what only one has."""
        vector = {run: math.sqrt(n) * self.weights.get(run, math.log(1 + len(self.questions))) for run, n in counts.items()}
        length = math.sqrt(sum(w * w for w in vector.values())) or 1.0
        return {run: w / length for run, w in vector.items()}

    def near(self, masked: Callable[[frozenset[str]], str]) -> list[tuple[float, Query]]:
        """Every question with its nearness to a sentence, 0 to 1.

        ``masked`` gives the sentence with one sign for each value whose kind is in the set given, and without the other values.
        """
        said = {kinds: self._weighted(runs(masked(kinds))) for kinds in set(self.kinds)}
        best = [0.0] * len(self.questions)
        for n, phrasing in self.vectors:
            best[n] = max(best[n], _cosine(said[self.kinds[n]], phrasing))
        scores = [NEAREST * near + TOGETHER * _cosine(said[self.kinds[n]], self.sums[n]) for n, near in enumerate(best)]
        return list(zip(scores, self.questions, strict=True))

    def knows(self, text: str) -> bool:
        """Whether the phrasings use every three characters of the text side by side: 合作 is a city too, 资源 a county."""
        return all(text[i : i + LONGEST] in self.spoken for i in range(max(1, len(text) - LONGEST + 1)))

    def unread(self, sentence: str) -> list[tuple[int, int]]:
        """The stretches of two characters and more that share no two characters side by side with the phrasings."""
        between = words().empty["between"].split()
        known = [sentence[i : i + 2] in self.spoken for i in range(len(sentence) - 1)]
        strange = [not any(known[max(0, i - 1) : i + 1]) and c not in between and not c.isspace() for i, c in enumerate(sentence)]
        return [m.span() for m in re.finditer("1{2,}", "".join("01"[s] for s in strange))]


@cache
def matcher() -> Matcher:
    """All questions that ship with sample phrasings."""
    return Matcher(queries().values())


def _spoken(phrasings: Iterable[str]) -> frozenset[str]:
    """Every run of the phrasings as they are written, and of the words that are read as one of theirs or as nothing."""
    known = [part for text in phrasings for part in MARKS.split(GAP.sub(" ", text))]
    known += [w for one, others in words().same.items() for w in (one, *others.split())] + words().empty["words"].split()
    known += [w for others in words().choices.values() for w in others.split()]
    return frozenset(text[i : i + n] for text in known for n in range(1, LONGEST + 1) for i in range(len(text) - n + 1))


def runs(text: str) -> Counter[str]:
    """The runs of one to three characters of a sentence whose words of one meaning have become one word."""
    plain = plainly(text)
    return Counter(plain[i : i + n] for n in range(1, LONGEST + 1) for i in range(len(plain) - n + 1))


def plainly(text: str) -> str:
    """The sentence without empty words and marks, with one word for what means the same; capital letters are signs and stay."""
    pattern, meaning = _meanings()
    return MARKS.sub("", pattern.sub(lambda m: meaning[m[0]], text))


@cache
def _meanings() -> tuple[re.Pattern[str], dict[str, str]]:
    """What each word is read as; the longest word at a place decides."""
    meaning = dict.fromkeys(words().empty["words"].split(), "")
    meaning |= {other: one for one, others in words().same.items() for other in (one, *others.split())}
    return re.compile("|".join(re.escape(w) for w in sorted(meaning, key=lambda w: (-len(w), w)))), meaning


def _sentences(query: Query) -> Iterator[str]:
    """Title and phrasings, each gap filled with every sign that can stand there; a phrasing that begins with a gap also without it."""
    kinds = {p.name: sorted({SIGNS[k] for k in takes(p) if k in SIGNS}) for p in query.params}
    for text in (query.title, *query.asked):
        gaps = list(dict.fromkeys(GAP.findall(text)))
        fillings = [[*words().samples["measure"].split(), "M"] if g == "measure" else kinds[g] or [""] for g in gaps]
        for filling in product(*fillings):
            said = dict(zip(gaps, filling, strict=True))
            yield GAP.sub(lambda m, said=said: said[m[1]], text)  # type: ignore[misc]


def _cosine(a: Vector, b: Vector) -> float:
    if len(a) > len(b):
        a, b = b, a
    return sum(w * b[run] for run, w in a.items() if run in b)
