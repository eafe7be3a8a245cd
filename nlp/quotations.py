"""Projects that quotation marks name: “微心愿”项目, 名叫“慈善惠老”, 品牌“甲”“乙”和“丙”."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache

from nlp.lexicon import either, word_set, words
from nlp.page import Page
from nlp.spans import Mention

_JOINED = re.compile("[、和及与]{0,2}$")
# What leads to a name further on: 品牌项目，叫得出名字的就有“甲”“乙”.
_LEADS = re.compile(r"(?:项目|品牌|活动|计划|平台|行动|阵地|空间)[^。；“”\n]{0,12}(?:有|叫|如|是|为|包括|：|，)$")
# Slogans, ideas and ways of working stand in quotation marks, too.
_IDEA = re.compile(
    r"(?:坚持|围绕|理念|模式|思路|原则|机制|精神|以|按照|实现|形成|所谓|体系|格局|主题|主题为|题为|口号|做到|解决|从|到|讲好|破解|聚焦|评为|荣获|获|获评|授予|当选|被评为)$"
)
_IDEA_BEHIND = re.compile(
    r"(?:的)?(?:理念|模式|思路|原则|机制|精神|体系|格局|工作法|为主题|方式|路径|要求|目标|问题|难题|现象|方法|特征|使命|责任|作用|效应|优势|意识|关系|战略|时期|期间|规划|改革|政策|力量)"
)
# “蓝马甲”助老行动: the type word stands a few words behind.
_FURTHER = re.compile(
    "(?:(?!的)[\u4e00-\u9fff]){2,8}?(?:项目|行动|计划|工程|品牌|学堂|课堂|食堂|驿站|书屋|空间|热线|小组|超市)(?![化部长])"
)
# “晋心愿”志愿服务信息平台, “小板凳”课堂: words that say more than 项目 or 平台 alone are part of the name.
_REST = "(?:(?!的|了|是|在|将|为|等|和|与|及|以|系列|主题|这|那|启动|开展|举办|实施|推出|通过|进行|走进)[\u4e00-\u9fff])"
_FULL = re.compile(
    f"{_REST}{{2,16}}?(?:项目|行动|计划|工程|平台|小组|热线)(?![化部组长上])"
    f"|{_REST}{{0,8}}?(?:课堂|学堂|讲堂|夜校|培训班|夏令营|训练营|工作室|阅读角)(?![\u4e00-\u9fff]?长|化)"
)
_WHOLE = re.compile("(?:(?!的)[\u4e00-\u9fff]){2,16}?(?:项目|行动|计划|工程)(?![化组部])")
_INNER = re.compile("[，。；：？！、《]")
_NUMBER = re.compile(r"^[\d一二三四五六七八九十两]+[个+＋级有联核社位委大]|^一.{1,2}一.{1,2}$")


@cache
def _same_type() -> "re.Pattern[str]":
    venue = either("projects", "venues")
    return re.compile(f"(?<![\u4e00-\u9fff])[\u4e00-\u9fff]{{2,4}}(?P<type>{venue})(?:、[\u4e00-\u9fff]{{2,4}}(?P=type))+")


def find_quoted(page: Page) -> Iterator[Mention]:
    """Every quotation that can be a project's name; the name is what stands between the marks."""
    often = Counter(page.text[a + 1 : b - 1] for a, b in page.closed.items() if page.text[a] == "“")
    named: dict[int, float] = {}
    for opening in sorted(page.closed):
        closing = page.closed[opening]
        name = page.text[opening + 1 : closing - 1]
        if page.text[opening] not in "“‘" or not 2 <= len(name) <= 22:
            continue
        if _INNER.search(name) or name in word_set("projects", "ideas"):
            whole = _WHOLE.match(page.text, closing) if not re.match("十.五", name) else None
            if whole:  # “五社联动”社会工作服务项目: the saying is part of the name
                yield Mention(start=opening, end=whole.end(), label="PROJECT", by="rule:PROJECT/saying", score=0.7)
            continue
        score = _score(page, opening, closing) or _joined(page, opening, named)
        if score and often[name] > 1:
            score = min(0.9, score + 0.1)
        if score:
            named[closing] = score
            full = _FULL.match(page.text, closing) if page.text[opening] == "“" else None
            span = (opening, full.end()) if full else (opening + 1, closing - 1)
            yield Mention(start=span[0], end=span[1], label="PROJECT", by="rule:PROJECT/quoted", score=score)


def _joined(page: Page, opening: int, named: dict[int, float]) -> float:
    """A quotation that goes on a list of names."""
    joint = _JOINED.search(page.text, max(0, opening - 2), opening)
    return min(0.65, named.get(joint.start(), 0.0)) if joint else 0.0


def _score(page: Page, opening: int, closing: int) -> float:
    text = page.text
    behind = text.startswith(words("projects", "nouns"), closing) or bool(_FURTHER.match(text, closing) or _FULL.match(text, closing))
    name = text[opening + 1 : closing - 1]
    if name.endswith(words("projects", "ends")) and name not in word_set("projects", "ends"):
        return 0.85
    if _NUMBER.match(text[opening + 1 : closing]) or _IDEA_BEHIND.match(text, closing):
        return 0.0
    if behind:
        return 0.8
    if _IDEA.search(text, max(0, opening - 6), opening):
        return 0.0
    if text.endswith(words("projects", "nouns"), 0, opening) or _LEADS.search(text, max(0, opening - 22), opening):
        return 0.7
    named = text.endswith(("名为", "名叫", "叫", "叫做", "叫作", "取名", "命名为"), 0, opening)
    if named and re.compile("的[^，。；]{0,6}?(?:项目|活动|计划|行动|平台|品牌|服务)").match(text, closing):
        return 0.75
    verb = text.endswith(words("projects", "verbs"), 0, opening)
    return 0.62 if verb and re.match("[，。、；为]|等", text[closing:]) else 0.0


def find_listed(page: Page) -> Iterator[Mention]:
    """就业超市、爱心超市两个项目: a list in front of a counted word for projects; 甲空间、乙空间: a list of one type word."""
    for match in _same_type().finditer(page.text):
        at = match.start()
        for item in match.group().split("、"):
            yield Mention(start=at, end=at + len(item), label="PROJECT", by="rule:PROJECT/listed", score=0.65)
            at += len(item) + 1
    for match in re.finditer(
        r"((?:[\u4e00-\u9fff“”]{2,10}、)+[\u4e00-\u9fff“”]{2,10}?)(?:这)?[一二两三四五六七八九十\d]+(?:个|大)(?:公益|服务|品牌|特色)?(?:项目|品牌|平台|活动|空间|基地)",
        page.text,
    ):
        at = match.start(1)
        for item in match[1].split("、"):
            name = item.strip("“”")
            start = at + item.find(name)
            if at == match.start(1):
                start = _behind_verb(page, start, start + len(name))
            if start < at + item.find(name) + len(name):
                yield Mention(start=start, end=at + item.find(name) + len(name), label="PROJECT", by="rule:PROJECT/listed", score=0.7)
            at += len(item) + 1


def _behind_verb(page: Page, start: int, end: int) -> int:
    """Where the first name of a list begins: behind the last verb or stop in front of it (又|发起|就业超市)."""
    edge = end
    while edge > start:
        word = page.text[max(start, page.covers[edge]) : edge]
        if word in word_set("projects", "launch") or word in word_set("walk", "stops"):
            return edge
        edge -= len(word)
    return start
