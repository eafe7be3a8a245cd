"""What changed: facts that later documents say otherwise, and series of figures among the policies of their time."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from graph.queries.records import Row
from graph.queries.then import Asked
from graph.queries.then.measures import measure_of, number, printed, proof
from graph.queries.then.times import when

FIGURE, OPERATOR, STATUS = "数字", "承接机构", "登记状态"
POLICY, ACTUAL, TARGET = "政策", "数字", "目标"


def overturned(asked: Asked) -> list[Row]:
    """Each fact that was said otherwise later; what has no later date (a register) stands at the end."""
    if not number(asked.rows[0]["documents"]):
        return []
    since = str(asked.params["since"])
    rows = [*_figures(asked), *_operators(asked, since), *_states(asked)]
    rows = [row for row in rows if not since or str(row["later_published"]) >= since]
    rows.sort(
        key=lambda r: tuple(str(r[c]) for c in ("kind", "subject", "before", "after", "document", "later_document", "quote", "later_quote"))
    )
    return sorted(rows, key=lambda r: str(r["later_published"]), reverse=True)


def _figures(asked: Asked) -> Iterator[Row]:
    for row in asked.ask("figures_that_disagree"):
        if row["one_published"] and str(row["one_published"]) < str(row["other_published"]):
            yield {
                "kind": FIGURE, "subject": f"{row['place']}　{row['measure']}（{row['as_of']}）",
                "before": f"{printed(row['one'])} {row['unit']}", "after": f"{printed(row['other'])} {row['unit']}",
                "published": row["one_published"], "later_published": row["other_published"],
                "quote": row["one_quote"], "later_quote": row["other_quote"], "document": row["one_document"],
                "later_document": row["other_document"], "subject_id": row["place_id"],
            }  # fmt: skip


def _operators(asked: Asked, since: str) -> Iterator[Row]:
    same = ("before", "after", "published", "later_published", "quote", "later_quote", "document", "later_document")
    for row in asked.ask("took_over", since=since):
        yield {"kind": OPERATOR, "subject": row["thing"], "subject_id": row["thing_id"]} | {c: row[c] for c in same}


def _states(asked: Asked) -> Iterator[Row]:
    for row in asked.ask("struck_off_active"):
        yield {
            "kind": STATUS, "subject": row["body"], "before": row["thing"], "after": row["status"], "published": row["published"],
            "later_published": "", "quote": row["quote"], "later_quote": row["status_quote"], "document": row["document"],
            "later_document": row["status_document"], "subject_id": row["body_id"],
        }  # fmt: skip


def growth(asked: Asked) -> list[Row]:
    """For each place and measure with figures of two times: the figures, the targets and the policies in force there, by time."""
    series: dict[tuple[str, str, str], list[Row]] = defaultdict(list)
    for row in asked.rows:
        if row["what"] == "figure" and (name := measure_of(row)) and when(row["as_of"]):
            series[str(row["place_id"]), name, "家" if row["unit"] in ("个", "家", "所") else str(row["unit"])].append(row)
    policies = [row for row in asked.rows if row["what"] == "policy"]
    rows: list[Row] = []
    for (_, name, _), figures in sorted(series.items()):
        if len({when(f["as_of"]) for f in figures if f["nature"] == "actual"}) > 1:
            rows += _axis(name, figures, [p for p in policies if str(figures[0]["code"]).startswith(str(p["code"]))])
    return rows


def _axis(name: str, figures: Sequence[Row], policies: Sequence[Row]) -> list[Row]:
    place: Row = {"place": figures[0]["place"], "measure": name, "place_id": figures[0]["place_id"]}
    points: list[Row] = []
    for row in policies:
        dates = {
            "发布日期": str(row["issued_on"]),
            "政策名称里的年份": _named_year(str(row["name"])),
            "资料的发表日期": str(row["published"]),
        }
        dated = next((how for how, date in dates.items() if date), "")
        told: Row = {"at": dates.get(dated, ""), "kind": POLICY, "event": row["name"], "value": None, "unit": "", "change": None}
        points.append(place | told | {"dated": dated, "id": row["id"]} | proof(row))
    last: float | None = None
    for row in sorted(figures, key=lambda f: (when(f["as_of"]), f["nature"] != "actual", number(f["value"]), str(f["id"]))):
        value, actual = number(row["value"]), row["nature"] == "actual"
        change = value - last if actual and last is not None else None
        told = {"at": when(row["as_of"]), "kind": ACTUAL if actual else TARGET, "event": row["name"], "value": value, "unit": row["unit"]}
        points.append(place | told | {"change": change, "dated": "资料所说时间", "id": row["id"]} | proof(row))
        last = value if actual else last
    return sorted((p for p in points if p["at"]), key=lambda p: (str(p["at"]), str(p["kind"]), number(p["value"]), str(p["id"])))


def _named_year(name: str) -> str:
    found = re.search(r"(?<!\d)((?:19|20)\d\d)年(?!代)", name)
    return found[1] if found else ""
