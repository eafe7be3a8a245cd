"""The key of every record that is no organisation: records of one key are one thing. Organisations: ``graph/bodies.py``.

A key is text such as ``PLACE|330481|凤凰社区``. What a name does not tell apart from its namesakes gets a key that holds its document, so
that it meets nothing outside it.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache

from graph.bodies import Named
from graph.compare import tells_apart
from graph.loaders.former_names import FORMER
from graph.model import Entity, Facts
from graph.name_parts import Parts, parse
from graph.names import is_national, is_relative, plain, spell, split_name
from graph.places import find_place

# Relations whose other end tells where a project, fund or event belongs.
ANCHORS = ("ESTABLISHES", "OPERATES", "FUNDS", "ISSUES")
HOME = "文献所在地："


class Scene:
    """What the facts say around a record: the places of its document, where it stands, whom it is tied to."""

    def __init__(self, records: dict[str, Entity], facts: Facts) -> None:
        self.records = records
        self.titles = {d.id: d.title for d in facts.documents}
        self.near: dict[tuple[str, str], list[str]] = defaultdict(list)
        for r in facts.relations:
            self.near[r.head, r.type].append(r.tail)
            if r.type in ANCHORS:
                self.near[r.tail, "by"].append(r.head)
        self.places = self._find_places()
        self.home = self._find_homes()

    def key(self, record: Entity, body: Callable[[str], str]) -> tuple[str, str]:
        """The key of a record and the reason (Chinese) that holds for all records of that key. ``body``: the key of a body."""
        if is_resolved(record) and record.label == "PLACE":
            return record.id, "区划代码相同"
        match record.label:
            case "PLACE":
                return self._place_key(record)
            case "ORG":
                return body(record.id), ""
            case "PERSON":
                return self._person_key(record, body)
            case "GROUP":
                return f"GROUP|{spell(record.name)}", "人群名称相同"
            case "POLICY":
                return self._policy_key(record)
            case _:
                return self._tied_key(record)

    def _place_key(self, record: Entity) -> tuple[str, str]:
        if code := self.places.get(record.id):
            return f"place:{code}", "区划代码相同"
        above = self._parent_code(record)
        return f"PLACE|{above or document_of(record)}|{plain(record.name)}", "同一上级地方内名称相同"

    def named(self, record: Entity) -> Iterator[Named]:
        """An organisation's name, and those that it had, as parts: with the place where it stands, else that of its document."""
        document, seat = document_of(record), self._seat(record)
        parts = _parse(record.name, seat)
        if seat or not (home := self.home.get(document)) or (placed := self._at_home(record, parts, home)) is parts:
            yield Named(record.id, document, parts)
        else:
            yield Named(record.id, document, placed, HOME)
        for said in record.evidence:
            if said.by.endswith(FORMER):
                title = self.titles.get(said.document, said.document)
                yield Named(record.id, document, _parse(said.quote, seat), f"更名：“{said.quote}”改为“{record.name}”（{title}）；")

    @staticmethod
    def _at_home(record: Entity, parts: Parts, home: str) -> Parts:
        """The parts with the city of the document: which of several places the name means, or where a name of its own belongs."""
        if parts.unique or len(parts.codes) == 1:
            return parts
        if parts.text.startswith(("省", "自治区")) and not parts.codes:
            # 市 and 县 may be one of several in the city of the document; the province is certain.
            return _parse(record.name, home[:2])
        if is_relative(record.name):
            return parts
        placed = _parse(record.name, home)
        if parts.codes:
            return placed if len(placed.codes) == 1 and placed.codes[0] in parts.codes else parts
        return placed if tells_apart(placed) else parts

    def _person_key(self, record: Entity, body: Callable[[str], str]) -> tuple[str, str]:
        # Namesakes are common: a person is the same in two documents only with the same employer.
        tails = [self.records[t] for t in self.near[record.id, "WORKS_FOR"] if t in self.records]
        employers = sorted(self.key(e, body)[0] for e in tails)
        tie = employers[0] if employers else document_of(record)
        return f"PERSON|{plain(record.name)}|{tie}", "姓名相同，任职单位相同" if employers else "同一篇文献内姓名相同"

    def _policy_key(self, record: Entity) -> tuple[str, str]:
        if number := record.attrs.get("document_number"):
            return f"POLICY|{number}", "发文字号相同"
        if is_national(record.name):
            return f"POLICY|{plain(record.name)}", "文件名称相同"
        return self._tied_key(record)

    def _tied_key(self, record: Entity) -> tuple[str, str]:
        """Projects, funds, events and local policies: same name in the same place."""
        name = split_name(record.name, self._context(record))
        anchors = (self._seat(self.records[h]) for h in sorted(self.near[record.id, "by"]) if h in self.records)
        place = name.code or self._seat(record) or next((a for a in anchors if a), "") or self.home.get(document_of(record), "")
        tie = "" if is_national(record.name) else place or document_of(record)
        return f"{record.label}|{tie}|{spell(record.name)}", "同一地方，名称相同"

    def _seat(self, record: Entity) -> str:
        """The finest division that the record is located in, or that it is."""
        if record.label == "PLACE":
            return self.places.get(record.id, "")
        codes = [self.places[t] for t in self.near.get((record.id, "LOCATED_IN"), ()) if t in self.places]
        return codes[0] if len(codes) == 1 else min(codes, key=lambda c: (-len(c), c), default="")

    def _parent_code(self, record: Entity) -> str:
        codes = [self.places[t] for t in self.near[record.id, "PART_OF"] if t in self.places]
        return min(codes, key=lambda c: (-len(c), c), default="")

    def _context(self, record: Entity) -> tuple[str, ...]:
        home = self.home.get(document_of(record), "")
        return tuple(c for c in (self._seat(record), home) if c)

    def _find_places(self) -> dict[str, str]:
        """The division code of each place record: certain ones first, then those that the certain ones decide."""
        found = {id: id.removeprefix("place:") for id in self.records if id.startswith("place:")}
        open_ = [e for e in self.records.values() if e.label == "PLACE" and e.id not in found]
        for _ in range(2):
            context = _codes_by_document(self.records, found)
            for e in open_:
                parents = [found[t] for t in self.near[e.id, "PART_OF"] if t in found]
                if e.id not in found and (code := find_place(e.name, (*parents, *context.get(document_of(e), ()))).code):
                    found[e.id] = code
        return found

    def _find_homes(self) -> dict[str, str]:
        """For each document the city (or province) that most of its places lie in; none where no place leads."""
        homes = {}
        for document, codes in _codes_by_document(self.records, self.places).items():
            for width in (4, 2):
                votes = Counter(c[:width] for c in codes if len(c) >= width)
                if votes and votes.most_common(1)[0][1] * 10 >= 6 * len(codes):
                    homes[document] = min(votes, key=lambda c: (-votes[c], c))
                    break
        return homes


_parse = lru_cache(maxsize=50_000)(parse)


def is_resolved(record: Entity) -> bool:
    """Whether a record's id is that of an entity already: nothing is to be decided about it."""
    return record.id.startswith(f"{record.label.lower()}:")


def document_of(record: Entity) -> str:
    """The document that a record stands in; records without evidence stand alone."""
    return record.evidence[0].document if record.evidence else record.id


def _codes_by_document(records: dict[str, Entity], found: dict[str, str]) -> dict[str, tuple[str, ...]]:
    codes: dict[str, set[str]] = defaultdict(set)
    for id, code in found.items():
        for document in _documents(records[id]):
            codes[document].add(code)
    return {document: tuple(sorted(some)) for document, some in codes.items()}


def _documents(record: Entity) -> Iterable[str]:
    return sorted({e.document for e in record.evidence})
