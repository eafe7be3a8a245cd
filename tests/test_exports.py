"""Every format is read back with the tool that it is made for, and says what it was given."""

import json
import shutil
import subprocess
import tomllib
from collections import Counter
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from xml.etree import ElementTree

import igraph
import neo4j
import networkx
import pandas
import py2neo
import pyarrow.parquet
import pytest
import python_calamine

from graph.exports import Scope, Subgraph, excel, export, formats, subgraph
from graph.exports.formats import TABLE
from graph.exports.networks import to_py2neo
from graph.facts import read_facts, wrong_quotes
from graph.ontology import check_facts
from graph.queries import Row, ask, queries
from graph.stores import GraphStore, open_store
from graph.stores.local import Running
from tests.bench.imported import run_import
from tests.conftest import missing
from tests.export_graph import CLEAN, LONG, ODD, export_facts, table

EVERYTHING = Scope(people=True)
# In the example two edges run from the one odd organisation to the other, and from 晨星中心 to its station.
PARALLEL = 2
GEPHI = "org.gephi:gephi-toolkit:0.10.1"
JAR = Path.home() / ".m2/repository/org/gephi/gephi-toolkit/0.10.1/gephi-toolkit-0.10.1-all.jar"


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[GraphStore]:
    with open_store(str(tmp_path_factory.mktemp("graph") / "g.lbdb")) as store:
        store.write(export_facts())
        yield store


@pytest.fixture(scope="module")
def rows(graph: GraphStore) -> tuple[list[Row], list[Row], list[Row]]:
    """The things, edges and indicators."""
    whole = Subgraph(graph, EVERYTHING)
    return list(whole.nodes()), list(whole.edges()), list(whole.indicators())


def test_the_table_names_what_is_there(graph: GraphStore, tmp_path: Path) -> None:
    for name, format in formats().items():
        module, function = format.write.split(".")
        assert callable(getattr(import_module(f"graph.exports.{module}"), function))
        folder = export(graph, tmp_path / name, EVERYTHING, name)
        found = {p.name for p in folder.iterdir()}
        named = {"SOURCES.csv", "README.txt"} | {p.name for pattern in format.files.split() for p in folder.glob(pattern)}
        assert found == named, name
        assert all(any(folder.glob(pattern)) for pattern in format.files.split()), name
        assert format.zh in (folder / "README.txt").read_text("utf-8")
    assert list(formats()) == list(tomllib.loads(TABLE.read_text("utf-8")))


def test_csv(graph: GraphStore, tmp_path: Path, rows: tuple[list[Row], ...]) -> None:
    folder = export(graph, tmp_path / "out", EVERYTHING)
    things, edges, numbers = (table(folder / f"{name}.csv") for name in ("nodes", "edges", "indicators"))
    assert [len(x) for x in (things, edges, numbers)] == [len(x) for x in rows]
    odd = next(row for row in things if row["id"] == "org:odd")
    assert (odd["name"], odd["aliases"], odd["staff"]) == (f"'{ODD}", "'=甲|乙;丙", "3")
    assert next(row for row in things if row["id"] == "org:long")["name"] == LONG
    funds = next(row for row in edges if row["relation"] == "FUNDS" and row["tail"] == "org:star")
    assert (funds["head_name"], funds["tail_name"], funds["amount"], funds["published"]) == (
        "甲基金会（示例）",
        "晨星中心（示例）",
        "30万元",
        "2024-05-01",
    )
    assert {(n["thing_name"], n["measure"], n["value"]) for n in numbers} >= {("马桥街道", "志愿者", "300.0"), ("海宁市", "社工站", "2.0")}
    evidence = table(folder / "evidence.csv")
    assert {row["id"] for row in (*edges, *numbers) if row["document"]} <= {e["fact"] for e in evidence}


