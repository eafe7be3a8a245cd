"""The Neo4j store, through the official driver: connection, questions, errors. What a write does is in ``server_write.py``."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import Self

import neo4j
from neo4j.exceptions import AuthError, ClientError, DriverError, Neo4jError, ServiceUnavailable

from graph.errors import QueryError, StoreError
from graph.model import Facts
from graph.queries import Query, Row
from graph.stores.answers import rows_of, values_of
from graph.stores.server_write import write_facts
from graph.stores.tables import edge_rows, node_rows

# Seconds: an office network answers at once or not at all.
WAIT = 8
OLDEST = (5, 26)
ADVICE = "请检查地址，确认服务器在运行；本机的服务器：python3 run.py neo4j start"
# What the server says when the question, not the server, is at fault.
QUESTION_TROUBLE = ("Neo.ClientError.Statement", "Neo.ClientError.Procedure")


class ServerStore:
    """A graph in a Neo4j server of version 5.26 or newer. Nodes that this program did not write are never touched."""

    def __init__(self, address: str, user: str, password: str, *, read_only: bool = False) -> None:
        self.address, self.read_only = address, read_only
        with self._told("连不上 Neo4j 服务器", ADVICE):
            self._driver = neo4j.GraphDatabase.driver(
                address,
                auth=(user, password) if password else None,
                connection_timeout=WAIT,
                connection_acquisition_timeout=WAIT,
                max_transaction_retry_time=WAIT,
                notifications_min_severity="OFF",
            )
        try:
            with self._told("连不上 Neo4j 服务器", ADVICE):
                self._check_version(self._driver.get_server_info().agent)
        except StoreError:
            self._driver.close()
            raise

    def _check_version(self, agent: str) -> None:
        found = re.match(r"Neo4j/(\d+)\.(\d+)", agent)
        if found and (int(found[1]), int(found[2])) < OLDEST:
            raise StoreError(f"{self.address}：服务器是 {agent}，需要 Neo4j {OLDEST[0]}.{OLDEST[1]} 或更新的版本；请升级")

    def write(self, facts: Facts) -> None:
        """Make the server hold exactly these facts: what differs is created, changed or removed, the rest is left alone.

        Not one transaction: a server's memory would not hold a province in one. After a break the next write mends what is left.
        """
        if self.read_only:
            raise StoreError(f"{self.address}：图库是只读打开的，不能写")
        nodes, edges = node_rows(facts), edge_rows(facts)
        with self._told("写入中断", "请检查服务器后重新运行 build"):
            write_facts(self._driver, nodes, edges)

    def ask(self, query: Query, **params: object) -> list[Row]:
        """Answer on the server. Raises QueryError where it refuses the question, StoreError where it is gone."""
        text, values = _asked(query, params)

        def read(transaction: neo4j.ManagedTransaction) -> list[Row]:
            result = transaction.run(text, values)
            return list(rows_of(query, result.keys(), (record.values() for record in result)))

        with self._answering(query) as session:
            return session.execute_read(read)

    def each(self, query: Query, **params: object) -> Iterator[Row]:
        """The same, row by row as they come; without a second try, for rows that were given cannot be taken back."""
        text, values = _asked(query, params)
        with self._answering(query) as session:
            result = session.run(text, values)
            yield from rows_of(query, result.keys(), (record.values() for record in result))

    @contextmanager
    def _answering(self, query: Query) -> Iterator[neo4j.Session]:
        with self._told("Neo4j 服务器没有回答", ADVICE), self._driver.session(default_access_mode=neo4j.READ_ACCESS) as session:
            try:
                yield session
            except ClientError as error:
                if str(error.code).startswith(QUESTION_TROUBLE):
                    raise QueryError(f"问题 {query.name} 无法回答：{_first_line(error)}") from error
                raise

    @contextmanager
    def _told(self, what: str, advice: str) -> Iterator[None]:
        """Say in one sentence what the driver or the server says in its own way."""
        try:
            yield
        except AuthError as error:
            raise StoreError(f"{self.address}：用户名或密码不对；用户放在环境变量 KG_USER，密码放在 KG_PASSWORD") from error
        except (ServiceUnavailable, DriverError, Neo4jError, ValueError, OSError) as error:
            raise StoreError(f"{self.address}：{what}（{_first_line(error)}）；{advice}") from error

    def state(self) -> str:
        """The server's bookmark, which moves on with every transaction, whoever made it."""
        with self._told("Neo4j 服务器没有回答", ADVICE), self._driver.session(default_access_mode=neo4j.READ_ACCESS) as session:
            session.run("RETURN 1").consume()
            return " ".join(sorted(session.last_bookmarks().raw_values))

    def close(self) -> None:
        """Let go of the connection."""
        self._driver.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()


def _asked(query: Query, params: dict[str, object]) -> tuple[str, dict[str, object]]:
    """The Cypher for this store and the values that it uses."""
    text = query.neo4j or query.cypher
    return text, values_of(query, text, params)


def _first_line(error: Exception) -> str:
    said = getattr(error, "message", None) or str(error)
    return str(said).strip().splitlines()[0][:200] if str(said).strip() else type(error).__name__
