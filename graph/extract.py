"""Files → lines in the annotation format, without building a graph."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from graph.errors import InputError
from graph.facts import to_annotation
from graph.loaders import find_files, load


def extract_lines(paths: list[Path], tell: Callable[[str, int, int], None]) -> Iterator[dict[str, Any]]:
    """One line for each report below ``paths``, in the order of the files. Raises InputError for a registry: its rows are no text."""
    files = find_files(paths)
    for done, path in enumerate(files, 1):
        for facts in load(path, lambda _: None):
            if len(facts.documents) != 1:
                raise InputError(f"{path.name}：这是名录，不是一篇文章；请用 build 读入")
            yield to_annotation(facts)
        tell("读取文件", done, len(files))
