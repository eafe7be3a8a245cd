"""Personal data in running text: telephone, ID and account numbers and home addresses become asterisks, character for character.

What stands in cells of registers is masked by ``codes.mask_personal``, which this builds on; here it also knows the words around a number,
numbers that a line break cuts in two, and misprinted ones.
"""

import datetime
import re
from collections.abc import Iterator

from graph.codes import mask_personal, uscc

_HALVES = re.compile("[\ud800-\udfff]")
_HALF = str.maketrans("０１２３４５６７８９Ｘｘ（）－：", "0123456789Xx()-:")
# Blanks inside a number or between hanzi; where a line break or an invisible character is among them they only look like an end.
_BLANKS = re.compile("(?<=[\\d\u4e00-\u9fff])[ \t\u3000\r\n\x0b\x0c\u2028\u2029\u200b-\u200f\u2060\ufeff\xad]+(?=[\\dXx\u4e00-\u9fff])")
_ORDINARY = frozenset(" \t\u3000")
_WORDS_OF_PHONES = "电话|手机|座机|传真|联系方式|联系人|热线|微信|QQ|qq|号码|Tel|TEL|tel|Phone"
# The group of each pattern is what is masked.
_NUMBERS = (
    # an area code with its number; the area code says nothing about a person
    re.compile(r"(?<![\d-])(?:\(0\d{2,3}\)|0(?:10|2\d|[3-9]\d{2}))[-—–－ ]{0,2}(\d{3,4}[- ]?\d{4})(?![\d-]\d)"),
    # a number of other length or grouping behind a word that announces one
    re.compile(rf"(?:{_WORDS_OF_PHONES})[^\d\n。；，]{{0,10}}((?!0|[48]00)\d(?:[- ]?\d){{6,11}})(?!\d)"),
    re.compile(r"(?:身份证|身份号|证件)[^\d\n。；]{0,12}(\d(?:[ -]?\d){13,16}[ -]?[\dXx])(?![\dXx])"),
    re.compile(r"(?:护照|通行证)[^\d\nA-Z。；]{0,10}([A-Z]{1,2}\d{7,9})"),
    re.compile(r"(?:账号|帐号|卡号|账户|帐户)[^\d\n。；]{0,10}(\d(?:[ -]?\d){11,22})(?!\d)"),
)
_ID_LIKE = re.compile(r"(?<!\d)(\d{6}[ -]?(?:19|20)\d{2}[01]\d[0-3]\d[ -]?\d{3}[\dXx])(?![\dA-Za-z])")
# Where somebody lives: divisions may stay, streets and houses go.
_LIVES = "家庭住址|家庭地址|现住址|居住地址|户籍地址|户籍所在地|户籍地|住址|家住|住在|现住|现居|居住在|居住于"
_DIVISION = r"(?:[\u4e00-\u9fff]{1,8}?(?:省|市|(?<!小)区(?!街道)|县|镇|乡|街道|社区|(?<!新)村))"
_HOUSE = r"[^，。；、,;\s|的]{0,20}?[\d一二三四五六七八九十]{1,5}(?:号楼|号院|号|室|幢|栋|单元|弄|楼|座)"
_ADDRESS = re.compile(rf"(?:{_LIVES})[:为是于在\s]{{0,3}}{_DIVISION}{{0,5}}((?:{_HOUSE}){{1,6}})")


def mask_text(text: str) -> str:
    """The text at the same length, with an asterisk for each letter and digit of personal data. Codes of organisations stay.

    Halves of characters (UTF-16 surrogates), which no file can hold, become U+FFFD on the way.
    """
    text = _HALVES.sub("\ufffd", text)
    whole, offsets = _put_together(text.translate(_HALF))
    masked = mask_personal(whole)
    hidden = [i for i, (a, b) in enumerate(zip(whole, masked, strict=True)) if a != b] if masked != whole else []
    hidden += [i for start, end in _spans(whole) for i in range(start, end)]
    if not hidden:
        return text
    out = list(text)
    for i in hidden:
        at = offsets[i] if offsets else i
        if out[at].isalnum():
            out[at] = "*"
    return "".join(out)


def _put_together(text: str) -> tuple[str, list[int]]:
    """The text without what cuts numbers in two, and the offset of each of its characters; no offsets where nothing was taken out."""
    parts: list[str] = []
    offsets: list[int] = []
    at = 0
    for cut in _BLANKS.finditer(text):
        if _ORDINARY.issuperset(cut[0]):
            continue
        parts.append(text[at : cut.start()])
        offsets += range(at, cut.start())
        at = cut.end()
    if not parts:
        return text, []
    return "".join([*parts, text[at:]]), [*offsets, *range(at, len(text))]


def _spans(text: str) -> Iterator[tuple[int, int]]:
    for pattern in (*_NUMBERS, _ADDRESS):
        yield from (found.span(1) for found in pattern.finditer(text) if not uscc(found[1]))
    yield from (found.span(1) for found in _ID_LIKE.finditer(text) if _has_birthday(found[1]) and not uscc(found[1]))


def _has_birthday(number: str) -> bool:
    """Whether the digits hold a day at which somebody alive may have been born: a misprinted check character hides no ID number."""
    digits = re.sub("[ -]", "", number)
    try:
        born = datetime.datetime.strptime(digits[6:14], "%Y%m%d").date()
    except ValueError:
        return False
    return datetime.date(1900, 1, 1) <= born <= datetime.date(2100, 1, 1) and 11 <= int(digits[:2]) <= 91
