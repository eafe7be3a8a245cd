"""A cell's text → its value by the type of its column, or a ValueError that says in Chinese what is wrong with it."""

import re

from graph import codes
from graph.loaders.mapping import CellType

Value = str | int | float | codes.Amount | tuple[str, ...] | None
# Full-width letters, digits and the punctuation of numbers; Chinese punctuation stays as it is printed.
_WIDE = re.compile("[\uff0b\uff0d\uff0e\uff0f\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\uff05\u3000\xa0\\s\u200b\ufeff]")
_FULL = re.compile("[\uff0b\uff0d\uff0e\uff0f\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\uff05\u200b\ufeff]")
_NARROW = {
    c: chr(c - 0xFEE0)
    for c in (0xFF0B, 0xFF0D, 0xFF0E, 0xFF0F, 0xFF05, *range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))
}
_NARROW |= {0x200B: "", 0xFEFF: ""}
# A line break that an export turned into a question mark: …就医；？２．资助….
_LOST_BREAK = re.compile(r"(?<=[；。;])？(?=\d)")
# What may be a telephone or ID number: ten digits or more.
LONG_NUMBER = re.compile(r"\d(?:[ -]?\d){9}")
_NUMBER = re.compile(r"(-?(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?)(万)?\s*(人次|人|名|个|家|支|户|场|次|条|小时|平方米|㎡|%|元)?")
# Words of other columns: a cell that holds one stands under the wrong header.
STATUS_WORDS = frozenset(["正常", "注销", "撤销", "吊销", "存续", "已注销", "在业"])
KIND_WORDS = frozenset(["社会团体", "民办非企业单位", "社会服务机构", "基金会", "外国商会"])
# Fields of text in which such a value stands out; a bare number or code does so in the last three.
SHIFTED = frozenset(["name", "address", "scope", "registrar", "supervisor"])
BARE = frozenset(["name", "address", "scope"])
_NO_NUMBER = re.compile(r"[^\d.,，\s-]")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_LIST = re.compile(r"[,，;；\n]| / |\s{2,}")
# What the name of a body ends with; 、 separates names only where each part ends so (陕西省发改委、陕西省文物局).
_BODY = re.compile(
    r"(公司|基金会|慈善会|总会|协会|学会|联合会|促进会|商会|妇联|工会|红十字会|委员会|党委|工委|团委|省委|市委|县委|区委|发改委|卫健委|卫计委|政法委|教委|委|办公室|办|局|厅|部|院|所|"
    r"中心|社|站|校|学|园|队|集团|银行|信托|政府|办事处|机构|处|科|署|联|馆|会|总队|支队|军区|村|社区|街道|镇|乡)(?:\(.*\)|（.*）)?$"
)
NO_SUPERVISOR = re.compile(r"直接登记|^无业务主管")


def clean(text: str) -> str:
    """A cell without line breaks, doubled or odd white space and full-width digits; empty where it says that there is no value."""
    if _WIDE.search(text):
        if _FULL.search(text):
            text = text.translate(_NARROW)
        text = " ".join(text.split())
    if text[:2] == '="':  # a formula that keeps the digits of a long number: ="5310…"
        text = text[2:].rstrip('"')
    if "？" in text:
        text = _LOST_BREAK.sub("", text)
    return "" if len(text) < 11 and text.lower() in codes.NULL_WORDS else text


def is_shifted(field: str, value: str) -> bool:
    """Whether the text cell of a field of SHIFTED holds what belongs into another column: a date, a code, a state, a bare number."""
    if value in STATUS_WORDS or (value in KIND_WORDS and field != "type") or _DATE.fullmatch(value):
        return True
    return field in BARE and (not _NO_NUMBER.search(value) or (len(value) == 18 and bool(codes.uscc(value))))


def parse(type: CellType, value: str, unit: str = "", *, foundation: bool = False) -> Value:
    """The value of a clean cell: str, int, float, a codes.Amount, or a tuple of names. None means that there is none.

    Dates come as ISO text. Raises ValueError for what the type does not allow.
    """
    match type:
        case "date":
            found = codes.date(value)
            return found.iso if found else None
        case "integer" | "number":
            return _number(value, whole=type == "integer")
        case "money":
            return codes.amount(value, unit, foundation=foundation)
        case "dates":
            return _dates(value)
        case "names":
            return split_names(value)
        case "uscc" | "organisation_code" | "division" | "document_number" | "charity_number":
            return _code(type, value)
        case _:
            return value


def _code(type: CellType, value: str) -> str:
    code: str | None
    if type == "uscc":
        code = codes.uscc(value)
        problem = "" if code else codes.uscc_problem(value)
    elif type == "organisation_code":
        code, problem = codes.organisation_code(value), "组织机构代码应为 9 位且校验码正确"
    elif type == "division":
        code = value if value.isdigit() and len(value) in (2, 4, 6, 9, 12, 15) else None
        problem = f"“{value}”不是区划代码（应为 2、4、6、9 或 12 位数字）"
    elif type == "document_number":
        code, problem = codes.document_number(value), "不是“代字〔年份〕序号”形式的发文字号"
    else:
        found = codes.charity_number(value)
        code, problem = found[1] if found else None, "编号应以发起组织的统一社会信用代码开头"
    if code is None:
        raise ValueError(problem)
    return code


def _number(value: str, *, whole: bool) -> float | int:
    found = _NUMBER.fullmatch(value)
    if not found:
        raise ValueError(f"“{value}”不是数")
    number = float(found[1].replace(",", "")) * (10_000 if found[2] else 1)
    if number < 0:
        raise ValueError(f"“{value}”是负数")
    if found[3] == "%":
        return round(number / 100, 10)
    if whole and not number.is_integer():
        raise ValueError(f"“{value}”不是整数")
    return int(number) if whole else number


def _dates(value: str) -> str | None:
    start, end = codes.date_range(value)
    if start and end and start.iso == end.iso:
        raise ValueError(f"起止日期相同（{start.iso}），请核对")
    if start and end and start.iso > end.iso:
        raise ValueError(f"止期早于起期（{start.iso} 至 {end.iso}），请核对")
    return f"{start.iso if start else ''} 至 {end.iso if end else ''}" if start or end else None


def split_names(value: str) -> tuple[str, ...]:
    """The bodies that a cell names; none for 直接登记, which says that there is no supervising body."""
    if NO_SUPERVISOR.search(value):
        return ()
    parts = [p.strip() for p in _LIST.split(value)]
    found = []
    for part in parts:
        names = [n.strip() for n in part.split("、")]
        found += names if len(names) > 1 and all(_BODY.search(n) and len(n) > 2 for n in names) else [part]
    return tuple(dict.fromkeys(n for n in found if n and clean(n)))


def is_body(name: str) -> bool:
    """Whether a name is certainly one of a body and not of a natural person."""
    return bool(_BODY.search(name)) and len(name) > 3
