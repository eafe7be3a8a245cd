"""A language model as a second reader: it says facts in the vocabulary's words, and only what the text bears out is kept.

Off unless ``KG_LLM_URL`` is set. What it says is checked fact by fact: names must occur in the text, ends must fit the vocabulary, a quote
must stand in the text, a number must be printed in its quote. It adds to what the rules read and never takes away.
"""

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

import msgspec
from msgspec import Struct

from graph.facts import content_id
from graph.loaders.annotation import Packed
from graph.model import Document, Entity, Evidence, Facts, Indicator, Reject, Relation
from graph.ontology import ontology
from nlp.model_client import ask_model
from nlp.numbers import find_numbers

BY = "model:llm"
# What a model alone says is a guess, never shown as fact (from 0.8 on).
SCORE = 0.6
CHUNK = 1_500
LONGEST_NAME, LONGEST_QUOTE = 60, 300
Report = Callable[[Reject], None]


class SaidEntity(Struct, frozen=True):
    """An entity as the model says it."""

    name: str
    label: str
    kind: str | None = None
    aliases: tuple[str, ...] = ()


class SaidRelation(Struct, frozen=True):
    """A relation as the model says it; ends are names."""

    head: str
    type: str
    tail: str
    quote: str


class SaidIndicator(Struct, frozen=True):
    """A number as the model says it."""

    place: str
    measure: str
    value: float
    quote: str
    unit: str = ""
    qualifier: str = ""
    as_of: str | None = None
    nature: str = "actual"


def add_reading(facts: Facts, report: Report) -> Facts:
    """The facts with what the model adds to them. Raises ServiceError where the model does not answer."""
    (document,) = facts.documents
    reading = _Reading(document, facts)
    for number, (start, end) in enumerate(chunks(document.text), 1):
        answer = parse_answer(ask_model(instructions(), document.text[start:end], schema()))
        if answer is None:
            report(Reject(document.file, f"第 {number} 段", 0, "语言模型", "", "语言模型的回答不是约定的格式，没有用；这一段只用规则读"))
            continue
        reading.take(answer)
    if reading.dropped:
        report(Reject(document.file, "", 0, "语言模型", "", f"语言模型的 {reading.dropped} 条说法在原文里没有依据，没有用"))
    return reading.facts()


