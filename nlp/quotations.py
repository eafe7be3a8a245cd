"""Projects that quotation marks name: “微心愿”项目, 名叫“慈善惠老”, 品牌“甲”“乙”和“丙”."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from functools import cache

from nlp.lexicon import either, hits, word_set, words
from nlp.organisations import kind_of, kinds
from nlp.page import HANZI, Page
from nlp.spans import Mention

_JOINED = re.compile("[、和及与]{0,2}$")
# What leads to a name further on: 品牌项目，叫得出名字的就有“甲”“乙”.
_LEADS = re.compile(r"(?:项目|品牌|活动|计划|平台|行动|阵地|空间)[^。；“”\n]{0,12}(?:有|叫|如|是|为|包括|：|，)$")
# Slogans, ideas and ways of working stand in quotation marks, too.
_IDEA = re.compile(
    r"(?:坚持|围绕|理念|模式|思路|原则|机制|精神|以|按照|实现|形成|所谓|体系|格局|主题|主题为|题为|口号|做到|解决|从|到|讲好|破解|聚焦|评为|荣获|获|获评|授予|当选|被评为|[命授]名为|认定为|评定为|确定为)$"
)
_IDEA_BEHIND = re.compile(
    r"(?:的)?(?:理念|模式|思路|原则|机制|精神|体系|格局|工作法|为主题|方式|路径|要求|目标|问题|难题|现象|方法|特征|使命|责任|作用|效应|优势|意识|关系|战略|时期|期间|规划|改革|政策|力量)"
)
# “蓝马甲”助老行动: the type word stands a few words behind.
_FURTHER = re.compile(
    "(?:(?!的)[\u4e00-\u9fff]){2,8}?(?:项目|行动|计划|工程|品牌|学堂|课堂|食堂|驿站|书屋|空间|热线|小组|超市)(?![化部长])"
)
# “微光”残疾人家庭照护者喘息服务: a service with whom it is for in its name.
_SERVICE = re.compile("((?:(?![的了在由为向对])[\u4e00-\u9fff]){4,14}服务)(?=[，。、；：（）\n 　]|由|$)")
_WHOLE = re.compile("(?:(?!的)[\u4e00-\u9fff]){2,16}?(?:项目|行动|计划|工程)(?![化组部])")
_FUND = re.compile("(?:(?!的)[\u4e00-\u9fff]){0,8}?(?:基金|公益金|慈善信托)(?!会)")
_INNER = re.compile("[，。；：？！、《]")
_NUMBER = re.compile(r"^[\d一二三四五六七八九十两]+[个+＋级有联核社位委大]|^一.{1,2}一.{1,2}$")


# “慢半拍”志愿队: behind a quotation even a short type word makes a body's or a fund's name.
_BODY = re.compile(
    "(?:维修|调解|巡逻|互助|议事|服务|志愿|帮扶|劝导|宣讲|助老)组(?![长员建织])|队(?![伍员长友部])|团(?![队员长体圆结购聚])|工?坊|剧社|联盟|工作室|自管会|议事会|合作社|公社|讲师团"
)
_MONEY = re.compile("(?:基金|慈善信托|资金|[急应心助互救关保公][\u4e00-\u9fff]{0,3}金)(?![会融牌额点秋钱])")
# A quoted name that is no project's: “邻里基金”, “认亲会”.
_OTHER_LABELS = (
    ("FUND", re.compile("(?:基金|公益金|慈善信托|专项资金|(?:[急应心助互救关保公][\u4e00-\u9fff]{0,3}金))$")),
    ("EVENT", re.compile("(?:论坛|大会|运动会|邻里节|文化节|艺术节|晚会|年会|交流会|推进会|见面会|博览会|大赛|公益节)$")),
)
# These say what kind of thing a quoted name is, not what it is called (“微心愿”项目).
_BARE = re.compile("项目|计划|活动|行动|平台|工程|品牌|服务|系列活动|公益项目|服务项目|品牌项目|专项行动|主题活动|社工站|站点|服务站")
_FAR = 16
_NOT_NAME = re.compile(
    "[的了在是和与及将把被于等第中对共由]|为(?![老民])|[一二三四五六七八九十两几多][个种家支条]|成为|作为|随后|已经|正式|开始|落地"
)


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
            for label, ending in (("PROJECT", _WHOLE), ("FUND", _FUND)) if not re.match("十.五", name) else ():
                # “五社联动”社会工作服务项目, “五社联动”专项基金: the saying is part of the name
                if whole := ending.match(page.text, closing):
                    yield Mention(start=opening, end=whole.end(), label=label, by=f"rule:{label}/saying", score=0.7)
            continue
        score = _score(page, opening, closing) or _joined(page, opening, named)
        if score and often[name] > 1:
            score = min(0.9, score + 0.1)
        if score:
            named[closing] = score
            label = next((label for label, ending in _OTHER_LABELS if ending.search(name)), "PROJECT")
            yield Mention(start=opening + 1, end=closing - 1, label=label, by=f"rule:{label}/quoted", score=score)


def find_whole(page: Page) -> Iterator[Mention]:
    """A quotation with the words up to the type word behind it (“向阳花”困境青少年陪伴计划), and what it quotes, elsewhere."""
    ends = _type_ends(page)
    wholes: dict[str, Mention] = {}
    for opening, closing in sorted(page.closed.items()):
        name = page.text[opening + 1 : closing - 1]
        if page.text[opening] != "“" or not 2 <= len(name) <= 16 or _INNER.search(name) or _says_idea(page, opening, name):
            continue
        end = _first_end(page, closing, ends)
        if end:
            label, kind = ends[end]
            found = Mention(start=opening, end=end, label=label, kind=kind, by=f"rule:{label}/quoted whole", score=0.85)
            wholes.setdefault(name, found)
            yield found
        elif service := _SERVICE.match(page.text, closing):
            yield Mention(start=opening, end=service.end(1), label="PROJECT", by="rule:PROJECT/quoted service", score=0.75)
    for opening, closing in page.closed.items():
        whole = wholes.get(page.text[opening + 1 : closing - 1]) if page.text[opening] == "“" else None
        if whole:
            by = f"rule:{whole.label}/quoted part"
            yield Mention(start=opening + 1, end=closing - 1, label=whole.label, kind=whole.kind, by=by, score=0.8)


def _says_idea(page: Page, opening: int, name: str) -> bool:
    return name in word_set("projects", "ideas") or bool(_NUMBER.match(name)) or bool(re.match("十.五", name))


def _type_ends(page: Page) -> dict[int, tuple[str, str | None]]:
    """Where a type word ends, and the label and kind that it says."""
    found: dict[int, tuple[str, str | None]] = {}
    for section, label in (("events", "EVENT"), ("projects", "PROJECT")):
        found |= {end: (label, None) for _, end, key in hits(section, page.text) if key == "ends"}
    found |= {m.end(): ("PROJECT", None) for m in re.finditer(either("projects", "quoted"), page.text)}
    found |= {m.end(): ("FUND", None) for m in _MONEY.finditer(page.text)}
    for m in _BODY.finditer(page.text):
        found[m.end()] = "ORG", "volunteer_team" if m.group() == "队" else "social_org"
    for start, end, key in page.types:
        kind = kinds().get(page.text[start:end], "")
        if key.startswith("suffixes.") and end - start > 1 and kind in ("volunteer_team", "social_org", "foundation", "other"):
            found[end] = "ORG", kind
    return found


def _first_end(page: Page, closing: int, ends: dict[int, tuple[str, str | None]]) -> int:
    """Where the name ends that goes on behind the quotation; 0 where what follows is no part of it."""
    end = closing
    while end - closing < _FAR and HANZI.match(page.text, end):
        end += 1
        if end not in ends or page.text.startswith(("员", "长", "化", "部", "师", "组", "者", "了", "过", "着"), end):
            continue
        while (further := next((e for e in range(end + 1, end + 6) if e in ends and HANZI.match(page.text, e - 1)), 0)) and _goes_on(
            page.text[end:further]
        ):
            end = further
        core = page.text[closing:end]
        return 0 if _BARE.fullmatch(core) or _NOT_NAME.search(core) else end
    return 0


def _goes_on(text: str) -> bool:
    return text in ("项目", "计划", "行动", "工程", "活动", "品牌", "队", "服务队", "志愿队", "志愿服务队", "总队", "支队", "基金")


def _joined(page: Page, opening: int, named: dict[int, float]) -> float:
    """A quotation that goes on a list of names."""
    joint = _JOINED.search(page.text, max(0, opening - 2), opening)
    return min(0.65, named.get(joint.start(), 0.0)) if joint else 0.0


def _score(page: Page, opening: int, closing: int) -> float:
    text = page.text
    behind = text.startswith(words("projects", "nouns"), closing) or bool(_FURTHER.match(text, closing))
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


# 4.手拉手伴行 申报单位：甲中心
_OF_FIELDS = re.compile(
    r"(?m)^\s*(?:\d{1,2}[.、．]|[（(]\d{1,2}[）)])\s?([^\n：；。，“（()]{4,30}?)\s*(?:申报|实施|承办|承接|执行|申请)(?:单位|机构|主体)："
)
# 我给爷爷拍张照（甲志愿者协会）；老街口述史（乙文史队）；…
_WITH_BODY = re.compile(r"(?:(?<=[：；\n])|^)([^\n：；。，、“（()]{4,24})（([^，（()\n]{4,24})(?:，[^，（()\n]{2,12})?）(?=[；。\n]|$)")
_LEAST_ITEMS = 3


def find_items(page: Page) -> Iterator[Mention]:
    """Projects that only their place in a list of awards shows: before the body that runs them, in a field or in brackets."""
    spans = [m.span(1) for m in _OF_FIELDS.finditer(page.text)]
    listed = [m for m in _WITH_BODY.finditer(page.text) if kind_of(m[2]) and not kind_of(m[1])]
    breaks = [m.start() for m in re.finditer("\n", page.text)]
    lines = [bisect_left(breaks, m.start()) for m in listed]
    on_line = Counter(lines)
    # Items of a list stand in one line or in lines below each other.
    spans += [m.span(1) for m, at in zip(listed, lines, strict=True) if on_line[at - 1] + on_line[at] + on_line[at + 1] >= _LEAST_ITEMS]
    for start, end in spans:
        yield Mention(start=start, end=end, label="PROJECT", by="rule:PROJECT/item", score=0.75)
