"""What a question file says: the question, its controls, its columns and the lines of its network."""

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
    """One column of an answer: its name in the rows and its Chinese heading."""

    name: str
    title: str


class Link(Struct, frozen=True):
    """A line that a network draws for each row: between the things of two columns, ``left`` standing left of ``right``.

    ``says`` is an edge type, or the column that holds one. ``back`` turns the arrow: it then runs from ``right`` to ``left``.
    """

    left: str
    right: str
    says: str
    back: bool = False


class Query(Struct, frozen=True, kw_only=True):
    """A question as its file says it.

    ``cypher`` runs on every store; where ``neo4j`` is not empty it replaces ``cypher`` on a Neo4j server and gives equal rows.
    ``show`` names the pictures a page draws, in order (table, bars, map, network, text). ``empty`` is the sentence for no rows.
    ``then`` names the function of ``graph/queries/then`` (``module.function``) that makes the answer of what the Cypher gives;
    ``given`` are the columns that the Cypher gives to it, empty where the Cypher's rows are the answer.
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
    links: tuple[Link, ...] = ()
    then: str = ""
    given: tuple[str, ...] = ()

    @property
    def returns(self) -> tuple[str, ...]:
        """The columns that the Cypher gives, in order."""
        return self.given or tuple(c.name for c in self.columns)
