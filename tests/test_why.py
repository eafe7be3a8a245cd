"""Why an entity is one: what the command tells of merges, of candidates kept apart, and of what people decided."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from graph.__main__ import app
from graph.decisions import Decisions
from graph.errors import QueryError
from graph.loaders import load
from graph.resolve import resolve_with_reasons
from graph.review import read_cases, write_cases
from graph.stores import open_store
from graph.why import why
from graph.workspace import Workspace

REGISTER = """社会组织名称,统一社会信用代码,登记管理机关
海宁市晨曦社会工作服务中心（示例）,53100000500021676K,海宁市民政局
海宁市晨星社工服务社（示例）,,海宁市民政局
"""
CHANGE = """社会组织名称,统一社会信用代码,业务类型,变更事项,变更前,变更后
海宁市晨曦社会工作服务中心（示例）,53100000500021676K,变更,名称,海宁市同行社工服务中心（示例）,海宁市晨曦社会工作服务中心（示例）
"""
REPORT = """浙江省海宁市晨曦社工服务中心为困境儿童提供服务。

海宁市同行社工服务中心承接运营马桥街道社工站。
"""


@pytest.fixture
def place(tmp_path: Path) -> Workspace:
    files = tmp_path / "files"
    files.mkdir()
    for name, text in (("名录.csv", REGISTER), ("变更.csv", CHANGE), ("报告.txt", REPORT)):
        (files / name).write_text(text, "utf-8")
    place = Workspace(tmp_path / "workspace")
    place.root.mkdir()
    rebuild(place)
    return place


def rebuild(place: Workspace) -> None:
    """As ``graph.build`` does, without the 44,706 divisions."""
    facts = [f for path in sorted((place.root.parent / "files").iterdir()) for f in load(path, lambda _: None)]
    resolution = resolve_with_reasons(facts, Decisions(place.decisions))
    with open_store(str(place.graph)) as store:
        store.write(resolution.facts)
    write_cases(resolution, place.cases)


def told(place: Workspace, entity: str) -> str:
    result = CliRunner().invoke(app, ["why", entity, "--home", str(place.root)])
    assert result.exit_code == 0, result.exception
    return "".join(result.output.split())


def test_why_two_names_are_one_and_what_people_decided(place: Workspace) -> None:
    here = told(place, "海宁市同行社工服务中心")
    assert here == told(place, "org:53100000500021676K"), "an old name and the id lead to the same"
    assert "更名：“海宁市同行社工服务中心（示例）”改为“海宁市晨曦社会工作服务中心（示例）”" in here
    assert "同一地方（浙江省海宁市、海宁市），规范后名称相同：晨曦社工中心" in here
    assert "没有归并" in told(place, "海宁市晨星社工服务社（示例）")

    (case,) = [c for c in read_cases(place.cases) if "更名" in c.why]
    decisions = Decisions(place.decisions)
    decisions.decide(case.pair, "different", "审核员", "两个法人")
    (other,) = [c for c in read_cases(place.cases) if "浙江省海宁市晨曦社工服务中心" in (c.first.name, c.second.name)]
    for _ in range(2):  # it survives every rebuild
        rebuild(place)
        after = told(place, "海宁市同行社工服务中心")
        assert "审核员决定不同" in after
        assert "：两个法人" in after
        assert "更名" not in after
        assert "晨曦社工中心" in told(place, other.entity)
    decisions.decide(case.pair, "same", "审核员", "同一法人")
    rebuild(place)
    assert "审核员决定相同" in told(place, "org:53100000500021676K")


def test_nothing_of_that_name(place: Workspace) -> None:
    with open_store(str(place.graph), read_only=True) as store, pytest.raises(QueryError, match="图中没有“无此组织”"):
        list(why(place, store, "无此组织"))
