"""A picture that a reader works on: things in lanes by their 五社 role, to which neighbours are added and from which things are taken."""

from collections.abc import Iterable, Sequence
from typing import Any

import networkx
from msgspec import Struct

from dashboard import colours, data, draw
from dashboard.language import say, word
from dashboard.network import Drawing
from dashboard.text import clean, plain
from graph.queries import Row

Step = tuple[str, str, str]
# Between the five stand those that pay without being one of them, and the projects that a path runs through.
FUNDER, VIA, PLACE, PEOPLE, OTHER = "funder", "via", "place", "people", "other"
LANES = {
    FUNDER: "其他出资方", "charity": "慈善资源", "social_org": "社会组织", "social_worker": "社会工作者",
    "volunteer": "志愿者", VIA: "站点和项目", "community": "社区", PLACE: "街镇和村", PEOPLE: "人群", OTHER: "政策和其他",
}  # fmt: skip
ORDER = list(LANES)
FIVE = ("charity", "social_org", "social_worker", "volunteer", "community")
OF_LABEL = {"ORG": FUNDER, "PROJECT": VIA, "FUND": "charity", "PLACE": PLACE, "GROUP": PEOPLE}
RUNS = ("OPERATES", "ESTABLISHES")
# Relations that one click on 展开 adds, and names written in a picture without lanes.
EXPAND, NAMED = 20, 28
# What a reader did, as it stands in the address: +id expands, -id hides, a~b draws the way between two.
EXPANDED, HIDDEN, BETWEEN, AND = "+", "-", "~", ","
# Steps of the longest way that is sought between two things.
FAR = 5


class Thing(Struct, frozen=True):
    """One thing of a picture: ``lane`` is a key of LANES, ``role`` one of the 五社 or empty."""

    id: str
    name: str
    lane: str
    role: str


class Sketch(Struct, frozen=True):
    """Things by id, and the relations between them."""

    things: dict[str, Thing]
    steps: dict[Step, None]


def lane(id: str, role: str) -> str:
    """Where a thing stands: by its role, else by its type."""
    return role if role in FIVE else OF_LABEL.get(id.partition(":")[0].upper(), OTHER)


def redo(start: Sketch, deeds: str) -> Sketch:
    """The picture after everything that the reader did to it; what the graph no longer knows is passed over."""
    found = start
    for deed in filter(None, deeds.split(AND)):
        if deed.startswith(EXPANDED):
            found = add(found, data.relations(deed[1:])[:EXPAND])
        elif deed.startswith(HIDDEN):
            found = without(found, deed[1:])
        elif BETWEEN in deed:
            found = add(found, way(*deed.partition(BETWEEN)[::2]))
    return found


def add(sketch: Sketch, rows: Iterable[Row]) -> Sketch:
    """The picture with these relations and their ends."""
    things, steps = dict(sketch.things), dict(sketch.steps)
    for row in rows:
        for end in ("head", "tail"):
            id, role = str(row[f"{end}_id"]), str(row[f"{end}_five"] or "")
            things.setdefault(id, Thing(id, clean(row[end]), lane(id, role), role))
        steps[str(row["head_id"]), str(row["type"]), str(row["tail_id"])] = None
    return Sketch(things, steps)


def without(sketch: Sketch, id: str) -> Sketch:
    """The picture without a thing, and without those that only hung on it."""
    steps = {s: None for s in sketch.steps if id not in (s[0], s[2])}
    held, ends = {end for s in steps for end in (s[0], s[2])}, {end for s in sketch.steps for end in (s[0], s[2])}
    return Sketch({k: t for k, t in sketch.things.items() if k != id and (k in held or k not in ends)}, steps)


def way(start: str, goal: str) -> list[Row]:
    """The relations of a shortest way between two things; places are not passed through, as everything is in a place. Empty if none."""
    came: dict[str, tuple[str, Row] | None] = {start: None}
    edge = [start]
    for _ in range(FAR):
        reached: list[str] = []
        for at in edge:
            if at.startswith("place:") and at != start:
                continue
            for row in data.relations(at):
                other = str(row["tail_id"] if row["head_id"] == at else row["head_id"])
                if other not in came:
                    came[other] = (at, row)
                    reached.append(other)
        if goal in came:
            return _back(came, goal)
        edge = reached
    return []


def _back(came: dict[str, tuple[str, Row] | None], goal: str) -> list[Row]:
    rows = []
    while found := came[goal]:
        goal, row = found
        rows.append(row)
    return rows[::-1]


