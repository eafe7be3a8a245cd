"""A real Neo4j Community server on this machine, from its published jars: no Docker, no installation, no shell.

The jars come from ``jars.py``. The server listens on this machine only, and everything is kept outside the checkout, so that the second
start is fast. A server that was started outlives the program that started it; ``stop`` ends it.
"""

import json
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path
from typing import Any

import neo4j
from msgspec import Struct
from neo4j.exceptions import AuthError, DriverError, Neo4jError

from graph.errors import StoreError
from graph.stores.jars import cache_folder, class_path, find_java

MAIN = "org.neo4j.server.CommunityEntryPoint"
# Where Neo4j's own tools look first; taken when it is free.
PORT = 7687
# Seconds until the server must answer; a cold and busy machine was seen to take 32.
START = 240
STOP = 60
# Seconds that a running server may take to answer; something else at its port may never do.
ANSWER = 5
# The three internal settings shorten the stop from twelve seconds to one. A misspelt name stops the start (strict validation).
SETTINGS = """server.default_listen_address=127.0.0.1
server.bolt.listen_address=127.0.0.1:{port}
server.http.enabled=false
server.https.enabled=false
server.memory.pagecache.size={cache}m
server.config.strict_validation.enabled=true
dbms.usage_report.enabled=false
db.tx_log.rotation.retention_policy=keep_none
internal.server.bolt.thread_pool_shutdown_wait_time=1s
internal.dbms.bolt.netty_server_shutdown_quiet_period=0
internal.dbms.bolt.netty_server_shutdown_timeout=1s
"""

# The servers that this process started: while it lives only it can tell that they have ended.
_children: "dict[int, subprocess.Popen[bytes]]" = {}


class Running(Struct, frozen=True):
    """A local server that is running."""

    address: str
    password: str
    pid: int


def start(home: Path | None = None, memory: float = 1.5) -> Running:
    """Start the server and wait until it answers; the one already running is returned. ``home`` holds its data (default: the cache folder).

    It takes ``memory`` GB at most, two parts of three to work in and one for what it holds of its files.

    Raises StoreError where Java or the jars cannot be had, or the server does not start, with its own last words.
    """
    home = (home or cache_folder() / "server").resolve()
    if running := status(home):
        return running
    java, jars = find_java(), class_path()
    for name in ("conf", "data", "logs", "plugins", "import"):
        (home / name).mkdir(parents=True, exist_ok=True)
    port = _free_port()
    (home / "conf" / "neo4j.conf").write_text(SETTINGS.format(port=port, cache=round(memory * 1024 / 3)), "utf-8")
    options = [f"--home-dir={home}", f"--config-dir={home / 'conf'}"]
    process = _launch([java, "-Xms256m", f"-Xmx{round(memory * 2048 / 3)}m", "-XX:+UseG1GC", "-cp", jars, MAIN, *options], home)
    running = Running(f"bolt://127.0.0.1:{port}", _password(home), process.pid)
    try:
        _wait(process, port, home)
        _set_password(running)
        state = json.dumps({"address": running.address, "pid": process.pid})
        (home / "running.json").write_text(state, "utf-8")
    except BaseException:  # Ctrl-C too: no server that nobody knows of
        process.kill()
        process.wait()
        raise
    return running


def stop(home: Path | None = None) -> bool:
    """Stop the server and wait until its process has ended; False where none was running."""
    home = (home or cache_folder() / "server").resolve()
    running = status(home)
    (home / "running.json").unlink(missing_ok=True)
    if not running:
        return False
    os.kill(running.pid, signal.SIGTERM)
    if not _ended(running.pid):
        os.kill(running.pid, signal.SIGTERM if os.name == "nt" else signal.SIGKILL)
        _ended(running.pid)
    return True


