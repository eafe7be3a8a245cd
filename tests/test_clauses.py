"""Masked sentences, lists, rows of places, carried subjects, references."""

import time

import pytest

from nlp.clauses import SIGNS, read_sentences
from nlp.references import read_references
from nlp.relations import find_relations
from nlp.relations_posts import fold_posts
from nlp.subjects import clause_subjects, lacks_subject
from tests.relation_docs import marked_doc


def masks(marked: str) -> list[str]:
    """The masked sentences with labels in place of signs."""
    labels = {sign: f"<{label}>" for label, sign in SIGNS.items()}
    doc = marked_doc(marked)
    return ["".join(labels.get(c, c) for c in s.masked) for s in read_sentences(doc, read_references(doc))]


@pytest.mark.parametrize(
    ("marked", "masked"),
    [
        ("由{OO:甲会}和{OO:乙所}承办的“{E:丙论坛}”。", "由<ORG>承办的<EVENT>。"),
        ("{OO:甲会}、{OO:乙所}，以及{OO:丙社}都来了。", "<ORG>都来了。"),
        ("“{J:甲行动}”“{J:乙行动}”都已启动。", "<PROJECT>都已启动。"),
        ("{LP:云岭省}{LC:白石市}{LX:青禾县}。", "<PLACE>。"),
        ("{J:甲行动}（以下简称“{J:甲}”）开始了。", "<PROJECT>开始了。"),
        ("{OO:甲会}会长{P:王一}、{OO:乙所}主任{P:李二}。", "<ORG>会长<PERSON>、<ORG>主任<PERSON>。"),
        ("一份是{Y:甲规划}，一份是{Y:乙纲要}。", "一份是<POLICY>。"),
        ("{P:王一}（副局长）、{P:李二}讲话。", "<PERSON>讲话。"),
    ],
)
def test_lists_and_marks(marked: str, masked: str) -> None:
    assert masks(marked) == [masked]


def test_a_row_of_places_means_its_last() -> None:
    doc = marked_doc("{LP:云岭省}{LC:白石市}{LX:青禾县}在行动。")
    (sentence,) = read_sentences(doc, doc._.mentions)
    assert [m.entity for m in sentence.groups[0].mentions] == ["青禾县"]


def test_offsets_lead_back_to_the_text() -> None:
    doc = marked_doc("近日，“{J:甲行动}”由{OO:乙所}、{OO:丙社}承办。另一句话。{OO:丁会}也来了。")
    text = doc._.document.text
    for s in read_sentences(doc, doc._.mentions):
        assert len(s.offsets) == len(s.masked) + 1
        assert s.offsets[-1] == s.end
        for i, c in enumerate(s.masked):
            if c not in SIGNS.values():
                assert text[s.offsets[i]] == c
        for g in s.groups:
            assert s.masked[g.at] == SIGNS[g.label]
            assert text[g.mentions[0].start : g.mentions[0].end] == g.mentions[0].entity


def test_folded_posts_leave_the_person() -> None:
    doc = marked_doc("参加的有{OO:甲会}会长{P:王一}、{OO:乙所}主任{P:李二}。")
    (sentence,) = read_sentences(doc, doc._.mentions)
    folded = fold_posts(sentence)
    assert folded.masked == f"参加的有{SIGNS['PERSON']}。"
    assert [m.entity for m in folded.groups[0].mentions] == ["王一", "李二"]
    assert [m.entity for m in folded.groups[0].home] == ["甲会", "乙所"]


def test_subjects_are_what_no_preposition_marks() -> None:
    doc = marked_doc("在{LX:青禾县}，{OO:甲会}成立了{OO:乙所}，对{OO:丙社}进行督导。")
    (sentence,) = read_sentences(doc, doc._.mentions)
    assert [g.mentions[0].entity for g in clause_subjects(sentence)] == ["甲会"]


@pytest.mark.parametrize(("words", "lacking"), [("2018年以来，先后", True), ("近年来又", True), ("居民们自发", False), ("", True)])
def test_a_clause_without_a_noun_lacks_its_subject(words: str, lacking: bool) -> None:
    assert lacks_subject(words) is lacking


@pytest.mark.parametrize(
    ("marked", "phrase", "meant"),
    [
        ("{J:甲转介平台}启用了。该平台很忙。", "该平台", "甲转介平台"),
        ("{OF:甲基金会}挂牌。这家基金会很新。", "这家基金会", "甲基金会"),
        ("{LP:云岭省}开会。全省都动了起来。", "全省", "云岭省"),
        ("{OG:云岭省民政厅}发文。我厅将督查。", "我厅", "云岭省民政厅"),
        ("{OO:甲协会}开张。协会在城南。", "协会", "甲协会"),
        ("{OO:甲事务所}开张，它在城南。", "它", "甲事务所"),
        ("推动它的是{OG:甲局}，名叫{J:乙计划}。", "它", "乙计划"),
    ],
)
def test_references(marked: str, phrase: str, meant: str) -> None:
    doc = marked_doc(marked)
    found = {doc._.document.text[m.start : m.end]: m.entity for m in read_references(doc) if not m.named}
    assert found[phrase] == meant


@pytest.mark.parametrize("marked", ["{OO:甲协会}开张。协会会员很多。", "{OO:甲会}开张。其中一家在城南。", "它在城南。{OO:甲会}开张。"])
def test_no_reference(marked: str) -> None:
    assert all(m.named for m in read_references(marked_doc(marked)))


def test_time_grows_with_the_length() -> None:
    line = "{OO:甲社工事务所}承接{J:乙计划}，该项目为{G:独居老人}提供服务，它由{OG:丙县民政局}主管。"
    spent = {}
    for size in (40, 320):
        doc = marked_doc(line * size)
        start = time.process_time()
        find_relations(doc)
        spent[size] = time.process_time() - start
    assert spent[320] < 8 * spent[40] * 3
