"""Two things that are named near each other, and what is known of them: the words between, their places in the article, the rules' claims.

``nlp/pair_reader.py`` decides by these features whether a relation is said of them that no rule has read.
"""

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, cached_property
from itertools import pairwise

from msgspec import Struct

from graph.model import Entity
from graph.ontology import ontology
from nlp.claims import Claim
from nlp.clauses import ANY, SIGNS, Sentence
from nlp.relations_triggers import triggers
from nlp.subjects import clause_subjects
from nlp.words import dictionary

# How many sentences two things may stand apart, and with how many of those named before a thing is paired.
REACH = 3
MOST = 16
# A trigger word further than this from both says nothing of them.
_NEAR = 20
# Longer stretches between two things are told by their triggers alone.
_MANY_WORDS = 14
_PATH = 5
_BREAKS = re.compile("[，；：。]")
_LABELS = {sign: label for label, sign in SIGNS.items()}
_STEPS = (0, 2, 5, 10, 20, 40)


class Place(Struct, frozen=True):
    """Where an entity is named: the index of the sentence, the place of its sign in ``Sentence.masked`` and the index of its group."""

    sentence: int
    at: int
    group: int
    entity: str


class Pair(Struct, frozen=True):
    """Head and tail (entity ids) where they stand nearest to each other.

    ``start`` and ``end``: from the first's clause to the last's; ``told``: the same of the last one's sentence, names masked.
    """

    head: str
    tail: str
    labels: tuple[str, str]
    start: int
    end: int
    told: str
    features: list[str]


def find_pairs(sentences: Sequence[Sentence], entities: dict[str, Entity], claims: Iterable[Claim], title: str) -> Iterator[Pair]:
    """Every two entities that the vocabulary lets stand in a relation and that are named near each other, in both directions."""
    seen = _Seen(sentences, entities, claims, title)
    for one, other in seen.nearest():
        for head, tail in ((one, other), (other, one)):
            labels = (entities[head.entity].label, entities[tail.entity].label)
            if fitting(*labels):
                yield Pair(head.entity, tail.entity, labels, *seen.span(one, other), list(seen.features(head, tail)))


@cache
def fitting(head: str, tail: str) -> tuple[str, ...]:
    """The types of relation that may join things of these labels."""
    return tuple(type for type in ontology().edge if ontology().fits(head, type, tail))


class _Read:
    """A sentence with its words, triggers and subjects, each made when first asked for."""

    def __init__(self, sentence: Sentence) -> None:
        self.sentence = sentence

    @cached_property
    def words(self) -> list[tuple[int, str]]:
        """Where each word begins in ``masked``, and the word; a name's sign is its label."""
        found, at = list[tuple[int, str]](), 0
        for part in re.split(f"({ANY})", self.sentence.masked):
            if part in _LABELS:
                found.append((at, _LABELS[part]))
                at += 1
                continue
            for word in dictionary().cut(part, HMM=False):
                if word.strip():
                    found.append((at, word))
                at += len(word)
        return found

    def between(self, start: int, end: int) -> list[str]:
        """The words of ``masked[start:end]``."""
        first, last = bisect_left(self.words, (start, "")), bisect_left(self.words, (end, ""))
        return [word for _, word in self.words[first:last]]

    def before(self, at: int) -> str:
        """The last word in front of ``at``."""
        first = bisect_left(self.words, (at, ""))
        return self.words[first - 1][1] if first else ""

    def behind(self, at: int, most: int = 1) -> list[str]:
        """The first words behind the sign at ``at``."""
        first = bisect_left(self.words, (at + 1, ""))
        return [word for _, word in self.words[first : first + most]]

    @cached_property
    def triggers(self) -> list[tuple[int, str, tuple[str, ...]]]:
        """Where each trigger word stands, the word, and the types that it may mean, with R where the one who acts is the tail."""
        table = triggers()
        return [
            (m.start(), m.group(), tuple(dict.fromkeys(f"{f.type}{'R' * f.reverse}" for f in table.frames[m.group()])))
            for m in table.words.finditer(self.sentence.masked)
        ]

    @cached_property
    def subjects(self) -> frozenset[str]:
        """The entities that are the subject of a clause."""
        return frozenset(m.entity for g in clause_subjects(self.sentence) for m in g.mentions)


