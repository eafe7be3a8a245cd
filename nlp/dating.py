"""When a figure held, and whether it is a result, a plan or a standard."""

import re
from functools import cache

from graph.model import Document
from nlp.indicators_words import any_of
from nlp.numbers import Number


@cache
def _times() -> re.Pattern[str]:
    year = r"(?P<year>(?:19|20)\d\d)(?=年)年(?:(?P<rest>\d{1,2}月(?:\d{1,2}日)?)|(?P<since>以来|起))?"
    day = r"(?P<day>\d{1,2}月\d{1,2}[日号]|\d{1,2}月(?:份|底|初)?)"
    plan = r"“?(?P<plan>十[一二三四]?五)”?(?=时期|期间|末|以来|这五年|，|。|规划)"
    return re.compile(f"{year}|{day}|{plan}|(?P<word>{any_of('since')})")


def printed_times(text: str, start: int, end: int) -> list[tuple[int, str]]:
    """Every time that is printed in ``text[start:end]``: (offset, form). A year alone is its four digits."""
    found = []
    for m in _times().finditer(text, start, end):
        if _OTHER.search(text, max(0, m.start() - 4), m.start()):
            continue
        year = m.group() if m["rest"] or m["since"] else m["year"]
        found.append((m.start(), year or m["day"] or m["plan"] or m["word"]))
    return found


# A time that a figure is compared with, or when a body was founded.
_OTHER = re.compile(r"(?:比|较|与|成立于|始于|建于|创办于|创建于|注册于|登记于)$")
_RESULT = re.compile(r"了|已|共有|现有|累计|去年|截至")
_GOAL = re.compile(
    r"(?:(?<!截)(?:到|至)(?:(?P<year>20\d\d)年(?!\d)|“?十[一二三四]五”?末|年底|今年底|本世纪)|(?:今年|明年|年)底前)[^，。；]{0,6}，?[^。；]{0,16}(?:达到|实现|建成|建立|完成|培育|不少于|以上|覆盖|拥有|形成|力争|将|要)"
)

# 8个社工站｜要全部建成: the verb behind the number says that it is to come.
_ALL_TO_COME = re.compile("[^，。；\\d]{0,10}[要将须]全部(?:建成|建好|投用|投入|达标|配齐|到位|完成)")


@cache
def _nature_words() -> tuple[re.Pattern[str], re.Pattern[str]]:
    return re.compile(any_of("target")), re.compile(any_of("rule"))


def year_of(document: Document) -> int:
    """The year in which a document speaks: that of its publication, else the latest that it names, 0 where it names none."""
    if document.published and document.published[:4].isdigit():
        return int(document.published[:4])
    dated = _DATELINE.findall(document.text) or re.findall(r"((?:19|20)\d\d)年", document.text)
    return max((int(y) for y in dated), default=0)


# A short line with a whole date: the head of a page, the date under a signature.
_DATELINE = re.compile(r"^[^\n，。；]{0,24}?((?:19|20)\d\d)(?:年|[-./])\d{1,2}(?:月|[-./])\d{1,2}(?!\d)[^\n，。；]{0,16}$", re.MULTILINE)
_PLAN_TITLE = re.compile("(?:工作计划|年度计划|年计划|年行动计划|规划|工作要点|行动方案|实施方案|建设方案|工作方案)(?:（[^）]*）)?$")
PAST = re.compile("了|已|共有|现有|累计|去年|截至|目前|上年|以来|曾|原有|此前")


def is_plan(document: Document) -> bool:
    """Whether the document's title calls it a plan: what it says in figures is then to come, unless it says otherwise."""
    return bool(_PLAN_TITLE.search(document.title.strip()))


def nature_of(text: str, span: tuple[int, int], number: Number, now: int = 0) -> str:
    """``actual``, ``target`` or ``rule`` for the number, from the words of its sentence up to the number.

    ``now`` is the year in which the document speaks: what held by an earlier year is a result.
    """
    target, rule = _nature_words()
    before = text[span[0] : number.start]
    clause = before[max(before.rfind("，"), before.rfind("；"), before.rfind("、")) + 1 :]
    if rule.search("".join(number.about)):
        return "rule"
    if target.search(clause) and not _RESULT.search(clause):
        return "target"
    if re.search("至少|不少于|不低于|不超过|不小于|不大于|不得|原则上|应当|应配|须|必须|标准|上限|下限|最高|最低", clause):
        return "rule"
    if re.match(r"每(?![年月天日周万千百])", clause.lstrip("，；、")) and re.search(
        "补助|补贴|资助|奖励|配备|给予", text[span[0] : span[1]]
    ):
        return "rule"
    ahead = max((int(y) for y in re.findall(r"(20\d\d)年(?!以前|前)", before)), default=0)
    if now and ahead > now and not re.search("了|已", clause):
        return "target"
    plan = None if _RESULT.search(before) else target.search(before)
    goal = _GOAL.search(text, span[0], number.end)
    ahead_of_now = bool(goal and (not goal["year"] or int(goal["year"]) >= now)) or bool(_ALL_TO_COME.match(text, number.end))
    if plan or (ahead_of_now and not re.search("了|已", before)):
        return "target"
    return "actual"


def time_of(text: str, sentence: int, number: int, last: int) -> str | None:
    """The last time printed before the number; ``last`` is where the figure before it ended.

    由2018年的86人增长到412人: the time of a first figure is not that of the second.
    """
    times = [
        (at, form)
        for at, form in printed_times(text, sentence, number)
        if at >= last or not text[max(0, at - 1) : at].endswith(("由", "从"))
    ]
    return times[-1][1] if times else None
