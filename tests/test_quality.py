"""How much is read, and how much of it is right: floors on annotated documents, and facts that must come out of the seeds."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from graph.build import build
from graph.extract import extract_lines
from graph.facts import read_facts, wrong_quotes
from graph.loaders.annotation import read_annotation
from graph.ontology import check_facts
from graph.queries import ask
from graph.stores import open_store
from graph.workspace import Workspace

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
needs_shared = pytest.mark.skipif(not (SHARED / "gold" / "score.py").exists(), reason="the scorer and the seeds stand beside the checkout")
# F1 that may not fall. The first half of the documents was read while the rules were written, the second was not.
FLOORS = {"entity": 0.72, "mention": 0.70, "relation": 0.40, "relation.LOCATED_IN": 0.70, "indicator": 0.55, "org kind": 0.90}
MUST = 34


@pytest.fixture(scope="module")
def scorer() -> ModuleType:
    """The scorer that stands beside the annotation guide; ``must`` imports it by its name."""
    return _module("score")


def _module(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, SHARED / "gold" / f"{name}.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


def lines_of(gold: list[dict[str, Any]], folder: Path) -> dict[str, dict[str, Any]]:
    """What is extracted from the texts of annotated documents, by id."""
    paths = []
    for document in gold:
        paths.append(folder / f"{document['id']}.txt")
        paths[-1].write_text(document["text"], "utf-8", newline="")
    return {line["id"]: line for line in extract_lines(paths, lambda *_: None)}


@needs_shared
def test_floors_on_the_annotated_documents(scorer: ModuleType, tmp_path: Path) -> None:
    gold = [read_annotation(p) for p in sorted((ROOT / "data" / "gold").glob("d*.json"))]
    figures = scorer.score(gold, lines_of(gold, tmp_path))
    below = {name: figures[name]["f1"] for name, floor in FLOORS.items() if figures[name]["f1"] < floor}
    assert below == {}


@needs_shared
def test_facts_that_must_come_out_of_the_seeds(scorer: ModuleType, tmp_path: Path) -> None:
    must = _module("must")
    gold = [read_annotation(p) for p in sorted((SHARED / "gold" / "seeds").glob("*.json"))]
    lines = lines_of(gold, tmp_path)
    rows = [line.split("\t") for line in (SHARED / "gold" / "must.tsv").read_text("utf-8").splitlines()[1:]]
    found = [row for row in rows if must.found(row, lines[row[0]])]
    assert len(rows) == 50
    assert len(found) >= MUST


@needs_shared
def test_the_seeds_make_a_graph_whose_every_edge_has_its_quote(tmp_path: Path) -> None:
    place = Workspace(tmp_path / "workspace")
    report = build([SHARED / "seeds"], place)
    assert report.documents == 6
    for path in place.facts.glob("*.jsonl"):
        facts = read_facts(path)
        assert wrong_quotes(facts) == []
        assert check_facts(facts) == []
    with open_store(str(place.graph), read_only=True) as store:
        figures = ask(store, "figures", name="四川省", measure="社工站")
        assert 689.0 in {row["value"] for row in figures}
        for row in figures:
            (document,) = ask(store, "document", id=row["document"])
            assert str(row["quote"]) in str(document["text"])
