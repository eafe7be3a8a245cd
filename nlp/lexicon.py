"""The word lists of ``entities.toml``, found in a text in one pass, and what the dictionary says about words."""

import math
import re
import tomllib
from collections import Counter, defaultdict
from functools import cache
from pathlib import Path
from typing import Any

import ahocorasick

from nlp.words import dictionary

TABLE = Path(__file__).with_name("entities.toml")
# Parts of speech in the dictionary that no name goes on with: verbs, adverbs, pronouns, conjunctions, prepositions, particles …
CLOSED = ("v", "d", "r", "c", "p", "u", "y", "e", "o")
# A word that is rarer than this in the dictionary may as well be a name (肯纳).
RARE = 50
Hit = tuple[int, int, str]  # start, end, the list it is from


@cache
def table() -> dict[str, dict[str, str]]:
    """The file as it stands: tables of lists, a list is one string of words separated by white space."""
    return {name: _flat(lists) for name, lists in tomllib.loads(TABLE.read_text("utf-8")).items()}


def _flat(lists: dict[str, Any], prefix: str = "") -> dict[str, str]:
    found: dict[str, str] = {}
    for key, value in lists.items():
        found.update(_flat(value, f"{prefix}{key}.") if isinstance(value, dict) else {prefix + key: value})
    return found


@cache
def words(section: str, key: str) -> tuple[str, ...]:
    """One list, longest words first, so that a pattern made from it finds the longest."""
    return tuple(sorted(dict.fromkeys(table()[section][key].split()), key=lambda w: (-len(w), w)))


@cache
def word_set(section: str, key: str) -> frozenset[str]:
    """One list as a set."""
    return frozenset(words(section, key))


@cache
def either(section: str, *keys: str) -> str:
    """A pattern's group that finds any word of the lists, the longest first."""
    every = sorted({w for key in keys for w in words(section, key)}, key=lambda w: (-len(w), w))
    return "(?:" + "|".join(map(re.escape, every)) + ")"


@cache
def _automaton(section: str) -> Any:
    """All words of one section."""
    lists = defaultdict(list)
    for key in table()[section]:
        for word in words(section, key):
            lists[word].append(key)
    found = ahocorasick.Automaton()
    for word, keys in lists.items():
        found.add_word(word, (word, tuple(keys)))
    found.make_automaton()
    return found


def hits(section: str, text: str) -> list[Hit]:
    """Every occurrence of every word of the section, by its end, then its start; a word of several lists once for each."""
    found = [(end - len(word) + 1, end + 1, key) for end, (word, keys) in _automaton(section).iter(text) for key in keys]
    return sorted(found, key=lambda hit: (hit[1], hit[0], hit[2]))


class Dictionary:
    """What the segmenter's dictionary tells about words: their class, and how likely a character is part of a given name."""

    def __init__(self) -> None:
        surnames = frozenset(words("persons", "surnames")[0])
        self.tags: dict[str, str] = {}
        given: Counter[str] = Counter()
        with dictionary().get_dict_file() as file:
            for line in file:
                word, _, tag = line.decode("utf-8").strip().split(" ")
                self.tags[word] = tag
                if tag in ("nr", "nrt") and 1 < len(word) < 4 and word[0] in surnames:
                    given.update(word[1:])
        frequency = dictionary().FREQ
        self._given, self._frequency = given, frequency

    def closed(self, word: str) -> bool:
        """Whether the word is of a class that no name goes on with."""
        return self.tags.get(word, "").startswith(CLOSED) and self._frequency.get(word, 0) >= RARE

    def rare(self, word: str) -> bool:
        """Whether the word is so rare that it may as well be a name (明澈)."""
        return bool(self._frequency.get(word, 0) < RARE)

    def given(self, character: str) -> float:
        """The logarithm of how much rather the character stands in a given name than as a word: 国 -4, 步 -5.6, 为 -8, 说 -13."""
        return math.log((self._given[character] + 0.5) / (self._frequency.get(character, 0) + 50))


@cache
def known_words() -> Dictionary:
    """The dictionary, read once a process (about 0.3 s)."""
    return Dictionary()


def cut_words(text: str) -> list[int]:
    """For each offset of the text the start of the word that ends there, or -1 where no word ends. One longer than the text."""
    starts, at = [-1] * (len(text) + 1), 0
    for piece in re.findall(r"[^。！？\n]{1,2000}[。！？\n]*|[。！？\n]+", text):
        for word in dictionary().cut(piece, HMM=False):
            starts[at + len(word)] = at
            at += len(word)
    return starts
