"""The trigger words of relations, read from ``patterns.toml``."""

import re
import tomllib
from functools import cache
from pathlib import Path

import msgspec
from msgspec import Struct

PATTERNS = Path(__file__).with_name("patterns.toml")


class Frame(Struct, frozen=True, forbid_unknown_fields=True):
    """Words of one type of acting. The one who acts is the head, or with ``reverse`` the tail.

    ``patients`` narrows what may be acted on; ``gap`` is how many characters may stand between word and patient; ``mode`` keeps the word.
    """

    type: str
    verbs: str
    patients: tuple[str, ...] = ()
    agents: tuple[str, ...] = ()
    reverse: bool = False
    mode: bool = False
    gap: int = 16


class Triggers(Struct, frozen=True):
    """All frames by word, one expression that finds every word (longest first), and the expression of a post."""

    frames: dict[str, tuple[Frame, ...]]
    words: re.Pattern[str]
    post: re.Pattern[str]
    never_post: re.Pattern[str]


@cache
def triggers() -> Triggers:
    """The shipped trigger words, compiled once."""
    table = tomllib.loads(PATTERNS.read_text("utf-8"))["relations"]
    frames: dict[str, tuple[Frame, ...]] = {}
    for frame in msgspec.convert(table["frames"], list[Frame]):
        for verb in frame.verbs.split():
            frames[verb] = (*frames.get(verb, ()), frame)
    posts = table["posts"]
    return Triggers(
        frames, any_of(frames), re.compile(f"(?:{_words(posts['titles'].split())})$"), re.compile(_words(posts["never"].split()))
    )


def any_of(words: object) -> re.Pattern[str]:
    """An expression for any of the words, the longest first."""
    return re.compile(_words(words))


def _words(words: object) -> str:
    return "|".join(map(re.escape, sorted(words, key=lambda w: (-len(w), w))))  # type: ignore[call-overload]
