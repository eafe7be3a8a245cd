"""The questions: one ``.cypher`` file each, whose header is the page (title, help, controls, columns)."""

import difflib
import re
from collections import Counter
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from graph.errors import QueryError

if TYPE_CHECKING:
    from graph.stores import GraphStore

Value = str | int | float | bool
Row = dict[str, object]
FOLDER = Path(__file__).parent
KEYS = ("title", "about", "group", "param", "column", "link", "show", "empty")
MANY = ("param", "column", "link")
PICTURES = ("table", "bars", "map", "network", "text")
# The order of the groups on a page of questions.
GROUPS = ("五社联动", "覆盖缺口", "资金", "政策", "数字", "查找")
LINE = re.compile(r"^// (\w+): ?(.*)$")
# What runs on one engine only, or gives other rows there (DESIGN §4): pattern, reason.
FORBIDDEN = (
    (r"\*\s*\d*\s*\.\.", "走法不同：写成固定的几步"),
    (r"\b(labels|type|startNode|endNode|keys|properties)\s*\(", "用属性 label、type"),
    (r"\bsubstring\s*\(", "用 left"),
    (r"\bshortestPath\b|\bCALL\b|\bSET\b|\bMERGE\b|\bCREATE\b|\bDELETE\b|\bLOAD\b", "只许读"),
    (r"\bsplit\s*\(|\btoString\s*\(", "两种图库写法不同"),
    (r"\$\w+\s+IS\s+NULL", "用 $x = ''"),
    (r"\]\s*\[", "不用列表下标"),
)


class Param(Struct, frozen=True):
    """One control of a question. The type of ``default`` is the type of the value; ``choices`` (if any) are the only values."""

    name: str
    default: Value
    about: str
    choices: tuple[str, ...] = ()


class Column(Struct, frozen=True):
    """One column of an answer: its name in the rows and its Chinese heading."""

    name: str
    title: str


class Link(Struct, frozen=True):
    """A line that a network draws for each row: between the things of two columns, ``left`` standing left of ``right``.

    ``says`` is an edge type, or the column that holds one. ``back`` turns the arrow: it then runs from ``right`` to ``left``.
    """

    left: str
    right: str
    says: str
    back: bool = False


class Query(Struct, frozen=True, kw_only=True):
    """A question as its file says it.

    ``cypher`` runs on every store; where ``neo4j`` is not empty it replaces ``cypher`` on a Neo4j server and gives equal rows.
    ``show`` names the pictures a page draws, in order (table, bars, map, network, text). ``empty`` is the sentence for no rows.
    """

    name: str
    title: str
    about: str
    group: str
    params: tuple[Param, ...]
    columns: tuple[Column, ...]
    show: tuple[str, ...]
    empty: str
    cypher: str
    neo4j: str = ""
    links: tuple[Link, ...] = ()


@cache
def queries() -> dict[str, Query]:
    """Every question by name, in the order of the groups and of the titles' files."""
    found = [read_query(path) for path in sorted(FOLDER.glob("*.cypher")) if not path.name.endswith(".neo4j.cypher")]
    return {q.name: q for q in sorted(found, key=lambda q: (GROUPS.index(q.group), q.name))}


def find_query(name: str) -> Query:
    """The question of that name. Raises QueryError with the nearest name."""
    if name not in queries():
        raise QueryError(f"没有叫“{name}”的问题{_nearest(name, queries())}；全部问题：python3 run.py ask")
    return queries()[name]


def ask(store: "GraphStore", name: str, /, **params: object) -> list[Row]:
    """Ask one question; parameters not given have their defaults. Values are never pasted into Cypher."""
    query = find_query(name)
    return store.ask(query, **check_params(query, params))


def check_params(query: Query, given: dict[str, object]) -> dict[str, Value]:
    """All parameters of the question as values of their types. Raises QueryError naming what is unknown or impossible."""
    known = {p.name: p for p in query.params}
    for name in given:
        if name not in known:
            raise QueryError(f"问题 {query.name} 没有参数“{name}”{_nearest(name, known)}；它的参数：{'、'.join(known) or '无'}")
    return {p.name: _value(query, p, given.get(p.name, p.default)) for p in query.params}


def _nearest(word: str, known: object) -> str:
    close = difflib.get_close_matches(word, [str(k) for k in known], n=1, cutoff=0.5)  # type: ignore[attr-defined]
    return f"，是不是“{close[0]}”？" if close else ""


def _value(query: Query, param: Param, given: object) -> Value:
    text = str(given)
    if param.choices and text not in param.choices:
        raise QueryError(
            f"问题 {query.name} 的参数 {param.name} 不能是“{text[:40]}”；可选：{'、'.join(c or '（空）' for c in param.choices)}"
        )
    if isinstance(param.default, bool):
        if text.lower() not in ("true", "false", "是", "否"):
            raise QueryError(f"问题 {query.name} 的参数 {param.name} 应是 true 或 false，不是“{text[:40]}”")
        return text.lower() in ("true", "是")
    try:
        return type(param.default)(text)
    except ValueError as error:
        raise QueryError(f"问题 {query.name} 的参数 {param.name} 应是数字，不是“{text[:40]}”") from error