def chunks(text: str) -> Iterator[tuple[int, int]]:
    """Spans of whole paragraphs, or sentences of long ones, of about ``CHUNK`` characters."""
    start = 0
    while start < len(text):
        end = min(start + CHUNK, len(text))
        if end < len(text):
            end = max(text.rfind(mark, start + CHUNK // 2, end) + 1 for mark in ("\n", "。")) or end
        if text[start:end].strip():
            yield start, end
        start = end


def parse_answer(answer: str) -> dict[str, list[Any]] | None:
    """The three lists of an answer, empty where it leaves one out; None where it is no such JSON."""
    bare = re.sub(r"^\s*(?:<think>.*?</think>)?\s*(?:```(?:json)?)?|```\s*$", "", answer, flags=re.DOTALL)
    try:
        found = json.loads(bare)
    except (ValueError, RecursionError):
        return None
    if not isinstance(found, dict):
        return None
    lists = {key: found.get(key) for key in ("entities", "relations", "indicators")}
    return {key: some if isinstance(some, list) else [] for key, some in lists.items()}


class _Reading:
    """What the rules read and what the model adds, by id. ``dropped`` counts what the text does not bear out."""

    def __init__(self, document: Document, facts: Facts) -> None:
        self.document, self.packed, self.dropped = document, Packed(document.text), 0
        self.entities = {e.id: e for e in facts.entities}
        self.relations = {(r.head, r.type, r.tail): r for r in facts.relations}
        self.indicators = {(i.place, i.value, i.measure): i for i in facts.indicators}
        self.by_form = {_packed(form): e.id for e in facts.entities for form in (e.name, *e.aliases)}
        self.taken = [(v.start, v.end) for e in facts.entities for v in e.evidence if not v.by.endswith("/inside")]

    def facts(self) -> Facts:
        return Facts(
            documents=(self.document,),
            entities=tuple(self.entities.values()),
            relations=tuple(self.relations.values()),
            indicators=tuple(self.indicators.values()),
        )

    def take(self, answer: dict[str, list[Any]]) -> None:
        kinds: tuple[tuple[str, type[Struct], Callable[[Any], bool]], ...] = (
            ("entities", SaidEntity, self._entity),
            ("relations", SaidRelation, self._relation),
            ("indicators", SaidIndicator, self._indicator),
        )
        for key, shape, take in kinds:
            for row in answer[key]:
                try:
                    said = msgspec.convert(row, shape)
                except msgspec.ValidationError:
                    self.dropped += 1
                    continue
                self.dropped += not take(said)

    def _entity(self, said: SaidEntity) -> bool:
        node = ontology().node.get(said.label)
        name = _packed(said.name)
        if node is None or said.label in ("DOCUMENT", "INDICATOR") or not 1 < len(name) <= LONGEST_NAME:
            return False
        if name in self.by_form:
            return True
        evidence = tuple(self._mentions(said))
        if not evidence:
            return False
        kind = said.kind if said.kind in node.kinds else None
        forms = {_packed(v.quote) for v in evidence}
        name = name if name in forms else max(forms, key=lambda f: (len(f), f))
        id = content_id(self.document.id, said.label, name)
        aliases = tuple(sorted(forms - {name}))
        self.entities[id] = Entity(id=id, label=said.label, name=name, kind=kind, aliases=aliases, evidence=evidence)
        self.by_form |= dict.fromkeys(forms - self.by_form.keys(), id)
        self.taken += [(v.start, v.end) for v in evidence]
        return True

    def _mentions(self, said: SaidEntity) -> Iterator[Evidence]:
        """Where the forms stand and no other name does."""
        forms = [{"name": said.name, "aliases": [a for a in said.aliases if 1 < len(_packed(a)) <= LONGEST_NAME]}]
        for start, end, _ in self.packed.find_forms(forms):
            if not any(a < end and start < b for a, b in self.taken):
                yield self._evidence(start, end)

    def _relation(self, said: SaidRelation) -> bool:
        head, tail, evidence = self._end(said.head), self._end(said.tail), self._quote(said.quote)
        if head is None or tail is None or evidence is None or head.id == tail.id:
            return False
        words = _packed(evidence.quote)
        if not ontology().fits(head.label, said.type, tail.label) or ontology().edge[said.type].derived:
            return False
        if not any(_packed(form) in words for e in (head, tail) for form in (e.name, *e.aliases)):
            return False
        key, back = (head.id, said.type, tail.id), (tail.id, said.type, head.id)
        if ontology().edge[said.type].undirected and back in self.relations:
            key = back
        known = self.relations.get(key, Relation(head=key[0], type=said.type, tail=key[2]))
        self.relations[key] = msgspec.structs.replace(known, evidence=tuple(dict.fromkeys((*known.evidence, evidence))))
        return True

    def _indicator(self, said: SaidIndicator) -> bool:
        owner, evidence = self._end(said.place), self._quote(said.quote)
        if owner is None or evidence is None or not said.measure.strip() or said.nature not in ontology().nature:
            return False
        if not ontology().fits("INDICATOR", "MEASURES", owner.label):
            return False
        if not any(abs(n.value - said.value) <= 1e-6 * max(1.0, abs(said.value)) for n in find_numbers(evidence.quote)):
            return False
        if any(place == owner.id and value == said.value for place, value, _ in self.indicators):
            return True  # the rules have it, in the text's own words
        self.indicators[owner.id, said.value, said.measure] = Indicator(
            place=owner.id, measure=said.measure.strip(), value=said.value, unit=said.unit, qualifier=said.qualifier,
            as_of=said.as_of, nature=said.nature, evidence=(evidence,),
        )  # fmt: skip
        return True

    def _end(self, name: str) -> Entity | None:
        return self.entities.get(self.by_form.get(_packed(name), ""))

    def _quote(self, quote: str) -> Evidence | None:
        span = self.packed.find(quote) if len(quote) <= LONGEST_QUOTE else None
        return self._evidence(*span) if span else None

    def _evidence(self, start: int, end: int) -> Evidence:
        return Evidence(self.document.id, start, end, self.document.text[start:end], BY, SCORE)


def _packed(text: str) -> str:
    return Packed(text).text


def schema() -> dict[str, Any]:
    """The JSON schema of an answer, out of the vocabulary."""
    words = ontology()
    labels = [label for label in words.node if label not in ("DOCUMENT", "INDICATOR")]
    kinds = sorted({kind for label in labels for kind in words.node[label].kinds})
    types = [name for name, edge in words.edge.items() if not edge.derived]
    text: dict[str, Any] = {"type": "string"}
    entity: dict[str, Any] = {
        "name": text,
        "label": {"enum": labels},
        "kind": {"enum": [*kinds, None]},
        "aliases": {"type": "array", "items": text},
    }
    relation: dict[str, Any] = {"head": text, "type": {"enum": types}, "tail": text, "quote": text}
    number: dict[str, Any] = {"place": text, "measure": text, "qualifier": text, "value": {"type": "number"}, "unit": text}
    number |= {"as_of": {"type": ["string", "null"]}, "nature": {"enum": list(words.nature)}, "quote": text}
    lists = {"entities": entity, "relations": relation, "indicators": number}
    return _object({key: {"type": "array", "items": _object(fields)} for key, fields in lists.items()})


def _object(fields: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": fields, "required": list(fields), "additionalProperties": False}


def instructions() -> str:
    """What the model is told: the task, the rules of quoting, and the vocabulary."""
    words = ontology()
    nodes = [
        f"{k} {n.zh}（{'、'.join(n.kinds)}）" if n.kinds else f"{k} {n.zh}"
        for k, n in words.node.items()
        if k not in ("DOCUMENT", "INDICATOR")
    ]
    edges = [f"{k} {e.zh}：{'|'.join(e.head)} → {'|'.join(e.tail)}" for k, e in words.edge.items() if not e.derived]
    return (
        "你从中文报告里读出事实，只按给定的 JSON 格式回答。只写原文说了的，不推断。名称照原文的全称，其他写法放在 aliases。"
        "quote 是原文里说到这条事实的最短一句，一字不改。数值写成数：1.4万是14000，40%是0.4，单位写%。\n"
        f"实体类别：{'；'.join(nodes)}\n关系：{'；'.join(edges)}\n数字的 nature：{'、'.join(words.nature)}"
    )
