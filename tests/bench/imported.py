"""Fills a local Neo4j with a graph of millions of edges by the server's own importer: an export, the import, what is to run then."""

import os
import shlex
import subprocess
from pathlib import Path

import neo4j

from graph.exports import Scope, export
from graph.stores import local, open_store
from graph.stores.jars import class_path, find_java

# What the importer may take, in GB.
HEAP = 4


def fill(embedded: Path, home: Path, memory: float) -> None:
    """Make the server's data in ``home`` of the embedded file. The server must be stopped, and is stopped again."""
    folder = home.parent / f"{home.name}.export"
    with open_store(str(embedded), read_only=True) as store:
        export(store, folder, Scope(divisions=True, people=True), "neo4j-admin", force=True)
    run_import(folder, home, HEAP)
    running = local.start(home, memory)
    try:
        with neo4j.GraphDatabase.driver(running.address, auth=("neo4j", running.password)) as driver, driver.session() as session:
            for statement in (folder / "after.cypher").read_text("utf-8").split("\n", 1)[1].split(";\n")[:-1]:
                session.run(statement).consume()
    finally:
        local.stop(home)


def run_import(folder: Path, home: Path, heap: float) -> str:
    """Run import.sh's command with the jars of the local server; what it said. Raises CalledProcessError."""
    last = (folder / "import.sh").read_text("utf-8").replace(" \\\n", " ").splitlines()[-1]
    options = shlex.split(last.replace('"${1:-neo4j}"', "neo4j").removeprefix("exec neo4j-admin "))
    (home / "conf").mkdir(parents=True, exist_ok=True)
    (home / "conf" / "neo4j.conf").write_text("", "utf-8")
    java = [find_java(), f"-Dneo4j.home={home}", f"-Xmx{round(heap * 1024)}m", "-cp", class_path(), "org.neo4j.cli.AdminTool"]
    environment = {**os.environ, "NEO4J_HOME": str(home), "NEO4J_CONF": str(home / "conf")}
    done = subprocess.run([*java, *options], cwd=folder, env=environment, capture_output=True, text=True, check=True)
    return done.stdout + done.stderr
