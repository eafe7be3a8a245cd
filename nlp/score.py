"""Scores what was read from a document against its annotation (the format and the figures of data/gold/GUIDE.md).

``judge`` says of each annotated and each read fact how it fared; every figure is a count of such judgements. Names are compared in NFKC,
lower case, without white space and layout noise.
"""

import difflib
import unicodedata
from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator
from typing import Any, Literal

from msgspec import Struct

Annotation = dict[str, Any]
# right: annotated and read. missed: annotated only. wrong: read only. confused: found, but its kind is another.
Outcome = Literal["right", "missed", "wrong", "confused"]
NOISE = frozenset("\ufffd\u200b\ufeff\u3000")
FIGURES = ("entity", "mention", "relation", "indicator", "org kind")
# Two descriptions of a number are alike from this share of common characters on.
ALIKE = 0.5


class Judgement(Struct, frozen=True, kw_only=True):
    """How one fact fared. ``figure`` is entity, mention, relation, indicator or org kind; ``group`` its label, type or kind.

    ``words`` says the fact in a line; ``score`` is what the reader of the text thought of it, None for an annotated fact that it missed;
    ``quote`` is where it stands, ``by`` who read it; ``span`` the offsets of a mention in the annotation's text.
    """

    document: str
    figure: str
    group: str
    outcome: Outcome
    words: str
    score: float | None = None
    quote: str = ""
    by: str = ""
    span: tuple[int, int] | None = None


class Figure(Struct, frozen=True):
    """``right`` facts of ``gold`` annotated and ``read`` read ones."""

    right: int
    gold: int
    read: int

    @property
    def precision(self) -> float:
        """The share of what was read that is right."""
        return self.right / self.read if self.read else 0.0

    @property
    def recall(self) -> float:
        """The share of what is annotated that was read."""
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def norm(text: str | None) -> str:
    """A form as it is compared."""
    return "".join(c for c in unicodedata.normalize("NFKC", text or "").lower() if not c.isspace() and c not in NOISE)


def judge(gold: Annotation, read: Annotation) -> list[Judgement]:
    """How each fact of one document fared. ``read`` may lack ``mentions``, ``score``, ``quote`` and ``by``."""
    match = _Match(gold, read)
    return [*match.entities(), *match.mentions(), *match.relations(), *match.indicators()]


def annotated(gold: Annotation, read: Annotation) -> list[bool]:
    """For each relation of ``read``, whether it is annotated."""
    return _Match(gold, read).annotated()


def figures(judgements: Iterable[Judgement]) -> dict[str, Figure]:
    """Each figure and, after a dot, its groups: entity, entity.ORG, …, relation (without LOCATED_IN), relation.FUNDS, …, org kind."""
    counts: Counter[tuple[str, Outcome]] = Counter({(name, "right"): 0 for name in FIGURES})
    for j in judgements:
        counts[f"{j.figure}.{j.group}", j.outcome] += 1
        if (j.figure, j.group) != ("relation", "LOCATED_IN"):
            counts[j.figure, j.outcome] += 1
    return {name: _figure(counts, name) for name in dict.fromkeys(sorted(name for name, _ in counts))}


def _figure(counts: Counter[tuple[str, Outcome]], name: str) -> Figure:
    right, both = counts[name, "right"], counts[name, "confused"]
    return Figure(right, right + both + counts[name, "missed"], right + both + counts[name, "wrong"])


