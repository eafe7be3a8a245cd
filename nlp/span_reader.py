"""A trained reader of whole names: for each candidate it says what it is, or that it is none.

A maximum-entropy model (a CRF whose chains have one link) over ``nlp/candidates.py``, trained by ``nlp/train.py`` on ``nlp/corpus/``. The
rules' claims are among its features; it adds names that no rule describes and takes claims away that it holds for next to impossible.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from nlp.candidates import Candidate, candidates, features, own_words
from nlp.models import shipped_or_other
from nlp.organisations import in_title, is_bare_type, kind_of, kind_said
from nlp.page import Page
from nlp.spans import Mention, fill

MODEL = "spans.crfsuite"
NOTHING = "O"
LABELS = ("ORG", "PROJECT", "GROUP", "FUND", "EVENT", "PERSON")
# The least probability of a name, and of one that crosses what the rules claim, or of a body whose name does not say that it is one.
LEAST, SURER = 0.5, 0.75
# Below this a claim of the rule, or of the other reader, goes; other rules' claims stand whatever the model says.
GOES = {
    "rule:ORG/suffix": 0.05, "rule:PROJECT/quoted": 0.03, "rule:PROJECT/suffix": 0.02, "rule:GROUP/words": 0.025, "rule:FUND/suffix": 0.02,
    "rule:FUND/quoted": 0.02, "model:mentions": 0.3,
}  # fmt: skip
_QUOTES = re.compile("“[^“”]{2,}”")
# Names may hold these.
_HELD = frozenset({"PLACE", "GROUP"})
# No name is longer: so far to the left the claims are looked through that may touch one.
_LONGEST = 80
# 刘先生, 吴科长: who is called so is not named.
_POLITE = re.compile("(?:先生|女士|小姐|同学|师傅|[科处局站所主任]长|主任|经理)$")
Weighed = tuple[float, Candidate, str]


def examples(page: Page, ruled: Sequence[Mention], names: Sequence[tuple[int, int, str]]) -> Iterator[tuple[list[str], str]]:
    """Features and label of each candidate of a page whose ``names`` (start, end, label) are annotated."""
    known = {(start, end): label for start, end, label in names}
    touching = _Claims(ruled)
    for found in candidates(page):
        label = known.get((found.start, found.end), NOTHING)
        yield features(page, found, touching.of(found)), label if label in LABELS else NOTHING


def read_spans(page: Page, ruled: list[Mention], tagged: list[Mention]) -> list[Mention]:
    """The names that the model reads, then those of the rules and of the other reader that it does not hold for none; none overlapping.

    ``tagged`` is what the reader of characters adds to the rules.
    """
    model = shipped_or_other(MODEL)
    if model is None:
        return fill(page.text, ruled, tagged)
    touching, others = _Claims(ruled), _Claims(tagged)
    labels = [label for label in model.labels() if label != NOTHING]
    sure: list[Weighed] = []
    doubt: set[tuple[int, int, str]] = set()
    for found in candidates(page):
        claims = touching.of(found)
        model.set([features(page, found, claims)])
        if model.marginal(NOTHING, 0) <= 1 - LEAST:
            sure += [(p, found, label) for label in labels if (p := model.marginal(label, 0)) >= LEAST]
        same = [m for m in (*claims, *others.of(found)) if (m.start, m.end) == (found.start, found.end) and m.label in labels]
        doubt |= {(m.start, m.end, m.label) for m in same if m.by in GOES and model.marginal(m.label, 0) < GOES[m.by]}
    stand, further = ([m for m in some if (m.start, m.end, m.label) not in doubt] for some in (ruled, tagged))
    return fill(page.text, _accepted(page, sure, stand), [*stand, *further])


def _accepted(page: Page, sure: list[Weighed], stand: list[Mention]) -> list[Mention]:
    """The surest first, none overlapping, and what the rules say of the same stretches."""
    touching, kept = _Claims(stand), list[Mention]()
    taken = bytearray(len(page.text))
    for probability, found, label in sorted(sure, key=lambda w: (-w[0], w[1].start, w[1].end)):
        if any(taken[found.start : found.end]):
            continue
        claims = touching.of(found)
        same = next((m for m in claims if (m.start, m.end, m.label) == (found.start, found.end, label)), None)
        if same is None and not _may_stand(page, (probability, found, label), claims):
            continue
        taken[found.start : found.end] = b"\1" * (found.end - found.start)
        kept.append(same or _mention(page, probability, found, label))
    return kept


def _may_stand(page: Page, weighed: Weighed, claims: list[Mention]) -> bool:
    """Whether a name may stand that no rule claims.

    Names without a word of their own (北京市社工事务所) are left to the rules, which know where such a name is one; so is what they
    take for something else.
    """
    probability, found, label = weighed
    if any((m.start, m.end) == (found.start, found.end) for m in claims):
        return False
    crosses = any(m.label not in _HELD or m.start < found.start or m.end > found.end for m in claims)
    untyped = label == "ORG" and not kind_of(page.text[found.start : found.end])
    if (crosses or untyped) and probability < SURER:
        return False
    own = label in ("GROUP", "PERSON") or found.quoted or _QUOTES.search(page.text, found.start, found.end) or own_words(page, found)
    if label == "PERSON" and _POLITE.search(page.text, found.start, found.end):
        return False
    if label == "ORG" and (in_title(page.text, found.start, found.end) or is_bare_type(page.text, found.start, found.end)):
        return False
    return bool(own)


def _mention(page: Page, probability: float, found: Candidate, label: str) -> Mention:
    name = page.text[found.start : found.end]
    kind = kind_said(label, name)
    return Mention(start=found.start, end=found.end, label=label, kind=kind, by="model:spans", score=round(probability, 3))


class _Claims:
    """Mentions that overlap none of each other, found by place."""

    def __init__(self, mentions: Sequence[Mention]) -> None:
        self._mentions = sorted(mentions, key=lambda m: m.start)
        self._starts = [m.start for m in self._mentions]

    def of(self, found: Candidate) -> list[Mention]:
        """Those that touch the candidate, in text order."""
        first, last = bisect_left(self._starts, found.start - _LONGEST), bisect_left(self._starts, found.end)
        return [m for m in self._mentions[first:last] if m.end > found.start]
