"""Hand-made knowledge: networks in two tables, facts of another office, FollowTheMoney, annotated documents."""

import codecs
import json
import random
import shutil
import zipfile
from pathlib import Path

import msgspec
import pytest
import xlsxwriter

from graph.build import build, find_sources
from graph.decisions import Decisions
from graph.errors import InputError
from graph.facts import encode_facts, evidence_of, read_facts, write_facts, wrong_quotes
from graph.loaders import find_files, load
from graph.loaders.followthemoney import load_followthemoney
from graph.loaders.network import is_network, partner, survey_network
from graph.loaders.network_words import types, words
from graph.model import Facts, Reject
from graph.ontology import check_facts, ontology
from graph.queries import ask
from graph.resolve import resolve
from graph.stores import GraphStore
from graph.workspace import Workspace

SAMPLES = Path(__file__).resolve().parent.parent / "data" / "handmade"
FILES = [p for p in sorted(SAMPLES.rglob("*")) if p.suffix != ".md" and p.is_file() and "nodes" not in p.name]
Said = set[tuple[str, str, str]]


def read(path: Path) -> tuple[Facts, list[Reject]]:
    said: list[Reject] = []
    (facts,) = load(path, said.append)
    assert wrong_quotes(facts) == []
    assert check_facts(facts) == []
    return facts, said


def says(facts: Facts) -> Said:
    names = {e.id: e.name for e in facts.entities}
    return {(names[r.head], r.type, names[r.tail]) for r in facts.relations}


def write_tables(folder: Path, nodes: str, edges: str) -> Path:
    (folder / "nodes.csv").write_text(nodes, "utf-8")
    (folder / "edges.csv").write_text(edges, "utf-8")
    return folder / "edges.csv"


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.name)
def test_every_sample_is_read_whole(path: Path) -> None:
    facts, said = read(path)
    assert said == []
    assert facts.relations
    assert {v.by.split(":")[0] for v in evidence_of(facts)} <= {"person", "source"}


def test_two_sheets_with_chinese_headings() -> None:
    facts, _ = read(SAMPLES / "五社网络（示例）.xlsx")
    assert says(facts) >= {
        ("海宁市示例慈善总会", "FUNDS", "示例暖心计划"),
        ("海宁市示例社会工作服务中心", "OPERATES", "示例暖心计划"),
        ("马桥街道示例志愿服务队", "PARTNERS_WITH", "海宁市示例社会工作服务中心"),
        ("李示例", "WORKS_FOR", "海宁市示例社会工作服务中心"),
        ("马桥街道示例社区", "LOCATED_IN", "马桥街道"),
    }
    funds = next(r for r in facts.relations if r.type == "FUNDS")
    assert funds.attrs == {"amount": "5万元"}
    assert funds.evidence[0].quote == "起点：海宁市示例慈善总会\n终点：示例暖心计划\n类型：资助"
    assert funds.evidence[0].by == "person:五社网络（示例）"


def test_two_tables_of_gephi_are_one_source() -> None:
    facts, _ = read(SAMPLES / "gephi" / "示例-edges.csv")
    assert says(facts) >= {("海宁市示例慈善总会", "FUNDS", "示例邻里互助项目"), ("示例邻里互助项目", "SERVES", "困境儿童")}
    # Quotes speak of names, not of the table's numbers.
    assert all("海宁市示例" in r.evidence[0].quote for r in facts.relations if r.type == "PARTNERS_WITH")


def test_new_nodes_make_the_edges_a_new_source(tmp_path: Path) -> None:
    edges = write_tables(tmp_path, "Id,Label,Type\na,甲会（示例）,基金会\nb,乙社（示例）,社会组织\n", "Source,Target,Label\na,b,资助\n")
    place = Workspace(tmp_path / "home")
    (before,) = find_sources(find_files([tmp_path]), place)
    assert (before.path, before.beside) == (edges, tmp_path / "nodes.csv")
    (tmp_path / "nodes.csv").write_text("Id,Label,Type\na,丙会（示例）,基金会\nb,乙社（示例）,社会组织\n", "utf-8")
    (after,) = find_sources(find_files([tmp_path]), place)
    assert after.hash == before.hash
    assert after.facts != before.facts


