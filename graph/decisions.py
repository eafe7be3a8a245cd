"""What people decided (SQLite): these two records are the same thing or not; this fact is right, wrong, or a second person's to judge.

A decision names two records by their ids before resolution. Those depend on nothing but the document and the name, so that a decision
survives every rebuild. A verdict names a relation or an indicator of the graph by its id. Both are only ever added; the newest counts.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

import msgspec
from msgspec import Struct

from graph.errors import StoreError

Judgement = Literal["same", "different"]
Ruling = Literal["right", "wrong", "ask"]
TABLE = """CREATE TABLE IF NOT EXISTS decisions (number INTEGER PRIMARY KEY, first TEXT NOT NULL, second TEXT NOT NULL,
judgement TEXT NOT NULL CHECK (judgement IN ('same', 'different')), who TEXT NOT NULL, decided_at TEXT NOT NULL, note TEXT NOT NULL)"""

VERDICTS = """CREATE TABLE IF NOT EXISTS verdicts (number INTEGER PRIMARY KEY, fact TEXT NOT NULL,
ruling TEXT NOT NULL CHECK (ruling IN ('right', 'wrong', 'ask')), who TEXT NOT NULL, decided_at TEXT NOT NULL, note TEXT NOT NULL)"""


class Decision(Struct, frozen=True):
    """One decision of a person about a pair of record ids (``first`` < ``second``); ``decided_at`` is ISO 8601 in UTC."""

    first: str
    second: str
    judgement: Judgement
    who: str
    decided_at: str
    note: str = ""


class Verdict(Struct, frozen=True):
    """One ruling of a person: a fact is right, wrong, or somebody else shall look (``ask``; the fact may then also be a pair "a=b")."""

    fact: str
    ruling: Ruling
    who: str
    decided_at: str
    note: str = ""


class Decisions:
    """The decisions in force, and the file they are kept in. Without a path there are none and none can be added."""

    def __init__(self, path: Path | None = None) -> None:
        self.path = path

    def __iter__(self) -> Iterator[Decision]:
        """The newest decision about each pair, ordered by pair."""
        newest = {(d.first, d.second): d for d in self.history()}
        return iter([newest[pair] for pair in sorted(newest)])

    def history(self) -> list[Decision]:
        """Every decision ever made, oldest first."""
        if self.path is None or not self.path.exists():
            return []
        with closing(self._open(self.path)) as db:
            rows = db.execute("SELECT first, second, judgement, who, decided_at, note FROM decisions ORDER BY number").fetchall()
        return [Decision(*row) for row in rows]

    def decide(self, pair: tuple[str, str], judgement: Judgement, who: str, note: str = "") -> Decision:
        """Add a decision about a pair of record ids. Raises StoreError where there is no file to keep it in, or it is locked."""
        if self.path is None:
            raise StoreError("没有决定库，无法保存决定；请先用 build 建立工作区")
        first, second = sorted(pair)
        if first == second:
            raise ValueError("a record cannot be compared with itself")
        decision = Decision(first, second, judgement, who, datetime.now(UTC).isoformat(timespec="milliseconds"), note)
        with closing(self._open(self.path)) as db, db:
            db.execute(
                "INSERT INTO decisions (first, second, judgement, who, decided_at, note) VALUES (?, ?, ?, ?, ?, ?)",
                (decision.first, decision.second, decision.judgement, decision.who, decision.decided_at, decision.note),
            )
        return decision

    def rule(self, fact: str, ruling: Ruling, who: str, note: str = "") -> Verdict:
        """Add a verdict about a fact. Raises StoreError where there is no file to keep it in, or it is locked."""
        if self.path is None:
            raise StoreError("没有决定库，无法保存决定；请先用 build 建立工作区")
        verdict = Verdict(fact, ruling, who, datetime.now(UTC).isoformat(timespec="milliseconds"), note)
        with closing(self._open(self.path)) as db, db:
            db.execute(
                "INSERT INTO verdicts (fact, ruling, who, decided_at, note) VALUES (?, ?, ?, ?, ?)", msgspec.structs.astuple(verdict)
            )
        return verdict

    def verdicts(self) -> list[Verdict]:
        """Every verdict ever made, oldest first."""
        if self.path is None or not self.path.exists():
            return []
        with closing(self._open(self.path)) as db:
            rows = db.execute("SELECT fact, ruling, who, decided_at, note FROM verdicts ORDER BY number").fetchall()
        return [Verdict(*row) for row in rows]

    def ruled(self) -> dict[str, Verdict]:
        """The newest verdict about each fact."""
        return {v.fact: v for v in self.verdicts()}

    @staticmethod
    def _open(path: Path) -> sqlite3.Connection:
        try:
            db = sqlite3.connect(path, timeout=5)
            db.execute(TABLE)
            db.execute(VERDICTS)
        except sqlite3.DatabaseError as error:
            raise StoreError(f"{path}：决定库打不开（{error}）；请关闭占用它的程序，或从备份恢复") from error
        return db
