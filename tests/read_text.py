"""What the pipeline reads out of a text of a test, by names: for tests of single sentences and pages."""

from graph.loaders.text import make_document
from graph.model import Facts
from nlp.pipeline import read

Triple = tuple[str, str, str]


def facts(text: str) -> Facts:
    """All that is read."""
    return read(make_document(text, "示例.txt"))


def relations(text: str) -> set[Triple]:
    """(head, type, tail) of each relation."""
    found = facts(text)
    named = {e.id: e.name for e in found.entities}
    return {(named[r.head], r.type, named[r.tail]) for r in found.relations}
