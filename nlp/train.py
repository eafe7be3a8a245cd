"""Makes the files in ``nlp/model/`` from the written corpus: ``python -m nlp.train``; ``… check`` says what the reader of names is worth.

Both train on the texts of all hands but one and read that one's documents, each hand in turn: what a text is read like that nobody has
seen. The check prints precision, recall and F1 of mentions, the rules alone beside rules and model.
"""

import json
import re
import sys
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pycrfsuite
from msgspec import Struct

from graph.facts import to_annotation
from graph.loaders.annotation import annotated_document, annotated_facts
from graph.loaders.text import make_document
from graph.model import Facts
from nlp import pair_reader, pipeline, scores, span_reader, tagger
from nlp.entities import read_models, read_rules, readable
from nlp.models import FOLDER, reading_with
from nlp.page import Page
from nlp.pairs import fitting
from nlp.quality import SCORED, find_gold
from nlp.quality_tables import GOLD
from nlp.relations import read_pairs
from nlp.score import annotated, judge
from nlp.scores import Tried
from nlp.sections import find_sections
from nlp.spans import Mention

CORPUS = Path(__file__).with_name("corpus")
# Chosen by the check: fewer turns or less weight on rare features read less, more of them learn the corpus by heart.
SETTINGS = {"c1": 0.05, "c2": 0.02, "max_iterations": 80, "feature.minfreq": 2}
PAIRS = {"c1": 0.3, "c2": 0.7, "max_iterations": 80, "feature.minfreq": 2}
WHOLE = {"c1": 0.05, "c2": 1.0, "max_iterations": 100, "feature.minfreq": 2}
Name = tuple[int, int, str]


class Example(Struct, frozen=True):
    """One page of the corpus: what the rules read and what stands there."""

    page: Page
    ruled: list[Mention]
    names: list[Name]


def hands() -> dict[str, list[Path]]:
    """The files of the corpus by the hand that wrote them (a-documents.jsonl and a-sentences.jsonl are by a)."""
    found: dict[str, list[Path]] = {}
    for path in sorted(CORPUS.glob("*.jsonl")):
        found.setdefault(path.name.partition("-")[0], []).append(path)
    return found


def examples(paths: Iterable[Path]) -> Iterator[Example]:
    """The pages of some files."""
    for path in paths:
        for line in path.read_text("utf-8").splitlines():
            yield from _pages(json.loads(line))


def _pages(gold: dict[str, Any]) -> Iterator[Example]:
    document = annotated_document(gold)
    doc = pipeline.pipeline().make_doc(document.text)
    doc._.document, doc._.sections = document, []
    names = [_bare(document.text, v.start, v.end, e.label) for e in annotated_facts(gold, by="person:corpus").entities for v in e.evidence]
    for start, end in readable(find_sections(doc)):
        page = Page(document.text[start:end])
        inside = sorted((a - start, b - start, label) for a, b, label in names if a >= start and b <= end)
        yield Example(page, read_rules(page)[1], inside)


# The hands differ in whether 项目 belongs to the name of “护苗”项目; the readers learn one way, and nlp/forms.py makes the other an alias.
_TYPED = re.compile("“([^“”]+)”(?:项目|计划|行动|平台|工程|品牌|活动|专项行动|服务项目|公益项目)")


def _bare(text: str, start: int, end: int, label: str) -> Name:
    typed = _TYPED.fullmatch(text, start, end) if label == "PROJECT" else None
    return (*typed.span(1), label) if typed else (start, end, label)


def train(files: Iterable[Path], folder: Path) -> None:
    """Train the readers of characters, of whole names and of relations on these files, and write them."""
    files = list(files)
    characters, names, relations = (pycrfsuite.Trainer(verbose=False) for _ in range(3))
    for example in examples(files):
        rows, labels = tagger.features(example.page, example.ruled), _labels(example)
        for start, end in tagger.lines_of(example.page.text):
            characters.append(rows[start:end], labels[start:end])
        for row, label in span_reader.examples(example.page, example.ruled, example.names):
            names.append([row], [label])
    folder.mkdir(exist_ok=True)
    _write(characters, SETTINGS, folder / tagger.MODEL)
    _write(names, WHOLE, folder / span_reader.MODEL)
    with reading_with(folder):
        for row, label in pairs(files):
            relations.append([row], [label])
    _write(relations, PAIRS, folder / pair_reader.MODEL)


