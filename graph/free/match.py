"""How near a sentence is to each question: by the characters and pairs of characters that it shares with the questions' sample phrasings.

Names, places, dates and the like are one sign for their kind in both, and words that mean one thing are one word. Rare runs weigh more.
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
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
# A sentence is held against its nearest phrasing, and each of its runs is asked which questions use it: people mix the words of several
# phrasings and say half of each. Chosen by leaving each phrasing of the headers out in turn, as was the length of the runs.
NEAREST, OWNED = 0.3, 0.7
LONGEST = 2
# So much of the phrasings must have a run before it counts in full as the words of that question.
SCARCE = 0.02
# A word that stands in the phrasings is known by runs of this length.
KNOWN = 3
MARKS = re.compile(r"[^\w]")
Vector = dict[str, float]


class Matcher:
    """Sample phrasings of some questions as weighted runs of characters."""

    def __init__(self, asked: Iterable[Query]) -> None:
        self.questions = [q for q in asked if q.asked]
        phrasings = [(n, [runs(said) for said in _filled(q, text)]) for n, q in enumerate(self.questions) for text in (q.title, *q.asked)]
        shares = _shares(phrasings)
        self.weights = {run: math.log(1 + len(self.questions) / len(some)) for run, some in shares.items()}
        self.vectors = [(n, self._weighted(counts)) for n, filled in phrasings for counts in filled]
        self.owners = {run: self._owned(some) for run, some in shares.items()}
        self.kinds = [frozenset(k for p in q.params for k in takes(p)) for q in self.questions]
        self.spoken = _spoken(text for q in self.questions for text in (q.title, *q.asked))

    def _owned(self, shares: dict[int, float]) -> dict[int, float]:
        """How much a run is each question's, 0 to 1: the share of its phrasings that have the run, against that of all questions."""
        mean = sum(shares.values()) / len(self.questions)
        return {n: share / (share + mean + SCARCE) for n, share in shares.items()}

    def _weight(self, run: str) -> float:
        """What no phrasing has weighs as what only one has."""
        return self.weights.get(run, math.log(1 + len(self.questions)))

    def _weighted(self, counts: Counter[str]) -> Vector:
        """A vector of length one."""
        vector = {run: math.sqrt(n) * self._weight(run) for run, n in counts.items()}
        length = math.sqrt(sum(w * w for w in vector.values())) or 1.0
        return {run: w / length for run, w in vector.items()}

    def near(self, masked: Callable[[frozenset[str]], str]) -> list[tuple[float, Query]]:
        """Every question with its nearness to a sentence, 0 to 1.

        ``masked`` gives the sentence with one sign for each value whose kind is in the set given, and without the other values.
        """
        said = {kinds: masked(kinds) for kinds in set(self.kinds)}
        scores = self._scores({kinds: runs(text) for kinds, text in said.items()})
        bare = {kinds: unpadded(text) for kinds, text in said.items()}
        if bare != said:
            scores = list(map(max, scores, self._scores({kinds: runs(text) for kinds, text in bare.items()})))
        return list(zip(scores, self.questions, strict=True))

    def _scores(self, said: dict[frozenset[str], Counter[str]]) -> list[float]:
        """How near each question is; ``said`` has the runs of the sentence for each set of kinds that a question takes."""
        vectors = {kinds: self._weighted(counts) for kinds, counts in said.items()}
        owned = {kinds: self._owns(counts) for kinds, counts in said.items()}
        best = [0.0] * len(self.questions)
        for n, phrasing in self.vectors:
            best[n] = max(best[n], _cosine(vectors[self.kinds[n]], phrasing))
        return [NEAREST * near + OWNED * owned[self.kinds[n]].get(n, 0.0) for n, near in enumerate(best)]

    def _owns(self, counts: Iterable[str]) -> dict[int, float]:
        """The share of a sentence, by weight, that is each question's words."""
        owned: dict[int, float] = defaultdict(float)
        whole = sum(map(self._weight, counts)) or 1.0
        for run in counts:
            for n, part in self.owners.get(run, {}).items():
                owned[n] += part * self._weight(run) / whole
        return owned

    def evidence(self, query: Query, masked: Callable[[frozenset[str]], str]) -> float:
        """The weight of the question's own words in a sentence, without signs and everyday words: those stand in any sentence."""
        n = self.questions.index(query)
        said = (run for run in runs(masked(self.kinds[n])) if not set(run) <= _everyday())
        return sum(self.owners.get(run, {}).get(n, 0.0) * self._weight(run) for run in said)

    def knows(self, text: str) -> bool:
        """Whether the phrasings use every three characters of the text side by side: 合作 is a city too, 资源 a county."""
        return all(text[i : i + KNOWN] in self.spoken for i in range(max(1, len(text) - KNOWN + 1)))

    def unread(self, sentence: str) -> list[tuple[int, int]]:
        """The stretches of two characters and more that share no two characters side by side with the phrasings."""
        between = words().empty["between"].split()
        known = [sentence[i : i + 2] in self.spoken for i in range(len(sentence) - 1)]
        strange = [not any(known[max(0, i - 1) : i + 1]) and c not in between and not c.isspace() for i, c in enumerate(sentence)]
        return [m.span() for m in re.finditer("1{2,}", "".join("01"[s] for s in strange))]


