"""What researchers use: the examples of docs/python.md, the notebooks and the tutorial run as they stand there."""

import doctest
import re
import shlex
from pathlib import Path

import nbformat
import pandas as pd
import pytest
from nbclient import NotebookClient
from typer.testing import CliRunner

import graph
from dashboard.frame import PAGES
from graph import terminal
from graph.__main__ import app
from graph.errors import InputError, QueryError
from graph.queries import find_query, queries
from tests.pictures import PICTURES

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
        assert f"| `{name}(" in (ROOT / "docs" / "python.md").read_text("utf-8"), name


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


def test_a_scope_that_cannot_be_is_named(sample: Path) -> None:
    with graph.open_store(str(sample / "my-graph" / "graph.lbdb"), read_only=True) as store:
        for scope, words in (({"arround": "x"}, "没有“arround”"), ({"hops": "many"}, "hops"), ({"labels": ["CASTLE"]}, "CASTLE")):
            with pytest.raises(InputError, match=words):
                graph.subgraph(store, **scope)


def notebooks() -> list[Path]:
    return sorted((ROOT / "docs" / "notebooks").glob("*.ipynb"))


@pytest.mark.parametrize("path", notebooks(), ids=lambda p: p.stem)
def test_notebooks_run_and_are_kept_without_outputs(path: Path, sample: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_STORE", str(sample / "my-graph" / "graph.lbdb"))
    monkeypatch.setenv("PYTHONWARNINGS", "error::DeprecationWarning:graph")
    book = nbformat.reads(path.read_text("utf-8"), as_version=4)  # type: ignore[no-untyped-call]
    cells = [c for c in book.cells if c.cell_type == "code"]
    assert [c for c in cells if c.outputs or c.execution_count] == []
    NotebookClient(book, timeout=180, kernel_name="python3", resources={"metadata": {"path": str(path.parent)}}).execute()
    shown = [c for c in cells if any(o.output_type in ("execute_result", "stream") for o in c.outputs)]
    assert len(shown) == len(cells) - 1  # every cell but the one that opens the store shows something


def test_there_are_three_notebooks() -> None:
    assert [p.stem for p in notebooks()] == ["coverage", "five", "funding"]


@pytest.mark.parametrize("people", [True, False], ids=["with people", "without"])
def test_export_import_export_gives_equal_bytes(sample: Path, tmp_path: Path, people: bool) -> None:
    """Another office reads what this one exported, and exports it again."""
    with graph.open_store(str(sample / "my-graph" / "graph.lbdb"), read_only=True) as store:
        first = graph.export(store, tmp_path / "first", "jsonl", people=people)
    report = graph.build(first / "facts.jsonl", tmp_path / "other")
    assert report.rejects == 0, (tmp_path / "other" / "rejects.csv").read_text("utf-8")
    with graph.open_store(report.store, read_only=True) as store:
        second = graph.export(store, tmp_path / "second", "jsonl", people=people)
    assert (second / "facts.jsonl").read_bytes() == (first / "facts.jsonl").read_bytes()


def test_the_tutorial_runs_as_it_stands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its files are written, its commands run in order, and what it says that one sees is seen."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("KG_HOME", raising=False)
    monkeypatch.delenv("KG_STORE", raising=False)
    monkeypatch.setattr(terminal.out, "_width", 300)
    blocks = re.findall(r"^```(\S*) ?(\S*)\n(.*?)^```", (ROOT / "docs" / "tutorial.md").read_text("utf-8"), re.MULTILINE | re.DOTALL)
    said, ran = "", 0
    for kind, name, body in blocks:
        if kind == "file":
            (tmp_path / name).parent.mkdir(exist_ok=True)
            (tmp_path / name).write_text(body, "utf-8")
        elif kind == "text":
            assert [line for line in body.splitlines() if line not in said] == []
        else:
            said = ""
            for line in body.splitlines():
                done = CliRunner().invoke(app, shlex.split(line.removeprefix("python3 run.py ")), catch_exceptions=False)
                assert done.exit_code == 0, done.output
                said, ran = said + done.output, ran + 1
    assert ran == 11
    assert "“喜欢”不是词汇表里的关系" in (tmp_path / "workspace" / "rejects.csv").read_text("utf-8")


def test_the_guide_names_pages_and_questions_as_they_are_called() -> None:
    guide = (ROOT / "docs" / "guide.zh-CN.md").read_text("utf-8")
    titles = {q.title for q in queries().values()}
    table = guide.partition("| 想知道 | 用哪个问题 |")[2].partition("\n\n")[0]
    assert [row for row in re.findall(r"\| ([^|]+) \|$", table, re.MULTILINE) if row not in titles] == []
    for section in PAGES.values():
        for _, title, _ in section:
            assert title in guide, title
    assert set(re.findall(r"pictures/(\w+)\.png", guide)) == set(PICTURES)
