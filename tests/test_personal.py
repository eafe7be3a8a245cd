"""Personal data never gets in: numbers and home addresses are masked at the same length, whatever stands around and inside them."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.build import build
from graph.codes import is_id_number
from graph.loaders.text import make_document
from graph.personal import mask_text
from graph.workspace import Workspace
from tests.printed_files import lines, page, write_pdf, write_word

BREAKS = st.sampled_from(["\n", "\r\n", "\u200b", "　\n　", " \n"])
PAGE = "海宁市民政局主管马桥街道社会工作站。{}\n站点服务老人412户，2021年走访1200次。\n"
ID = "11010519491231002X"


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("电话：0571-87654321。", "电话：0571-********。"),
        ("电话（0573）8765 4321", "电话（0573）**** ****"),
        ("联系人：王五，13812345678", "联系人：王五，***********"),
        ("手机 1381 234 5678", "手机 **** *** ****"),
        ("微信号：13812345678a", "微信号：***********a"),
        ("QQ：123456789", "QQ：*********"),
        ("座机87654321转8001", "座机********转8001"),
        ("身份证号110105194912310021", "身份证号******************"),
        ("身份证（11010519491231 002X）", "身份证（************** ****）"),
        ("王五 110105 19491231 0021", "王五 ****** ******** ****"),
        ("护照E12345678", "护照*********"),
        ("账号：3301 0401 6000 1234 567", "账号：**** **** **** **** ***"),
        ("王大爷家住海宁市马桥街道幸福小区3幢2单元501室，独居。", "王大爷家住海宁市马桥街道*************，独居。"),
        ("家庭住址：浙江省海宁市长安镇育才路12号", "家庭住址：浙江省海宁市长安镇******"),
        ("户籍地址为绵阳市涪城区工区街道长虹大道中段113号3栋2单元6楼11号", "户籍地址为绵阳市涪城区工区街道********************"),
    ],
)
def test_what_is_masked(text: str, masked: str) -> None:
    assert mask_text(text) == masked


@pytest.mark.parametrize(
    "text",
    [
        "服务热线12345，全年受理1200件。",
        "2021年投入1380000000元，走访15002000户。",
        "统一社会信用代码：52330481MJ8741234X",
        "粤财社〔2016〕284号",
        "2016年至2020年，2014 2015 2016 2017四年",
        "站点设在海宁市马桥街道育才路12号3楼",
        "李奶奶住在幸福小区，社工住在站里",
        "家住农村的老人有300户",
        "咨询电话400-820-8820",
        "从0到1000000000，共100000000000人次",
    ],
)
def test_what_is_no_personal_data(text: str) -> None:
    assert mask_text(text) == text


@given(st.sampled_from(["13812345678", ID, "138-1234-5678", "(0571)87654321"]), st.data())
def test_a_number_cut_in_two_is_masked_too(number: str, data: st.DataObject) -> None:
    digits = [i for i in range(1, len(number)) if number[i - 1].isdigit() and number[i].isalnum() and "(" not in number[:i]] or [8]
    at = data.draw(st.sampled_from(digits))
    raw = PAGE.format("联系：" + number[:at] + data.draw(BREAKS) + number[at:] + "。")
    document = make_document(raw, "a.txt")
    assert len(document.raw) == len(raw)
    assert [a for a, b in zip(raw, document.raw, strict=True) if a != b] == [c for c in number.removeprefix("(0571)") if c.isalnum()]
    assert re.sub(r"\D", "", number)[-8:] not in re.sub(r"\D", "", document.text)


@given(st.text(max_size=200))
def test_any_text_keeps_its_length_and_everything_but_letters_and_digits(text: str) -> None:
    masked = mask_text(text)
    assert len(masked) == len(text)
    assert all(a == b or (b == "*" and a.isalnum()) for a, b in zip(text, masked, strict=True))
    assert mask_text(masked) == masked


def test_nothing_of_it_is_in_the_workspace(tmp_path: Path) -> None:
    secret = ["13812345678", ID, "87654321", "幸福小区3幢"]
    words = "联系人王五，手机13812345678，电话0571-87654321，身份证号11010519491231002X，家住海宁市马桥街道幸福小区3幢501室。"
    assert is_id_number(ID)
    folder = tmp_path / "来"
    folder.mkdir()
    (folder / "甲13812345678.txt").write_text(PAGE.format(words), "utf-8")
    (folder / "乙.html").write_text(
        f"<html><head><title>站点联系人13812345678</title></head><body><h1>站点公告</h1><p>{PAGE.format(words)}</p></body></html>", "utf-8"
    )
    write_pdf(folder / "丙.pdf", [page(*lines(40, 100, [words[i : i + 30] for i in range(0, len(words), 30)]))])
    write_word(folder / "丁.docx", lambda d: [d.add_paragraph(words), d.add_table(1, 1).cell(0, 0).add_paragraph(words)])
    place = Workspace(tmp_path / "workspace")
    build([folder], place)
    kept = [p for p in place.root.rglob("*") if p.is_file()]
    assert {p.suffix for p in kept} >= {".jsonl", ".csv", ".lbdb"}
    for path in kept:
        if path.name not in ("sources.csv", "build.json"):  # the names of the office's own files, as they are on its disk
            assert [s for s in secret if s.encode() in path.read_bytes()] == [], path.name
