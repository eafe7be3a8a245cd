"""Takes back what nothing in the text bears out: a bare word for people is a group only where somebody serves or pays it."""

from spacy.tokens import Doc

from graph.model import Entity
from nlp.groups import is_bare


def take_back(doc: Doc) -> Doc:
    """Drop the groups that are called by a bare word (老人, 儿童) and stand in no relation; their mentions go with them."""
    related = {end for r in doc._.relations for end in (r.head, r.tail)} | {i.place for i in doc._.indicators}
    doubtful = {e.id for e in doc._.entities.values() if e.id not in related and _bare(e)}
    if doubtful:
        doc._.entities = {id: e for id, e in doc._.entities.items() if id not in doubtful}
        doc._.mentions = [m for m in doc._.mentions if m.entity not in doubtful]
    return doc


def _bare(entity: Entity) -> bool:
    return entity.label == "GROUP" and all(map(is_bare, (entity.name, *entity.aliases)))
