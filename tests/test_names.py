"""Identity of names: pairs written before the rules, and the command that judges a table of them."""

import csv
from pathlib import Path

from typer.testing import CliRunner

from graph.__main__ import app
from graph.names import compare

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