class _Seen:
    """All sentences of a document, and what the features of a pair are made of."""

    def __init__(self, sentences: Sequence[Sentence], entities: dict[str, Entity], claims: Iterable[Claim], title: str) -> None:
        self.read = [_Read(s) for s in sentences]
        self.entities = entities
        self.places = [Place(i, g.at, n, m.entity) for i, s in enumerate(sentences) for n, g in enumerate(s.groups) for m in g.mentions]
        titled = (m.entity for s in sentences if s.kind == "title" for g in s.groups for m in g.mentions)
        titles = title + "".join(entities[e].name for e in titled)
        named = {p.entity for p in self.places}
        self.titled = {e for e in named if any(f in titles for f in (entities[e].name, *entities[e].aliases))}
        self.said: dict[tuple[str, str], dict[str, float]] = defaultdict(dict)
        self.heads: dict[tuple[str, str], set[str]] = defaultdict(set)
        self.tails: dict[tuple[str, str], set[str]] = defaultdict(set)
        for c in claims:
            said = self.said[c.head, c.tail]
            said[c.type] = max(said.get(c.type, 0.0), c.score)
            self.heads[c.type, c.tail].add(c.head)
            self.tails[c.type, c.head].add(c.tail)
        self._count()

    def _count(self) -> None:
        """In which sentences each thing stands, and by article how many things of each label and the order of each by how often."""
        self.sentences: dict[str, set[int]] = defaultdict(set)
        counts: dict[int, Counter[str]] = defaultdict(Counter)
        for p in self.places:
            self.sentences[p.entity].add(p.sentence)
            counts[self.read[p.sentence].sentence.article][p.entity] += 1
        self.rank: dict[tuple[int, str], int] = {}
        self.sizes: dict[int, Counter[str]] = {}
        for article, count in counts.items():
            sizes = self.sizes[article] = Counter[str]()
            for entity, _ in count.most_common():
                label = self.entities[entity].label
                self.rank[article, entity] = sizes[label]
                sizes[label] += 1

    def nearest(self) -> Iterator[tuple[Place, Place]]:
        """Each two entities where they stand nearest to each other, in text order."""
        best: dict[tuple[str, str], tuple[int, int, Place, Place]] = {}
        for i, two in enumerate(self.places):
            article = self.read[two.sentence].sentence.article
            for one in reversed(self.places[max(0, i - MOST) : i]):
                apart = two.sentence - one.sentence
                if apart > REACH:
                    break
                if one.entity == two.entity or self.read[one.sentence].sentence.article != article:
                    continue
                key = (min(one.entity, two.entity), max(one.entity, two.entity))
                far = (apart, two.at - one.at if not apart else 0)
                if key not in best or far < best[key][:2]:
                    best[key] = (*far, one, two)
        for _, _, one, two in best.values():
            yield one, two

    def span(self, one: Place, two: Place) -> tuple[int, int, str]:
        """From the beginning of the first's clause to the end of the second's, in the document, and as masked in the second's sentence."""
        first, last = self.read[one.sentence].sentence, self.read[two.sentence].sentence
        begins, (start, end) = first.clause(one.at)[0], last.clause(two.at)
        told = last.masked[begins if first is last else start : end]
        return first.offsets[begins], last.offsets[end], told

    def features(self, head: Place, tail: Place) -> Iterator[str]:
        """What is known of head and tail."""
        h, t = self.entities[head.entity], self.entities[tail.entity]
        pair = f"{h.label}>{t.label}"
        yield from (f"L={pair}", f"K={h.label}/{h.kind}>{t.label}/{t.kind}", f"hk={h.label}/{h.kind}|{t.label}")
        yield f"tk={h.label}|{t.label}/{t.kind}"
        yield from self._claimed(head, tail, pair)
        yield from self._standing(head, tail, pair)
        if head.sentence == tail.sentence:
            yield from self._together(head, tail, pair)
        else:
            yield from self._apart(head, tail, pair)

    def _claimed(self, head: Place, tail: Place, pair: str) -> Iterator[str]:
        """What the rules say of the two, and of each with others."""
        known = self.said.get((head.entity, tail.entity), {})
        for type, score in known.items():
            yield f"claim={type}"
            yield f"claim={type}:{int(score * 10)}"
        if not known:
            yield f"noclaim|{pair}"
        yield from (f"back={type}" for type in self.said.get((tail.entity, head.entity), ()))
        for type in fitting(*pair.split(">")):
            if self.heads.get((type, tail.entity), set()) - {head.entity}:
                yield f"otherhead={type}|{pair}"
            if self.tails.get((type, head.entity), set()) - {tail.entity}:
                yield f"othertail={type}|{pair}"

    def _standing(self, head: Place, tail: Place, pair: str) -> Iterator[str]:
        """Of what weight both are in the article, and how often they stand together."""
        one, two = self.read[head.sentence], self.read[tail.sentence]
        article = one.sentence.article
        for side, place in (("h", head), ("t", tail)):
            yield f"{side}r={min(self.rank[article, place.entity], 3)}|{pair}"
            yield f"{side}t={place.entity in self.titled}|{pair}"
        yield f"nco={min(3, len(self.sentences[head.entity] & self.sentences[tail.entity]))}|{pair}"
        yield f"kind={one.sentence.kind}|{two.sentence.kind}"
        yield from (f"n{label}={min(4, self.sizes[article][label])}|{pair}" for label in ("ORG", "PROJECT"))
        apart = abs(head.sentence - tail.sentence)
        yield f"sd={apart}|{pair}"
        yield f"subj={head.entity in one.subjects}{tail.entity in two.subjects}|{pair}|{min(apart, 1)}"

    def _together(self, head: Place, tail: Place, pair: str) -> Iterator[str]:
        """The words between two things of one sentence, and around them."""
        read = self.read[head.sentence]
        masked = read.sentence.masked
        x, y = sorted((head.at, tail.at))
        order = "HT" if head.at < tail.at else "TH" if head.at > tail.at else "=="
        breaks = len(_BREAKS.findall(masked, x + 1, y))
        yield from (f"ord={order}|{pair}", f"cl={order}{min(3, breaks)}|{pair}", f"dist={order}{bisect_left(_STEPS, y - x)}|{pair}")
        if head.group == tail.group:
            yield f"samegroup|{pair}"
        words = read.between(x + 1, y)
        if len(words) <= _MANY_WORDS:
            for word in dict.fromkeys(words):
                yield from (f"w={order}{word}", f"w={order}{word}|{pair}")
            yield from (f"b={order}{a}_{b}" for a, b in pairwise(words))
        if len(words) <= _PATH:
            yield f"path={order}|{pair}|{'_'.join(words)}"
        behind = read.behind(y, 3)
        yield from (f"pre={order}{read.before(x)}|{pair}", f"post1={order}{behind[0] if behind else ''}|{pair}")
        yield from (f"post={order}{word}|{pair}" for word in behind)
        for side, place in (("h", head), ("t", tail)):
            yield from (f"{side}b={read.before(place.at)}|{pair}", f"{side}a={''.join(read.behind(place.at))}|{pair}")
        others = [g.label for g in read.sentence.between(x + 1, y)]
        yield f"nb={order}{min(3, len(others))}|{pair}"
        yield from (f"bl={label}|{order}|{pair}" for label in others)
        for at, word, types in read.triggers:
            inside = x < at < y
            if inside or min(abs(at - x), abs(at - y)) <= _NEAR:
                where = "in" if inside else "pre" if at < x else "post"
                yield from (f"tg={type}|{order}{where}|{pair}" for type in types)
                if inside:
                    yield f"tw={word}|{order}|{pair}"

    def _apart(self, head: Place, tail: Place, pair: str) -> Iterator[str]:
        """The words around two things of different sentences."""
        first, last = (head, tail) if head.sentence < tail.sentence else (tail, head)
        side = "H" if first is head else "T"
        early, late = self.read[first.sentence], self.read[last.sentence]
        start, end = late.sentence.clause(last.at)
        lead = late.sentence.masked[start : last.at]
        yield f"xo={side}{last.sentence - first.sentence}|{pair}"
        yield from (f"silent={side}{not re.search(ANY, lead)}|{pair}", f"pos0={side}{not lead.strip()}|{pair}")
        yield from (f"lw={side}{word}|{pair}" for word in late.between(start, last.at)[-6:])
        yield from (f"la={side}{word}|{pair}" for word in late.behind(last.at, 2))
        for at, _, types in late.triggers:
            if abs(at - last.at) <= _NEAR:
                where = "pre" if at < last.at else "post"
                yield from (f"xtg={type}|{side}{where}{start <= at < end}|{pair}" for type in types)
        yield f"epos={side}{first.entity in early.subjects}|{pair}"
        yield from (f"ew={side}{early.before(first.at)}|{pair}", *(f"ef={side}{word}|{pair}" for word in early.behind(first.at, 2)))
