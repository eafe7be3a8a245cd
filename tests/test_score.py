"""The scorer on small documents made for it: what counts as found, and what does not."""

import math
from pathlib import Path
from typing import Any

import pytest

from graph.errors import InputError
from nlp.quality import calibration, calibration_error, commonest_errors, errors_of, find_gold, scored, sure_and_right
from nlp.quality_tables import describe, score_tables
from nlp.score import Figure, Judgement, Outcome, figures, judge
from nlp.scores import Tried, count, read_table, weigh, write_table

TEXT = "海宁市\n民政局购买服务。市民政局说，该市有社工站１２个，民政局很满意。"


def thing(name: str, label: str = "ORG", *aliases: str, **more: Any) -> dict[str, Any]:
    return {"name": name, "label": label, "kind": more.pop("kind", None), "aliases": list(aliases), **more}


def number(value: float | None, place: str = "海宁市", measure: str = "社工站", qualifier: str = "") -> dict[str, Any]:
    return {
        "place": place,
        "measure": measure,
        "qualifier": qualifier,
        "value": value,
        "unit": "个",
        "nature": "actual",
        "quote": "社工站１２个",
    }


def relation(head: str, type: str, tail: str) -> dict[str, Any]:
    return {"head": head, "type": type, "tail": tail, "quote": "q"}


def document(entities: Any = (), relations: Any = (), indicators: Any = ()) -> dict[str, Any]:
    return {"id": "x", "text": TEXT, "entities": list(entities), "relations": list(relations), "indicators": list(indicators)}


def score(gold: dict[str, Any], read: dict[str, Any]) -> dict[str, tuple[int, int, int]]:
    return {name: (f.right, f.gold, f.read) for name, f in figures(judge(gold, read)).items()}


OFFICE = thing("海宁市民政局", "ORG", "市民政局", kind="government")


def test_entities_are_found_by_name_or_alias_and_label() -> None:
    gold = document([OFFICE])
    assert score(gold, document([thing("市民政局", kind="government")]))["entity"] == (1, 1, 1)
    assert score(gold, document([thing("Ａ局", "ORG", "海宁市 民政局")]))["entity"] == (1, 1, 1)
    assert score(gold, document([thing("海宁市民政局", "PLACE")]))["entity"] == (0, 1, 1)
    assert score(gold, document([thing("局", "ORG", "市民政局")]))["entity"] == (0, 1, 1), "two aliases alone do not meet"
    assert score(gold, document([thing("海宁市民政局"), thing("市民政局")]))["entity"] == (1, 1, 2)
    assert score(gold, document())["entity"] == (0, 1, 0)


def test_the_kind_of_an_organisation_is_judged_where_it_was_found() -> None:
    gold = document([OFFICE])
    assert score(gold, document([thing("海宁市民政局", kind="government")]))["org kind"] == (1, 1, 1)
    assert score(gold, document([thing("海宁市民政局", kind="school")]))["org kind"] == (0, 1, 1)
    assert score(gold, document([]))["org kind"] == (0, 0, 0)


def test_mentions_over_line_breaks_and_the_longest_form_first() -> None:
    gold = document([OFFICE])
    assert score(gold, document([thing("海宁市民政局", mentions=[[0, 7], [12, 16]])]))["mention"] == (2, 2, 2)
    assert score(gold, document([thing("海宁市民政局", mentions=[[0, 8], [4, 7]])]))["mention"] == (0, 2, 2)
    assert score(gold, document([thing("海宁市民政局", mentions=[[3, 4]])]))["mention"] == (0, 2, 0), "white space alone is no mention"


def test_relations_by_the_things_they_join() -> None:
    ends = [OFFICE, thing("海宁市", "PLACE")]
    gold = document(ends, [relation("海宁市民政局", "LOCATED_IN", "海宁市"), relation("海宁市民政局", "PARTNERS_WITH", "海宁市")])
    read = document(
        [thing("市民政局"), thing("海宁市", "PLACE")],
        [relation("市民政局", "LOCATED_IN", "海宁市"), relation("海宁市", "PARTNERS_WITH", "市民政局"), relation("海宁市", "FUNDS", "甲")],
    )
    found = score(gold, read)
    assert found["relation"] == (1, 1, 2), "LOCATED_IN has a figure of its own"
    assert found["relation.LOCATED_IN"] == (1, 1, 1)
    assert found["relation.FUNDS"] == (0, 0, 1)
    twice = document(ends, [relation("海宁市民政局", "PARTNERS_WITH", "海宁市"), relation("海宁市", "PARTNERS_WITH", "海宁市民政局")])
    assert score(gold, twice)["relation"] == (1, 1, 1)


