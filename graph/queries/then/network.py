"""Ways through the graph: referrals, shortest connections, hubs, and what is cut off when one body goes."""

from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

import networkx

from graph.places import full_name
from graph.queries.records import Row
from graph.queries.then import Asked
from graph.queries.then.measures import number
from graph.queries.then.ways import THROUGH, Net, cheapest

UNKNOWN = "未见记载"
# Ends of one name that are tried: more cannot be meant.
NAMESAKES = 3
CUT_OFF, STAYS = "断了", "还有联系"
BODIES = ("charity", "social_org", "social_worker", "volunteer")
RUN = ("OPERATES", "FUNDS", "ESTABLISHES")
# Names of cut-off communities that a row has.
NAMED = 20
# Steps that a sampled betweenness may take, and the sources that it has at least.
STEPS, SOURCES = 300_000, 10


def referrals(asked: Asked) -> list[Row]:
    """The ways from each hospital, and one row that says 未见记载 for a hospital without any."""
    with_way = {row["hospital_id"] for row in asked.rows if row["reached"]}
    rows = [row for row in asked.rows if row["reached"]]
    empty = {row["hospital_id"]: row | {"way": UNKNOWN} for row in asked.rows if row["hospital_id"] not in with_way}
    columns = ("hospital", "hospital_id", "way", "via", "reached", "via_id", "reached_id")
    return sorted([*rows, *empty.values()], key=lambda row: tuple(str(row[c]) for c in columns))


def connection(asked: Asked) -> list[Row]:
    """The cheapest paths of at most four relations between two things, each relation a row."""
    ones = [str(r["id"]) for r in asked.rows if r["side"] == "one"][:NAMESAKES]
    others = [str(r["id"]) for r in asked.rows if r["side"] == "other"][:NAMESAKES]
    if not ones or not others:
        return []
    most = max(int(number(asked.params["most"])), 0)
    net, found = _between(asked, ones, others, most)
    told = {str(row["id"]): row for row in asked.ask("relations_among", ids=sorted({n for path in found[:most] for n in path}))}
    rows: list[Row] = []
    for i, path in enumerate(found[:most], 1):
        shared = {"path": i, "steps": len(path) - 1, "cost": round(net.cost(path), 2)}
        for step, (a, b) in enumerate(pairwise(path), 1):
            rows.append(shared | {"step": step} | _relation(told[net.relation(a, b)]))
    return rows


def resources(asked: Asked) -> list[Row]:
    """What reaches the places that were found."""
    return asked.ask("resources_of_places", ids=[str(row["id"]) for row in asked.rows], resource=asked.params["resource"])


def _between(asked: Asked, ones: Sequence[str], others: Sequence[str], most: int) -> tuple[Net, list[tuple[str, ...]]]:
    """The net around both ends and the cheapest ways in it.

    Relations of both, then what the side with fewer relations is two steps from, then the other: it ends when enough ways are found
    that say more than that both are in one place or serve the same people.
    """
    sides = [_links(asked, ends) for ends in (ones, others)]
    edges = sides[0] | sides[1]
    for side in ({}, *sorted(sides, key=len)):
        around = {end for row in side.values() for end in (str(row["one"]), str(row["other"]))}
        edges |= _links(asked, sorted(end for end in around if not end.startswith("place:")))
        net = Net(edges.values())
        halves = {end: net.halves(end) for end in {*ones, *others} if end in net.near}
        pairs = [(a, b) for a in ones for b in others if a != b and a in halves and b in halves]
        found = [way for a, b in pairs for way in cheapest(net, halves[a], halves[b], most)]
        found.sort(key=lambda way: (round(net.cost(way), 6), way))
        if sum(not any(n.partition(":")[0] in THROUGH for n in way[1:-1]) for way in found) >= most:
            break
    return net, found


def _links(asked: Asked, ids: Sequence[str]) -> dict[str, Row]:
    """The relations of some things by their ids, without their evidence."""
    return {str(row["id"]): row for row in asked.ask("links_of", ids=ids)}


def _relation(row: Row) -> Row:
    columns = (
        "head", "type", "tail", "amount", "quote", "document", "start_at", "end_at", "said_by", "score", "sources", "head_id", "tail_id",
        "head_five", "tail_five",
    )  # fmt: skip
    return {c: row[c] for c in columns}


def if_it_left(asked: Asked) -> list[Row]:
    """One row for each community, village and town that the body is in touch with: who would be left there."""
    reached: dict[tuple[object, object], list[Row]] = defaultdict(list)
    for row in asked.rows:
        reached[row["body_id"], row["reached_id"]].append(row)
    rows = [_after(said) for said in reached.values()]
    return sorted(rows, key=lambda r: (r["remaining"] != 0, *(str(r[c]) for c in ("place", "reached", "reached_id", "body_id"))))


