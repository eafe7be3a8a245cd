"""The licence of every package that the program needs, from the packages' own metadata; a GPL or AGPL at run time is an error.

An SPDX expression is read as it is meant: of ``A OR B`` the better one counts, of ``A AND B`` the worse, and an exception for programs that
merely use a library (``WITH``) lifts it.
"""

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from msgspec import Struct
from packaging.requirements import InvalidRequirement, Requirement
from packaging.utils import canonicalize_name

from graph.errors import InputError

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "licences.md"
DEVELOPERS = "开发和测试"
# Which file needs it: what runs, what is an extra, what only developers have.
FILES = {"运行": "requirements.txt", "附加：OCR": "requirements-ocr.txt", DEVELOPERS: "requirements-dev.txt"}
STRONG = re.compile(r"A?GPL(-|$)", re.IGNORECASE)
GPL_TEXT = re.compile(r"GNU\s+(?:AFFERO\s+)?GENERAL\s+PUBLIC\s+LICENSE", re.IGNORECASE)
TOKEN = re.compile(r"[()]|[^\s()]+")


class Package(Struct, frozen=True):
    """One package. ``use`` is a key of FILES; ``direct``: named in that file, not only needed by another; ``licence`` SPDX or as stated."""

    name: str
    version: str
    use: str
    direct: bool
    licence: str
    looked: str = ""
    names_gpl: bool = False

    @property
    def problem(self) -> str:
        """What stands against using it (Chinese), or an empty string."""
        if not self.licence:
            return "没有写明许可证；请看它的源码，写进 graph/licences.toml"
        if self.use == DEVELOPERS:
            return ""
        if is_strong(self.licence):
            return "许可证是 GPL 或 AGPL，不能用在运行里"
        return "它的许可文件提到 GPL；请看清楚，写进 graph/licences.toml 的 [looked]" if self.names_gpl and not self.looked else ""


def packages() -> list[Package]:
    """Every package that is installed of those the requirements name, with what those need in turn; by use and name."""
    found: dict[str, Package] = {}
    for use, file in FILES.items():
        wanted = list(requirements(ROOT / file))
        names = {canonicalize_name(r.name) for r in wanted}
        for installed in _with_needed(wanted):
            name = canonicalize_name(installed.metadata["Name"])
            found.setdefault(name, _package(installed, use, direct=name in names))
    return sorted(found.values(), key=lambda p: (list(FILES).index(p.use), p.name.lower()))


def requirements(path: Path) -> Iterator[Requirement]:
    """The packages that a requirements file names itself."""
    for line in path.read_text("utf-8").splitlines():
        text = line.partition("#")[0].strip()
        if text and not text.startswith("-"):
            yield Requirement(text)


def check(found: list[Package]) -> None:
    """Raise InputError naming every package that may not be used."""
    if wrong := [f"{p.name} {p.version}（{p.licence or '无'}）：{p.problem}" for p in found if p.problem]:
        raise InputError("\n".join(wrong))


def page(found: list[Package]) -> str:
    """docs/licences.md."""
    lines = [
        "# Licences",
        "",
        "Made by `python3 run.py licences --write` from the packages' own metadata; what packages need in turn may differ on your machine.",
        "`python3 run.py licences` lists yours and fails on a GPL or AGPL at run time. The program itself: Apache-2.0 (`LICENSE`). Data:",
        "`data/reference/README.md`.",
    ]
    for use, file in FILES.items():
        some = [p for p in found if p.use == use]
        lines += ["", f"## {use}（`{file}`）", ""]
        lines += (
            ["| package | version | licence | needed by | looked at |", "|---|---|---|---|---|"]
            if some
            else ["Not installed on that machine."]
        )
        lines += [f"| {p.name} | {p.version} | {p.licence} | {'this program' if p.direct else 'another'} | {p.looked} |" for p in some]
    return "\n".join(lines) + "\n"


def is_strong(expression: str) -> bool:
    """Whether an SPDX expression leaves no choice but the GPL or AGPL. LGPL and MPL are no such licences."""
    tokens = TOKEN.findall(expression)
    strong, rest = _either(tokens)
    # What is no expression (MIT License GPL) is judged by each of its words.
    return strong or any(map(STRONG.match, rest))


def _either(tokens: list[str]) -> tuple[bool, list[str]]:
    strong, rest = _both(tokens)
    while rest and rest[0].upper() == "OR":
        other, rest = _both(rest[1:])
        strong = strong and other
    return strong, rest


def _both(tokens: list[str]) -> tuple[bool, list[str]]:
    strong, rest = _one(tokens)
    while rest and rest[0].upper() == "AND":
        other, rest = _one(rest[1:])
        strong = strong or other
    return strong, rest


def _one(tokens: list[str]) -> tuple[bool, list[str]]:
    if tokens and tokens[0] == "(":
        strong, rest = _either(tokens[1:])
        return strong, rest[1:]
    strong, rest = bool(tokens and STRONG.match(tokens[0])), tokens[1:]
    if rest and rest[0].upper() == "WITH":
        return False, rest[2:]
    return strong, rest


def names_gpl(installed: Distribution) -> bool:
    """Whether a licence file of the package holds or names the GPL: a reason to look, not a verdict."""
    for file in installed.files or ():
        if re.search(r"licen[cs]e|copying|notice", str(file), re.IGNORECASE) and file.suffix in ("", ".txt", ".md", ".rst", ".TXT"):
            path = Path(str(file.locate()))
            if path.is_file() and GPL_TEXT.search(path.read_text("utf-8", "replace")):
                return True
    return False


@cache
def _table() -> dict[str, dict[str, str]]:
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))


def _package(installed: Distribution, use: str, *, direct: bool) -> Package:
    name = installed.metadata["Name"]
    looked = _table()["looked"].get(canonicalize_name(name), _table()["looked"].get(name, ""))
    return Package(name, installed.version, use, direct, _licence(installed), looked, use != DEVELOPERS and names_gpl(installed))


def _licence(installed: Distribution) -> str:
    """The expression that the package states, else its classifiers, else the first line of its field License."""
    meta, words = installed.metadata, _table()["words"]
    if "License-Expression" in meta:
        return meta["License-Expression"]
    stated = [c.split(" :: ")[-1] for c in meta.get_all("Classifier") or [] if c.startswith("License :: ") and " Approved" not in c[-10:]]
    stated = [c for c in stated if c != "DFSG approved"]
    first = meta["License"].strip().split("\n")[0] if "License" in meta else ""
    if not stated and len(first) < 60:
        stated = [first] if first else []
    return " AND ".join(words.get(s, s) for s in stated)


def _with_needed(wanted: list[Requirement]) -> Iterator[Distribution]:
    """The installed packages of these requirements and of all that they need in turn, each once."""
    open_, seen = list(wanted), set[tuple[str, frozenset[str]]]()
    while open_:
        one = open_.pop()
        key = canonicalize_name(one.name), frozenset(one.extras)
        if key in seen:
            continue
        seen.add(key)
        try:
            installed = distribution(one.name)
        except PackageNotFoundError:  # an extra that is not installed, or not for this system
            continue
        yield installed
        for text in installed.requires or ():
            try:
                need = Requirement(text)
            except InvalidRequirement:
                continue
            extras = one.extras or {""}
            if need.marker is None or any(need.marker.evaluate({"extra": extra}) for extra in extras):
                open_.append(need)
