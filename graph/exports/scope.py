"""What is to be exported: an answer, a neighbourhood, a place with everything under it, or everything; and the filters."""

from msgspec import Struct

from graph.analyse import find_one
from graph.errors import InputError
from graph.ontology import ontology
from graph.queries import Value, find_query
from graph.stores import GraphStore
from graph.stores.tables import DIVISION


class Scope(Struct, frozen=True, kw_only=True):
    """A scope and its filters; what is empty does not filter.

    ``question`` with ``params``: the things that an answer names and all relations among them. ``around`` (a name or an id) with ``hops``
    (1 to 3): what is reached in so many steps, and all relations among it. ``place`` (name, code or id of a division): all that lies in it
    or below it, with the relations that leave it; together with ``question`` or ``around`` a filter. None of them: everything.

    ``labels``, ``kinds``: things of these only. ``relations``: edges of these types only. ``since``, ``until``: edges whose document was
    published then (a year, month or date). ``score``: edges at least so certain. ``decided``: edges that a person found right.
    ``people``: with persons; without, they and their names in quotes are left out. ``divisions``: with all divisions of the country.
    """

    question: str = ""
    params: dict[str, Value] = {}
    around: str = ""
    hops: int = 1
    place: str = ""
    labels: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    relations: tuple[str, ...] = ()
    since: str = ""
    until: str = ""
    score: float = 0.0
    decided: bool = False
    people: bool = False
    divisions: bool = False

    @property
    def filters_edges(self) -> bool:
        """Whether only some of the edges are wanted: things without any of them are then left out."""
        return bool(self.relations or self.since or self.until or self.score or self.decided)

    @property
    def things(self) -> tuple[str, ...]:
        """The labels of the things that may be in it, in the order of the vocabulary."""
        known = [label for label in ontology().node if label not in ("DOCUMENT", "INDICATOR")]
        return tuple(x for x in known if (not self.labels or x in self.labels) and (self.people or x != "PERSON"))

    @property
    def types(self) -> tuple[str, ...]:
        """The edge types that may be in it, in the order of the vocabulary; MENTIONS and MEASURES are evidence and indicators."""
        return tuple(t for t, edge in ontology().edge.items() if not edge.derived and (not self.relations or t in self.relations))


def check_scope(scope: Scope) -> Scope:
    """The scope itself. Raises InputError for what contradicts itself or uses a word that the vocabulary does not have."""
    words = ontology()
    if scope.question and scope.around:
        raise InputError("答案（--question）和周围（--around）只能选一个")
    if not 1 <= scope.hops <= 3:
        raise InputError(f"周围可以是 1、2 或 3 步，不能是 {scope.hops}")
    if not 0 <= scope.score <= 1:
        raise InputError(f"把握在 0 和 1 之间，不能是 {scope.score}")
    kinds = [kind for node in words.node.values() for kind in node.kinds]
    named = {"类别": (scope.labels, [*words.node]), "类型": (scope.kinds, kinds), "关系": (scope.relations, [*words.edge])}
    for what, (given, known) in named.items():
        if unknown := [word for word in given if word not in known]:
            raise InputError(f"没有叫“{unknown[0]}”的{what}；可选：{'、'.join(known)}")
    if "PERSON" in scope.labels and not scope.people:
        raise InputError("人物属于个人信息，默认不导出；确实需要时加 --people")
    if scope.question:
        find_query(scope.question)
    return scope


def place_code(store: GraphStore, place: str) -> str:
    """The division code of a place given by name, code or id; empty for none. Raises InputError, QueryError."""
    if not place:
        return ""
    id = find_one(store, f"place:{place}" if place.isdigit() else place)
    found = DIVISION.fullmatch(id)
    if not found:
        raise InputError(f"“{place}”不是行政区划；请写区划的名称或代码")
    return found[1]


def describe(scope: Scope) -> str:
    """The scope in one Chinese line."""
    words = ontology()
    if scope.question:
        given = "，".join(f"{name}={value}" for name, value in scope.params.items())
        start = f"问题“{find_query(scope.question).title}”的答案{f'（{given}）' if given else ''}"
    elif scope.around:
        start = f"“{scope.around}”周围 {scope.hops} 步"
    else:
        start = f"{scope.place}和它下面的全部" if scope.place else "全部"
    filters = [f"只要{'、'.join(map(words.zh, some))}" for some in (scope.labels, scope.kinds, scope.relations) if some]
    filters += [f"只在{scope.place}"] * bool(scope.place and (scope.question or scope.around))
    filters += [f"{scope.since}起"] * bool(scope.since) + [f"到{scope.until}为止"] * bool(scope.until)
    filters += [f"把握不低于 {scope.score:g}"] * bool(scope.score) + ["只要人审核为对的"] * scope.decided
    filters += ["含人物" if scope.people else "不含人物和人名"] + ["含全国行政区划"] * scope.divisions
    return "；".join([start, *filters])
