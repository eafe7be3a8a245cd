"""The embedded file alone: readers and writers in other processes and threads, kills, damage, full disks."""

import os
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import ladybug
import pytest

from graph.errors import StoreError
from graph.model import Entity, Facts, Relation
from graph.queries import Column, Query
from graph.stores import GraphStore, embedded, open_store

ROOT = Path(__file__).resolve().parent.parent
COUNTS = Query(
    name="counts", title="", about="", group="", params=(), columns=(Column("n", "n"), Column("edges", "edges")), show=(), empty="",
    cypher="MATCH (n:Organization) OPTIONAL MATCH (n)-[r:PARTNERS_WITH]->() RETURN count(DISTINCT n.id) AS n, count(r) AS edges",
)  # fmt: skip


def ring(n: int) -> Facts:
    """``n`` organisations, each the partner of the next."""
    ids = [f"org:{i}" for i in range(n)]
    partners = tuple(Relation(head=a, type="PARTNERS_WITH", tail=b) for a, b in zip(ids, ids[1:] + ids[:1], strict=True))
    return Facts(entities=tuple(Entity(id=i, label="ORG", name=i) for i in ids), relations=partners)


def counts(store: GraphStore) -> tuple[object, ...]:
    (row,) = store.ask(COUNTS)
    return tuple(row.values())


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A graph of three."""
    path = tmp_path / "g.lbdb"
    with open_store(str(path)) as store:
        store.write(ring(3))
    return path


@contextmanager
def other_process(code: str, path: Path) -> "Iterator[subprocess.Popen[str]]":
    """Another program that runs ``code`` after the imports and says a line when it is where the test wants it."""
    start = "import sys; from graph.stores import embedded, open_store; from tests.test_embedded import counts, ring\n"
    command = [sys.executable, "-c", start + code, str(path)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment) as process:
        yield process
        if process.poll() is None:
            process.kill()


def said(process: "subprocess.Popen[str]") -> str:
    assert process.stdout
    return process.stdout.readline().strip()


READ = """
with open_store(sys.argv[1], read_only=True) as s:
    print(counts(s), flush=True); sys.stdin.readline(); print(counts(s), flush=True)
