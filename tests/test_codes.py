"""Codes, dates, amounts and masks, on every real case that ships."""

import csv
import datetime
from pathlib import Path

import pytest
import stdnum.cn.ric
import stdnum.cn.uscc
from hypothesis import given
from hypothesis import strategies as st

from graph import codes

CASES = Path(__file__).parent / "data"


def cases(name: str) -> list[dict[str, str]]:
    with (CASES / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def test_every_uscc_case_is_right() -> None:
    rows = cases("uscc_cases.tsv")
    assert len(rows) == 95
    assert [(r["input"], codes.uscc(r["input"]) or "") for r in rows] == [(r["input"], r["expected"]) for r in rows]


def test_every_bad_uscc_says_why() -> None:
    assert all(codes.uscc_problem(r["input"]) for r in cases("uscc_cases.tsv") if r["valid"] == "0")
    assert "科学计数" in codes.uscc_problem("5.31E+17")
    assert "末尾变成了 0" in codes.uscc_problem("531000005000185300")
    assert "17 位" in codes.uscc_problem("5310000050002167K")
    assert not codes.uscc_problem("53100000500021676K")


@given(st.text("0123456789ABCDEFGHJKLMNPQRTUWXY", min_size=17, max_size=17))
def test_uscc_agrees_with_python_stdnum(body: str) -> None:
    code = body[:2] + "".join(str(ord(c) % 10) for c in body[2:8]) + body[8:]
    right = code + stdnum.cn.uscc.calc_check_digit(code)
    assert codes.uscc(right) == right
    assert [c for c in codes.USCC_LETTERS if codes.uscc(code + c)] == [right[-1]]


def test_every_document_number_is_right() -> None:
    rows = cases("docno_cases.tsv")
    assert len(rows) == 2138
    assert [";".join(codes.document_numbers(r["raw"])) for r in rows] == [r["normalised"] for r in rows]


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("民发[2021] 20号", "民发〔2021〕20号"),
        ("民发（2021）第020号", "民发〔2021〕20号"),
        ("发文字号：鲁民﹝2019﹞3 号", "鲁民〔2019〕3号"),
        ("民政部令第74号", None),
        ("湖南省民政厅函", None),
    ],
)
def test_document_numbers_in_other_dress(cell: str, number: str | None) -> None:
    assert codes.document_number(cell) == number


def test_organisation_codes() -> None:
    assert codes.organisation_code("50002167-6") == "500021676"
    assert codes.organisation_code("84336002") is None
    assert codes.organisation_code("50002167-5") is None


def test_charity_number_gives_its_organisation() -> None:
    assert codes.charity_number("53100000500009167KA21008") == ("53100000500009167K", "53100000500009167KA21008")
    assert codes.charity_number("53100000500009167JA21008") is None


@pytest.mark.parametrize(
    ("cell", "iso"),
    [
        ("2015年6月3日", "2015-06-03"),
        ("2015/6/3", "2015-06-03"),
        ("２０１５－０６－０３", "2015-06-03"),
        ("2015-06-03 00:00:00", "2015-06-03"),
        ("20150603", "2015-06-03"),
        ("42158", "2015-06-03"),
        ("42158.0", "2015-06-03"),
        ("2021.3", "2021-03"),
        ("2021年3月", "2021-03"),
        ("二〇二一年三月", "2021-03"),
        ("2021", "2021"),
        ("Jan 1, 2018", "2018-01-01"),
    ],
)
def test_dates(cell: str, iso: str) -> None:
    found = codes.date(cell)
    assert found
    assert (found.iso, found.precision) == (iso, ("year", "month", "day")[iso.count("-")])


@pytest.mark.parametrize("cell", ["", "nan", "暂无", "-", "1900-01-01", "1899-12-30", "1970-01-01", "1970/1/1", "0"])
def test_sentinel_dates_are_empty(cell: str) -> None:
    assert codes.date(cell) is None


@pytest.mark.parametrize("cell", ["2020.13.01", "2020-02-30", "20201301", "2015-06-00", "并入拉马乡", "61000", "12345", "3021"])
def test_impossible_dates_are_errors(cell: str) -> None:
    with pytest.raises(ValueError, match="不是日期"):
        codes.date(cell)


