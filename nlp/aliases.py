"""Joins the mentions of one thing into one entity: equal names, short forms, names introduced by 以下简称."""

from collections import defaultdict

from spacy.tokens import Doc

from graph.facts import content_id
from graph.model import Document, Entity, Evidence
from nlp.forms import always_typed, introduced_forms, likely_key, quoted_forms, same_thing, typed_forms
from nlp.spans import Mention

Forms = dict[str, list[Mention]]
# More names than this with one ending are told apart by their full forms alone: comparing each with each would take hours.
MOST_ALIKE = 500


def join_aliases(doc: Doc) -> Doc:
    """Fill ``doc._.entities`` and give every mention its entity."""
    document: Document = doc._.document
    mentions: list[Mention] = doc._.mentions
    inside: list[Mention] = doc.user_data.get("inside", [])
    groups = _groups(doc.text, mentions, inside)
    entities = {}
    for label, forms in groups:
        entity = _entity(document, label, forms)
        entities[entity.id] = entity
        for some in forms.values():
            for m in some:
                m.entity = entity.id
    doc._.entities = entities
    return doc


def _groups(text: str, mentions: list[Mention], inside: list[Mention]) -> list[tuple[str, Forms]]:
    """Mentions by label and form, the forms of one thing together; in text order of the things' first mentions."""
    by_form: dict[tuple[str, str], list[Mention]] = defaultdict(list)
    for m in [*mentions, *inside]:
        by_form[m.label, "".join(text[m.start : m.end].split())].append(m)
    alone = {key for key, some in by_form.items() if any(not m.by.endswith("/inside") for m in some)}
    for key in alone:  # what stands alone somewhere needs no proof from inside a name
        by_form[key] = [m for m in by_form[key] if not m.by.endswith("/inside")]
    introduced = introduced_forms(text, mentions)
    groups: dict[tuple[str, str], list[Forms]] = defaultdict(list)
    homes: dict[tuple[str, str], Forms] = {}
    for label, form in sorted(by_form, key=lambda key: (-len(key[1]), key)):
        near = groups[label, likely_key(label, form)]
        full = introduced.get((label, form))
        home = homes.get((label, full)) if full else _home(near, label, form)
        if home is None:
            home = {}
            near.append(home)
        homes[label, form] = home
        home[form] = by_form[label, form]
    found = [(label, forms) for (label, _), some in groups.items() for forms in some]
    return sorted(found, key=lambda group: min((m.start, m.end, group[0]) for some in group[1].values() for m in some))


def _home(groups: list[Forms], label: str, form: str) -> Forms | None:
    """The one group that the form belongs to; a form that fits two things is a thing of its own.

    Where very many names end alike the text is a register, in which every form is a full name.
    """
    if len(groups) > MOST_ALIKE:
        return None
    homes = [g for g in groups if any(same_thing(label, other, form) for other in g)]
    return homes[0] if len(homes) == 1 else None


def _entity(document: Document, label: str, forms: Forms) -> Entity:
    names = sorted(forms, key=lambda f: (-len(f), f))
    every = sorted((m for some in forms.values() for m in some), key=lambda m: (m.start, m.end))
    evidence = tuple(Evidence(document.id, m.start, m.end, document.text[m.start : m.end], m.by, m.score) for m in every)
    kind = forms[names[0]][0].kind or next((m.kind for m in every if m.kind), None)
    typed = typed_forms(document.text, every)
    # 护苗 that never stands without its type word is named “护苗”项目.
    name = typed[0] if len(typed) == 1 and always_typed(document.text, every) else names[0]
    more = [*names, *quoted_forms(forms), *typed]
    aliases = tuple(form for form in dict.fromkeys(more) if form != name)
    return Entity(id=content_id(document.id, label, name), label=label, name=name, kind=kind, aliases=aliases, evidence=evidence)
