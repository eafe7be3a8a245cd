"""Joins the mentions of one thing into one entity: equal names, short forms, names introduced by 以下简称; prefixes become places."""

import re
from collections import defaultdict

from spacy.tokens import Doc

from graph.facts import content_id
from graph.model import Document, Entity, Evidence
from graph.names import plain, spell
from graph.places import find_place
from nlp.placenames import find_places
from nlp.spans import Mention

SHORT = re.compile(r"[（(](?:以下|下)?(?:统称|简称)(?:为|：|:)?[“\"]?([^”\")）]{2,16})[”\"]?[)）]")


def join_aliases(doc: Doc) -> Doc:
    """Fill ``doc._.entities`` and give every mention its entity."""
    document: Document = doc._.document
    text = doc.text
    mentions: list[Mention] = doc._.mentions
    _add_introduced(text, mentions)
    groups = _groups(text, mentions)
    entities: dict[str, Entity] = {}
    for forms in groups:
        entity = _entity(document, text, forms)
        entities[entity.id] = entity
        for m in (m for some in forms.values() for m in some):
            m.entity = entity.id
    for place in _prefixes(document, text, mentions, entities):
        entities.setdefault(place.id, place)
    doc._.entities = entities
    return doc


def _add_introduced(text: str, mentions: list[Mention]) -> None:
    """X（以下简称Y）: Y is found everywhere and stands for X."""
    for match in SHORT.finditer(text):
        owner = max((m for m in mentions if m.end <= match.start() and match.start() - m.end <= 3), key=lambda m: m.end, default=None)
        if not owner:
            continue
        for found in re.finditer(re.escape(match[1]), text):
            if not any(m.start < found.end() and found.start() < m.end for m in mentions):
                mentions.append(
                    Mention(start=found.start(), end=found.end(), label=owner.label, kind=owner.kind, by="rule:alias/以下简称", score=0.9)
                )
        owner.entity = match[1]  # remembered until the groups are made
    mentions.sort(key=lambda m: m.start)


def _groups(text: str, mentions: list[Mention]) -> list[dict[str, list[Mention]]]:
    """Mentions by form, forms of one thing together; the longest form first in each."""
    by_form: dict[tuple[str, str], list[Mention]] = defaultdict(list)
    introduced: dict[tuple[str, str], str] = {}
    for m in mentions:
        form = "".join(text[m.start : m.end].split())
        by_form[m.label, form].append(m)
        if m.entity:
            introduced[m.label, m.entity] = form
    groups: dict[str, list[dict[str, list[Mention]]]] = defaultdict(list)
    for (label, form), some in sorted(by_form.items(), key=lambda x: (-len(x[0][1]), x[0])):
        owner = introduced.get((label, form), "")
        home = [g for g in groups[label] if owner in g or (not owner and _same(label, next(iter(g)), form))]
        if len(home) == 1:
            home[0][form] = some
        else:
            groups[label].append({form: some})
    return [g for label in sorted(groups) for g in groups[label]]


def _same(label: str, full: str, short: str) -> bool:
    """Whether the short form stands for the full one in the same document."""
    if plain(full) == plain(short):
        return True
    if label == "PLACE":
        code = find_place(full).code
        return bool(code) and (full.startswith(short) or find_place(short).code == code) and find_place(short, [code] if code else []).code == code
    if label == "ORG":
        a, b = spell(full), spell(short)
        return a == b or (len(b) >= 4 and a[-2:] == b[-2:] and _subsequence(b, a) and _compatible(a, b))
    if label in ("PROJECT", "FUND", "EVENT"):
        return len(short) >= 4 and (full.endswith(short) or full.startswith(short)) and len(full) - len(short) <= 12
    return False


def _subsequence(short: str, full: str) -> bool:
    rest = iter(full)
    return all(c in rest for c in short)


def _compatible(full: str, short: str) -> bool:
    """The short form begins with the full one's beginning or with a place of its prefix (浦东社工协会, 市民政局)."""
    return short[0] in "省市县区镇州" or short[:2] in full[: max(8, len(full) // 2)]


def _entity(document: Document, text: str, forms: dict[str, list[Mention]]) -> Entity:
    names = sorted(forms, key=lambda f: (-len(f), f))
    every = sorted((m for some in forms.values() for m in some), key=lambda m: m.start)
    evidence = tuple(Evidence(document.id, m.start, m.end, text[m.start : m.end], m.by, m.score) for m in every if m.named)
    first = forms[names[0]][0]
    kind = first.kind or next((m.kind for m in every if m.kind), None)
    return Entity(
        id=content_id(document.id, first.label, names[0]),
        label=first.label,
        name=names[0],
        kind=kind,
        aliases=tuple(names[1:]),
        evidence=evidence,
    )


def _prefixes(document: Document, text: str, mentions: list[Mention], entities: dict[str, Entity]) -> list[Entity]:
    """The places that names begin with (ruling 1): entities, though no mention of their own."""
    known = {form for e in entities.values() if e.label == "PLACE" for form in (e.name, *e.aliases)}
    found: dict[str, Entity] = {}
    for m in mentions:
        if m.label not in ("ORG", "PROJECT", "FUND", "EVENT", "POLICY") or m.label == "POLICY":
            continue
        name = text[m.start : m.end]
        end = 0
        for p in find_places(name):
            if p.start != end:
                break
            end, form = p.end, name[p.start : p.end]
            if form in known or form in found:
                continue
            evidence = (Evidence(document.id, m.start + p.start, m.start + p.end, form, "rule:PLACE/prefix", 0.9),)
            found[form] = Entity(id=content_id(document.id, "PLACE", form), label="PLACE", name=form, kind=p.level, evidence=evidence)
    return list(found.values())