@given(st.dates(datetime.date(1969, 1, 1), datetime.date(2064, 1, 1)))
def test_a_date_in_any_dress_is_one_date(day: datetime.date) -> None:
    serial = (day - datetime.date(1899, 12, 30)).days
    forms = {f"{day.year}年{day.month}月{day.day}日", f"{day.year}/{day.month}/{day.day}", day.isoformat(), str(serial), f"{day:%Y%m%d}"}
    assert {codes.date(f) for f in forms} == ({None} if day.isoformat() == "1970-01-01" else {codes.Date(day.isoformat(), "day")})


@pytest.mark.parametrize(
    ("cell", "start", "end"),
    [
        ("2014-11-25 至 2019-11-25", "2014-11-25", "2019-11-25"),
        ("至", None, None),
        ("至 2022-03-29", None, "2022-03-29"),
        ("1900-01-01 至 1900-01-01", None, None),
        ("\xa0\xa0 -- \xa0\xa0", None, None),
    ],
)
def test_date_ranges(cell: str, start: str | None, end: str | None) -> None:
    first, last = codes.date_range(cell)
    assert (first.iso if first else None, last.iso if last else None) == (start, end)


@pytest.mark.parametrize(
    ("cell", "unit", "yuan"),
    [
        ("200.00 万元", "", 2_000_000),
        ("5,000万元", "元", 50_000_000),
        ("1280.50 万元（人民币）", "", 12_805_000),
        ("350000元", "万元", 350_000),
        ("1,992,000.00元", "", 1_992_000),
        ("３０", "万元", 300_000),
        ("¥12.5万", "", 125_000),
        ("2亿元", "", 200_000_000),
    ],
)
def test_amounts(cell: str, unit: str, yuan: float) -> None:
    assert codes.amount(cell, unit) == codes.Amount(yuan)


def test_amounts_of_unknown_unit() -> None:
    assert codes.amount("200.00 （单位：元 / 万元）", "万元") == codes.Amount(None, "单位不明：可能是元，也可能是万元")
    assert codes.amount("200.00 （单位：元 / 万元）", foundation=True) == codes.Amount(2_000_000)
    assert codes.amount("4000000.00", foundation=True) == codes.Amount(4_000_000)
    between = codes.amount("400000.00", foundation=True)
    assert between
    assert between.yuan is None
    assert between.note
    small = codes.amount("20.00 万元", foundation=True)
    assert small
    assert small.yuan == 200_000
    assert "不低于 200 万元" in small.note


@pytest.mark.parametrize("cell", ["0.00", "0.00 （单位：元 / 万元）", "暂无", ""])
def test_empty_amounts(cell: str) -> None:
    assert codes.amount(cell) is None


@pytest.mark.parametrize("cell", ["单价：12.78元", "正常", "-5", "1,23元", "100美元"])
def test_what_is_no_amount_is_an_error(cell: str) -> None:
    with pytest.raises(ValueError, match=r"不是金额|负数"):
        codes.amount(cell)


def id_number(day: datetime.date, serial: int) -> str:
    body = f"110105{day:%Y%m%d}{serial:03}"
    return body + str(stdnum.cn.ric.calc_check_digit(body + "?"))


@given(st.dates(datetime.date(1920, 1, 1), datetime.date(2020, 1, 1)), st.integers(0, 999))
def test_every_id_number_is_masked(day: datetime.date, serial: int) -> None:
    number = id_number(day, serial)
    assert codes.mask_personal(f"身份证：{number}。") == "身份证：" + "*" * 18 + "。"
    if day.year < 2000:  # the old form, without century and check character, was given to no one born later
        assert codes.mask_personal(number[:6] + number[8:17]) == "*" * 15


@given(st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True), st.sampled_from(["{}", "+86{}", "86 {}", "电话{}，", "Tel:{}"]))
def test_every_mobile_is_masked_and_the_length_stays(number: str, form: str) -> None:
    masked = codes.mask_personal(form.format(number))
    assert masked == form.format("*" * 11)


def test_masks_in_full_width_and_groups() -> None:
    assert codes.mask_personal("１３８１２３４５６７８") == "*" * 11
    assert codes.mask_personal("138-1234-5678") == "***-****-****"
    assert codes.mask_personal("02164040008 转 64040008") == "021******** 转 64040008"


def test_no_uscc_is_masked() -> None:
    for row in cases("uscc_cases.tsv"):
        if row["valid"] == "1":
            assert codes.mask_personal(row["expected"]) == row["expected"]
