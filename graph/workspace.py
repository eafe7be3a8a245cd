"""The folder that a build works in: where sources, facts, decisions, the graph and the reports of a build stand."""

import hashlib
import os
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from msgspec import Struct

PACKAGES = ("graph", "nlp")
# What decides how a file is read: when any of it changes, facts are extracted anew.
SUFFIXES = {".py", ".toml", ".json", ".npz", ".crfsuite", ".cfg"}


class Workspace(Struct, frozen=True):
    """Paths below one root; nothing is created until something is written."""

    root: Path

    @property
    def sources(self) -> Path:
        """The list of the files that were read, with size and hash. Originals hold personal numbers: no copy of them is kept."""
        return self.root / "sources.csv"

    @property
    def mappings(self) -> Path:
        """Mapping files that the user wrote for registers of his own."""
        return self.root / "mappings"

    @property
    def facts(self) -> Path:
        """One facts file for each source and version of the pipeline."""
        return self.root / "facts"

    @property
    def decisions(self) -> Path:
        """What people decided about identity."""
        return self.root / "decisions.db"

    @property
    def graph(self) -> Path:
        """The embedded store."""
        return self.root / "graph.lbdb"

    @property
    def rejects(self) -> Path:
        """The rows and cells that could not be read, with reasons."""
        return self.root / "rejects.csv"

    @property
    def cases(self) -> Path:
        """Why records became one entity, and the pairs that only a person can decide."""
        return self.root / "cases.jsonl"

    @property
    def inbox(self) -> Path:
        """Files that were sent to the dashboard."""
        return self.root / "inbox"

    @property
    def importing(self) -> Path:
        """How far an import is that runs beside the dashboard."""
        return self.root / "import.json"

    @property
    def log(self) -> Path:
        """Who imported, decided and exported what, one line each; only ever added to."""
        return self.root / "log.jsonl"

    @property
    def report(self) -> Path:
        """What the last build did."""
        return self.root / "build.json"


def workspace(root: Path | None = None) -> Workspace:
    """The workspace at ``root``, else at ``KG_HOME``, else ./workspace."""
    return Workspace(root or Path(os.environ.get("KG_HOME") or "workspace"))


def own_mappings() -> list[Path]:
    """The user's mapping files: those of the workspace that is being built (``KG_MAPPINGS``, which the processes that read inherit), else
    of the usual one."""
    return sorted(Path(os.environ.get("KG_MAPPINGS") or workspace().mappings).glob("*.toml"))


@cache
def pipeline_version() -> str:
    """A hash of everything that decides what is read out of a file: code, vocabulary, patterns, reference data, and the extras in use."""
    home = Path(__file__).resolve().parent.parent
    model = os.environ.get("KG_LLM_URL", ""), os.environ.get("KG_LLM_MODEL", "")
    digest = hashlib.sha256(f"ocr:{find_spec('rapidocr_onnxruntime') is not None} model:{model}".encode())
    files = [p for package in PACKAGES for p in (home / package).rglob("*") if p.suffix in SUFFIXES]
    for path in sorted([*files, *(home / "data" / "reference").glob("*")]):
        if "stores" not in path.parts and "queries" not in path.parts:
            digest.update(path.relative_to(home).as_posix().encode() + path.read_bytes())
    for path in own_mappings():
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:16]
