"""``run.py bench registry``: a province and the nation as a register, read, checked and written as facts by all processors."""

import os
import threading
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from graph.build import Source, executor, read_large_registry
from tests.bench.register import NATION, PROVINCE, write_register

Line = tuple[str, float, str]


def bench_registry() -> list[Line]:
    """Seconds from the file to the whole facts file, with the memory of this process and all that it started."""
    with TemporaryDirectory() as folder:
        place = Path(folder)
        return [_line(place, "province", PROVINCE, province="37"), _line(place, "nation", NATION)]


def _line(folder: Path, name: str, rows: int, province: str = "") -> Line:
    path = folder / f"{name}.csv"
    write_register(path, rows, province=province)
    source = Source(path, name, folder / f"{name}.jsonl")
    size = path.stat().st_size
    memory = _Memory()
    start = time.perf_counter()
    with memory, executor(size) as run:
        read_large_registry(source, run)
    seconds = time.perf_counter() - start
    return (
        f"registry, {name}, {rows:,} rows",
        seconds,
        f"{size / 1e6:,.0f} MB, {rows / seconds:,.0f} rows/s, peak {memory.peak / 1e9:.2f} GB",
    )


class _Memory:
    """Watches the memory of this process and its children, twice a second; ``peak`` is in bytes, 0 where the system does not tell."""

    def __enter__(self) -> None:
        self.peak = 0
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._over.wait(0.5):
            self.peak = max(self.peak, sum(_memory(p) for p in _family(os.getpid())))


def _family(root: int) -> list[int]:
    children: dict[int, list[int]] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            parent = int(stat.read_text().rpartition(")")[2].split()[1])
        except OSError:  # it has ended meanwhile
            continue
        children.setdefault(parent, []).append(int(stat.parent.name))
    found = [root]
    for one in found:
        found += children.get(one, [])
    return found


def _memory(process: int) -> int:
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:")), 0)
