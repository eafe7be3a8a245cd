"""Relations by rule: every type in every voice, lists, references, denials, and what the records must keep."""

from collections.abc import Iterable
from pathlib import Path

import pytest

from graph.model import Relation
from graph.ontology import ontology
from nlp.relations import find_relations
from nlp.spans import Section
from tests.relation_docs import marked_doc

SENTENCES = Path(__file__).with_name("relation_sentences.txt")
Triple = tuple[str, str, str]


def _cases() -> list[tuple[str, frozenset[Triple]]]:
    cases = []
    for line in SENTENCES.read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            text, _, wanted = line.partition("|")
            cases.append((text.strip(), frozenset(_triple(x) for x in wanted.split(";") if x.strip())))
    return cases


def _triple(words: str) -> Triple:
    head, relation, tail = words.split()
    return head, relation, tail


def relations(marked: str, **document: str) -> dict[Triple, Relation]:
    doc = find_relations(marked_doc(marked, **document))
    return {(r.head, r.type, r.tail): r for r in doc._.relations}


def stated(found: dict[Triple, Relation]) -> set[Triple]:
    """What the words say, without what names and other relations give; cooperation in either order."""
    alone = ("/prefix", "/run", "/founded", "/name", "/fund", "/row")
    return {k for k, r in found.items() if any(not e.by.endswith(alone) for e in r.evidence)}


def either_way(triples: Iterable[Triple]) -> set[Triple]:
    """Cooperation has no direction."""
    return {(min(h, t), y, max(h, t)) if y == "PARTNERS_WITH" else (h, y, t) for h, y, t in triples}


@pytest.mark.parametrize(("marked", "wanted"), _cases())
def test_a_sentence_says_exactly_its_relations(marked: str, wanted: frozenset[Triple]) -> None:
    found = relations(marked)
    assert either_way(wanted) <= either_way(found)
    assert either_way(stated(found)) <= either_way(wanted)


def test_the_sentences_cover_every_type() -> None:
    told = {relation for _, wanted in _cases() for _, relation, _ in wanted}
    assert told == {name for name, edge in ontology().edge.items() if not edge.derived}
    assert len(_cases()) >= 100


def test_records_keep_quote_attributes_and_signature() -> None:
    marked = "{OF:青禾公益基金会}向{OO:云帆社工服务中心}捐赠20万元。{OG:青禾县民政局}对{OS:青禾镇社工站}进行督导。"
    marked += "{OG:青禾县民政局}局长{P:何建平}到场。"
    found = relations(marked)
    text = marked_doc(marked)._.document.text
    for r in found.values():
        for e in r.evidence:
            assert e.quote == text[e.start : e.end]
            assert e.quote
            assert 0 < e.score < 1
            assert e.by.startswith("rule:")
    assert found["青禾公益基金会", "FUNDS", "云帆社工服务中心"].attrs == {"amount": "20万元", "mode": "捐赠"}
    assert found["青禾县民政局", "SUPERVISES", "青禾镇社工站"].attrs == {"mode": "督导"}
    assert found["何建平", "WORKS_FOR", "青禾县民政局"].attrs == {"title": "局长"}


def test_a_sum_goes_with_the_payment() -> None:
    found = relations("{LX:青禾县}每年拿出200万元，用于{J:书屋计划}。")
    assert found["青禾县", "FUNDS", "书屋计划"].attrs["amount"] == "200万元"


def test_one_relation_with_all_its_evidence() -> None:
    found = relations("{OO:晨光社工事务所}承接{J:书屋计划}。{J:书屋计划}由{OO:晨光社工事务所}运营。")
    assert len(found["晨光社工事务所", "OPERATES", "书屋计划"].evidence) == 2


def test_a_name_says_where_and_whose() -> None:
    found = relations("{OG:云岭市青禾县民政局社工科}和{OG:云岭市青禾县民政局}都在{LC:云岭市}{LX:青禾县}。")
    assert ("云岭市青禾县民政局", "LOCATED_IN", "青禾县") in found
    assert ("云岭市青禾县民政局社工科", "PART_OF", "云岭市青禾县民政局") in found
    assert ("青禾县", "PART_OF", "云岭市") in found
    assert ("云岭市青禾县民政局", "LOCATED_IN", "云岭市") not in found


def test_the_text_overrules_the_name() -> None:
    found = relations("{OE:云岭远山公司}坐落在{LT:青禾镇}。公司不在{LC:云岭市}。")
    assert ("云岭远山公司", "LOCATED_IN", "青禾镇") in found
    assert ("云岭远山公司", "LOCATED_IN", "云岭市") not in found


def test_what_a_place_launches_stands_there() -> None:
    assert ("书屋计划", "LOCATED_IN", "青禾县") in relations("{LX:青禾县}启动了{J:书屋计划}。")


def test_references_and_carried_subjects() -> None:
    assert ("晨光社工事务所", "OPERATES", "书屋计划") in relations("{J:书屋计划}已经三岁。该项目由{OO:晨光社工事务所}实施。")
    found = relations("{OO:晨光社工事务所}成立于2012年，近年来先后承接{J:书屋计划}和{J:银龄学堂}，为{G:独居老人}提供服务。")
    assert {(h, y) for h, y, _ in found if y in ("OPERATES", "SERVES")} == {("晨光社工事务所", "OPERATES"), ("晨光社工事务所", "SERVES")}


def test_a_subject_never_crosses_articles() -> None:
    lines = "{OO:晨光社工事务所}成立于2012年。\n承接了{J:书屋计划}，走进许多村庄。"
    doc = marked_doc(lines)
    end = doc._.document.text.index("\n")
    for articles, wanted in (((0, 0), {("晨光社工事务所", "OPERATES", "书屋计划")}), ((0, 1), set())):
        doc._.sections = [Section(0, end, "body", articles[0]), Section(end + 1, len(doc._.document.text), "body", articles[1])]
        assert {(r.head, r.type, r.tail) for r in find_relations(doc)._.relations} == wanted


def test_posts_in_lists() -> None:
    found = relations("到场的有{OG:青禾县民政局}局长{P:何建平}、{OC:望江社区}党委书记{P:苏敏}等人。")
    assert {(h, t) for h, y, t in found if y == "WORKS_FOR"} == {("何建平", "青禾县民政局"), ("苏敏", "望江社区")}


def test_issuers_above_the_title_and_in_the_signature() -> None:
    above = relations("{OG:云岭市民政局} {OG:云岭市财政局}\n{Y:关于开展邻里互助的通知}\n各县区：现将有关事项通知如下。", genre="policy")
    assert {h for h, y, _ in above if y == "ISSUES"} == {"云岭市民政局", "云岭市财政局"}
    below = relations("{Y:关于开展邻里互助的通知}\n各县区：现将有关事项通知如下。\n{OG:云岭市民政局}\n2021年3月1日", genre="notice")
    assert ("云岭市民政局", "ISSUES", "关于开展邻里互助的通知") in below


def test_an_empty_text_has_no_relations() -> None:
    assert not relations("没有名称的一句话。")
