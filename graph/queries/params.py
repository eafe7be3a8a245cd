"""Parameters as people type them become the values that a question expects."""

import difflib
from collections.abc import Iterable, Mapping
from math import isfinite

from graph.errors import QueryError
from graph.queries.records import Param, Query, Value

YES, NO = ("true", "1", "是", "yes", "y"), ("false", "0", "否", "no", "n")
# Longer text is no name of anything; a store is not asked to compare it with everything it holds.
LONGEST = 2000
# The largest integer of both engines.
LARGEST = 2**63 - 1


def check_params(query: Query, given: Mapping[str, object]) -> dict[str, Value]:
    """The parameters by name, strings turned into the type of the default; what is not given is left out.

    Raises QueryError for an unknown name (with the nearest known one), a value of another type or one that is no choice.
    """
    known = {p.name: p for p in query.params}
    for name in given:
        if name not in known:
            hint = nearest(name, known)
            has = f"它的参数：{'、'.join(known)}" if known else "它没有参数"
            raise QueryError(f"问题 {query.name} 没有参数 {_short(name)}{hint}；{has}")
    return {name: _value(known[name], value, query.name) for name, value in given.items()}


def nearest(name: str, known: Iterable[str]) -> str:
    """（是不是 …？） with the most similar known name, or an empty string."""
    found = difflib.get_close_matches(name[:100].lower(), list(known), n=1, cutoff=0.5)
    return f"（是不是 {found[0]}？）" if found else ""


def _value(param: Param, value: object, question: str) -> Value:
    if isinstance(value, str) and not isinstance(param.default, str):
        converted = _converted(param.default, value.strip())
    else:
        converted = value if isinstance(value, str | int | float | bool) else None
    if isinstance(param.default, float) and isinstance(converted, int) and not isinstance(converted, bool):
        converted = float(converted)
    if converted is None or type(converted) is not type(param.default):
        raise QueryError(
            f"问题 {question} 的参数 {param.name}={_short(value)} 应是{_kind(param.default)}，例如 {param.name}={param.default}"
        )
    if param.choices and converted not in param.choices:
        choices = "、".join(c or "（空）" for c in param.choices)
        raise QueryError(f"问题 {question} 的参数 {param.name} 没有 {_short(value)} 这个选择；可用 {choices}")
    if isinstance(converted, int) and not 0 <= converted <= LARGEST:
        raise QueryError(f"问题 {question} 的参数 {param.name}={_short(value)} 应在 0 与 {LARGEST} 之间")
    return converted[:LONGEST].strip() if isinstance(converted, str) else converted


def _converted(default: Value, text: str) -> Value | None:
    if isinstance(default, bool):
        return True if text.lower() in YES else False if text.lower() in NO else None
    try:
        number = int(text) if isinstance(default, int) else float(text)
    except ValueError:
        return None
    return number if isinstance(number, int) or isfinite(number) else None


def _kind(default: Value) -> str:
    return {bool: "是或否", int: "整数", float: "数", str: "文字"}[type(default)]


def _short(value: object) -> str:
    text = repr(value) if not isinstance(value, str) else value
    return text if len(text) <= 40 else f"{text[:40]}…"