@cache
def _everyday() -> frozenset[str]:
    return frozenset(words().empty["everyday"]) | frozenset(SIGNS.values())


@cache
def matcher() -> Matcher:
    """All questions that ship with sample phrasings."""
    return Matcher(queries().values())


def _spoken(phrasings: Iterable[str]) -> frozenset[str]:
    """Every run of the phrasings as they are written, and of the words that are read as one of theirs or as nothing."""
    known = [part for text in phrasings for part in MARKS.split(GAP.sub(" ", text))]
    known += [w for one, others in words().same.items() for w in (one, *others.split())] + words().empty["words"].split()
    known += [w for others in words().choices.values() for w in others.split()]
    return frozenset(text[i : i + n] for text in known for n in range(1, KNOWN + 1) for i in range(len(text) - n + 1))


def runs(text: str) -> Counter[str]:
    """The runs of one and two characters of a sentence whose words of one meaning have become one word."""
    plain = plainly(text)
    return Counter(plain[i : i + n] for n in range(1, LONGEST + 1) for i in range(len(plain) - n + 1))


def plainly(text: str) -> str:
    """The sentence without empty words and marks, with one word for what means the same; capital letters are signs and stay."""
    pattern, meaning = _meanings()
    return MARKS.sub("", pattern.sub(lambda m: meaning[m[0]], text))


def unpadded(text: str) -> str:
    """The sentence without the request around it: 帮我查一下四川有多少社工站 asks for a number, 查一下晨星 for a name."""
    before, after = _requests()
    return after.sub("", before.sub("", text))


@cache
def _requests() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What is said before a question and after it, and asks for nothing but an answer. Never goes back over empty words, however many."""
    empty = f"(?:{_any_of(words().empty['words'])}|[,:、])*+"
    before, after = (f"(?:{_any_of(words().empty[part])})" for part in ("before", "after"))
    return re.compile(f"^{empty}{before}{empty}"), re.compile(f"{empty}{after}{empty}$")


def _any_of(listed: str) -> str:
    """A pattern of the words of a list; the longest word at a place decides."""
    return "|".join(re.escape(w) for w in sorted(listed.split(), key=lambda w: (-len(w), w)))


@cache
def _meanings() -> tuple[re.Pattern[str], dict[str, str]]:
    """What each word is read as; the longest word at a place decides."""
    meaning = dict.fromkeys(words().empty["words"].split(), "")
    meaning |= {other: one for one, others in words().same.items() for other in (one, *others.split())}
    return re.compile("|".join(re.escape(w) for w in sorted(meaning, key=lambda w: (-len(w), w)))), meaning


def _filled(query: Query, text: str) -> Iterator[str]:
    """A phrasing with each gap filled with every sign that can stand there."""
    kinds = {p.name: sorted({SIGNS[k] for k in takes(p) if k in SIGNS}) for p in query.params}
    gaps = list(dict.fromkeys(GAP.findall(text)))
    fillings = [["M"] if g == "measure" else kinds[g] or [""] for g in gaps]
    for filling in product(*fillings):
        said = dict(zip(gaps, filling, strict=True))
        yield GAP.sub(lambda m, said=said: said[m[1]], text)  # type: ignore[misc]


def _shares(phrasings: Sequence[tuple[int, list[Counter[str]]]]) -> dict[str, dict[int, float]]:
    """For each run the questions that use it, each with the share of its phrasings that have it."""
    shares: dict[str, dict[int, float]] = defaultdict(lambda: defaultdict(float))
    number = Counter(n for n, _ in phrasings)
    for n, filled in phrasings:
        for run in set().union(*filled):
            shares[run][n] += 1 / number[n]
    return shares


def _cosine(a: Vector, b: Vector) -> float:
    if len(a) > len(b):
        a, b = b, a
    return sum(w * b[run] for run, w in a.items() if run in b)
