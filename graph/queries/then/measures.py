"""What figures count, in words: stations, their people and their money, and the units that a number of stations is held against."""

from collections.abc import Iterable, Mapping

from graph.queries.records import Row

STATIONS = ("社工站", "社会工作站", "社会工作服务站", "社工服务站", "乡镇（街道）站点", "镇街站点")
# A county's own station, a school's, or what belongs to one station: none of them is one station of a town.
NOT_STATIONS = ("总站", "县级", "市级", "中心", "校社工站", "党支部", "项目")
ROOMS = ("社工室", "社会工作室", "社工服务室")
CHIEF = ("社工总站", "县级总站", "社会工作总站", "县级社工中心", "县区级总站", "总站")
TOWNS = ("乡镇和街道", "乡镇（街道）", "镇（街道）", "街道（乡镇）", "镇街", "乡级行政区划单位", "乡镇街道")
COMMUNITIES = ("城乡社区", "社区", "村（社区）", "社区（村）", "村居", "居委会", "村委会", "行政村", "建制村")
COUNTIES = ("县级单位", "县（市、区）", "区县", "县区")
# One name for all words for the stations of towns.
TOWN_STATIONS = "街镇社工站"
IN_STATION = ("驻站", "站内社工", "站点社工", "专职社工", "驻点社工")
MONEY = ("资金", "经费", "投入")
EVIDENCE = ("quote", "document", "title", "start_at", "end_at", "said_by", "score")
NOTHING = {"quote": "", "document": "", "title": "", "start_at": None, "end_at": None, "said_by": "", "score": None}


def has(text: object, words: Iterable[str]) -> bool:
    """Whether one of the words stands in the text."""
    return any(word in str(text) for word in words)


def counts_stations(row: Row) -> bool:
    """Whether a figure counts the stations of towns: not shares, not what each place has, not the stations of counties."""
    return has(row["measure"], STATIONS) and not has(row["measure"], NOT_STATIONS) and row["unit"] != "%" and not each(row)


def each(row: Row) -> bool:
    """Whether a figure says how many there are in each, not how many there are."""
    return "每" in str(row["qualifier"]) or "平均" in f"{row['measure']}{row['qualifier']}"


def closed(status: object) -> bool:
    """Whether a register says that a body is no more: 注销, 撤销, 撤消, 吊销, 已注销, but not 未注销.

    The questions say the same in Cypher.
    """
    said = str(status or "")
    return ("销" in said or "撤消" in said) and not said.startswith("未")


def number(value: object) -> float:
    """A number out of a row; 0 where there is none."""
    return float(str(value)) if isinstance(value, int | float) else 0.0


def printed(value: object) -> str:
    """A number as people write it, without a tail of zeros."""
    return f"{number(value):,.4f}".rstrip("0").rstrip(".")


def proof(row: Mapping[str, object], prefix: str = "") -> Row:
    """The evidence of a row under its own or prefixed names (``other_quote``)."""
    return {f"{prefix}{name}": row.get(name, NOTHING[name]) for name in EVIDENCE}


def measure_of(row: Row) -> str:
    """One name for what is counted: all words for the stations of towns are one measure; figures with a condition are none."""
    if each(row):
        return ""
    if has(row["measure"], STATIONS) and not has(row["measure"], NOT_STATIONS):
        return TOWN_STATIONS if counts_stations(row) else ""
    return "" if row["qualifier"] else str(row["measure"])
