"""How well this program reads: annotated documents are read anew and each fact is judged; scores are held against what is right."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from msgspec import Struct

from graph.errors import InputError
from graph.facts import to_annotation
from graph.loaders.annotation import read_annotation
from graph.loaders.text import make_document
from nlp import extract
from nlp.score import Annotation, Judgement, judge
from nlp.scores import Tried, weigh

# Bins of scores, each from its bound to the next. From SURE on a fact is shown as one.
BINS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95)
SURE = 0.8
# What has a score of its own; the right kind of an organisation and single mentions have none.
SCORED = ("entity", "relation", "indicator")


class Scored(Struct, frozen=True):
    """Facts of one figure with one score: how many were read, how many of them are right."""

    figure: str
    score: float
    read: int
    right: int


class Bin(Struct, frozen=True):
    """The facts of one figure whose scores lie in ``low`` ≤ score < ``high``: how many, their mean score, how many are right."""

    figure: str
    low: float
    high: float
    read: int
    said: float
    right: int

    @property
    def share(self) -> float:
        """The share that is right; a well calibrated reader's mean score is near it."""
        return self.right / self.read


class Kind(Struct, frozen=True):
    """One kind of error: how often it happened, and one example."""

    count: int
    figure: str
    group: str
    outcome: str
    example: Judgement


def find_gold(paths: Sequence[Path]) -> list[Annotation]:
    """The annotated documents among ``paths`` and in those that are folders. Raises InputError where there are none, or one twice."""
    files = [f for path in paths for f in (sorted(path.glob("*.json")) if path.is_dir() else [path])]
    gold = [read_annotation(f) for f in files]
    if not gold:
        raise InputError(f"{'、'.join(map(str, paths))}：没有标注文件（.json）；标注格式见 data/gold/GUIDE.md")
    if twice := [id for id, n in Counter(str(g["id"]) for g in gold).items() if n > 1]:
        raise InputError(f"标识 {twice[0]} 属于不止一个标注文件；请改其中一个的 id")
    return gold


def read_and_judge(gold: Iterable[Annotation]) -> list[Judgement]:
    """Read each document's text with the whole pipeline, and judge what came out."""
    return [judgement for document in gold for judgement in judge(document, _read(document))]


def _read(gold: Annotation) -> dict[str, Any]:
    return to_annotation(extract(make_document(gold["text"], f"{gold['id']}.txt")))


def scored(judgements: Iterable[Judgement]) -> list[Scored]:
    """The judged facts that have a score, one by one."""
    return [Scored(j.figure, j.score, 1, j.outcome == "right") for j in judgements if j.figure in SCORED and j.score is not None]


def held_out(tried: Sequence[Tried]) -> list[Scored]:
    """The facts read in each hand's documents, with the score that the counts of all other hands give them."""
    found = []
    for hand in sorted({t.hand for t in tried}):
        others = weigh(t for t in tried if t.hand != hand)
        own = (t for t in tried if t.hand == hand)
        found += [Scored(t.figure, others.share(t.figure, t.group, t.by, t.step), t.read, t.right) for t in own]
    return found


def calibration(facts: Iterable[Scored]) -> list[Bin]:
    """Per figure, the bins of scores that hold any facts, in order."""
    found: dict[tuple[str, int], list[Scored]] = {}
    for s in facts:
        found.setdefault((s.figure, bisect_right(BINS, s.score) - 1), []).append(s)
    bounds = (*BINS, 1.0)
    return [
        Bin(figure, bounds[at], bounds[at + 1], read, sum(s.score * s.read for s in some) / read, sum(s.right for s in some))
        for figure in SCORED
        for at in range(len(BINS))
        if (some := found.get((figure, at))) and (read := sum(s.read for s in some))
    ]


def calibration_error(bins: Iterable[Bin]) -> float:
    """How far scores are from the truth: the mean distance of a bin's mean score from its share of right facts, weighted by size."""
    bins = list(bins)
    return sum(b.read * abs(b.said - b.share) for b in bins) / (sum(b.read for b in bins) or 1)


def sure_and_right(facts: Iterable[Scored]) -> dict[str, tuple[int, int]]:
    """Per figure, of the facts with a score of ``SURE`` or more: how many, and how many are right."""
    sure = [s for s in facts if s.score >= SURE]
    return {f: (sum(s.read for s in sure if s.figure == f), sum(s.right for s in sure if s.figure == f)) for f in SCORED}


def commonest_errors(judgements: Iterable[Judgement], most: int = 10) -> list[Kind]:
    """The kinds of error that happen most, each with the example that comes first; mentions are left out, they repeat their entities."""
    kinds: dict[tuple[str, str, str], list[Judgement]] = {}
    for j in judgements:
        if j.outcome != "right" and j.figure != "mention":
            kinds.setdefault((j.figure, j.group, j.outcome), []).append(j)
    ordered = sorted(kinds.items(), key=lambda item: (-len(item[1]), item[0]))
    return [Kind(len(some), *key, some[0]) for key, some in ordered[:most]]


def errors_of(judgements: Iterable[Judgement]) -> dict[str, list[Judgement]]:
    """What is not right, by document; mentions are left out."""
    found: dict[str, list[Judgement]] = {}
    for j in judgements:
        if j.outcome != "right" and j.figure != "mention":
            found.setdefault(j.document, []).append(j)
    return found
