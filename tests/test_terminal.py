"""Answers on the terminal: a table where it fits, else each row as lines; never a column that cannot be read."""

import pytest

from graph import terminal
from graph.queries import Column, Row, find_query

COLUMNS = [
    Column("name", "名称"),
    Column("rate", "比例"),
    Column("id", "标识"),
    Column("other_document", "另一文献标识"),
    Column("gone", "没有的"),
]


def test_few_columns_are_a_table_without_ids(capsys: pytest.CaptureFixture[str]) -> None:
    rows: list[Row] = [{"name": "[red]甲[/red]", "rate": 0.25, "id": "org:1", "other_document": "d1", "gone": ""}]
    terminal.show(rows, COLUMNS, "题目")
    shown = capsys.readouterr().out
    assert "[red]甲[/red]" in shown
    assert "25.0%" in shown
    assert "标识" not in shown
    assert "没有的" not in shown


def test_many_columns_are_lines(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    query = find_query("station_rules")
    row: Row = dict.fromkeys((c.name for c in query.columns), "") | {
        "station": "硖石街道社工站（示例）", "place": "浙江省嘉兴市海宁市硖石街道", "rule": "补助比例",
        "bound": "为",
        "required": 0.4, "unit": "%",
        "verdict": "不达标", "quote": "海宁市民政局（示例）补助35万元", "rule_quote": "给予40%的补助", "title": "名录第一行",
        "rule_title": "规定",
        "rule_document": "d1", "rule_start_at": 7,
    }  # fmt: skip
    terminal.show([row] * 2, query.columns, query.title)
    lines = capsys.readouterr().out.splitlines()
    assert "  规定：40" in lines
    assert "  规定的原句：给予40%的补助" in lines
    assert "[2]" in lines
    assert not any("标识" in line or "起：" in line or "实际" in line for line in lines)