def test_excel(graph: GraphStore, tmp_path: Path, rows: tuple[list[Row], ...]) -> None:
    folder = export(graph, tmp_path / "out", Scope(question="who_funds_whom"), "xlsx")
    book = python_calamine.CalamineWorkbook.from_path(str(folder / "graph.xlsx"))
    assert book.sheet_names == ["答案", "实体", "关系", "指标", "证据"]
    things = book.get_sheet_by_name("实体").to_python()
    assert things[0][:3] == ["标识", "类别", "名称"]
    named = {row[0]: row for row in things[1:]}
    assert named["org:odd"][2] == CLEAN
    assert named["org:long"][1:4] == ["组织", LONG, "社会组织"]
    edges = book.get_sheet_by_name("关系").to_python()
    assert ["甲基金会（示例）", "资助", "晨星中心（示例）"] in [[row[2], row[3], row[5]] for row in edges]
    # Bare XML: calamine does not tell what a program with windows does with it.
    unzipped = tmp_path / "xlsx"
    subprocess.run(["unzip", "-q", str(folder / "graph.xlsx"), "-d", str(unzipped)], check=True)
    sheets = [p.read_text("utf-8") for p in (unzipped / "xl" / "worksheets").glob("*.xml")]
    assert all('state="frozen"' in sheet and "<f>" not in sheet for sheet in sheets)
    assert 'quotePrefix="1"' in (unzipped / "xl" / "styles.xml").read_text("utf-8")


def test_parquet(graph: GraphStore, tmp_path: Path, rows: tuple[list[Row], ...]) -> None:
    folder = export(graph, tmp_path / "out", EVERYTHING, "parquet")
    things = pandas.read_parquet(folder / "nodes.parquet").set_index("id")
    assert len(things) == len(rows[0])
    assert things.loc["org:odd", "name"] == ODD
    assert things.loc[["org:odd"], "aliases"].explode().tolist() == ["=甲", "乙;丙"]
    edges = pyarrow.parquet.read_table(folder / "edges.parquet")
    assert edges.num_rows == len(rows[1])
    assert str(edges.schema.field("score").type) == "double"
    assert edges.schema.field("quote").metadata == {b"zh": "原句".encode()}


def test_facts_come_back_as_they_went(graph: GraphStore, tmp_path: Path) -> None:
    folder = export(graph, tmp_path / "out", EVERYTHING, "jsonl")
    facts = read_facts(folder / "facts.jsonl")
    assert wrong_quotes(facts) == []
    assert check_facts(facts) == []
    given = {(r.head, r.type, r.tail): r for r in export_facts().relations if r.type != "PART_OF"}
    assert {(r.head, r.type, r.tail): r for r in facts.relations} == given
    with open_store(str(tmp_path / "again.lbdb")) as again:
        again.write(facts)
        second = export(again, tmp_path / "second", EVERYTHING, "jsonl")
    assert (second / "facts.jsonl").read_bytes() == (folder / "facts.jsonl").read_bytes()


def same_edges(back: "networkx.MultiDiGraph[str]", edges: list[Row], relation: str = "relation") -> None:
    """The network has these edges with their quotes, parallel ones apart."""
    found = Counter((a, data[relation], b, data.get("quote", "").replace("\x07", "")) for a, b, data in back.edges(data=True))
    assert found == Counter((r["head"], r["type"], r["tail"], str(r["quote"]).replace("\x07", "")) for r in edges)


def test_graphml_in_networkx_and_igraph(graph: GraphStore, tmp_path: Path, rows: tuple[list[Row], ...]) -> None:
    path = export(graph, tmp_path / "out", EVERYTHING, "graphml") / "graph.graphml"
    back = networkx.read_graphml(path, force_multigraph=True)
    same_edges(back, rows[1])
    star, odd = back.nodes["org:star"], back.nodes["org:odd"]
    assert (star["label"], star["name"], star["category"], star["kind"]) == ("晨星中心（示例）", "晨星中心（示例）", "ORG", "social_org")
    assert (star["r"], star["g"], star["b"]) == (0x00, 0x72, 0xB2)
    assert (odd["name"], odd["aliases"], odd["staff"]) == (CLEAN, "=甲|乙;丙", 3)
    assert len(back.nodes["org:long"]["name"]) == 10_000
    funds = next(d for a, b, d in back.edges(data=True) if (a, b, d["relation"]) == ("org:fund", "org:star", "FUNDS"))
    assert (funds["label"], funds["amount"], funds["mode"], funds["year"], funds["score"]) == ("资助", "30万元", "捐赠", 2024, 0.9)
    other = igraph.Graph.Read_GraphML(str(path))
    assert (other.vcount(), other.ecount(), other.is_directed()) == (len(rows[0]), len(rows[1]), True)
    assert set(other.vs["name"]) >= {"晨星中心（示例）", CLEAN, LONG}
    assert Counter(other.es["relation"]) == Counter(r["type"] for r in rows[1])


