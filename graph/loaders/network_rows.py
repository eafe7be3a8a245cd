"""The rows of a hand-made network: nodes by id and name, edges between them, each with its row as evidence."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import PurePath

import msgspec
from msgspec import Struct

from graph import codes
from graph.facts import content_id
from graph.loaders.location import find_location
from graph.loaders.network_words import directions, key, relations, types
from graph.model import Attribute, Document, Entity, Evidence, Facts, Reject, Relation
from graph.ontology import ontology, relation_problem
from graph.personal import mask_text
from graph.places import current_codes, find_place, place_entity

Report = Callable[[Reject], None]
# As sure as a register: a person wrote the row, and may have slipped.
SCORE = 0.99
PLACES = ("code", "region", "province", "city", "county", "town", "address")
LONGEST_VALUE = 5_000


class Sheet(Struct, frozen=True):
    """A table that was understood. ``headings`` are the columns that are read, ``fields`` those whose meaning is known; both by column."""

    file: str
    name: str
    line: int
    headings: dict[int, str]
    fields: dict[int, str]
    rows: Iterator[tuple[int, list[str]]]


class Row(Struct, frozen=True):
    """One row as a document. ``values`` by field; ``spans`` of the lines by field."""

    sheet: Sheet
    line: int
    document: Document
    values: dict[str, str]
    spans: dict[str, tuple[int, int]]

    def evidence(self, by: str, *fields: str) -> tuple[Evidence, ...]:
        """The lines from the first to the last of the fields; the whole row where it has none of them."""
        spans = [self.spans[f] for f in fields if f in self.spans] or [(0, len(self.document.text))]
        start, end = min(s for s, _ in spans), max(e for _, e in spans)
        return (Evidence(self.document.id, start, end, self.document.text[start:end], by, SCORE),)

    def mention(self, by: str, field: str, name: str) -> tuple[Evidence, ...]:
        """The name where it stands in the line of the field; else the line."""
        start, end = self.spans[field]
        at = self.document.text.find(name, start, end)
        if at < 0:
            return self.evidence(by, field)
        return (Evidence(self.document.id, at, at + len(name), name, by, SCORE),)


def read_row(sheet: Sheet, line: int, cells: list[str], shown: Callable[[str, str], str]) -> Row | None:
    """A row as a document of lines ``列名：值``; None for an empty one. ``shown`` says how the value of a field is printed."""
    values: dict[str, str] = {}
    spans: dict[str, tuple[int, int]] = {}
    parts: list[str] = []
    at = 0
    for index, heading in sheet.headings.items():
        value = mask_text(cells[index][:LONGEST_VALUE]) if index < len(cells) else ""
        if not value:
            continue
        field = sheet.fields.get(index, "")
        text = f"{heading}：{shown(field, value)}"
        if field:
            values[field], spans[field] = value, (at, at + len(text))
        parts.append(text)
        at += len(text) + 1
    if not parts:
        return None
    text = "\n".join(parts)
    source = PurePath(sheet.file).stem
    title = f"{source}：{sheet.name + ' ' if sheet.name else ''}第 {line} 行"
    id = content_id(sheet.file, sheet.name, line, text)
    document = Document(id=id, title=title, genre="table", raw=text, text=text, cuts=((0, 0),), source=source, file=sheet.file)
    return Row(sheet, line, document, values, spans)


class Nodes:
    """The nodes of a network: what ids and names of its edges mean."""

    def __init__(self, by: str, reject: Report) -> None:
        self.by, self._reject = by, reject
        self.documents: list[Document] = []
        self.entities: dict[str, Entity] = {}
        self.located: list[Relation] = []
        self._by_id: dict[str, str] = {}
        self._by_name: dict[str, list[str]] = {}

    def read(self, sheet: Sheet) -> None:
        """Take in a table of nodes."""
        for line, cells in sheet.rows:
            row = read_row(sheet, line, cells, lambda _, value: value)
            if row:
                self._read(row)

    def _read(self, row: Row) -> None:
        name = row.values.get("name") or row.values.get("id", "")
        if not name:
            self.say(row, "name", "名称是空的，整行没有读")
            return
        field = next((f for f in ("kind", "type") if f in row.values), "type")
        found = _type_of(row.values.get("type", ""), row.values.get("kind", ""))
        if found is None:
            self.say(row, field, f"“{row.values.get(field, '')}”不是词汇表里的类型；可用：{_choices()}，或其中的类型，如 社会组织、基金会")
            return
        # The word of a type may be that of a kind: 基金会 is an organisation of that kind.
        id = self._take(row, name, found, "name" if "name" in row.values else "id")
        given = row.values.get("id", name)
        if self._by_id.setdefault(given, id) != id:
            self.say(row, "id", f"编号“{given}”前面已经用过，这一行的关系可能连错；请改成不同的编号")
        named = self._by_name.setdefault(name, [])
        if id not in named:
            named.append(id)

    def _take(self, row: Row, name: str, found: tuple[str, str | None], field: str) -> str:
        label, kind = found
        attrs = self._attrs(row, label)
        uscc = str(attrs["uscc"]) if "uscc" in attrs else None
        location = find_location({f: row.values[f] for f in PLACES if f in row.values} | {"name": name}, uscc)
        for where, reason in location.problems:
            self.say(row, where, reason)
        if label == "PLACE" and (code := _own_code(name, row.values.get("code", ""), location.code)):
            self._add(msgspec.structs.replace(place_entity(code), evidence=row.mention(self.by, field, name)))
            self.documents.append(row.document)
            return f"place:{code}"
        tie = location.code or row.document.id
        id = content_id("uscc", uscc) if uscc else content_id("network", label, name, tie)
        aliases = tuple(a for a in _split(row.values.get("aliases", "")) if a != name)
        entity = Entity(id=id, label=label, name=name, kind=kind, aliases=aliases, attrs=attrs, evidence=row.mention(self.by, field, name))
        self.documents.append(row.document)
        self._add(entity)
        if location.code and ontology().fits(label, "LOCATED_IN", "PLACE"):
            place = place_entity(location.code)
            self.entities.setdefault(place.id, place)
            where = location.field if location.field in row.spans else field
            self.located.append(Relation(head=id, type="LOCATED_IN", tail=place.id, evidence=row.evidence(self.by, where)))
        return id

    def _add(self, entity: Entity) -> None:
        """A thing that several rows name is one record with the evidence of all."""
        old = self.entities.get(entity.id)
        if old:
            attrs, aliases = {**entity.attrs, **old.attrs}, tuple(dict.fromkeys((*old.aliases, *entity.aliases)))
            entity = msgspec.structs.replace(old, attrs=attrs, aliases=aliases, evidence=(*old.evidence, *entity.evidence))
        self.entities[entity.id] = entity

    def _attrs(self, row: Row, label: str) -> dict[str, Attribute]:
        """The declared attributes that the row has cells for, in their declared types."""
        attrs: dict[str, Attribute] = {}
        for name, spec in ontology().node[label].attrs.items():
            value = row.values.get(name, "")
            if not value:
                continue
            if name == "uscc":
                if code := codes.uscc(value):
                    attrs[name] = code
                else:
                    self.say(row, name, codes.uscc_problem(value))
            elif spec.type == "string":
                attrs[name] = value
            elif (number := _number(value)) is not None and spec.type in ("integer", "number"):
                attrs[name] = int(number) if spec.type == "integer" else number
            else:
                self.say(row, name, f"“{value}”不是{'数' if spec.type != 'boolean' else '能读的值'}，没有读这一格")
        return attrs

    def end(self, row: Row, field: str) -> Entity | None:
        """The node that an edge's cell names by id or name, or by name and type; None (reported) where there is none or several."""
        value = row.values.get(field, "")
        ids = [self._by_id[value]] if value in self._by_id else self._by_name.get(value, [])
        if len(ids) == 1:
            id = ids[0]
        elif value and not ids and (found := _type_of(row.values.get(f"{field}_type", ""), "")):
            id = self._take(row, value, found, field)
            self._by_name[value] = [id]
        else:
            reason = (
                f"有 {len(ids)} 个节点叫“{value}”，请用编号" if ids else f"节点表里没有“{value}”，不知道它是什么类型" if value else "是空的"
            )
            self.say(row, field, f"{reason}，这条关系没有读")
            return None
        return self.entities[id]

    def mention(self, row: Row, field: str, entity: Entity) -> None:
        """An edge that was read names its ends."""
        evidence = row.mention(self.by, field, entity.name)
        if not set(evidence) & set(self.entities[entity.id].evidence):
            self._add(msgspec.structs.replace(entity, evidence=evidence))

    def name_of(self, value: str) -> str:
        """What a node's id stands for; the value itself where it is no id."""
        entity = self.entities.get(self._by_id.get(value, ""))
        return entity.name if entity else value

    def say(self, row: Row, field: str, reason: str) -> None:
        """Report a cell of a row."""
        heading = next((row.sheet.headings[i] for i, f in row.sheet.fields.items() if f == field and i in row.sheet.headings), field)
        self._reject(Reject(row.sheet.file, row.sheet.name, row.line, heading, row.values.get(field, "")[:200], reason))


