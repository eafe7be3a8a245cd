"""Finds the division that a place name means; says *ambiguous* with candidates instead of guessing."""

import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache

from msgspec import Struct

from graph.facts import content_id
from graph.model import Attribute, Document, Entity, Evidence, Facts, Relation
from graph.places_data import Place, Places, places, short_forms, unpad

__all__ = [
    "FoundPlace",
    "Place",
    "Places",
    "chain",
    "current_codes",
    "division_facts",
    "find_place",
    "full_name",
    "leading_place",
    "place_entity",
    "places",
    "short_forms",
]
# What a place name may carry when it stands for its office.
OFFICES = ("街道办事处", "人民政府", "办事处", "政府")
LONGEST = 60
# What follows a place name that is the name of a road (北京西路, 长沙路); what a division's full name ends with.
ROADS = frozenset("路街道巷里大东西南北中一二三")
# The day of the table of divisions.
DIVISIONS_DATE = "2023-06-30"
SUFFIXES = frozenset("省市区县旗州盟镇乡道")


class FoundPlace(Struct, frozen=True):
    """``code`` is set when the name means one division; otherwise ``candidates`` are all that it could mean. ``reason`` is Chinese."""

    code: str | None
    candidates: tuple[str, ...]
    reason: str


def chain(code: str) -> tuple[Place, ...]:
    """The place and what it lies in, province first; 市辖区, 县 and 省直辖 are left out. Empty for an unknown code."""
    return places().ancestors(unpad(code))


def full_name(code: str) -> str:
    """浙江省嘉兴市海宁市马桥街道 for 330481004; empty for an unknown code."""
    return "".join(p.name for p in chain(code))


def current_codes(code: str) -> tuple[str, ...]:
    """The divisions of today for a code of any year; several after a split, empty where the code never was."""
    code = unpad(code)
    return (code,) if code in places().by_code else places().history.codes_today(code)


def find_place(text: str, context: Iterable[str] = (), *, villages: bool = False) -> FoundPlace:
    """The division that a name, short form, old name or chain (浙江省海宁市马桥街道, levels may be missing) means.

    ``context`` holds codes of places that the same document or row is about: its issuer, its other places. They decide between
    namesakes; what they leave open is ambiguous. With ``villages`` committees of villages and residents are found too (codes of twelve
    digits); their 620,573 names are read on first use.
    """
    found = _find_place(text, near := tuple(context))
    return _find_committee(text, near) if villages and not found.candidates else found


def _find_committee(text: str, near: tuple[str, ...]) -> FoundPlace:
    from graph.villages import committees  # noqa: PLC0415  (half a second, for those who ask)

    name = "".join(unicodedata.normalize("NFKC", text).split())
    codes = committees(name, tuple(unpad(c) for c in near), lambda head: _find_place(head, near).code)
    if len(codes) == 1:
        return FoundPlace(codes[0], codes, "村（居）委员会")
    return FoundPlace(None, codes, f"有歧义：{len(codes)} 个同名的村（居）委员会" if codes else f"区划表里没有“{name}”")


@lru_cache(maxsize=100_000)
def _find_place(text: str, context: tuple[str, ...]) -> FoundPlace:
    name = "".join(unicodedata.normalize("NFKC", text).split()).strip("、，,。.;；:：-—")
    near = tuple(unpad(c) for c in context)
    if not name:
        return FoundPlace(None, (), "没有写地名")
    found = _find(name, near)
    if found and found.code and len(name) == 2 and name.endswith("区") and not any(_closeness(found.code, n) for n in near):
        # 城区, 郊区, 新区: a name for a kind of place, whoever bears it.
        return FoundPlace(None, found.candidates, f"“{name}”到处都有，要有上级地名才能确定")
    if found is None:
        ending = next((o for o in OFFICES if name.endswith(o) and len(name) > len(o) + 1), "")
        stem = name[: len(name) - len(ending)] + ("街道" if ending.startswith("街道") else "")
        found = _find(stem, near) if ending else None
    return found or FoundPlace(None, (), f"区划表里没有“{name}”")


