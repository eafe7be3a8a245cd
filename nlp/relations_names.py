"""Relations that names themselves say: the place in front, the department behind its parent, the group that a project is named after."""

import re
from collections.abc import Iterator
from itertools import pairwise

from msgspec import Struct
from spacy.tokens import Doc

from graph.model import Entity
from nlp.claims import Claim
from nlp.spans import Mention

_LEAD = re.compile(r"^(?:中国共产党|中国共产主义青年团|中共|共青团|团|国家税务总局|中国电信|中国移动|[0-9〇零一二三四五六七八九]{4}年度?)?")
_LEVELS = {"province": 1, "city": 2, "county": 3, "town": 4, "village": 5, "other": 6}
_SUFFIX = re.compile(r"(?:特别行政区|壮族自治区|回族自治区|维吾尔自治区|自治[区州县旗]|新区|街道|地区|林区|[省市区县州旗盟镇乡村街])$")
# What may stand behind the parent's name and be a part of it; a 协会 or 基金会 behind a place's name is a body of its own.
_DEPARTMENT = re.compile(
    r"(?:处|科|股|司|室|部|办|局|支部|总支|党委|党组|团委|工会|中心|站|所|院|系|分会|队|委员会|专委会|小组|专班|社|馆|学院|基地|分校|党校|联盟|课题组|工作组|项目组|专家组)$"
)
_OF_COMMUNITY = re.compile(r"(?:支部|总支|党委|居委会|村委会|委员会|小组|党群服务中心)$")
_RELATIVE = re.compile(r"^(省|市|区|县|街道|镇|乡)(?!场)[\u4e00-\u9fff]{2,}")
_LEVEL_SIGN = {
    "省": ("省", "自治区"),
    "市": ("市",),
    "区": ("区",),
    "县": ("县", "旗"),
    "街道": ("街道", "街"),
    "镇": ("镇",),
    "乡": ("乡",),
}
_WHOLE_FORM = 3


class Places(Struct, frozen=True):
    """The document's places by every form: ``full`` as printed, ``short`` without the level word (四川省 → 四川)."""

    full: dict[str, str]
    short: dict[str, str]

    def row(self, name: str) -> tuple[list[str], int]:
        """The ids of the places that the name begins with, coarse to fine, and where they end."""
        found: list[str] = []
        lead = _LEAD.match(name)
        at = lead.end() if lead else 0
        while step := self._at(name, at):
            found.append(step[0])
            at += step[1]
        return found, at

    def chain(self, name: str) -> list[str]:
        """The places of ``row`` and those named in full further on (甲区关爱计划乙镇项目点)."""
        found, at = self.row(name)
        later = [(i, form) for form in self.full if len(form) >= _WHOLE_FORM and _SUFFIX.search(form) and (i := name.find(form, at)) >= 0]
        return found + [self.full[form] for _, form in sorted(later) if self.full[form] not in found]

    def _at(self, name: str, at: int) -> tuple[str, int] | None:
        for size in range(min(12, len(name) - at), 1, -1):
            form = name[at : at + size]
            place = self.full.get(form) or self.short.get(form)
            if place:
                return place, size
        return None


def known_places(entities: dict[str, Entity]) -> Places:
    """The place forms of one document."""
    full: dict[str, str] = {}
    short: dict[str, str] = {}
    for e in entities.values():
        if e.label == "PLACE":
            for form in (e.name, *e.aliases):
                full.setdefault(form, e.id)
                stem = _SUFFIX.sub("", form)
                # 赤岗中学 is named after a district that may reach further than 赤岗街: only larger places are known by their stem.
                if len(stem) > 1 and e.kind in ("province", "city", "county"):
                    short.setdefault(stem, e.id)
                if form.endswith("街道"):
                    short.setdefault(form[:-1], e.id)
    return Places(full, short)


def claims_of_names(doc: Doc) -> Iterator[Claim]:
    """Every relation that follows from names alone, and places written in a row."""
    entities: dict[str, Entity] = doc._.entities
    places = known_places(entities)
    first: dict[str, Mention] = {}
    for m in doc._.mentions:
        if m.entity and m.named:
            first.setdefault(m.entity, m)
    yield from _rows(doc, entities, places)
    for e in entities.values():
        span = _span(doc._.document.text, e, first)
        if span is None:
            continue
        yield from _prefix(e, span, places, entities)
        if e.label == "POLICY":
            yield from _policy(e, span, places, entities)
        if e.label == "ORG":
            yield from _parent(e, span, entities)
        if e.label in ("PROJECT", "FUND"):
            yield from _named_after(e, span, entities)
        if e.label == "PROJECT":
            yield from _joint(e, span, entities)


def _span(text: str, entity: Entity, first: dict[str, Mention]) -> tuple[int, int] | None:
    for v in entity.evidence:
        if "".join(v.quote.split()) == entity.name:
            return v.start, v.end
    m = first.get(entity.id)
    if m:
        return m.start, m.end
    # A name that only stands inside a longer one (甲区某计划 in 甲区某计划捐赠仪式) has no mention of its own.
    at = text.find(entity.name)
    return (at, at + len(entity.name)) if at >= 0 else None


