"""The Neo4j store: batched writes through the official driver. Nodes that this program did not write are never touched."""

from collections.abc import Iterator
from itertools import islice
from types import TracebackType
from typing import Self

import neo4j
from neo4j.exceptions import AuthError, DriverError, Neo4jError, ServiceUnavailable

from graph.errors import QueryError, StoreError
from graph.model import Facts
from graph.ontology import ontology
from graph.queries import Query, Row
from graph.stores.tables import Row as TableRow
from graph.stores.tables import edge_rows, node_rows

# The label that marks what this program wrote; the key of every node that it wrote.
STAMP = "WusheGraph"
BATCH = 10_000
# Seconds: an office network answers at once or not at all.
WAIT = 8


class ServerStore:
    """A graph in a Neo4j server of version 5.26 or newer."""

    def __init__(self, address: str, user: str, password: str) -> None:
        self.address = address
        auth = (user, password) if password else None
        try:
            self.driver = neo4j.GraphDatabase.driver(
                address, auth=auth, connection_timeout=WAIT, max_transaction_retry_time=WAIT, notifications_min_severity="OFF"
            )
        except (DriverError, ValueError) as error:
            raise StoreError(f"{address}：不是 Neo4j 服务器的地址（{_first_line(error)}）；应写作 neo4j://主机:7687") from error
        try:
            self.driver.verify_connectivity()
        except AuthError as error:
            self.driver.close()
            raise StoreError(f"{address}：用户名或密码不对；用户放在环境变量 KG_USER，密码放在 KG_PASSWORD") from error
        except (ServiceUnavailable, DriverError, Neo4jError, ValueError, OSError) as error:
            self.driver.close()
            raise StoreError(f"{address}：连不上 Neo4j 服务器（{_first_line(error)}）；请检查地址，确认服务器在运行") from error

    def write(self, facts: Facts) -> None:
        """Replace what this program wrote before. Not one transaction: a server's memory would not hold a province in one."""
        words = ontology()
        try:
            self._prepare()
            self._clear()
            for label, rows in node_rows(facts).items():
                node = words.node[label].node
                self._send(f"UNWIND $rows AS row CREATE (n:{node}:{STAMP}) SET n = row", rows)
            for (head, type, tail), rows in edge_rows(facts).items():
                ends = f"MATCH (a:{words.node[head].node} {{id: row.head}}) MATCH (b:{words.node[tail].node} {{id: row.tail}})"
                split = [
                    {"head": r["head"], "tail": r["tail"], "row": {k: v for k, v in r.items() if k not in ("head", "tail")}} for r in rows
                ]
                self._send(f"UNWIND $rows AS row {ends} CREATE (a)-[r:{type}]->(b) SET r = row.row", split)
        except (DriverError, Neo4jError, OSError) as error:
            raise StoreError(f"{self.address}：写入中断（{_first_line(error)}）；请检查服务器后重新运行 build") from error

    def _prepare(self) -> None:
        """Constraints for every node type, an index of names in Chinese, all made once."""
        words = ontology()
        for label, node in words.node.items():
            self._run(f"CREATE CONSTRAINT wushe_{label.lower()}_id IF NOT EXISTS FOR (n:{node.node}) REQUIRE n.id IS UNIQUE")
            self._run(f"CREATE INDEX wushe_{label.lower()}_name IF NOT EXISTS FOR (n:{node.node}) ON (n.name)")
        self._run(f"CREATE INDEX wushe_place_code IF NOT EXISTS FOR (n:{STAMP}) ON (n.place_code)")
        nodes = "|".join(node.node for node in words.node.values())
        self._run(
            f"CREATE FULLTEXT INDEX wushe_names IF NOT EXISTS FOR (n:{nodes}) ON EACH [n.name, n.aliases] "
            "OPTIONS {indexConfig: {`fulltext.analyzer`: 'cjk'}}"
        )
        self._run("CALL db.awaitIndexes(60)")

    def _clear(self) -> None:
        # Edges first: a node with a hundred thousand of them would not fit into one transaction.
        self._run(f"MATCH (:{STAMP})-[r]->(:{STAMP}) CALL (r) {{ DELETE r }} IN TRANSACTIONS OF {BATCH} ROWS")
        self._run(f"MATCH (n:{STAMP}) CALL (n) {{ DETACH DELETE n }} IN TRANSACTIONS OF {BATCH} ROWS")

    def _run(self, statement: str, **params: object) -> None:
        with self.driver.session() as session:
            session.run(statement, params).consume()

    def _send(self, statement: str, rows: list[TableRow]) -> None:
        with self.driver.session() as session:
            for batch in _batches(rows):
                session.run(statement, rows=batch).consume()

    def ask(self, query: Query, **params: object) -> list[Row]:
        """Answer on the server. Raises QueryError where it refuses the question, StoreError where it is gone."""
        columns = [c.name for c in query.columns]
        given = {p.name: params.get(p.name, p.default) for p in query.params}
        try:
            with self.driver.session(default_access_mode=neo4j.READ_ACCESS) as session:
                result = session.run(query.neo4j or query.cypher, given)
                if list(result.keys()) != columns:
                    raise QueryError(f"问题 {query.name} 返回的列 {list(result.keys())} 与声明的 {columns} 不符")
                return [dict(zip(columns, record.values(), strict=True)) for record in result]
        except (ServiceUnavailable, DriverError, OSError) as error:
            raise StoreError(f"{self.address}：Neo4j 服务器没有回答（{_first_line(error)}）；请确认它在运行") from error
        except Neo4jError as error:
            raise QueryError(f"问题 {query.name} 无法回答：{_first_line(error)}") from error

    def close(self) -> None:
        """Let go of the connection."""
        self.driver.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()


def _batches(rows: list[TableRow]) -> Iterator[list[TableRow]]:
    each = iter(rows)
    while batch := list(islice(each, BATCH)):
        yield batch


def _first_line(error: Exception) -> str:
    return str(error).strip().splitlines()[0][:160] if str(error).strip() else type(error).__name__
