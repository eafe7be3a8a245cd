"""What researchers use: the examples of docs/python.md, the notebooks and the tutorial run as they stand there."""

import doctest
from pathlib import Path

import pandas as pd
import pytest

import graph
from graph.errors import QueryError
from graph.queries import find_query

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder from which data/ can be read, and in it ``my-graph``, the graph of the samples."""
    home = tmp_path_factory.mktemp("researcher")
    (home / "data").symlink_to(ROOT / "data")
    graph.build([home / "data" / "sample", home / "data" / "handmade"], home / "my-graph")
    return home


def test_the_examples_of_the_page_for_python_run(sample: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(sample)
    with pd.option_context("display.width", 200):
        failed, tried = doctest.testfile(
            str(ROOT / "docs" / "python.md"), module_relative=False, encoding="utf-8", optionflags=doctest.NORMALIZE_WHITESPACE
        )
    assert failed == 0
    assert tried > 12


def test_public_names_say_what_they_give() -> None:
    for name in graph.__all__:
        assert getattr(graph, name).__doc__, name
        assert callable(getattr(graph, name)), name
        assert f"`{name}(" in (ROOT / "docs" / "python.md").read_text("utf-8"), name


def test_a_frame_keeps_types_and_columns() -> None:
    rows: list[dict[str, object]] = [
        {"a": 1, "b": 0.5, "c": None, "d": ["x"], "e": True},
        {"a": None, "b": None, "c": "x", "d": [], "e": False},
    ]
    table = graph.frame(rows)
    assert [str(t) for t in table.dtypes][:2] == ["Int64", "float64"]
    assert table["a"].isna().sum() == 1
    assert table["d"][0] == ["x"]
    empty = graph.frame([], "coverage")
    assert list(empty.columns) == [c.name for c in find_query("coverage").columns]
    with pytest.raises(QueryError, match="coverage"):
        graph.frame([], "coverag")
