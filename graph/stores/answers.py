"""What both stores do with a question before and after the engine: its values, its columns, plain Python in the rows."""

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import chain

import pyarrow
import pyarrow.types

from graph.errors import QueryError
from graph.queries import Query, Row, returned

VALUE = re.compile(r"\$(\w+)")
# Rows that are made of a table at a time: in columns it is a fifth as large.
PIECE = 20_000
# Types of Arrow whose values are plain Python values as they come.
PLAIN = (pyarrow.types.is_string, pyarrow.types.is_integer, pyarrow.types.is_floating, pyarrow.types.is_boolean, pyarrow.types.is_null)


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


def rows_of(query: Query, columns: Sequence[str], records: Iterable[Sequence[object]]) -> Iterator[Row]:
    """The records as rows with exactly the columns that the question's Cypher gives, in order. Raises QueryError where they are others."""
    wanted = list(returned(query))
    if list(columns) != wanted:
        raise QueryError(f"问题 {query.name} 返回的列是 {'、'.join(columns)}，声明的列是 {'、'.join(wanted)}；请改它的 RETURN 或表头")
    return ({name: _plain(query, name, value) for name, value in zip(wanted, record, strict=True)} for record in records)


def rows_of_table(query: Query, table: "pyarrow.Table") -> Iterator[Row]:
    """The same for an Arrow table, a piece of it at a time; twice as fast as value by value, where columns are text, numbers or truth."""
    names = table.column_names
    rows_of(query, names, ())
    return chain.from_iterable(_rows_of_piece(query, names, table.slice(at, PIECE)) for at in range(0, table.num_rows, PIECE))


def _rows_of_piece(query: Query, names: Sequence[str], table: "pyarrow.Table") -> list[Row]:
    values = [column.to_pylist() for column in table.columns]
    for at, column in enumerate(table.columns):
        if not any(plain(column.type) for plain in PLAIN):
            values[at] = [_plain(query, names[at], value) for value in values[at]]
    return [dict(zip(names, record, strict=True)) for record in zip(*values, strict=True)]


def _plain(query: Query, column: str, value: object) -> object:
    if value is None or isinstance(value, str | bool | int | float):
        return value
    if isinstance(value, Decimal):  # what Ladybug makes of the sum of whole numbers
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, list):
        return [_plain(query, column, v) for v in value]
    raise QueryError(f"问题 {query.name} 的列 {column} 是 {type(value).__name__}；只能返回文字、数字、真假和它们的列表，请写出属性")
