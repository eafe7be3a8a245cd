"""Gives a question the values that a sentence names; says how well they fit and what was bent."""

from collections.abc import Sequence

from msgspec import Struct

from graph.free.values import Value, lies_in, place_text
from graph.free.words import takes, words
from graph.places import find_place
from graph.queries import Param, Query
from graph.queries import Value as Given


class Filled(Struct, frozen=True):
    """The parameters that differ from their defaults; the values that found no parameter; sentences about what was bent."""

    params: dict[str, Given]
    left: tuple[Value, ...] = ()
    notes: tuple[str, ...] = ()


def fill(query: Query, sentence: str, values: Sequence[Value]) -> Filled:
    """Each parameter takes the first value of a kind that it can hold; one value is taken once, a place may also give its province."""
    params: dict[str, Given] = {}
    bent: list[str] = []
    left = list(values)
    for param in sorted(query.params, key=lambda p: "PROVINCE" in takes(p)):
        given = _chosen(param, sentence) or _taken(param, sentence, left, bent)
        if given is not None and given != param.default:
            params[param.name] = given
    ordered = {p.name: params[p.name] for p in query.params if p.name in params}
    unused = tuple(v for v in left if v.kind not in ("MEASURE", "UNKNOWN"))
    bent += [f"图中没有叫“{v.value}”的" for v in values if not v.known and v.value in params.values()]
    bent += [f"“{v.value}”有 {len(find_place(v.value).candidates)} 处，写上级地名才能分清" for v in values if _unclear(v) and v not in left]
    bent += [f"这个问题用不上“{v.value}”" for v in unused]
    return Filled(ordered, unused, tuple(bent))


def _unclear(value: Value) -> bool:
    return value.kind == "PLACE" and not value.code


def _chosen(param: Param, sentence: str) -> Given | None:
    """The choice that the sentence has a word for; the longest word decides."""
    if param.name == "mode" and not param.choices:
        return next((w for w in words().modes["words"].split() if w in sentence and w != "评估"), None)
    said = [(word, c) for c in param.choices if c for word in words().choices.get(c, c).split() if word in sentence]
    return max(said, key=lambda s: len(s[0]))[1] if said else None


def _taken(param: Param, sentence: str, left: list[Value], bent: list[str]) -> Given | None:
    kinds = takes(param)
    if "PROVINCE" in kinds or "COUNTY" in kinds:
        return _division("province" if "PROVINCE" in kinds else "county", left, bent)
    for v in left:
        if v.kind in kinds:
            left.remove(v)
            return sentence[v.start : v.end] if "别名" in param.about else _typed(param, v)
    return None


def _typed(param: Param, value: Value) -> Given:
    if isinstance(param.default, int) and not isinstance(param.default, bool):
        return int(value.value)
    return place_text(value) if value.kind == "PLACE" and param.name == "place" else value.value


def _division(level: str, left: list[Value], bent: list[str]) -> str | None:
    """The province or county of the first place. The province comes last, so what it takes is used up."""
    place = next((v for v in left if v.kind == "PLACE"), None)
    if place is None:
        return None
    found = lies_in(place, level)
    if level == "county":
        if not place.code and place.value[-1] in "区县市旗":
            left.remove(place)
            return place.value
        return found.name if found else None
    if found is None:
        return None
    left.remove(place)
    if found.name != place.value and not lies_in(place, "county"):
        bent.append(f"这个问题按省问：{place.value}取它所在的{found.name}")
    return found.name
