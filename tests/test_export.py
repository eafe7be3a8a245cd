"""Exports are read back with the tools they are made for; every quote leads to its document."""

import csv
from pathlib import Path

import networkx
import pytest

from graph.analyse import find_one, neighbourhood
from graph.errors import InputError, QueryError
from graph.export import export_answer, export_graph
from graph.facts import join_facts
from graph.model import Entity, Facts
from graph.queries import ask, find_query
from graph.stores import GraphStore, open_store
from tests.query_facts import example


@pytest.fixture
def graph(tmp_path: Path) -> GraphStore:
    odd = Facts(entities=(Entity(id="org:odd", label="ORG", name="=1+1\x07“甲”\n乙"),))
    store = open_store(str(tmp_path / "g.lbdb"))
    store.write(join_facts([example(), odd]))
    return store


def rows_of(path: Path) -> list[dict[str, str]]:
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_an_answer_with_its_sources(graph: GraphStore, tmp_path: Path) -> None:
    query = find_query("who_funds_whom")
    folder = export_answer(graph, query, ask(graph, query.name), tmp_path / "out")
    answer, sources = rows_of(folder / "answer.csv"), rows_of(folder / "SOURCES.csv")
    assert sorted(row["funder"] for row in answer) == ["海宁市民政局（示例）", "甲基金会（示例）", "甲基金会（示例）"]
    assert {row["quote"] for row in answer} == {source["quote"] for source in sources}
    assert {(source["title"], source["file"]) for source in sources} == {("示例报道", "示例.txt"), ("示例总结", "总结.txt")}
    assert query.title in (folder / "README.txt").read_text("utf-8")


def test_a_neighbourhood_as_csv(graph: GraphStore, tmp_path: Path) -> None:
    found = neighbourhood(graph, find_one(graph, "晨星中心（示例）"), 1)
    folder = export_graph(graph, found, tmp_path / "out")
    assert {r["name"] for r in rows_of(folder / "nodes.csv")} == {
        "晨星中心（示例）",
        "甲基金会（示例）",
        "马桥街道社工站（示例）",
        "云山社区（示例）",
        "李一（示例）",
        "新苗社（示例）",
        "红马甲志愿队（示例）",
    }
    edges = rows_of(folder / "edges.csv")
    assert {e["relation"] for e in edges} == {"FUNDS", "OPERATES", "SUPERVISES", "SERVES", "WORKS_FOR", "INCUBATES", "PARTNERS_WITH"}
    texts = {id: str(ask(graph, "document", id=id)[0]["text"]) for id in ("d1", "d2")}
    assert all(texts[e["document"]][int(e["start"]) : int(e["end"])] == e["quote"] for e in edges)


def test_graphml_comes_back_as_it_was(graph: GraphStore, tmp_path: Path) -> None:
    found = neighbourhood(graph, "org:star", 2)
    folder = export_graph(graph, found, tmp_path / "out", "graphml")
    back = networkx.read_graphml(folder / "graph.graphml", force_multigraph=True)
    assert set(back) == set(found)
    assert sorted((a, b, d["relation"], d["quote"]) for a, b, d in back.edges(data=True)) == sorted(
        (a, b, d["relation"], d["quote"]) for a, b, d in found.edges(data=True)
    )
    assert back.nodes["org:star"]["name"] == "晨星中心（示例）"


def test_more_hops_reach_further(graph: GraphStore) -> None:
    sizes = [len(neighbourhood(graph, "org:fund", hops)) for hops in (1, 2, 3)]
    assert sizes == [3, 9, 13]


@pytest.mark.parametrize("format", ["csv", "graphml"])
def test_strange_names_are_text(graph: GraphStore, tmp_path: Path, format: str) -> None:
    folder = export_graph(graph, neighbourhood(graph, "org:odd"), tmp_path / "out", format)
    if format == "csv":
        assert rows_of(folder / "nodes.csv")[0]["name"].startswith("'=1+1")
    else:
        assert networkx.read_graphml(folder / "graph.graphml").nodes["org:odd"]["name"] == "=1+1“甲”\n乙"


def test_what_exists_is_not_overwritten_unasked(graph: GraphStore, tmp_path: Path) -> None:
    query = find_query("counts")
    (tmp_path / "out").mkdir()
    with pytest.raises(InputError, match="--force"):
        export_answer(graph, query, [], tmp_path / "out")
    export_answer(graph, query, [], tmp_path / "out", force=True)
    assert (tmp_path / "out" / "answer.csv").exists()
    assert not list(tmp_path.glob("*.part"))


def test_a_folder_that_cannot_be_written_is_a_sentence(graph: GraphStore, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", "utf-8")
    with pytest.raises(InputError, match="写不进去"):
        export_answer(graph, find_query("counts"), [], tmp_path / "file" / "out")


def test_unknown_and_ambiguous_names_are_a_sentence(graph: GraphStore) -> None:
    with pytest.raises(QueryError, match="没有"):
        find_one(graph, "不存在")
    with pytest.raises(InputError, match="graphml"):
        export_graph(graph, neighbourhood(graph, "org:star"), Path("x"), "pdf")