def read_query(path: Path) -> Query:
    """Read one file. Raises QueryError with the file's name for a header or a text that breaks the rules."""
    lines = path.read_text("utf-8").splitlines()
    header = [m for line in lines if (m := LINE.match(line))]
    text = "\n".join(line for line in lines if not line.startswith("//")).strip()
    said = [(m[1], m[2].strip()) for m in header]
    _check_header(path, said)
    other = path.with_suffix(".neo4j.cypher")
    single = dict(said)
    query = Query(
        name=path.stem,
        title=single["title"],
        about=single["about"],
        group=single["group"],
        params=tuple(_param(path, value) for key, value in said if key == "param"),
        columns=tuple(Column(*(x.strip() for x in value.split("|"))) for key, value in said if key == "column"),
        show=tuple(x.strip() for x in single["show"].split(",")),
        empty=single["empty"],
        cypher=text,
        neo4j=other.read_text("utf-8") if other.exists() else "",
        links=tuple(_link(path, value) for key, value in said if key == "link"),
    )
    if wrong := lint(query):
        raise QueryError(f"{path.name}：{'；'.join(wrong)}")
    return query


def _check_header(path: Path, said: list[tuple[str, str]]) -> None:
    counts = Counter(key for key, _ in said)
    wrong = [f"不认识的表头 {key}" for key in counts if key not in KEYS]
    wrong += [f"表头 {key} 应正好有一个" for key in KEYS if key not in MANY and counts[key] != 1]
    wrong += [f"列 {value} 应写作 名字 | 标题" for key, value in said if key == "column" and value.count("|") != 1]
    if not wrong and dict(said)["group"] not in GROUPS:
        wrong.append(f"不认识的分组 {dict(said)['group']}")
    if wrong:
        raise QueryError(f"{path.name}：{'；'.join(wrong)}")


def _param(path: Path, text: str) -> Param:
    """``name = default | about | choice, choice`` with a default written as in JSON."""
    parts = [x.strip() for x in text.split("|")]
    name, equals, default = (x.strip() for x in parts[0].partition("="))
    if not equals or len(parts) not in (2, 3):
        raise QueryError(f"{path.name}：参数 {text} 应写作 名字 = 默认值 | 说明")
    value: Value = default == "true" if default in ("true", "false") else default.strip('"') if '"' in default else float(default)
    if isinstance(value, float) and value.is_integer() and "." not in default:
        value = int(value)
    return Param(name, value, parts[1], tuple(x.strip() for x in parts[2].split(",")) if len(parts) == 3 else ())


def _link(path: Path, text: str) -> Link:
    """``left > right | says`` or, with the arrow turned, ``left < right | says``."""
    parts = re.fullmatch(r"(\w+) ([<>]) (\w+) \| (\w+)", text)
    if not parts:
        raise QueryError(f"{path.name}：连线 {text} 应写作 左列 > 右列 | 关系")
    return Link(parts[1], parts[3], parts[4], back=parts[2] == "<")


def lint(query: Query) -> list[str]:
    """What in the question breaks the rules that both stores need; an empty list is the rule."""
    bare = re.sub(r"'[^']*'", "''", query.cypher)
    wrong = [f"不能用 {m[0]}（{why}）" for pattern, why in FORBIDDEN if (m := re.search(pattern, bare, re.IGNORECASE))]
    # The embedded store says that no text contains the empty text.
    wrong += [
        f"CONTAINS ${name} 前要有 ${name} = '' OR"
        for name in sorted(set(re.findall(r"CONTAINS \$(\w+)", bare)))
        if f"${name} = '' OR" not in bare
    ]
    used, declared = set(re.findall(r"\$(\w+)", bare)), {p.name for p in query.params}
    wrong += [f"参数 {name} 没有声明" for name in sorted(used - declared)]
    wrong += [f"参数 {name} 没有用到" for name in sorted(declared - used)]
    final = re.split(r"\bRETURN\b", bare)[-1]
    if "ORDER BY" not in final:
        wrong.append("最后要有 ORDER BY")
    returned = re.findall(r"\bAS (\w+)", final.split("ORDER BY")[0])
    if returned != [c.name for c in query.columns]:
        wrong.append(f"返回的列 {returned} 与表头 {[c.name for c in query.columns]} 不符")
    wrong += [f"不认识的图 {s}" for s in query.show if s not in PICTURES]
    columns = {c.name for c in query.columns}
    wrong += [f"连线的一端 {end} 不是列" for link in query.links for end in (link.left, link.right) if end not in columns]
    if ("network" in query.show) != bool(query.links):
        wrong.append("画 network 要有 link，有 link 要画 network")
    return wrong
