"""The tables of an export: things, edges, indicators, evidence, and the rows of an answer. CSV, Excel and Parquet write these."""

from collections.abc import Callable, Iterator

from msgspec import Struct

from graph.exports.subgraph import Subgraph
from graph.ontology import ontology
from graph.queries import Row, find_query


class Field(Struct, frozen=True):
    """A column: its name, its Chinese heading and its type (string, integer, number, boolean or list)."""

    name: str
    zh: str
    type: str = "string"


class Table(Struct, frozen=True):
    """A table and where its rows come from; they are read when they are asked for."""

    name: str
    zh: str
    fields: tuple[Field, ...]
    rows: Callable[[], Iterator[Row]]


EVIDENCE = (
    Field("quote", "原句"), Field("document", "文献标识"), Field("start", "起", "integer"), Field("end", "止", "integer"),
    Field("said_by", "依据"), Field("score", "把握", "number"),
)  # fmt: skip
ENDS = (
    Field("id", "标识"), Field("head", "从标识"), Field("head_name", "从"), Field("relation", "关系"), Field("tail", "到标识"),
    Field("tail_name", "到"), Field("head_label", "从类别"), Field("tail_label", "到类别"),
)  # fmt: skip
MEASURED = (Field("id", "标识"), Field("thing", "对象标识"), Field("thing_name", "对象"))


def tables(graph: Subgraph) -> list[Table]:
    """The tables in order: the answer (where there is one), nodes, edges, indicators. Evidence comes when they have passed."""
    answer = answer_table(graph)
    return [
        *([answer] if answer else []),
        Table("nodes", "实体", node_fields(), graph.nodes),
        Table("edges", "关系", edge_fields(), lambda: map(edge_row, graph.edges())),
        Table("indicators", "指标", indicator_fields(), lambda: map(indicator_row, graph.indicators())),
    ]


def evidence_fields() -> tuple[Field, ...]:
    """The columns of the evidence table."""
    return (Field("fact", "事实标识"), *EVIDENCE)


def node_fields() -> tuple[Field, ...]:
    """The columns of things: those that all have, the place's full name, and every attribute that any of them has."""
    words = ontology()
    shared = [Field(name, zh, "list" if name == "aliases" else "string") for name, zh in words.shared.items()]
    declared = {
        name: Field(name, spec.zh, spec.type)
        for label, node in words.node.items()
        if label not in ("DOCUMENT", "INDICATOR")
        for name, spec in node.attrs.items()
    }
    return (*shared, Field("place", "所在地"), *declared.values())


def edge_fields() -> tuple[Field, ...]:
    """The columns of edges: both ends with names, the declared attributes, the best evidence."""
    declared = {name: Field(name, spec.zh, spec.type) for edge in ontology().edge.values() for name, spec in edge.attrs.items()}
    return (*ENDS, *declared.values(), *EVIDENCE, Field("sources", "来源数", "integer"), Field("published", "发表日期"))


def edge_row(row: Row) -> Row:
    """An edge row under the names of ``edge_fields``."""
    row["relation"], row["start"], row["end"] = row["type"], row["start_at"], row["end_at"]
    return row


def indicator_fields() -> tuple[Field, ...]:
    """The columns of indicators: the thing, the number, the best evidence."""
    attrs = ontology().node["INDICATOR"].attrs
    return (*MEASURED, *(Field(name, spec.zh, spec.type) for name, spec in attrs.items()), *EVIDENCE, Field("sources", "来源数", "integer"))


def indicator_row(row: Row) -> Row:
    """An indicator under the names of ``indicator_fields``."""
    measures = row["measures"]
    assert isinstance(measures, dict)
    said = {name: measures[name] for name in ("quote", "document", "said_by", "score", "sources")}
    ends = {"thing": measures["tail"], "thing_name": measures["tail_name"]}
    return row | said | ends | {"start": measures["start_at"], "end": measures["end_at"]}


def answer_table(graph: Subgraph) -> Table | None:
    """The rows of the answer; None where the scope is none."""
    if not graph.scope.question:
        return None
    query = find_query(graph.scope.question)
    rows = graph.choice.answer
    fields = tuple(Field(c.name, c.title, _type([row[c.name] for row in rows])) for c in query.columns)
    return Table("answer", "答案", fields, lambda: iter(rows))


def _type(values: list[object]) -> str:
    """The type of a column of an answer, which only its values tell."""
    kinds = {type(value) for value in values if value is not None}
    if kinds == {list}:
        return "list"
    if kinds == {bool}:
        return "boolean"
    return "integer" if kinds == {int} else "number" if kinds and kinds <= {int, float} else "string"
