"""The whole path on small real files: what is read once is not read again, and a broken build leaves the last good graph."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from graph.build import build, read_report
from graph.decisions import Decisions
from graph.errors import InputError, StoreError
from graph.queries import ask
from graph.stores import open_store
from graph.workspace import Workspace, workspace

ROOT = Path(__file__).resolve().parent.parent
REPORT = """晨光街道社工站揭牌

近日，海宁市民政局印发《海宁市社工站管理办法》。海宁市晨星社会工作服务中心（示例）承接运营马桥街道社工站，为困境儿童提供服务。
目前，海宁市已建成镇（街道）社工站12个。
"""


@pytest.fixture
def place(tmp_path: Path) -> Workspace:
    return Workspace(tmp_path / "workspace")


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.txt"
    path.write_text(REPORT, "utf-8")
    return path


def stored_names(place: Workspace) -> set[object]:
    with open_store(str(place.graph), read_only=True) as store:
        return {row["name"] for row in ask(store, "find", name="街道社工站")}


def test_a_report_becomes_a_graph(place: Workspace, report: Path) -> None:
    done = build([report], place)
    assert (done.files, done.read, done.documents) == (1, 1, 2)
    assert done.entities["PLACE"] >= 44_706
    assert "马桥街道社工站" in stored_names(place)
    assert "sha-256" in place.sources.read_text("utf-8-sig").lower()
    assert read_report(place) == done


def test_nothing_is_done_twice(place: Workspace, report: Path) -> None:
    build([report], place)
    before = place.graph.stat().st_mtime_ns
    assert build([report], place).read == 0
    assert place.graph.stat().st_mtime_ns == before


def test_a_decision_makes_the_next_build_a_new_one(place: Workspace, report: Path) -> None:
    first = build([report], place)
    Decisions(place.decisions).decide(("a", "b"), "same", "审核员")
    assert build([report], place).fingerprint != first.fingerprint


def test_the_same_input_gives_the_same_facts(tmp_path: Path, report: Path) -> None:
    one, two = Workspace(tmp_path / "one"), Workspace(tmp_path / "two")
    assert build([report], one).fingerprint == build([report], two).fingerprint
    (a,), (b,) = one.facts.glob("*.jsonl"), two.facts.glob("*.jsonl")
    assert a.read_bytes() == b.read_bytes()


def test_a_bad_file_stops_the_build_and_the_old_graph_stays(place: Workspace, report: Path, tmp_path: Path) -> None:
    build([report], place)
    bad = tmp_path / "bad.txt"
    bad.write_bytes(bytes(range(256)) * 20)
    with pytest.raises(InputError, match=r"bad\.txt"):
        build([report, bad], place)
    assert "马桥街道社工站" in stored_names(place)
    done = build([report, bad], place, skip_bad=True)
    assert (done.files, done.rejects) == (2, 1)
    assert "bad.txt" in place.rejects.read_text("utf-8-sig")


def test_an_unreachable_server_is_one_sentence(place: Workspace, report: Path) -> None:
    with pytest.raises(StoreError, match=r"127\.0\.0\.1:1"):
        build([report], place, "bolt://127.0.0.1:1")


@pytest.mark.skipif(os.name == "nt", reason="signals work otherwise on Windows")
def test_a_kill_leaves_the_last_good_graph(place: Workspace, report: Path, tmp_path: Path) -> None:
    build([report], place)
    other = tmp_path / "other.txt"
    other.write_text(REPORT.replace("马桥街道", "海昌街道"), "utf-8")
    command = [sys.executable, "-m", "graph", "build", str(other), "--home", str(place.root)]
    for delay in (1.5, 3.0, 4.5):
        running = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(delay)  # the kill must hit the build at different moments; there is nothing to wait for
        running.send_signal(signal.SIGKILL)
        running.wait()
        assert stored_names(place)
    build([other], place)
    assert "马桥街道社工站" not in stored_names(place)


def test_what_does_not_fit_into_memory_is_refused_before_it_fills_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A build that was too large goes on from what was read once there is room."""
    page = tmp_path / "页.txt"
    page.write_text("海宁市民政局购买服务。", "utf-8")
    place = workspace(tmp_path / "home")
    room = psutil.virtual_memory()
    with monkeypatch.context() as patch:
        patch.setattr(psutil, "virtual_memory", lambda: room._replace(available=10**9))
        with pytest.raises(InputError, match="分省建图"):
            build([page], place)
        assert not place.graph.exists()
    report = build([page], place)
    assert (report.files, report.read) == (1, 0)
