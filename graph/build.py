"""The whole pipeline: files → facts → resolved facts → store. A kill at any moment leaves the old graph or the new one.

Each file is read once for each version of the program; its facts are kept in the workspace and used again.
"""

import csv
import hashlib
import io
import itertools
import os
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor, as_completed
from contextlib import contextmanager
from multiprocessing import get_context
from pathlib import Path

import msgspec
from msgspec import Struct

from graph.decisions import Decisions
from graph.errors import InputError
from graph.exports.folder import FORMULA
from graph.facts import content_id, encode_facts, read_facts, write_encoded
from graph.loaders import REGISTRIES, SUFFIXES, find_files, load
from graph.loaders.archive import shown_name, unpacked
from graph.loaders.network import is_network, partner
from graph.loaders.registry import encode_registry
from graph.log import tell as log
from graph.memory import refuse_what_does_not_fit
from graph.model import Reject
from graph.ontology import check_facts
from graph.places import division_facts
from graph.resolve import Resolution, resolve_with_reasons
from graph.review import judged, write_cases
from graph.stores import open_store
from graph.workspace import Workspace, pipeline_version

Progress = Callable[[str, int, int], None]
# Starting processes costs about two seconds each; below this many characters of input one process is faster.
SMALL = 400_000
# A register of more bytes (some thousand rows) is read by all processes together.
LARGE = 1_000_000
# What a spreadsheet would take for a formula when it opens rejects.csv.


class Source(Struct, frozen=True):
    """One file to read: where it is, the hash of its content, where its facts are kept, and the file that is read with it."""

    path: Path
    hash: str
    facts: Path
    beside: Path | None = None


class Report(Struct, frozen=True, kw_only=True):
    """What a build did. ``fingerprint`` is equal when nothing that decides the graph has changed; ``paths`` are the files in it,
    ``dates`` the first and last day, month or year on which its reports were published (empty where none says)."""

    store: str
    fingerprint: str
    files: int
    read: int
    rejects: int
    documents: int
    entities: dict[str, int]
    relations: dict[str, int]
    indicators: int
    merged: int
    unsure: int
    paths: tuple[str, ...] = ()
    dates: tuple[str, str] = ("", "")


def build(paths: list[Path], place: Workspace, store: str = "", *, progress: Progress | None = None, skip_bad: bool = False) -> Report:
    """Read all files below ``paths`` and make the store hold exactly what they say, with all administrative divisions.

    ``store`` is an address of ``open_store``, empty for the workspace's own file. An embedded store that already holds this very
    graph is left alone. Raises InputError naming every file that cannot be read (with ``skip_bad`` these become rejects), StoreError.
    """
    tell, began = progress or (lambda *_: None), time.monotonic()
    os.environ["KG_MAPPINGS"] = str(place.mappings)
    strange: list[Reject] = []
    bad: list[Reject] = []
    address = store or str(place.graph)
    given = find_files(paths, strange.append)
    with unpacked(given, SUFFIXES, strange.append, bad.append) as files:
        sources = find_sources(files, place)
        fingerprint = _fingerprint(sources, place)
        last = read_report(place)
        if not bad and last and (last.store, last.fingerprint) == (address, fingerprint) and Path(address).exists():
            return msgspec.structs.replace(last, read=0)
        read, unread = read_sources(sources, place, tell)
        bad += unread
        _write_sources(sources, place)
    if bad and not skip_bad:
        raise InputError("\n".join(r.reason for r in bad))
    good = [s for s in sources if s.facts.exists()]
    refuse_what_does_not_fit(sum(s.facts.stat().st_size for s in good))
    tell("归并", 0, 1)
    decisions = Decisions(place.decisions)
    resolution = resolve_with_reasons([division_facts(), *(read_facts(s.facts) for s in good)], decisions)
    resolution = msgspec.structs.replace(resolution, facts=judged(resolution.facts, decisions))
    if wrong := check_facts(resolution.facts):
        raise InputError(f"有 {len(wrong)} 条事实不合词汇表，例如：{wrong[0]}；请删除工作区的 facts 目录后重建")
    tell("归并", 1, 1)
    tell("写入图库", 0, 1)
    with open_store(address) as target:
        target.write(resolution.facts)
    tell("写入图库", 1, 1)
    write_cases(resolution, place.cases)
    rejects = _write_rejects(itertools.chain(strange, bad, *(_read_rejects(s) for s in good)), place)
    report = _report(address, fingerprint, resolution, counts=(len(sources), read, rejects))
    report = msgspec.structs.replace(report, paths=tuple(str(p.resolve()) for p in given))
    _write_whole(place.report, msgspec.json.format(msgspec.json.encode(report), indent=1))
    log("build", store=address, files=report.files, read=read, rejects=rejects, seconds=round(time.monotonic() - began, 1))
    return report


def read_report(place: Workspace) -> Report | None:
    """What the last build did, or None where there was none that this version understands."""
    try:
        return msgspec.json.decode(place.report.read_bytes(), type=Report)
    except (FileNotFoundError, msgspec.MsgspecError):
        return None


def find_sources(files: list[Path], place: Workspace) -> list[Source]:
    """The files to read, one for each content, in the order of their names."""
    found: dict[str, Source] = {}
    beside = {path: other for path in files if (other := partner(path))}
    read_with = set(beside.values())
    for path in (p for p in files if p not in read_with):
        hash, other = _hash(path), beside.get(path)
        # A network's edges are read with its nodes: new nodes make it a new source.
        both = (hash, _hash(other)) if other else (hash,)
        # The name is part of the facts (Document.file), so that the same bytes under another name are read again.
        name = content_id(*both, shown_name(path), pipeline_version())
        found.setdefault("".join(both), Source(path, hash, place.facts / f"{name}.jsonl", other))
    return sorted(found.values(), key=lambda s: (shown_name(s.path), s.hash))


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()[:16]


