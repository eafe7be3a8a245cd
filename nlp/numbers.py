"""Finds the numbers in Chinese text that count something: 1.4万, 1300余家, 千余人, 两个, 百分之四十, 1,234.5亿元.

Not found, because they count nothing: dates and spans of time, ages, ordinals, clause and document numbers, telephone numbers, models
(1+N, 123X), idioms and slogans (五社联动, 一体两翼), quoted catchwords (“两大载体”).
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

import cn2an
from msgspec import Struct

from nlp.indicators_words import any_of, indicator_words

HANZI = "零〇一二两三四五六七八九十百千万亿"
SCALES = {"万亿": 12, "千亿": 11, "百亿": 10, "亿": 8, "千万": 7, "百万": 6, "十万": 5, "万": 4, "千": 3, "百": 2, "十": 1, "": 0}
# Full-width digits, points and percent signs, one character for one, so that offsets stay true.
NARROW = str.maketrans("０１２３４５６７８９．％", "0123456789.%")
DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)|\d+(?:\.\d+)?"
SCALE = "万亿|千亿|百亿|亿|千万|百万|十万|万|千|百"
TIME = "年|载|个?多?月|个?星期|周(?!岁)|天|日|个?季度|个?工作日|分钟|秒|个?世纪|代"


# 公示期5个工作日, 服务期限为12个月: a term that is set is a count, other spans of time are none.
_TERMS = ("期", "期为", "期是", "期：", "期限", "期限为", "期限：", "期限不超过", "年限")
_NO_TERM = "".join(f"(?<!{w})" for w in _TERMS)
_TERM = re.compile(f"(?<![学同长近初前后中时短定早晚为])(?:{'|'.join(_TERMS)})$")
_SPAN = re.compile("年|个月|个工作日|个学期|天|周(?!岁)|个小时")


# 评估得分88.5分, 满分100分: marks that are given.
_MARK = re.compile("(?:得分|评分|总分|满分|均分|分数|成绩|积分|打分|记|奖|扣|扣减|加)[^，。；\\d]{0,8}$")


class Number(Struct, frozen=True):
    """A number with its unit: ``text[start:end]`` is 1300余家左右, ``text[opening:start]`` the words before it (近, 不少于).

    ``unit`` is a measure word, 元, % or empty; ``about`` holds the words of comparison and roundness, in text order.
    """

    opening: int
    start: int
    end: int
    value: float
    unit: str
    about: tuple[str, ...] = ()
    hanzi: bool = False


class _Core(Struct, frozen=True):
    """A bare number: where it ends, how much it is, the roundness inside it, and its scale (4 for 万)."""

    end: int
    value: Decimal
    inner: str
    scale: int
    hanzi: bool


@lru_cache(maxsize=4096)
def hanzi_value(numeral: str) -> Decimal | None:
    """The value of a numeral in hanzi, None where it is none (七八, 百千)."""
    if re.fullmatch("[十百千万亿]+", numeral) and numeral != "十":
        return Decimal(10) ** SCALES[numeral] if numeral in SCALES else None
    # two digits side by side are "seven or eight", not a number
    if re.search("[一二两三四五六七八九]{2}", numeral.partition("点")[0]):
        return None
    whole, point, rest = numeral.partition("点")
    scale = re.search("[百千万亿]*$", rest)
    try:
        if point and scale:
            return Decimal(str(cn2an.cn2an(whole + point + rest[: scale.start()], "smart"))) * Decimal(10) ** SCALES.get(scale.group(), 0)
        return Decimal(str(cn2an.cn2an(numeral, "smart")))
    except (ValueError, KeyError):  # cn2an raises KeyError where a scale is missing (一亿一)
        return None


@lru_cache(maxsize=1)
def _grammar() -> dict[str, re.Pattern[str]]:
    units, numeral = any_of("units"), rf"(?:{DIGITS}|[{HANZI}]+)"
    blocked = [
        r"\d{2,4}[-/.]\d{1,2}[-/.]\d{1,2}",
        r"(?:19|20)\d\d[-—–~～至到]+(?:19|20)?\d\d(?=年|学年)",
        r"(?:19|20)\d\d年",
        rf"{_NO_TERM}(?<![\d.{HANZI}])(?:{numeral}[-—–~～至到]+)?{numeral}[多余来几]?(?:{TIME})(?!级)",
        rf"{numeral}[-—–~～至到]*{numeral}?(?:周?岁|℃|度(?!假))",
        r"[零〇○一二三四五六七八九]{4}(?=年|—|-|至)",
        r"\d{1,2}[:：]\d{2}(?!\d)",
        rf"(?:上午|下午|晚上|中午|凌晨|早上|[日天晚])\s*{numeral}[时点](?:{numeral}分|半|许|整)?",
        r"\d{1,2}[时点](?:\d{1,2}分|半|许|整)",
        r"24小时",
        rf"第{numeral}",
        r"[〔\[［]\d{4}[〕\]］]\s*第?\d+号?",
        rf"{numeral}(?:号(?!召)|路|楼|层|室|栋|弄|届|版|型|线|度|级(?!别))",
        r"1[3-9]\d{9}|0\d{2,3}-\d{7,8}|\d{3,4}-\d{3,4}-\d{3,4}|\d{11,}",
        r"(?:电话|热线|邮编|编号|微信|[Qq][Qq])[^，。；\d]{0,6}\d[\d-]+|\d{3,6}(?=[^，。；\d]{0,6}热线)",
        r"[“\"]?\d+(?:\s*[+＋]\s*(?:\d+|[A-Za-zＮＸ]+|[^\W\d]{1,8}))+[”\"]?(?:模式)?",
        r"\d+[A-Za-zＸ]+|[A-Za-z]+[-]?\d+[A-Za-z\d]*|\d+后",
        rf"(?m:^)[\s　]*(?:\d{{1,2}}|[{HANZI}]{{1,3}})[、.．)）](?!\d)",
        rf"[（(](?:\d{{1,2}}|[{HANZI}]{{1,3}})[）)]",
        rf"(?:其|(?<!分)之)[一二三四五六]|[一二三四五六七八九十](?:是|则|要|曰|来(?!{units}))",
        r"“?十[一二三四]?五”?(?=规划|期间|时期|末|”|以来|时)|“十[一二三四]?五”",
        r"党的[一二三四五六七八九十]+[大届]|[十二][一二三四五六七八九十]?[大](?=报告|精神|以来|召开|”|提出)|十[八九]大|二十大",
        rf"[{HANZI}]+[社社治委新化位](?=联动|一体|[，。、”]|结合|融合|协同)",
        rf"“(?:[{HANZI}]+|\d+)[^“”，。]{{0,10}}”",
        r"\d+/\d+/\d+",
        rf"[几数][{HANZI}]+",
        rf"一[^，。；\d{HANZI}]{{1,3}}[又接]?一(?=[^，。；])",
        r"[一二三四五](?:类|等|档|期)(?=[、和及奖])|(?<=、)[二三四五](?:类|等|档|期)|\d+万?大关",
        rf"(?<![\d{HANZI}]){any_of('idioms')}",
    ]
    return {
        "blocked": re.compile("|".join(f"(?:{p})" for p in blocked)),
        "digits": re.compile(rf"({DIGITS})(?:([多余来几])?({SCALE}))?"),
        "hanzi": re.compile(rf"[{HANZI}]+(?:点[零一二三四五六七八九]+[万亿]?)?"),
        "fraction": re.compile(rf"(百|千|\d+|[{HANZI}]+)分之(\d+(?:\.\d+)?|[{HANZI}]+(?:点[{HANZI}]+)?)"),
        "slash": re.compile(r"([1-9])/([2-9])(?![\d/月年])"),
        "percent": re.compile(r"(\d+(?:\.\d+)?)\s*(%|‰)"),
        "tenths": re.compile(r"([一二三四五六七八九])成(?=[，。；、以多左的居]|社|人|受|老|受访)"),
        # 3部门, 2通道: the first character of a noun is no measure word
        "unit": re.compile(rf"[多余来几]?((?!部[门委分长队级署位]|通[过知道报用]|封[闭面]|碗[筷柜]){units})"),
        "after": re.compile(any_of("after")),
        "before": re.compile(rf"(?:{any_of('before')})+$"),
        "range": re.compile(r"[-—–~～至到]+"),
    }


def find_numbers(text: str) -> list[Number]:
    """The counting numbers of the text, in text order, none overlapping."""
    text = text.translate(NARROW)
    grammar = _grammar()
    found: list[Number] = []
    free = _free_spans(text)
    for start, end in free:
        found.extend(_numbers_between(text, start, end, grammar))
    return found


def _free_spans(text: str) -> Iterator[tuple[int, int]]:
    at = 0
    for match in _grammar()["blocked"].finditer(text):
        if match.start() > at:
            yield at, match.start()
        at = max(at, match.end())
    if at < len(text):
        yield at, len(text)


def _numbers_between(text: str, start: int, end: int, grammar: dict[str, re.Pattern[str]]) -> Iterator[Number]:
    at, begin = start, re.compile(rf"[\d{HANZI}]")
    while match := begin.search(text, at, end):
        number = _share(text, match.start(), end, grammar) or _count(text, match.start(), end, grammar)
        if number is None:
            at = _skip(text, match.start(), end)
            continue
        yield number
        at = number.end


def _skip(text: str, at: int, end: int) -> int:
    match = re.compile(rf"[\d.,]+|[{HANZI}]+").match(text, at, end)
    return match.end() if match else at + 1


def _share(text: str, start: int, end: int, grammar: dict[str, re.Pattern[str]]) -> Number | None:
    """A percentage or fraction as a number between 0 and 1 (or more), unit %."""
    if match := grammar["percent"].match(text, start, end):
        value = Decimal(match[1]) / (100 if match[2] == "%" else 1000)
    elif match := grammar["fraction"].match(text, start, end):
        below, above = _plain_value(match[1]), _plain_value(match[2])
        if not below or above is None:
            return None
        value = above / below
    elif match := grammar["slash"].match(text, start, end):
        value = Decimal(match[1]) / Decimal(match[2])
    elif match := grammar["tenths"].match(text, start, end):
        value = (hanzi_value(match[1]) or Decimal(0)) / 10
    else:
        return None
    if text[match.end() : match.end() + 1] == "多":
        return _finish(text, start, match.end(), _Core(match.end(), value, "多", 0, False), "%")
    return _finish(text, start, match.end(), _Core(match.end(), value, "", 0, False), "%")


def _plain_value(numeral: str) -> Decimal | None:
    return Decimal(numeral) if numeral[0].isdigit() else hanzi_value(numeral)


def _count(text: str, start: int, end: int, grammar: dict[str, re.Pattern[str]]) -> Number | None:
    core = _core(text, start, end, grammar)
    if core is None:
        return None
    span = _SPAN.match(text, core.end, end + 4)
    if span and _TERM.search(text, max(0, start - 8), start):
        return _finish(text, start, span.end(), core, span.group())
    unit = grammar["unit"].match(text, core.end, end + 4)
    if unit:
        inner = core.inner or re.sub(r"[^多余来几]", "", text[core.end : unit.start(1)])
        core = _Core(core.end, core.value, inner, core.scale, core.hanzi)
        return _finish(text, start, unit.end(), core, unit[1])
    if not core.hanzi and text[core.end : core.end + 1] == "分" and _MARK.search(text, max(0, start - 12), start):
        return _finish(text, start, core.end + 1, core, "分")
    if gap := grammar["range"].match(text, core.end, end):
        other = _count(text, gap.end(), end, grammar)
        if other is not None and other.unit and gap.end() - gap.start() <= 2:
            tail = _core(text, gap.end(), end, grammar)
            scale = Decimal(10) ** tail.scale if tail and not core.scale else Decimal(1)
            return _finish(text, start, core.end, _Core(core.end, core.value * scale, core.inner, 0, core.hanzi), other.unit)
    if core.hanzi and not (core.inner and core.value >= 100):
        return None
    after = core.end + (text[core.end : core.end + 1] in ("多", "余"))
    inner = core.inner or text[core.end : after]
    return _finish(text, start, after, _Core(after, core.value, inner, core.scale, core.hanzi), "")


def _core(text: str, start: int, end: int, grammar: dict[str, re.Pattern[str]]) -> _Core | None:
    if match := grammar["digits"].match(text, start, end):
        scale = SCALES[match[3] or ""]
        value = Decimal(match[1].replace(",", "")) * Decimal(10) ** scale
        rest = grammar["digits"].match(text, match.end(), end) if scale >= 4 else None
        if rest and rest[3] and SCALES[rest[3]] < scale:  # 1亿2000万
            return _Core(
                rest.end(), value + Decimal(rest[1].replace(",", "")) * Decimal(10) ** SCALES[rest[3]], rest[2] or "", scale, False
            )
        return _Core(match.end(), value, match[2] or "", scale, False)
    if match := grammar["hanzi"].match(text, start, end):
        return _hanzi_core(text, match)
    return None


def _hanzi_core(text: str, match: re.Match[str]) -> _Core | None:
    numeral, at = match.group(), match.end()
    value = hanzi_value(numeral)
    if value is None:
        return None
    inner = text[at : at + 1] if text[at : at + 1] in ("多", "余", "来", "几") else ""
    scale = re.match("[百千万亿]+", text[at + 1 : at + 3]) if inner else None
    if scale and scale.group() in SCALES:  # 四千多万
        return _Core(at + 1 + scale.end(), value * Decimal(10) ** SCALES[scale.group()], inner, SCALES[scale.group()], True)
    # 百家, 万人: a bare scale word is a figure of speech unless the text rounds it (千余, 上百, 近万)
    if (
        re.fullmatch("[百千万亿]+", numeral)
        and not inner
        and text[match.start() - 1 : match.start()] not in ("上", "近", "超", "逾", "达", "约")
    ):
        return None
    ends = re.search("[百千万亿]+$", numeral)
    return _Core(at, value, inner, SCALES.get(ends.group(), 0) if ends else 0, True)


def _finish(text: str, start: int, end: int, core: _Core, unit: str) -> Number:
    grammar = _grammar()
    before = grammar["before"].search(text, max(0, start - 12), start)
    after = grammar["after"].match(text, end)
    about = [before.group()] if before else []
    about += [core.inner] if core.inner else []
    about += [after.group()] if after else []
    return Number(
        opening=before.start() if before else start, start=start, end=after.end() if after else end,
        value=float(core.value), unit=indicator_words().same_unit.get(unit, unit), about=tuple(about), hanzi=core.hanzi,
    )  # fmt: skip