def _find(name: str, near: tuple[str, ...]) -> FoundPlace | None:
    """The answer for a tidy name, or None where nothing is known by it."""
    table = places()
    counties = {n[:6] for n in near if len(n) >= 6}
    if codes := table.full.get(name):
        # 陈村乡 in its own county is 陈村回族乡, not the 陈村乡 of another.
        own = tuple(c for c in table.short.get(name, ()) if c[:6] in counties)
        return _decide(own, near, "简称") if own and not any(c[:6] in counties for c in codes) else _decide(codes, near, "全称")
    if codes := table.short.get(name):
        # In a text about 大理市 it is the city, not the town of that name in it.
        if here := tuple(c for c in codes if c in near):
            return _decide(here, near, "简称")
        outer = _outermost(codes)
        province = next((c for c in outer if len(c) == 2), None)
        if province:
            return FoundPlace(province, (province,), "省级简称")
        local = tuple(c for c in table.stems.get(name, ()) if any(n.startswith(c[:6]) for n in near))
        return _decide((*outer, *local), near, "简称")
    if codes := table.history.names.get(name):
        return _decide(codes, near, "旧名")
    if codes := tuple(sorted(_chain(name, ("",)))):
        return _decide(codes, near, "由上级地名确定")
    if codes := table.stems.get(name):
        # 火星 is a street in 长沙 only where the document is about that county.
        local = tuple(c for c in codes if any(n.startswith(c[:6]) for n in near))
        return _decide(local, near, "街镇简称") if local else FoundPlace(None, codes, f"“{name}”也许是街镇简称，要有所在的县才能确定")
    return None


def _chain(text: str, inside: tuple[str, ...]) -> set[str]:
    """The places that ``text``, read from its first to its last character as a chain of names, can mean below ``inside``."""
    if not text:
        return set(inside)
    found: set[str] = set()
    for end in range(min(len(text), LONGEST), 1, -1):
        below = _below(text[:end], inside)
        if below:
            found |= _chain(text[end:], below)
        if found:
            break
    return found


def leading_place(text: str, context: Iterable[str] = ()) -> FoundPlace:
    """The finest division that an address or a name begins with: 平阳县昆阳镇西坑路37号 → 昆阳镇, 广西见义勇为基金会 → 广西.

    Full names of any level and short names of provinces are read, short names of cities where the context agrees (阿里巴巴 lies in no
    阿里); a road that bears one (北京西路) is none.
    """
    near = tuple(unpad(c) for c in context)
    inside: tuple[str, ...] = ("",)
    at = 0
    while step := _step(text, at, inside, near):
        at, inside = step
    return _decide(inside, near, "由开头的地名确定") if at else FoundPlace(None, (), "开头没有地名")


def _step(text: str, at: int, inside: tuple[str, ...], near: tuple[str, ...]) -> tuple[int, tuple[str, ...]] | None:
    """The end of the longest place name at ``at`` below ``inside`` and what it means, or None."""
    table = places()
    for length in table.starts.get(text[at : at + 2], ()):
        name = text[at : at + length]
        if name not in table.ever:
            continue
        if name not in table.full and text[at + length : at + length + 1] in ROADS and name[-1] not in SUFFIXES:
            continue
        if kept := _leading_codes(name, inside, near):
            return at + length, kept
    return None


@lru_cache(maxsize=100_000)
def _leading_codes(name: str, inside: tuple[str, ...], near: tuple[str, ...]) -> tuple[str, ...]:
    """What a name means below the places ``inside``, or at one of them where it says it again; empty where it means nothing there."""
    table = places()
    codes = table.full.get(name) or _leading_short(name, near) or table.history.names.get(name, ())
    kept = [c for c in codes if any(c.startswith(i) for i in inside)] or [i for i in inside if i in codes or i[:2] in codes]
    return () if len(name) == 2 and name[1] == "区" and inside == ("",) else tuple(sorted(set(kept)))


def _leading_short(name: str, near: tuple[str, ...]) -> tuple[str, ...]:
    codes = places().short.get(name, ())
    province = tuple(c for c in codes if len(c) == 2)
    return province or tuple(c for c in codes if len(c) == 4 and any(_closeness(c, n) for n in near))


def _below(name: str, inside: tuple[str, ...]) -> tuple[str, ...]:
    """What the name means below (or, said twice, at) the places ``inside``: names of today first, then bare town names, then old names."""
    table = places()
    below = [table.names.get(name, ())]
    if inside != ("",):
        below += [table.stems.get(name, ())]
    below += [table.history.names.get(name, ())]
    for codes in below:
        kept = {c for c in codes for i in inside if c.startswith(i)} | {i for c in codes for i in inside if i.startswith(c)}
        if kept:
            return tuple(sorted(kept if inside == ("",) else _outermost(tuple(kept))))
    return ()


