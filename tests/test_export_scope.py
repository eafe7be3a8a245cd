"""What an export holds: each scope, each filter, the same from both stores; its sources; and what is refused."""

import gc
import resource
import signal
from collections.abc import Iterator
from pathlib import Path

import pandas
import pytest
from msgspec import structs

from graph.decisions import Decisions
from graph.errors import InputError, QueryError
from graph.exports import Scope, Subgraph, export, formats, subgraph
from graph.facts import content_id, relation_id
from graph.queries import ask
from graph.review import judged
from graph.stores import GraphStore, open_store
from tests.export_graph import LONG, ODD, export_facts, table


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[GraphStore]:
    with open_store(str(tmp_path_factory.mktemp("graph") / "g.lbdb")) as store:
        store.write(export_facts())
        yield store


def names(store: GraphStore, scope: Scope) -> set[str]:
    return {str(row["name"]) for row in Subgraph(store, scope).nodes()}


def edges(store: GraphStore, scope: Scope) -> set[tuple[str, str, str]]:
    return {(str(r["head"]), str(r["type"]), str(r["tail"])) for r in Subgraph(store, scope).edges()}


def test_both_stores_give_the_same_bytes(store: GraphStore, graph: GraphStore, tmp_path: Path) -> None:
    store.write(export_facts())
    scopes = {"all": Scope(people=True), "place": Scope(place="海宁市"), "around": Scope(around="org:star", hops=2)}
    for name, scope in scopes.items():
        for format in ("csv", "jsonl"):
            one, other = (export(s, tmp_path / f"{name}{format}{n}", scope, format) for n, s in enumerate((store, graph)))
            assert {p.name: p.read_bytes() for p in one.iterdir()} == {p.name: p.read_bytes() for p in other.iterdir()}


def test_everything_is_what_documents_speak_of_with_the_places_it_lies_in(graph: GraphStore) -> None:
    found = names(graph, Scope(people=True))
    assert {"海宁市", "嘉兴市", "浙江省", "鼓楼区", "李一（示例）"} <= found
    assert "朝阳区" not in found
    assert ("place:330481", "PART_OF", "place:3304") in edges(graph, Scope())
    assert "朝阳区" in names(graph, Scope(divisions=True))


def test_a_place_brings_all_below_it_and_the_other_ends(graph: GraphStore) -> None:
    found = names(graph, Scope(place="马桥街道"))
    assert {"马桥街道", "海宁市", "浙江省", "马桥街道社工站（示例）", "云山社区（示例）"} <= found
    assert {"晨星中心（示例）", "海宁市民政局（示例）"} <= found
    assert "江东街道社工站（示例）" not in found
    assert "海昌街道" not in found
    assert {"海昌街道", "马桥街道社工站（示例）"} <= names(graph, Scope(place="330481"))


def test_more_hops_reach_further_and_stop_at_places(graph: GraphStore) -> None:
    sizes = [len(subgraph(graph, Scope(around="org:fund", hops=hops, people=True))) for hops in (1, 2, 3)]
    assert sizes == [3, 9, 13]


@pytest.mark.parametrize(
    ("scope", "wanted"),
    [
        (Scope(labels=("ORG", "PLACE"), place="江东街道"), {"江东街道社工站（示例）", "江东街道", "鼓楼区", "江苏省", "南京市"}),
        (Scope(kinds=("station",)), {"马桥街道社工站（示例）", "江东街道社工站（示例）"}),
        (Scope(relations=("INCUBATES",)), {"晨星中心（示例）", "新苗社（示例）"}),
        (Scope(around="org:star", relations=("SERVES", "OPERATES")), {"晨星中心（示例）", "马桥街道社工站（示例）", "云山社区（示例）"}),
        (Scope(around="org:star", kinds=("volunteer_team",)), {"晨星中心（示例）", "红马甲志愿队（示例）"}),
        (Scope(around="org:yun", place="马桥街道"), {"云山社区（示例）", "马桥街道"}),
        (
            Scope(relations=("FUNDS",), score=0.8),
            {"甲基金会（示例）", "晨星中心（示例）", "海宁市民政局（示例）", "马桥街道社工站（示例）", "微光计划（示例）"},
        ),
        (Scope(relations=("FUNDS",), since="2024-06"), {"甲基金会（示例）", "微光计划（示例）"}),
        (
            Scope(relations=("FUNDS",), until="2024-05"),
            {"甲基金会（示例）", "晨星中心（示例）", "海宁市民政局（示例）", "马桥街道社工站（示例）"},
        ),
    ],
)  # fmt: skip
def test_filters(graph: GraphStore, scope: Scope, wanted: set[str]) -> None:
    assert names(graph, scope) == wanted


