"""What the process does that writes SOURCES.csv of a large export while its evidence still comes."""

import sys
from pathlib import Path

import msgspec

from graph.exports.papers import Paper
from graph.exports.sources import NOTES, PAPERS, notes_in, write_sources


def main(folder: Path, *, with_evidence: bool) -> None:
    """Write along until the notes end. Raises OSError, MsgspecError."""
    papers = msgspec.json.decode((folder / PAPERS).read_bytes(), type=dict[str, Paper])
    write_sources(folder, notes_in(folder / NOTES, following=True), papers.get, with_evidence=with_evidence)


if __name__ == "__main__":
    try:
        main(Path(sys.argv[1]), with_evidence="evidence" in sys.argv[2:])
    except (OSError, msgspec.MsgspecError):
        sys.exit(1)  # whoever started this writes it himself, and says why it does not work
