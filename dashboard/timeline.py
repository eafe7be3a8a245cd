"""Numbers and policies on one axis: when a figure is from, which figures make one line, and which policies are of the place.

That a number stands after a policy is an order in time and nothing more: no function here puts the two together.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from msgspec import Struct

from dashboard import colours, data, draw
from dashboard.language import say, word
from dashboard.text import join, plain
from graph.queries import Column, Row

_DATE = re.compile(r"(?<!\d)((?:19|20)\d{2})(?=年|[.\-/]\d|$)(?:[年.\-/](\d{1,2}))?(?:[月.\-/](\d{1,2}))?")
# The tenth plan began in 2001, and each runs five years: 十二五 is 2011 to 2015.
_PLAN = re.compile("十([一二三四五])?五")
PLANS = {"": 2001, "一": 2006, "二": 2011, "三": 2016, "四": 2021, "五": 2026}
ACTUAL, TARGET = "actual", "target"
# Pixels: room for the names of the policies, also on a narrow screen, what stays free beside a name, and the height of one.
SIDE, NARROW, GAP, LAW = 190, 90, 16, 30
# Places, and measures of one, to choose from, the address may name any; and policies drawn.
CHOICES, LAWS = 300, 15


# The list below the picture.
TABLE = (
    Column("when", "时间"),
    Column("nature", "性质"),
    Column("what", "政策或度量"),
    Column("qualifier", "限定"),
    Column("value", "数值"),
    Column("unit", "单位"),
    Column("change", "比前一个数"),
    Column("basis", "时间从哪来"),
    Column("quote", "原句"),
    Column("title", "文献"),
    Column("document", "文献标识"),
)
Line = tuple[str, str, str]


class Figure(Struct, frozen=True):
    """One number at one time; ``at`` is the year with the share of it that has passed."""

    at: float
    row: Row

    @property
    def value(self) -> float:
        return float(str(self.row["value"]))

    def says(self) -> str:
        """2012：50 家（目标）"""
        aim = say("（{nature}）", nature=word(str(self.row["nature"]))) if self.row["nature"] != ACTUAL else ""
        return say("{when}：{value} {unit}", when=self.row["as_of"], value=plain(self.value), unit=self.row["unit"]) + aim


class Policy(Struct, frozen=True):
    """A policy and its time: ``end`` is later than ``start`` for a plan of several years; ``basis`` says what the time was read from."""

    name: str
    start: float
    end: float
    basis: str
    row: Row

    def years(self) -> str:
        """2011–2015 for a plan, 2020 for a day of that year."""
        return f"{self.start:.0f}–{self.end - 1:.0f}" if self.end > self.start else str(int(self.start))


def when(text: str) -> tuple[float, float] | None:
    """The time that a text speaks of, as years: (2011.0, 2011.0) for 2011, 2023.75 twice for 2023年10月, 2011.0 and 2016.0 for 十二五."""
    if found := _DATE.search(text):
        year, month, day = (int(part or 0) for part in found.groups())
        at = year + (min(max(month, 1), 12) - 1) / 12 + (min(max(day, 1), 31) - 1) / 372
        return at, at
    if found := _PLAN.search(text):
        return PLANS[found[1] or ""], PLANS[found[1] or ""] + 5
    return None


def figures(rows: Iterable[Row]) -> list[Figure]:
    """The numbers that say their day, month or year, oldest first; rules and numbers of a plan's five years have no point on the axis."""
    found = []
    for row in rows:
        span = when(str(row["as_of"]))
        if span and span[0] == span[1] and row["nature"] != "rule":
            found.append(Figure(span[0], row))
    return sorted(found, key=lambda f: (f.at, f.value))


def line_of(row: Row) -> Line:
    """What makes two numbers comparable: the same measure, with the same qualifier and unit."""
    return str(row["measure"]), str(row["qualifier"]), str(row["unit"])


