"""How far something reaches, against all that it could reach."""

from collections import defaultdict

from graph.queries.records import Row
from graph.queries.then import Asked
from graph.queries.then.measures import has, number, proof
from graph.villages import villages_of

FUND_WORDS = ("社区慈善基金", "社区基金", "慈善基金", "社区微基金")
NOT_KNOWN = "（资料没有说到所在地）"


def community_funds(asked: Asked) -> list[Row]:
    """One row for each place with a fund that serves a community, village or town; the whole is the official list of committees."""
    by_place: dict[str, list[Row]] = defaultdict(list)
    for row in asked.rows:
        by_place[str(row["code"])].append(row)
    stated = _stated(asked) if by_place else {}
    return sorted((_reach(code, rows, stated.get(code)) for code, rows in by_place.items()), key=lambda r: (not r["code"], str(r["code"])))


def _reach(code: str, rows: list[Row], stated: Row | None) -> Row:
    towns = {r["reached_id"] for r in rows if r["kind"] == "town"}
    small = {r["reached_id"] for r in rows if r["kind"] != "town"}
    whole = len(villages_of(code)) if code else 0
    return {
        "place": rows[0]["place"] or NOT_KNOWN, "funds": len({r["fund_id"] for r in rows}), "communities": len(small),
        "whole": whole or None, "rate": len(small) / whole if whole else None, "towns": len(towns),
        "who": list(dict.fromkeys(r["fund"] for r in rows)), "reached": list(dict.fromkeys(r["reached"] for r in rows)),
        "stated": stated["value"] if stated else None, "stated_quote": stated["quote"] if stated else "",
        "stated_document": stated["document"] if stated else "", "code": code,
    } | proof(rows[0])  # fmt: skip


def _stated(asked: Asked) -> dict[str, Row]:
    """The largest number of such funds that a document states, by the code of its place."""
    found: dict[str, Row] = {}
    for row in asked.ask("figures", measure="基金"):
        code = str(row["place_id"]).removeprefix("place:")
        counted = row["nature"] == "actual" and row["unit"] != "元" and row["unit"] != "%" and has(row["measure"], FUND_WORDS)
        if counted and "基金会" not in str(row["measure"]) and number(row["value"]) > number(found.get(code, {}).get("value")):
            found[code] = row
    return found
