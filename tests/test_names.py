"""Identity of names: pairs written before the rules, and the command that judges a table of them."""

import csv
import random
from collections import defaultdict
from pathlib import Path

from typer.testing import CliRunner

from graph.__main__ import app
from graph.names import compare
from graph.places import full_name, places

DATA = Path(__file__).parent / "data"


def pairs() -> list[dict[str, str]]:
    found: list[dict[str, str]] = []
    for path in sorted(DATA.glob("same_pairs*.tsv")):
        with path.open(encoding="utf-8", newline="") as file:
            found += csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
    return found


def test_the_pairs_are_judged_as_well_as_before() -> None:
    rows = pairs()
    said = [compare(r["a"], r["b"], r["place_a"], r["place_b"]).verdict for r in rows]
    right = sum(v == r["expected"] == "same" for v, r in zip(said, rows, strict=True))
    assert len(rows) >= 500
    assert [(r["a"], r["b"]) for v, r in zip(said, rows, strict=True) if v == "same" and r["expected"] == "different"] == []
    assert 2 * right / (said.count("same") + sum(r["expected"] == "same" for r in rows)) >= 0.97
    assert sum(v == r["expected"] for v, r in zip(said, rows, strict=True)) / len(rows) >= 0.97


def test_the_order_of_a_pair_does_not_matter() -> None:
    for r in pairs():
        here = compare(r["a"], r["b"], r["place_a"], r["place_b"]).verdict
        assert compare(r["b"], r["a"], r["place_b"], r["place_a"]).verdict == here, r


def test_a_table_gets_verdict_and_reason(tmp_path: Path) -> None:
    path = tmp_path / "pairs.tsv"
    path.write_text("a\tb\tplace_a\tplace_b\n民政局\t海宁市民政局\t海宁市\n民政局\t海宁市民政局\t\t\n", encoding="utf-8")
    result = CliRunner().invoke(app, ["same", "--table", str(path)])
    lines = [line.split("\t") for line in result.output.splitlines()]
    assert lines[0] == ["a", "b", "place_a", "place_b", "verdict", "reason"]
    assert [line[4] for line in lines[1:]] == ["same", "unsure"]
    assert all(line[5] for line in lines)


def test_a_remark_that_names_a_place_or_number_counts() -> None:
    base = "深圳市阳光社工中心"
    for a, b in (("（南山）", "（福田）"), ("（第一分部）", "（第二分部）"), ("（南山）", "")):
        assert compare(base + a, base + b).verdict != "same"
    for remark in ("（筹）", "（示例）", "（以下简称“中心”）", "（Sunshine）"):
        assert compare(base, base + remark).verdict == "same"


KINDS = ["民政局", "阳光社工服务中心", "社工站", "第一社区", "慈善总会", "公安局", "人民医院", "社区基金会", "志愿服务队"]


def test_nothing_is_the_same_across_places() -> None:
    """Any two divisions that do not lie in each other, under any of their names: namesakes, neighbours, strangers."""
    dice = random.Random(7)
    divisions = [p for p in places().by_code.values() if p.statutory and p.code not in places().silent]
    by_name, near = defaultdict(list), defaultdict(list)
    for p in divisions:
        by_name[p.name].append(p)
        near[p.parent].append(p)
    groups = [g for table in (by_name, near) for g in table.values() if len(g) > 1]
    for _ in range(1_000):
        a, b = dice.sample(dice.choice([*dice.sample(groups, 2), divisions]), 2)
        if a.code.startswith(b.code) or b.code.startswith(a.code):
            continue
        kind = dice.choice(KINDS)
        full, short = (dice.choice((full_name(p.code), p.name)) + kind for p in (a, b))
        for args in ((full_name(a.code) + kind, short), (full, short, a.code, b.code), (kind, short, a.code), (kind, kind, a.code, b.code)):
            assert compare(*args).verdict != "same", args
