"""Old names and old codes of divisions → those of today that took them over (several after a split)."""

from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property

from msgspec import Struct

from graph.places_data import CITY, COUNTY, Place, short_forms, table_rows, unpad


class Past(Struct, frozen=True):
    """A unit under one name and code, from one year to another (empty: today). ``whole`` took over for good, ``part`` only a part."""

    code: str
    name: str
    start: str
    end: str
    status: str
    whole: tuple[str, ...]
    part: tuple[str, ...]


class History:
    """``names``: every old name, of cities and counties also without their last word → codes of today."""

    def __init__(self, today: dict[str, Place]) -> None:
        self._today = today
        self._rows: dict[str, list[Past]] = defaultdict(list)
        for row in _counties():
            self._rows[row.code].append(row)
        self._towns: dict[str, list[str]] = defaultdict(list)
        towns = list(_towns())
        for _, code, after in towns:
            self._towns[code].append(after)
        full: dict[str, set[str]] = defaultdict(set)
        bare: dict[str, set[str]] = defaultdict(set)
        for row in (r for rows in self._rows.values() for r in rows if r.status != "在用"):
            targets = {c for c in self._after(row) if today[c].name != row.name}
            full[row.name] |= targets
            bare[bare_name(row.name, row.code)] |= targets
        for name, _, after in towns:
            full[name] |= {c for c in self.codes_today(after) if today[c].name != name}
        # 达县 is the county of that name, not all that 达县地区 was.
        self.names = {name: tuple(sorted(codes)) for name, codes in {**bare, **full}.items() if name and codes}

    def absorbed(self, name: str, code: str) -> bool:
        """Whether ``name`` ends in the old name of a unit that another one, older than that, took over: 闸北区 and 静安区.

        A unit whose successor began in the year it ended only changed its name or rank: 富阳市 and 富阳区, 襄樊市 and 襄阳市.
        """
        today = self._names_today
        last = next((name[i:] for i in range(len(name) - 1) if name[i:] in self.names or (name[i:], code) in today), "")
        old = "" if (last, code) in today else last
        return bool(old) and (old, code) not in self._renamed and len(code) <= 6

    def codes_today(self, code: str) -> tuple[str, ...]:
        """The codes that stand today for this code of any year, itself included where it lives on; empty where it is unknown."""
        code = unpad(code)
        if code in self._today:
            return (code,)
        found = {c for row in self._rows.get(code, ()) for c in self._after(row)}
        seen, todo = {code}, list(self._towns.get(code, ()))
        while todo:
            at = todo.pop()
            if at in self._today:
                found.add(at)
            elif at not in seen:
                seen.add(at)
                todo += self._towns.get(at, ())
        return tuple(sorted(found))

    @cached_property
    def _names_today(self) -> frozenset[tuple[str, str]]:
        return frozenset((n, p.code) for p in self._today.values() if len(p.code) < 9 for n in (p.name, *short_forms(p)))

    @cached_property
    def _renamed(self) -> frozenset[tuple[str, str]]:
        """Old names with the code of the unit that goes on under another name."""
        found = set()
        for row in (r for rows in self._rows.values() for r in rows if r.status != "在用"):
            heirs = self._heirs(row)
            if row.status == "变更" or (heirs and self._begins(heirs[-1], row.end)):
                last = row.code if row.status == "变更" else heirs[-1]
                codes = self._after(row) if row.status == "变更" else self._follow(last, row.end, frozenset())
                found |= {(form, c) for c in codes for form in (row.name, bare_name(row.name, row.code))}
        return frozenset(found)

    def _heirs(self, row: Past) -> tuple[str, ...]:
        """The codes that went on with a unit: of several the one that bears its name, or the district that a county became; the others
        took parts.

        绍兴县 went on as 柯桥区, which began as it ended, though 越城区 got some of its towns; 吴县市 became 吴中区 and 相城区 alike.
        """
        some = row.whole or ((row.code,) if row.status == "变更" else row.part)
        if len(some) < 2 or len(row.code) != 6:
            return some
        next_ = {c: at for c in some if len(c) == 6 and (at := self._at(c, row.end))}
        bare = bare_name(row.name, row.code)
        named = [c for c, n in next_.items() if bare_name(n.name, c) == bare]
        made = [c for c, n in next_.items() if n.start == row.end and n.name.endswith("区") and not row.name.endswith("区")]
        return next((tuple(kept) for kept in (named, made) if len(kept) == 1), some)

    def _after(self, row: Past, seen: frozenset[tuple[str, str]] = frozenset()) -> set[str]:
        """The codes of today for a unit of the past."""
        if row.status == "在用" or (row.code, row.start) in seen:
            return {row.code} & self._today.keys()
        if len(row.code) == 4 and not row.whole and row.status != "变更":
            return set(self._counties_of(row))
        seen |= {(row.code, row.start)}
        return {c for code in self._heirs(row) for c in self._follow(code, row.end, seen)}

    def _follow(self, code: str, year: str, seen: frozenset[tuple[str, str]]) -> set[str]:
        """What a code of a year is today. Codes are used again: 511423 was 武隆县 of 涪陵 before it was 洪雅县."""
        row = self._at(code, year)
        return self._after(row, seen) if row else {code} & self._today.keys()

    def _at(self, code: str, year: str) -> Past | None:
        """What bore a code when a unit ended in ``year``: what began then, else what stood, else what began next."""
        rows = sorted(self._rows.get(code, ()), key=lambda r: r.start)
        now = [r for r in rows if r.start <= year and (not r.end or r.end > year)]
        return now[-1] if now else next((r for r in rows if r.start > year), None)

    def _begins(self, code: str, year: str) -> bool:
        row = self._at(code, year)
        return row is not None and row.start == year

    def _counties_of(self, city: Past) -> list[str]:
        """忻州地区 → 忻州市, where most of its counties lie; 莱芜市 → the counties that it was: the table names no successor for a city."""
        old = [r for code in list(self._rows) if len(code) == 6 and code.startswith(city.code) for r in self._rows[code]]
        counties = sorted({c for r in old for c in self._after(r)})
        cities = sorted({c[:4] for c in counties if c[:4] in self._today})
        bare = bare_name(city.name, city.code)
        same = [c for c in cities if bare_name(self._today[c].name, c) == bare]
        return same or (cities if len(cities) == 1 and len(counties) > 2 else counties)


def bare_name(name: str, code: str) -> str:
    """襄樊市 → 襄樊: old cities and counties are often named without their suffix; old towns never here."""
    match = CITY.match(name) if len(code) == 4 else COUNTY.match(name) if len(code) == 6 else None
    return match[1] if match else ""


def _counties() -> Iterator[Past]:
    """What stood or stands as a province, city or county. 变更 is a new name under one code.

    ``371203[2006];370116``: a code with a year took a part in that year, one without took over for good.
    """
    for row in table_rows("code_history_1981_2024.csv.gz"):
        parts = [p for p in row["new_codes"].split(";") if p]
        whole = tuple(unpad(p) for p in parts if "[" not in p)
        part = tuple(unpad(p.partition("[")[0]) for p in parts)
        yield Past(unpad(row["code"]), row["name"], row["from_year"], row["to_year"], row["status"], whole, part)


def _towns() -> Iterator[tuple[str, str, str]]:
    """Name and code of a town that was, and the code that took it over."""
    for row in table_rows("town_changes_2014_2023.csv.gz"):
        if row["old_code"] and row["new_code"]:
            yield row["old_name"], unpad(row["old_code"]), unpad(row["new_code"])
