"""Files of JSON: facts of another office, entities of FollowTheMoney, annotated documents. Their first line says which."""

from collections.abc import Iterator
from pathlib import Path

import msgspec

from graph.loaders.annotation import load_annotation
from graph.loaders.facts_lines import FIELDS, load_facts_lines
from graph.loaders.fitting import Report
from graph.loaders.followthemoney import load_followthemoney
from graph.loaders.json_lines import bare
from graph.model import Facts

# A line is a text with its facts at most: no file of records begins with a longer one.
LONGEST_LINE = 100_000_000


def load_records(path: Path, reject: Report) -> Iterator[Facts]:
    """The facts of a file of JSON. Raises InputError where it is of none of these kinds."""
    keys = _first_keys(path)
    if {"schema", "properties"} <= keys:
        yield from load_followthemoney(path, reject)
    elif keys & set(FIELDS):
        yield from load_facts_lines(path, reject)
    else:
        yield from load_annotation(path, reject)


def _first_keys(path: Path) -> frozenset[str]:
    """The keys of the first line that holds something, where that line is a JSON object."""
    with path.open("rb") as file:
        while line := file.readline(LONGEST_LINE):
            if data := bare(line):
                try:
                    return frozenset(msgspec.json.decode(data, type=dict[str, msgspec.Raw]))
                except (msgspec.MsgspecError, UnicodeDecodeError):
                    return frozenset()
    return frozenset()
