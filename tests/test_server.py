"""The Neo4j store alone: what others keep in the same database, two writers, a killed write, servers that do not answer."""

import http.server
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import neo4j
import pytest

from graph.errors import StoreError
from graph.model import Entity, Facts
from graph.stores import open_store, server
from graph.stores.local import Running
from tests.test_embedded import counts, ring

ROOT = Path(__file__).resolve().parent.parent
KEYS = "MATCH (n:WusheGraph) OPTIONAL MATCH (n)-[r]->() RETURN elementId(n) AS n, elementId(r) AS r ORDER BY n, r"


@pytest.fixture
def theirs(neo4j_server: Running, neo4j_address: str) -> Iterator[neo4j.Driver]:
    """Somebody else's connection to the same server; what they made is removed at the end."""
    with neo4j.GraphDatabase.driver(neo4j_address, auth=("neo4j", neo4j_server.password)) as driver:
        yield driver
        driver.execute_query("MATCH (n:Theirs) DETACH DELETE n")


def number(driver: neo4j.Driver, match: str) -> int:
    return int(driver.execute_query(f"{match} RETURN count(*) AS n").records[0]["n"])


@pytest.mark.neo4j
def test_what_others_keep_in_the_database_survives(theirs: neo4j.Driver, neo4j_address: str) -> None:
    with open_store(neo4j_address) as store:
        store.write(ring(3))
        theirs.execute_query("CREATE (:Theirs:Organization {id: 'org:0', name: '别人的'})-[:KEEPS]->(:Theirs {id: 'org:0'})")
        theirs.execute_query("MATCH (a:WusheGraph {id: 'org:0'}), (b:WusheGraph {id: 'org:1'}), (t:Theirs:Organization)"
                             " SET a:Watched, a.note = '看过' CREATE (a)-[:NEXT_TO {id: 'x'}]->(b), (t)-[:WATCHES]->(a)")  # fmt: skip
        for n in (5, 2):
            store.write(ring(n))
        assert number(theirs, "MATCH (:Theirs:Organization {name: '别人的'})-[:KEEPS]->(:Theirs)") == 1
        assert number(theirs, "MATCH (:Theirs)-[:WATCHES]->(:Watched {note: '看过'})-[:NEXT_TO {id: 'x'}]->(:WusheGraph)") == 1
        store.write(Facts())
        assert number(theirs, "MATCH (n:WusheGraph)") == 0
        assert number(theirs, "MATCH (:Theirs)") == 2


@pytest.mark.neo4j
def test_writing_the_same_again_changes_nothing_on_the_server(theirs: neo4j.Driver, neo4j_address: str) -> None:
    with open_store(neo4j_address) as store:
        store.write(ring(5))
        before = theirs.execute_query(KEYS).records
        store.write(ring(5))
        assert theirs.execute_query(KEYS).records == before
        assert len(before) == 5


@pytest.mark.neo4j
def test_what_others_did_to_our_nodes_is_mended(theirs: neo4j.Driver, neo4j_address: str) -> None:
    with open_store(neo4j_address) as store:
        store.write(ring(5))
        theirs.execute_query("MATCH (n:WusheGraph {id: 'org:1'}) SET n.name = '改了'")
        theirs.execute_query("MATCH (n:WusheGraph {id: 'org:2'}) DETACH DELETE n")
        theirs.execute_query("MATCH (n:WusheGraph {id: 'org:3'}) REMOVE n:Organization")
        theirs.execute_query("MATCH (:WusheGraph {id: 'org:4'})-[r:PARTNERS_WITH]->() SET r.quote = '改了'")
        store.write(ring(5))
        assert counts(store) == (5, 5)
        assert number(theirs, "MATCH (n:Organization:WusheGraph)-[r:PARTNERS_WITH]->() WHERE n.name = n.id AND r.quote = ''") == 5