def runners_right(sketch: Sketch) -> Sketch:
    """What another in its own lane runs or founded moves to the stations, right of it, whatever its role is."""
    things = dict(sketch.things)
    for head, type, tail in sketch.steps:
        if type in RUNS and things[tail].lane == things[head].lane:
            things[tail] = Thing(tail, things[tail].name, VIA, things[tail].role)
    return Sketch(things, sketch.steps)


def nodes(sketch: Sketch, sought: str = "") -> tuple[list[str], list[draw.Node]]:
    """The titles of the lanes that are not empty, and the things in them; the one sought is drawn strong."""
    used = [name for name in ORDER if any(t.lane == name for t in sketch.things.values())]
    return [say(LANES[name]) for name in used], [_node(t, used, sought) for t in sketch.things.values()]


def _node(thing: Thing, used: list[str], sought: str) -> draw.Node:
    what: Row = {"five": thing.role, "label": thing.id.partition(":")[0].upper()}
    about = f"{thing.name}\n{word(thing.role or str(what['label']))}"
    colour, shape = colours.node_colour(what), colours.node_shape(what)
    at = used.index(thing.lane)
    return draw.Node(id=thing.id, name=thing.name, lane=at, colour=colour, shape=shape, about=about, strong=thing.id == sought)


def links(sketch: Sketch) -> list[draw.Link]:
    """One line for each two things that are related, with all that it says."""
    said: dict[tuple[str, str], list[str]] = {}
    for head, type, tail in sketch.steps:
        said.setdefault((head, tail), []).append(word(type))
    name = {id: t.name for id, t in sketch.things.items()}
    return [draw.Link(a, b, plain(words), f"{name[a]} —{plain(words)}→ {name[b]}") for (a, b), words in said.items()]


def lane_picture(sketch: Sketch, sought: str = "") -> Drawing:
    """The five lanes."""
    titles, things = nodes(runners_right(sketch), sought)
    lines = links(sketch)
    return Drawing(draw.lanes(titles, things, lines), things, lines)


def free_picture(sketch: Sketch, sought: str = "") -> Drawing:
    """The same without lanes: who is near whom. Names are written at the things with the most relations."""
    _, things = nodes(sketch, sought)
    lines = links(sketch)
    graph: networkx.Graph[str] = networkx.Graph()
    graph.add_nodes_from(n.id for n in things)
    graph.add_edges_from((x.head, x.tail) for x in lines)
    busy = sorted(things, key=lambda n: (-graph.degree(n.id), n.id))[:NAMED]
    named = {n.id for n in busy} | {sought}
    return Drawing(draw.scattered(things, _places(graph), lines, named), things, lines)


def _places(graph: "networkx.Graph[str]") -> dict[str, tuple[float, float]]:
    """Each connected part laid out for itself, then the parts side by side in rows: pushed apart together they would be dots."""
    parts = sorted(networkx.connected_components(graph), key=lambda part: (-len(part), min(part)))
    width = 1.5 * sum(4 * len(p) ** 1.2 for p in parts) ** 0.5
    found: dict[str, tuple[float, float]] = {}
    across = down = tall = 0.0
    for part in parts:
        size = 2 * len(part) ** 0.6
        if across and across + size > width:
            across, down, tall = 0.0, down + tall, 0.0
        laid: dict[str, Any] = networkx.spring_layout(graph.subgraph(sorted(part)), seed=1, iterations=150)
        for id, (x, y) in laid.items():
            found[id] = (across + size * (0.5 + 0.38 * float(x)), down + size * (0.5 + 0.38 * float(y)))
        across, tall = across + size, max(tall, size)
    return found


def choices(sketch: Sketch) -> dict[str, str]:
    """The things of a picture to choose from, by name."""
    return {"": "（不指定）"} | {t.id: t.name for t in sorted(sketch.things.values(), key=lambda t: (t.name, t.id))}


def deeds(said: str, *more: str) -> str:
    """What stands in the address after one more deed."""
    return AND.join([*filter(None, said.split(AND)), *more])


def undone(said: str) -> str:
    """What stands in the address without the last deed."""
    return AND.join(said.split(AND)[:-1])


def ends(rows: Sequence[Row]) -> list[Step]:
    """The relations of rows as steps."""
    return [(str(r["head_id"]), str(r["type"]), str(r["tail_id"])) for r in rows]
