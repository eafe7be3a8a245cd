"""The trained reader of names: what it adds, what it leaves, and that the shipped model is what the corpus makes."""

from itertools import chain
from pathlib import Path

import pytest

from nlp import pair_reader, span_reader, tagger, train
from nlp.models import FOLDER
from nlp.page import Page
from nlp.spans import Mention


def read(text: str, claimed: list[Mention] | None = None) -> list[tuple[str, str]]:
    page = Page(text)
    return [(m.label, text[m.start : m.end]) for m in tagger.tag(page, claimed or [])]


def test_what_no_rule_claims_is_read() -> None:
    assert ("PERSON", "温知夏") in read("站长温知夏每周三到社区值班。")


def test_what_the_rules_claim_is_left_to_them() -> None:
    text = "站长温知夏每周三到社区值班。"
    assert read(text, [Mention(start=2, end=5, label="PERSON", by="rule:test", score=0.9)]) == []
    assert read(text, [Mention(start=3, end=5, label="EVENT", by="rule:test", score=0.9)]) == []


@pytest.mark.parametrize("text", ["", "\n\n", "社" * 3000, "👍\u200b\x07", "一。" * 1000])
def test_any_text_is_read(text: str) -> None:
    assert all(0 <= a < b <= len(text) for a, b in tagger.lines_of(text))
    read(text)


def test_lines_hold_every_character_once() -> None:
    text = ("甲" * 900 + "。\n") + "\n" + "乙，" * 500
    covered = [i for a, b in tagger.lines_of(text) for i in range(a, b)]
    assert covered == [i for i, c in enumerate(text) if c != "\n"]


def test_spans_of_labels() -> None:
    assert list(tagger.decode(["B-ORG", "I-ORG", "B-ORG", "O", "I-ORG", "B-PLACE"])) == [(0, 2, "ORG"), (2, 3, "ORG"), (5, 6, "PLACE")]


def test_the_shipped_models_are_what_the_corpus_makes(tmp_path: Path) -> None:
    train.train(chain.from_iterable(train.hands().values()), tmp_path)
    for name in (tagger.MODEL, span_reader.MODEL, pair_reader.MODEL):
        assert (tmp_path / name).read_bytes() == (FOLDER / name).read_bytes(), "run python -m nlp.train"
