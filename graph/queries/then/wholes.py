"""The official numbers of divisions (2023-06-30) that stated figures are held against."""

from collections import Counter
from functools import cache

from graph.places import places
from graph.villages import villages_of

AS_OF = "2023-06-30"
SOURCE = "全国行政区划（2023-06-30）"


@cache
def _counts() -> Counter[tuple[str, str]]:
    """Statutory divisions by (code of what they lie in, level)."""
    found: Counter[tuple[str, str]] = Counter()
    for place in places().by_code.values():
        if place.statutory and place.level in ("town", "county"):
            found.update((place.code[:n], place.level) for n in (2, 4, 6) if n < len(place.code))
    return found


def towns_of(code: str) -> int:
    """How many statutory towns a province, city or county has."""
    return _counts()[code, "town"]


def counties_of(code: str) -> int:
    """How many statutory counties a province or city has."""
    return _counts()[code, "county"]


def committees_of(code: str) -> int:
    """How many village and residents' committees a division has."""
    return len(villages_of(code)) if code else 0


def population_of(code: str) -> int:
    """The residents of a province, city or county in the census of 2020; 0 where it is not known."""
    place = places().by_code.get(code)
    return (place.population or 0) if place else 0
