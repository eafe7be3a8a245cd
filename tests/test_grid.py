"""Figures in the tables of reports: each is the row's and its column's, or is left out."""

import time
from pathlib import Path

import docx
import pytest

from graph.extract import extract_facts
from graph.facts import evidence_of
from graph.loaders.text import make_document
from graph.model import Facts
from nlp.pipeline import read

STATIONS = """德清县2023年社会工作服务情况通报
近日，德清县民政局公布了各镇街社会工作站的情况。

表1 2023年各镇街服务情况（单位：人、万元）
| 序号 | 镇街 | 社工站（个） | 专职社工 | 持证率 | 服务人次 | 投入经费 |
| --- | --- | --- | --- | --- | --- | --- |
| 1 | 武康街道 | 2 | 4 | 75% | 3,200 | 32.5 |
| 2 | 乾元镇 | 1 | 3 | 66.7% | 1800余 | 20 |
| 3 | 莫干山镇 | 0 | — | — | — | — |
| 合计 | | 3 | 7 | | 5000 | 52.5 |
"""
GOALS = """海宁市社会工作年度指标
表2 海宁市主要指标完成情况
| 指标 | 单位 | 2022年 | 2024年目标 |
| 社会工作站 | 个 | 10 | 13 |
| 财政投入 | 万元 | 420 | 600 |
"""
SOURCES = """海宁市社会工作站经费公开
| 来源 | 金额 |
| 市财政补助 | 12万元 |
| 社会捐赠 | 5万元 |
| 合计 | 17万元 |
"""


def facts_of(path: Path) -> Facts:
    (facts,) = extract_facts([path], lambda *_: None)
    for e in evidence_of(facts):
        assert facts.documents[0].text[e.start : e.end] == e.quote
    return facts


def figures(path: Path) -> set[tuple[str, str, str, float, str, str | None, str]]:
    facts = facts_of(path)
    named = {e.id: e.name for e in facts.entities}
    return {(named[i.place], i.measure, i.qualifier, i.value, i.unit, i.as_of, i.nature) for i in facts.indicators}


def written(folder: Path, text: str) -> Path:
    path = folder / "表.txt"
    path.write_text(text, "utf-8")
    return path


def test_rows_that_name_places(tmp_path: Path) -> None:
    assert figures(written(tmp_path, STATIONS)) == {
        ("武康街道", "社工站", "", 2, "个", "2023", "actual"),
        ("武康街道", "专职社工", "", 4, "人", "2023", "actual"),
        ("武康街道", "持证率", "", 0.75, "%", "2023", "actual"),
        ("武康街道", "服务人次", "", 3200, "人次", "2023", "actual"),
        ("武康街道", "投入经费", "", 325_000, "元", "2023", "actual"),
        ("乾元镇", "社工站", "", 1, "个", "2023", "actual"),
        ("乾元镇", "专职社工", "", 3, "人", "2023", "actual"),
        ("乾元镇", "持证率", "", 0.667, "%", "2023", "actual"),
        ("乾元镇", "服务人次", "余", 1800, "人次", "2023", "actual"),
        ("乾元镇", "投入经费", "", 200_000, "元", "2023", "actual"),
        ("莫干山镇", "社工站", "", 0, "个", "2023", "actual"),
        ("德清县", "社工站", "", 3, "个", "2023", "actual"),
        ("德清县", "专职社工", "", 7, "人", "2023", "actual"),
        ("德清县", "服务人次", "", 5000, "人次", "2023", "actual"),
        ("德清县", "投入经费", "", 525_000, "元", "2023", "actual"),
    }


def test_rows_that_say_what_is_counted(tmp_path: Path) -> None:
    assert figures(written(tmp_path, GOALS)) == {
        ("海宁市", "社会工作站", "", 10, "个", "2022", "actual"),
        ("海宁市", "社会工作站", "", 13, "个", "2024", "target"),
        ("海宁市", "财政投入", "", 4_200_000, "元", "2022", "actual"),
        ("海宁市", "财政投入", "", 6_000_000, "元", "2024", "target"),
    }
    assert figures(written(tmp_path, SOURCES)) == {
        ("海宁市", "市财政补助", "", 120_000, "元", None, "actual"),
        ("海宁市", "社会捐赠", "", 50_000, "元", None, "actual"),
        ("海宁市", "金额", "", 170_000, "元", None, "actual"),
    }


def test_tables_of_word_files_and_pages(tmp_path: Path) -> None:
    lines = [
        [c.strip() for c in line.strip("|").split("|")] for line in STATIONS.splitlines() if line.startswith("|") and "---" not in line
    ]
    before = STATIONS.partition("|")[0].splitlines()
    made = docx.Document()
    for line in before:
        made.add_paragraph(line)
    grid = made.add_table(len(lines), len(lines[0]))
    for row, cells in zip(grid.rows, lines, strict=True):
        for cell, words in zip(row.cells, cells, strict=True):
            cell.text = words
    made.save(str(tmp_path / "表.docx"))
    rows = "".join("<tr>" + "".join(f"<td>{c}</td>" for c in cells) + "</tr>" for cells in lines)
    page = f"<html><body><article>{''.join(f'<p>{p}</p>' for p in before)}<table>{rows}</table></article></body></html>"
    (tmp_path / "表.html").write_text(page, "utf-8")
    wanted = figures(written(tmp_path, STATIONS))
    assert figures(tmp_path / "表.docx") == wanted
    assert figures(tmp_path / "表.html") == wanted


@pytest.mark.parametrize(
    "text",
    [
        "海宁市民政局\n首页|新闻|政务|服务\n通知|公告|公示|名单\n",
        "海宁市通讯录\n姓名|房间|内线\n张三|301|8021\n",
        "海宁市民政局\n2020|2021|2022\n3|4|5\n",
    ],
)
def test_what_is_no_table_of_figures(tmp_path: Path, text: str) -> None:
    found = [e.by for e in evidence_of(facts_of(written(tmp_path, text)))]
    assert not {"rule:count/of_row", "rule:count/of_table"} & set(found)


def test_what_a_table_says_beside_the_text_counts_once(tmp_path: Path) -> None:
    found = figures(written(tmp_path, STATIONS + "\n\n2023年，武康街道全年服务3200人次。\n"))
    assert sum(value == 3200 for _, _, _, value, *_ in found) == 1


@pytest.mark.parametrize(
    "row",
    [
        "| 第{i}项补助 | {i}万元 |\n",
        "我给爷爷拍张照{i}（临洮县光影志愿者协会）；\n",
        "{i}.拟对以下项目予以资助 申报单位：临洮县志愿者协会\n",
    ],
)
def test_a_row_of_a_long_list_takes_no_longer_than_one_of_a_short_list(row: str) -> None:
    def seconds(rows: int) -> float:
        text = "临洮县补助情况\n| 项目 | 金额 |\n" + "".join(row.format(i=i) for i in range(rows))
        document, start = make_document(text, "表.txt"), time.process_time()
        read(document)
        return (time.process_time() - start) / rows

    seconds(20)
    assert seconds(1_600) < 3 * seconds(200)