def test_only_what_a_person_decided(tmp_path: Path) -> None:
    facts = export_facts()
    with open_store(str(tmp_path / "g.lbdb")) as store:
        store.write(facts)
        with pytest.raises(InputError, match="什么也没有"):
            export(store, tmp_path / "out", Scope(decided=True))
        decisions = Decisions(tmp_path / "decisions.db")
        chosen = next(r for r in facts.relations if r.type == "INCUBATES")
        decisions.rule(relation_id(chosen), "right", "审核人")
        store.write(judged(facts, decisions))
        assert edges(store, Scope(decided=True)) == {(chosen.head, "INCUBATES", chosen.tail)}
        folder = export(store, tmp_path / "out", Scope(decided=True))
        assert {row["said_by"] for row in table(folder / "edges.csv")} == {"person:*"}
        assert "审核人" not in "".join(p.read_text("utf-8") for p in folder.iterdir())


def test_persons_are_left_out_of_things_and_quotes(graph: GraphStore, tmp_path: Path) -> None:
    folder = export(graph, tmp_path / "out", Scope(), "jsonl")
    text = "".join(p.read_text("utf-8") for p in folder.iterdir())
    assert "李一" not in text
    assert "person:li" not in text
    assert "******是晨星中心（示例）的社工" in text
    shown = export(graph, tmp_path / "shown", Scope(people=True), "jsonl")
    assert "李一（示例）是晨星中心" in (shown / "facts.jsonl").read_text("utf-8")


@pytest.mark.parametrize("format", sorted(formats()))
def test_no_name_of_a_person_is_in_any_file(tmp_path: Path, format: str) -> None:
    """Not in the title of a document, the name of its file, a quote that nobody marked, or as who decided."""
    facts = export_facts()
    documents = tuple(
        structs.replace(d, title=f"李一（示例）：{d.title}", file=f"李一（示例）{d.file or 'x.txt'}") if d.id == "d1" else d
        for d in facts.documents
    )
    facts = structs.replace(facts, documents=documents)
    with open_store(str(tmp_path / "g.lbdb")) as store:
        decisions = Decisions(tmp_path / "decisions.db")
        chosen = next(r for r in facts.relations if r.type == "INCUBATES")
        decisions.rule(relation_id(chosen), "right", "王小明")
        store.write(judged(facts, decisions))
        assert any(p.title.startswith("李一") for p in Subgraph(store, Scope(people=True)).papers.by_id.values())
        folder = export(store, tmp_path / "out", Scope(), format)
    for path in folder.rglob("*"):
        data = path.read_bytes() if path.is_file() else b""
        if path.suffix in (".xlsx", ".parquet"):
            data = repr(
                pandas.read_excel(path, sheet_name=None, engine="calamine")
                if path.suffix == ".xlsx"
                else pandas.read_parquet(path).to_dict()
            ).encode()
        for name in ("李一", "王小明"):
            assert name.encode() not in data, path.name
            assert name.encode("unicode_escape") not in data, path.name


@pytest.mark.parametrize("label", ["PLACE", "PROJECT", "ORG"])
def test_filters_by_label_leave_no_edge_without_an_end(graph: GraphStore, label: str) -> None:
    for scope in (Scope(labels=(label,)), Scope(around="org:star", hops=2, labels=(label,)), Scope(place="海宁市", labels=(label,))):
        ids = {str(row["id"]) for row in Subgraph(graph, scope).nodes()}
        assert all({head, tail} <= ids for head, _, tail in edges(graph, scope))
    with pytest.raises(InputError, match="--people"):
        edges(graph, Scope(around="person:li", labels=(label,)))


