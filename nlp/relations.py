"""Finds relations between entities: every voter claims, the claims are weighed and joined."""

from collections.abc import Iterator
from itertools import chain

from spacy.tokens import Doc

from nlp.called_again import bare_names
from nlp.claims import Claim, join_claims
from nlp.clauses import Sentence, read_sentences
from nlp.collectives import with_collectives
from nlp.references import read_references
from nlp.relations_awards import claims_of_awards
from nlp.relations_bylines import claims_of_bylines, read_masthead
from nlp.relations_derived import weigh_claims
from nlp.relations_frames import claims_of_frames
from nlp.relations_groups import claims_of_groups
from nlp.relations_headings import claims_of_headings
from nlp.relations_lists import claims_of_lists, find_buyers
from nlp.relations_names import claims_of_names
from nlp.relations_partners import claims_of_partners
from nlp.relations_patterns import claims_of_patterns
from nlp.relations_policies import claims_of_policy
from nlp.relations_posts import claims_of_lone_posts, claims_of_posts, fold_posts
from nlp.subjects import Carrier


def find_relations(doc: Doc) -> Doc:
    """Fill ``doc._.relations`` from the mentions, entities and sections of the document."""
    mentions = read_references(doc)
    again = bare_names(doc._.document.text, mentions, doc._.entities)
    mentions = sorted([*mentions, *again], key=lambda m: m.start)
    sentences = list(read_sentences(doc, with_collectives(doc, mentions)))
    said = (
        claims_of_headings(doc, sentences),
        claims_of_policy(sentences),
        claims_of_awards(doc._.document.text, sentences),
        _claims(doc, sentences),
    )
    claims = [*claims_of_names(doc), *chain.from_iterable(said)]
    doc._.relations = join_claims(doc, weigh_claims(claims, doc._.entities))
    return doc


def _claims(doc: Doc, sentences: list[Sentence]) -> Iterator[Claim]:
    carrier = Carrier(doc._.entities, sentences, doc._.document.title)
    masthead, buyers = read_masthead(sentences, doc._.document.text), find_buyers(sentences)
    for whole in sentences:
        carrier.enter(whole)
        yield from claims_of_posts(whole)
        yield from claims_of_lone_posts(whole, carrier)
        yield from claims_of_bylines(whole, carrier, masthead)
        yield from claims_of_lists(whole, carrier, buyers)
        sentence = fold_posts(whole)
        yield from claims_of_frames(sentence, carrier)
        yield from claims_of_patterns(sentence, carrier)
        yield from claims_of_partners(sentence)
        yield from claims_of_groups(sentence, carrier)
        carrier.leave(sentence)
