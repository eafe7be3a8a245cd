"""A store holds one set of facts and answers questions. Two kinds: an embedded file, or a Neo4j server."""

import os
from collections.abc import Iterator
from types import TracebackType
from typing import Protocol, Self

from graph.model import Facts
from graph.queries import Query, Row

SERVER = ("neo4j://", "neo4j+s://", "neo4j+ssc://", "bolt://", "bolt+s://", "bolt+ssc://")


class GraphStore(Protocol):
    """What a store can do. It can be thrown away and rebuilt from facts at any time."""

    def write(self, facts: Facts) -> None:
        """Afterwards the store holds exactly these facts; writing them again changes nothing."""
        ...

    def ask(self, query: Query, **params: object) -> list[Row]:
        """The rows of the query's Cypher, each with exactly the columns it returns, as plain Python values.

        A question whose answer Python makes of them (``then``) is asked through ``graph.queries.ask``.
        """
        ...

    def each(self, query: Query, **params: object) -> Iterator[Row]:
        """The same rows one after the other: what need not be held at once takes less memory."""
        ...

    def state(self) -> str:
        """Another text after each change of what the store holds. Raises StoreError."""
        ...

    def close(self) -> None:
        """Let go of the file or the connection."""
        ...

    def __enter__(self) -> Self: ...

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None: ...


def open_store(address: str, *, read_only: bool = False) -> GraphStore:
    """The store at an address: ``neo4j://host:7687`` (user and password from KG_USER and KG_PASSWORD), else the name of a file.

    Raises StoreError where the file is locked, damaged or (read-only) missing, or the server is unreachable or refuses the password.
    """
    if address.startswith(SERVER):
        from graph.stores.server import ServerStore  # noqa: PLC0415  (the driver is not loaded for an embedded store)

        user, password = os.environ.get("KG_USER") or "neo4j", os.environ.get("KG_PASSWORD") or ""
        return ServerStore(address, user, password, read_only=read_only)
    from graph.stores.embedded import EmbeddedStore  # noqa: PLC0415

    return EmbeddedStore(address, read_only=read_only)


def default_address(file: str) -> str:
    """``KG_STORE`` where it is set, else the file."""
    return os.environ.get("KG_STORE") or file