def test_a_table_of_nodes_alone_is_read(tmp_path: Path) -> None:
    path = tmp_path / "节点.csv"
    path.write_text("名称,类型,别名,统一社会信用代码\n甲基金会（示例）,基金会,甲会；甲基会,53100000MJ0065030H\n", "utf-8")
    facts, said = read(path)
    assert said == []
    (node,) = facts.entities
    assert (node.label, node.kind, node.aliases, node.attrs) == ("ORG", "foundation", ("甲会", "甲基会"), {"uscc": "53100000MJ0065030H"})


def test_ends_may_say_their_types_themselves(tmp_path: Path) -> None:
    path = tmp_path / "任意名字.csv"
    path.write_text("起点,起点类型,关系,终点,终点类型\n甲会（示例）,基金会,捐赠,乙项目（示例）,项目\n", "utf-8")
    facts, said = read(path)
    assert (says(facts), said) == ({("甲会（示例）", "FUNDS", "乙项目（示例）")}, [])


def test_what_does_not_fit_is_named_with_line_and_reason(tmp_path: Path) -> None:
    things = ["1,甲会（示例）,基金会", "2,乙社（示例）,社会组织", "3,丙（示例）,城堡", "4,独居老人,人群", "5,丁社（示例）,社会组织"]
    nodes = "\n".join(["Id,Label,Type", *things, "1,戊社（示例）,社会组织"]) + "\n"
    rows = ["1,2,喜欢,", "4,2,服务,", "1,9,资助,", "1,1,资助,", "2,5,资助,Undirected", "4,2,服务,Undirected", "1,3,资助,", ",2,资助,"]
    facts, said = read(write_tables(tmp_path, nodes, "\n".join(["From,To,Relation,Direction", *rows]) + "\n"))
    reasons = [(r.file, r.line, r.column, r.reason) for r in said]
    assert [(file, line) for file, line, *_ in reasons] == [
        ("nodes.csv", 4),
        ("nodes.csv", 7),
        *(("edges.csv", n) for n in (2, 3, 4, 5, 6, 8, 9)),
    ]
    told = " ".join(reason for *_, reason in reasons)
    wanted = ["“城堡”不是词汇表里的类型", "编号“1”前面已经用过", "“喜欢”不是词汇表里的关系", "“服务”不能从人群到组织；反过来才合"]
    wanted += ["节点表里没有“9”", "同一个节点", "没有方向", "节点表里没有“3”", "是空的"]
    for words_ in wanted:
        assert words_ in told
    # An edge without direction is read where only one way is allowed: a group serves nobody.
    assert says(facts) == {("乙社（示例）", "SERVES", "独居老人")}


def test_a_dry_run_says_what_would_be_read(tmp_path: Path) -> None:
    rows = "From,To,Type\n甲会（示例）,乙社（示例）,资助\n甲会（示例）,乙社（示例）,喜欢\n"
    edges = write_tables(tmp_path, "Label,Type\n甲会（示例）,基金会\n乙社（示例）,社会组织\n", rows)
    first, count, wrong = survey_network(edges)
    assert first == "edges.csv：按手工网络读（节点表和关系表），3 行；读出：组织 2，资助 1"
    assert count == "  有问题 1 处"
    assert "edges.csv 第 3 行，Type“喜欢”" in wrong


def test_mutual_edges_run_both_ways_and_doors_and_telephones_are_not_read(tmp_path: Path) -> None:
    nodes = "Label,Type,电话,Description\n甲社（示例）,社会组织,13800138000,手机13800138001\n乙社（示例）,社会组织,,\n"
    facts, _ = read(write_tables(tmp_path, nodes, "From,To,Type,Direction\n甲社（示例）,乙社（示例）,转介,mutual\n"))
    assert says(facts) == {("甲社（示例）", "REFERS_TO", "乙社（示例）"), ("乙社（示例）", "REFERS_TO", "甲社（示例）")}
    text = "".join(d.text for d in facts.documents)
    assert "13800138" not in text
    assert "手机***" in text


def test_namesakes_need_their_numbers(tmp_path: Path) -> None:
    nodes = "Id,Label,Type,Place\n1,阳光中心（示例）,社会组织,海宁市\n2,阳光中心（示例）,社会组织,桐乡市\n3,甲会（示例）,基金会,\n"
    facts, said = read(write_tables(tmp_path, nodes, "From,To,Type\n3,阳光中心（示例）,资助\n3,2,资助\n"))
    assert [r.reason for r in said] == ["有 2 个节点叫“阳光中心（示例）”，请用编号，这条关系没有读"]
    assert len([r for r in facts.relations if r.type == "FUNDS"]) == 1


