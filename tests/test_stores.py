"""One behaviour suite for both stores."""

import subprocess
import sys
from pathlib import Path

import neo4j
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.errors import QueryError, StoreError
from graph.facts import content_id, join_facts
from graph.loaders.annotation import annotated_facts, read_annotation
from graph.model import Document, Entity, Evidence, Facts, Relation
from graph.ontology import ontology
from graph.queries import Column, Param, Query
from graph.resolve import resolve
from graph.stores import GraphStore, open_store
from graph.stores.local import Running
from graph.stores.tables import edge_rows, node_rows

ROOT = Path(__file__).resolve().parent.parent
GOLD = sorted((ROOT / "data" / "gold").glob("d*.json"))


def question(cypher: str, *columns: str, params: tuple[Param, ...] = ()) -> Query:
    """A question that is not in the folder."""
    named = tuple(Column(c, c) for c in columns)
    return Query(name="test", title="", about="", group="", params=params, columns=named, show=(), empty="", cypher=cypher)


NODES = question("MATCH (n) WHERE n.label IS NOT NULL RETURN n.label AS label, count(n) AS n ORDER BY label", "label", "n")
EDGES = question(
    "MATCH (a)-[r]->(b) RETURN a.label AS head, r.type AS type, b.label AS tail, count(r) AS n ORDER BY head, type, tail",
    "head",
    "type",
    "tail",
    "n",
)
EDGE_COLUMNS = ("head", "type", "tail", "id", "quote", "document", "start_at", "end_at", "said_by", "score", "sources")
ALL_EDGES = question(
    "MATCH (a)-[r]->(b) RETURN a.id AS head, r.type AS type, b.id AS tail, "
    + ", ".join(f"r.{c} AS {c}" for c in EDGE_COLUMNS[3:])
    + " ORDER BY head, type, tail, id",
    *EDGE_COLUMNS,
)
ORGANISATION_COLUMNS = ("id", "name", "kind", "five", "place_code", "aliases", "staff")
ORGANISATIONS = question(
    "MATCH (n:Organization) RETURN " + ", ".join(f"n.{c} AS {c}" for c in ORGANISATION_COLUMNS) + " ORDER BY id", *ORGANISATION_COLUMNS
)


@pytest.fixture(scope="module")
def gold() -> Facts:
    """The annotated documents, resolved."""
    return resolve(annotated_facts(read_annotation(p), by="person:gold") for p in GOLD)


def test_an_empty_store_answers_nothing(store: GraphStore) -> None:
    assert store.ask(NODES) == []


def test_everything_that_was_written_is_there(store: GraphStore, gold: Facts) -> None:
    store.write(gold)
    wanted = {label: len(rows) for label, rows in node_rows(gold).items() if rows}
    assert {r["label"]: r["n"] for r in store.ask(NODES)} == wanted
    assert {(r["head"], r["type"], r["tail"]): r["n"] for r in store.ask(EDGES)} == {k: len(v) for k, v in edge_rows(gold).items()}


def test_every_edge_is_exact_and_again_changes_nothing(store: GraphStore, gold: Facts) -> None:
    store.write(gold)
    edges = [e for rows in edge_rows(gold).values() for e in rows]
    wanted = sorted(tuple(e[n] for n in EDGE_COLUMNS) for e in edges)
    once = store.ask(ALL_EDGES)
    assert sorted(tuple(r.values()) for r in once) == wanted
    store.write(gold)
    assert store.ask(ALL_EDGES) == once


def test_writing_replaces(store: GraphStore, gold: Facts) -> None:
    store.write(gold)
    store.write(Facts(entities=(Entity(id="org:a", label="ORG", name="甲"),)))
    assert store.ask(NODES) == [{"label": "ORG", "n": 1}]
    assert store.ask(EDGES) == []


STRANGE = "“甲”\n'乙'\t\\ , \"丙\" 😀 $x {y} 𠮷\u3000`"


