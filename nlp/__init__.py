"""Reads Chinese reports: a cleaned document in, facts out."""

import os
from collections.abc import Callable

from graph.model import Document, Facts, Reject
from nlp.pipeline import read
from nlp.scores import settle

__all__ = ["extract"]


def extract(document: Document, report: Callable[[Reject], None] | None = None) -> Facts:
    """The facts that one document states: entities, relations and indicators, each with evidence in ``document.text``.

    Deterministic; nothing outside the text is used but the gazetteer and the rules. A document without facts gives only itself.
    Where ``KG_LLM_URL`` names a language model, what it adds and the text bears out is there too, and what was of no use goes to
    ``report``; raises ServiceError where it does not answer.
    """
    facts = settle(read(document))
    if not os.environ.get("KG_LLM_URL"):
        return facts
    from nlp.model_reader import add_reading  # noqa: PLC0415  (an extra that most never use)

    return add_reading(facts, report or (lambda _: None))
