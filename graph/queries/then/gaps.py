"""Gaps that stated figures show by themselves: a number against its whole, a share that gives back its whole, parts against their sum."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from graph.queries.records import Row
from graph.queries.then import Asked
from graph.queries.then.measures import CHIEF, COMMUNITIES, COUNTIES, ROOMS, TOWNS, counts_stations, each, has, number, printed, proof
from graph.queries.then.wholes import AS_OF, SOURCE, committees_of, counties_of, towns_of

STATION, ROOM, MAIN = "街镇社工站", "社工室", "县级总站"
# What each of a kind is set up for: its name, how many the country's list has, the words of a stated whole, the condition.
WHOLES: dict[str, tuple[str, Callable[[str], int], Sequence[str], str]] = {
    STATION: ("法定街道、镇、乡", towns_of, TOWNS, "一个街镇一个站"),
    ROOM: ("村（居）委会", committees_of, COMMUNITIES, "一个村（社区）一个室"),
    MAIN: ("县级单位", counties_of, COUNTIES, "一个县一个总站"),
}
LISTED, STATED, SHARE = SOURCE, "同一资料所说的总数", "由百分比反推"
OTHER_STATIONS = ("校社工站", "总站", "管委会", "社区社工站", "县级社工站")
# A count this many times its whole counts something else.
TOO_MANY = 1.5
ABOUT = ("多", "余", "近", "约", "超过", "不到", "上下", "左右")
# Characters between a share and the count that it is the share of, and between the parts of a list.
NEAR, NEXT = 40, 60
CUES = ("其中", "包括", "分别", "里，", "里面", "含", "由")
FITS, LESS, MORE = "相符", "少于总数", "多于总数"
# Sums of figures rounded to 万 differ by this share of the whole at most.
ROUNDED = 0.001


def stated_gaps(asked: Asked) -> list[Row]:
    """A row for each count of stations or rooms and each whole that it can be held against, and for each share with its count."""
    groups: dict[tuple[object, object], list[Row]] = defaultdict(list)
    for row in asked.rows:
        groups[row["place_id"], row["document"]].append(row)
    rows = [gap for group in groups.values() for gap in (*_against_wholes(group), *_given_back(group))]
    return sorted(
        rows, key=lambda r: tuple(str(r[c]) for c in ("place", "place_id", "measure", "as_of", "part", "basis", "document", "whole"))
    )


def _kind(row: Row) -> str:
    """STATION, ROOM or MAIN for a count of these; empty for all other figures."""
    measure = row["measure"]
    if row["unit"] == "%" or each(row) or has(row["qualifier"], ("提出", "新增", "补上")):
        return ""
    if has(measure, CHIEF):
        return MAIN
    return ROOM if has(measure, ROOMS) else STATION if counts_stations(row) and not has(measure, OTHER_STATIONS) else ""


def _mixed(row: Row, group: Sequence[Row]) -> bool:
    """Whether a count of stations without a word for towns has parts in schools, counties or zones: it is no count of towns' stations."""
    others = [r for r in group if has(r["measure"], OTHER_STATIONS) and number(r["value"]) < number(row["value"])]
    return not has(row["measure"], (*TOWNS, "镇", "街")) and any(r["document"] == row["document"] for r in others)


def _against_wholes(group: Sequence[Row]) -> Iterator[Row]:
    for row in group:
        if not (kind := _kind(row)) or (kind == STATION and _mixed(row, group)):
            continue
        name, count, words, condition = WHOLES[kind]
        value, whole = number(row["value"]), count(str(row["code"]))
        if whole and 1 < value <= TOO_MANY * whole:
            more = "；已有的多于总数：年份或口径不同" if value > whole else ""
            yield _gap(row, LISTED, name, float(whole), f"{condition}；两个数年份可能不同{more}") | {"whole_as_of": AS_OF}
        for other in group:
            if other["measure"] in words and other["unit"] != "%" and not each(other) and value <= number(other["value"]) * TOO_MANY:
                yield _gap(row, STATED, str(other["measure"]), number(other["value"]), f"{condition}；资料没有说两个数口径相同") | _other(
                    other
                )


