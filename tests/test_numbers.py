"""Numbers in Chinese text: every way of writing one gives its value back, and what counts nothing is left alone."""

from itertools import pairwise

import cn2an
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.numbers import find_numbers, hanzi_value

UNITS = st.sampled_from(["个", "家", "名", "人", "人次", "户", "支", "项", "场次", "元"])
COUNTS = st.integers(min_value=2, max_value=99_999_999)


def values(text: str) -> list[tuple[float, str]]:
    return [(n.value, n.unit) for n in find_numbers(text)]


@given(COUNTS, UNITS)
def test_digits_round_trip(count: int, unit: str) -> None:
    for printed in (str(count), f"{count:,}"):
        text = f"社工站共有{printed}{unit}。"
        (number,) = find_numbers(text)
        assert (number.value, number.unit) == (count, unit)
        assert text[number.start : number.end] == printed + unit


@given(COUNTS, UNITS)
def test_hanzi_round_trip(count: int, unit: str) -> None:
    printed = cn2an.an2cn(count, "low")
    (number,) = find_numbers(f"社工站共有{printed}{unit}。")
    assert (number.value, number.unit, number.hanzi) == (count, unit, True)


@given(st.integers(min_value=1, max_value=99_999), st.sampled_from([("万", 4), ("亿", 8)]), UNITS)
def test_scales_round_trip(tenths: int, scale: tuple[str, int], unit: str) -> None:
    word, power = scale
    (number,) = find_numbers(f"达到{tenths / 10}{word}{unit}，")
    assert number.value == pytest.approx(tenths * 10 ** (power - 1), rel=1e-12)


@given(st.integers(min_value=1, max_value=100_000))
def test_percentages_round_trip(thousandths: int) -> None:
    ((value, unit),) = values(f"覆盖率为{thousandths / 1000}%。")
    assert unit == "%"
    assert value == pytest.approx(thousandths / 100_000, rel=1e-9)


@given(st.text(alphabet="0123456789零一二两三十百千万亿个名元%％.,，、。至-余多近约第年月岁（）“”共有", max_size=60))
def test_any_text_gives_true_spans(text: str) -> None:
    numbers = find_numbers(text)
    assert all(0 <= n.opening <= n.start < n.end <= len(text) for n in numbers)
    assert all(a.end <= b.start for a, b in pairwise(numbers))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("已近1.4万人", [(14000.0, "人")]),
        ("1300余家", [(1300.0, "家")]),
        ("千余人的队伍", [(1000.0, "人")]),
        ("三十多个孩子", [(30.0, "个")]),
        ("两千多名", [(2000.0, "名")]),
        ("十余名", [(10.0, "名")]),
        ("4000多万元", [(40_000_000.0, "元")]),
        ("1,234.5亿元", [(123_450_000_000.0, "元")]),
        ("1亿2000万元", [(120_000_000.0, "元")]),
        ("两亿两千万人", [(220_000_000.0, "人")]),
        ("百分之四十", [(0.4, "%")]),
        ("40％", [(0.4, "%")]),
        ("三分之二", [(pytest.approx(2 / 3), "%")]),
        ("1‰以上", [(0.001, "%")]),
        ("八成以上", [(0.8, "%")]),
        ("1.2倍", [(1.2, "倍")]),
        ("提高15个百分点", [(15.0, "个百分点")]),
        ("300-500人", [(300.0, "人"), (500.0, "人")]),
        ("3至5万元", [(30_000.0, "元"), (50_000.0, "元")]),
        ("从100个到836个", [(100.0, "个"), (836.0, "个")]),
        ("上百家企业", [(100.0, "家")]),
        ("１２个", [(12.0, "个")]),
        ("10万人民币", [(100_000.0, "元")]),
        ("三点五万人", [(35_000.0, "人")]),
    ],
)
def test_forms(text: str, expected: list[tuple[float, str]]) -> None:
    assert values(text) == expected


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("不少于6人", ("不少于",)),
        ("最高不超过30万元", ("最高不超过",)),
        ("近1.4万人", ("近",)),
        ("1300余家", ("余",)),
        ("约100家左右", ("约", "左右")),
        ("超过1487万人", ("超过",)),
        ("95%以上", ("以上",)),
        ("12个", ()),
    ],
)
def test_words_of_comparison_and_roundness(text: str, about: tuple[str, ...]) -> None:
    (number,) = find_numbers(text)
    assert number.about == about
    assert number.opening == 0


@pytest.mark.parametrize(
    "text",
    [
        "2021年12月20日", "2017年度", "二〇二一年", "6至30岁", "80岁以上", "第一批", "第3个", "首批", "民函〔2017〕43号", "一体两翼",
        "四级体系", "“五社联动”", "五社联动机制", "三社", "123X模式", "“1+3+N”", "“2”个品牌", "一是建站", "（一）总则", "3年多",
        "三个月", "两天", "24小时", "13800000000", "0571-88886666", "12345热线", "十四五期间", "党的二十大", "5A级", "百姓", "千家万户",
        "千方百计", "数百人", "几十个", "其二", "七八个", "一户一策", "“两大载体”", "下午2时", "1.0版", "90后", "3号楼", "一、目标",
        "万能", "一站式", "两委",
    ],
)  # fmt: skip
def test_what_counts_nothing(text: str) -> None:
    assert values(text) == []


def test_hanzi_value() -> None:
    assert hanzi_value("一千三百五十六") == 1356
    assert hanzi_value("两千") == 2000
    assert hanzi_value("七八") is None
