"""The store that the pages ask, and their answers, kept until the graph changes. Every page asks through ``answer``."""

import os
from datetime import datetime
from pathlib import Path

import streamlit as st

from graph.errors import StoreError
from graph.queries import Row, Value, ask
from graph.stores import GraphStore, open_store
from graph.workspace import workspace

# A server's graph has no file whose time would tell of a change: its answers are asked anew after this many seconds.
SERVER_SECONDS = 60


def store_address() -> str:
    """Where the graph is: ``KG_STORE``, else the workspace's own file."""
    return os.environ.get("KG_STORE") or str(workspace().graph)


def is_server(address: str) -> bool:
    """Whether the address names a server, not a file."""
    return "://" in address


def version(address: str) -> str:
    """Changes when a build has put a new graph in the place of the old one. Raises StoreError where there is no graph."""
    if is_server(address):
        return str(int(datetime.now().timestamp()) // SERVER_SECONDS)
    try:
        found = Path(address).stat()
    except OSError as error:
        raise StoreError(f"还没有图谱：{address} 不存在") from error
    return f"{found.st_ino}.{found.st_mtime_ns}.{found.st_size}"


def built_at(address: str) -> str:
    """When the graph was written, to the minute, or an empty string for a server."""
    return "" if is_server(address) else f"{datetime.fromtimestamp(Path(address).stat().st_mtime):%Y-%m-%d %H:%M}"


def exists() -> bool:
    """Whether there is a graph to ask; a server that does not answer raises StoreError."""
    address = store_address()
    return (is_server(address) or Path(address).exists()) and any(int(str(row["n"])) for row in answer("counts"))


def answer(name: str, **params: Value) -> list[Row]:
    """The rows of a question, from memory when it was asked of this very graph before. Raises GraphError."""
    address = store_address()
    return _answer(address, version(address), name, params)


@st.cache_data(show_spinner=False, max_entries=2000)
def _answer(address: str, version: str, name: str, params: dict[str, Value]) -> list[Row]:
    return ask(_store(address, "" if is_server(address) else version), name, **params)


@st.cache_resource(show_spinner=False, max_entries=2)
def _store(address: str, version: str) -> GraphStore:
    """One opened store for all readers; a new version of the file is opened anew, readers of the old one finish on it."""
    return open_store(address, read_only=True)