def _prefix(entity: Entity, span: tuple[int, int], places: Places, entities: dict[str, Entity]) -> Iterator[Claim]:
    if entity.label in ("GROUP", "PERSON", "PLACE", "POLICY"):
        return
    row, chain = places.row(_plain(entity.name))[0], places.chain(_plain(entity.name))
    for coarse, fine in pairwise(row):
        if _finer(entities[fine], entities[coarse]):
            yield Claim(fine, "PART_OF", coarse, *span, "rule:PART_OF/row", 0.9)
    if chain and entity.label != "FUND":
        yield Claim(entity.id, "LOCATED_IN", chain[-1], *span, "rule:LOCATED_IN/prefix", 0.95)
    if chain and entity.label == "FUND":
        yield Claim(entity.id, "SERVES", chain[-1], *span, "rule:SERVES/fund", 0.6)


def _plain(name: str) -> str:
    return re.sub(r"[\s“”《》「」]", "", name)


def place_level(place: Entity) -> int:
    """1 for a province to 5 for a village; 6 for other places."""
    return _LEVELS.get(place.kind or "other", 6)


def _finer(fine: Entity, coarse: Entity) -> bool:
    return place_level(fine) > place_level(coarse) or "other" in (fine.kind, coarse.kind)


def _community_place(m: Mention, entities: dict[str, Entity], places: Places) -> Mention | None:
    """A community counts, in a row of places, as the finest place of its name: 甲街道乙社区的丙村."""
    row = places.row(_plain(entities[m.entity].name))[0]
    return Mention(start=m.start, end=m.end, label="PLACE", kind=entities[row[-1]].kind, entity=row[-1], named=False) if row else None


def _rows(doc: Doc, entities: dict[str, Entity], places: Places) -> Iterator[Claim]:
    """Places written in a row (甲省乙市丙县), also with the last one after 的, and peers that go on with the row's last place."""
    last: Mention | None = None
    coarse: Mention | None = None
    for m in doc._.mentions:
        between = doc._.document.text[last.end : m.start].strip() if last and m.start - last.end < 6 else None
        if m.label == "ORG" and m.kind == "community" and doc._.document.text.startswith("的", m.end):
            m = _community_place(m, entities, places) or m
        if m.label != "PLACE" or not m.entity:
            last, coarse = None, None
            continue
        if between in ("", "的", "辖区内的", "下辖的") and last and _finer(entities[m.entity], entities[last.entity]):
            coarse = last
            yield Claim(m.entity, "PART_OF", last.entity, last.start, m.end, "rule:PART_OF/row", 0.92)
        elif between in ("、", "和", "与", "及") and coarse and last and entities[m.entity].kind == entities[last.entity].kind:
            yield Claim(m.entity, "PART_OF", coarse.entity, coarse.start, m.end, "rule:PART_OF/peer", 0.8)
        else:
            coarse = None
        last = m


def _parent(entity: Entity, span: tuple[int, int], entities: dict[str, Entity]) -> Iterator[Claim]:
    name, best = _plain(entity.name), ("", "", "")
    for other in entities.values():
        if other.id == entity.id or other.label not in ("ORG", "PROJECT"):
            continue
        for form in map(_plain, (other.name, *other.aliases)):
            rest = name.removeprefix(form)
            if rest != name and len(rest) > 1 and len(form) > len(best[0]):
                best = (form, other.id, other.label)
    rule = _OF_COMMUNITY if best[1] and entities[best[1]].kind == "community" else _DEPARTMENT
    if best[2] == "ORG" and rule.search(name):
        yield Claim(entity.id, "PART_OF", best[1], *span, "rule:PART_OF/name", 0.92)
    if best[2] == "PROJECT":
        yield Claim(entity.id, "MEMBER_OF", best[1], *span, "rule:MEMBER_OF/name", 0.6)


def _joint(project: Entity, span: tuple[int, int], entities: dict[str, Entity]) -> Iterator[Claim]:
    """甲大学-乙街道工作站: whoever the name begins with has founded it too."""
    name = _plain(project.name)
    for e in entities.values():
        if e.label == "ORG" and any(re.match(f"{re.escape(_plain(f))}[-—·－]", name) for f in (e.name, *e.aliases)):
            yield Claim(e.id, "ESTABLISHES", project.id, *span, "rule:ESTABLISHES/joint", 0.65)


def _named_after(entity: Entity, span: tuple[int, int], entities: dict[str, Entity]) -> Iterator[Claim]:
    name = _plain(entity.name)
    for other in entities.values():
        if other.label == "GROUP" and any(form in name for form in (other.name, *other.aliases)):
            yield Claim(entity.id, "SERVES", other.id, *span, "rule:SERVES/name", 0.9)


def _policy(policy: Entity, span: tuple[int, int], places: Places, entities: dict[str, Entity]) -> Iterator[Claim]:
    """甲厅关于…的通知 is issued by 甲厅; 甲站管理规范 and 甲计划实施方案 govern what they are named after, 甲市…规划 the place."""
    name = _plain(policy.name)
    for e in entities.values():
        form = max((f for f in map(_plain, (e.name, *e.aliases)) if len(f) > 2 and f in name), key=len, default="")
        if not form or e.label not in ("ORG", "PROJECT", "FUND"):
            continue
        if e.label == "ORG" and re.match(r"(?:、|和|与)?[^，]{0,30}?(?:关于|印发|转发)", name[len(form) :]) and name.startswith(form):
            yield Claim(e.id, "ISSUES", policy.id, *span, "rule:ISSUES/name", 0.9)
        elif e.label == "PROJECT" or not name.startswith(form + "关于"):
            yield Claim(e.id, "GOVERNED_BY", policy.id, *span, "rule:GOVERNED_BY/name", 0.75)