class _Match:
    """One document's annotation beside what was read of it."""

    def __init__(self, gold: Annotation, read: Annotation) -> None:
        self.id, self.gold, self.read = str(gold["id"]), gold, read
        self.pairs = match_entities(gold["entities"], read["entities"])
        self.matched = {j: i for i, j in self.pairs}
        self.gold_forms, self.read_forms = _table(gold["entities"]), _table(read["entities"])
        self.text, self.offsets = _packed(gold["text"])

    def entities(self) -> Iterator[Judgement]:
        for i, j in self.pairs:
            one, other = self.gold["entities"][i], self.read["entities"][j]
            yield self._entity(other, "right")
            if one["label"] == "ORG":
                same = one.get("kind") == other.get("kind")
                words = one["name"] if same else f"{one['name']}：标注 {one.get('kind')}，读作 {other.get('kind')}"
                yield self._say("org kind", str(one.get("kind")), "right" if same else "confused", words, {"quote": one["name"]})
        hit, seen = {i for i, _ in self.pairs}, {j for _, j in self.pairs}
        yield from (self._entity(e, "missed") for i, e in enumerate(self.gold["entities"]) if i not in hit)
        yield from (self._entity(e, "wrong") for j, e in enumerate(self.read["entities"]) if j not in seen)

    def _entity(self, e: dict[str, Any], outcome: Outcome) -> Judgement:
        return self._say("entity", e["label"], outcome, e["name"], {"quote": e["name"], **e})

    def mentions(self) -> Iterator[Judgement]:
        gold, read = set(self._gold_mentions()), set(self._read_mentions())
        for start, end, label in sorted(gold | read):
            both = (start, end, label)
            outcome: Outcome = "right" if both in gold and both in read else "missed" if both in gold else "wrong"
            words = self.text[start:end]
            span = (self.offsets[start], self.offsets[end - 1] + 1)
            yield Judgement(document=self.id, figure="mention", group=label, outcome=outcome, words=words, quote=words, span=span)

    def _gold_mentions(self) -> Iterator[tuple[int, int, str]]:
        """Every occurrence of every form, the longest first, none overlapping."""
        taken = bytearray(len(self.text))
        every = {(form, e["label"]) for e in self.gold["entities"] for form in forms(e)}
        for form, label in sorted(every, key=lambda x: (-len(x[0]), x)):
            at = self.text.find(form)
            while at >= 0:
                end = at + len(form)
                if not any(taken[at:end]):
                    taken[at:end] = b"\x01" * len(form)
                    yield at, end, label
                at = self.text.find(form, at + 1)

    def _read_mentions(self) -> Iterator[tuple[int, int, str]]:
        for e in self.read["entities"]:
            for span in e.get("mentions") or ():
                start, end = (bisect_left(self.offsets, at) for at in span)
                if start < end:
                    yield start, end, e["label"]

    def relations(self) -> Iterator[Judgement]:
        gold = self._gold_relations()
        read = {self._read_key(r): r for r in self.read["relations"]}
        yield from (self._relation(read.get(k, r), "right" if k in read else "missed") for k, r in gold.items())
        yield from (self._relation(r, "wrong") for k, r in read.items() if k not in gold)

    def annotated(self) -> list[bool]:
        """For each relation read, whether it is annotated."""
        gold = self._gold_relations()
        return [self._read_key(r) in gold for r in self.read["relations"]]

    def _gold_relations(self) -> dict[Hashable, dict[str, Any]]:
        def end(name: str) -> Hashable:
            return self.gold_forms.get(norm(name), ("?", norm(name)))

        return {_key(r, end(r["head"]), end(r["tail"])): r for r in self.gold["relations"]}

    def _read_key(self, r: dict[str, Any]) -> Hashable:
        return _key(r, self._read_end(r["head"]), self._read_end(r["tail"]))

    def _read_end(self, name: str) -> Hashable:
        at = self.read_forms.get(norm(name))
        return self.matched[at] if at in self.matched else self.gold_forms.get(norm(name), ("!", norm(name)))

    def _relation(self, r: dict[str, Any], outcome: Outcome) -> Judgement:
        return self._say("relation", r["type"], outcome, f"{r['head']} —{r['type']}→ {r['tail']}", r)

    def indicators(self) -> Iterator[Judgement]:
        pairs = self._indicator_pairs()
        hit, seen = {i for i, _ in pairs}, {j for _, j in pairs}
        yield from (self._indicator(self.read["indicators"][j], "right") for _, j in pairs)
        yield from (self._indicator(x, "missed") for i, x in enumerate(self.gold["indicators"]) if i not in hit)
        yield from (self._indicator(x, "wrong") for j, x in enumerate(self.read["indicators"]) if j not in seen)

    def _indicator(self, x: dict[str, Any], outcome: Outcome) -> Judgement:
        words = f"{x.get('place')} | {x.get('qualifier') or ''} {x.get('measure')} = {x.get('value')}{x.get('unit') or ''}"
        return self._say("indicator", str(x.get("nature") or "actual"), outcome, words, x)

    def _indicator_pairs(self) -> list[tuple[int, int]]:
        """Pairs of rows with one value, one place and like words; each annotated row takes the likest that is left."""
        places = {norm(f): i for i, e in enumerate(self.gold["entities"]) for f in _names(e)}
        pairs: list[tuple[int, int]] = []
        used: set[int] = set()
        for i, one in enumerate(self.gold["indicators"]):
            found = [
                (likeness(one, other), j)
                for j, other in enumerate(self.read["indicators"])
                if j not in used and _same_value(one, other) and _same_place(one, other, places)
            ]
            best = max((f for f in found if f[0] >= ALIKE), default=None)
            if best:
                used.add(best[1])
                pairs.append((i, best[1]))
        return pairs

    def _say(self, figure: str, group: str, outcome: Outcome, words: str, fact: dict[str, Any]) -> Judgement:
        score = fact.get("score") if outcome in ("right", "wrong") else None
        quote, by = str(fact.get("quote") or ""), str(fact.get("by") or "")
        return Judgement(document=self.id, figure=figure, group=group, outcome=outcome, words=words, score=score, quote=quote, by=by)


