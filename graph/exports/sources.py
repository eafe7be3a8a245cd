"""``SOURCES.csv``: every quote that an export rests on, with its document, and what may be done with it."""

import os
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, suppress
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

import msgspec
import psutil
from msgspec import Struct

from graph import beside
from graph.exports.folder import PIECE, lines_file
from graph.exports.papers import Paper, Papers
from graph.exports.subgraph import Subgraph
from graph.queries import Row

if TYPE_CHECKING:
    import subprocess

SOURCE_COLUMNS = (
    "fact", "document", "title", "genre", "source", "published", "file", "page", "start", "end", "quote", "said_by", "score", "licence",
)  # fmt: skip
LICENCES = {
    "registry": "名录数据由其发布单位所有；引用请注明来源和日期。",
    "policy": "政策文件由其发布机关所有；引用请注明文号和日期。",
}
# The evidence as it is noted, the line that ends it, and the documents for whoever writes it out.
NOTES, END, PAPERS = "sources.part", b"\n", "papers.part"
# The module that writes along.
FOLLOWER = "graph.exports.follow"
# From so many pieces of evidence a process of its own pays; bytes that it reads at a time, and seconds that it waits for more.
MANY, BLOCK, PAUSE = 100_000, 2**20, 0.05
NO_PAPER = Paper("", "", "", "", "", "")
LICENCE = "原文版权属于原作者；引用请注明文献。"


class Said(Struct, frozen=True, array_like=True, gc=False):
    """One piece of evidence of one fact."""

    fact: str
    document: str
    start: int
    end: int
    quote: str
    said_by: str
    score: float


class Sources:
    """The evidence of what passes, kept in a file beside the data, and written out when all of it is known.

    Of a large export a process of its own writes SOURCES.csv while the evidence still comes: it is a third of the work.
    ``with_evidence``: evidence.csv (the same without what the documents are) is wanted too; it is written in the same pass.
    """

    def __init__(self, folder: Path, papers: Papers) -> None:
        self.with_evidence = False
        self._folder, self._papers, self._noted = folder, papers, 0
        self._file = (folder / NOTES).open("wb")
        self._encode = msgspec.json.Encoder().encode
        self._follower: subprocess.Popen[bytes] | None = None

    def add(self, fact: str, evidence: Iterable[Row]) -> None:
        """Note the evidence (edge rows) of a fact."""
        for e in evidence:
            if e["document"] and e["quote"]:
                said = [fact, e["document"], e["start_at"], e["end_at"], e["quote"], e["said_by"], e["score"]]
                self._file.write(self._encode(said) + b"\n")
                self._noted += 1
        if self._noted >= MANY and self._follower is None:
            self._follow()

    def _follow(self) -> None:
        (self._folder / PAPERS).write_bytes(self._encode(self._papers.by_id))
        self._follower = beside.start(FOLLOWER, str(self._folder.resolve()), *(["evidence"] if self.with_evidence else []))

    def write(self) -> None:
        """Write SOURCES.csv, in the order of the facts as they passed. Raises OSError."""
        self._file.write(END)
        self._file.flush()
        if self._follower and not self._follower.wait():
            return
        # Nobody followed, or whoever did could not write: then it is said here why.
        write_sources(self._folder, self, self._papers.get, with_evidence=self.with_evidence)

    def __iter__(self) -> Iterator[Said]:
        self._file.flush()
        return notes_in(self._folder / NOTES, following=False)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        # What is still to be written is not wanted any more: a full disk must not be told a second time.
        with suppress(OSError):
            self._file.close()
        if self._follower:
            self._follower.kill()
            self._follower.wait()
        for name in (NOTES, PAPERS):
            (self._folder / name).unlink(missing_ok=True)


def notes_in(path: Path, *, following: bool) -> Iterator[Said]:
    """What is noted in the file. ``following``: it is still being written, and read up to the line that ends it."""
    decode, writer = msgspec.json.Decoder(Said).decode, os.getppid()
    with path.open("rb") as file:
        part = b""
        while True:
            lines = file.readlines(BLOCK)
            for line in lines:
                if not line.endswith(b"\n"):
                    part += line
                elif (whole := part + line) == END:
                    return
                else:
                    part = b""
                    yield decode(whole)
            if not lines:
                if not following:
                    return
                if not psutil.pid_exists(writer):
                    raise SystemExit(1)  # nobody will write the end
                time.sleep(PAUSE)


def write_sources(folder: Path, notes: Iterable[Said], paper: Callable[[str], Paper | None], *, with_evidence: bool) -> None:
    """Write SOURCES.csv, and with it evidence.csv, of what is noted. Raises OSError."""
    each = iter(notes)
    with ExitStack() as files:
        sources = files.enter_context(lines_file(folder / "SOURCES.csv", SOURCE_COLUMNS))
        evidence = files.enter_context(lines_file(folder / "evidence.csv", Said.__struct_fields__)) if with_evidence else None
        while piece := list(islice(each, PIECE)):
            sources(_line(one, paper(one.document) or NO_PAPER) for one in piece)
            if evidence:
                evidence(map(msgspec.structs.astuple, piece))


def _line(one: Said, paper: Paper) -> list[object]:
    """A line of SOURCES.csv, in the order of ``SOURCE_COLUMNS``."""
    place = [one.start, one.end, one.quote, one.said_by, one.score]
    about = [paper.title, paper.genre, paper.source, paper.published, paper.file, paper.page(one.start)]
    return [one.fact, one.document, *about, *place, LICENCES.get(paper.genre, LICENCE)]


def note_answer(graph: Subgraph) -> None:
    """Note the quotes of the rows of an answer, each once."""
    quoted = {
        (row.get("id"), row["document"], row["start_at"]): row
        for row in graph.choice.answer
        if row.get("document") and row.get("quote") and {"start_at", "end_at", "said_by", "score"} <= row.keys()
    }
    for row in quoted.values():
        graph.cited.add(str(row["document"]))
        graph.note(str(row.get("id") or "answer"), (row,))
