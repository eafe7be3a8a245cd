"""The trained models in ``nlp/model/``, opened once; other ones in their place while something is measured."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from typing import Any

import pycrfsuite

FOLDER = Path(__file__).with_name("model")

_other: ContextVar[Path | None] = ContextVar("other", default=None)


def shipped_or_other(name: str) -> Any:
    """The model of this file name: of the folder that ``reading_with`` names, else the shipped one; None where there is none."""
    return _opened((_other.get() or FOLDER) / name)


@cache
def _opened(path: Path) -> Any:
    if not path.exists():
        return None
    found = pycrfsuite.Tagger()
    found.open(str(path))
    return found


@contextmanager
def reading_with(folder: Path) -> Iterator[None]:
    """Meanwhile texts are read with the models in this folder instead of those that ship."""
    token = _other.set(folder)
    try:
        yield
    finally:
        _other.reset(token)