def test_strange_text_lists_and_nothing_come_back_as_they_were(store: GraphStore) -> None:
    document = Document(id="d", title=STRANGE, genre="report", raw=STRANGE * 900, text=STRANGE * 900, cuts=((0, 0),))
    evidence = Evidence("d", 0, len(STRANGE), STRANGE, "person:test", 0.5)
    entity = Entity(
        id="org:a", label="ORG", kind="station", name=STRANGE, aliases=(STRANGE, "", "乙"), attrs={"staff": 7}, evidence=(evidence,)
    )
    other = Entity(id="org:b", label="ORG", name="乙")
    store.write(Facts(documents=(document,), entities=(entity, other)))
    first, second = store.ask(ORGANISATIONS)
    assert tuple(first.values()) == ("org:a", STRANGE, "station", "social_org", "", [STRANGE, "", "乙"], 7)
    assert (second["aliases"], second["staff"], second["kind"]) == ([], None, "")
    assert store.ask(question("MATCH (d:Document) RETURN d.text AS text", "text")) == [{"text": document.text}]


def test_roles_and_places_come_from_the_relations(store: GraphStore) -> None:
    def org(name: str, kind: str) -> Entity:
        return Entity(id=f"org:{name}", label="ORG", kind=kind, name=name)

    entities = (
        org("企业", "enterprise"),
        org("中心", "social_org"),
        Entity(id="person:p", label="PERSON", name="人"),
        Entity(id="place:330481", label="PLACE", kind="county", name="海宁市"),
        Entity(id="place:330481004", label="PLACE", kind="town", name="马桥街道"),
    )
    relations = (
        Relation(head="org:企业", type="FUNDS", tail="org:中心", attrs={"mode": "捐赠", "amount": "10万元"}),
        Relation(head="person:p", type="WORKS_FOR", tail="org:中心", attrs={"title": "专职社工"}),
        Relation(head="org:中心", type="LOCATED_IN", tail="place:330481"),
        Relation(head="org:中心", type="LOCATED_IN", tail="place:330481004"),
    )
    store.write(Facts(entities=entities, relations=relations))
    rows = store.ask(
        question("MATCH (n) RETURN n.name AS name, n.five AS five, n.place_code AS code ORDER BY name", "name", "five", "code")
    )
    assert {str(r["name"]): (r["five"], r["code"]) for r in rows} == {
        "企业": ("charity", ""),
        "中心": ("social_org", "330481004"),
        "人": ("social_worker", ""),
        "海宁市": ("", "330481"),
        "马桥街道": ("", "330481004"),
    }
    paid = store.ask(question("MATCH ()-[r:FUNDS]->() RETURN r.amount AS amount, r.mode AS mode", "amount", "mode"))
    assert paid == [{"amount": "10万元", "mode": "捐赠"}]


LABELS = [label for label in ontology().node if label not in ("DOCUMENT", "INDICATOR")]
some_entities = st.lists(st.tuples(st.sampled_from(LABELS), st.text(min_size=1, max_size=6)), min_size=1, max_size=8, unique=True)


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(some_entities, st.data())
def test_twice_is_once_for_any_facts(store: GraphStore, names: list[tuple[str, str]], data: st.DataObject) -> None:
    entities = tuple(Entity(id=content_id(*n), label=n[0], name=n[1]) for n in names)
    pairs = [(a, t, b) for a in entities for b in entities for t in ontology().edge if a is not b and ontology().fits(a.label, t, b.label)]
    chosen = data.draw(st.lists(st.sampled_from(pairs), max_size=6, unique_by=lambda p: (p[0].id, p[1], p[2].id))) if pairs else []
    some = Facts(entities=entities, relations=tuple(Relation(head=a.id, type=t, tail=b.id) for a, t, b in chosen))
    store.write(some)
    once = store.ask(ALL_EDGES)
    assert len(once) == len(chosen)
    store.write(some)
    assert store.ask(ALL_EDGES) == once