def _outermost(codes: tuple[str, ...]) -> tuple[str, ...]:
    """Without places inside another of the list: 长沙 is the city, its county keeps its suffix (长沙县)."""
    return tuple(sorted(c for c in set(codes) if not any(c != o and c.startswith(o) for o in codes)))


def _decide(codes: tuple[str, ...], near: tuple[str, ...], reason: str) -> FoundPlace:
    if len(codes) == 1:
        return FoundPlace(codes[0], codes, reason)
    closest = [(max((_closeness(c, n) for n in near), default=0), c) for c in codes]
    best = max(closest)[0]
    kept = tuple(c for rank, c in closest if rank == best)
    if best and len(kept) == 1:
        return FoundPlace(kept[0], kept, "由上下文的地方确定")
    return FoundPlace(None, kept if best else codes, f"有歧义：{len(kept if best else codes)} 个同名地方")


def _closeness(code: str, near: str) -> int:
    """How well a candidate fits a known place: 0 does not, else the number of shared digits. It fits when it lies inside the known
    place, holds it, or lies next to it in the same city (a county) or county (a town)."""
    if code.startswith(near) or near.startswith(code):
        return min(len(code), len(near))
    parent = {2: 2, 4: 2, 6: 4, 9: 6}[len(code)]
    # 4290 and the like are no cities: what shares them shares a province only.
    return parent if code[:parent] == near[:parent] and code[2:4] != "90" else 0


@cache
def division_facts() -> Facts:
    """Every division as a PLACE with its line in one document as evidence, and PART_OF to what it lies in.

    All 44,706 units of the table are there. PART_OF runs to the next unit above that says something: 东城区 → 北京市, never to the
    nine pseudo-cities, which stand alone below their province.
    """
    table, lines, entities, relations, at = places(), [], [], [], 0
    document = content_id("registry", "全国行政区划", DIVISIONS_DATE)
    for code, place in table.by_code.items():
        path = table.ancestors(code)
        parent = next((p for p in reversed(path) if p.code != code), None)
        full = "".join(p.name for p in path) or place.name
        line = f"区划代码：{code}；名称：{place.name}；全称：{full}；类型：{place.form}；上级：{parent.name if parent else '无'}"
        evidence = (Evidence(document, at, at + len(line), line, "registry:divisions", 1.0),)
        lines.append(line)
        at += len(line) + 1
        entities.append(_place_entity(place, full, path, evidence))
        if parent:
            relations.append(Relation(head=f"place:{code}", type="PART_OF", tail=f"place:{parent.code}", evidence=evidence))
    text = "\n".join(lines)
    record = Document(
        id=document,
        title=f"全国行政区划（{DIVISIONS_DATE}）",
        genre="registry",
        raw=text,
        text=text,
        cuts=((0, 0),),
        source=f"国家统计局统计用区划代码（{DIVISIONS_DATE}），经 china-division 2.7.0；2020 年人口普查分县数据",
        published=DIVISIONS_DATE,
        file="admin_divisions_2023.parquet",
    )
    return Facts(documents=(record,), entities=tuple(entities), relations=tuple(relations))


@lru_cache(maxsize=50_000)
def place_entity(code: str) -> Entity:
    """The PLACE of a division without evidence: an end for relations; its own record is in ``division_facts``."""
    table = places()
    path = table.ancestors(code)
    return _place_entity(table.by_code[code], "".join(p.name for p in path), path, ())


def _place_entity(place: Place, full: str, path: tuple[Place, ...], evidence: tuple[Evidence, ...]) -> Entity:
    attrs: dict[str, Attribute] = {"full_name": full, "form": place.form, "statutory": place.statutory}
    if place.population is not None:
        attrs["population"] = place.population
    attrs.update((p.level, p.name) for p in path if p.level != "town")
    aliases = short_forms(place) if place.statutory else ()
    return Entity(
        id=f"place:{place.code}", label="PLACE", name=place.name, kind=place.level, aliases=aliases, attrs=attrs, evidence=evidence
    )
