"""Reads a question as people type it: which of the questions it is, and with which parameters.

No language model is needed and none writes Cypher. The sample phrasings stand in the headers of the questions (``ask:``), so that a new
question brings its own; ``words.toml`` has the words that mean the same.
"""

from collections.abc import Iterator, Sequence
from functools import partial

from msgspec import Struct, structs

from graph.errors import ServiceError
from graph.free.fill import fill
from graph.free.match import matcher
from graph.free.model import choose
from graph.free.values import Value, find_values, masked
from graph.free.words import tidy
from graph.ontology import ontology
from graph.queries import Param, Query
from graph.queries import Value as Given
from graph.stores import GraphStore
from nlp.model_client import model_address

__all__ = ["Reading", "Readings", "read_question"]
OFFERED = 3
# Nothing was understood below this nearness, nor where the words that the sentence shares with the question are few and everyday ones.
# The weight of the shared words, the nearness and a value that the graph or the division table knows count together; each piece that
# nobody knows counts against it. Measured on the development halves of tests/data/free_questions*.tsv.
LEAST, ENOUGH = 0.25, 9.0
NEARNESS, NAMED, STRANGE = 10, 4, 3
# Nobody asks in more characters; the rest of a longer text is not read.
LONGEST = 200
# A value that a question has no use for makes the question less likely.
UNUSED = 0.8
# What nobody knows may be a name of one of these kinds, where the sentence then is nearer to a phrasing. That counts for less, and it
# raises the nearness by so much at most: any sentence at all is a name to look for otherwise.
NAMES = ("ORG", "PERSON", "POLICY", "PROJECT")
GUESSED, RAISED = 0.85, 0.12


class Reading(Struct, frozen=True):
    """One way to read the sentence: a question, its parameters that differ from the defaults, 0 to 1 how near, and what was bent."""

    query: Query
    params: dict[str, Given]
    score: float
    notes: tuple[str, ...] = ()

    def says(self) -> str:
        """The question's title with the parameters as people call them."""
        given = [(_called(p), self.params[p.name]) for p in self.query.params if p.name in self.params]
        said = "，".join(f"{name}：{ontology().zh(str(value))}" for name, value in given)
        return f"{self.query.title}（{said}）" if said else self.query.title


def _called(param: Param) -> str:
    """What a parameter is, out of its help: 省份 of 省份，空为全国."""
    return param.about.partition("，")[0].removesuffix("的一部分").removesuffix("名称")


class Readings(Struct, frozen=True):
    """The readings of a sentence, best first, at most three. ``understood`` is false where they are only the nearest questions.

    ``note`` says what went wrong with a language model, if one was asked.
    """

    sentence: str
    understood: bool
    best: tuple[Reading, ...]
    note: str = ""


def read_question(text: str, store: GraphStore) -> Readings:
    """The three best readings of a sentence. Raises StoreError where the store does not answer."""
    sentence = tidy(text[:LONGEST])
    values = find_values(sentence, store)
    best = _best(sentence, values)
    understood = _is_understood(best[0], sentence, values)
    if not understood:  # the nearest questions, without guesses at names
        best = _best(sentence, [v for v in values if v.kind != "UNKNOWN"])
    if not model_address() or not sentence:
        return Readings(sentence, understood, best[:OFFERED])
    try:
        chosen = choose(sentence, matcher().questions, values)
    except ServiceError as error:
        return Readings(sentence, understood, best[:OFFERED], f"{error}；这里是规则的读法")
    if chosen is None:
        return Readings(sentence, understood, best[:OFFERED], "语言模型没有选出其中的问题；这里是规则的读法")
    first = Reading(*chosen, 1.0)
    return Readings(sentence, True, (first, *(r for r in best if r.query.name != first.query.name))[:OFFERED])


def _is_understood(first: Reading, sentence: str, values: Sequence[Value]) -> bool:
    known = any(v.known and str(v.value) in map(str, first.params.values()) for v in values if v.kind != "MEASURE")
    shared = matcher().evidence(first.query, partial(masked, sentence, values))
    strange = sum(v.kind == "UNKNOWN" for v in values)
    return first.score >= LEAST and shared + NEARNESS * first.score + NAMED * known - STRANGE * strange >= ENOUGH


def _best(sentence: str, values: list[Value]) -> tuple[Reading, ...]:
    """Every question in its best reading, best first."""
    plain = matcher().near(partial(masked, sentence, values))
    read = [_reading(score, query, sentence, values) for score, query in plain]
    bare = {query.name: score for score, query in plain}
    for way in _named_otherwise(values):
        near = matcher().near(partial(masked, sentence, way))
        read += [_reading(min(score * GUESSED, bare[query.name] + RAISED), query, sentence, way) for score, query in near]
    best: dict[str, Reading] = {}
    for reading in sorted(read, key=lambda r: (-r.score, r.query.name)):
        best.setdefault(reading.query.name, reading)
    return tuple(best.values())


def _named_otherwise(values: list[Value]) -> Iterator[list[Value]]:
    """The values with an unknown piece taken for a name of each kind: the phrasings tell which kind, if any, stands in such a place."""
    unknown = next((v for v in values if v.kind == "UNKNOWN"), None)
    for kind in NAMES if unknown else ():
        yield [structs.replace(v, kind=kind) if v is unknown else v for v in values]


def _reading(score: float, query: Query, sentence: str, values: Sequence[Value]) -> Reading:
    filled = fill(query, sentence, values)
    return Reading(query, filled.params, score * UNUSED ** len(filled.left), filled.notes)
