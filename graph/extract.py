"""Files → lines in the annotation format, without building a graph."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from graph.errors import InputError
from graph.facts import to_annotation
from graph.loaders import REGISTRIES, SUFFIXES, find_files, load
from graph.loaders.archive import shown_name, unpacked
from graph.model import Facts, Reject

Progress = Callable[[str, int, int], None]


def extract_lines(paths: list[Path], tell: Progress) -> Iterator[dict[str, Any]]:
    """One line for each report below ``paths``, in the order of the files. Raises InputError for a registry: its rows are no text."""
    yield from map(to_annotation, extract_facts(paths, tell))


def extract_facts(paths: list[Path], tell: Progress) -> Iterator[Facts]:
    """The facts of each report below ``paths``; its tables that are registers are left out: only a graph holds their rows."""
    with unpacked(find_files(paths), SUFFIXES, _ignore) as files:
        for done, path in enumerate(files, 1):
            if path.suffix.lower() in REGISTRIES:
                raise InputError(f"{shown_name(path)}：这是名录，不是一篇文章；请用 build 读入")
            facts = next(load(path, _ignore))
            if len(facts.documents) != 1:
                raise InputError(f"{shown_name(path)}：里面有 {len(facts.documents)} 份资料，不是一篇文章；请用 build 读入")
            yield facts
            tell("读取文件", done, len(files))


def _ignore(_: Reject) -> None:
    """What cannot be read inside a file is told by a build."""
