"""What a question file says: the question, its controls, its columns and the lines of its network."""

from msgspec import Struct

# A list of texts is for questions that a program asks: ids.
Value = str | int | float | bool | list[str]
Row = dict[str, object]
# Columns whose number is a share where the row's unit is %.
SHARES = ("value", "target", "actual", "one", "other", "required")


class Param(Struct, frozen=True):
    """One control of a question. The type of ``default`` is the type of the value; ``choices`` (if any) are the only values."""

    name: str
    default: Value
    about: str
    choices: tuple[str, ...] = ()


# Names (and ends of names) of columns that lead a program back to the text; a table for people would only be wider with them.
INTERNAL = ("id", "code", "place_code", "document", "start_at", "end_at")


class Column(Struct, frozen=True):
    """One column of an answer: its name in the rows and its Chinese heading."""

    name: str
    title: str

    @property
    def internal(self) -> bool:
        """Whether it is for programs: an id, a code, a document or an offset, of the row itself or of a second quote in it."""
        return self.name in INTERNAL or self.name.endswith(("_id", "_document", "_start_at", "_end_at"))


class Link(Struct, frozen=True):
    """A line that a network draws for each row: between the things of two columns, ``left`` standing left of ``right``.

    ``says`` is an edge type, or the column that holds one. ``back`` turns the arrow: it then runs from ``right`` to ``left``.
    """

    left: str
    right: str
    says: str
    back: bool = False


def percents(row: Row) -> Row:
    """The row as people read it: a share whose unit is % is 70, not 0.7."""
    if row.get("unit") != "%":
        return row
    shares = {c: v for c, v in row.items() if c in SHARES and isinstance(v, int | float)}
    return row | {c: round(100 * v, 6) for c, v in shares.items()}


def returned(query: "Query") -> tuple[str, ...]:
    """The columns that the question's Cypher gives, in order."""
    return query.given or tuple(c.name for c in query.columns)


class Query(Struct, frozen=True, kw_only=True):
    """A question as its file says it.

    ``then`` names the function of ``graph/queries/then`` (``module.function``) that makes the answer of what the Cypher gives;
    ``given`` are the columns that the Cypher gives to it, empty where the Cypher's rows are the answer.
    ``cypher`` runs on every store; where ``neo4j`` is not empty it replaces ``cypher`` on a Neo4j server and gives equal rows.
    ``show`` names the pictures a page draws, in order (table, bars, map, network, text). ``empty`` is the sentence for no rows.
    ``asked`` are ways in which people ask it, with ``{param}`` where they say a parameter's value.
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
    then: str = ""
    given: tuple[str, ...] = ()
    neo4j: str = ""
    links: tuple[Link, ...] = ()
    asked: tuple[str, ...] = ()