def forms(entity: dict[str, Any]) -> set[str]:
    """All forms of an entity as they are compared."""
    return {form for name in _names(entity) if (form := norm(name))}


def _names(entity: dict[str, Any]) -> list[str]:
    return [entity["name"], *(entity.get("aliases") or ())]


def _table(entities: list[dict[str, Any]]) -> dict[str, int]:
    """Form → the first entity that has it."""
    table: dict[str, int] = {}
    for i, e in enumerate(entities):
        for name in _names(e):
            table.setdefault(norm(name), i)
    return table


def match_entities(gold: list[dict[str, Any]], read: list[dict[str, Any]]) -> list[tuple[int, int]]:
    """Pairs of one label, equal full names first, then a name that is a form of the other; each entity is in one pair at most."""
    pairs: list[tuple[int, int]] = []
    left, right = dict(enumerate(gold)), dict(enumerate(read))
    for by_form in (False, True):
        for i, g in list(left.items()):
            name, all_forms = norm(g["name"]), forms(g)
            for j, p in right.items():
                other = norm(p["name"])
                same = other in all_forms or name in forms(p) if by_form else name == other
                if same and g["label"] == p["label"]:
                    pairs.append((i, j))
                    del left[i], right[j]
                    break
    return pairs


def _packed(text: str) -> tuple[str, list[int]]:
    """The text as it is compared, and the offset in the text that each of its characters came from."""
    chars = [(c, at) for at, raw in enumerate(text) for c in norm(raw)]
    return "".join(c for c, _ in chars), [at for _, at in chars]


def _key(relation: dict[str, Any], head: Hashable, tail: Hashable) -> tuple[Hashable, str, Hashable]:
    if relation["type"] == "PARTNERS_WITH":
        head, tail = sorted((head, tail), key=str)
    return head, relation["type"], tail


def likeness(one: dict[str, Any], other: dict[str, Any]) -> float:
    """How alike two rows describe what is counted, 0 to 1: by measure alone or together with the qualifier, whichever is more."""

    def what(x: dict[str, Any]) -> str:
        return norm((x.get("qualifier") or "") + (x.get("measure") or ""))

    def ratio(a: str, b: str) -> float:
        return difflib.SequenceMatcher(None, a, b).ratio()

    return max(ratio(what(one), what(other)), ratio(norm(one.get("measure")), norm(other.get("measure"))))


def _same_value(one: dict[str, Any], other: dict[str, Any]) -> bool:
    if other.get("value") is None:
        return False
    value = float(one["value"])
    return abs(value - float(other["value"])) <= 1e-6 * max(1.0, abs(value))


def _same_place(one: dict[str, Any], other: dict[str, Any], places: dict[str, int]) -> bool:
    a, b = norm(one.get("place")), norm(other.get("place"))
    return a == b or (a in places and places[a] == places.get(b))
