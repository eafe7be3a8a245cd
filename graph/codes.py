"""Codes and values as offices write them: USCC, organisation codes, document numbers, dates, amounts; masks for personal numbers.

Sources: GB 32100-2015 (USCC), GB 11714-1997 (organisation code), GB 11643-1999 (ID number), the rules for official document numbers.
"""

import calendar
import datetime
import re
import unicodedata
from functools import lru_cache
from operator import mul

from msgspec import Struct

USCC_LETTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_VALUE = {c: i for i, c in enumerate(USCC_LETTERS)}
_USCC_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
_ORG_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
# What stands around a code in a cell: text marks of spreadsheets, quotation marks, zero-width characters.
_NOISE = re.compile(r"[=\s'’‘`\"“”\u200b\ufeff]+")
# Authority and class, the first two characters: whose register it is and what kind of body.
USCC_KINDS = {
    "11": "机关",
    "12": "事业单位",
    "13": "群团",
    "51": "社会团体",
    "52": "民办非企业单位",
    "53": "基金会",
    "54": "村民委员会或居民委员会",
    "59": "其他民政登记组织",
    "91": "企业",
    "92": "个体工商户",
    "93": "农民专业合作社",
}
# Words that mean "no value".
NULL_WORDS = frozenset(
    (
        "",
        "暂无",
        "无",
        "没有",
        "未填",
        "未填写",
        "不详",
        "未知",
        "空",
        "略",
        "(略)",
        "暂未提供",
        "登记管理机关暂未提供",
        "nan",
        "none",
        "null",
        "n/a",
        "na",
        "-",
        "--",
        "—",
        "——",
        "/",
        "\\",
        "***",
    )
)


def tidy(text: str) -> str:
    """NFKC, line breaks and runs of white space as one space, ends stripped."""
    return " ".join(unicodedata.normalize("NFKC", text).split())


def is_null(text: str) -> bool:
    """Whether a tidy cell says that there is no value (暂无, nan, /, 登记管理机关暂未提供)."""
    return text.lower() in NULL_WORDS


