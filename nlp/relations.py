"""Finds relations between entities: every voter claims, the claims are weighed and joined."""

import re
from collections.abc import Iterator
from itertools import chain

from spacy.tokens import Doc

from nlp.called_again import bare_names
from nlp.claims import Claim, join_claims
from nlp.clauses import Sentence, read_sentences
from nlp.collectives import with_collectives
from nlp.pair_reader import claims_of_pairs
from nlp.pairs import Pair, find_pairs
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

# 说甲资助乙并不属实
_UNTRUE = re.compile("不属实|不实(?:信息|消息|传言|之处)|并非事实|系谣言|是谣言|纯属虚构|系误传")


def find_relations(doc: Doc) -> Doc:
    """Fill ``doc._.relations`` from the mentions, entities and sections of the document."""
    entities, title = doc._.entities, doc._.document.title
    sentences, claims = _ruled(doc)
    said = weigh_claims(claims, entities)
    further = claims_of_pairs(find_pairs(sentences, entities, said, title), said)
    doc._.relations = join_claims(doc, weigh_claims([*claims, *further], entities))
    return doc


def read_pairs(doc: Doc) -> Iterator[Pair]:
    """What is named near what, as the trained reader of relations sees it."""
    sentences, claims = _ruled(doc)
    return find_pairs(sentences, doc._.entities, weigh_claims(claims, doc._.entities), doc._.document.title)


def _ruled(doc: Doc) -> tuple[list[Sentence], list[Claim]]:
    """The sentences and what the rules claim."""
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
    return sentences, [*claims_of_names(doc), *chain.from_iterable(said)]


def _claims(doc: Doc, sentences: list[Sentence]) -> Iterator[Claim]:
    carrier = Carrier(doc._.entities, sentences, doc._.document.title)
    masthead, buyers = read_masthead(sentences, doc._.document.text), find_buyers(sentences)
    for whole in sentences:
        carrier.enter(whole)
        if _UNTRUE.search(whole.masked):
            continue
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