def places(found: Sequence[Figure], asked: str = "") -> dict[str, str]:
    """Whose numbers can be seen over time: id → name, first whose line has most different times; what is ``asked`` for is among them."""
    times: dict[str, dict[Line, set[float]]] = {}
    for figure in found:
        times.setdefault(str(figure.row["place_id"]), {}).setdefault(line_of(figure.row), set()).add(figure.at)
    names = {str(f.row["place_id"]): str(f.row["place"]) for f in found}
    best = sorted(times, key=lambda id: (-max(map(len, times[id].values())), id))
    return {id: names[id] for id in [*best[:CHOICES], *(id for id in best[CHOICES:] if id == asked)]}


def measures(found: Sequence[Figure], asked: str = "") -> dict[str, str]:
    """The measures of a place, the one with most numbers first; what is ``asked`` for is among them."""
    counts = Counter(str(f.row["measure"]) for f in found)
    most = sorted(counts, key=lambda m: (-counts[m], m))
    kept = [*most[:CHOICES], *(m for m in most[CHOICES:] if m == asked)]
    return {m: say("{name}（{n}）", name=m, n=counts[m]) for m in kept}


def policies(place: str) -> tuple[list[Policy], list[str]]:
    """The policies of a place and of those above it: those whose time is said, oldest first, and the names of the rest."""
    dated: dict[str, Policy] = {}
    undated: dict[str, None] = {}
    for row in data.answer("policies_of", id=place):
        name = str(row["policy"])
        read = (("发布日期", row["issued_on"]), ("政策名称", name), ("发布的原句", row["quote"] if row["how"] == "ISSUES" else ""))
        for basis, words in read:
            if span := when(str(words or "")):
                dated.setdefault(name, Policy(name, *span, say(basis), row))
                break
        else:
            undated[name] = None
    return sorted(dated.values(), key=lambda p: (p.start, p.name)), [n for n in undated if n not in dated]


def lines(found: Iterable[Figure]) -> dict[Line, list[Figure]]:
    """The numbers that can be compared, each line in the order given."""
    series: dict[Line, list[Figure]] = {}
    for figure in found:
        series.setdefault(line_of(figure.row), []).append(figure)
    return series


def listed(shown: Sequence[Figure], laws: Sequence[Policy]) -> tuple[list[Row], list[Column]]:
    """The points and the policies of the picture, no more and no less, by time; an actual number with its change since an earlier one."""
    rows: list[tuple[float, Row]] = []
    for line in lines(shown).values():
        last: Figure | None = None
        for figure in line:
            actual = figure.row["nature"] == ACTUAL
            change = figure.value - last.value if actual and last and last.at < figure.at else None
            rows.append((figure.at, figure.row | {"when": figure.row["as_of"], "what": figure.row["measure"], "change": change}))
            last = figure if actual else last
    for law in laws:
        told: Row = {"when": law.years(), "what": law.name, "nature": "POLICY", "basis": law.basis}
        rows.append((law.start, law.row | told))
    rows.sort(key=lambda r: r[0])
    return [dict.fromkeys(c.name for c in TABLE) | row for _, row in rows], list(TABLE)


def growth(found: Sequence[Figure]) -> list[str]:
    """Each line of numbers as a sentence: the text that says what the picture shows."""
    return [join([join(key[:2], " "), say("，").join(f.says() for f in line)], say("：")) for key, line in lines(found).items()]


