"""Files that the tests of registers read, and how they read them."""

import re
from pathlib import Path

import pytest

from graph.facts import join_facts, wrong_quotes
from graph.loaders.registry import load_registry
from graph.model import Entity, Facts, Reject
from graph.ontology import check_facts

HOME = Path(__file__).parent.parent
SAMPLE = HOME / "data" / "sample" / "registry"
SHARED = HOME.parent / "shared" / "data"
shared = pytest.mark.skipif(not SHARED.exists(), reason="the shared reference data are not beside the project")
ORGANISATIONS = "社会组织名称,统一社会信用代码,登记管理机关,成立登记日期,住所\n"
# A mobile number that is no part of a longer code.
PERSONAL = re.compile(r"(?<![0-9A-Za-z])1[3-9]\d{9}(?![0-9A-Za-z])")
GOOD = "示例基金会,53100000500021676K,海宁市民政局,2015-06-03,海宁市马桥街道示例路1号\n"


def read(path: Path) -> tuple[Facts, list[Reject]]:
    rejects: list[Reject] = []
    facts = join_facts(load_registry(path, rejects.append))
    assert not wrong_quotes(facts)
    assert not check_facts(facts)
    return facts, rejects


def read_text(folder: Path, text: str, name: str = "名录.csv") -> tuple[Facts, list[Reject]]:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return read(path)


def named(facts: Facts, name: str) -> Entity:
    return next(e for e in facts.entities if e.name == name)


def ends(facts: Facts, type: str) -> set[tuple[str, str]]:
    names = {e.id: e.name for e in facts.entities}
    return {(names[r.head], names[r.tail]) for r in facts.relations if r.type == type}
