"""Facts ⇄ JSON lines, content-hash ids, the annotation format, and the check that every quote stands in its text."""

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec

from graph.errors import InputError
from graph.model import Document, Entity, Evidence, Facts, Indicator, Relation


class Line(msgspec.Struct, omit_defaults=True):
    """One line of a facts file: exactly one field is set."""

    document: Document | None = None
    entity: Entity | None = None
    relation: Relation | None = None
    indicator: Indicator | None = None


def content_id(*parts: str | bytes | float | None) -> str:
    """Sixteen hexadecimal digits that depend on nothing but the parts and their order."""
    data = [part if isinstance(part, bytes) else repr(part).encode() for part in parts]
    return hashlib.sha256(b"".join([len(d).to_bytes(8, "big") + d for d in data])).hexdigest()[:16]


def relation_id(relation: Relation) -> str:
    """The id of a relation: one for each head, type and tail."""
    return content_id("relation", relation.head, relation.type, relation.tail)


def indicator_id(indicator: Indicator) -> str:
    """The id of an indicator: one for each place, measure, qualifier, value, unit, time and nature."""
    i = indicator
    return content_id("indicator", i.place, i.measure, i.qualifier, float(i.value), i.unit, i.as_of, i.nature)


def write_facts(facts: Facts, path: Path) -> None:
    """Write one record a line, documents first; equal facts give equal bytes. The file appears whole or not at all."""
    write_encoded([encode_facts(facts)], path)


def write_encoded(parts: Iterable[bytes], path: Path) -> None:
    """Write what ``encode_facts`` gave, part by part as it comes. The file appears whole or not at all."""
    part = path.with_name(path.name + ".part")
    with part.open("wb") as out:
        out.writelines(parts)
    part.replace(path)


def encode_facts(facts: Facts) -> bytes:
    """One JSON record a line, documents first; equal facts give equal bytes."""
    return msgspec.json.Encoder(order="deterministic").encode_lines(_lines(facts))


def _lines(facts: Facts) -> Iterator[Line]:
    # A registry row is its own raw text: it stands there once.
    yield from (Line(document=msgspec.structs.replace(x, raw="") if x.raw == x.text else x) for x in facts.documents)
    yield from (Line(entity=x) for x in facts.entities)
    yield from (Line(relation=x) for x in facts.relations)
    yield from (Line(indicator=x) for x in facts.indicators)


def read_facts(path: Path) -> Facts:
    """Read what ``write_facts`` wrote. Raises InputError with the line number where a line is not a fact."""
    decode = msgspec.json.Decoder(Line).decode
    lines: list[Line] = []
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            try:
                lines.append(decode(line))
            except msgspec.MsgspecError as error:
                raise InputError(f"{path.name}, line {number}: not a fact ({error}); build again from the source") from error
    return Facts(
        documents=tuple(_with_raw(x.document) for x in lines if x.document),
        entities=tuple(x.entity for x in lines if x.entity),
        relations=tuple(x.relation for x in lines if x.relation),
        indicators=tuple(x.indicator for x in lines if x.indicator),
    )


def _with_raw(document: Document) -> Document:
    return document if document.raw else msgspec.structs.replace(document, raw=document.text)


def join_facts(parts: Iterable[Facts]) -> Facts:
    """All records of all parts one after the other; nothing is merged."""
    parts = tuple(parts)
    return Facts(
        documents=tuple(x for p in parts for x in p.documents),
        entities=tuple(x for p in parts for x in p.entities),
        relations=tuple(x for p in parts for x in p.relations),
        indicators=tuple(x for p in parts for x in p.indicators),
    )


def evidence_of(facts: Facts) -> Iterator[Evidence]:
    """Every piece of evidence in the facts."""
    for group in (facts.entities, facts.relations, facts.indicators):
        for fact in group:
            yield from fact.evidence


def wrong_quotes(facts: Facts) -> list[Evidence]:
    """The evidence whose quote does not stand at its offsets; an empty list is the rule."""
    texts = {d.id: d.text for d in facts.documents}
    return [e for e in evidence_of(facts) if not e.quote or texts.get(e.document, "")[e.start : e.end] != e.quote]


def to_annotation(facts: Facts) -> dict[str, Any]:
    """The facts of one document in the annotation format, with ``mentions`` (raw offsets), ``score`` and ``by`` added.

    The line's ``id`` is the stem of the document's file.
    """
    (document,) = facts.documents
    names = {e.id: e.name for e in facts.entities}
    return {
        "id": Path(document.file or document.id).stem,
        "genre": document.genre,
        "title": document.title,
        "source": document.source,
        "published": document.published,
        "entities": [
            {
                "name": e.name,
                "label": e.label,
                "kind": e.kind,
                "aliases": list(e.aliases),
                "score": _best(e.evidence),
                "by": _who(e.evidence),
                # a thing named only inside another's name (上海市 in 上海市民政局) has evidence, but no mention of its own
                "mentions": [list(document.raw_span(v.start, v.end)) for v in e.evidence if not v.by.endswith("/inside")],
            }
            for e in facts.entities
        ],
        "relations": [
            {
                "head": names[r.head],
                "type": r.type,
                "tail": names[r.tail],
                "attrs": r.attrs,
                "score": _best(r.evidence),
                "by": _who(r.evidence),
                "quote": r.evidence[0].quote,
                **_page(document, r.evidence[0]),
            }
            for r in facts.relations
        ],
        "indicators": [
            {
                "place": names[i.place],
                "measure": i.measure,
                "qualifier": i.qualifier,
                "value": i.value,
                "unit": i.unit,
                "as_of": i.as_of,
                "nature": i.nature,
                "score": _best(i.evidence),
                "by": _who(i.evidence),
                "quote": i.evidence[0].quote,
                **_page(document, i.evidence[0]),
            }
            for i in facts.indicators
        ],
    }


def _page(document: Document, evidence: Evidence) -> dict[str, int]:
    """The page of the quote, for files that have pages."""
    return {"page": document.page(evidence.start)} if document.pages else {}


def _who(evidence: Iterable[Evidence]) -> str:
    return next((e.by for e in sorted(evidence, key=lambda e: -e.score)), "")


def _best(evidence: Iterable[Evidence]) -> float:
    return max((e.score for e in evidence), default=0.0)