def edge_facts(nodes: Nodes, sheets: Iterable[Sheet]) -> Facts:
    """All facts of a network: its nodes, and the edges of ``sheets`` that the vocabulary allows."""
    found: list[Relation] = []
    documents: list[Document] = []

    def shown(field: str, value: str) -> str:
        name = nodes.name_of(value) if field in ("head", "tail") else value
        return value if name == value else f"{name}（{value}）"

    for sheet in sheets:
        for line, cells in sheet.rows:
            row = read_row(sheet, line, cells, shown)
            if row and (new := _edges(nodes, row)):
                found += new
                documents.append(row.document)
    all_documents = {d.id: d for d in (*nodes.documents, *documents)}
    return Facts(documents=tuple(all_documents.values()), entities=tuple(nodes.entities.values()), relations=(*nodes.located, *found))


def _edges(nodes: Nodes, row: Row) -> list[Relation]:
    """The relations of a row: one, or two for one that runs both ways; none (reported) where the vocabulary does not allow it."""
    type, field = _relation_of(row)
    if not type:
        stated = row.values.get(field, "")
        nodes.say(row, field, f"“{stated}”不是词汇表里的关系；可用：{'、'.join(e.zh for e in ontology().edge.values() if not e.derived)}")
        return []
    head, tail = nodes.end(row, "head"), nodes.end(row, "tail")
    if head is None or tail is None:
        return []
    if head.id == tail.id:
        nodes.say(row, "tail", "起点和终点是同一个节点，没有读")
        return []
    attrs: dict[str, Attribute] = {name: row.values[name] for name in ontology().edge[type].attrs if name in row.values}
    evidence = row.evidence(nodes.by, "head", "tail", field)
    forth = Relation(head=head.id, type=type, tail=tail.id, attrs=attrs, evidence=evidence)
    back = Relation(head=tail.id, type=type, tail=head.id, attrs=attrs, evidence=evidence)
    found = _directed(nodes, row, (forth, back), {head.id: head.label, tail.id: tail.label})
    if found:
        nodes.mention(row, "head", head)
        nodes.mention(row, "tail", tail)
    return found


