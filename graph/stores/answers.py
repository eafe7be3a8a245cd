"""What both stores do with a question before and after the engine: its values, its columns, plain Python in the rows."""

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal

from graph.errors import QueryError
from graph.queries import Query, Row, returned

VALUE = re.compile(r"\$(\w+)")


def values_of(query: Query, text: str, given: dict[str, object]) -> dict[str, object]:
    """The values of the parameters that ``text`` uses: those given, else the defaults.

    Raises QueryError for a parameter that the question does not declare: Ladybug would take it for null and answer with no rows.
    """
    known = {p.name: p.default for p in query.params}
    bare = re.sub(r"'(?:\\.|[^'\\])*'|\"(?:\\.|[^\"\\])*\"|//[^\n]*", "", text)
    used = dict.fromkeys(VALUE.findall(bare))
    if unknown := [name for name in (*given, *used) if name not in known]:
        raise QueryError(f"问题 {query.name} 没有参数“{unknown[0]}”；它的参数：{'、'.join(known) or '无'}")
    return {name: given.get(name, known[name]) for name in used}


def rows_of(query: Query, columns: Sequence[str], records: Iterable[Sequence[object]]) -> list[Row]:
    """The records as rows with exactly the columns that the question's Cypher gives, in order. Raises QueryError where they are others."""
    wanted = list(returned(query))
    if list(columns) != wanted:
        raise QueryError(f"问题 {query.name} 返回的列是 {'、'.join(columns)}，声明的列是 {'、'.join(wanted)}；请改它的 RETURN 或表头")
    return [{name: _plain(query, name, value) for name, value in zip(wanted, record, strict=True)} for record in records]


def _plain(query: Query, column: str, value: object) -> object:
    if value is None or isinstance(value, str | bool | int | float):
        return value
    if isinstance(value, Decimal):  # what Ladybug makes of the sum of whole numbers
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, list):
        return [_plain(query, column, v) for v in value]
    raise QueryError(f"问题 {query.name} 的列 {column} 是 {type(value).__name__}；只能返回文字、数字、真假和它们的列表，请写出属性")
