"""SOURCES.csv of a large export is written by a process of its own: the same bytes, and no harm where that process fails."""

import errno
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.errors import InputError
from graph.exports import Scope, export, sources
from graph.stores import GraphStore, open_store
from tests.export_graph import export_facts

EVERYTHING = Scope(people=True)


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[GraphStore]:
    with open_store(str(tmp_path_factory.mktemp("graph") / "g.lbdb")) as store:
        store.write(export_facts())
        yield store


def test_a_process_of_its_own_writes_the_same(graph: GraphStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    alone = export(graph, tmp_path / "alone", EVERYTHING)
    monkeypatch.setattr(sources, "MANY", 1)
    followed = export(graph, tmp_path / "followed", EVERYTHING)
    assert {p.name for p in followed.iterdir()} == {p.name for p in alone.iterdir()}
    for name in ("SOURCES.csv", "evidence.csv"):
        assert (followed / name).read_bytes() == (alone / name).read_bytes()


def test_where_the_process_fails_the_export_is_written_all_the_same(
    graph: GraphStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    alone = export(graph, tmp_path / "alone", EVERYTHING)
    monkeypatch.setattr(sources, "MANY", 1)
    # The process that is started finds no documents there, and stops with an error.
    write_bytes = Path.write_bytes
    monkeypatch.setattr(Path, "write_bytes", lambda path, data: 0 if path.name == sources.PAPERS else write_bytes(path, data))
    broken = export(graph, tmp_path / "broken", EVERYTHING)
    assert (broken / "SOURCES.csv").read_bytes() == (alone / "SOURCES.csv").read_bytes()


def test_a_break_ends_the_process_and_leaves_nothing(graph: GraphStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "MANY", 1)
    started = []
    follow = sources.Sources._follow

    def and_then_full(self: sources.Sources) -> None:
        follow(self)
        started.append(self._follower)
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(sources.Sources, "_follow", and_then_full)
    with pytest.raises(InputError, match="写不进去"):
        export(graph, tmp_path / "out", EVERYTHING)
    assert [process is not None and process.poll() is not None for process in started] == [True]
    assert list(tmp_path.iterdir()) == []


def test_a_line_that_is_not_whole_yet_is_waited_for(tmp_path: Path) -> None:
    said = b'["fact","document",0,2,"\xe6\x96\x87\xe5\xad\x97","rule:X",0.9]\n'
    path = tmp_path / "notes"
    path.write_bytes(said + said[:25])
    notes = sources.notes_in(path, following=True)
    assert next(notes).quote == "文字"
    with path.open("ab") as file:
        file.write(said[25:] + sources.END)
    assert [one.fact for one in notes] == ["fact"]
