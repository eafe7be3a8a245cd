"""What a question file says: the question, its controls and its columns."""

from msgspec import Struct

Value = str | int | float | bool
Row = dict[str, object]


class Param(Struct, frozen=True):
    """One control of a question. The type of ``default`` is the type of the value; ``choices`` (if any) are the only values."""

    name: str
    default: Value
    about: str
    choices: tuple[str, ...] = ()


class Column(Struct, frozen=True):
    """One column of an answer: its name in the rows and its Chinese heading.

    An empty ``title`` marks a column for programs (ids, offsets): exports and links use it, tables on a screen leave it out.
    """

    name: str
    title: str


class Query(Struct, frozen=True, kw_only=True):
    """A question as its file says it.

    ``cypher`` runs on every store; where ``neo4j`` is not empty it replaces ``cypher`` on a Neo4j server and gives equal rows.
    ``show`` names the pictures a page draws, in order (table, bars, map, network, lines, text). ``empty`` is the sentence for no rows.
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
