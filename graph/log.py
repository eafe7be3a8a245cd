"""Two logs. Of an office, in its workspace: who imported, decided and exported what, and when; lines are only ever added. Of the program,
on standard error, for those who run it: off unless ``KG_LOG`` is ``text`` or ``json``.
"""

import logging
import os
import sys
from datetime import UTC, datetime
from pathlib import Path

import msgspec
from msgspec import Struct

from graph.errors import InputError

FORMS = ("", "text", "json")
_log = logging.getLogger("wushe")
_log.addHandler(logging.NullHandler())


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
    tell("deed", who=who, deed=deed, about=about)


def read_log(path: Path) -> list[Entry]:
    """All lines, the newest first."""
    if not path.exists():
        return []
    return [msgspec.json.decode(line, type=Entry) for line in reversed(path.read_bytes().splitlines())]


def tell(event: str, level: int = logging.INFO, /, **fields: str | float | None) -> None:
    """One line in the program's log: ``event`` is a word that never changes, ``fields`` say the rest. Never the text of a document."""
    _log.log(level, event, extra={"fields": fields})


def set_up() -> None:
    """Write the program's log as ``KG_LOG`` asks. Raises InputError for another word than text or json."""
    form = os.environ.get("KG_LOG", "")
    if form not in FORMS:
        raise InputError(f"KG_LOG={form}：应是 text 或 json，或不设")
    _log.propagate = False
    _log.handlers[:] = [logging.StreamHandler(sys.stderr) if form else logging.NullHandler()]
    _log.handlers[0].setFormatter(_Lines(form))
    _log.setLevel(logging.INFO if form else logging.CRITICAL)


class _Lines(logging.Formatter):
    """A line as JSON (``at``, ``level``, ``event`` and the fields) or as words."""

    def __init__(self, form: str) -> None:
        super().__init__()
        self._json = form == "json"

    def format(self, record: logging.LogRecord) -> str:
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        fields: dict[str, object] = getattr(record, "fields", {})
        if self._json:
            return msgspec.json.encode({"at": at, "level": record.levelname.lower(), "event": record.getMessage(), **fields}).decode()
        said = " ".join(f"{name}={' '.join(str(value).split())}" for name, value in fields.items())
        return f"{at} {record.levelname} {record.getMessage()} {said}".rstrip()
