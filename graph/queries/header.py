"""Reads question files: the header of ``// key: value`` lines, then the Cypher text.

``about``, ``param``, ``column`` and ``hidden`` may stand on several lines. Nothing is guessed: an unknown key, a missing title, a
parameter or a column that the text does not have stops the program with the file's name.
"""

import re
from pathlib import Path

import msgspec

from graph.errors import OntologyError
from graph.queries.lint import columns_returned, forbidden, params_used
from graph.queries.records import Column, Param, Query, Value

KEYS = ("title", "group", "about", "param", "column", "hidden", "show", "empty")
REQUIRED = ("title", "group", "about", "column", "empty")
# The order of the groups on every page.
GROUPS = ("资源", "五社", "覆盖", "组织", "政策", "项目和人群", "数字", "证据", "总览")
PICTURES = ("table", "bars", "map", "network", "lines", "text")
LINE = re.compile(r"//\s*(\w+)\s*:\s*(.*)")
NEO4J = ".neo4j.cypher"

Header = dict[str, list[str]]


def read_folder(folder: Path) -> dict[str, Query]:
    """Every question of a folder by name, in the order of the groups and of the files' names. Raises OntologyError."""
    files = sorted(p for p in folder.glob("*.cypher") if not p.name.endswith(NEO4J))
    found = [read_question(path) for path in files]
    for path in sorted(folder.glob(f"*{NEO4J}")):
        if not path.with_name(path.name.removesuffix(NEO4J) + ".cypher").exists():
            raise OntologyError(f"{path.name}：没有同名的问题文件 {path.name.removesuffix(NEO4J)}.cypher")
    return {q.name: q for q in sorted(found, key=lambda q: (GROUPS.index(q.group), q.name))}


def read_question(path: Path) -> Query:
    """One question, with the ``.neo4j.cypher`` file beside it where there is one. Raises OntologyError naming the file and the line."""
    header, cypher = _split(path)
    for key in REQUIRED:
        if key not in header:
            raise OntologyError(f"{path.name}：文件头缺 // {key}:")
    if header["group"][0] not in GROUPS:
        raise OntologyError(f"{path.name}：没有 {header['group'][0]} 这一组；可用 {'、'.join(GROUPS)}")
    show = tuple(s.strip() for s in header.get("show", ["table"])[0].split(","))
    if unknown := [s for s in show if s not in PICTURES]:
        raise OntologyError(f"{path.name}：不会画 {unknown[0]}；show 可用 {'、'.join(PICTURES)}")
    other = path.with_name(path.stem + NEO4J)
    query = Query(
        name=path.stem,
        title=header["title"][0],
        about="".join(header["about"]),
        group=header["group"][0],
        params=tuple(_param(p, path) for p in header.get("param", [])),
        columns=tuple(_column(c, path) for c in header["column"]),
        show=show,
        empty=header["empty"][0],
        cypher=cypher,
        neo4j=_split(other)[1] if other.exists() else "",
    )
    _check(query, path.name, query.cypher, shared=True)
    if query.neo4j:
        _check(query, other.name, query.neo4j, shared=False)
    return query


def _split(path: Path) -> tuple[Header, str]:
    """The header by key and the text below it. Shown and hidden columns keep their order under ``column``."""
    header: Header = {}
    lines = path.read_text("utf-8").splitlines()
    for number, line in enumerate(lines):
        if not line.startswith("//"):
            return header, "\n".join(lines[number:]).strip()
        found = LINE.fullmatch(line.strip())
        if not found or found[1] not in KEYS:
            raise OntologyError(f"{path.name} 第 {number + 1} 行：文件头只认 {'、'.join(KEYS)}，不认“{line.strip()}”")
        key = "column" if found[1] == "hidden" else found[1]
        value = f"- {found[2]}" if found[1] == "hidden" else found[2]
        header.setdefault(key, []).append(value.strip())
        if key not in ("about", "param", "column") and len(header[key]) > 1:
            raise OntologyError(f"{path.name} 第 {number + 1} 行：// {key}: 只能写一次")
    raise OntologyError(f"{path.name}：只有文件头，没有 Cypher")


def _param(text: str, path: Path) -> Param:
    parts = [p.strip() for p in text.split("|")]
    name, equals, default = (p.strip() for p in parts[0].partition("="))
    try:
        value: Value = msgspec.json.decode(default, type=Value)
    except msgspec.MsgspecError as error:
        raise OntologyError(f'{path.name}：参数“{text}”应写作 名字 = 默认值 | 说明，默认值如 ""、20、0.5、true') from error
    if not equals or len(parts) not in (2, 3) or not re.fullmatch(r"[a-z]\w*", name):
        raise OntologyError(f"{path.name}：参数“{text}”应写作 名字 = 默认值 | 说明 | 可选值，可选值")
    choices = tuple(c.strip() for c in parts[2].split(",")) if len(parts) == 3 else ()
    if choices and value == "":
        choices = ("", *choices)
    if choices and value not in choices:
        raise OntologyError(f"{path.name}：参数 {name} 的默认值 {value} 不在可选值里")
    return Param(name, value, parts[1], choices)


def _column(text: str, path: Path) -> Column:
    shown = not text.startswith("- ")
    name, bar, title = (p.strip() for p in text.removeprefix("- ").partition("|"))
    if not bar or not title or not re.fullmatch(r"[a-z]\w*", name):
        raise OntologyError(f"{path.name}：列“{text}”应写作 名字 | 中文列名")
    return Column(name, title, shown)


def _check(query: Query, file: str, cypher: str, *, shared: bool) -> None:
    """The text against its header and against the rules; ``shared`` texts must run on every store."""
    if found := forbidden(cypher, shared=shared):
        raise OntologyError(f"{file}：{found}")
    declared, used = {p.name for p in query.params}, params_used(cypher)
    if declared != used:
        name = sorted(declared ^ used)[0]
        raise OntologyError(f"{file}：参数 {name} {'没有用到' if name in declared else '没有在文件头声明（// param:）'}")
    columns, returned = [c.name for c in query.columns], columns_returned(cypher)
    if columns != returned:
        raise OntologyError(f"{file}：返回的列 {'、'.join(returned)} 与声明的 {'、'.join(columns)} 不符（连同次序）")