def test_gexf(graph: GraphStore, tmp_path: Path, rows: tuple[list[Row], ...]) -> None:
    path = export(graph, tmp_path / "out", EVERYTHING, "gexf") / "graph.gexf"
    back = networkx.read_gexf(path, version="1.3")
    assert back.is_multigraph()
    same_edges(back, rows[1])
    star = back.nodes["org:star"]
    assert (star["label"], star["category"]) == ("晨星中心（示例）", "ORG")
    assert star["viz"]["color"] == {"r": 0x00, "g": 0x72, "b": 0xB2, "a": 1.0}
    assert back.nodes["org:odd"]["label"] == CLEAN
    times = {(d.get("start"), d.get("end")) for _, _, d in back.edges(data=True)}
    assert times == {("2024-01-01", "2024-12-31"), (None, None)}
    spaces = {"g": "http://gexf.net/1.3"}
    kinds = {e.get("kind") for e in ElementTree.parse(path).iterfind(".//g:edge", spaces)}
    assert kinds == {r["type"] for r in rows[1]}


@pytest.fixture(scope="session")
def gephi() -> str:
    """The class path of the Gephi Toolkit, Gephi without its windows; Maven fetches its 83 MB at the first use."""
    if not (shutil.which("mvn") and shutil.which("javac")):
        missing("gephi", "没有 Maven 或 JDK；请安装（Debian、Ubuntu：apt install maven default-jdk-headless）")
    command = ["mvn", "-q", "-B", "dependency:get", f"-Dartifact={GEPHI}:jar:all", "-Dtransitive=false"]
    if not JAR.exists() and subprocess.run(command, check=False, timeout=280).returncode:
        missing("gephi", "Maven 取不到 Gephi Toolkit")
    return str(JAR)


@pytest.mark.parametrize("told", [("gexf", "1.7040672E12 1.7356032E12"), ("graphml", "-Infinity Infinity")])
def test_gephi_reads_it(graph: GraphStore, tmp_path: Path, gephi: str, rows: tuple[list[Row], ...], told: tuple[str, str]) -> None:
    """The times are the first and the last day of 2024, in milliseconds; GraphML has no times."""
    format, times = told
    path = export(graph, tmp_path / "out", EVERYTHING, format) / f"graph.{format}"
    program = Path(__file__).parent / "data" / "ReadGraph.java"
    command = ["java", "-Djava.awt.headless=true", "-cp", gephi, str(program), str(path), "org:star", "org:post"]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=240)
    said = [line for line in done.stdout.splitlines() if not line.startswith("issue INFO")]
    assert said == [
        f"nodes {len(rows[0])}", f"edges {len(rows[1])}", "directed true", "label 晨星中心（示例）", "colour ff0072b2",
        f"between {PARALLEL}", f"times {times}",
    ]  # fmt: skip


def test_networkx(graph: GraphStore, tmp_path: Path, rows: tuple[list[Row], ...]) -> None:
    made = subgraph(graph, EVERYTHING)
    same_edges(made, rows[1])
    assert made.nodes["org:odd"]["aliases"] == ["=甲", "乙;丙"]
    assert made.edges["org:fund", "org:star", "FUNDS"]["amount"] == "30万元"
    assert made.number_of_edges("org:odd", "org:long") == PARALLEL
    data = json.loads((export(graph, tmp_path / "out", EVERYTHING, "networkx") / "graph.json").read_text("utf-8"))
    back = networkx.node_link_graph(data, edges="edges")
    assert networkx.utils.graphs_equal(back, made)


def test_a_ladybug_file_answers_every_question_alike(graph: GraphStore, tmp_path: Path) -> None:
    folder = export(graph, tmp_path / "out", Scope(people=True, divisions=True), "ladybug")
    with open_store(str(folder / "graph.lbdb"), read_only=True) as copy:
        for name in queries():
            assert ask(copy, name) == ask(graph, name), name


