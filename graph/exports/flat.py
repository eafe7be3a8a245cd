"""Things and edges as programs that draw graphs take them: flat, nothing None, no lists, with a colour and a year."""

from functools import cache

from graph.exports.tables import Field, edge_fields, node_fields
from graph.ontology import ontology
from graph.queries import Row

# In Gephi ``label`` is the name that is shown and ``id`` the key of the element; the type of a thing is called ``category`` there.
RENAMED = {"label": "category", "start": "start_at", "end": "end_at"}
NOT_OF_NODES = {"id"}
NOT_OF_EDGES = {"id", "head", "tail", "head_name", "tail_name", "head_label", "tail_label"}


@cache
def flat_node_fields() -> tuple[Field, ...]:
    """The attributes of a thing in GraphML and GEXF."""
    return _renamed(node_fields(), NOT_OF_NODES)


@cache
def flat_edge_fields() -> tuple[Field, ...]:
    """The attributes of an edge in GraphML and GEXF; ``year`` is that in which the document was published."""
    return (*_renamed(edge_fields(), NOT_OF_EDGES), Field("year", "年份", "integer"))


def _renamed(fields: tuple[Field, ...], left_out: set[str]) -> tuple[Field, ...]:
    kept = [f for f in fields if f.name not in left_out]
    return tuple(Field(RENAMED.get(f.name, f.name), f.zh, "string" if f.type == "list" else f.type) for f in kept)


def flat_node(row: Row) -> Row:
    """A thing with just these attributes; what is unknown is left out."""
    row["category"] = row["label"]
    return {f.name: _flat(value) for f in flat_node_fields() if (value := row.get(f.name)) not in (None, "", [])}


def flat_edge(row: Row) -> Row:
    """An edge with just these attributes; what is unknown is left out."""
    row["relation"] = row["type"]
    year = year_of(row)
    given = row | {"year": year} if year else row
    return {f.name: value for f in flat_edge_fields() if (value := given.get(f.name)) not in (None, "")}


def year_of(row: Row) -> int | None:
    """The year in which the document of an edge was published; None where that is not known."""
    published = str(row["published"] or "")
    return int(published[:4]) if published[:4].isdigit() else None


def colour_of(row: Row) -> tuple[int, int, int]:
    """Red, green and blue of a thing: of its 五社 role, else of its type."""
    words = ontology()
    five = words.five.get(str(row["five"]))
    colour = five.colour if five else words.node[str(row["label"])].colour
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _flat(value: object) -> object:
    return "|".join(map(str, value)) if isinstance(value, list) else value
