"""Mapping files: what the columns of one register layout are called, what they hold, and which facts they give.

``mappings/*.toml``, one a layout; ``docs/add-a-source.md`` explains how to write one. Every label, kind, attribute and relation in them
is checked against the vocabulary when they are read.
"""

import re
import tomllib
import unicodedata
from functools import cache
from pathlib import Path
from typing import Literal

import msgspec
from msgspec import Struct

from graph.errors import OntologyError
from graph.ontology import Ontology, ontology
from graph.workspace import own_mappings

FOLDER = Path(__file__).with_name("mappings")
CellType = Literal[
    "text",
    "names",
    "uscc",
    "organisation_code",
    "date",
    "dates",
    "money",
    "integer",
    "number",
    "document_number",
    "place",
    "division",
    "charity_number",
]
# Field names with a meaning of their own; any other name is free.
ROW = "row"
PLACE_FIELDS = ("province", "city", "county", "town")
# What may stand in the brackets of a header and say in what the column counts.
UNITS = re.compile(r"^(?:单位[::])?(亿元|万元|千元|元|万人|人次|人|个|家|支|场|次|小时|万小时|%|户|㎡|平方米|名|条)$")
_BRACKETS = re.compile(r"\(([^()]*)\)|\[([^\[\]]*)\]|【([^】]*)】|<([^<>]*)>")


class Measure(Struct, frozen=True, forbid_unknown_fields=True):
    """The column is an indicator of the row's thing (or of its place where the row stands for a place)."""

    measure: str
    unit: str = ""
    qualifier: str = ""


class Column(Struct, frozen=True, forbid_unknown_fields=True):
    """One field. Without ``attr``, ``indicator``, ``label`` or a name of its own it is kept as text of the row's document.

    ``label`` and ``kind`` make every name in the cell a thing that ``relations`` can use. ``unit`` holds where neither cell nor header
    gives one. ``fill`` writes merged cells downwards, as is always done in columns of places, divisions and document numbers.
    ``personal``: "drop" leaves the column out, "people" leaves out the names of natural persons in it.
    """

    headers: tuple[str, ...]
    type: CellType = "text"
    attr: str = ""
    unit: str = ""
    label: str = ""
    kind: str | None = None
    indicator: Measure | None = None
    personal: Literal["", "drop", "people"] = ""
    fill: bool = False


class Link(Struct, frozen=True, forbid_unknown_fields=True):
    """A relation that each row states. ``head`` and ``tail`` are fields, or ``row`` for the row's own thing.

    ``attrs`` are edge attributes taken from fields as printed (a bare number with its column's unit), ``constants`` those that hold for
    every row.
    """

    type: str
    head: str
    tail: str
    attrs: dict[str, str] = {}
    constants: dict[str, str] = {}


class Mapping(Struct, frozen=True, forbid_unknown_fields=True):
    """One layout. ``label`` and ``kind`` say what a row is; ``required`` fields must be in the header and in every row.
    ``without_place``: whether a row about a place that no longer stands is kept as a document. ``repeats``: several rows may have one code.
    """

    layout: str
    title: str
    label: str
    columns: dict[str, Column]
    kind: str | None = None
    required: tuple[str, ...] = ("name",)
    relations: tuple[Link, ...] = ()
    ignore: tuple[str, ...] = ()
    without_place: Literal["reject", "keep"] = "reject"
    repeats: bool = False


class Forms(Struct, frozen=True):
    """All header forms: key of the header → the fields (layout, field) that it may be; ``ignored`` by layout."""

    fields: dict[str, dict[str, str]]
    ignored: dict[str, frozenset[str]]
    mappings: dict[str, Mapping]


def header_key(header: str) -> str:
    """A header without white space, marks of a required column and line breaks, in NFKC: 县（市、区） → 县(市、区)."""
    return "".join(unicodedata.normalize("NFKC", header).split()).strip("*:")


def bare_key(key: str) -> str:
    """A header key without its brackets: 注册资金(万元) → 注册资金."""
    return _BRACKETS.sub("", key)


