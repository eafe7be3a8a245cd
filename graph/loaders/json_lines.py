"""A file of JSON values, one a line, read line by line: a line that is none goes to ``reject`` with its number."""

import codecs
from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

import msgspec

from graph.loaders.archive import shown_name
from graph.loaders.fitting import Report
from graph.model import Reject

Value = TypeVar("Value")


def json_lines(path: Path, kind: type[Value], what: str, reject: Report) -> Iterator[tuple[int, Value]]:
    """The values of a file with their line numbers; ``what`` says in Chinese what a line should be."""
    decode = msgspec.json.Decoder(kind).decode
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            data = bare(line)
            if not data:
                continue
            try:
                value = decode(data)
            except (msgspec.MsgspecError, UnicodeDecodeError) as error:
                reject(Reject(shown_name(path), "", number, "", data[:200].decode("utf-8", "replace"), f"不是{what}（{error}）"))
                continue
            yield number, value


def bare(line: bytes) -> bytes:
    """A line without the mark that Windows programs write at the beginning of a file, and without white space around it."""
    return line.removeprefix(codecs.BOM_UTF8).strip()
