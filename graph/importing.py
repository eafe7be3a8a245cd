"""An import that runs in a process of its own, so that those who read the graph meanwhile do not wait: start it, look how far it is.

The files of the graph are those of the last build; an import adds some or takes some away, and builds anew. Facts of files already read
are kept, so that only new files cost time.
"""

import subprocess
import sys
import time
from collections.abc import Iterable
from pathlib import Path

import msgspec
from msgspec import Struct

from graph import beside
from graph.build import Source, build, find_sources, read_report
from graph.errors import GraphError, InputError, StoreError
from graph.facts import read_facts
from graph.log import note, set_up
from graph.stores import default_address
from graph.stores.lock import only_writer
from graph.workspace import Workspace

STARTING = "准备"
# Seconds within which a new process must have taken its lock.
GRACE = 30
# Processes of this one that have not been asked for their end yet: the system keeps them until they are.
_children: "list[subprocess.Popen[bytes]]" = []


class State(Struct, frozen=True):
    """How far an import is. ``error`` is one sentence; ``running`` until it has ended."""

    files: tuple[str, ...]
    step: str = ""
    done: int = 0
    total: int = 0
    running: bool = False
    error: str = ""


class Read(Struct, frozen=True):
    """What was read in one file; ``ready`` is False while it waits."""

    path: str
    ready: bool
    documents: int = 0
    entities: int = 0
    relations: int = 0
    indicators: int = 0
    rejects: int = 0


def files_of(place: Workspace) -> list[Path]:
    """The files of the graph as it is."""
    report = read_report(place)
    return [Path(p) for p in report.paths] if report else []


def state(place: Workspace) -> State | None:
    """How far the last import is; None where there was none. One whose process died says so."""
    try:
        found = msgspec.json.decode(place.importing.read_bytes(), type=State)
    except (FileNotFoundError, msgspec.MsgspecError):
        return None
    _children[:] = [p for p in _children if p.poll() is None]
    if found.running and not _at_work(place, found):
        return msgspec.structs.replace(found, running=False, error="建图中断了；图谱仍是上一次完整的图，请再试一次。")
    return found


def start(place: Workspace, files: Iterable[Path], who: str, about: str) -> None:
    """Build the graph anew from exactly these files, in another process. Raises InputError while another import runs."""
    running = state(place)
    if running and running.running:
        raise InputError("另一次导入正在进行；请等它结束再试")
    names = tuple(str(f.resolve()) for f in files)
    if not names:
        raise InputError("图谱里至少要留一份资料；要清空请删除工作区")
    place.root.mkdir(parents=True, exist_ok=True)
    _write(place, State(names, STARTING, 0, len(names), running=True))
    note(place.log, who, "导入", about)
    _children.append(beside.start(__name__, str(place.root.resolve()), outlives=True))


def run(place: Workspace) -> None:
    """What the other process does: build, and write down how far it is. Files that cannot be read become rejects."""
    now = msgspec.json.decode(place.importing.read_bytes(), type=State)

    def tell(step: str, done: int, total: int) -> None:
        _write(place, msgspec.structs.replace(now, step=step, done=done, total=total))

    with only_writer(place.importing):
        try:
            build([Path(f) for f in now.files], place, default_address(""), progress=tell, skip_bad=True)
            _write(place, msgspec.structs.replace(now, step="完成", done=1, total=1, running=False))
        except GraphError as error:
            _write(place, msgspec.structs.replace(now, running=False, error=str(error)))


def outcome(place: Workspace, files: Iterable[Path]) -> list[Read]:
    """What was read in each of these files, in their order; files that are gone are left out."""
    there = [f for f in files if f.is_file()]
    return [_read(s) for s in find_sources(there, place)]


def _read(source: Source) -> Read:
    if not source.facts.exists():
        return Read(str(source.path), False)
    facts = read_facts(source.facts)
    rejects = source.facts.with_suffix(".rejects")
    lines = rejects.read_bytes().count(b"\n") if rejects.exists() else 0
    counts = len(facts.documents), len(facts.entities), len(facts.relations), len(facts.indicators)
    return Read(str(source.path), True, *counts, lines)


def _write(place: Workspace, now: State) -> None:
    part = place.importing.with_suffix(".part")
    part.write_bytes(msgspec.json.encode(now))
    part.replace(place.importing)


def _at_work(place: Workspace, found: State) -> bool:
    """Whether its process lives: it holds the lock, or has not had the time to take it."""
    if found.step == STARTING and time.time() - place.importing.stat().st_mtime < GRACE:
        return True
    try:
        with only_writer(place.importing):
            return False
    except StoreError:
        return True


if __name__ == "__main__":
    set_up()
    run(Workspace(Path(sys.argv[1])))
