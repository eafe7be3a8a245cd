"""Reads question files: a header of ``// key: value`` lines, then Cypher. What breaks the rules is refused with the file's name."""

import re
from collections import Counter
from pathlib import Path

import msgspec

from graph.errors import QueryError
from graph.queries.lint import columns_returned, forbidden, params_used
from graph.queries.records import Column, Link, Param, Query, Value, returned
from graph.queries.then import step_source

KEYS = ("title", "about", "ask", "group", "param", "column", "link", "show", "empty")
MANY = ("param", "column", "link", "ask")
PICTURES = ("table", "bars", "map", "network", "text")
# The order of the groups on a page of questions.
GROUPS = ("五社联动", "覆盖缺口", "资金", "政策", "数字", "查找")
LINE = re.compile(r"^// (\w+): ?(.*)$")
NEO4J = ".neo4j.cypher"
# Keys that a header may have once.
PERHAPS = ("then",)


def read_folder(folder: Path) -> dict[str, Query]:
    """Every question of a folder by name, in the order of the groups and of the files' names."""
    files = sorted(folder.glob("*.cypher"))
    names = {p.name for p in files}
    for path in files:
        if path.name.endswith(NEO4J) and path.name.replace(NEO4J, ".cypher") not in names:
            raise QueryError(f"{path.name}：没有同名的问题文件 {path.name.replace(NEO4J, '.cypher')}")
    found = [read_query(path) for path in files if not path.name.endswith(NEO4J)]
    return {q.name: q for q in sorted(found, key=lambda q: (GROUPS.index(q.group), q.name))}


def read_query(path: Path) -> Query:
    """Read one file and the ``.neo4j.cypher`` beside it, if any. Raises QueryError with the file's name for what breaks the rules."""
    said, text = _split(path)
    other = path.with_name(path.stem + NEO4J)
    single = dict(said)
    query = Query(
        name=path.stem,
        title=single["title"],
        about=single["about"],
        group=single["group"],
        then=single.get("then", ""),
        given=tuple(columns_returned(text)) if "then" in single else (),
        params=tuple(_param(path, value) for key, value in said if key == "param"),
        columns=tuple(Column(*(x.strip() for x in value.split("|"))) for key, value in said if key == "column"),
        show=tuple(x.strip() for x in single["show"].split(",")),
        empty=single["empty"],
        cypher=text,
        neo4j=_without_comments(other.read_text("utf-8")) if other.exists() else "",
        links=tuple(_link(path, value) for key, value in said if key == "link"),
        asked=tuple(x.strip() for key, value in said if key == "ask" for x in value.split("|")),
    )
    if wrong := lint(query):
        raise QueryError(f"{path.name}：{'；'.join(wrong)}")
    return query


def lint(query: Query) -> list[str]:
    """What in the question breaks the rules; an empty list is the rule."""
    wrong = _lint_text(query, query.cypher, shared=True)
    wrong += _lint_text(query, query.neo4j, shared=False) if query.neo4j else []
    wrong += [f"不认识的图 {s}" for s in query.show if s not in PICTURES]
    columns = {c.name for c in query.columns}
    wrong += [f"连线的一端 {end} 不是列" for link in query.links for end in (link.left, link.right) if end not in columns]
    wrong += _lint_asked(query)
    if ("network" in query.show) != bool(query.links):
        wrong.append("画 network 要有 link，有 link 要画 network")
    return wrong


def _lint_text(query: Query, cypher: str, *, shared: bool) -> list[str]:
    wrong = forbidden(cypher, shared=shared)
    used, declared = params_used(cypher), {p.name for p in query.params}
    wrong += [f"参数 {name} 没有声明" for name in sorted(used - declared)]
    unused = declared - used
    if query.then:
        source = step_source(query.then)
        unused = {name for name in unused if f'"{name}"' not in source}
        wrong += [] if source else [f"graph/queries/then 里没有 {query.then}：应写作 模块.函数"]
    wrong += [f"参数 {name} 没有用到" for name in sorted(unused)]
    given, wanted = columns_returned(cypher), list(returned(query))
    wrong += [f"返回的列 {name} 没有名字：写作 … AS 名字" for name in given if query.then and not name.isidentifier()]
    return wrong if given == wanted else [*wrong, f"返回的列 {given} 与表头 {wanted} 不符"]


def _lint_asked(query: Query) -> list[str]:
    """Sample phrasings may leave gaps for parameters of the question only."""
    gaps, params = re.findall(r"\{(.*?)\}", " ".join(query.asked)), {p.name for p in query.params}
    return [f"问法里的 {{{name}}} 不是参数" for name in sorted({*gaps} - params)] + ["问法不能为空"] * ("" in query.asked)


def _split(path: Path) -> tuple[list[tuple[str, str]], str]:
    """The checked header as (key, value) in the file's order, and the text below it."""
    text = path.read_text("utf-8")
    found = [LINE.match(line) for line in text.splitlines() if line.startswith("//")]
    if None in found:
        raise QueryError(f"{path.name}：注释行要写作 // 表头: 值；说明写在 docs 里")
    said = [(m[1], m[2].strip()) for m in found if m]
    counts = Counter(key for key, _ in said)
    wrong = [f"不认识的表头 {key}" for key in counts if key not in (*KEYS, *PERHAPS)]
    wrong += [f"表头 {key} 应正好有一个" for key in KEYS if key not in MANY and counts[key] != 1]
    wrong += [f"表头 {key} 最多有一个" for key in PERHAPS if counts[key] > 1]
    wrong += [f"表头 {key} 没有写内容" for key, value in said if not value]
    wrong += [f"列 {value} 应写作 名字 | 标题" for key, value in said if key == "column" and not re.fullmatch(r"\w+ *\| *[^|]+", value)]
    if not wrong and dict(said)["group"] not in GROUPS:
        wrong.append(f"不认识的分组 {dict(said)['group']}；可用 {'、'.join(GROUPS)}")
    if wrong:
        raise QueryError(f"{path.name}：{'；'.join(wrong)}")
    return said, _without_comments(text)


def _without_comments(text: str) -> str:
    return "\n".join(line for line in text.splitlines() if not line.startswith("//")).strip()


def _param(path: Path, text: str) -> Param:
    """``name = default | about | choice, choice`` with a default written as in JSON."""
    parts = [x.strip() for x in text.split("|")]
    name, equals, default = (x.strip() for x in parts[0].partition("="))
    try:
        value: Value = msgspec.json.decode(default, type=Value)
    except msgspec.MsgspecError as error:
        raise QueryError(f'{path.name}：参数 {text} 的默认值应写作 ""、20、0.5 或 true') from error
    choices = tuple(x.strip() for x in parts[2].split(",")) if len(parts) == 3 else ()
    if not equals or len(parts) not in (2, 3) or (choices and value not in choices):
        raise QueryError(f"{path.name}：参数 {text} 应写作 名字 = 默认值 | 说明 | 可选值，默认值是可选值之一")
    return Param(name, value, parts[1], choices)


def _link(path: Path, text: str) -> Link:
    """``left > right | says`` or, with the arrow turned, ``left < right | says``."""
    parts = re.fullmatch(r"(\w+) ([<>]) (\w+) \| (\w+)", text)
    if not parts:
        raise QueryError(f"{path.name}：连线 {text} 应写作 左列 > 右列 | 关系")
    return Link(parts[1], parts[3], parts[4], back=parts[2] == "<")
