"""What stated figures give when they are held against each other, always with the condition under which they may be."""

from collections import defaultdict
from collections.abc import Iterator

from graph.queries.records import Row
from graph.queries.then import Asked
from graph.queries.then.measures import IN_STATION, MONEY, counts_stations, each, has, number, proof
from graph.queries.then.registers import line_of

SAME = "同一资料的两个数字"
LIST = "名录逐站相加"


def per_station(asked: Asked) -> list[Row]:
    """Social workers and money for each station: two figures of one document, place and time; and the lists of stations by county."""
    rows = [*_stated_averages(asked.rows), *_listed_averages(asked.ask("station_records"), str(asked.params["name"]))]
    return sorted(
        rows, key=lambda r: (str(r["place"]), str(r["measure"]), str(r["as_of"]), str(r["basis"]), str(r["document"]), str(r["quote"]))
    )


def _stated_averages(rows: list[Row]) -> Iterator[Row]:
    groups: dict[tuple[object, ...], list[Row]] = defaultdict(list)
    for row in rows:
        groups[row["place_id"], row["document"], row["as_of"]].append(row)
    for group in groups.values():
        stations = [r for r in group if counts_stations(r)]
        # Of two counts of stations in one text nobody knows which one the people belong to.
        if len({r["value"] for r in stations}) == 1:
            for row in group:
                if what := _in_stations(row):
                    yield _average(row, stations[0], what)


def _in_stations(row: Row) -> str:
    """社工 for people who work in stations, 经费 for money put into them, else nothing."""
    if each(row):
        return ""
    words = f"{row['measure']}{row['qualifier']}"
    if row["unit"] in ("人", "名", "位") and has(words, IN_STATION):
        return "社工"
    return "经费" if row["unit"] == "元" and has(words, MONEY) and not has(words, ("捐", "募", "信托")) else ""


def _average(row: Row, stations: Row, what: str) -> Row:
    condition = f"站数“{stations['measure']}”，总数“{row['measure']}”；同一资料、同一地方、同一时间，资料没有说两个数口径相同"
    return {
        "place": row["place"], "measure": what, "per": round(number(row["value"]) / number(stations["value"]), 2),
        "unit": "元" if what == "经费" else "人", "total": row["value"], "stations": stations["value"], "as_of": row["as_of"],
        "basis": SAME, "condition": condition, "other_quote": stations["quote"], "other_document": stations["document"],
        "other_start_at": stations["start_at"], "other_end_at": stations["end_at"], "place_id": row["place_id"],
    } | proof(row)  # fmt: skip


def _listed_averages(records: list[Row], name: str) -> Iterator[Row]:
    counties: dict[str, list[Row]] = defaultdict(list)
    for row in records:
        # stations of which only the province or city is known are of no county
        if len(str(row["code"])) >= 6:
            counties[str(row["code"])[:6]].append(row)
    for code, rows in sorted(counties.items()):
        place = str(rows[0]["county"] or rows[0]["place"])
        if name not in place:
            continue
        for column, what, unit in (("staff", "社工", "人"), ("licensed", "持证社工", "人"), ("funding", "经费", "元")):
            told = [r for r in rows if r[column] is not None]
            if not told:
                continue
            total = sum(number(r[column]) for r in told)
            yield {
                "place": place, "measure": what, "per": round(total / len(told), 2), "unit": unit, "total": total,
                "stations": float(len(told)), "as_of": "", "basis": LIST,
                "condition": f"名录 {len(rows)} 个站，{len(told)} 个写明；原句是其中一站", "other_quote": "", "other_document": "",
                "other_start_at": None, "other_end_at": None, "place_id": f"place:{code}" if code else "",
            } | line_of(told[0], column)  # fmt: skip
