"""Fixtures: every store, the real Neo4j server, Chromium.

What is missing is skipped and told loudly, or fails where KG_REQUIRE asks for it.
"""

import os
from collections.abc import Iterator
from pathlib import Path

import neo4j
import pytest
import streamlit as st
from hypothesis import settings

from graph.doctor import find_chromium
from graph.errors import StoreError
from graph.model import Facts
from graph.stores import GraphStore, local, open_store
from graph.stores.local import Running
from tests import town
from tests.pages import Page, open_page

# The first example reads the dictionaries, and a busy machine is no fault: what must be fast is measured by tests of its own.
settings.register_profile("any machine", deadline=None)
settings.load_profile("any machine")

REQUIRED = {name.strip() for name in os.environ.get("KG_REQUIRE", "").split(",") if name.strip()}
not_tested: dict[str, str] = {}
skipped: dict[str, int] = {}


def missing(name: str, reason: str) -> None:
    """Skip the test, or fail it where KG_REQUIRE names what is missing."""
    not_tested[name] = reason
    if name in REQUIRED:
        pytest.fail(f"KG_REQUIRE={name}: {reason}")
    pytest.skip(reason)


@pytest.fixture(scope="session")
def neo4j_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A real Neo4j Community server with data of its own, stopped at the end; or the one at KG_TEST_NEO4J (with KG_TEST_PASSWORD).

    The tests remove everything that is in it.
    """
    if address := os.environ.get("KG_TEST_NEO4J"):
        running = Running(address, os.environ.get("KG_TEST_PASSWORD", ""), 0)
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("KG_PASSWORD", running.password)
            try:
                open_store(address).close()
            except StoreError as error:
                missing("neo4j", f"{error}（KG_TEST_NEO4J、KG_TEST_PASSWORD）")
        yield running
        return
    home = tmp_path_factory.mktemp("neo4j")
    try:
        running = local.start(home)
    except StoreError as error:
        missing("neo4j", str(error))
    yield running
    local.stop(home)


@pytest.fixture
def neo4j_address(neo4j_server: Running, monkeypatch: pytest.MonkeyPatch) -> str:
    """The address of the server; its password stands in the environment."""
    monkeypatch.setenv("KG_PASSWORD", neo4j_server.password)
    return neo4j_server.address


@pytest.fixture
def empty(neo4j_server: Running) -> Iterator[neo4j.Driver]:
    """The server with nothing in it, before and after."""
    with neo4j.GraphDatabase.driver(neo4j_server.address, auth=("neo4j", neo4j_server.password)) as driver:
        driver.execute_query("MATCH (n) DETACH DELETE n")
        yield driver
        driver.execute_query("MATCH (n) DETACH DELETE n")


@pytest.fixture(params=["embedded", pytest.param("neo4j", marks=pytest.mark.neo4j)])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[GraphStore]:
    """An empty store of each kind."""
    server = request.param == "neo4j"
    with open_store(request.getfixturevalue("neo4j_address") if server else str(tmp_path / "graph.lbdb")) as opened:
        opened.write(Facts())
        yield opened


@pytest.fixture(scope="session")
def town_graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with the small graph that every page has something to show of."""
    path = tmp_path_factory.mktemp("town") / "town.lbdb"
    with open_store(str(path)) as opened:
        opened.write(town.facts())
    return path


@pytest.fixture
def page(town_graph: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Page]:
    """Opens a page at an address on the small graph; whatever it does, it shows no exception."""
    monkeypatch.setenv("KG_STORE", str(town_graph))
    monkeypatch.setenv("KG_HOME", str(town_graph.parent))
    yield open_page
    st.cache_resource.clear()


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of a Chromium."""
    found = find_chromium()
    if not found:
        missing("browser", "没有 Chromium；请安装（Debian、Ubuntu：apt install chromium fonts-noto-cjk），或用 KG_CHROMIUM 指明它的位置")
    return found


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    """Count what was skipped for want of something, by what was wanting."""
    report = yield
    if report.skipped or report.failed:  # type: ignore[attr-defined]
        said = str(report.longrepr)  # type: ignore[attr-defined]
        for name, reason in not_tested.items():
            skipped[name] = skipped.get(name, 0) + (reason[:60] in said)
    return report


def pytest_unconfigure(config: pytest.Config) -> None:
    """The very last lines, below pytest's own, say what was not tested and how to get it."""
    terminal: pytest.TerminalReporter | None = config.pluginmanager.get_plugin("terminalreporter")
    if terminal is None:
        return
    for name, reason in sorted(not_tested.items()):
        terminal.write_line(f"没有测试 NOT TESTED: {name} ({skipped.get(name, 0)} tests): {reason}", red=True, bold=True)