def picture(found: Sequence[Figure], laws: Sequence[Policy], span: tuple[int, int]) -> tuple[draw.Spec, list[list[Figure]]]:
    """Numbers above, policies below, one axis of years; with the figures of each series in the order in which a click names them."""
    drawn = lines(found)
    hues = [colours.five_colour(role) for role in ("social_org", "charity", "volunteer", "social_worker", "community")]
    series = [
        _line(say("{name}（{unit}）", name=join(key[:2], " "), unit=key[2]), line, hues[i % len(hues)])
        for i, (key, line) in enumerate(drawn.items())
    ]
    below, side = LAW * len(laws), SIDE if laws else 56
    numbers = {"left": side, "right": 28, "top": 40, "bottom": below + 36}
    spec = {
        **draw.still(),
        "legend": {"show": len(series) > 1, "top": 0, "left": 0, "type": "scroll", "data": [x["name"] for x in series]},
        "tooltip": {"formatter": "{b}", "confine": True},
        "grid": [numbers, {"left": side, "right": 28, "bottom": 28, "height": max(below, 1)}],
        "xAxis": [_years(0, span, named=not laws), _years(1, span, named=bool(laws))],
        "yAxis": [{"type": "value", "gridIndex": 0, "splitNumber": 4, "axisLabel": {"hideOverlap": True}}, _names(laws)],
        "series": [*series, *_periods(laws)],
        # A name wider than the margin would push its own axis of years away from the one above it.
        "media": [
            {
                "query": {"maxWidth": draw.NARROW},
                "option": {"grid": [{"left": min(side, NARROW)}] * 2, "yAxis": [{}, {"axisLabel": {"width": NARROW - GAP}}]},
            }
        ],
    }
    return spec, list(drawn.values())


def _years(grid: int, span: tuple[int, int], *, named: bool) -> draw.Spec:
    label = {"show": named, "hideOverlap": True, "formatter": "{yyyy}"}
    axis = {
        "type": "time",
        "gridIndex": grid,
        "min": _moment(span[0] - 0.5),
        "max": _moment(span[1] + 1.2),
        "minInterval": 365 * 86_400_000,
    }
    return axis | {"axisLabel": label, "axisTick": {"show": named}, "axisLine": {"show": True}, "splitLine": {"show": True}}


def _moment(year: float) -> int:
    """Milliseconds since 1970, as a time axis counts: a plain number axis would write 2,010."""
    return round((year - 1970) * 365.2425 * 86_400_000) + 86_400_000


def _line(title: str, line: Sequence[Figure], colour: str) -> draw.Spec:
    points = []
    for figure in line:
        aim = figure.row["nature"] == TARGET
        points.append(
            {
                "name": f"{figure.says()}\n{figure.row['quote']}",
                "value": [_moment(figure.at), figure.value],
                "symbol": "emptyDiamond" if aim else "circle",
                "symbolSize": 13 if aim else 10,
                "label": {"formatter": plain(figure.value) + (say("（目标）") if aim else "")},
                "tooltip": {"formatter": draw.tip(f"{figure.says()}\n{figure.row['quote']}")},
            }
        )
    return {
        "type": "line",
        "name": title,
        "data": points,
        "selectedMode": "single",
        "itemStyle": {"color": colour},
        "lineStyle": {"color": colour, "width": 2},
        "label": {"show": True, "position": "top", "color": colours.ink(), "fontSize": 12},
        "labelLayout": {"hideOverlap": True},
        "select": {"itemStyle": {"borderColor": colours.ink(), "borderWidth": 2}},
    }


def _names(laws: Sequence[Policy]) -> draw.Spec:
    return {
        "type": "category",
        "gridIndex": 1,
        "show": bool(laws),
        "inverse": True,
        "data": [p.name for p in laws],
        "axisTick": {"show": False},
        "axisLabel": {"interval": 0, "width": SIDE - GAP, "overflow": "truncate"},
    }


def _periods(laws: Sequence[Policy]) -> list[draw.Spec]:
    """A thick line over a plan's years, a mark for a day; each in the row of its name."""
    colour = colours.label_colour("POLICY")
    drawn = []
    for i, law in enumerate(laws):
        tip = {"formatter": draw.tip(f"{law.name}\n{law.basis}")}
        ends = [law.start, law.end] if law.end > law.start else [law.start]
        points = [{"value": [_moment(at), i], "tooltip": tip} for at in ends]
        line = {"type": "line", "xAxisIndex": 1, "yAxisIndex": 1, "data": points, "symbol": "diamond", "symbolSize": 12}
        drawn.append(line | {"name": law.name, "itemStyle": {"color": colour}, "lineStyle": {"color": colour, "width": 8}})
    return drawn
