"""What is missing on this machine: one line for each thing that the program or one of its extras needs."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from difflib import get_close_matches
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path
from typing import Literal

from msgspec import Struct

from graph.errors import GraphError, StoreError
from graph.licences import requirements
from graph.queries import ask
from graph.stores import SERVER, default_address, local, open_store
from graph.stores.jars import cache_folder, find_java
from graph.version import graph_line
from graph.workspace import Workspace

ROOT = Path(__file__).resolve().parent.parent
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome", "msedge")
# Below these a build of some thousand reports, or the divisions beside a local Neo4j, was seen to fail.
MEMORY, DISK = 2e9, 2e9
State = Literal["good", "want", "lack"]


class Finding(Struct, frozen=True):
    """One thing: ``good``; ``want``: an extra or a hint; ``lack``: without it the program does not work."""

    what: str
    state: State
    says: str


def examine(place: Workspace) -> Iterator[Finding]:
    """Every finding, one after the other as it is found; nothing is changed."""
    checks: tuple[Callable[[Workspace], Finding], ...] = (
        *(_python, _packages, _developers, _workspace, _store, _neo4j, _browser, _font, _scans, _memory, _disk, _settings, _model),
    )
    for check in checks:
        yield check(place)


def _python(_: Workspace) -> Finding:
    found = sys.version.split()[0]
    return (
        Finding("Python", "good", f"{found}（{sys.executable}）")
        if sys.version_info >= (3, 11)
        else Finding("Python", "lack", f"{found}；要 3.11 以上")
    )


def _packages(_: Workspace) -> Finding:
    return _compared("组件", "requirements.txt", "lack", "python3 run.py --help（会自动补装）")


def _developers(_: Workspace) -> Finding:
    return _compared("测试组件", "requirements-dev.txt", "want", "python3 run.py test（会自动补装）")


def _compared(what: str, file: str, state: State, advice: str) -> Finding:
    """Packages against the pins of a requirements file."""
    wrong, count = [], 0
    for count, pin in enumerate(requirements(ROOT / file), 1):  # noqa: B007
        try:
            found = version(pin.name)
        except PackageNotFoundError:
            wrong.append(f"{pin.name} 没有安装")
            continue
        if not pin.specifier.contains(found, prereleases=True):
            wrong.append(f"{pin.name} 是 {found}，应为 {str(pin.specifier).removeprefix('==')}")
    if wrong:
        return Finding(what, state, f"{'；'.join(wrong[:6])}{f' 等 {len(wrong)} 个' if len(wrong) > 6 else ''}。补装：{advice}")
    return Finding(what, "good", f"{count} 个，与 {file} 一致")


def _workspace(place: Workspace) -> Finding:
    there = _standing(place.root.absolute())
    try:
        with tempfile.TemporaryFile(dir=there):
            pass
    except OSError as error:
        return Finding("工作区", "lack", f"{place.root.absolute()} 不能写（{error.strerror}）；换一个文件夹：KG_HOME=文件夹")
    return Finding("工作区", "good", f"{place.root.absolute()}{'' if place.root.exists() else '（还没有，建图时建立）'}")


def _store(place: Workspace) -> Finding:
    address = default_address(str(place.graph))
    if not address.startswith(SERVER) and not Path(address).exists():
        return Finding("图库", "want", f"{address} 还没有；先建图：python3 run.py build 资料文件夹")
    try:
        with open_store(address, read_only=True) as store:
            counts = ask(store, "counts")
    except StoreError as error:
        return Finding("图库", "lack", str(error))
    return Finding("图库", "good" if counts else "want", graph_line(place).removeprefix("图库：") + ("" if counts else "，是空的"))


def _neo4j(_: Workspace) -> Finding:
    if running := local.status():
        return Finding("本机 Neo4j", "good", f"在运行：{running.address}")
    try:
        java = find_java()
    except StoreError as error:
        return Finding("本机 Neo4j", "want", f"{error}（只在用本机 Neo4j 时需要）")
    jars = sum(1 for _ in cache_folder().rglob("*.jar"))
    return Finding(
        "本机 Neo4j", "good", f"没有在运行；Java：{java}；{f'程序包 {jars} 个' if jars else '程序包还没有取（neo4j start 时取）'}"
    )


def find_chromium() -> str:
    """The browser that KG_CHROMIUM names, or the first of the known ones; empty where there is none."""
    given = os.environ.get("KG_CHROMIUM", "")
    return next((path for name in ((given,) if given else BROWSERS) if (path := shutil.which(name))), "")


def _browser(_: Workspace) -> Finding:
    given, found = os.environ.get("KG_CHROMIUM", ""), find_chromium()
    if found:
        return Finding("Chromium", "good", found)
    return Finding(
        "Chromium", "want", f"没有找到{f' {given}' if given else ''}；只在测试和拍图时需要（Debian、Ubuntu：apt install chromium）"
    )


def _font(_: Workspace) -> Finding:
    lister = shutil.which("fc-list")
    if lister is None:
        return Finding("中文字体", "good", "由系统自带" if sys.platform in ("win32", "darwin") else "看不出（没有 fc-list）")
    done = subprocess.run([lister, ":lang=zh", "family"], capture_output=True, text=True, errors="replace", check=False)
    families = sorted({line.split(",")[0].strip() for line in done.stdout.splitlines() if line.strip()})
    if families:
        return Finding("中文字体", "good", f"{families[0]}{f' 等 {len(families)} 种' if len(families) > 1 else ''}")
    return Finding("中文字体", "want", "没有；本机浏览器里中文会是方块（Debian、Ubuntu：apt install fonts-noto-cjk）")


def _scans(_: Workspace) -> Finding:
    if find_spec("rapidocr_onnxruntime"):
        return Finding("扫描件识别", "good", "已安装")
    return Finding("扫描件识别", "want", "没有安装；读扫描件时：.venv/bin/python -m pip install -r requirements-ocr.txt")


def _memory(_: Workspace) -> Finding:
    try:
        total = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (AttributeError, ValueError, OSError):  # Windows
        return Finding("内存", "good", "看不出")
    return Finding(
        "内存",
        "good" if total >= MEMORY else "want",
        f"{total / 1e9:.1f} GB{'' if total >= MEMORY else '；资料多时会不够，建议 4 GB 以上'}",
    )


def _disk(place: Workspace) -> Finding:
    free = shutil.disk_usage(_standing(place.root.absolute())).free
    return Finding(
        "磁盘", "good" if free >= DISK else "want", f"工作区所在的盘还有 {free / 1e9:.1f} GB{'' if free >= DISK else '；建议留 2 GB 以上'}"
    )


def _settings(_: Workspace) -> Finding:
    """The KG_* variables that are set; one that nobody reads is a slip of the pen. Passwords and keys are not shown."""
    known = known_settings()
    given = {name: value for name, value in sorted(os.environ.items()) if name.startswith("KG_")}
    unknown = [f"{name} 没有这个变量{_near(name, known)}" for name in given if name not in known]
    shown = [
        name if any(word in name for word in ("PASSWORD", "KEY")) else f"{name}={value}" for name, value in given.items() if name in known
    ]
    return Finding("KG_ 变量", "want" if unknown else "good", "；".join([*unknown, *shown]) or "都没有设，用默认值（见 .env.example）")


def _near(name: str, known: list[str]) -> str:
    close = get_close_matches(name, known, 1)
    return f"，是 {close[0]} 吗？" if close else ""


def known_settings() -> list[str]:
    """The variables that .env.example describes."""
    lines = (ROOT / ".env.example").read_text("utf-8").splitlines()
    return [line.removeprefix("#").partition("=")[0] for line in lines if line.startswith("#KG_")]


def _model(_: Workspace) -> Finding:
    from nlp.model_client import list_models, model_address  # noqa: PLC0415  (nlp takes a second)

    address = model_address()
    if not address:
        return Finding("语言模型", "good", "没有设 KG_LLM_URL，不用语言模型")
    try:
        models = list_models()
    except GraphError as error:
        return Finding("语言模型", "lack", str(error))
    return Finding("语言模型", "good" if models else "want", f"{address}：{'、'.join(models[:5]) or '没有列出模型'}")


def _standing(path: Path) -> Path:
    """The path, or the nearest folder above it that stands."""
    return next(p for p in (path, *path.parents) if p.is_dir())
