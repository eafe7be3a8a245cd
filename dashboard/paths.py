"""Paths of resources to communities as pictures: each thing stands in the lane of its 五社 role, resources left, communities right."""

from collections import Counter
from collections.abc import Iterator, Sequence

from dashboard import colours, draw
from dashboard.network import Drawing
from dashboard.text import clean
from graph.ontology import ontology
from graph.queries import Row

# Between the five stand those that pay without being one of them, and the projects that a path runs through.
FUNDER, VIA, PLACE = "funder", "via", "place"
LANES = {
    FUNDER: "其他出资方", "charity": "慈善资源", "social_org": "社会组织", "social_worker": "社会工作者",
    "volunteer": "志愿者", VIA: "站点和项目", "community": "社区", PLACE: "街镇和村",
}  # fmt: skip
RUNS = ("OPERATES", "ESTABLISHES")
FIVE = ("charity", "social_org", "social_worker", "volunteer", "community")


def stations(row: Row) -> Iterator[tuple[str, str, str, str]]:
    """The things of a path in order: id, name, lane, role. A direct path has two, the longest four."""
    role = str(row["resource_five"])
    yield str(row["resource_id"]), clean(row["resource"]), role if role in FIVE else FUNDER, role
    for via in ("via", "via_2"):
        if row[via]:
            through = str(row[f"{via}_five"])
            yield str(row[f"{via}_id"]), clean(row[via]), through if through in FIVE else VIA, through
    yield str(row["reached_id"]), clean(row["reached"]), str(row["reached_five"]) or PLACE, str(row["reached_five"])


def steps(row: Row) -> Iterator[tuple[str, str, str]]:
    """The relations of a path: id, type, id."""
    ids = [id for id, *_ in stations(row)]
    yield from zip(ids, (str(row["first"]), str(row["second"]), str(row["third"])), ids[1:], strict=False)


def cut(rows: Sequence[Row], limit: int) -> list[Row]:
    """As many paths as ``limit`` things allow, those with several sources first."""
    ranked = sorted(rows, key=lambda r: (-int(str(r["sources"])), not r["resource_five"]))
    seen: dict[str, None] = {}
    kept = []
    for row in ranked:
        ids = [id for id, *_ in stations(row)]
        if len(seen.keys() | set(ids)) <= limit:
            kept.append(row)
            seen.update(dict.fromkeys(ids))
    return kept


def nodes(rows: Sequence[Row]) -> tuple[list[str], list[draw.Node]]:
    """The titles of the lanes that are not empty, and the things in them."""
    order = list(LANES)
    found: dict[str, tuple[str, str, str]] = {}
    for row in rows:
        for id, name, lane, role in stations(row):
            # What is both a resource and a station on the way stands where it acts as a resource: further left.
            if id not in found or order.index(lane) < order.index(found[id][1]):
                found[id] = (name, lane, role)
    # What another runs or founded stands right of it, whatever its role is.
    for head, type, tail in (step for row in rows for step in steps(row)):
        if type in RUNS and found[tail][1] == found[head][1]:
            found[tail] = (found[tail][0], VIA, found[tail][2])
    used = [lane for lane in order if any(lane == at for _, at, _ in found.values())]
    return [LANES[lane] for lane in used], [_node(id, *what, used) for id, what in found.items()]


def _node(id: str, name: str, lane: str, role: str, used: list[str]) -> draw.Node:
    what: Row = {"five": role, "label": id.partition(":")[0].upper()}
    about = f"{name}\n{ontology().zh(role or str(what['label']))}"
    return draw.Node(id=id, name=name, lane=used.index(lane), colour=colours.node_colour(what), shape=colours.node_shape(what), about=about)


def links(rows: Sequence[Row]) -> list[draw.Link]:
    """One line for each relation of the paths."""
    names = {id: name for row in rows for id, name, *_ in stations(row)}
    found = dict.fromkeys(step for row in rows for step in steps(row))
    return [draw.Link(a, b, zh, f"{names[a]} —{zh}→ {names[b]}") for a, type, b in found for zh in (ontology().zh(type),)]


def lane_picture(rows: Sequence[Row]) -> Drawing:
    """The five lanes."""
    titles, things = nodes(rows)
    lines = links(rows)
    return Drawing(draw.lanes(titles, things, lines), things, lines)


def flow_picture(rows: Sequence[Row]) -> Drawing:
    """A Sankey of the same paths; a line is as wide as the number of paths over it."""
    _, things = nodes(rows)
    lane = {n.id: n.lane for n in things}
    weights = Counter((a, b) for row in rows for a, _, b in steps(row) if lane[a] < lane[b])
    lines = [draw.Link(a, b, "") for a, b in weights]
    return Drawing(draw.flow(things, [(a, b, n) for (a, b), n in weights.items()]), things, lines)


def matrix_picture(rows: Sequence[Row], most: int = 15) -> tuple[draw.Spec, list[str], list[str]]:
    """Resources by places reached, the busiest of each; with the ids of the rows and of the columns."""
    given, got = Counter(str(r["resource_id"]) for r in rows), Counter(str(r["reached_id"]) for r in rows)
    down, across = [i for i, _ in given.most_common(most)], [i for i, _ in got.most_common(most)]
    names = {str(r[f"{end}_id"]): clean(r[end]) for r in rows for end in ("resource", "reached")}
    pairs = Counter((str(r["resource_id"]), str(r["reached_id"])) for r in rows)
    cells = {(i, j): pairs[a, b] for i, a in enumerate(down) for j, b in enumerate(across) if pairs[a, b]}
    spec = draw.matrix([names[i] for i in down], [names[i] for i in across], cells, colours.five_colour("social_org"))
    return spec, down, across


def count_things(rows: Sequence[Row]) -> int:
    """How many things the paths have."""
    return len({id for row in rows for id, *_ in stations(row)})


def missing(rows: Sequence[Row]) -> list[str]:
    """Which of the 五社 no path names; villages and towns reached count as the community."""
    present = {role for row in rows for *_, role in stations(row)} | {"community"}
    return [role.zh for name, role in ontology().five.items() if name not in present]