"""
# A writer that stops for ever in the middle of its tables, or just before the renaming.
WRITE = """
def stop(*_): print("there", flush=True); sys.stdin.read()
{}
with open_store(sys.argv[1]) as s: s.write(ring(5))
"""
PLACES = {
    "among the tables": "embedded._copy_edges = stop",
    "before the renaming": "close = embedded.EmbeddedStore.close; embedded.EmbeddedStore.close = lambda s: (close(s), stop())",
}


def test_a_reader_sees_the_new_graph_at_its_next_question(path: Path) -> None:
    with open_store(str(path), read_only=True) as reader, open_store(str(path)) as writer:
        assert counts(reader) == (3, 3)
        writer.write(ring(4))
        assert counts(reader) == counts(writer) == (4, 4)
    assert [p.name for p in path.parent.iterdir()] == ["g.lbdb"]


@pytest.mark.skipif(sys.platform == "win32", reason="on Windows a reader lets go of the file between questions; the next test covers it")
def test_a_reader_in_another_process_hinders_no_build(path: Path) -> None:
    with other_process(READ, path) as reader, open_store(str(path)) as writer:
        assert said(reader) == "(3, 3)"
        writer.write(ring(4))
        print("go", file=reader.stdin, flush=True)
        assert said(reader) == "(4, 4)"


def test_a_reader_that_may_not_keep_the_file_open_lets_go(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embedded, "KEEP_OPEN", False)
    with open_store(str(path), read_only=True) as reader:
        assert counts(reader) == counts(reader) == (3, 3)
        assert isinstance(reader, embedded.EmbeddedStore)
        assert reader._reader is None


@pytest.mark.parametrize("place", PLACES)
def test_a_killed_build_leaves_the_old_graph_and_the_next_one_works(path: Path, place: str) -> None:
    with other_process(WRITE.format(PLACES[place]), path) as writer:
        assert said(writer) == "there"
        writer.kill()
    with open_store(str(path)) as store:
        assert counts(store) == (3, 3)
        store.write(ring(4))
        assert counts(store) == (4, 4)
    assert [p.name for p in path.parent.iterdir()] == ["g.lbdb"]


def test_two_programs_cannot_write_at_once(path: Path) -> None:
    with other_process(WRITE.format(PLACES["among the tables"]), path) as writer, open_store(str(path)) as store:
        assert said(writer) == "there"
        with pytest.raises(StoreError, match="另一个程序正在写"):
            store.write(ring(4))
        assert counts(store) == (3, 3)
        writer.kill()
        writer.wait()
        store.write(ring(4))
        assert counts(store) == (4, 4)


def test_threads_ask_while_the_graph_is_replaced(path: Path) -> None:
    with open_store(str(path), read_only=True) as reader, open_store(str(path)) as writer, ThreadPoolExecutor(6) as threads:
        answers = [threads.submit(counts, s) for _ in range(150) for s in (reader, writer)]
        for n in (4, 5, 6):
            writer.write(ring(n))
        seen = {a.result() for a in answers}
        assert seen <= {(n, n) for n in (3, 4, 5, 6)}
        assert counts(reader) == (6, 6)


def test_a_closed_store_opens_again_at_the_next_question(path: Path) -> None:
    store = open_store(str(path))
    assert counts(store) == (3, 3)
    store.close()
    assert counts(store) == (3, 3)
    store.close()


def test_forty_stores_are_open_at_once(path: Path) -> None:
    stores = [open_store(str(path), read_only=True) for _ in range(40)]
    assert {counts(s) for s in stores} == {(3, 3)}
    for s in stores:
        s.close()


def damage(path: Path, how: str) -> None:
    data = path.read_bytes()
    path.unlink()
    if how == "a folder":
        path.mkdir()
    elif how == "another program's graph":
        with ladybug.Database(path) as database, ladybug.Connection(database) as connection:
            connection.execute("CREATE NODE TABLE Mine(id STRING, PRIMARY KEY (id))")
    elif how != "missing":
        whole = {"empty": b"", "cut": data[: len(data) // 2], "cut at the start": data[:100], "text": b"a report " * 999}
        path.write_bytes(whole[how])


@pytest.mark.parametrize("how", ["missing", "empty", "cut", "cut at the start", "text", "a folder", "another program's graph"])
def test_what_cannot_be_read_is_a_sentence(path: Path, how: str) -> None:
    damage(path, how)
    with pytest.raises(StoreError, match=r"g\.lbdb.*(build|删除)") as told:
        open_store(str(path), read_only=True)
    assert "\n" not in str(told.value)
    with open_store(str(path)) as store, pytest.raises(StoreError):
        counts(store)


@pytest.mark.parametrize("how", ["missing", "empty", "cut", "cut at the start"])
def test_a_damaged_graph_can_be_built_again(path: Path, how: str) -> None:
    damage(path, how)
    with open_store(str(path)) as store:
        store.write(ring(4))
        assert counts(store) == (4, 4)


@pytest.mark.parametrize("how", ["text", "a folder", "another program's graph"])
def test_nothing_of_others_is_written_over(path: Path, how: str) -> None:
    damage(path, how)
    before = path.read_bytes() if path.is_file() else None
    with open_store(str(path)) as store, pytest.raises(StoreError, match="不会覆盖"):
        store.write(ring(4))
    assert (path.read_bytes() if path.is_file() else None) == before
    assert [p.name for p in path.parent.iterdir()] == ["g.lbdb"]


def test_a_damage_that_a_question_meets_is_a_sentence(path: Path) -> None:
    with open_store(str(path)) as store:
        store.write(ring(3000))
    data = bytearray(path.read_bytes())
    for at in range(4096, len(data) - 8192):
        data[at] ^= 0xFF
    path.write_bytes(data)
    with open_store(str(path)) as store, pytest.raises(StoreError, match="损坏"):
        counts(store)


def test_a_graph_of_another_vocabulary_is_told_to_be_built_again(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embedded, "_stamp", lambda: f"{embedded.STAMP} another")
    with pytest.raises(StoreError, match="重新运行"):
        open_store(str(path), read_only=True)
    with open_store(str(path)) as store:
        store.write(ring(4))
        assert counts(store) == (4, 4)


def test_a_store_opened_for_reading_writes_nothing(path: Path) -> None:
    with open_store(str(path), read_only=True) as store, pytest.raises(StoreError, match="只读"):
        store.write(ring(4))


def test_folders_are_made(tmp_path: Path) -> None:
    with open_store(str(tmp_path / "a" / "b" / "g.lbdb")) as store:
        store.write(ring(3))
        assert counts(store) == (3, 3)


def test_a_file_where_a_folder_should_be_is_a_sentence(path: Path) -> None:
    with open_store(str(path / "g.lbdb")) as store, pytest.raises(StoreError, match="写不进去"):
        store.write(ring(3))


FULL = """
import resource, signal
from graph.errors import StoreError
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, 400_000))
try:
    with open_store(sys.argv[1]) as s: s.write(ring(20000))
except StoreError as error: print(error, flush=True)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit on the size of a file")
def test_a_full_disk_leaves_the_old_graph(path: Path) -> None:
    with other_process(FULL, path) as writer:
        assert "写不进去" in said(writer)
        assert writer.wait() == 0
    with open_store(str(path)) as store:
        assert counts(store) == (3, 3)
    assert [p.name for p in path.parent.iterdir()] == ["g.lbdb"]


def test_a_lost_row_is_noticed(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run = embedded._run

    def forgetful(connection: ladybug.Connection, statement: str, values: dict[str, object] | None = None) -> object:
        if values and statement.startswith("COPY PARTNERS_WITH"):
            values = {"rows": values["rows"].slice(1)}  # type: ignore[attr-defined]
        return run(connection, statement, values)

    monkeypatch.setattr(embedded, "_run", forgetful)
    with open_store(str(path)) as store:
        with pytest.raises(StoreError, match="4 rows given, 3 stored"):
            store.write(ring(4))
        assert counts(store) == (3, 3)
