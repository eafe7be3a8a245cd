"""Parameters as people type them become the values that a question expects."""

import difflib
from collections.abc import Iterable, Mapping

from graph.errors import QueryError
from graph.queries.records import Param, Query, Value

# Both engines hold integers of 64 bits; nan and infinity are not below it.
LARGEST = 2**62
YES, NO = ("true", "是", "1"), ("false", "否", "0")


def check_params(query: Query, given: Mapping[str, object]) -> dict[str, Value]:
    """All parameters of the question as values of their types. Raises QueryError naming what is unknown or impossible."""
    known = {p.name: p for p in query.params}
    for name in given:
        if name not in known:
            raise QueryError(f"问题 {query.name} 没有参数“{name[:40]}”{nearest(name, known)}；它的参数：{'、'.join(known) or '无'}")
    return {p.name: _value(query, p, given.get(p.name, p.default)) for p in query.params}


def nearest(word: str, known: Iterable[str], names: Mapping[str, str] | None = None) -> str:
    """，是不是“…”？ with the most similar known word (or what ``names`` calls it), or an empty string."""
    close = difflib.get_close_matches(word[:100], list(known), n=1, cutoff=0.5)
    return f"，是不是“{(names or {}).get(close[0], close[0])}”？" if close else ""


def _value(query: Query, param: Param, given: object) -> Value:
    if isinstance(param.default, list):
        return [str(x) for x in given] if isinstance(given, list | tuple) else [x for x in str(given).split(",") if x]
    text = str(given).strip()
    if param.choices and text not in param.choices:
        choices = "、".join(c or "（空）" for c in param.choices)
        raise QueryError(f"问题 {query.name} 的参数 {param.name} 不能是“{text[:40]}”；可选：{choices}")
    value = text if isinstance(param.default, str) else _parsed(param.default, text)
    if value is None:
        kind = "true 或 false" if isinstance(param.default, bool) else "数字" if isinstance(param.default, float) else "不太大的整数"
        raise QueryError(f"问题 {query.name} 的参数 {param.name} 应是{kind}，不是“{text[:40]}”")
    return value


def _parsed(default: Value, text: str) -> Value | None:
    """A number or a truth value; None for text that is none, or one that no engine holds."""
    if isinstance(default, bool):
        return True if text.lower() in YES else False if text.lower() in NO else None
    try:
        number = int(text) if isinstance(default, int) else float(text)
    except ValueError:
        return None
    return number if abs(number) < LARGEST else None
