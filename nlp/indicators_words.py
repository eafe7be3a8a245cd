"""The trigger words of numbers and indicators, read from ``[indicators]`` of ``patterns.toml``."""

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import msgspec
from msgspec import Struct

PATTERNS = Path(__file__).with_name("patterns.toml")


class IndicatorWords(Struct, frozen=True, forbid_unknown_fields=True):
    """Lists of words, each one string with white space between the words; ``patterns.toml`` says what each list is for."""

    units: str
    same_unit: dict[str, str]
    before: str
    after: str
    idioms: str
    target: str
    rule: str
    since: str
    each: str
    amounts: str
    spending: str
    stops: str
    nominal: str
    fillers: str
    tails: str
    heads: str
    nouns: str
    vague: str
    founding: str
    acting: str
    sharing: str


@cache
def indicator_words() -> IndicatorWords:
    """The lists that ship."""
    return msgspec.convert(tomllib.loads(PATTERNS.read_text("utf-8"))["indicators"], IndicatorWords)


@cache
def word_set(name: str) -> frozenset[str]:
    """The words of one list."""
    return frozenset(getattr(indicator_words(), name).split())


def alternation(words: Iterable[str]) -> str:
    """A regular expression for any of the words, longest first."""
    return "(?:" + "|".join(re.escape(w) for w in sorted(words, key=lambda w: (-len(w), w))) + ")"


@cache
def any_of(name: str) -> str:
    """A regular expression for any word of one list."""
    return alternation(word_set(name))
