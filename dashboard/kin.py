"""Others of an entity's kind and what they have in common with it: the same relation with the same thing, or the same county."""

from collections.abc import Iterator, Sequence

from dashboard import data
from dashboard.language import say, word
from graph.ontology import ontology
from graph.queries import Row

# Relations of what is a hub; and how many may have one relation with one thing before that says nothing of any two of them.
HUB, SHARED = 200, 30
ENDS = (("head", "tail"), ("tail", "head"))
# What both have, by the end of the relation at which they stand; neither end where the relation has no direction.
BOTH = {"head": "都{how}“{name}”", "tail": "都是“{name}”{how}的", "": "都同“{name}”{how}"}
Group = tuple[str, str, str]


def kin(thing: Row) -> list[Row]:
    """Name, reason and id of each: first what is in a direct relation, then what shares most of what few share, then the county's."""
    id, code = str(thing["id"]), str(thing["place_code"] or "")
    direct = data.relations(id)
    found: dict[str, Row] = {}
    for row in direct:
        for end, other in ENDS:
            if row[f"{other}_id"] == id != row[f"{end}_id"] and _alike(row, end, thing):
                how = say("直接有关系：{how}", how=word(str(row["type"])))
                found.setdefault(str(row[f"{end}_id"]), {"name": row[end], "why": how, "id": row[f"{end}_id"]})
    near = [] if is_hub(thing) else data.answer("neighbours", id=id)
    for row in (*shared(thing, near), *(_of_county(thing, code[:6]) if len(code) >= 6 and thing["label"] != "PLACE" else ())):
        found.setdefault(str(row["id"]), row)
    return list(found.values())


def is_hub(thing: Row) -> bool:
    """Whether a thing has so many relations that its neighbours are everybody: they would say nothing, and take long to ask for."""
    return len(data.relations(str(thing["id"]))) > HUB


def shared(thing: Row, near: Sequence[Row]) -> list[Row]:
    """Who has the same relation with the same thing, out of the relations around ``thing``.

    What two have in common weighs the less, the more others have it as well: all stations of a county have its bureau.
    """
    groups: dict[Group, dict[str, Row]] = {}
    for row in near:
        for end, other in ENDS:
            side = "" if ontology().edge[str(row["type"])].undirected else end
            member: Row = {"name": row[end], "id": row[f"{end}_id"], "alike": _alike(row, end, thing), "other": row[other]}
            groups.setdefault((str(row[f"{other}_id"]), str(row["type"]), side), {})[str(row[f"{end}_id"])] = member
    weights: dict[str, float] = {}
    found: dict[str, tuple[Row, list[str]]] = {}
    # The most telling first, in the reasons too.
    for (_, type, side), members in sorted(groups.items(), key=lambda g: (len(g[1]), g[0])):
        if str(thing["id"]) not in members or len(members) > SHARED:
            continue
        for id, member in members.items():
            if id != thing["id"] and member["alike"]:
                weights[id] = weights.get(id, 0) + 1 / len(members)
                found.setdefault(id, (member, []))[1].append(say(BOTH[side], name=member["other"], how=word(type)))
    order = sorted(found, key=lambda id: (-weights[id], id))
    return [{"name": found[id][0]["name"], "why": say("；").join(found[id][1]), "id": id} for id in order]


def _alike(row: Row, end: str, thing: Row) -> bool:
    return (row[f"{end}_label"], row[f"{end}_kind"]) == (thing["label"], thing["kind"])


def _of_county(thing: Row, county: str) -> Iterator[Row]:
    for row in data.answer("all_things", id=f"place:{county}"):
        if (row["label"], row["kind"]) == (thing["label"], thing["kind"]) and row["id"] != thing["id"]:
            yield {"name": row["name"], "why": say("在同一个县（市、区）"), "id": row["id"]}
