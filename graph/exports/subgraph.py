"""A part of the graph as a stream: things, edges, indicators and documents, each with its evidence, in one fixed order.

Rows have the columns of ``graph/stores/tables.py``. What passes is counted, and its evidence noted for ``SOURCES.csv``.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from itertools import islice

from graph.exports.choose import Choice
from graph.exports.papers import Papers
from graph.exports.scope import Scope, check_scope
from graph.queries import Row
from graph.stores import GraphStore
from graph.stores.scan import DIVISIONS, edges_of, mentions_of, scan_edges, scan_mentions, scan_nodes

# Things whose mentions are read together.
PAGE = 20_000


class Subgraph:
    """The part of a store's graph that a scope names. Each of its streams is read anew whenever it is asked for.

    ``counts`` says how much has passed, by label and type; ``note`` is called with each fact's id and its evidence (edge rows).
    Raises InputError, QueryError for a scope that cannot be.
    """

    def __init__(self, store: GraphStore, scope: Scope | None = None) -> None:
        self.store, self.scope = store, check_scope(scope or Scope())
        self.papers = Papers(store, people=self.scope.people)
        self.choice = Choice(store, self.scope, self.papers)
        self.counts: Counter[str] = Counter()
        self.cited: set[str] = set()
        self.note: Callable[[str, Iterable[Row]], None] = lambda fact, evidence: None

    def nodes(self) -> Iterator[Row]:
        """The things: node rows with ``place`` (the full name of the division that it lies in) and ``evidence`` (MENTIONS rows)."""
        for label in self.scope.things:
            found = scan_nodes(self.store, label, self.choice.ids if self.choice.few else None)
            for row in self._with_mentions(label, (r for r in found if self.choice.has(r["id"], r))):
                row["place"] = self._place_names.get(f"place:{row['place_code']}", "")
                yield self._passed(row, label, row["evidence"])

    def edges(self, *, divisions: bool = True) -> Iterator[Row]:
        """The edges among the things: edge rows with ``published`` (of the document) and, for both ends, ``head_name``, ``head_label`` …

        ``divisions``: also those that say that a division lies in another.
        """
        for type in self.scope.types:
            for row in self.choice.edges(type):
                if not divisions and row["said_by"] == DIVISIONS:
                    continue
                self.papers.shown_row(row)
                row["published"] = self.papers.published(row["document"])
                yield self._passed(row, type, (row,))

    def indicators(self) -> Iterator[Row]:
        """The numbers about the things: node rows with ``measures`` (the MEASURES row, which leads to the thing) and ``evidence``."""
        if self.scope.relations:
            return
        measures = {str(row["head"]): self.papers.shown_row(row) for row in self._measures()}
        found = scan_nodes(self.store, "INDICATOR", measures if self.choice.few else None)
        for row in self._with_mentions("INDICATOR", (r for r in found if str(r["id"]) in measures)):
            row["measures"] = measures[str(row["id"])]
            yield self._passed(row, "INDICATOR", row["evidence"])

    def documents(self) -> Iterator[Row]:
        """The documents that the evidence of what has passed stands in: node rows with the text."""
        few = len(self.cited) <= PAGE
        for row in scan_nodes(self.store, "DOCUMENT", self.cited if few else None):
            if str(row["id"]) in self.cited:
                paper = self.papers.by_id[str(row["id"])]
                row["text"], row["name"], row["file"] = self.papers.shown(str(row["text"]), row["id"]), paper.title, paper.file
                self.counts["DOCUMENT"] += 1
                yield row

    def _measures(self) -> Iterator[Row]:
        """The MEASURES rows of the things that belong."""
        ids = self.choice.ids if self.choice.few else None
        found = scan_edges(self.store, "MEASURES") if ids is None else edges_of(self.store, "MEASURES", ids, "tail")
        return (r for r in found if self.choice.keeps(r) and self.choice.has(r["tail"], r, "tail_"))

    def _with_mentions(self, label: str, rows: Iterator[Row]) -> Iterator[Row]:
        while page := list(islice(rows, PAGE)):
            first, last = str(page[0]["id"]), str(page[-1]["id"])
            if self.choice.few:
                mentions: Iterable[Row] = mentions_of(self.store, label, [str(row["id"]) for row in page])
            else:
                mentions = scan_mentions(self.store, label, _before(first), last)
            said = defaultdict(list)
            for mention in mentions:
                said[mention["tail"]].append(self.papers.shown_row(mention))
            for row in page:
                row["evidence"] = said.get(row["id"], [])
                yield row

    def _passed(self, row: Row, label: str, evidence: object) -> Row:
        self.counts[label] += 1
        said = evidence if isinstance(evidence, list | tuple) else ()
        self.cited.update(str(e["document"]) for e in said if e["document"])
        self.note(str(row["id"]), said)
        return row

    @cached_property
    def _place_names(self) -> dict[str, str]:
        rows = scan_nodes(self.store, "PLACE", columns=("full_name",))
        return {str(row["id"]): str(row["full_name"] or "") for row in rows}


def _before(id: str) -> str:
    """The greatest text that sorts before an id, as far as ids go."""
    return id[:-1] + chr(ord(id[-1]) - 1) + "\U0010ffff" if id else ""