def _write(trainer: Any, settings: dict[str, float], path: Path) -> None:
    trainer.set_params(settings)
    trainer.train(str(path))


def pairs(files: Iterable[Path]) -> Iterator[tuple[list[str], str]]:
    """Features of every two things of the files that the readers of names find near each other, with each relation annotated of them."""
    for gold in (json.loads(line) for path in files for line in path.read_text("utf-8").splitlines()):
        doc = pipeline.read_until("relations", make_document(gold["text"], f"{gold['id']}.txt"))
        named, found = doc._.entities, list(read_pairs(doc))
        some = [(pair, type) for pair in found for type in fitting(*pair.labels)]
        told = [{"head": named[p.head].name, "type": type, "tail": named[p.tail].name} for p, type in some]
        facts = to_annotation(Facts(documents=(doc._.document,), entities=tuple(named.values())))
        right = annotated(gold, {**facts, "relations": told})
        said = {(id(pair), type) for (pair, type), is_right in zip(some, right, strict=True) if is_right}
        for pair in found:
            types = [type for type in fitting(*pair.labels) if (id(pair), type) in said]
            yield from ((pair.features, type) for type in types or [pair_reader.NOTHING])


def _labels(example: Example) -> list[str]:
    labels = ["O"] * len(example.page.text)
    for start, end, label in example.names:
        labels[start:end] = ["B-" + label, *["I-" + label] * (end - start - 1)]
    return labels


def figures(some: Iterable[Example], *, models: bool) -> str:
    """Precision, recall and F1 of the mentions in some pages: the rules alone, or with the models."""
    right = found = wanted = 0
    for e in some:
        read = read_models(e.page, e.ruled) if models else e.ruled
        spans, names = {(m.start, m.end, m.label) for m in read}, set(e.names)
        right, found, wanted = right + len(spans & names), found + len(spans), wanted + len(names)
    return f"P {right / max(1, found):.3f}  R {right / max(1, wanted):.3f}  F1 {2 * right / max(1, found + wanted):.3f}"


@contextmanager
def trained_without(hand: str) -> Iterator[Path]:
    """The folder of models that never saw the texts of this hand."""
    with TemporaryDirectory() as folder:
        train((p for other, files in hands().items() if other != hand for p in files), Path(folder))
        yield Path(folder)


def check() -> Iterator[str]:
    """Each hand's documents, read by the rules and by a model that never saw that hand's texts."""
    for hand, paths in hands().items():
        unseen = list(examples(p for p in paths if "documents" in p.name))
        with trained_without(hand) as folder, reading_with(folder):
            yield f"{hand}: rules {figures(unseen, models=False)} | with the models {figures(unseen, models=True)}"


def counts_of(hand: str) -> list[Tried]:
    """How the facts fare that are read in one hand's documents by a model that never saw that hand."""
    documents = [json.loads(line) for p in hands()[hand] if "documents" in p.name for line in p.read_text("utf-8").splitlines()]
    with trained_without(hand) as folder, reading_with(folder):
        return scores.count(hand, _fared(documents))


def _fared(documents: Iterable[dict[str, Any]]) -> Iterator[tuple[str, str, str, float, bool]]:
    for gold in documents:
        read = to_annotation(pipeline.read(make_document(gold["text"], f"{gold['id']}.txt")))
        for j in judge(gold, read):
            if j.figure in SCORED and j.score is not None:
                yield j.figure, j.group, j.by, j.score, j.outcome == "right"


def main(arguments: list[str]) -> None:
    """Train and count, or check."""
    if arguments == ["check"]:
        for line in check():
            sys.stdout.write(line + "\n")
        return
    train(chain.from_iterable(hands().values()), FOLDER)
    for name in (tagger.MODEL, span_reader.MODEL, pair_reader.MODEL):
        sys.stdout.write(f"{name}: {(FOLDER / name).stat().st_size:,} bytes\n")
    annotated = scores.count(GOLD.name, _fared(find_gold([GOLD])))
    with ProcessPoolExecutor() as workers:
        scores.write_table([*annotated, *chain.from_iterable(workers.map(counts_of, hands()))])
    sys.stdout.write(f"{scores.TABLE.name}: {len(scores.read_table()):,} lines\n")


if __name__ == "__main__":
    main(sys.argv[1:])
