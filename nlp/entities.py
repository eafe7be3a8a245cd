"""Finds the mentions of things in the text: each kind of name by its own rules, then one choice where they overlap."""

from spacy.tokens import Doc

from nlp.organisations import find_organisations
from nlp.persons import find_persons
from nlp.placenames import find_places, place_mentions
from nlp.spans import Mention
from nlp.titles import find_events, find_funds, find_groups, find_policies, find_projects

# Where names overlap the surer kind wins, then the longer one.
ORDER = {"POLICY": 0, "PERSON": 2, "ORG": 1, "FUND": 3, "EVENT": 3, "PROJECT": 4, "GROUP": 5, "PLACE": 6}


def find_entities(doc: Doc) -> Doc:
    """Fill ``doc._.mentions``; references at the end of a paper are left out."""
    found: list[Mention] = []
    for start, end in _readable(doc):
        for mention in find_mentions(doc.text[start:end]):
            mention.start, mention.end = mention.start + start, mention.end + start
            found.append(mention)
    doc._.mentions = found
    return doc


def _readable(doc: Doc) -> list[tuple[int, int]]:
    """The stretches of text to read: articles without their reference lists."""
    stretches: list[tuple[int, int]] = []
    for section in doc._.sections:
        if section.kind == "references":
            continue
        if stretches and section.start - stretches[-1][1] <= 1:
            stretches[-1] = (stretches[-1][0], section.end)
        else:
            stretches.append((section.start, section.end))
    return stretches or [(0, len(doc.text))]


def find_mentions(text: str) -> list[Mention]:
    """The mentions of a text in order, none overlapping."""
    names = find_places(text)
    every = [
        *find_policies(text),
        *find_organisations(text, names),
        *find_persons(text),
        *find_funds(text, names),
        *find_events(text, names),
        *find_projects(text, names),
        *find_groups(text),
        *place_mentions(names),
    ]
    every.sort(key=lambda m: (ORDER[m.label] if m.label != "PLACE" or m.kind != "village" else 1, -(m.end - m.start), m.start))
    taken, chosen = bytearray(len(text)), []
    for mention in every:
        if any(taken[mention.start : mention.end]):
            continue
        taken[mention.start : mention.end] = b"\1" * (mention.end - mention.start)
        chosen.append(mention)
    return sorted(chosen, key=lambda m: m.start)