# ── Neo4j ───────────────────────────────────────────────────────────────────────────────────────────────────────────────
def counted(driver: neo4j.Driver) -> tuple[int, int]:
    nodes, edges = (driver.execute_query(f"MATCH {what} RETURN count(*) AS n").records[0]["n"] for what in ("(n)", "()-[r]->()"))
    return nodes, edges


@pytest.mark.neo4j
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_py2neo_merges_twice_into_the_same(
    graph: GraphStore, empty: neo4j.Driver, neo4j_server: Running, rows: tuple[list[Row], ...]
) -> None:
    merged = to_py2neo(Subgraph(graph, EVERYTHING))
    server = py2neo.Graph(neo4j_server.address, auth=("neo4j", neo4j_server.password))
    for _ in range(2):
        server.merge(merged)
        assert counted(empty) == (len(rows[0]), len(rows[1]))
    server.service.connector.close()
    (found,) = empty.execute_query(
        "MATCH (a)-[r:FUNDS]->(b:Organization {id: 'org:star'}) RETURN a.name AS name, r.amount AS amount"
    ).records
    assert (found["name"], found["amount"]) == ("甲基金会（示例）", "30万元")


@pytest.mark.neo4j
def test_a_cypher_script_runs_twice_into_the_same_graph(graph: GraphStore, empty: neo4j.Driver, neo4j_address: str, tmp_path: Path) -> None:
    folder = export(graph, tmp_path / "out", Scope(people=True, divisions=True), "cypher")
    script = (folder / "graph.cypher").read_text("utf-8").split("\n", 1)[1]
    sizes = []
    for _ in range(2):
        for statement in script.split(";\n"):
            if statement.strip():
                empty.execute_query(statement)
        sizes.append(counted(empty))
    assert sizes[0] == sizes[1]
    (odd,) = empty.execute_query("MATCH (n {id: 'org:odd'}) RETURN n.name AS name, n.aliases AS aliases").records
    assert (odd["name"], odd["aliases"]) == (CLEAN, ["=甲", "乙;丙"])
    with open_store(neo4j_address, read_only=True) as copy:
        for name in ("who_funds_whom", "counts", "five_of_town", "figures", "coverage", "marks"):
            assert without_bell(ask(copy, name)) == without_bell(ask(graph, name)), name


def without_bell(rows: list[Row]) -> list[Row]:
    return [{k: v.replace("\x07", "") if isinstance(v, str) else v for k, v in row.items()} for row in rows]


@pytest.mark.neo4j
def test_what_is_to_run_after_an_import_runs(graph: GraphStore, empty: neo4j.Driver, tmp_path: Path) -> None:
    """The importer leaves out an empty list."""
    empty.execute_query("CREATE (:Organization {id: 'a'}), (:Organization {id: 'b', aliases: ['乙']})")
    script = (export(graph, tmp_path / "out", EVERYTHING, "neo4j-admin") / "after.cypher").read_text("utf-8")
    with empty.session() as session:
        for statement in script.split("\n", 1)[1].split(";\n")[:-1]:
            session.run(statement).consume()
    found = empty.execute_query("MATCH (n:Organization) RETURN n.aliases AS aliases ORDER BY n.id").records
    assert [record["aliases"] for record in found] == [[], ["乙"]]


@pytest.mark.neo4j
def test_the_servers_own_importer_takes_the_files(graph: GraphStore, tmp_path: Path) -> None:
    folder = export(graph, tmp_path / "out", EVERYTHING, "neo4j-admin")
    said = " ".join(run_import(folder, tmp_path / "home", 0.5).split())
    whole = Subgraph(graph, EVERYTHING)
    things, numbers = list(whole.nodes()), list(whole.indicators())
    mentions = sum(len(e) for row in (*things, *numbers) if isinstance(e := row["evidence"], list))
    edges = sum(1 for _ in whole.edges()) + len(numbers) + mentions
    assert f"{len(things) + len(numbers) + len(whole.cited)} nodes {edges} relationships" in said


def test_a_number_that_is_none_stands_in_a_workbook_as_text() -> None:
    """Excel takes a file with a cell of the number nan for damaged."""
    assert "<t>nan</t>" in excel._cell(float("nan"), None)
    assert excel._cell(1.5, None) == "><v>1.5</v></c>"