def test_a_year_alone_passes_a_month_of_that_year(tmp_path: Path) -> None:
    facts = export_facts()
    wanted = {r.evidence[0].document for r in facts.relations if r.type == "INCUBATES"}
    documents = tuple(structs.replace(d, published="2020") if d.id in wanted else d for d in facts.documents)
    with open_store(str(tmp_path / "g.lbdb")) as store:
        store.write(structs.replace(facts, documents=documents))
        for since, until, found in (("2020-10", "", True), ("", "2020-10", True), ("2021", "", False), ("", "2019-12", False)):
            assert any(t == "INCUBATES" for _, t, _ in edges(store, Scope(since=since, until=until))) == found


def test_the_words_of_a_kind_fit_the_thing(graph: GraphStore, tmp_path: Path) -> None:
    """A place of the kind "other" is no organisation."""
    facts = export_facts()
    others = tuple(structs.replace(e, kind="other") if e.name == "马桥街道" else e for e in facts.entities)
    with open_store(str(tmp_path / "g.lbdb")) as store:
        store.write(structs.replace(facts, entities=others))
        folder = export(store, tmp_path / "out", Scope(), "xlsx")
    rows = pandas.read_excel(folder / "graph.xlsx", sheet_name="实体", keep_default_na=False, engine="calamine").to_dict("records")
    assert [r["类型"] for r in rows if r["名称"] == "马桥街道"] == ["其他地方"]


def test_an_answer_with_its_things_and_sources(graph: GraphStore, tmp_path: Path) -> None:
    folder = export(graph, tmp_path / "out", Scope(question="who_funds_whom"))
    answer, sources = table(folder / "answer.csv"), table(folder / "SOURCES.csv")
    funders = ["海宁市民政局（示例）", "甲基金会（示例）", "甲基金会（示例）"]
    assert sorted(row["funder"] for row in answer) == sorted([*funders, LONG, f"'{ODD}"])
    assert {row["quote"] for row in answer} <= {source["quote"] for source in sources}
    assert {row["name"] for row in table(folder / "nodes.csv")} == {
        "海宁市民政局（示例）", "甲基金会（示例）", "晨星中心（示例）", "马桥街道社工站（示例）", "微光计划（示例）", LONG, f"'{ODD}",
    }  # fmt: skip
    assert {row["relation"] for row in table(folder / "edges.csv")} == {"FUNDS", "OPERATES", "SUPERVISES", "ESTABLISHES", "PARTNERS_WITH"}
    assert "谁" in (folder / "README.txt").read_text("utf-8")


def test_an_answer_that_names_persons_needs_them_asked_for(graph: GraphStore, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="--people"):
        export(graph, tmp_path / "out", Scope(question="people_in_several"))
    folder = export(graph, tmp_path / "out", Scope(question="people_in_several", people=True))
    assert {row["person"] for row in table(folder / "answer.csv")} == {"李一（示例）"}


def test_an_answer_without_things_fills_tables_but_no_graph(graph: GraphStore, tmp_path: Path) -> None:
    assert table(export(graph, tmp_path / "out", Scope(question="counts")) / "answer.csv")
    with pytest.raises(InputError, match="csv"):
        export(graph, tmp_path / "drawn", Scope(question="counts"), "gexf")
    assert not (tmp_path / "drawn").exists()


def test_every_source_stands_where_it_says(graph: GraphStore, tmp_path: Path) -> None:
    sources = table(export(graph, tmp_path / "out", Scope(people=True)) / "SOURCES.csv")
    texts = {id: str(ask(graph, "document", id=id)[0]["text"]) for id in ("d1", "d2", "r1")}
    told = [s for s in sources if s["document"] in texts]
    assert told
    assert all(texts[s["document"]][int(s["start"]) : int(s["end"])] == s["quote"] for s in told)
    assert {(s["title"], s["file"]) for s in told} == {("示例报道", "示例.txt"), ("示例总结", "总结.txt"), ("示例名录第1行", "名录.csv")}
    assert all(s["licence"] for s in sources)
    assert {s["page"] for s in sources if s["document"] == "bad"} == {"1", "2"}
    facts = {s["fact"] for s in sources}
    assert {content_id("relation", "org:star", "INCUBATES", "org:child"), "org:star"} <= facts


def test_the_readme_counts(graph: GraphStore, tmp_path: Path) -> None:
    folder = export(graph, tmp_path / "out", Scope(around="org:star"))
    readme = (folder / "README.txt").read_text("utf-8")
    assert f"范围里的实体：{len(table(folder / 'nodes.csv'))}（" in readme
    assert f"范围里的关系：{len(table(folder / 'edges.csv'))}（" in readme
    assert "“org:star”周围 1 步；不含人物" in readme
    assert "2024-05-01 至 2024-12-31" in readme


