"""Differences between places of one level: ranks, means, the Gini coefficient."""

from collections import defaultdict
from collections.abc import Sequence

from graph.queries.records import Row
from graph.queries.then import Asked
from graph.queries.then.measures import measure_of, number, proof
from graph.queries.then.times import when
from graph.queries.then.wholes import population_of, towns_of

BY_TOWN, BY_PEOPLE = "每个法定街镇", "每万常住人口"
TEN_THOUSAND = 10_000


def differences(asked: Asked) -> list[Row]:
    """One row for each place and measure that two places or more have, the largest first."""
    per = str(asked.params["per"])
    latest: dict[tuple[str, object], dict[object, Row]] = defaultdict(dict)
    for row in sorted(asked.rows, key=lambda r: (when(r["as_of"]) or str(r["published"])[:4], number(r["value"]), str(r["id"]))):
        if (name := measure_of(row)) and _base(str(row["code"]), per):
            latest[name, row["unit"]][row["place_id"]] = row
    return [
        line for (name, _), rows in sorted(latest.items(), key=str) if len(rows) > 1 for line in _ranked(name, list(rows.values()), per)
    ]


def _base(code: str, per: str) -> float:
    if per == BY_TOWN:
        return float(towns_of(code))
    return population_of(code) / TEN_THOUSAND if per == BY_PEOPLE else 1.0


def _ranked(name: str, rows: Sequence[Row], per: str) -> list[Row]:
    values = {str(r["place_id"]): number(r["value"]) / _base(str(r["code"]), per) for r in rows}
    mean = sum(values.values()) / len(values)
    forms: dict[object, list[float]] = defaultdict(list)
    for row in rows:
        forms[row["form"]].append(values[str(row["place_id"])])
    years = sorted({when(r["as_of"])[:4] for r in rows} - {""})
    shared: Row = {
        "measure": name, "mean": round(mean, 4), "gini": round(gini(list(values.values())), 4), "places": len(rows),
        "years": years[0] if len(years) == 1 else f"{years[0]}—{years[-1]}" if years else "",
    }  # fmt: skip
    lines: list[Row] = []
    for row in sorted(rows, key=lambda r: (-values[str(r["place_id"])], str(r["code"]))):
        own, base = values[str(row["place_id"])], _base(str(row["code"]), per)
        line: Row = {
            "rank": 1 + sum(v > own for v in values.values()), "base": base if per else None, "per_unit": round(own, 4),
            "to_mean": round(own / mean, 4) if mean else None, "form_mean": round(sum(forms[row["form"]]) / len(forms[row["form"]]), 4),
        }  # fmt: skip
        lines.append(shared | line | {c: row[c] for c in ("place", "value", "unit", "form", "as_of", "code", "place_id")} | proof(row))
    return lines


def gini(values: Sequence[float]) -> float:
    """Half the mean difference of all pairs over the mean: 0 where all are equal, (n - 1) / n where one has everything."""
    ordered, total = sorted(values), sum(values)
    if not total:
        return 0.0
    return sum((2 * i - len(ordered) + 1) * value for i, value in enumerate(ordered)) / (len(ordered) * total)
