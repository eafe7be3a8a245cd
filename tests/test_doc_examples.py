"""The examples of the pages on exports, sources and questions run as they stand there."""

import csv
import re
import shlex
import shutil
from pathlib import Path

import neo4j
import py2neo
import pytest
import xlsxwriter
from typer.testing import CliRunner

import graph
from graph.__main__ import app
from graph.queries.header import lint, read_query
from graph.stores.local import Running

ROOT = Path(__file__).resolve().parent.parent
EXPORTS = ("海宁", "答案", "周围", "全部")


def blocks(page: str) -> list[tuple[str, str]]:
    """The code blocks of a page of docs/: kind and text."""
    return re.findall(r"^```(\S*)\n(.*?)^```", (ROOT / "docs" / page).read_text("utf-8"), re.MULTILINE | re.DOTALL)


def block(page: str, kind: str, holds: str = "") -> str:
    """The first of that kind that holds these words."""
    return next(text for its, text in blocks(page) if its == kind and holds in text)


def run(line: str) -> str:
    """What a command line of a page prints."""
    done = CliRunner().invoke(app, shlex.split(line.removeprefix("python3 run.py ")), catch_exceptions=False)
    assert done.exit_code == 0, f"{line}: {done.output}"
    return done.output


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the graph of the samples as its workspace."""
    home = tmp_path_factory.mktemp("samples")
    graph.build([ROOT / "data" / "sample"], home / "workspace")
    return home


@pytest.fixture
def here(samples: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The same, as the folder that commands are run in."""
    monkeypatch.chdir(samples)
    for name in ("KG_HOME", "KG_STORE"):
        monkeypatch.delenv(name, raising=False)
    return samples


def test_the_commands_for_exports(here: Path) -> None:
    lines = block("export.md", "", "python3 run.py export").splitlines()
    for line in lines:
        run(line)
    assert tuple(line.split()[3] for line in lines) == EXPORTS
    for name in EXPORTS:
        with (here / name / "SOURCES.csv").open(encoding="utf-8-sig", newline="") as file:
            assert any(row["quote"] for row in csv.DictReader(file)), name


@pytest.mark.neo4j
def test_the_export_from_python(here: Path, empty: neo4j.Driver, neo4j_server: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    server = py2neo.Graph(neo4j_server.address, auth=("neo4j", neo4j_server.password))
    monkeypatch.setattr(py2neo, "Graph", lambda address, auth: server)
    names: dict[str, object] = {}
    exec(block("export.md", "python", "from pathlib"), names)
    network, merged = names["network"], names["merged"]
    assert {data["name"] for _, data in network.nodes(data=True)} >= {"马桥街道社工站（示例）", "马桥街道"}  # type: ignore[attr-defined]
    assert (here / "out" / "edges.parquet").exists()
    (stored,) = empty.execute_query("MATCH (n) RETURN count(n) AS n").records
    assert stored["n"] == len(merged.nodes) > 20  # type: ignore[attr-defined]
    server.service.connector.close()


def test_the_mapping_of_the_page_on_sources(here: Path) -> None:
    """The file that the page shows reads a list with its headers; the commands around it run."""
    with xlsxwriter.Workbook(here / "名录.xlsx") as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["企业名称", "受赠方", "捐赠金额（万元）", "联系人", "打印日期"])
        sheet.write_row(1, 0, ["海宁市织造有限公司（示例）", "海宁市社区发展基金会（示例）", 12, "王某某", "2024-01-02"])
    dry, drafted, handmade = (block("add-a-source.md", "", words) for words in ("registry 名录.xlsx\n", "--propose", "data/handmade"))
    assert "企业名称" in run(dry.strip())
    propose, try_it, put = drafted.splitlines()
    run(propose)
    (here / "donation.toml").write_text(block("add-a-source.md", "toml"), "utf-8")
    said = run(try_it)
    assert "企业捐赠表" in said
    assert "王某某" not in said
    assert put == "mkdir -p workspace/mappings && mv donation.toml workspace/mappings/"
    (here / "workspace" / "mappings").mkdir()
    (here / "donation.toml").rename(here / "workspace" / "mappings" / "donation.toml")
    (here / "my-reports").mkdir()
    shutil.copy(here / "名录.xlsx", here / "my-reports")
    (here / "data").symlink_to(ROOT / "data")
    run(handmade.strip())
    with graph.open_store("workspace/graph.lbdb", read_only=True) as store:
        gifts = [row for row in graph.ask(store, "who_funds_whom") if row["funder"] == "海宁市织造有限公司（示例）"]
    assert [(row["receiver"], row["amount"], row["mode"]) for row in gifts] == [("海宁市社区发展基金会（示例）", "12万元", "捐赠")]


def test_the_question_of_the_page_on_questions(here: Path, tmp_path: Path) -> None:
    (tmp_path / "money.cypher").write_text(block("add-a-question.md", "", "// title"), "utf-8")
    query = read_query(tmp_path / "money.cypher")
    assert lint(query) == []
    with graph.open_store("workspace/graph.lbdb", read_only=True) as store:
        rows = store.ask(query, name="")
    assert rows
    assert all(set(row) == {"funder", "quote"} and row["quote"] for row in rows)