@pytest.mark.parametrize(
    ("scope", "said"),
    [
        (Scope(around="不存在"), "没有"),
        (Scope(around="org:star", hops=4), "1、2 或 3"),
        (Scope(around="a", question="counts"), "只能选一个"),
        (Scope(labels=("人物",)), "可选"),
        (Scope(relations=("LIKES",)), "LIKES"),
        (Scope(labels=("PERSON",)), "--people"),
        (Scope(around="person:li"), "--people"),
        (Scope(place="晨星中心（示例）"), "不是行政区划"),
        (Scope(score=2), "0 和 1"),
        (Scope(question="没有这个问题"), "没有叫"),
        (Scope(since="2030"), "什么也没有"),
    ],
)
def test_impossible_scopes_are_a_sentence(graph: GraphStore, tmp_path: Path, scope: Scope, said: str) -> None:
    with pytest.raises((InputError, QueryError), match=said):
        export(graph, tmp_path / "out", scope)
    assert list(tmp_path.iterdir()) == []


def test_an_unknown_format_names_those_there_are(graph: GraphStore, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="graphml"):
        export(graph, tmp_path / "out", format="pdf")


def test_what_exists_is_replaced_only_on_demand_and_only_if_it_is_an_export(graph: GraphStore, tmp_path: Path) -> None:
    scope = Scope(around="org:star")
    export(graph, tmp_path / "out", scope)
    with pytest.raises(InputError, match="--force"):
        export(graph, tmp_path / "out", scope)
    export(graph, tmp_path / "out", scope, "graphml", force=True)
    assert (tmp_path / "out" / "graph.graphml").exists()
    assert not (tmp_path / "out" / "nodes.csv").exists()
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "letter.txt").write_text("x", "utf-8")
    with pytest.raises(InputError, match="不会覆盖"):
        export(graph, mine, scope, force=True)
    assert (mine / "letter.txt").exists()
    with pytest.raises(InputError, match="写不进去"):
        export(graph, mine / "letter.txt" / "out", scope)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["mine", "out"]


def test_a_break_at_the_last_step_puts_the_old_export_back(graph: GraphStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scope = Scope(around="org:star")
    folder = export(graph, tmp_path / "out", scope)
    replace = Path.replace

    def refused(self: Path, target: Path) -> Path:
        if self.name == "new":
            raise OSError(5, "Input/output error")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", refused)
    with pytest.raises(InputError, match="写不进去"):
        export(graph, folder, scope, "graphml", force=True)
    assert (folder / "nodes.csv").exists()
    assert [p.name for p in tmp_path.iterdir()] == ["out"]


# xlsxwriter leaves the parts of an unfinished workbook to the garbage collector, which complains of them here, not in a later test.
@pytest.mark.filterwarnings("ignore:Exception ignored in.*FileIO:pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("format", list(formats()))
def test_a_full_disk_leaves_the_old_export(graph: GraphStore, tmp_path: Path, format: str) -> None:
    """A limit on the size of files stands for the disk: the writes fail in the same way, with an error of the system."""
    folder = export(graph, tmp_path / "out", Scope(around="org:star"))
    before = {p.name: p.read_bytes() for p in folder.iterdir()}
    old, limits = signal.signal(signal.SIGXFSZ, signal.SIG_IGN), resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (3_000, limits[1]))
    try:
        with pytest.raises(InputError, match="磁盘"):
            export(graph, folder, Scope(), format, force=True)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        signal.signal(signal.SIGXFSZ, old)
        gc.collect()
    assert {p.name: p.read_bytes() for p in folder.iterdir()} == before
    assert [p.name for p in tmp_path.iterdir()] == ["out"]


def test_a_folder_that_may_not_be_written(graph: GraphStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The system's own refusal; whoever is root is refused nothing, and gets it from a folder that holds no files: /proc."""
    where = Path("/proc") if Path("/proc").is_dir() else tmp_path / "file"
    if not where.exists():
        where.write_text("x", "utf-8")
    with pytest.raises(InputError, match="写不进去"):
        export(graph, where / "out", Scope(around="org:star"))
