"""Finds the header of a table: the layout it fits, which column holds which field, and where the rows begin."""

import re
from collections.abc import Iterator, Sequence
from itertools import chain, islice

from msgspec import Struct

from graph.errors import InputError
from graph.loaders.mapping import Forms, Mapping, bare_key, header_key, header_unit
from graph.loaders.sheet import Merge, Table

SEARCHED = 10
FEWEST = 3
JOINED = "·"
# The second header row of an export: field names of its database.
_FIELD_NAME = re.compile(r"[A-Za-z][\w.]*")


class Place(Struct, frozen=True):
    """One column of the table: its index, its header as printed, its field and the unit that the header gives."""

    index: int
    header: str
    field: str
    unit: str


class Header(Struct, frozen=True):
    """A header that was understood. ``unknown`` are headers that no mapping has, with their column; ``above`` the lines over it."""

    mapping: Mapping
    line: int
    columns: tuple[Place, ...]
    unknown: tuple[tuple[int, str], ...]
    above: tuple[str, ...]
    keys: frozenset[str]
    width: int


Rows = Iterator[tuple[int, list[str]]]


def find_header(table: Table, known: Forms) -> tuple[Header | None, Rows]:
    """The header within the first ten rows, and the rows below it; None where no row has three known header forms.

    Raises InputError where the best layout lacks a required column.
    """
    top = list(islice(table.rows, SEARCHED))
    best: tuple[int, int, Header] | None = None
    for at in range(len(top)):
        for used in (2, 1):
            found = _read_header(top[at : at + used], table.merged, known) if at + used <= len(top) else None
            if found and (best is None or _rank(found) > _rank(best[2])):
                best = (at, used, found)
    if best is None:
        return None, chain(top, table.rows)
    at, used, header = best
    above = tuple(" ".join(c.split()) for _, cells in top[:at] for c in cells if c.strip())
    missing = [f for f in header.mapping.required if f not in {c.field for c in header.columns}]
    if missing:
        wanted = "、".join("/".join(header.mapping.columns[f].headers[:3]) for f in missing)
        raise InputError(
            f"第 {header.line} 行像“{header.mapping.title}”的表头，但缺少必需的列：{wanted}；请补上该列，或在映射文件里加上它的写法"
        )
    named = Header(**{f: getattr(header, f) for f in Header.__struct_fields__ if f != "above"}, above=above)
    return named, chain(top[at + used :], table.rows)


def _rank(header: Header) -> tuple[int, int]:
    """Most columns understood, a missing required one counting against two; then fewer unknown ones."""
    return _weight(header.columns, header.mapping), -len(header.unknown)


def _weight(columns: Sequence[Place], mapping: Mapping) -> int:
    fields = {c.field for c in columns}
    return len(fields) - 2 * sum(f not in fields for f in mapping.required)


def _read_header(rows: Sequence[tuple[int, list[str]]], merged: Sequence[Merge], known: Forms) -> Header | None:
    names = _join_rows(rows, merged)
    if names is None:
        return None
    keys = [header_key(n) for n in names]
    filled = [k for k in keys if k]
    found = [_match(keys, names, layout, known) for layout in known.mappings]
    fitting = [h for h in found if len(h[0]) >= FEWEST or (len(h[0]) == len(filled) >= 2)]
    if not fitting:
        return None
    places, unknown, layout = max(fitting, key=lambda h: _fit(h, known))
    return Header(known.mappings[layout], rows[0][0], places, unknown, (), frozenset(filled), len(names))


Found = tuple[tuple[Place, ...], tuple[tuple[int, str], ...], str]


def _fit(found: Found, known: Forms) -> tuple[int, int]:
    """How well a layout fits: by columns, then by how few other layouts know them."""
    places, _, layout = found
    return _weight(places, known.mappings[layout]), sum(1000 // len(_layouts(p.header, known)) for p in places)


def _layouts(header: str, known: Forms) -> dict[str, str]:
    """Layout → field for a header; the lower of two header rows is tried alone after both together."""
    key = header_key(header)
    lower = key.rpartition(JOINED)[2]
    return next((f for k in (key, bare_key(key), lower, bare_key(lower)) if (f := known.fields.get(k))), {})


def _match(keys: list[str], names: list[str], layout: str, known: Forms) -> Found:
    places: list[Place] = []
    unknown: list[tuple[int, str]] = []
    taken: set[str] = set()
    for index, key in enumerate(keys):
        if not key:
            continue
        field = _layouts(key, known).get(layout)
        if field and field not in taken:
            taken.add(field)
            places.append(Place(index, names[index], field, header_unit(key)))
        elif key not in known.ignored[layout]:
            unknown.append((index, names[index]))
    return tuple(places), tuple(unknown), layout


def _join_rows(rows: Sequence[tuple[int, list[str]]], merged: Sequence[Merge]) -> list[str] | None:
    """The header texts of one row, or of two where the second belongs to the header; None where a second row does not.

    A second row belongs to it when a cell of the first reaches down into it or spans several of its columns, or when it holds nothing but
    field names of a database.
    """
    line, first = rows[0]
    names = [" ".join(c.split()) for c in first]
    if len(rows) == 1:
        return names
    second = [" ".join(c.split()) for c in rows[1][1]]
    filled = [c for c in second if c]
    if len(filled) >= FEWEST and all(_FIELD_NAME.fullmatch(c) for c in filled):
        return names
    spans = [m for m in merged if m[0][0] == line and m[1][0] <= line + 1]
    down = {m[0][1] for m in spans if m[1][0] == line + 1}
    across = [m for m in spans if m[1][0] == line and m[1][1] > m[0][1]]
    if not down and not across:
        return None
    if any(i in down and c for i, c in enumerate(second)):
        return None
    for _, (_, right) in across:
        left = next(a[1] for a, b in across if b[1] == right)
        names[left + 1 : right + 1] = [names[left]] * (right - left)
    width = max(len(names), len(second))
    names += [""] * (width - len(names))
    second += [""] * (width - len(second))
    return [_join_names(a, b) for a, b in zip(names, second, strict=True)]


def _join_names(above: str, below: str) -> str:
    """经费（万元） over 省级 is 经费（万元）省级; a lower name that stands for itself is used as it is."""
    return below if not above or above == below else above if not below else above + JOINED + below