def status(home: Path | None = None) -> Running | None:
    """The local server that is running, or None. Its process id counts only while it answers to its own password."""
    home = (home or cache_folder() / "server").resolve()
    try:
        state = json.loads((home / "running.json").read_text("utf-8"))
        running = Running(state["address"], (home / "password").read_text("utf-8"), state["pid"])
    except (FileNotFoundError, json.JSONDecodeError, KeyError):
        return None
    return running if _listens(int(running.address.rsplit(":", 1)[1])) and _accepts(running.address, running.password) else None


def _launch(command: list[str], home: Path) -> "subprocess.Popen[bytes]":
    """Start a process that does not end with this one or with its Ctrl-C."""
    with (home / "logs" / "console.log").open("wb") as log:
        if sys.platform == "win32":
            flags = subprocess.CREATE_NEW_PROCESS_GROUP | subprocess.CREATE_NO_WINDOW
            process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT, creationflags=flags)
        else:
            process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT, start_new_session=True)
    _children[process.pid] = process
    return process


def _wait(process: "subprocess.Popen[bytes]", port: int, home: Path) -> None:
    console, deadline = home / "logs" / "console.log", time.monotonic() + START
    while not _listens(port):
        if process.poll() is not None:
            words = [line for line in console.read_text("utf-8", "replace").splitlines() if "ERROR" in line or "Caused by" in line]
            said = " ".join(words)[-400:] or "没有说明原因"
            raise StoreError(f"Neo4j 没有启动成功（{said}）；详见 {console}，或删除 {home} 后再试")
        if time.monotonic() > deadline:
            raise StoreError(f"Neo4j 在 {START} 秒内没有启动成功；详见 {console}")
        time.sleep(0.1)


def _set_password(running: Running) -> None:
    """Replace the factory password at the first start, then make sure that ours is the one in force."""
    change = "ALTER CURRENT USER SET PASSWORD FROM 'neo4j' TO $password"
    deadline = time.monotonic() + START
    while not _accepts(running.address, running.password):
        try:
            with neo4j.GraphDatabase.driver(running.address, auth=("neo4j", "neo4j")) as driver:
                driver.execute_query(change, password=running.password, database_="system")
        except AuthError as error:
            raise StoreError("Neo4j 启动了，但它的数据用的是别的密码；请删除它的数据文件夹后重试") from error
        except (DriverError, Neo4jError) as error:  # the port opens before the system database answers
            if time.monotonic() > deadline:
                raise StoreError(f"Neo4j 启动了，但没有回答（{error}）；请再试一次") from error
            time.sleep(0.2)


def _accepts(address: str, password: str) -> bool:
    waits: dict[str, Any] = {"connection_timeout": ANSWER, "connection_acquisition_timeout": ANSWER}
    try:
        with neo4j.GraphDatabase.driver(address, auth=("neo4j", password), **waits) as driver:
            driver.verify_connectivity()
    except (DriverError, Neo4jError):
        return False
    return True


def _ended(pid: int) -> bool:
    """Wait for the end of the process: its data is locked until then, though its port closes at once."""
    deadline = time.monotonic() + STOP
    while _alive(pid):
        if time.monotonic() > deadline:
            return False
        time.sleep(0.1)
    return True


def _alive(pid: int) -> bool:
    if pid in _children:
        return _children[pid].poll() is None
    if os.name == "nt":  # there, signal 0 would end it; and SIGTERM has ended it already
        return False
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def _listens(port: int) -> bool:
    with closing(socket.socket()) as probe:
        probe.settimeout(0.5)
        return probe.connect_ex(("127.0.0.1", port)) == 0


def _free_port() -> int:
    with closing(socket.socket()) as probe:
        try:
            probe.bind(("127.0.0.1", PORT))
        except OSError:  # taken, or a server that stopped a moment ago still holds it
            probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _password(home: Path) -> str:
    """The server's password, made at its first start and kept beside its data, readable by its owner only."""
    path = home / "password"
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(12), "utf-8")
    return path.read_text("utf-8")
