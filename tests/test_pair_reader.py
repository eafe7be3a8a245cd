"""The trained reader of relations: what it adds to the rules, what it leaves, and that its training tells right from wrong."""

import json
from pathlib import Path

import pytest

from graph.loaders.text import make_document
from graph.model import Relation
from nlp import pair_reader, pipeline, train
from nlp.pairs import fitting
from nlp.relations import read_pairs

BY = "model:pairs"


def read(text: str) -> dict[tuple[str, str, str], Relation]:
    facts = pipeline.read(make_document(text, "t.txt"))
    names = {e.id: e.name for e in facts.entities}
    return {(names[r.head], r.type, names[r.tail]): r for r in facts.relations}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "临河县同心社会工作服务中心和石桥镇卫生院一道，给独居老人建了健康档案。",
            ("临河县同心社会工作服务中心", "PARTNERS_WITH", "石桥镇卫生院"),
        ),
        ("石桥镇社工站把重症病人送到县第二人民医院。", ("石桥镇社工站", "REFERS_TO", "县第二人民医院")),
    ],
)
def test_what_no_rule_reads_is_read_with_its_words(text: str, wanted: tuple[str, str, str]) -> None:
    (said,) = read(text)[wanted].evidence
    assert said.by == BY
    assert said.quote == text[said.start : said.end]
    assert pair_reader.LEAST <= said.score <= 1


@pytest.mark.parametrize(
    "text",
    [
        "临河县同心社会工作服务中心打算和石桥镇卫生院一道，给独居老人建健康档案。",
        "石桥镇社工站会不会和石桥镇卫生院一道，给独居老人建健康档案？",
        "石桥镇社工站不再和石桥镇卫生院一道，给独居老人建健康档案。",
    ],
)
def test_nothing_is_guessed_from_plans_questions_and_denials(text: str) -> None:
    assert not [r for r in read(text).values() if any(e.by == BY for e in r.evidence)]


def test_nothing_is_added_between_two_of_which_a_rule_speaks() -> None:
    found = read("石桥镇社工站由临河县社工协会负责督导。临河县同心社会工作服务中心和临河酒业有限公司一起设立了暖冬基金。")
    assert not [k for k, r in found.items() if any(e.by == BY for e in r.evidence)]


def test_pairs_are_of_one_article_and_near_each_other() -> None:
    near = "石桥镇社工站挂牌。临河县民政局开会。"
    between = "。".join(f"临河县{name}社会工作服务中心来了" for name in ("同心", "惠民", "乐和", "晨光"))
    far = near.replace("。", f"。{between}。", 1)
    for text, met in ((near, True), (far, False)):
        doc = pipeline.read_until("relations", make_document(text, "t.txt"))
        pairs, ids = list(read_pairs(doc)), {e.name: e.id for e in doc._.entities.values()}
        assert ({ids["石桥镇社工站"], ids["临河县民政局"]} in [{p.head, p.tail} for p in pairs]) == met
        assert all(fitting(*p.labels) and text[p.start : p.end] for p in pairs)


def test_the_training_is_told_which_relations_are_annotated(tmp_path: Path) -> None:
    gold = {
        "id": "t", "text": "临河县民政局印发《临河县社工站管理办法》。",
        "entities": [
            {"name": "临河县民政局", "label": "ORG", "kind": "government"},
            {"name": "临河县社工站管理办法", "label": "POLICY"},
        ],
        "relations": [{"head": "临河县民政局", "type": "ISSUES", "tail": "临河县社工站管理办法", "quote": "印发"}], "indicators": [],
    }  # fmt: skip
    path = tmp_path / "t-documents.jsonl"
    path.write_text(json.dumps(gold, ensure_ascii=False), "utf-8")
    labels = [label for features, label in train.pairs([path]) if "K=ORG/government>POLICY/None" in features]
    assert labels == ["ISSUES"]
