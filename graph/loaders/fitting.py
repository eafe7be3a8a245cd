"""What others wrote → facts that hold: evidence that stands in its text, words of the vocabulary, ends that exist. The rest is named."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TypeVar

import msgspec
from msgspec import Struct

from graph.codes import mask_personal
from graph.model import Attribute, Document, Entity, Evidence, Facts, Indicator, Reject, Relation
from graph.ontology import entity_problem, indicator_problem, relation_problem
from graph.personal import mask_text

Report = Callable[[Reject], None]
Record = Entity | Relation | Indicator
Some = TypeVar("Some", Entity, Relation, Indicator)


class Item(Struct, frozen=True):
    """A record and where it stands in its file: ``line`` from 1 (0 where lines say nothing), ``column`` as a person would name it."""

    line: int
    column: str
    record: Record


def fitting(documents: Iterable[Document], items: Iterable[Item], file: str, reject: Report) -> Facts:
    """The records that hold, in their order; personal data in texts is masked first. Each other goes to ``reject`` with a reason."""
    originals = {d.id: d for d in documents}
    texts = {id: _masked(d) for id, d in originals.items()}
    items = [msgspec.structs.replace(i, record=_requoted(i.record, originals, texts)) for i in items]

    def holding(kind: type[Some], problem: Callable[[Some], str]) -> Iterator[Some]:
        for item in items:
            if isinstance(item.record, kind):
                reason = problem(item.record) or _evidence_problem(item.record.evidence, texts)
                if reason:
                    reject(Reject(file, "", item.line, item.column, _called(item.record)[:200], reason))
                else:
                    yield item.record

    entities = tuple(holding(Entity, entity_problem))
    labels = {e.id: e.label for e in entities}
    return Facts(
        documents=tuple(texts.values()),
        entities=entities,
        relations=tuple(holding(Relation, lambda r: relation_problem(r, labels) or _bare(r))),
        indicators=tuple(holding(Indicator, lambda i: indicator_problem(i, labels) or _bare(i))),
    )


def _masked(document: Document) -> Document:
    """The document with personal data masked, as the loaders of its genre do; offsets stay, because masking keeps the length.

    One without cuts was copied as it is.
    """
    # A register names the telephones of bodies; only those of persons are masked there.
    mask = mask_personal if document.genre == "registry" else mask_text
    cuts = document.cuts if document.cuts and document.cuts[0][0] == 0 else ((0, 0), *document.cuts)
    raw, text, title, source = (mask(t) for t in (document.raw or document.text, document.text, document.title, document.source))
    return msgspec.structs.replace(document, raw=raw, text=text, cuts=cuts, title=title, source=source)


def _requoted(record: Record, originals: Mapping[str, Document], texts: Mapping[str, Document]) -> Record:
    """The record without personal numbers, its quotes as they stand in the masked text, where they stood in the text at all."""
    evidence = tuple(_requote(v, originals, texts) for v in record.evidence)
    match record:
        case Entity():
            aliases, attrs = tuple(map(mask_personal, record.aliases)), _masked_attrs(record.attrs)
            return msgspec.structs.replace(record, name=mask_personal(record.name), aliases=aliases, attrs=attrs, evidence=evidence)
        case Relation():
            return msgspec.structs.replace(record, attrs=_masked_attrs(record.attrs), evidence=evidence)
        case _:
            said = {field: mask_personal(getattr(record, field)) for field in ("measure", "qualifier")}
            return msgspec.structs.replace(record, **said, evidence=evidence)


def _masked_attrs(attrs: dict[str, Attribute]) -> dict[str, Attribute]:
    return {name: mask_personal(value) if isinstance(value, str) else value for name, value in attrs.items()}


def _requote(evidence: Evidence, originals: Mapping[str, Document], texts: Mapping[str, Document]) -> Evidence:
    document = originals.get(evidence.document)
    if document is None or evidence.start < 0 or document.text[evidence.start : evidence.end] != evidence.quote:
        return evidence
    return msgspec.structs.replace(evidence, quote=texts[document.id].text[evidence.start : evidence.end])


def _evidence_problem(evidence: Iterable[Evidence], texts: Mapping[str, Document]) -> str:
    for v in evidence:
        document = texts.get(v.document)
        if document is None:
            return f"依据所指的文献 {v.document} 不在文件里"
        if not 0 <= v.start < v.end or document.text[v.start : v.end] != v.quote:
            return f"引文“{v.quote[:40]}”不在文献的第 {v.start} 到 {v.end} 字处"
        if not 0 <= v.score <= 1 or not v.by:
            return "依据没有写明是谁说的，或把握不在 0 和 1 之间"
    return ""


def _bare(record: Relation | Indicator) -> str:
    return "" if record.evidence else "没有依据：每条关系和每个数字都要有原句"


def _called(record: Record) -> str:
    match record:
        case Entity():
            return record.name
        case Relation():
            return record.type
        case _:
            return record.measure
