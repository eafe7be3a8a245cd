"""Assembles the spaCy pipeline. The order of its components is the list ``ORDER``; each component is one module of this folder.

A component reads and fills the extension attributes of the spaCy ``doc``:

=================  ================================  ==================================================
``doc._.``         filled by                         holds
=================  ================================  ==================================================
``document``       ``read``                          the graph.model.Document that is read
``sections``       sections                          list[Section], in text order, covering every paragraph
``mentions``       entities, aliases, doubts         list[Mention], in text order, none overlapping
``entities``       aliases, then doubts              dict[id, graph.model.Entity]
``relations``      relations                         list[graph.model.Relation]
``indicators``     indicators                        list[graph.model.Indicator]
=================  ================================  ==================================================
"""

from functools import cache
from itertools import takewhile

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from graph.model import Document, Facts
from nlp import aliases, doubts, entities, indicators, relations, sections

COMPONENTS = {
    "sections": sections.find_sections,
    "entities": entities.find_entities,
    "aliases": aliases.join_aliases,
    "relations": relations.find_relations,
    "indicators": indicators.find_indicators,
    "doubts": doubts.take_back,
}
ORDER = tuple(COMPONENTS)


@cache
def pipeline() -> Language:
    """The assembled pipeline: ``spacy.blank("zh")`` with character tokens and this project's components. Built once a process."""
    for name in ("document", "sections", "mentions", "entities", "relations", "indicators"):
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=None)
    nlp = spacy.blank("zh")
    for name, component in COMPONENTS.items():
        Language.component(name, func=component)
        nlp.add_pipe(name)
    return nlp


def read(document: Document) -> Facts:
    """Run the pipeline over one document."""
    doc = read_until("", document)
    return Facts(
        documents=(document,),
        entities=tuple(doc._.entities.values()),
        relations=tuple(doc._.relations),
        indicators=tuple(doc._.indicators),
    )


def read_until(component: str, document: Document) -> Doc:
    """The document as the components in front of this one leave it; as all leave it for ""."""
    nlp = pipeline()
    # one token a character; spaCy's own way to make them looks for each in the rest of the text, which takes minutes for megabytes
    doc = Doc(nlp.vocab, words=list(document.text), spaces=[False] * len(document.text))
    doc._.document = document
    doc._.sections, doc._.mentions, doc._.entities, doc._.relations, doc._.indicators = [], [], {}, [], []
    for _, read_on in takewhile(lambda step: step[0] != component, nlp.pipeline):
        doc = read_on(doc)
    return doc