def test_parameters_are_values_and_have_defaults(store: GraphStore, gold: Facts) -> None:
    store.write(gold)
    find = question("MATCH (n) WHERE n.name = $name RETURN n.name AS name", "name", params=(Param("name", "海珠区", ""),))
    assert store.ask(find) == [{"name": "海珠区"}]
    assert store.ask(find, name="x'}) DETACH DELETE n //") == []
    assert store.ask(find) == [{"name": "海珠区"}]


@pytest.mark.parametrize(
    "cypher", ["MATCH (n) RETURN n.name AS other ORDER BY other", "MATCH (n RETURN", "MATCH (n:Nothing) RETURN n.id AS name"]
)
def test_a_wrong_question_is_a_sentence(store: GraphStore, cypher: str) -> None:
    if "Nothing" in cypher and type(store).__name__ == "ServerStore":
        assert store.ask(question(cypher, "name")) == []  # a server knows no list of labels
        return
    with pytest.raises(QueryError, match="test"):
        store.ask(question(cypher, "name"))


def test_an_open_reader_sees_the_new_graph_at_its_next_question(tmp_path: Path) -> None:
    path = str(tmp_path / "g.lbdb")
    with open_store(path) as writer:
        writer.write(Facts(entities=(Entity(id="org:a", label="ORG", name="甲"),)))
        with open_store(path, read_only=True) as reader:
            assert [r["name"] for r in reader.ask(ORGANISATIONS)] == ["甲"]
            writer.write(Facts(entities=(Entity(id="org:b", label="ORG", name="乙"),)))
            assert [r["name"] for r in reader.ask(ORGANISATIONS)] == ["乙"]
    assert [p.name for p in tmp_path.iterdir()] == ["g.lbdb"]


@pytest.mark.parametrize("content", [None, b"", b"no graph at all" * 999])
def test_a_missing_or_damaged_file_is_a_sentence(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "g.lbdb"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(StoreError, match=r"g\.lbdb"):
        open_store(str(path), read_only=True)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows does not replace a file that another program reads")
def test_a_reader_in_another_process_does_not_hinder_a_build(tmp_path: Path) -> None:
    path = tmp_path / "g.lbdb"
    with open_store(str(path)) as store:
        store.write(Facts(entities=(Entity(id="org:a", label="ORG", name="甲"),)))
        hold = (
            "import sys; from graph.stores import open_store; from tests.test_stores import ORGANISATIONS as q\n"
            "with open_store(sys.argv[1], read_only=True) as s:\n"
            "    print(len(s.ask(q)), flush=True); sys.stdin.readline(); print(len(s.ask(q)), flush=True)"
        )
        command = [sys.executable, "-c", hold, str(path)]
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT) as reader:
            assert reader.stdout
            assert reader.stdout.readline() == "1\n"
            store.write(Facts(entities=tuple(Entity(id=f"org:{i}", label="ORG", name="甲") for i in range(3))))
            assert reader.communicate("go\n")[0] == "3\n"


@pytest.mark.neo4j
def test_nodes_of_others_survive(neo4j_server: Running, gold: Facts, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_PASSWORD", neo4j_server.password)
    with (
        neo4j.GraphDatabase.driver(neo4j_server.address, auth=("neo4j", neo4j_server.password)) as driver,
        open_store(neo4j_server.address) as s,
    ):
        driver.execute_query("CREATE (:Theirs {name: '别人的'})-[:KEEPS]->(:Theirs {name: '也是'})")
        s.write(gold)
        s.write(join_facts([]))
        assert driver.execute_query("MATCH (a:Theirs)-[r:KEEPS]->() RETURN count(r) AS n").records[0]["n"] == 1
        driver.execute_query("MATCH (n:Theirs) DETACH DELETE n")


@pytest.mark.neo4j
def test_a_wrong_password_is_a_sentence(neo4j_server: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_PASSWORD", "wrong")
    with pytest.raises(StoreError, match="KG_PASSWORD"):
        open_store(neo4j_server.address)


def test_an_unreachable_server_is_a_sentence() -> None:
    with pytest.raises(StoreError, match="连不上"):
        open_store("neo4j://127.0.0.1:1")
