"""How the dashboard is started: one command line for the program, the tests and the pictures."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from graph.errors import GraphError
from graph.queries import Value, ask
from graph.stores import SERVER, open_store

# What the first page asks. A database that was started a moment ago takes a second to plan each.
FIRST: dict[str, dict[str, Value]] = {
    "counts": {}, "documents": {}, "five_counts": {}, "five_by_year": {}, "coverage": {"level": "province"}, "towns_without_station": {},
}  # fmt: skip
APP = Path(__file__).with_name("app.py")
ADDRESS = "127.0.0.1"


def free_port(wanted: int = 8501) -> int:
    """``wanted``, or a free port that the system picks where something else already listens there."""
    for port in (wanted, 0):
        with socket.socket() as probe:
            try:
                probe.bind((ADDRESS, port))
            except OSError:
                continue
            return int(probe.getsockname()[1])
    raise AssertionError("the system gave no port")


def address(port: int) -> str:
    """What to type into the browser."""
    return f"http://{ADDRESS}:{port}"


def command(port: int) -> list[str]:
    """The command line that serves the dashboard: the store is read from ``KG_STORE`` (or the workspace).

    It answers this machine alone, unless ``KG_ADDRESS`` names another address (a container's). ``KG_SECRETS`` names the file of the login.
    """
    options = {
        "server.address": os.environ.get("KG_ADDRESS") or ADDRESS, "server.port": str(port), "server.headless": "true",
        "server.fileWatcherType": "none", "browser.gatherUsageStats": "false", "browser.serverAddress": ADDRESS,
    }  # fmt: skip
    if secrets := os.environ.get("KG_SECRETS"):
        options["secrets.files"] = secrets
    return [sys.executable, "-m", "streamlit", "run", str(APP), *(f"--{name}={value}" for name, value in options.items())]


def serve(store: str, port: int, say: Callable[[str], None]) -> None:
    """Serve ``store`` (an address of ``open_store``) until Ctrl-C; ``say`` is told the address of the page, or what went wrong."""
    # whoever stops this process (a service, a container) stops the server with it
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    port = free_port(port)
    warm(store)
    process = subprocess.Popen(command(port), env={**os.environ, "KG_STORE": store}, stdout=subprocess.DEVNULL)
    try:
        if ready(port, process):
            say(f"看板：{address(port)}　（按 Ctrl-C 停止）")
        process.wait()
    except KeyboardInterrupt:
        say("看板已停止。")
    finally:
        process.terminate()
        process.wait()


def warm(store: str) -> threading.Thread:
    """Ask a server, beside what else is done, what the first page will ask: while the program starts it plans and reads all that."""
    thread = threading.Thread(target=_ask_first, args=(store,), daemon=True)
    thread.start()
    return thread


def _ask_first(store: str) -> None:
    # Whoever opens a page is told what is wrong with a server that does not answer.
    with suppress(GraphError):
        if store.startswith(SERVER):
            with open_store(store, read_only=True) as opened:
                for name, given in FIRST.items():
                    ask(opened, name, **given)


def ready(port: int, process: "subprocess.Popen[bytes]", seconds: float = 60) -> bool:
    """Wait until the server answers; False when its process ended or it took longer than ``seconds``."""
    end = time.monotonic() + seconds
    while time.monotonic() < end and process.poll() is None:
        # Not urllib: it would ask a proxy of the environment for this machine's own address.
        connection = http.client.HTTPConnection(ADDRESS, port, timeout=1)
        try:
            connection.request("GET", "/_stcore/health")
            return connection.getresponse().status == 200
        except OSError:
            time.sleep(0.1)
        finally:
            connection.close()
    return False
