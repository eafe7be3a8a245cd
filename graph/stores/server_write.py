"""Makes a Neo4j server hold exactly the rows that are given, by the difference to what it holds.

Ours are the nodes with the label ``WusheGraph`` and, between them, the edges with the property ``wushe``. All other nodes and edges are
left alone, as are properties and labels that somebody added to our nodes; an edge that somebody drew to a node of ours goes with it.
The difference keeps a rebuild of an unchanged graph from writing anything, and lets readers read meanwhile.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice

import neo4j
from msgspec import Struct

from graph.errors import StoreError
from graph.ontology import ontology
from graph.stores.tables import Ends, Row

LABEL = "WusheGraph"
MARK = "wushe"
# The rows of one transaction; with a text of a megabyte in each (documents), a transaction must not grow beyond the server's memory.
BATCH = 5_000
DOCUMENTS = 50
METADATA = {"program": "wushe-graph", "task": "write"}


class Difference(Struct, frozen=True):
    """What to do with one kind of thing: ids of the server to remove, rows to change by id of the server, rows to create."""

    gone: list[str]
    changed: list[tuple[str, Row]]
    new: list[Row]


def write_facts(driver: neo4j.Driver, nodes: dict[str, list[Row]], edges: dict[Ends, list[Row]]) -> None:
    """Bring the server to these rows. Raises StoreError where another program is writing, and whatever the driver raises."""
    _prepare(driver)
    with _only_writer(driver):
        wanted = {str(row["id"]): row for rows in nodes.values() for row in rows}
        node = _node_difference(driver, wanted)
        edge = _edge_difference(driver, {str(r["id"]): r for rows in edges.values() for r in rows}, set(node.gone))
        _send(driver, "UNWIND $rows AS key MATCH ()-[r]->() WHERE elementId(r) = key DELETE r", edge.gone)
        _send(driver, "UNWIND $rows AS key MATCH (n) WHERE elementId(n) = key DETACH DELETE n", node.gone)
        _write_nodes(driver, node)
        _write_edges(driver, edge)


def indexes() -> list[str]:
    """The statements for the indexes: ids, names and places of each node type, dates and scores of each edge type, all names in Chinese."""
    words = ontology()
    # A range index refuses a name of more than 8,000 bytes, and with it the whole transaction; a text index holds four times as much.
    statements = [
        f"CREATE {kind} wushe_{label.lower()}_{column} IF NOT EXISTS FOR (n:{node.node}) ON (n.{column})"
        for label, node in words.node.items()
        for column, kind in (("id", "INDEX"), ("name", "TEXT INDEX"), ("place_code", "INDEX"))
    ]
    statements += [
        f"CREATE INDEX wushe_{type.lower()}_{column} IF NOT EXISTS FOR ()-[r:{type}]-() ON (r.{column})"
        for type in words.edge
        for column in ("published", "score")
    ]
    nodes = "|".join(node.node for node in words.node.values())
    options = "OPTIONS {indexConfig: {`fulltext.analyzer`: 'cjk'}}"
    return [*statements, f"CREATE FULLTEXT INDEX wushe_names IF NOT EXISTS FOR (n:{nodes}) ON EACH [n.name, n.aliases] {options}"]


def _prepare(driver: neo4j.Driver) -> None:
    """The constraint that ids are ours alone, an index of ids and names for each node type, and one of names in Chinese.

    The constraint is on our own label: on Person or Document it would bind other people's nodes too.
    """
    unique = f"CREATE CONSTRAINT wushe_id IF NOT EXISTS FOR (n:{LABEL}) REQUIRE n.id IS UNIQUE"
    with driver.session() as session:
        for statement in (unique, *indexes(), "CALL db.awaitIndexes(60)"):
            session.run(statement).consume()


@contextmanager
def _only_writer(driver: neo4j.Driver) -> Iterator[None]:
    """One writer at a time. The lock is a node of ours that is never committed: the server drops it when its holder dies."""
    with driver.session() as session:
        others = session.run("SHOW TRANSACTIONS YIELD metaData WHERE metaData.program = $program RETURN count(*) AS n", METADATA)
        if others.single(strict=True)["n"]:
            raise StoreError("另一个程序正在写这个图库；请等它结束后再试")
        transaction = session.begin_transaction(metadata=METADATA, timeout=0)
        try:
            transaction.run(f"CREATE (:{LABEL} {{id: 'lock'}})").consume()
            yield
        finally:
            transaction.close()


def _node_difference(driver: neo4j.Driver, wanted: dict[str, Row]) -> Difference:
    words, left = ontology(), dict(wanted)
    gone: list[str] = []
    changed: list[tuple[str, Row]] = []
    with driver.session(default_access_mode=neo4j.READ_ACCESS) as session:
        found = session.run(f"MATCH (n:{LABEL}) RETURN elementId(n) AS key, labels(n) AS labels, properties(n) AS has")
        for key, labels, has in found:
            row = left.get(has.get("id"))
            # A node whose type has changed is another node: its label, its columns and its edges all differ.
            if row is None or words.node[str(row["label"])].node not in labels:
                gone.append(key)
                continue
            del left[has["id"]]
            if _differs(has, row):
                changed.append((key, row))
    return Difference(gone, changed, list(left.values()))


def _edge_difference(driver: neo4j.Driver, wanted: dict[str, Row], gone_nodes: set[str]) -> Difference:
    left = dict(wanted)
    gone: list[str] = []
    changed: list[tuple[str, Row]] = []
    match = f"MATCH (a:{LABEL})-[r]->(b:{LABEL}) WHERE r.{MARK} "
    back = "RETURN elementId(r) AS key, properties(r) AS has, elementId(a) AS head, elementId(b) AS tail"
    with driver.session(default_access_mode=neo4j.READ_ACCESS) as session:
        for key, has, head, tail in session.run(match + back):
            row = left.get(has.get("id"))
            if row is None or head in gone_nodes or tail in gone_nodes:
                gone.append(key)
                continue
            del left[has["id"]]
            if _differs(has, _own(row)):
                changed.append((key, row))
    return Difference(gone, changed, list(left.values()))


def _differs(has: Row, row: Row) -> bool:
    return any(has.get(name) != value for name, value in row.items())


def _own(row: Row) -> Row:
    """The columns of an edge without its two ends, which are no properties of it."""
    return {name: value for name, value in row.items() if name not in ("head", "tail")}


def _write_nodes(driver: neo4j.Driver, difference: Difference) -> None:
    changed = [{"key": key, "row": row} for key, row in difference.changed]
    _send(driver, "UNWIND $rows AS r MATCH (n) WHERE elementId(n) = r.key SET n += r.row", changed, DOCUMENTS)
    for label, node in ontology().node.items():
        rows = [row for row in difference.new if row["label"] == label]
        size = DOCUMENTS if label == "DOCUMENT" else BATCH
        _send(driver, f"UNWIND $rows AS row CREATE (n:{node.node}:{LABEL}) SET n = row", rows, size)


def _write_edges(driver: neo4j.Driver, difference: Difference) -> None:
    changed = [{"key": key, "row": _own(row)} for key, row in difference.changed]
    _send(driver, "UNWIND $rows AS r MATCH ()-[e]->() WHERE elementId(e) = r.key SET e += r.row", changed)
    for type in ontology().edge:
        rows = [{"head": r["head"], "tail": r["tail"], "row": _own(r) | {MARK: True}} for r in difference.new if r["type"] == type]
        ends = f"MATCH (a:{LABEL} {{id: r.head}}) MATCH (b:{LABEL} {{id: r.tail}})"
        _send(driver, f"UNWIND $rows AS r {ends} CREATE (a)-[e:{type}]->(b) SET e = r.row", rows, creates="relationships_created")


def _send(driver: neo4j.Driver, statement: str, rows: Iterable[object], size: int = BATCH, *, creates: str = "") -> None:
    """Run the statement for the rows, a transaction for each batch; ``creates`` names the counter that must equal the rows."""

    def work(transaction: neo4j.ManagedTransaction) -> int:
        summary = transaction.run(statement, rows=batch).consume()
        return int(getattr(summary.counters, creates)) if creates else len(batch)

    with driver.session() as session:
        for batch in _batches(rows, size):
            if session.execute_write(work) != len(batch):
                raise StoreError("写入时服务器里的节点被别人删除了；请重新运行 build")


def _batches(rows: Iterable[object], size: int) -> Iterator[list[object]]:
    each = iter(rows)
    while batch := list(islice(each, size)):
        yield batch