def _after(said: Sequence[Row]) -> Row:
    operators: dict[object, set[object]] = defaultdict(set)
    for row in said:
        if row["operator_id"]:
            operators[row["other_id"]].add(row["operator_id"])
    staying = {
        row["other_id"]: row["other"]
        for row in said
        if row["other_id"]
        and operators[row["other_id"]] != {row["body_id"]}
        and (row["other_five"] in BODIES or row["other_label"] == "PROJECT")
    }
    # What the body pays for without running it would still be there, but not by this way alone.
    only_paid = {row["via_id"] for row in said if row["via_id"] and not operators[row["via_id"]] and row["via_id"] in staying}
    left = {id: name for id, name in staying.items() if id not in only_paid}
    columns = (
        "reached", "place", "body", "relation", "via", "quote", "second_quote", "document", "start_at", "end_at", "said_by", "score",
        "second_document", "reached_id", "body_id", "via_id",
    )  # fmt: skip
    names = sorted(str(name) for name in left.values())
    return {c: said[0][c] for c in columns} | {"verdict": STAYS if left else CUT_OFF, "left": names, "remaining": len(left)}


def hubs(asked: Asked) -> list[Row]:
    """The bodies and projects that hold the net together, those that most shortest paths run through first."""
    graph: networkx.Graph[str] = networkx.Graph()
    five, kinds, names, codes = dict[str, str](), dict[str, str](), dict[str, str](), dict[str, str]()
    run: dict[str, set[str]] = defaultdict(set)
    for row in asked.rows:
        if row["type"] in RUN:
            run[str(row["head"])].add(str(row["tail"]))
        for end in ("head", "tail"):
            id = str(row[end])
            five[id], names[id], codes[id] = str(row[f"{end}_five"]), str(row[f"{end}_name"]), str(row[f"{end}_code"])
            kinds[id] = str(row[f"{end}_kind"] or row[f"{end}_label"])
        graph.add_edge(str(row["head"]), str(row["tail"]))
    graph.remove_edges_from(list(networkx.selfloop_edges(graph)))
    ends = {
        n for n in graph if kinds[n] in ("community", "town", "village", "other") and (five[n] == "community" or n.startswith("place:"))
    }
    lost = _only_by(asked.rows, ends, five)
    cuts = set(networkx.articulation_points(graph))
    between = _betweenness(graph)
    bodies = [n for n in graph if n not in ends]
    bodies.sort(key=lambda n: (-round(between[n], 6), -len(lost[n]), -graph.degree(n), n))
    rows: list[Row] = []
    for rank, id in enumerate(bodies[: max(int(number(asked.params["most"])), 0)], 1):
        told: Row = {"rank": rank, "body": names[id], "kind": kinds[id], "betweenness": round(between[id], 6), "cut": id in cuts}
        near = set(graph[id]) | {end for thing in run[id] for end in graph[thing]}
        told |= {"links": graph.degree(id), "reached": len(ends & near), "lost": len(lost[id])}
        told |= {"lost_who": sorted(names[end] for end in lost[id])[:NAMED], "place": full_name(codes[id]) if codes[id] else "", "id": id}
        rows.append(told)
    return rows


def _betweenness(graph: "networkx.Graph[str]") -> dict[str, float]:
    """The share of shortest paths through each node; from a sample of sources where the net is large."""
    size = graph.number_of_nodes() + graph.number_of_edges()
    sources = max(SOURCES, STEPS // size) if size else 0
    sample = None if sources >= graph.number_of_nodes() else sources
    found: dict[str, float] = networkx.betweenness_centrality(graph, k=sample, seed=1)
    return found


def _only_by(rows: Sequence[Row], ends: set[str], five: dict[str, str]) -> dict[str, set[str]]:
    """For each body the communities and towns that have it as their only link, run stations and projects taken for who runs them."""
    runners: dict[str, set[str]] = defaultdict(set)
    touching: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        head, tail = str(row["head"]), str(row["tail"])
        if row["type"] in RUN and tail not in ends:
            runners[tail].add(head)
        if tail in ends and head not in ends:
            touching[tail].add(head)
    lost: dict[str, set[str]] = defaultdict(set)
    for end, heads in touching.items():
        holders: set[str] = set()
        for head in heads:
            # A project is held by those who run and pay for it; a body that one other runs, by that one.
            holds = runners[head] if five[head] not in BODIES or len(runners[head]) == 1 else set()
            holders |= holds or {head}
        if len(holders) == 1:
            lost[holders.pop()].add(end)
    return lost
