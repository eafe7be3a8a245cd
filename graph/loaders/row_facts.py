"""What one row of a register says, by its mapping: its own thing, the bodies that it names, relations, place and indicators."""

import re
from collections.abc import Callable
from functools import lru_cache

import msgspec
from msgspec import Struct

from graph import codes
from graph.facts import content_id
from graph.loaders.cells import NO_SUPERVISOR, Value
from graph.loaders.former_names import FORMER, change_of_name
from graph.loaders.location import find_location, leading_code
from graph.loaders.mapping import ROW, Column, Link, Mapping
from graph.model import Attribute, Document, Entity, Evidence, Facts, Indicator, Relation
from graph.places import Place, chain, place_entity

SCORE = 0.99
# A relative name (省文化厅, 县教育局) is completed with the nearest place above the row that bears that word.
RELATIVE = re.compile(r"^(省|市|州|盟|县|区|旗)(?=[^\s]{2,})")
NATIONAL = re.compile(r"^(中国|中华|全国|国家|国务院|中共中央|共青团中央|中央)|^[\u3400-\u9fff]{1,8}部$|总局$")
FOUNDATION = re.compile(r"基金会|慈善(?:总|协|联合)?会|红十字会")
# The kind of a body that a cell names, by how its name ends; the column's own kind comes first, except that an operator may be no
# social organisation.
KINDS = (
    ("enterprise", re.compile(r"公司$|集团$")),
    ("university", re.compile(r"大学$|学院$")),
    ("hospital", re.compile(r"医院$|卫生院$")),
    ("foundation", re.compile(r"基金会$|慈善(?:总|协|联合)?会$|红十字会$")),
    ("community", re.compile(r"[居村]委会$|[居村]民委员会$|社区$")),
    ("government", re.compile(r"[局厅]$|政府$|办事处$|委员会$|[党团工]委$|[省市县区]委$")),
    ("volunteer_team", re.compile(r"志愿.{0,4}队$")),
    ("social_org", re.compile(r"协会$|学会$|联合会$|促进会$|总会$|商会$|中心$|事务所$|服务社$|服务部$")),
)
YEAR = re.compile(r"(?:19|20)\d\d")
NUMBER = re.compile(r"[\d,.]+")
_NOTE = re.compile(r"[（(][^（）()]*[)）]$")
_BOOKS = str.maketrans("", "", "《》")


class Cell(Struct, frozen=True, gc=False):
    """A value in the row's text: ``start:end`` is its line, ``at`` where the value begins."""

    value: str
    start: int
    at: int
    end: int
    unit: str


class Source(Struct, frozen=True):
    """Where rows come from. ``context`` are codes of places that the title names, ``year`` the year that it names."""

    file: str
    sheet: str
    title: str
    context: tuple[str, ...]
    year: str | None


class Frame(Struct, frozen=True):
    """What all rows under one header share: ``typed`` and ``naming`` are the fields that have a value or name bodies, ``renames`` says that
    a column may tell former names; ``report`` takes line, field, value and reason of what could not be taken."""

    mapping: Mapping
    source: Source
    typed: tuple[tuple[str, Column], ...]
    naming: tuple[tuple[str, Column], ...]
    located: bool
    renames: bool
    report: Callable[[int, str, str, str], None]

    @property
    def by(self) -> str:
        """What stands in the evidence: registry:station."""
        return f"registry:{self.mapping.layout}"


