"""Which things and edges belong to a scope."""

from collections.abc import Iterable, Iterator

from graph.analyse import find_one
from graph.errors import InputError
from graph.exports.papers import Papers
from graph.exports.scope import Scope, place_code
from graph.queries import Row, ask, check_params, find_query
from graph.queries.then.times import later
from graph.stores import GraphStore
from graph.stores.scan import DIVISIONS, edges_of, scan_edges, scan_nodes
from graph.stores.tables import DIVISION

# Beyond this many things a neighbourhood is no neighbourhood any more; a place of the whole country would bring half of it.
LIMIT = 20_000
# The lengths of the codes of the divisions that a division lies in.
ABOVE = (2, 4, 6, 9)
CHOOSING = ("label", "kind", "place_code")
ENDS = (("head", "tail"), ("tail", "head"))


class Choice:
    """The things of a scope: those of ``ids``, or where it is None all that the filters let through.

    ``answer`` holds the rows of the question, where there is one. Raises InputError, QueryError for names that lead nowhere.
    """

    def __init__(self, store: GraphStore, scope: Scope, papers: Papers) -> None:
        self.store, self.scope, self.papers = store, scope, papers
        self._things, self._kinds, self._code = frozenset(scope.things), frozenset(scope.kinds), place_code(store, scope.place)
        self._places: set[str] = set()
        self._start = ""
        self.answer: list[Row] = []
        self.ids: set[str] | None = None
        if scope.question:
            self.answer = self._answer()
            self.ids = {id for id, row in self._rows(_named(self.answer)) if self._fits(row) and self._inside(row)}
        elif scope.around:
            self._start = find_one(store, scope.around)
            self.ids = self._around(self._start)
        elif self._code:
            self.ids = self._in_place()
        else:
            self._places = self._used_places()
            self.ids = self._ends() if scope.filters_edges else None

    @property
    def few(self) -> bool:
        """Whether it is better to ask for the things one by one than to read all."""
        return self.ids is not None and len(self.ids) <= LIMIT

    def has(self, id: object, row: Row, end: str = "") -> bool:
        """Whether a thing belongs; ``end`` ("head_" or "tail_") says whose columns of the row are its own."""
        # what everything else is around stays in, whatever kinds are wanted
        if not (self._fits(row, end) or (str(id) == self._start and row[f"{end}label"] in self._things)):
            return False
        return str(id) in self.ids if self.ids is not None else row[f"{end}label"] != "PLACE" or str(id) in self._places

    def keeps(self, row: Row) -> bool:
        """Whether the filters of edges let an edge row through, whatever its ends."""
        scope = self.scope
        if not scope.filters_edges:
            return True
        if float(str(row["score"])) < scope.score or (scope.decided and not str(row["said_by"]).startswith("person:")):
            return False
        if not (scope.since or scope.until):
            return True
        published = self.papers.published(row["document"])
        return bool(published) and not later(scope.since, published) and not (scope.until and later(published, scope.until))

    def edges(self, type: str) -> Iterator[Row]:
        """The edge rows of a type that belong, in the order of ids."""
        found: Iterable[Row]
        if self.few:
            found = sorted(edges_of(self.store, type, self.ids or (), "head"), key=lambda row: str(row["id"]))
        else:
            found = scan_edges(self.store, type, place="" if self.scope.question or self.scope.around else self._code)
        return (r for r in found if self.keeps(r) and self.has(r["head"], r, "head_") and self.has(r["tail"], r, "tail_"))

    def _fits(self, row: Row, end: str = "") -> bool:
        return row[f"{end}label"] in self._things and (not self._kinds or row[f"{end}kind"] in self._kinds)

    def _inside(self, row: Row, end: str = "") -> bool:
        return str(row[f"{end}place_code"] or "").startswith(self._code)

    def _rows(self, ids: Iterable[str] | None) -> Iterator[tuple[str, Row]]:
        wanted = None if ids is None else sorted(ids)
        for label in self.scope.things:
            yield from ((str(row["id"]), row) for row in scan_nodes(self.store, label, wanted, columns=CHOOSING))

    def _answer(self) -> list[Row]:
        """The answer; without persons, the rows that name one are left out."""
        query = find_query(self.scope.question)
        rows = ask(self.store, query.name, **check_params(query, self.scope.params))
        if self.scope.people:
            return rows
        persons = {row["id"] for row in scan_nodes(self.store, "PERSON", _named(rows), columns=("label",))}
        return [self.papers.shown_answer(row) for row in rows if persons.isdisjoint(map(str, row.values()))]

    def _around(self, start: str) -> set[str]:
        """What is reached. Places are reached but not passed through: everything is in a place."""
        if not self.scope.people and any(scan_nodes(self.store, "PERSON", [start], columns=("label",))):
            raise InputError(f"“{self.scope.around}”是人物，属于个人信息，默认不导出；确实需要时加 --people")
        reached, frontier = {start}, {start}
        for _ in range(self.scope.hops):
            found: dict[str, str] = {}
            for type in self.scope.types:
                for end, other in ENDS:
                    for row in edges_of(self.store, type, frontier, end):
                        if self.keeps(row) and self._fits(row, f"{other}_") and self._inside(row, f"{other}_"):
                            found[str(row[other])] = str(row[f"{other}_label"])
            frontier = {id for id, label in found.items() if id not in reached and label != "PLACE"}
            reached |= found.keys()
            if len(reached) > LIMIT:
                raise InputError(f"范围太大：超过 {LIMIT:,} 个实体；减少步数，加筛选，或换一个起点")
        return reached

    def _in_place(self) -> set[str]:
        """What lies in the place, the other ends of its edges, and the divisions that it lies in."""
        ids = self._ends()
        if not self.scope.filters_edges:
            ids |= {id for id, row in self._rows(None) if self._fits(row) and self._inside(row)}
        return ids | self._above({f"place:{self._code}"} | {id for id in ids if id.startswith("place:")})

    def _ends(self) -> set[str]:
        """The ends of all edges that are wanted. That a division lies in another makes neither of them one."""
        ids: set[str] = set()
        for type in self.scope.types:
            for row in scan_edges(self.store, type, place=self._code):
                if row["said_by"] != DIVISIONS and self.keeps(row) and self._fits(row, "head_") and self._fits(row, "tail_"):
                    ids |= {str(row["head"]), str(row["tail"])}
        return ids | self._above({id for id in ids if id.startswith("place:")})

    def _used_places(self) -> set[str]:
        """The places that anything speaks of, with the divisions that they lie in; all of them where the scope wants that."""
        if "PLACE" not in self._things:
            return set()
        rows = scan_nodes(self.store, "PLACE", columns=CHOOSING)
        used = {str(row["id"]) for row in rows if row["used"] or self.scope.divisions}
        return used | self._above(used)

    def _above(self, places: Iterable[str]) -> set[str]:
        if "PLACE" not in self._things:
            return set()
        codes = [found[1] for id in places if (found := DIVISION.fullmatch(id))]
        above = {f"place:{code[:n]}" for code in codes for n in ABOVE if n < len(code)}
        return {id for id, row in self._rows_of_places(above) if self._fits(row)}

    def _rows_of_places(self, ids: set[str]) -> Iterator[tuple[str, Row]]:
        return ((str(row["id"]), row) for row in scan_nodes(self.store, "PLACE", ids, columns=CHOOSING))


def _named(rows: Iterable[Row]) -> set[str]:
    """The ids that the rows of an answer name."""
    return {str(value) for row in rows for column, value in row.items() if value and (column == "id" or column.endswith("_id"))}
