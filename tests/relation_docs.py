"""Sentences with marked names → a spaCy doc as the relation component gets it."""

import re

from spacy.tokens import Doc

from graph.model import Document, Entity, Evidence
from nlp.pipeline import pipeline
from nlp.sections import find_sections
from nlp.spans import Mention

# The marks of relation_sentences.txt: label and kind.
MARKS = {
    "OG": ("ORG", "government"), "OS": ("ORG", "station"), "OO": ("ORG", "social_org"), "OF": ("ORG", "foundation"),
    "OC": ("ORG", "community"), "OU": ("ORG", "university"), "OE": ("ORG", "enterprise"), "OM": ("ORG", "media"),
    "OV": ("ORG", "volunteer_team"), "OX": ("ORG", "school"), "LP": ("PLACE", "province"), "LC": ("PLACE", "city"),
    "LX": ("PLACE", "county"), "LT": ("PLACE", "town"), "LV": ("PLACE", "village"), "P": ("PERSON", None), "Y": ("POLICY", None),
    "J": ("PROJECT", None), "E": ("EVENT", None), "G": ("GROUP", None), "F": ("FUND", None),
}  # fmt: skip
_MARK = re.compile(r"\{(\w+):([^}]*)\}")


def marked_doc(marked: str, title: str = "", genre: str = "report") -> Doc:
    """A doc of ``marked`` text, {类别:名称}; each name is one entity, whose id is the name."""
    text, mentions, at = "", [], 0
    for m in _MARK.finditer(marked):
        text += marked[at : m.start()]
        label, kind = MARKS[m[1]]
        mentions.append(Mention(start=len(text), end=len(text) + len(m[2]), label=label, kind=kind, entity=m[2]))
        text += m[2]
        at = m.end()
    text += marked[at:]
    doc = pipeline().make_doc(text)
    doc._.document = Document(id="d", title=title, genre=genre, raw=text, text=text, cuts=((0, 0),))
    doc._.mentions, doc._.relations, doc._.indicators, doc._.sections = mentions, [], [], []
    doc._.entities = {
        m.entity: Entity(
            id=m.entity, label=m.label, kind=m.kind, name=m.entity,
            evidence=tuple(Evidence("d", n.start, n.end, text[n.start : n.end], "mark", 1.0) for n in mentions if n.entity == m.entity),
        )
        for m in mentions
    }  # fmt: skip
    return find_sections(doc)
