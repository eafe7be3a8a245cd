"""Finds relations between entities: every voter claims, the claims are joined."""

from collections.abc import Iterator

from spacy.tokens import Doc

from nlp.claims import Claim, join_claims
from nlp.clauses import read_sentences
from nlp.relations_frames import claims_of_frames
from nlp.relations_names import claims_of_names
from nlp.relations_posts import claims_of_posts
from nlp.subjects import Carrier


def find_relations(doc: Doc) -> Doc:
    """Fill ``doc._.relations`` from the mentions, entities and sections of the document."""
    doc._.relations = join_claims(doc, _claims(doc))
    return doc


def _claims(doc: Doc) -> Iterator[Claim]:
    yield from claims_of_names(doc)
    carrier = Carrier()
    for sentence in read_sentences(doc):
        carrier.enter(sentence)
        yield from claims_of_posts(sentence)
        yield from claims_of_frames(sentence, carrier)
        carrier.leave(sentence)
