"""The word lists of ``names.toml`` as sets and patterns, and the words of a text with the part of speech that tells where a name begins."""

import re
import tomllib
from functools import cache
from pathlib import Path

from nlp.words import dictionary

TABLE = Path(__file__).with_name("names.toml")
# Parts of speech in the dictionary that no name begins with or goes on with: verbs, adverbs, pronouns, particles, numbers, times …
CLOSED = ("v", "d", "r", "c", "p", "u", "m", "q", "t", "y", "e", "o")


@cache
def table() -> dict[str, dict[str, str]]:
    """The file as it stands."""
    return tomllib.loads(TABLE.read_text("utf-8"))


@cache
def words(section: str, key: str) -> tuple[str, ...]:
    """One list, longest words first, so that a pattern made from it finds the longest."""
    return tuple(sorted(dict.fromkeys(table()[section][key].split()), key=lambda w: (-len(w), w)))


@cache
def word_set(section: str, key: str) -> frozenset[str]:
    """One list as a set."""
    return frozenset(words(section, key))


def pattern(*lists: tuple[str, str]) -> "re.Pattern[str]":
    """A pattern that finds any word of the lists, the longest first."""
    every = sorted({w for section, key in lists for w in words(section, key)}, key=lambda w: (-len(w), w))
    return re.compile("|".join(map(re.escape, every)))


@cache
def kind_of_ending() -> dict[str, str]:
    """The kind of organisation that each ending says."""
    return {ending: kind for kind in table()["organisations"] for ending in words("organisations", kind)}


@cache
def endings() -> "re.Pattern[str]":
    """Any ending of an organisation's name."""
    return re.compile("|".join(map(re.escape, sorted(kind_of_ending(), key=lambda w: (-len(w), w)))))


@cache
def closed_words() -> frozenset[str]:
    """Words that end a name to the left: the list of edges, and the dictionary's closed classes but for those that names hold."""
    inside = word_set("inside", "words")
    found = set(words("edges", "words"))
    with dictionary().get_dict_file() as file:
        for line in file:
            word, _, tag = line.decode("utf-8").split(" ")[:3]
            if len(word) > 1 and tag.startswith(CLOSED) and word not in inside:
                found.add(word)
    return frozenset(found - inside)


def starts_of_words(text: str) -> list[int]:
    """For each offset of the text the start of the word that ends there, or -1 where no word ends. One longer than the text."""
    starts, at = [-1] * (len(text) + 1), 0
    for word in dictionary().cut(text, HMM=False):
        starts[at + len(word)] = at
        at += len(word)
    return starts