def _directed(nodes: Nodes, row: Row, pair: tuple[Relation, Relation], labels: dict[str, str]) -> list[Relation]:
    """Which way the edge runs, or both. An edge without direction is read where only one way is allowed."""
    forth, back = pair
    edge, way = ontology().edge[forth.type], _direction_of(row)
    problem, turned = relation_problem(forth, labels), relation_problem(back, labels)
    if way == "none" and not edge.undirected:
        if not problem and not turned:
            nodes.say(row, "direction", f"没有方向，看不出谁“{edge.zh}”谁；请把类型改为有向")
            return []
        return [forth] if not problem else [back] if not turned else _refused(nodes, row, problem)
    if problem:
        return _refused(nodes, row, problem)
    return [forth, back] if way == "both" and not edge.undirected and not turned else [forth]


def _refused(nodes: Nodes, row: Row, problem: str) -> list[Relation]:
    nodes.say(row, _relation_of(row)[1], problem)
    return []


def _relation_of(row: Row) -> tuple[str, str]:
    """The edge type that the row states, and the field that says so; an empty type and the field that was understood least."""
    stated = [f for f in ("relation", "type", "label") if f in row.values and key(row.values[f]) not in directions()]
    known = next(((relations()[key(row.values[f])], f) for f in stated if key(row.values[f]) in relations()), None)
    return known or ("", stated[0] if stated else "relation")


def _direction_of(row: Row) -> str:
    """one, both or none; one where nothing is said. Gephi says it under Type."""
    said = [directions().get(key(row.values[f]), "") for f in ("direction", "type") if f in row.values]
    return next(filter(None, said), "one")


def _type_of(type: str, kind: str) -> tuple[str, str | None] | None:
    """Label and kind of the words for a type; the finer word counts where both name the same label."""
    broad, fine = types().get(key(type)), types().get(key(kind))
    if broad and kind and key(kind) in ontology().node[broad[0]].kinds:
        return broad[0], key(kind)
    if broad and fine and broad[0] == fine[0] and fine[1]:
        return fine
    return broad or fine


def _own_code(name: str, stated: str, region: str) -> str:
    """The division that a place is: the stated code, else the one of its name, nearest to the region; empty where it is none."""
    codes = current_codes(stated) if stated.isdigit() else ()
    return codes[0] if len(codes) == 1 else find_place(name, (region,) if region else ()).code or ""


def _choices() -> str:
    return "、".join(node.zh for label, node in ontology().node.items() if label not in ("DOCUMENT", "INDICATOR"))


def _split(text: str) -> list[str]:
    for mark in ("；", ";", "、", "，", ","):
        text = text.replace(mark, "|")
    return [part for part in map(str.strip, text.split("|")) if part]


def _number(text: str) -> float | None:
    try:
        return float(text.replace(",", "").replace("，", ""))
    except ValueError:
        return None