def header_unit(key: str) -> str:
    """The unit in a header's brackets: 万元 for 注册资金(万元); empty where there is none."""
    found = (UNITS.match(next(g for g in m.groups() if g is not None)) for m in _BRACKETS.finditer(key))
    return next((m[1] for m in found if m), "")


def forms() -> Forms:
    """The forms of all mapping files that ship and of the workspace's own, read again when one of those is new or has changed."""
    return _forms(tuple((path, path.stat().st_mtime_ns) for path in own_mappings()))


@cache
def _forms(own: tuple[tuple[Path, int], ...]) -> Forms:
    """``own`` says which state of the workspace's files is meant."""
    return make_forms(shipped_and_own())


def shipped_and_own() -> list[Mapping]:
    """The mappings that ship and those of the workspace; an own one replaces one that ships of its name."""
    return [read_mapping(p) for p in (*sorted(FOLDER.glob("*.toml")), *own_mappings())]


def make_forms(mappings: list[Mapping]) -> Forms:
    """The lookup tables for these layouts; of two with one name the later counts."""
    mappings = list({m.layout: m for m in mappings}.values())
    fields: dict[str, dict[str, str]] = {}
    for mapping in mappings:
        # Exact forms first, so that 名称 of one field is not taken by 名称（简称） of another.
        pairs = [(header_key(h), name) for name, c in mapping.columns.items() for h in c.headers]
        for key, name in [*pairs, *((bare_key(k), n) for k, n in pairs)]:
            fields.setdefault(key, {}).setdefault(mapping.layout, name)
    ignored = {m.layout: frozenset(header_key(h) for h in ("序号", "编号", "备注", *m.ignore)) for m in mappings}
    return Forms(fields, ignored, {m.layout: m for m in mappings})


def read_mapping(path: Path) -> Mapping:
    """Read one mapping file. Raises OntologyError that names the entry which is wrong."""
    try:
        mapping = msgspec.convert(tomllib.loads(path.read_text("utf-8")), Mapping)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError, UnicodeDecodeError) as error:
        raise OntologyError(f"{path.name}：{error}") from error
    if wrong := _problems(mapping, ontology()):
        raise OntologyError(f"{path.name}：{'；'.join(wrong)}")
    return mapping


def _problems(mapping: Mapping, words: Ontology) -> list[str]:
    wrong = [f"required 里的 {f} 没有定义" for f in mapping.required if f not in mapping.columns]
    wrong += _label_problems("layout", mapping.label, mapping.kind, words)
    attrs = words.node[mapping.label].attrs if mapping.label in words.node else {}
    for name, column in mapping.columns.items():
        if column.label:
            wrong += _label_problems(name, column.label, column.kind, words)
        if column.attr and column.attr not in attrs:
            wrong.append(f"列 {name} 的属性 {column.attr} 不在词汇表 {mapping.label} 里")
        if column.personal == "drop" and (column.attr or column.label or column.indicator):
            wrong.append(f"列 {name} 是个人信息，不能另作他用")
    return wrong + [problem for link in mapping.relations for problem in _link_problems(link, mapping, words)]


def _label_problems(name: str, label: str, kind: str | None, words: Ontology) -> list[str]:
    if label not in words.node:
        return [f"{name} 的类别 {label} 不在词汇表里"]
    return [f"{name} 的类型 {kind} 不在词汇表 {label} 里"] if kind and kind not in words.node[label].kinds else []


def _link_problems(link: Link, mapping: Mapping, words: Ontology) -> list[str]:
    ends = []
    for field in (link.head, link.tail):
        column = mapping.columns.get(field)
        if field != ROW and not (column and column.label):
            return [f"关系 {link.type} 的一端 {field} 没有定义或没有 label"]
        ends.append(mapping.label if column is None else column.label)
    if not words.fits(ends[0], link.type, ends[1]):
        return [f"关系 {link.type} 不能从 {ends[0]} 到 {ends[1]}"]
    known = words.edge[link.type].attrs
    return [f"关系 {link.type} 没有属性 {a}" for a in (*link.attrs, *link.constants) if a not in known] + [
        f"关系 {link.type} 的属性取自没有定义的列 {f}" for f in link.attrs.values() if f not in mapping.columns
    ]