def read_sources(sources: list[Source], place: Workspace, tell: Progress) -> tuple[int, list[Reject]]:
    """Extract what has no facts file yet. How many were read, and one reject for each file that could not be."""
    todo = [s for s in sources if not s.facts.exists()]
    place.facts.mkdir(parents=True, exist_ok=True)
    large = [s for s in todo if s.path.suffix.lower() in REGISTRIES and s.path.stat().st_size > LARGE and not is_network(s.path)]
    bad: list[Reject] = []
    with executor(sum(s.path.stat().st_size for s in todo)) as run:
        jobs = {run.submit(read_source, s): s for s in todo if s not in large}
        # The rows of a large register are shared out among the processes, which have the small files to read meanwhile.
        for done, s in enumerate(large, 1):
            bad += _outcome(_Here().submit(read_large_registry, s, run), s)
            tell("读取文件", done, len(todo))
        for done, job in enumerate(as_completed(jobs), 1 + len(large)):
            bad += _outcome(job, jobs[job])
            tell("读取文件", done, len(todo))
    return len(todo) - len(bad), sorted(bad, key=lambda r: r.file)


def _outcome(job: "Future[None] | Future[object]", source: Source) -> list[Reject]:
    try:
        job.result()
    except InputError as error:
        return [Reject(shown_name(source.path), "", 0, "", "", str(error))]
    return []


def read_source(source: Source) -> None:
    """Extract one file and keep its facts and rejects. Raises InputError where the file cannot be read."""
    with _rejects_file(source) as reject:
        write_encoded((encode_facts(facts) for facts in load(source.path, reject)), source.facts)


def read_large_registry(source: Source, run: Executor) -> None:
    """The same for a register whose rows the processes of ``run`` read."""
    with _rejects_file(source) as reject:
        write_encoded(encode_registry(source.path, reject, run), source.facts)


@contextmanager
def _rejects_file(source: Source) -> Iterator[Callable[[Reject], None]]:
    """A function that writes a reject; the file appears whole or not at all."""
    path = _rejects_path(source)
    part = path.with_name(path.name + ".part")
    with part.open("wb") as out:

        def reject(one: Reject) -> None:
            out.write(msgspec.json.encode(one) + b"\n")

        yield reject
    part.replace(path)


class _Here(Executor):
    """Runs each job at once in this process."""

    def submit(self, fn: Callable[..., object], /, *args: object, **kwargs: object) -> "Future[object]":  # type: ignore[override]
        future: Future[object] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except InputError as error:
            future.set_exception(error)
        return future


@contextmanager
def executor(size: int) -> Iterator[Executor]:
    """All processors for much input (bytes), this process alone for little."""
    if size < SMALL:
        yield _Here()
        return
    pool = ProcessPoolExecutor(max_workers=os.cpu_count() or 1, mp_context=get_context("spawn"))
    try:
        yield pool
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _rejects_path(source: Source) -> Path:
    return source.facts.with_suffix(".rejects")


def _read_rejects(source: Source) -> Iterator[Reject]:
    with _rejects_path(source).open("rb") as file:
        yield from (msgspec.json.decode(line, type=Reject) for line in file)


def _write_rejects(rejects: Iterable[Reject], place: Workspace) -> int:
    part, count = place.rejects.with_suffix(".part"), 0
    with part.open("w", encoding="utf-8-sig", newline="") as file:
        out = csv.writer(file)
        out.writerow(["文件", "工作表", "行", "列", "值", "原因"])
        for count, r in enumerate(rejects, 1):  # noqa: B007
            out.writerow(["'" + v if isinstance(v, str) and v.startswith(FORMULA) else v for v in msgspec.structs.astuple(r)])
    part.replace(place.rejects)
    return count


def _write_sources(sources: list[Source], place: Workspace) -> None:
    """Which files were read, with size and hash: whoever has a file can tell whether it is the one. No copy is kept (docs/decisions.md)."""
    files = [(p, s.hash if p == s.path else _hash(p)) for s in sources for p in (s.path, s.beside) if p]
    rows = [["文件", "字节", "SHA-256（前 16 位）"], *([shown_name(path), str(path.stat().st_size), hash] for path, hash in files)]
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    _write_whole(place.sources, text.getvalue().encode("utf-8-sig"))


def _write_whole(path: Path, data: bytes) -> None:
    part = path.with_name(path.name + ".part")
    part.write_bytes(data)
    part.replace(path)


def _fingerprint(sources: list[Source], place: Workspace) -> str:
    decisions = Decisions(place.decisions)
    decided = [repr(d) for d in (*decisions, *decisions.ruled().values())]
    # The stores' code decides no facts, but what a graph file holds.
    stores = [path.read_bytes() for path in sorted((Path(__file__).parent / "stores").glob("*.py"))]
    return content_id(pipeline_version(), *stores, *(s.facts.name for s in sources), *decided)


def _report(address: str, fingerprint: str, resolution: Resolution, *, counts: tuple[int, int, int]) -> Report:
    facts = resolution.facts
    files, read, rejects = counts
    dates = sorted(d.published for d in facts.documents if d.published and d.genre not in ("registry", "table"))
    return Report(
        store=address,
        fingerprint=fingerprint,
        files=files,
        read=read,
        rejects=rejects,
        documents=len(facts.documents),
        entities=dict(sorted(Counter(e.label for e in facts.entities).items())),
        relations=dict(sorted(Counter(r.type for r in facts.relations).items())),
        indicators=len(facts.indicators),
        merged=len(resolution.merged),
        unsure=len(resolution.unsure),
        dates=(dates[0], dates[-1]) if dates else ("", ""),
    )