def _given_back(group: Sequence[Row]) -> Iterator[Row]:
    """A share of 95.29 % right behind a count of 1,739 is a share of 1,825."""
    for before, share in pairwise(sorted(group, key=lambda r: (number(r["start_at"]), number(r["end_at"])))):
        near = 0 <= number(share["start_at"]) - number(before["end_at"]) <= NEAR
        exact = not has(share["qualifier"], ABOUT) and not has(before["qualifier"], ABOUT) and has(share["measure"], ("率", "比例", "占"))
        if share["unit"] == "%" and before["unit"] != "%" and near and exact and 0.0 < number(share["value"]) <= 1.0:
            whole = float(round(number(before["value"]) / number(share["value"])))
            condition = f"“{share['measure']}”是“{before['measure']}”占总数的比例；总数是算出来的，四舍五入"
            yield _gap(before, SHARE, "总数", whole, condition) | _other(share) | {"rate": share["value"]}


def _gap(row: Row, basis: str, measure: str, whole: float, condition: str) -> Row:
    part = number(row["value"])
    return {
        "place": row["place"], "measure": row["measure"], "part": part, "basis": basis, "whole_measure": measure, "whole": whole,
        "rate": part / whole, "gap": whole - part, "as_of": row["as_of"] or _published(row), "whole_as_of": "", "condition": condition,
        "other_quote": "", "other_document": "", "other_start_at": None, "other_end_at": None, "place_id": row["place_id"],
    } | proof(row)  # fmt: skip


def _published(row: Row) -> str:
    return f"资料发表于 {row['published']}" if row["published"] else ""


def _other(row: Row) -> Row:
    said = {f"other_{name}": row[name] for name in ("quote", "document", "start_at", "end_at")}
    return said | {"whole_as_of": row["as_of"] or _published(row)}


def parts_and_wholes(asked: Asked) -> list[Row]:
    """A row for each whole that is followed by its parts, with their sum."""
    groups: dict[tuple[object, ...], list[Row]] = defaultdict(list)
    for row in asked.rows:
        groups[row["document"], row["place_id"], row["unit"]].append(row)
    texts: dict[object, str] = {}
    rows: list[Row] = []
    for (document, *_), group in groups.items():
        for i, whole in enumerate(group):
            if parts := _run(whole, group[i + 1 :]):
                if document not in texts:
                    texts[document] = str(next(iter(asked.ask("document", id=document)))["text"])
                rows += _summed(whole, parts, texts[document])
    wanted = asked.params["verdict"]
    rows = [r for r in rows if wanted in ("", r["verdict"])]
    return sorted(rows, key=lambda r: (str(r["place"]), str(r["document"]), number(r["start_at"]), str(r["id"])))


def _run(whole: Row, rows: Sequence[Row]) -> list[Row]:
    """The figures that stand right behind a whole, each smaller than it and close to the one before; none where there are not two."""
    run: list[Row] = []
    end = number(whole["end_at"])
    for row in rows:
        if number(row["start_at"]) - end > NEXT or number(row["value"]) >= number(whole["value"]):
            break
        run.append(row)
        end = max(end, number(row["end_at"]))
    return run if len(run) > 1 else []


def _summed(whole: Row, run: Sequence[Row], text: str) -> Iterator[Row]:
    value, total, parts = number(whole["value"]), 0.0, list[Row]()
    cue = has(text[int(number(whole["end_at"])) : int(number(run[0]["end_at"]))], CUES)
    for before, part in pairwise((whole, *run)):
        between = text[int(number(before["end_at"])) : int(number(part["start_at"]))]
        if parts and has(between, "。；"):
            break
        parts.append(part)
        total += number(part["value"])
        if total >= value * (1 - ROUNDED):
            break
    exact = total == value or (value >= 10_000 and abs(total - value) <= ROUNDED * value)
    if len(parts) > 1 and (cue or (exact and (len(parts) > 2 or value >= 10))):
        yield _sum(whole, parts, total, FITS if exact else MORE if total > value else LESS)


def _sum(whole: Row, parts: Sequence[Row], total: float, verdict: str) -> Row:
    return {
        "place": whole["place"], "measure": whole["measure"], "whole": whole["value"], "total": total, "unit": whole["unit"],
        "parts": [f"{p['qualifier'] or p['measure']} {printed(p['value'])}" for p in parts], "verdict": verdict, "as_of": whole["as_of"],
        "parts_quote": "；".join(dict.fromkeys(str(p["quote"]) for p in parts)), "place_id": whole["place_id"], "id": whole["id"],
    } | proof(whole)  # fmt: skip
