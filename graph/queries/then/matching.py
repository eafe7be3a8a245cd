"""Who could fill a gap: reasons with points, each with its sentence."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from graph.queries.records import Row
from graph.queries.then import Asked
from graph.queries.then.measures import closed, number, proof

SAME_PEOPLE, SAME_COUNTY, HAS_RUN, PAID_FOR, NEAR, SAME_CITY = (
    "服务同一人群", "已在本县服务别的地方", "承接过两个以上站点", "资助过同一人群", "就在本县", "就在本市",
)  # fmt: skip
POINTS = {SAME_PEOPLE: 3, SAME_COUNTY: 2, HAS_RUN: 2, PAID_FOR: 2, NEAR: 2, SAME_CITY: 1}
STATIONS = 2


def who_could_fill(asked: Asked) -> list[Row]:
    """One row for each reason of each body, bodies with most points first; what is already at the place, or struck off, is left out."""
    places: dict[object, dict[object, list[Row]]] = defaultdict(lambda: defaultdict(list))
    for row in asked.rows:
        places[row["place_id"]][row["body_id"]].append(row)
    answer: list[Row] = []
    for _, bodies in sorted(places.items(), key=lambda p: str(p[0])):
        found = [reasons for said in bodies.values() if (reasons := _reasons(said))]
        found.sort(key=lambda rs: (-_points(rs), str(rs[0][1]["body"]), str(rs[0][1]["body_id"])))
        for rank, reasons in enumerate(found[: max(int(number(asked.params["most"])), 0)], 1):
            answer += (_row(rank, _points(reasons), reason, row) for reason, row in reasons)
    return answer


def _reasons(said: Sequence[Row]) -> list[tuple[str, Row]]:
    """Each reason once, with the relation that says it, the weightiest first; none for a body that is there or is no more."""
    if closed(said[0]["status"]) or any(_is_there(row) for row in said):
        return []
    found: dict[str, Row] = {}
    for reason, row in _all(said):
        best = found.get(reason)
        if best is None or number(row["sources"]) > number(best["sources"]):
            found[reason] = row
    if NEAR in found:
        found.pop(SAME_CITY, None)
    return sorted(found.items(), key=lambda r: (-POINTS[r[0]], r[0]))


def _all(said: Sequence[Row]) -> Iterator[tuple[str, Row]]:
    run = [row for row in said if row["type"] == "OPERATES"]
    if len({row["thing_id"] for row in run}) >= STATIONS:
        yield from ((HAS_RUN, row) for row in run)
    for row in said:
        county = str(row["thing_code"])[:6] == str(row["code"])[:6]
        if row["label"] == "GROUP" and row["type"] == "SERVES":
            yield SAME_PEOPLE, row
        elif row["type"] == "FUNDS" and row["people"]:
            yield PAID_FOR, row
        elif row["type"] == "SERVES" and county:
            yield SAME_COUNTY, row
        elif row["type"] in ("LOCATED_IN", "WORKS_FOR"):
            yield NEAR if county else SAME_CITY, row


def _is_there(row: Row) -> bool:
    """Whether the body already stands in the place or serves it, or works for it."""
    return row["type"] != "FUNDS" and (
        row["thing_id"] == row["place_id"] or (row["type"] == "LOCATED_IN" and row["thing_code"] == row["code"])
    )


def _points(reasons: Sequence[tuple[str, Row]]) -> int:
    return sum(POINTS[reason] for reason, _ in reasons)


def _row(rank: int, points: int, reason: str, row: Row) -> Row:
    kept = {c: row[c] for c in ("body", "seat", "place", "sources", "body_id", "thing_id", "place_id")}
    thing = f"{row['thing']}（{row['people']}）" if row["people"] else row["thing"]
    return {"rank": rank, "points": points, "reason": reason, "thing": thing} | kept | proof(row)
