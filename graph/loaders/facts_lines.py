"""Facts JSON Lines from another office (the format of ``graph/facts.py``, the export ``jsonl``) → facts, checked line by line.

Who said a fact stays as it is written there: the rule, model, register or person of the other office, with its documents and quotes.
"""

from collections.abc import Iterator
from pathlib import Path

from graph.errors import InputError
from graph.facts import Line
from graph.loaders.archive import shown_name
from graph.loaders.fitting import Item, Report, fitting
from graph.loaders.json_lines import json_lines
from graph.model import Document, Facts

# The one field of a line that says what it is.
FIELDS = ("document", "entity", "relation", "indicator")


def load_facts_lines(path: Path, reject: Report) -> Iterator[Facts]:
    """All that fits of a facts file. A line that is no fact, or breaks the vocabulary, goes to ``reject`` with its number and the reason.

    Raises InputError where no line is a fact.
    """
    file = shown_name(path)
    documents: list[Document] = []
    items: list[Item] = []
    for number, line in json_lines(path, Line, "一条事实", reject):
        if line.document:
            documents.append(line.document)
        else:
            record = line.entity or line.relation or line.indicator
            if record is not None:
                items.append(Item(number, _field(line), record))
    if not documents:
        raise InputError(f"{file}：没有一行是文献（document）；请用 run.py export 的 jsonl，或检查文件")
    yield fitting(documents, items, file, reject)


def _field(line: Line) -> str:
    return next((name for name in FIELDS if getattr(line, name) is not None), "")