def test_a_register_stays_a_register(tmp_path: Path) -> None:
    sample = SAMPLES.parent / "sample" / "registry"
    assert [p.name for p in sorted(sample.iterdir()) if is_network(p)] == []
    # Beside a network only the table of its own name belongs to it.
    shutil.copy(SAMPLES / "gephi" / "示例-edges.csv", tmp_path / "别的-edges.csv")
    shutil.copy(SAMPLES / "gephi" / "示例-nodes.csv", tmp_path / "示例-nodes.csv")
    assert partner(tmp_path / "别的-edges.csv") is None
    # A second file of the same name, as the dashboard keeps it.
    shutil.copy(SAMPLES / "gephi" / "示例-edges.csv", tmp_path / "示例-edges-2.csv")
    assert partner(tmp_path / "示例-edges-2.csv") == tmp_path / "示例-nodes.csv"
    shutil.copy(SAMPLES / "gephi" / "示例-nodes.csv", tmp_path / "示例-nodes-2.csv")
    assert partner(tmp_path / "示例-edges-2.csv") == tmp_path / "示例-nodes-2.csv"


def test_words_for_types_and_relations_are_those_of_the_vocabulary() -> None:
    vocabulary = ontology()
    assert set(words().relations) <= set(vocabulary.edge)
    for label, kind in types().values():
        assert kind is None or kind in vocabulary.node[label].kinds
    assert types()["社会组织"] == ("ORG", "social_org")


