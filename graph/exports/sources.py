"""``SOURCES.csv``: every quote that an export rests on, with its document, and what may be done with it."""

from collections.abc import Iterable, Iterator
from contextlib import ExitStack, suppress
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import Self

import msgspec
from msgspec import Struct

from graph.exports.folder import PIECE, lines_file
from graph.exports.papers import Paper, Papers
from graph.exports.subgraph import Subgraph
from graph.queries import Row

SOURCE_COLUMNS = (
    "fact", "document", "title", "genre", "source", "published", "file", "page", "start", "end", "quote", "said_by", "score", "licence",
)  # fmt: skip
LICENCES = {
    "registry": "名录数据由其发布单位所有；引用请注明来源和日期。",
    "policy": "政策文件由其发布机关所有；引用请注明文号和日期。",
}
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
    """The evidence of what passes, kept in a file beside the data until all of it is known.

    ``with_evidence``: evidence.csv (the same without what the documents are) is wanted too; it is written in the same pass.
    """

    def __init__(self, folder: Path) -> None:
        self.with_evidence = False
        self._folder, self._path = folder, folder / "sources.part"
        self._file = self._path.open("wb")
        self._encode = msgspec.json.Encoder().encode

    def add(self, fact: str, evidence: Iterable[Row]) -> None:
        """Note the evidence (edge rows) of a fact."""
        for e in evidence:
            if e["document"] and e["quote"]:
                said = [fact, e["document"], e["start_at"], e["end_at"], e["quote"], e["said_by"], e["score"]]
                self._file.write(self._encode(said) + b"\n")

    def write(self, papers: Papers) -> None:
        """Write SOURCES.csv, in the order of the facts as they passed. Raises OSError."""
        each = iter(self)
        with ExitStack() as files:
            sources = files.enter_context(lines_file(self._folder / "SOURCES.csv", SOURCE_COLUMNS))
            path = self._folder / "evidence.csv"
            evidence = files.enter_context(lines_file(path, Said.__struct_fields__)) if self.with_evidence else None
            while piece := list(islice(each, PIECE)):
                sources(_line(one, papers) for one in piece)
                if evidence:
                    evidence(map(msgspec.structs.astuple, piece))

    def __iter__(self) -> Iterator[Said]:
        self._file.flush()
        decode = msgspec.json.Decoder(Said).decode
        with self._path.open("rb") as file:
            for line in file:
                yield decode(line)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        # What is still to be written is not wanted any more: a full disk must not be told a second time.
        with suppress(OSError):
            self._file.close()
        self._path.unlink(missing_ok=True)


def _line(one: Said, papers: Papers) -> list[object]:
    """A line of SOURCES.csv, in the order of ``SOURCE_COLUMNS``."""
    paper, place = papers.get(one.document) or NO_PAPER, [one.start, one.end, one.quote, one.said_by, one.score]
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
