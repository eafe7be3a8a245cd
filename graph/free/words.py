"""What the reader of free questions knows about words: ``words.toml`` beside it, read once."""

import tomllib
import unicodedata
from functools import cache
from pathlib import Path

import msgspec
from msgspec import Struct

from graph.queries import Param

TABLE = Path(__file__).with_name("words.toml")
ANYTHING = ("ORG", "PERSON", "POLICY", "PROJECT", "EVENT", "FUND", "GROUP", "PLACE", "COMMUNITY")


class Words(Struct, frozen=True, forbid_unknown_fields=True):
    """The lists of ``words.toml``, each a string with white space between the words; the file says what each is for."""

    same: dict[str, str]
    empty: dict[str, str]
    takes: dict[str, str]
    choices: dict[str, str]
    modes: dict[str, str]
    measures: dict[str, str]


@cache
def words() -> Words:
    """The lists that ship."""
    return msgspec.convert(tomllib.loads(TABLE.read_text("utf-8")), Words)


def tidy(text: str) -> str:
    """The text in one width, without spaces, quotation marks and the marks at its end."""
    return "".join(unicodedata.normalize("NFKC", text).split()).strip("。.?？!！,，;；:：、")


@cache
def takes(param: Param) -> frozenset[str]:
    """The kinds of things that a parameter can hold, by the words of its help; empty for one that is chosen, switched or free."""
    if param.choices or isinstance(param.default, bool) or param.name == "id":
        return frozenset()
    about = param.about.partition("例如")[0]
    kinds = {kind for word, kinds in words().takes.items() if word in about for kind in kinds.split()}
    if isinstance(param.default, int | float):
        return frozenset(kinds & {"NUMBER"})
    return frozenset(kinds - {"NUMBER"} or (ANYTHING if "名称" in param.about else ()))
