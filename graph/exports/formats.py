"""The formats, from the one table of them (``formats.toml``)."""

import tomllib
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct

from graph.errors import InputError

if TYPE_CHECKING:
    from graph.exports.sources import Sources
    from graph.exports.subgraph import Subgraph

TABLE = Path(__file__).with_name("formats.toml")


class Format(Struct, frozen=True, forbid_unknown_fields=True):
    """A format: its Chinese name, its files, what they hold, who reads them, and what is lost on the way; as the table says."""

    zh: str
    files: str
    holds: str
    readers: str
    lost: str
    streams: bool
    write: str


@cache
def formats() -> dict[str, Format]:
    """The formats by name, in the order of the table."""
    return msgspec.convert(tomllib.loads(TABLE.read_text("utf-8")), dict[str, Format])


def find_format(name: str) -> Format:
    """The format of that name. Raises InputError with those there are."""
    if name not in formats():
        raise InputError(f"不认识的格式“{name}”；可选：{'、'.join(formats())}")
    return formats()[name]


def write_format(format: Format, graph: "Subgraph", folder: Path, sources: "Sources") -> None:
    """Write a subgraph into a folder. The writer is imported now: most of them bring a library of their own."""
    module, function = format.write.split(".")
    getattr(import_module(f"graph.exports.{module}"), function)(graph, folder, sources)