@pytest.mark.parametrize(
    ("row", "right"),
    [
        (number(12), 1),
        (number(12.0000001), 1),
        (number(13), 0),
        (number(None), 0),
        (number(12, place="海宁"), 1),
        (number(12, place="桐乡市"), 0),
        (number(12, measure="镇街社工站"), 1),
        (number(12, measure="老年人"), 0),
        (number(12, measure="站", qualifier="社工"), 1),
    ],
)
def test_numbers(row: dict[str, Any], right: int) -> None:
    gold = document([thing("海宁市", "PLACE", "海宁")], (), [number(12)])
    assert score(gold, document((), (), [row]))["indicator"] == (right, 1, 1)


def test_a_figure_without_facts_is_zero() -> None:
    empty = Figure(0, 0, 0)
    assert (empty.precision, empty.recall, empty.f1) == (0.0, 0.0, 0.0)
    assert figures(judge(document(), document()))["relation"] == empty


def made(score: float | None, right: bool, group: str = "FUNDS", figure: str = "relation") -> Judgement:
    outcome: Outcome = "right" if right else "missed" if score is None else "wrong"
    return Judgement(document="x", figure=figure, group=group, outcome=outcome, words="甲 —FUNDS→ 乙", score=score, quote="甲资助\n乙")


def test_calibration() -> None:
    facts = scored([made(0.82, True), made(0.88, False), made(0.95, True), made(0.8, True, "LOCATED_IN"), made(None, False)])
    bins = calibration(facts)
    assert [(b.low, b.high, b.read, b.right) for b in bins] == [(0.8, 0.9, 3, 2), (0.95, 1.0, 1, 1)]
    assert calibration_error(bins) == pytest.approx((0.5 + 0.05) / 4)
    assert sure_and_right(facts)["relation"] == (4, 3)
    assert sure_and_right(facts)["indicator"] == (0, 0)


def test_scores_are_what_was_counted() -> None:
    """A rule read often is worth what was right of it; a rare one what its estimate is worth in general; order is kept."""
    tried = [
        Tried("a", "relation", "FUNDS", "rule:FUNDS/often", 0.9, 100, 40),
        Tried("a", "relation", "SERVES", "rule:SERVES/rare", 0.6, 1, 1),
        Tried("b", "relation", "ISSUES", "rule:ISSUES/good", 0.9, 100, 100),
        Tried("b", "relation", "ISSUES", "rule:ISSUES/good", 0.6, 100, 50),
        Tried("b", "relation", "LOCATED_IN", "rule:LOCATED_IN/name", 0.6, 1000, 1000),
    ]
    worth = weigh(tried)

    def cautious(right: float, read: float) -> object:
        share = (right + 16 * general) / (read + 16)
        return pytest.approx(share - 0.5 * math.sqrt(share * (1 - share) / (read + 16)), abs=0.006)

    general = 141 / 202
    assert worth.share("relation", "FUNDS", "rule:FUNDS/often", 0.9) == cautious(40, 100)
    assert worth.share("relation", "ISSUES", "never counted", 0.93) == cautious(0, 0)
    general = 52 / 103
    assert worth.share("relation", "SERVES", "rule:SERVES/rare", 0.6) == cautious(1, 1)
    assert worth.share("indicator", "actual", "rule:count", 0.7) == 0.7
    falling = [Tried("a", "entity", "ORG", "r", 0.5, 10, 9), Tried("a", "entity", "ORG", "r", 0.9, 10, 5)]
    assert weigh(falling).steps["entity"] == ([0.5], [15 / 22])


def test_the_counts_are_read_back_as_written(tmp_path: Path) -> None:
    facts = [("entity", "ORG", "rule:ORG/suffix", 0.85, True), ("entity", "ORG", "rule:ORG/suffix", 0.86, False)]
    tried = count("a", facts)
    assert tried == [Tried("a", "entity", "ORG", "rule:ORG/suffix", 0.85, 2, 1)]
    write_table(tried, tmp_path / "scores.tsv")
    assert read_table(tmp_path / "scores.tsv") == tried


def test_errors_are_grouped_and_shown_beside_their_words() -> None:
    some = [made(0.82, False), made(0.7, False), made(None, False), made(0.9, True), made(0.9, False, "ORG", "mention")]
    assert [(k.count, k.outcome) for k in commonest_errors(some)] == [(2, "wrong"), (1, "missed")]
    assert [len(v) for v in errors_of(some).values()] == [3]
    assert describe(some[0]) == "误读关系　甲 —FUNDS→ 乙（，把握 82%）　「甲资助 乙」"
    assert score_tables(some)[0].title == "五项成绩"


def test_gold_that_is_none(tmp_path: Any) -> None:
    with pytest.raises(InputError, match="没有标注文件"):
        find_gold([tmp_path])
    (tmp_path / "a.json").write_text("{}", "utf-8")
    with pytest.raises(InputError, match=r"a\.json：不是标注文件，缺少 id"):
        find_gold([tmp_path])