class Row:
    """One row on its way to facts. ``found`` are its cells, ``values`` those that have a type."""

    def __init__(self, frame: Frame, line: int, found: dict[str, Cell], text: str, values: dict[str, Value]) -> None:
        self.frame, self.line, self.found, self.text, self.values = frame, line, found, text, values
        self.mapping, source = frame.mapping, frame.source
        self.document = content_id(source.file, source.sheet, line, text)
        self.entities: dict[str, Entity] = {}
        self.relations: list[Relation] = []
        uscc = values.get("uscc") if self.mapping.label == "ORG" else None
        self.uscc = uscc if isinstance(uscc, str) else None
        self.location = find_location({f: c.value for f, c in found.items()}, self.uscc, source.context)

    def facts(self) -> Facts | None:
        """The row's facts; None where it says too little to be anything, which is reported."""
        keep = self.mapping.without_place == "keep"
        for field, reason in self.location.problems:
            # A cell that its type refused has been reported already.
            if not keep and not (field in self.values and self.values[field] is None):
                self.frame.report(self.line, field, self.found[field].value, reason)
        if keep and not self.location.code:
            return Facts(documents=(self._document(self.line),))
        ids: dict[str, tuple[str, ...]] = {}
        row = self._own_entity()
        if row is None:
            return None
        ids[ROW] = (row.id,)
        self.entities[row.id] = row
        for field, column in self.frame.naming:
            if field in self.found:
                ids[field] = self._named(field, column)
        for link in self.mapping.relations:
            self._link(link, ids)
        self._locate(row)
        return Facts(
            documents=(self._document(row.name),),
            entities=tuple(self.entities.values()),
            relations=tuple(self.relations),
            indicators=tuple(self._indicators(row.id)),
        )

    def _document(self, name: str | int) -> Document:
        source = self.frame.source
        title = f"{source.title}：{f'第 {name} 行' if isinstance(name, int) else name}"
        return Document(
            id=self.document,
            title=title,
            genre="registry",
            raw=self.text,
            text=self.text,
            cuts=((0, 0),),
            source=source.title,
            file=source.file,
        )

    def _evidence(self, field: str, *, whole_line: bool = True) -> tuple[Evidence, ...]:
        cell = self.found[field]
        start = cell.start if whole_line else cell.at
        return (Evidence(self.document, start, cell.end, self.text[start : cell.end], self.frame.by, SCORE),)

    def _own_entity(self) -> Entity | None:
        if self.mapping.label == "PLACE":
            if not self.location.code:
                self.frame.report(self.line, next(iter(self.found), ""), "", "看不出是哪个地方，整行没有读")
                return None
            place = place_entity(self.location.code)
            return Entity(
                id=place.id,
                label=place.label,
                name=place.name,
                kind=place.kind,
                aliases=place.aliases,
                attrs=place.attrs,
                evidence=self._evidence(self.location.field),
            )
        now, former = change_of_name({f: c.value for f, c in self.found.items()}) if self.frame.renames else ("", [])
        name = (now or self.found["name"].value).translate(_BOOKS)
        evidence = self._name_evidence("after" if now else "name", name)
        for field, old in former:
            (seen,) = self._name_evidence(field, old)
            evidence += (msgspec.structs.replace(seen, by=seen.by + FORMER),)
        return Entity(
            id=self._own_id(name),
            label=self.mapping.label,
            name=name,
            kind=self._kind(name),
            aliases=tuple(dict.fromkeys(old for _, old in former)),
            attrs=self._attrs(),
            evidence=evidence,
        )

    def _name_evidence(self, field: str, name: str) -> tuple[Evidence, ...]:
        cell = self.found[field]
        start = self.text.find(name, cell.at, cell.end)
        if start < 0:
            return self._evidence(field, whole_line=False)
        return (Evidence(self.document, start, start + len(name), name, self.frame.by, SCORE),)

    def _own_id(self, name: str) -> str:
        if self.uscc:
            return content_id("uscc", self.uscc)
        if number := self.values.get("document_number") or self.values.get("number"):
            return content_id(self.mapping.label, str(number))
        tie = self.location.code or ("" if NATIONAL.search(name) else self.document)
        return content_id(self.mapping.label, name, self.found["code"].value if "code" in self.found else tie)

    def _kind(self, name: str) -> str | None:
        """The mapping's kind; of a social organisation by its type, else its code, else its name. Contradictions are reported."""
        if self.mapping.kind not in ("social_org", "foundation") and self.mapping.layout != "charity":
            return self.mapping.kind
        by_code = codes.uscc_kind(self.uscc) if self.uscc else ""
        stated = self.found["type"].value if "type" in self.found else ""
        named = bool(FOUNDATION.search(name))
        if by_code and (stated or "基金会" in name) and (by_code == "基金会") != ((stated or name).endswith("基金会")):
            self.frame.report(
                self.line, "uscc", self.uscc or "", f"类型矛盾：代码是{by_code}，名称或类型是{stated or '基金会'}；都保留，请核对"
            )
        if self.mapping.layout == "foundation" or stated == "基金会" or by_code == "基金会" or named:
            if not named:
                self.frame.report(self.line, "name", name, "基金会的名称不完整，可能被截断；按代码认定")
            return "foundation"
        return "social_org"

    def _attrs(self) -> dict[str, Attribute]:
        attrs: dict[str, Attribute] = {}
        for field, column in self.frame.typed:
            value = self.values.get(field)
            if column.attr and isinstance(value, (str, int, float)):
                attrs[column.attr] = value
        return attrs

    def _named(self, field: str, column: Column) -> tuple[str, ...]:
        """The things that a cell names; a relative name is completed from the row's place."""
        value = self.values.get(field)
        names = value if isinstance(value, tuple) else (self.found[field].value,)
        ids = []
        for name in names:
            if NO_SUPERVISOR.search(name):
                continue
            full, code = self._complete(name)
            tie = code or ("" if NATIONAL.search(name) else self.location.region or self.location.code or self.document)
            owner = self._sponsor_code(field)
            id = content_id("uscc", owner) if owner else _body_id(column.label, full, tie)
            if id not in self.entities:
                evidence = self._name_evidence(field, name)
                self.entities[id] = Entity(
                    id=id,
                    label=column.label,
                    name=full,
                    kind=_kind_of(full, column),
                    aliases=() if full == name else (name,),
                    attrs={"uscc": owner} if owner and column.label == "ORG" else {},
                    evidence=evidence,
                )
            ids.append(id)
        return tuple(ids)

    def _sponsor_code(self, field: str) -> str:
        """A charity number begins with the USCC of the body that runs the project."""
        number = self.values.get("number")
        owner = codes.charity_number(number) if field == "sponsor" and isinstance(number, str) else None
        return owner[0] if owner else ""

    def _complete(self, name: str) -> tuple[str, str]:
        """The full name and the place it begins with: 省文化厅 of a body of 河南 → 河南省文化厅."""
        near = tuple(c for c in (self.location.region, self.location.code) if c)
        if found := RELATIVE.match(name):
            above = (p for c in near for p in reversed(chain(c)) if _bears(p, found[1]))
            if place := next(above, None):
                return place.name + name[1:], place.code
        return name, leading_code(name, near)

    def _link(self, link: Link, ids: dict[str, tuple[str, ...]]) -> None:
        if link.head not in ids or link.tail not in ids:
            return
        attrs: dict[str, Attribute] = dict(link.constants)
        attrs.update((name, printed) for name, field in link.attrs.items() if (printed := self._printed(field)))
        evidence = self._evidence(link.tail if link.head == ROW else link.head)
        for head in ids[link.head]:
            for tail in ids[link.tail]:
                if head != tail:
                    self.relations.append(Relation(head=head, type=link.type, tail=tail, attrs=attrs, evidence=evidence))

    def _printed(self, field: str) -> str:
        """A value as printed; a bare number with the unit of its column. Empty where the cell is, or could not be read."""
        cell = self.found.get(field)
        if cell is None or self.values.get(field, cell) is None:
            return ""
        return f"{cell.value}{cell.unit}" if cell.unit and NUMBER.fullmatch(cell.value) else cell.value

    def _locate(self, row: Entity) -> None:
        location = self.location
        if not self.frame.located or not location.code:
            return
        place = place_entity(location.code)
        self.entities[place.id] = place
        field = location.field if location.field in self.found else "name"
        self.relations.append(Relation(head=row.id, type="LOCATED_IN", tail=place.id, evidence=self._evidence(field)))

    def _year(self) -> str | None:
        """The year that the row is about, else the one that the table's title names."""
        found = YEAR.search(self.found["year"].value) if "year" in self.found else None
        return found[0] if found else self.frame.source.year

    def _indicators(self, id: str) -> list[Indicator]:
        found = []
        for field, column in self.frame.typed:
            value = self.values.get(field)
            if column.indicator and isinstance(value, (int, float)):
                spec = column.indicator
                found.append(
                    Indicator(
                        place=id,
                        measure=spec.measure,
                        value=float(value),
                        unit=spec.unit,
                        qualifier=spec.qualifier,
                        as_of=self._year(),
                        evidence=self._evidence(field),
                    )
                )
        return found


# Thousands of rows name the same offices.
_body_id = lru_cache(maxsize=50_000)(content_id)


def _bears(place: Place, word: str) -> bool:
    """Whether 省, 市, 县 … of a relative name can mean this place; 省 is used of autonomous regions too."""
    return place.name.endswith(word) or (word == "省" and place.level == "province")


def _kind_of(name: str, column: Column) -> str | None:
    if column.label != "ORG" or (column.kind and column.kind != "social_org"):
        return column.kind
    bare = _NOTE.sub("", name)
    return next((kind for kind, ending in KINDS if ending.search(bare)), column.kind)