# ── codes ───────────────────────────────────────────────────────────────────────────────────────────────────────────────
def code_characters(text: str) -> str:
    """A code without what stands around it: white space, text marks of spreadsheets, a label (统一社会信用代码：…); upper case."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
    text = _NOISE.sub("", text).upper()
    return text.rpartition(":")[2]


@lru_cache(maxsize=1024)
def uscc(text: str) -> str | None:
    """The unified social credit code in a cell, or None. White space, full-width letters, text marks and a label are taken off."""
    code = code_characters(text)
    if len(code) != 18:
        return None
    try:
        rest = sum(map(mul, map(_VALUE.__getitem__, code), _USCC_WEIGHTS)) % 31
    except KeyError:
        return None
    return code if USCC_LETTERS[(31 - rest) % 31] == code[17] and code[2:8].isdigit() else None


def uscc_problem(text: str) -> str:
    """Why a cell holds no valid USCC, in Chinese; empty where it does."""
    code = code_characters(text)
    if uscc(text):
        return ""
    if re.fullmatch(r"\d(\.\d+)?E\+?\d+", code):
        return "表格软件把代码变成了科学计数，请把该列设为文本后重新导出"
    if re.fullmatch(r"\d{16}00", code):
        return "表格软件只保留了前面的数字，末尾变成了 0，请把该列设为文本后重新导出"
    if len(code) != 18:
        return f"统一社会信用代码应为 18 位，这里是 {len(code)} 位"
    wrong = "".join(sorted({c for c in code if c not in _VALUE}))
    if wrong:
        return f"统一社会信用代码里不会有“{wrong}”"
    return "统一社会信用代码的校验码不对" if code[2:8].isdigit() else "统一社会信用代码第 3 至 8 位应为数字"


def uscc_kind(code: str) -> str:
    """The kind of body that a valid USCC names (51 社会团体, 53 基金会 …); empty where the register keeps none of these."""
    return USCC_KINDS.get(code[:2], "")


def uscc_region(code: str) -> str:
    """Six digits: the division of the registrar at the time of registration; 100000 is the ministry."""
    return code[2:8]


def organisation_code(text: str) -> str | None:
    """The nine-character organisation code (GB 11714) without its hyphen, or None where length or check character is wrong."""
    code = code_characters(text).replace("-", "")
    if not re.fullmatch(r"[0-9A-Z]{8}[0-9X]", code):
        return None
    rest = 11 - sum(int(c, 36) * w for c, w in zip(code, _ORG_WEIGHTS, strict=False)) % 11
    return code if code[8] == {10: "X", 11: "0"}.get(rest, str(rest)) else None


def charity_number(text: str) -> tuple[str, str] | None:
    """The USCC inside a charity plan or project number and the number itself (53100000500009167KA21008), or None."""
    code = code_characters(text)
    owner = uscc(code[:18])
    return (owner, code) if owner and re.fullmatch(r"[A-Z]\d{5,6}", code[18:]) else None


# A document number: 代字, year in brackets of any kind, running number. 第 and leading zeros are not part of it.
_NUMBER = re.compile(
    r"([\u3400-\u9fffA-Za-z]{1,20}(?:\([\u3400-\u9fff]{1,4}\))?)\s*[〔\[(【<《〈{]\s*((?:19|20)\d\d)\s*年?\s*[〕\])】>》〉}]\s*第?\s*0*(\d+)\s*号?"
)


def document_numbers(text: str) -> tuple[str, ...]:
    """Every document number in a cell as 代字〔年〕号: 浙政函[2019]64 号 → 浙政函〔2019〕64号. 令 and 公告 are no such numbers."""
    plain = tidy(text).rpartition(":")[2]
    return tuple(f"{m[1]}〔{m[2]}〕{m[3]}号" for m in _NUMBER.finditer(plain))


def document_number(text: str) -> str | None:
    """The first document number in a cell, or None."""
    return next(iter(document_numbers(text)), None)


# ── dates ───────────────────────────────────────────────────────────────────────────────────────────────────────────────
class Date(Struct, frozen=True):
    """``iso`` is as long as the ``precision`` (year, month, day): 2015, 2015-06, 2015-06-03."""

    iso: str
    precision: str


# The zero of spreadsheets, of Unix and of databases: an empty cell.
SENTINELS = frozenset({"1899-12-30", "1899-12-31", "1900-01-00", "1900-01-01", "1970-01-01", "0001-01-01", "0000-00-00", "9999-12-31"})
_MONTHS = {m.lower(): i for i, m in enumerate(calendar.month_abbr)}
_HANZI_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_TIME = re.compile(r"[ T]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?Z?$")
_PARTS = re.compile(r"(\d{4})\s*[-./年]\s*(?:(\d{1,2})\s*(?:[-./月]\s*(?:(\d{1,2})\s*日?)?)?)?")
_RUN = re.compile(r"(\d{4})(\d{2})(\d{2})?")
_ENGLISH = re.compile(r"([a-z]{3})[a-z]*\.? (\d{1,2}), ?(\d{4})")


@lru_cache(maxsize=200_000)
def date(text: str) -> Date | None:
    """The date in a cell; None where the cell is empty or holds a sentinel (1900-01-01). Raises ValueError for what is no date.

    Read are 2015年6月3日, 2015-6-3, 2015/06/03 00:00:00, 20150603, 2021.3, 2021年3月, 2021, Jan 1, 2018 and the day numbers of
    spreadsheets between 25000 (1968) and 60000 (2064).
    """
    plain = _TIME.sub("", tidy(text))
    if is_null(plain) or plain in SENTINELS or plain == "0":
        return None
    year, month, day = _date_parts(plain)
    iso = _iso(year, month, day)
    if iso is None:
        raise ValueError(f"“{text}”不是日期")
    return None if iso in SENTINELS else Date(iso, ("year", "month", "day")[iso.count("-")])


def _date_parts(text: str) -> tuple[int, int | None, int | None]:
    """Year, month and day; a year of 0 where the text is no date."""
    if found := re.fullmatch(r"(\d{5})(\.\d+)?", text):
        serial = int(found[1])
        at = datetime.date(1899, 12, 30) + datetime.timedelta(days=serial)
        return (at.year, at.month, at.day) if 25_000 <= serial <= 60_000 else (0, None, None)
    if found := _ENGLISH.fullmatch(text.lower()):
        return int(found[3]), _MONTHS.get(found[1], 13), int(found[2])
    if "年" in text:
        text = text.translate(_HANZI_DIGITS)
    found = _PARTS.fullmatch(text) or _RUN.fullmatch(text) or re.fullmatch(r"(\d{4})()()", text)
    if not found:
        return 0, None, None
    return int(found[1]), int(found[2]) if found[2] else None, int(found[3]) if found[3] else None


def _iso(year: int, month: int | None, day: int | None) -> str | None:
    if not 1800 <= year <= 2100:
        return None
    try:
        datetime.date(year, 1 if month is None else month, 1 if day is None else day)
    except ValueError:
        return None
    return f"{year}" + (f"-{month:02}" if month else "") + (f"-{day:02}" if day else "")


def date_range(text: str) -> tuple[Date | None, Date | None]:
    """Both ends of 2014-11-25 至 2019-11-25; a missing or sentinel end is None. Raises ValueError where an end is no date."""
    ends = [date(p) for p in re.split(r"至|到|~|--|——|—", tidy(text).replace(" - ", "至"))]
    if len(ends) > 2:
        raise ValueError(f"“{text}”不是起止日期")
    return ends[0], ends[1] if len(ends) == 2 else None


# ── amounts ─────────────────────────────────────────────────────────────────────────────────────────────────────────────
class Amount(Struct, frozen=True):
    """``yuan`` is None where the unit cannot be known; ``note`` (Chinese) says what is doubtful, empty where nothing is."""

    yuan: float | None
    note: str = ""


_UNITS = {"元": 1.0, "千元": 1e3, "万元": 1e4, "万": 1e4, "百万元": 1e6, "千万元": 1e7, "亿元": 1e8, "亿": 1e8}
_AMOUNT = re.compile(r"[¥￥]?(?P<value>-?[\d,]+(?:\.\d+)?)(?P<unit>(?:百|千)?万元?|千元|亿元?|元)?整?")


@lru_cache(maxsize=100_000)
def amount(text: str, unit: str = "", *, foundation: bool = False) -> Amount | None:
    """An amount of money in yuan; None where the cell is empty or 0. ``unit`` is the column's (元, 万元), the cell's own comes first.

    Raises ValueError for what is no amount. Where the unit is unknown (元 / 万元) only the amount of a ``foundation`` can be told: it has
    at least 200 万元 by the regulation of 2004, so a number below 100,000 counts 万元 and one from 1,000,000 counts 元.
    """
    plain = tidy(text).replace(" ", "")
    if is_null(plain):
        return None
    unclear = "元/万元" in plain
    plain = re.sub(r"\(.*?\)|人民币|RMB|CNY|约", "", plain)
    found = _AMOUNT.fullmatch(plain)
    if not found or not re.fullmatch(r"-?(\d+|\d{1,3}(,\d{3})+)(\.\d+)?", found["value"]):
        raise ValueError(f"“{text}”不是金额")
    value = float(found["value"].replace(",", ""))
    if value == 0:
        return None
    if value < 0:
        raise ValueError(f"“{text}”是负数")
    known = _UNITS.get(found["unit"] or ("" if unclear else unit))
    return _amount(value, known, foundation=foundation)


def _amount(value: float, unit: float | None, *, foundation: bool) -> Amount:
    if unit is None and foundation:
        unit = 1e4 if value < 100_000 else 1.0 if value >= 1_000_000 else None
    if unit is None:
        return Amount(None, "单位不明：可能是元，也可能是万元")
    yuan = round(value * unit, 2)
    if foundation and yuan < 2_000_000:
        return Amount(yuan, f"基金会的原始基金不低于 200 万元，这里只有 {yuan:,.0f} 元")
    return Amount(yuan)


# ── personal numbers ────────────────────────────────────────────────────────────────────────────────────────────────────
_FULL_WIDTH = str.maketrans("０１２３４５６７８９Ｘｘ", "0123456789Xx")
_MOBILE = re.compile(r"(?<!\d)(?:(?:\+|00)?86[- ]?)?(1[3-9]\d[- ]?\d{4}[- ]?\d{4})(?!\d)")
_ID_NUMBER = re.compile(r"(?<!\d)(?:\d{17}[\dXx]|\d{15})(?!\d)")
_GLUED = re.compile(r"(?<!\d)0(?:10|2\d|[3-9]\d\d)(\d{7,8})(?!\d)")
_TOKEN = re.compile(r"[0-9A-Za-z]*")


def mask_personal(text: str) -> str:
    """The text at the same length with mobile numbers, glued landlines (after the area code) and ID numbers as asterisks.

    A USCC stays, even one of digits only; a number with a valid birth date and ID check character is masked first.
    """
    half = text.translate(_FULL_WIDTH)
    spans = [m.span() for m in _ID_NUMBER.finditer(half) if is_id_number(m[0])]
    spans += [m.span(1) for p in (_MOBILE, _GLUED) for m in p.finditer(half) if not uscc(_token(half, m.start(1)))]
    if not spans:
        return text
    out = list(text)
    for start, end in spans:
        out[start:end] = ("*" if c.isalnum() else c for c in text[start:end])
    return "".join(out)


def _token(text: str, at: int) -> str:
    while at and text[at - 1].isascii() and text[at - 1].isalnum():
        at -= 1
    found = _TOKEN.match(text, at)
    return found[0] if found else ""


def is_id_number(text: str) -> bool:
    """Whether this is a citizen's number: 18 characters with birth date and check character, or the old 15 digits with a birth date."""
    long = len(text) == 18
    if not text[:2].isdigit() or not 11 <= int(text[:2]) <= 91:
        return False
    try:
        born = datetime.datetime.strptime(text[6:14] if long else "19" + text[6:12], "%Y%m%d").date()
    except ValueError:
        return False
    if not 1890 <= born.year <= 2100:
        return False
    return not long or text[17].upper() == "10X98765432"[sum(int(c) * w for c, w in zip(text, _ID_WEIGHTS, strict=False)) % 11]
