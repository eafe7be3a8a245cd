"""Which keys of a table were there before: the same whether they are still in the dict or packed."""

import random

import pytest

from graph.loaders import seen
from graph.loaders.seen import Seen


@pytest.mark.parametrize("recent", [1, 7, 1_000])
def test_the_first_line_of_each_key(monkeypatch: pytest.MonkeyPatch, recent: int) -> None:
    monkeypatch.setattr(seen, "RECENT", recent)
    keys = [(f"{random.Random(1).random()}-{i % 61}", "2020") for i in range(300)]
    random.Random(2).shuffle(keys)
    first: dict[tuple[str, str], int] = {}
    found = Seen()
    for line, key in enumerate(keys, 2):
        assert found.first(key, line) == first.setdefault(key, line)
    assert len(first) == 61
