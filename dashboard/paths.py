"""Paths of resources to communities: which things they run through, as a table, a flow and a matrix; their lanes are ``sketch``'s."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from dashboard import colours, data, draw, sketch
from dashboard.language import word
from dashboard.network import Drawing
from dashboard.text import clean, join
from graph.ontology import ontology
from graph.queries import Column, Row

DIRECT = "direct"
# Organisations of a graph whose paths are asked for place by place: a province has fifty thousand.
LARGE = 20_000
# A path as a sentence, in one column: seven narrow ones would not fit on a screen.
COLUMNS = (
    Column("resource", "资源"),
    Column("way", "做法与经由"),
    Column("reached", "到达"),
    Column("place", "所在地"),
    Column("sources", "来源数"),
)


def stations(row: Row) -> Iterator[tuple[str, str, str]]:
    """The things of a path in order: id, name, 五社 role. A direct path has two, the longest four."""
    for end in ("resource", "via", "via_2", "reached"):
        if row[end]:
            yield str(row[f"{end}_id"]), clean(row[end]), str(row[f"{end}_five"] or "")


def steps(row: Row) -> Iterator[sketch.Step]:
    """The relations of a path: id, type, id."""
    ids = [id for id, *_ in stations(row)]
    yield from zip(ids, (str(row["first"]), str(row["second"]), str(row["third"])), ids[1:], strict=False)


def way(row: Row) -> str:
    """What happens between a resource and the place reached, in words."""
    names = [name for _, name, _ in stations(row)][1:-1]
    verbs = [word(str(row[c])) for c in ("first", "second", "third") if row[c]]
    return " → ".join(part for pair in zip(verbs, [*names, ""], strict=False) for part in pair if part)


def sketched(rows: Sequence[Row]) -> sketch.Sketch:
    """The things and relations of the paths, each thing in its lane."""
    things: dict[str, sketch.Thing] = {}
    for row in rows:
        ids = list(stations(row))
        for i, (id, name, role) in enumerate(ids):
            lane = role if role in sketch.FIVE else sketch.FUNDER if i == 0 else sketch.lane(id, role)
            # What is both a resource and a station on the way stands where it acts as a resource: further left.
            if id not in things or sketch.ORDER.index(lane) < sketch.ORDER.index(things[id].lane):
                things[id] = sketch.Thing(id, name, lane, role)
    return sketch.Sketch(things, dict.fromkeys(step for row in rows for step in steps(row)))


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


def flow_picture(rows: Sequence[Row]) -> Drawing:
    """A Sankey of the paths; a line is as wide as the number of paths over it."""
    _, things = sketch.nodes(sketch.runners_right(sketched(rows)))
    lane = {n.id: n.lane for n in things}
    weights = Counter((a, b) for row in rows for a, _, b in steps(row) if lane[a] < lane[b])
    lines = [draw.Link(a, b, "") for a, b in weights]
    return Drawing(draw.flow(things, [(a, b, n) for (a, b), n in weights.items()]), things, lines)


def matrix_picture(rows: Sequence[Row], most: tuple[int, int] = (15, 20)) -> tuple[draw.Spec, list[str], list[str]]:
    """Resources by places reached, the busiest of each; with the ids of the rows and of the columns."""
    given, got = Counter(str(r["resource_id"]) for r in rows), Counter(str(r["reached_id"]) for r in rows)
    down, across = [i for i, _ in given.most_common(most[0])], [i for i, _ in got.most_common(most[1])]
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
    return [word(name) for name in ontology().five if name not in present]


def peoples() -> dict[str, str]:
    """The groups of people that somebody serves, by id, after everybody."""
    rows = data.answer("groups_served", people="")
    return {"": "不限"} | {str(r["people_id"]): clean(r["people"]) for r in sorted(rows, key=lambda r: str(r["people"]))}


def regions() -> dict[str, str]:
    """Places to choose: the provinces and counties of towns where something is at work; anything else can be typed."""
    found: dict[str, str] = {}
    for town in sorted(data.answer("towns_without_station"), key=lambda t: str(t["code"])):
        found[str(town["province"])] = str(town["province"])
        county = (str(town["province"]), str(town["city"] or ""), str(town["county"]))
        found[join(county, "")] = f"{town['province']}　{town['city'] or ''}{town['county']}"
    return {"": "全国"} | found


def large() -> bool:
    """Whether the paths of the whole graph are too many to be asked for without a place."""
    return sum(int(str(r["things"])) for r in data.answer("counts") if r["label"] == "ORG") > LARGE


def chosen(rows: Sequence[Row], wanted: Mapping[str, str]) -> list[Row]:
    """The paths that the sentence of selectors leaves: ``kind`` of resource, ``via`` whom, ``reached`` what, ``people`` served."""
    people = wanted["people"]
    servers = {str(r["server_id"]) for r in data.answer("groups_served", people="") if r["people_id"] == people}
    return [r for r in rows if _fits(r, wanted) and (not people or servers & {id for id, *_ in stations(r)})]


def _fits(row: Row, wanted: Mapping[str, str]) -> bool:
    role, level = str(row["resource_five"]), "community" if row["reached_five"] else "town"
    between = [(id, five) for id, _, five in list(stations(row))[1:-1]]
    through = {sketch.lane(id, five) for id, five in between} or {DIRECT}
    kind, via, reached = wanted["kind"], wanted["via"], wanted["reached"]
    return (not kind or kind == (role if role in sketch.FIVE else sketch.FUNDER)) and (not via or via in through) and reached in ("", level)
