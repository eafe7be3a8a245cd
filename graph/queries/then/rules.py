"""Standards as tests over the stations of the place that they are made for."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from msgspec import Struct

from graph.codes import amount
from graph.queries.records import Row
from graph.queries.then import Asked
from graph.queries.then.measures import NOTHING, closed, has, number, proof
from graph.queries.then.registers import line_of

LEAST, MOST, EXACT = "不少于", "不超过", "为"
FAILED, UNKNOWN, KEPT, NO_TEST = "不达标", "未见记载", "达标", "无从检查"
ORDER = (FAILED, UNKNOWN, KEPT, NO_TEST)
STAFF, LICENSED, SHARE, CAP, OTHER = "专职人员", "持证社工", "补助比例", "补助上限", "其他"
AT_LEAST = ("不少于", "不低于", "至少", "不得少于", "以上")
AT_MOST = ("不超过", "最高", "不高于", "不得超过", "以内")
PEOPLE = ("人", "名", "位")
SUBSIDY = ("补助", "补贴")
# A share that differs by less than this is the same share.
ROUNDING = 0.005


class Rule(Struct, frozen=True):
    """One standard: what it limits, how, and the code of the division whose stations it is for."""

    about: str
    bound: str
    required: float
    unit: str
    code: str
    row: Row


def station_rules(asked: Asked) -> list[Row]:
    """One row for each rule and station of its place, and one without a station for a rule that no list can be held against."""
    rules = _rules([r for r in asked.rows if r["what"] == "rule"])
    stations = asked.ask("station_records", place=asked.params["place"]) if rules else []
    figures, money = (_by_station(asked.rows, what) for what in ("figure", "money"))
    rows = []
    for rule in rules:
        if rule.about == OTHER:
            rows.append(_row(rule, None, None, NO_TEST, dict(NOTHING)))
            continue
        for station in stations:
            if str(station["code"]).startswith(rule.code) and not closed(station["status"]):
                id = station["station_id"]
                rows += _tests(rule, station, figures[id]) if rule.about in (STAFF, LICENSED) else _paid(rule, rules, station, money[id])
    wanted = asked.params["verdict"]
    rows = [r for r in rows if wanted in ("", r["verdict"]) and (r["station"] or not asked.params["place"])]
    return sorted(
        rows, key=lambda r: (ORDER.index(str(r["verdict"])), *(str(r[c]) for c in ("place", "station", "rule", "required", "quote")))
    )


def _rules(rows: Sequence[Row]) -> list[Rule]:
    """Each standard once. One whose owner has no place (市财政) is for the place that the other standards of its document are for."""
    places: dict[object, Counter[str]] = defaultdict(Counter)
    for row in rows:
        if row["code"]:
            places[row["document"]][str(row["code"])] += 1
    found: dict[tuple[object, ...], Rule] = {}
    for row in rows:
        code = str(row["code"])
        if not code and len(places[row["document"]]) == 1:
            (code,) = places[row["document"]]
        about, bound = _about(row)
        if code and about:
            found.setdefault((about, bound, row["value"], code), Rule(about, bound, number(row["value"]), str(row["unit"]), code, row))
    return list(found.values())


def _about(row: Row) -> tuple[str, str]:
    """What a figure limits and how; two empty texts where it is no limit."""
    words, quote = f"{row['measure']}{row['qualifier']}", str(row["quote"])
    bound = LEAST if has(words, AT_LEAST) else MOST if has(words, AT_MOST) else ""
    if not bound:
        bound = LEAST if has(quote, AT_LEAST) else MOST if has(quote, AT_MOST) else ""
    if row["unit"] in PEOPLE and bound == LEAST:
        about = LICENSED if "持证" in words else STAFF if has(words, ("专职", "人员", "社工", "工作者")) else OTHER
    elif row["unit"] == "%" and has(words, SUBSIDY) and not has(words, ("人员经费", "管理经费")):
        about, bound = SHARE, bound or EXACT
    elif row["unit"] == "%" and has(quote, SUBSIDY) and not has(words, ("人员经费", "管理经费")):
        about, bound = SHARE, EXACT
    elif row["unit"] == "元" and bound == MOST and has(f"{words}{quote}", SUBSIDY):
        about = CAP
    else:
        about = OTHER if bound else ""
    return about, bound if about else ""


def _tests(rule: Rule, station: Row, figures: Sequence[Row]) -> Iterator[Row]:
    column = "licensed" if rule.about == LICENSED else "staff"
    if station[column] is not None:
        yield _judged(rule, station, number(station[column]), line_of(station, column))
    told = [
        f
        for f in figures
        if ("持证" in str(f["measure"])) == (rule.about == LICENSED) and has(f["measure"], ("持证", "专职", "社工", "人员"))
    ]
    yield from (_judged(rule, station, number(f["value"]), proof(f)) for f in told)
    if station[column] is None and not told:
        yield _row(rule, station, None, UNKNOWN, proof(station))


def _paid(rule: Rule, rules: Sequence[Rule], station: Row, money: Sequence[Row]) -> Iterator[Row]:
    """Subsidies told of against the share or the cap; without one, what the rules would allow."""
    sums = [(m, sum_.yuan) for m in money if has(f"{m['mode']}{m['quote']}", SUBSIDY) and (sum_ := amount(str(m["amount"]))) and sum_.yuan]
    allowed = _allowed(rules, station)
    if not sums:
        yield _row(rule, station, None, UNKNOWN, line_of(station, "funding")) | {"allowed": allowed}
    for paid, yuan in sums:
        if rule.about == CAP:
            yield _judged(rule, station, yuan, proof(paid)) | {"allowed": allowed}
        elif funding := number(station["funding"]):
            yield _judged(rule, station, yuan / funding, proof(paid)) | {"allowed": allowed}
        else:
            yield _row(rule, station, None, UNKNOWN, proof(paid)) | {"allowed": allowed}


def _allowed(rules: Sequence[Rule], station: Row) -> float | None:
    """The largest subsidy under the share and the cap of the place; None without both the share and the money of the station."""
    of_place = [r for r in rules if str(station["code"]).startswith(r.code)]
    shares = [r.required for r in of_place if r.about == SHARE]
    if not shares or station["funding"] is None:
        return None
    return round(min([max(shares) * number(station["funding"]), *(r.required for r in of_place if r.about == CAP)]), 2)


def _judged(rule: Rule, station: Row, value: float, said: Row) -> Row:
    kept = {
        LEAST: value >= rule.required,
        MOST: value <= rule.required,
        EXACT: abs(value - rule.required) <= ROUNDING,
    }[rule.bound]
    return _row(rule, station, value, KEPT if kept else FAILED, said)


def _row(rule: Rule, station: Row | None, value: float | None, verdict: str, said: Row) -> Row:
    own = rule.about if rule.about != OTHER else str(rule.row["measure"])
    return {
        "station": station["station"] if station else "", "place": station["place"] if station else "", "rule": own, "bound": rule.bound,
        "required": rule.required, "value": value, "unit": rule.unit, "verdict": verdict, "allowed": None,
        "rule_quote": rule.row["quote"], "rule_document": rule.row["document"], "rule_title": rule.row["title"],
        "rule_start_at": rule.row["start_at"], "rule_end_at": rule.row["end_at"], "station_id": station["station_id"] if station else "",
    } | said  # fmt: skip


def _by_station(rows: Sequence[Row], what: str) -> dict[object, list[Row]]:
    found: dict[object, list[Row]] = defaultdict(list)
    for row in rows:
        if row["what"] == what:
            found[row["owner_id"]].append(row)
    return found
