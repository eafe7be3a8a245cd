"""Figures and who says them: the first, those that repeat it, and those that say otherwise."""

from collections import defaultdict

from graph.queries.records import Row
from graph.queries.then import Asked
from graph.queries.then.sources import groups
from graph.queries.then.times import when

FEW = 5
FIRST, COPY, ANOTHER, UNDATED = "最早", "转引", "另一来源", "没有日期"


def origin(asked: Asked) -> list[Row]:
    """Each place where a figure stands, in the order of the Cypher, with what it is and how many independent sources the figure has."""
    figures: dict[object, list[Row]] = defaultdict(list)
    for row in asked.rows:
        figures[row["id"]].append(row)
    told: dict[int, Row] = {}
    for rows in figures.values():
        numbers = groups(rows)
        first = next((i for i, row in enumerate(rows) if row["published"]), None)
        for i, row in enumerate(rows):
            role = COPY if numbers[i] in numbers[:i] else UNDATED if not row["published"] else FIRST if i == first else ANOTHER
            told[id(row)] = {"role": role, "independent": len(set(numbers))}
    return [{k: v for k, v in row.items() if k not in ("genre", "file")} | told[id(row)] for row in asked.rows]


def disagreements(asked: Asked) -> list[Row]:
    """Two figures of one time that differ, what was published first standing first, each with its number of independent sources."""
    rows = [row for row in asked.rows if row["as_of"] == row["other_as_of"] or when(row["as_of"]) == when(row["other_as_of"]) != ""]
    about = sorted({(str(r["place"]), str(r["measure"])) for r in rows})
    # one question for all figures costs as much as a few for single ones
    wanted = [{"name": place, "measure": measure} for place, measure in about] if len(about) <= FEW else [{}]
    counts = {said["id"]: said["independent"] for given in wanted for said in asked.ask("figure_origin", **given)}
    return [_ordered(row, counts) for row in rows]


def _ordered(row: Row, counts: dict[object, object]) -> Row:
    told = {k: v for k, v in row.items() if k != "other_as_of"}
    told |= {"one_independent": counts.get(row["one_id"], 1), "other_independent": counts.get(row["other_id"], 1)}
    if not row["other_published"] or str(row["one_published"] or "9") <= str(row["other_published"]):
        return told
    swapped = {"one": "other", "other": "one"}
    return {_renamed(k, swapped): v for k, v in told.items()}


def _renamed(column: str, swapped: dict[str, str]) -> str:
    end, mark, rest = column.partition("_")
    return f"{swapped[end]}{mark}{rest}" if end in swapped else column
