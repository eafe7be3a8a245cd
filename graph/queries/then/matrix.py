"""The table of places by the five communities, each cell with one of three values."""

from collections import defaultdict
from collections.abc import Sequence

from graph.ontology import ontology
from graph.queries.records import Row
from graph.queries.then import Asked
from graph.queries.then.measures import COMMUNITIES, has, number, printed
from graph.queries.then.sources import witnesses

HERE, DENIED, UNKNOWN = "有", "明确没有", "未见记载"
# Places that are all put in order; of more, those that most is told of.
ALL = 2_000
# What a figure must count to tell of a role.
COUNTED = {
    "charity": ("基金会", "慈善基金", "慈善组织"),
    "social_org": ("社会组织", "社工站", "社会工作服务站", "社会工作站", "社工机构"),
    "social_worker": ("社会工作者", "专职社工", "驻站社工", "社工人才", "社会工作专业人才"),
    "volunteer": ("志愿者", "志愿服务队"),
}
WORKERS = ("社工",)


def five_matrix(asked: Asked) -> list[Row]:
    """One row for each community, village or town, the most complete first."""
    ids = [str(row["id"]) for row in asked.rows]
    if len(ids) > ALL:
        ids = [str(row["id"]) for row in asked.ask("most_told", ids=ids)]
    places: dict[str, list[Row]] = defaultdict(list)
    for row in asked.ask("five_of_places", ids=ids):
        places[str(row["id"])].append(row)
    rows = [_line(said) for said in places.values()]
    rows = [row for row in rows if row["roles"] or DENIED in (row[role] for role in ontology().five)]
    rows.sort(
        key=lambda r: (-int(number(r["roles"])), -int(number(r["sources"])), -int(number(r["documents"])), str(r["name"]), str(r["id"]))
    )
    return rows[: max(int(number(asked.params["most"])), 0)]


def _line(said: Sequence[Row]) -> Row:
    cells: dict[str, list[Row]] = {role: [] for role in ontology().five}
    for row in said:
        if role := str(row["five"]) or counted_role(row):
            cells[role].append(row)
    told = [row for rows in cells.values() for row in rows]
    states = {role: _state(role, rows, said[0]) for role, rows in cells.items()}
    line: Row = {
        "name": said[0]["name"], "place": said[0]["place"], "roles": sum(s == HERE for s in states.values()), "sources": witnesses(told),
        "documents": len({row["document"] for row in told}), "code": said[0]["code"], "id": said[0]["id"],
        "missing": [ontology().five[role].zh for role, state in states.items() if state != HERE],
    }  # fmt: skip
    for role, rows in cells.items():
        kept = [r for r in rows if r["value"] != 0.0] if states[role] == HERE else rows
        line[role] = states[role]
        line[f"{role}_who"] = [*([said[0]["name"]] if role == said[0]["own"] else []), *dict.fromkeys(map(_named, kept))]
        line[f"{role}_quote"] = kept[0]["quote"] if kept else ""
        line[f"{role}_document"] = kept[0]["document"] if kept else ""
    return line


def counted_role(row: Row) -> str:
    """The role whose number a figure gives; empty for other figures and for things."""
    if row["label"] != "INDICATOR":
        return ""
    if row["measure"] in (*COMMUNITIES, "村"):
        return "community"
    if row["measure"] in WORKERS:
        return "social_worker"
    return next((role for role, words in COUNTED.items() if has(row["measure"], words)), "")


def _state(role: str, rows: Sequence[Row], place: Row) -> str:
    """有 where something is named or counted; 明确没有 only where every figure is zero and nothing is named."""
    if place["own"] == role or any(row["label"] != "INDICATOR" or row["value"] != 0.0 for row in rows):
        return HERE
    return DENIED if rows else UNKNOWN


def _named(row: Row) -> str:
    return f"{row['measure']} {printed(row['value'])} {row['unit']}".strip() if row["label"] == "INDICATOR" else str(row["who"])
