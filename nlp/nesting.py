"""Names inside names: the places that a name begins with, and the things whose names stand in another's."""

import re

import ahocorasick
from msgspec import Struct

from graph.model import Entity
from graph.places import places

# What may stand in front of the place: 共青团甲区委员会, 2021年度甲社工节.
_LEAD = re.compile(r"^(?:中国共产党|中国共产主义青年团|中共|共青团|团|国家税务总局|中国电信|中国移动|[0-9〇零一二三四五六七八九]{4}年度?)?")
_SUFFIX = re.compile(r"(?:特别行政区|壮族自治区|回族自治区|维吾尔自治区|自治[区州县旗]|新区|街道|地区|林区|[省市区县州旗盟镇乡村街])$")
_LEVELS = {"province": 1, "city": 2, "county": 3, "town": 4, "village": 5}
_RELATIVE = re.compile(r"^(省|市|区|县|街道|镇|乡)(?!场|区|民|长)[\u4e00-\u9fff]{2,}")
_RELATIVE_ENDS = {
    "省": ("省", "自治区"),
    "市": ("市",),
    "区": ("区",),
    "县": ("县", "旗"),
    "街道": ("街道", "街"),
    "镇": ("镇",),
    "乡": ("乡",),
}
_OTHER = 6
_LONGEST = 12
_WHOLE_FORM = 3


class Inner(Struct, frozen=True):
    """An entity whose form stands at ``start`` of another name."""

    start: int
    form: str
    entity: Entity


def plain_name(name: str) -> str:
    """The name without white space and quotation marks."""
    return re.sub(r"[\s“”《》「」]", "", name)


def place_level(place: Entity) -> int:
    """1 for a province to 5 for a village; 6 for other places."""
    return _LEVELS.get(place.kind or "other", _OTHER)


def is_finer(fine: Entity, coarse: Entity) -> bool:
    """Whether the first place may lie in the second, by their kinds."""
    return place_level(fine) > place_level(coarse) or "other" in (fine.kind, coarse.kind)


class Names:
    """The names of one document, indexed once: time grows with the length of the names, not with their number squared."""

    def __init__(self, entities: dict[str, Entity]) -> None:
        self.entities = entities
        self.full: dict[str, str] = {}
        self.short: dict[str, str] = {}
        self._owners: dict[str, list[Entity]] = {}
        for e in entities.values():
            for form in dict.fromkeys(map(plain_name, (e.name, *e.aliases))):
                self._owners.setdefault(form, []).append(e)
                if e.label == "PLACE":
                    self._add_place(e, form)
        self._automaton = ahocorasick.Automaton()
        for form in sorted(self._owners):
            if len(form) > 1:
                self._automaton.add_word(form, form)
        self._automaton.make_automaton()

    def _add_place(self, place: Entity, form: str) -> None:
        self.full.setdefault(form, place.id)
        stem = _SUFFIX.sub("", form)
        # 赤岗中学 is named after a district that may reach further than 赤岗街: only larger places are known by their stem.
        if len(stem) > 1 and place.kind in ("province", "city", "county"):
            self.short.setdefault(stem, place.id)
        if form.endswith("街道"):
            self.short.setdefault(form[:-1], place.id)

    def inside(self, entity: Entity) -> list[Inner]:
        """The other entities whose names stand in this one's, from left to right, longer forms first."""
        if not len(self._automaton):
            return []
        name = plain_name(entity.name)
        found = [
            Inner(last + 1 - len(form), form, e)
            for last, form in self._automaton.iter(name)
            for e in self._owners[form]
            if e.id != entity.id
        ]
        return sorted(found, key=lambda x: (x.start, -len(x.form)))

    def row(self, name: str) -> tuple[list[str], int]:
        """The ids of the places that the name begins with, coarse to fine, and where they end."""
        found: list[str] = []
        lead = _LEAD.match(name)
        at = lead.end() if lead else 0
        while step := self._place_at(name, at):
            if found and self._apart(found[-1], step[0]):
                break  # 成都康定商会: Kangding lies elsewhere
            found.append(step[0])
            at += step[1]
        return found, at

    def _apart(self, coarse: str, fine: str) -> bool:
        """Whether the table knows both places and that the second does not lie in the first."""
        one, other = (places().names.get(self.entities[x].name, ()) for x in (coarse, fine))
        return bool(one and other) and not any(b.startswith(a) for a in one for b in other)

    def chain(self, entity: Entity) -> list[str]:
        """The places of ``row`` and those named in full further on (甲区关爱计划乙镇项目点)."""
        found, end = self.row(plain_name(entity.name))
        for x in self.inside(entity):
            whole = x.entity.label == "PLACE" and len(x.form) >= _WHOLE_FORM and _SUFFIX.search(x.form)
            if whole and x.start >= end and x.entity.id not in found:
                found.append(x.entity.id)
        return found

    def relative(self, entity: Entity) -> str | None:
        """The place of 县社工总站 or 街道社会事务办: the document's only place of that level."""
        m = _RELATIVE.match(plain_name(entity.name))
        if m is None or entity.label != "ORG":
            return None
        ends = _RELATIVE_ENDS[m[1]]
        found = [e.id for e in self.entities.values() if e.label == "PLACE" and e.name.endswith(ends) and e.kind != "other"]
        return found[0] if len(found) == 1 else None

    def _place_at(self, name: str, at: int) -> tuple[str, int] | None:
        for size in range(min(_LONGEST, len(name) - at), 1, -1):
            form = name[at : at + size]
            place = self.full.get(form) or self.short.get(form)
            if place:
                return place, size
        return None
