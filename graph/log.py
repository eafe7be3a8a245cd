"""The log of an office: who imported, decided and exported what, and when. Lines are only ever added."""

from datetime import UTC, datetime
from pathlib import Path

import msgspec
from msgspec import Struct


class Entry(Struct, frozen=True):
    """One deed; ``at`` is ISO 8601 in UTC."""

    at: str
    who: str
    deed: str
    about: str


def note(path: Path, who: str, deed: str, about: str) -> None:
    """Add a line."""
    path.parent.mkdir(parents=True, exist_ok=True)
    entry = Entry(datetime.now(UTC).isoformat(timespec="seconds"), who, deed, about)
    with path.open("ab") as file:
        # One write: two people's lines do not mix.
        file.write(msgspec.json.encode(entry) + b"\n")


def read_log(path: Path) -> list[Entry]:
    """All lines, the newest first."""
    if not path.exists():
        return []
    return [msgspec.json.decode(line, type=Entry) for line in reversed(path.read_bytes().splitlines())]