@pytest.mark.neo4j
def test_names_are_found_by_chinese_words(theirs: neo4j.Driver, neo4j_address: str) -> None:
    with open_store(neo4j_address) as store:
        named = {"org:a": "马桥街道社会工作站", "org:b": "海宁市慈善总会"}
        store.write(Facts(entities=tuple(Entity(id=i, label="ORG", name=n, aliases=("义工之家",)) for i, n in named.items())))
        theirs.execute_query("CALL db.index.fulltext.awaitEventuallyConsistentIndexRefresh()")
        search = "CALL db.index.fulltext.queryNodes('wushe_names', $q) YIELD node RETURN node.id AS id ORDER BY id"
        assert [r["id"] for r in theirs.execute_query(search, q='"社会工作"').records] == ["org:a"]
        assert [r["id"] for r in theirs.execute_query(search, q='"义工之家"').records] == ["org:a", "org:b"]


# A writer that stops for ever between its nodes and its edges.
WRITE = """
import sys
from graph.stores import open_store, server_write
from tests.test_embedded import ring
def stop(*_): print("there", flush=True); sys.stdin.read()
server_write._write_edges = stop
with open_store(sys.argv[1]) as s: s.write(ring(5))
"""


@pytest.mark.neo4j
def test_two_programs_cannot_write_at_once_and_a_killed_write_is_mended(neo4j_address: str) -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", WRITE, neo4j_address]
    with open_store(neo4j_address) as store:
        store.write(ring(3))
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment) as writer:
            assert writer.stdout
            assert writer.stdout.readline() == "there\n"
            with pytest.raises(StoreError, match="另一个程序正在写"):
                store.write(ring(4))
            assert counts(store) == (5, 2)  # the new nodes are there, their edges are not yet
            writer.kill()
        deadline = time.monotonic() + 30
        while True:  # the server drops the dead writer's lock when it sees that the connection is gone
            try:
                store.write(ring(4))
                break
            except StoreError:
                assert time.monotonic() < deadline
                time.sleep(0.2)
        assert counts(store) == (4, 4)


@pytest.mark.neo4j
def test_a_store_opened_for_reading_writes_nothing(neo4j_address: str) -> None:
    with open_store(neo4j_address, read_only=True) as store, pytest.raises(StoreError, match="只读"):
        store.write(ring(4))


@pytest.mark.neo4j
@pytest.mark.parametrize(("variable", "value"), [("KG_PASSWORD", "wrong"), ("KG_PASSWORD", ""), ("KG_USER", "nobody")])
def test_a_wrong_password_is_a_sentence(neo4j_address: str, monkeypatch: pytest.MonkeyPatch, variable: str, value: str) -> None:
    monkeypatch.setenv(variable, value)
    with pytest.raises(StoreError, match="KG_PASSWORD") as told:
        open_store(neo4j_address)
    assert "\n" not in str(told.value)


@pytest.mark.neo4j
def test_every_way_of_writing_the_address_works(neo4j_address: str) -> None:
    with open_store(neo4j_address.replace("bolt://", "neo4j://")) as store:
        store.write(ring(3))
        assert counts(store) == (3, 3)


@pytest.mark.neo4j
def test_an_older_server_is_told_to_be_updated(neo4j_address: str) -> None:
    with open_store(neo4j_address) as store:
        assert isinstance(store, server.ServerStore)
        store._check_version("Neo4j/2025.01.0")
        with pytest.raises(StoreError, match=r"5\.26"):
            store._check_version("Neo4j/4.4.12")


@pytest.mark.parametrize("address", ["neo4j://127.0.0.1:1", "bolt://127.0.0.1:1", "neo4j://no-such-host.invalid:7687", "neo4j://:x"])
def test_an_unreachable_server_is_a_sentence(address: str) -> None:
    started = time.monotonic()
    with pytest.raises(StoreError, match="连不上") as told:
        open_store(address)
    assert "\n" not in str(told.value)
    assert time.monotonic() - started < 30


def test_a_server_that_never_answers_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server, "WAIT", 2)
    with socket.create_server(("127.0.0.1", 0)) as silent, pytest.raises(StoreError, match="连不上"):
        open_store(f"bolt://127.0.0.1:{silent.getsockname()[1]}")


def test_a_server_of_another_kind_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server, "WAIT", 2)
    with http.server.HTTPServer(("127.0.0.1", 0), http.server.BaseHTTPRequestHandler) as web:
        threading.Thread(target=web.serve_forever, daemon=True).start()
        with pytest.raises(StoreError, match="连不上"):
            open_store(f"bolt://127.0.0.1:{web.server_port}")
        web.shutdown()
