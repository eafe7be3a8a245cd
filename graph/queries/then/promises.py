"""The ledger of promises: each target beside the figure that tells most of it."""

from collections.abc import Sequence

from graph.queries.records import Row
from graph.queries.then import Asked
from graph.queries.then.measures import NOT_STATIONS, STATIONS, has, number, proof
from graph.queries.then.registers import line_of
from graph.queries.then.times import later, when
from graph.queries.then.wholes import towns_of

KEPT, BROKEN, OPEN = "达成", "未达成", "无证据"
SAME, OTHERWISE, ALIKE = "同一对象、同一度量", "同一对象、同一度量，限定不同", "同一资料、相近的度量，口径待核"
NONE: Row = {
    "actual": None, "actual_as_of": "", "actual_quote": "", "actual_document": "", "actual_start_at": None, "actual_end_at": None,
    "actual_id": "", "basis": "没有可比的实际数字",
}  # fmt: skip
# A figure that says how much is still wanting is not the state of things.
WANTING = ("差", "缺", "还需", "不足")


def ledger(asked: Asked) -> list[Row]:
    """One row for each target with its verdict."""
    targets: dict[str, list[Row]] = {}
    for row in asked.rows:
        targets.setdefault(str(row["id"]), []).append(row)
    rows = [_entry(asked, pairs) for pairs in targets.values()]
    return sorted(rows, key=lambda r: tuple(str(r[c]) for c in ("place", "measure", "due", "id")))


def _entry(asked: Asked, pairs: Sequence[Row]) -> Row:
    target = pairs[0]
    own = {c: target[c] for c in ("place", "place_id", "measure", "qualifier", "target", "unit", "due", "id")} | proof(target)
    if _everywhere(target) and (found := _built(asked, target)):
        return own | found
    usable = [p for p in pairs if p["actual"] is not None and not has(p["actual_quote"], WANTING)]
    same = [p for p in usable if p["actual_place_id"] == p["place_id"] and p["actual_measure"] == p["measure"]]
    alike = [p for p in usable if p["actual_id"] != p["id"] and p["actual_document"] == p["document"] and _alike(p)]
    basis, chosen = (SAME, same) if same else (ALIKE, alike)
    if not chosen:
        return own | NONE | {"verdict": OPEN}
    verdict, best = max(((_verdict(p), p) for p in chosen), key=_telling)
    if basis == SAME and best["actual_qualifier"] != best["qualifier"]:
        basis = OTHERWISE
    return own | {c: best[c] for c in NONE if c != "basis"} | {"verdict": verdict, "basis": basis}


def _verdict(pair: Row) -> str:
    if number(pair["actual"]) >= number(pair["target"]):
        return KEPT
    return BROKEN if later(when(pair["actual_as_of"]), when(pair["due"])) else OPEN


def _telling(found: tuple[str, Row]) -> tuple[int, str, float, str]:
    """What decides comes last; of equals the latest figure, the largest of them."""
    verdict, pair = found
    return (OPEN, BROKEN, KEPT).index(verdict), when(pair["actual_as_of"]), number(pair["actual"]), str(pair["actual_id"])


def _alike(pair: Row) -> bool:
    """Whether one measure is the other with words left out (专业机构, 专业社工机构): same last word, its characters in order."""
    one, other = sorted((str(pair["measure"]), str(pair["actual_measure"])), key=len)
    rest = iter(other)
    return len(one) > 2 and one[-2:] == other[-2:] and all(letter in rest for letter in one)


def _everywhere(target: Row) -> bool:
    """Whether the target is that every town of a place shall have a station."""
    words = f"{target['measure']}{target['qualifier']}{target['quote']}"
    full = target["unit"] == "%" and target["target"] == 1.0 and "覆盖" in words
    return full and has(words, STATIONS) and not has(target["measure"], NOT_STATIONS) and bool(target["code"]) and bool(when(target["due"]))


def _built(asked: Asked, target: Row) -> Row | None:
    """What the lists of stations say of the day; None where there is no list of the place."""
    code, due = str(target["code"]), when(target["due"])
    records = [r for r in asked.ask("station_records", place=target["place"]) if str(r["code"]).startswith(code) and r["registered_on"]]
    towns = towns_of(code)
    if not records or not towns:
        return None
    in_time = {r["code"] for r in records if len(str(r["code"])) == 9 and not later(str(r["registered_on"]), due)}
    late = [r for r in records if later(str(r["registered_on"]), due) and r["code"] not in in_time]
    told = max(late or records, key=lambda r: (str(r["registered_on"]), str(r["station_id"])))
    line = line_of(told, "registered_on")
    verdict = BROKEN if late else KEPT if len(in_time) == towns else OPEN
    basis = f"名录里 {len(in_time)} 个街镇的站在期限前建成，法定街镇 {towns} 个；名录可能不全"
    return {
        "actual": len(in_time) / towns, "actual_as_of": target["due"], "actual_quote": line["quote"], "actual_document": line["document"],
        "actual_start_at": line["start_at"], "actual_end_at": line["end_at"], "actual_id": told["station_id"],
        "verdict": verdict, "basis": basis + (f"，{len(late)} 个站在期限后建成" if late else ""),
    }  # fmt: skip