def test_a_network_in_a_workbook_of_unnamed_sheets(tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(tmp_path / "x.xlsx")
    first, second = book.add_worksheet(), book.add_worksheet()
    first.write_row(0, 0, ["Label", "Type", "Description", "Tags"])
    first.write_row(1, 0, ["甲会（示例）", "Foundation", "", ""])
    first.write_row(2, 0, ["乙项目（示例）", "Project", "", ""])
    second.write_row(0, 0, ["From", "To", "Direction", "Label"])
    second.write_row(1, 0, ["甲会（示例）", "乙项目（示例）", "directed", "funds"])
    book.close()
    facts, said = read(tmp_path / "x.xlsx")
    assert (says(facts), said) == ({("甲会（示例）", "FUNDS", "乙项目（示例）")}, [])


def test_followthemoney() -> None:
    facts, _ = read(SAMPLES / "伙伴（示例）.ftm.json")
    assert says(facts) >= {
        ("海宁市示例纺织有限公司", "FUNDS", "海宁市示例慈善总会"),
        ("张示例", "WORKS_FOR", "海宁市示例慈善总会"),
        ("海宁市示例慈善总会", "PARTNERS_WITH", "海宁市示例纺织有限公司"),
        ("海宁市示例慈善总会", "LOCATED_IN", "马桥街道"),
    }
    assert {v.by for v in evidence_of(facts)} == {"source:示例伙伴名单"}


def test_followthemoney_that_does_not_fit(tmp_path: Path) -> None:
    lines = [
        {"id": "a", "schema": "Organization", "properties": {"name": ["甲会（示例）"], "phone": ["13800138000"]}},
        {"id": "b", "schema": "Vessel", "properties": {"name": ["某船（示例）"]}},
        {"id": "c", "schema": "Ownership", "properties": {"owner": ["a"], "asset": ["b"]}},
        {"id": "d", "schema": "UnknownLink", "properties": {"subject": ["a"], "object": ["a"], "role": ["喜欢"]}},
        {"id": "e", "schema": "Directorship", "properties": {"director": ["x"], "organization": ["a"]}},
    ]
    path = tmp_path / "x.ftm.json"
    path.write_text("\n".join(map(json.dumps, lines)) + "\nno json\n", "utf-8")
    facts, said = read(path)
    assert [e.name for e in facts.entities] == ["甲会（示例）"]
    assert sorted(r.line for r in said) == [2, 3, 4, 5, 6]
    assert "13800138000" not in "".join(d.text for d in facts.documents)


def test_facts_of_another_office_keep_who_said_them() -> None:
    facts, _ = read(SAMPLES / "外办事实（示例）.jsonl")
    assert facts == read_facts(SAMPLES / "外办事实（示例）.jsonl")


def test_lines_of_another_office_that_do_not_hold_are_named(tmp_path: Path) -> None:
    good = [json.loads(x) for x in (SAMPLES / "外办事实（示例）.jsonl").read_text("utf-8").splitlines()]
    document, group, funder, body, incubates, serves = good
    loves = json.loads(json.dumps(serves))
    loves["relation"]["type"] = "LOVES"
    turned = json.loads(json.dumps(serves))
    turned["relation"] |= {"head": serves["relation"]["tail"], "tail": serves["relation"]["head"]}
    moved = json.loads(json.dumps(body))
    moved["entity"]["evidence"][0]["start"] += 1
    bare = json.loads(json.dumps(incubates))
    bare["relation"]["evidence"] = []
    path = tmp_path / "x.jsonl"
    path.write_text("\n".join(map(json.dumps, [document, group, funder, body, loves, turned, moved, bare, serves])) + "\n{\n", "utf-8")
    facts, said = read(path)
    assert sorted(r.line for r in said) == [5, 6, 7, 8, 10]
    assert [r.reason for r in said if r.line == 6] == ["“服务”不能从人群到组织；反过来才合，请对调"]
    assert says(facts) == {("海宁市示例邻里服务社", "SERVES", "独居老人")}


def test_personal_numbers_of_another_office_are_masked(tmp_path: Path) -> None:
    text = (SAMPLES / "外办事实（示例）.jsonl").read_text("utf-8").replace("（本文为虚构的示例）", "电话13800138000（示例）")
    (tmp_path / "x.jsonl").write_text(text, "utf-8")
    facts, said = read(tmp_path / "x.jsonl")
    assert said == []
    assert "13800138000" not in encode_facts(facts).decode()


def test_personal_numbers_are_masked_in_every_field(tmp_path: Path) -> None:
    """A telephone as another name, in an attribute, a measure and a title; the code of an organisation stays."""
    lines = [json.loads(line) for line in (SAMPLES / "外办事实（示例）.jsonl").read_text("utf-8").splitlines() if line.strip()]
    for line in lines:
        if body := line.get("document"):
            body["title"] += " 13800138001"
        if thing := line.get("entity"):
            thing["aliases"] = [*thing.get("aliases", ()), "联系13800138002"]
            if thing["label"] == "ORG":
                thing["attrs"] = thing.get("attrs", {}) | {"registration_number": "张某13800138003", "uscc": "53100000500021676K"}
        if (relation := line.get("relation")) and (
            known := [n for n, a in ontology().edge[relation["type"]].attrs.items() if a.type == "string"]
        ):
            relation["attrs"] = relation.get("attrs", {}) | {known[0]: "见13800138004"}
        if number := line.get("indicator"):
            number["qualifier"] = "见13800138005"
    (tmp_path / "x.jsonl").write_text("\n".join(json.dumps(line, ensure_ascii=False) for line in lines), "utf-8")
    facts, said = read(tmp_path / "x.jsonl")
    written = encode_facts(facts).decode()
    assert not said
    assert "1380013800" not in written
    assert "53100000500021676K" in written
    names = {"name": ["示例会13800138006"], "alias": ["示例13800138007"]}
    ftm = json.dumps({"id": "a", "schema": "Organization", "properties": names, "datasets": ["x"]})
    (tmp_path / "y.ijson").write_text(ftm, "utf-8")
    (facts,) = load_followthemoney(tmp_path / "y.ijson", print)
    assert "1380013800" not in encode_facts(facts).decode()


@pytest.mark.parametrize("name", ["外办事实（示例）.jsonl", "标注（示例）.json"])
def test_a_mark_at_the_beginning_of_a_file_changes_nothing(tmp_path: Path, name: str) -> None:
    """Windows programs write one before UTF-8."""
    plain, marked = tmp_path / name, tmp_path / "marked" / name
    marked.parent.mkdir()
    plain.write_bytes((SAMPLES / name).read_bytes())
    marked.write_bytes(codecs.BOM_UTF8 + plain.read_bytes())
    assert read(marked) == read(plain)
    assert read(plain)[0].entities


def test_a_large_workbook_is_a_network_where_its_sheets_say_so(tmp_path: Path) -> None:
    path = tmp_path / "网络.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        nodes, edges, rest = (book.add_worksheet(n) for n in ("nodes", "edges", "其他"))
        nodes.write_row(0, 0, ("id", "name", "type"))
        nodes.write_row(1, 0, ("1", "示例慈善会", "组织"))
        edges.write_row(0, 0, ("source", "target", "type"))
        dice = random.Random(1)
        for row in range(30_000):
            rest.write_row(row, 0, [dice.random() for _ in range(8)])
    assert path.stat().st_size > 1_000_000
    assert is_network(path)


def test_an_annotation_that_breaks_the_vocabulary(tmp_path: Path) -> None:
    gold = json.loads((SAMPLES / "标注（示例）.json").read_text("utf-8"))
    gold["entities"].append({"name": "城堡", "label": "CASTLE"})
    gold["relations"] += [
        {"head": "困境儿童", "type": "FUNDS", "tail": "海宁市示例慈善总会", "quote": "资助"},
        {"head": "海宁市示例慈善总会", "type": "SERVES", "tail": "无此人群", "quote": "服务"},
        {"head": "海宁市示例慈善总会", "type": "SERVES", "tail": "困境儿童", "quote": "原文没有的话"},
    ]
    path = tmp_path / "x.json"
    path.write_text(json.dumps(gold), "utf-8")
    facts, said = read(path)
    assert [r.column for r in said] == ["entities 第 4 条", "relations 第 3 条", "relations 第 4 条", "relations 第 5 条"]
    assert len(facts.relations) == 2
    lines = tmp_path / "x.jsonl"
    lines.write_text(json.dumps(gold) + "\n", "utf-8")
    assert read(lines)[1][0].line == 1
    path.write_text(json.dumps(gold | {"entities": ["甲"]}), "utf-8")
    with pytest.raises(InputError, match="标注的写法不对"):
        read(path)


@pytest.mark.parametrize("content", ["", "{}\n", "[1, 2]\n", "nothing\n", '{"entity":{"id":"1","label":"ORG","name":"甲"}}\n'])
def test_json_that_is_none_of_these_is_refused_in_one_sentence(tmp_path: Path, content: str) -> None:
    path = tmp_path / "x.jsonl"
    path.write_text(content, "utf-8")
    with pytest.raises(InputError, match=r"x\.jsonl"):
        list(load(path, lambda _: None))


def test_all_kinds_meet_in_one_graph(store: GraphStore) -> None:
    """The same body of several sources is one; rows of tables are no reports."""
    facts = resolve([read(p)[0] for p in FILES], Decisions())
    store.write(facts)
    rows = ask(store, "find", name="海宁市示例慈善总会")
    assert len(rows) == 1
    said = {str(r["said_by"]) for r in ask(store, "relations_of", id=rows[0]["id"])}
    assert {"person:五社网络（示例）", "source:示例伙伴名单", "person:标注（示例）", "person:邻县（示例）"} <= said
    assert [r for r in ask(store, "documents") if r["genre"] == "table"] == []


def test_a_zip_is_read_as_a_folder_and_nothing_is_read_twice(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    archive = tmp_path / "示例.zip"
    with zipfile.ZipFile(archive, "w") as out:
        for path in (SAMPLES / "gephi").iterdir():
            out.write(path, path.name)
    place, files = Workspace(tmp_path / "home"), [archive, *(p for p in FILES if p.parent == SAMPLES)]
    with caplog.at_level("INFO", "wushe"):
        report = build(files, place)
    assert (report.rejects, report.read) == (0, 5)
    assert [r.message for r in caplog.records] == ["build"]
    assert report.dates == ("2024-05", "2024-06")
    assert build(files, place).read == 0


def test_facts_that_were_resolved_survive_the_way_through_an_import(tmp_path: Path) -> None:
    """Export, import, export: equal bytes."""
    first = resolve([read(p)[0] for p in FILES], Decisions())
    write_facts(first, tmp_path / "a.jsonl")
    again = resolve([read(tmp_path / "a.jsonl")[0]], Decisions())
    assert encode_facts(again) == encode_facts(first)


def test_another_offices_graph_meets_ours_and_what_it_holds_apart_stays_apart() -> None:
    parts = [read(p)[0] for p in FILES]
    theirs = resolve(parts, Decisions())
    both = resolve([theirs, *parts], Decisions())
    assert [(e.id, e.name, len(e.evidence)) for e in both.entities] == [(e.id, e.name, len(e.evidence)) for e in theirs.entities]
    assert both.relations == theirs.relations
    body = next(e for e in theirs.entities if e.name == "海宁市示例慈善总会")
    double = msgspec.structs.replace(body, id=f"{body.id}-apart")
    held = resolve([msgspec.structs.replace(theirs, entities=(*theirs.entities, double)), *parts], Decisions())
    assert len([e for e in held.entities if e.name == body.name]) == 2
