"""Fixtures: every store, the real Neo4j server, Chromium.

What is missing is skipped and told loudly, or fails where KG_REQUIRE asks for it.
"""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.errors import StoreError
from graph.model import Facts
from graph.stores import GraphStore, local, open_store
from graph.stores.local import Running

REQUIRED = {name for name in os.environ.get("KG_REQUIRE", "").split(",") if name}
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome", "msedge")
not_tested: dict[str, str] = {}


def missing(name: str, reason: str) -> None:
    """Skip the test, or fail it where KG_REQUIRE names what is missing."""
    not_tested[name] = reason
    if name in REQUIRED:
        pytest.fail(f"KG_REQUIRE={name}: {reason}")
    pytest.skip(reason)


@pytest.fixture(scope="session")
def neo4j_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A real Neo4j Community server with data of its own, stopped at the end."""
    home = tmp_path_factory.mktemp("neo4j")
    try:
        running = local.start(home)
    except StoreError as error:
        missing("neo4j", str(error))
    yield running
    local.stop(home)


@pytest.fixture(params=["embedded", pytest.param("neo4j", marks=pytest.mark.neo4j)])
def store(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[GraphStore]:
    """An empty store of each kind."""
    if request.param == "neo4j":
        running: Running = request.getfixturevalue("neo4j_server")
        monkeypatch.setenv("KG_PASSWORD", running.password)
        address = running.address
    else:
        address = str(tmp_path / "graph.lbdb")
    with open_store(address) as opened:
        opened.write(Facts())
        yield opened


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of a Chromium."""
    found = os.environ.get("KG_CHROMIUM") or next((path for name in BROWSERS if (path := shutil.which(name))), "")
    if not found:
        missing("browser", "没有 Chromium；请安装（Debian、Ubuntu：apt install chromium fonts-noto-cjk），或用 KG_CHROMIUM 指明它的位置")
    return found


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """The last line says what was not tested and how to get it."""
    for name, reason in sorted(not_tested.items()):
        terminalreporter.write_line(f"没有测试 NOT TESTED: {name}: {reason}", red=True, bold=True)
