"""Persons by surname, given name and what stands beside: a title, a verb of saying, a by-line, another person in a list."""

import re
from collections.abc import Iterator
from functools import cache

from msgspec import structs

from nlp.given_names import HANZI, Names
from nlp.lexicon import hits, word_set, words
from nlp.page import Page
from nlp.spans import Mention

_AFTER_TITLE = re.compile(r"(?:（[^（）]{1,12}）)?[：: 　/]{0,2}")
_BY_LINE = re.compile(
    r"(?:记者|通讯员|作者|编辑|审核|校对|责编|初审|终审|监制|摄影|供图|撰稿|撰文|报道|主持|列席|出席|记录|整理"
    r"|联系人|口述|讲述人?|采写|统筹|策划|签发|作者简介|文字|图文|图片|文|图|摄)\s?[：:/／　 ]\s?"
    r"|(?:讯|电)\s?[（(](?=[\u4e00-\u9fff]{2,8}[）)])|(?<=。)[（(](?=[\u4e00-\u9fff 　]{2,12}[）)](?:\n|$))"
)
_SIGNED = re.compile(r"[（(]([\u4e00-\u9fff]{2,4})\s?[/／]\s?(?:文|图|摄|编)")
_BETWEEN = re.compile(r"[、，,　 /／和与及]{1,2}|以及|还有")
END = re.compile(r"[，。、；：！？）)”』》\n　 /（(]|$")
_IS = re.compile(r"，?\s?(?:是|系|现任|时任|担任|现为)[^，。；\n]{0,30}?")
# 由甲某主持, 甲某当选会长: what only persons do.
_ACTS = re.compile("当选|连任|接任|继任")
_LED_BY = re.compile("主持|带队|主讲|授课|执教|担任|出任|兼任|牵头|执笔|坐诊|领衔")
# 2．甲某，供职于…: an item of a numbered list.
_ITEM = re.compile(r"(?:^|\n)\s?(?:\d{1,2}[．.、]|[（(]?[一二三四五六七八九十]+[）)、．])\s?$")
# 某某（女，苗族）
_SEX = re.compile("[男女][，、）)]|[\u4e00-\u9fff]{1,4}族[，、）)]")
_NAMED = re.compile(r"(?:名叫|叫|叫做|名字叫|岁的|年的|化名|本名|姓名：|名为|接过话筒的|法定代表人[是为：]?|负责人[是为：])$")
# What may stand before a name in running text.
_LEAD = re.compile(r"(?:[，。、；：！？（“”\n　 的和与及据在让对向给叫请由被把跟像为是当如但而有以]|来自|其中|包括|就是|还有|以及)$")


def find_persons(page: Page) -> Iterator[Mention]:
    """Every span that can be a person's name, with how sure its surroundings make it."""
    names = Names(page)
    found = [*_behind_titles(page, names), *_by_lines(page, names), *_in_text(page, names)]
    known = {page.text[m.start : m.end] for m in found if m.end - m.start == 2}
    for m in found:
        # 社工李娜… 李娜教大家: what is elsewhere a name of two characters is one here too, where a verb could follow.
        longer = m.end - m.start == 3 and page.text[m.start : m.end - 1] in known and page.text[m.end - 1] in _VERBS
        yield structs.replace(m, end=m.end - 1) if longer or _awards(page.text, m) else m


# 李娜|教大家, 陈华|为捐赠单位授牌: characters that are words as often as parts of names.
_VERBS = frozenset("教带为向对在从给与和把将被说让叫请做当是有也都还来去到")
_AWARDS = re.compile("[^，。；]{2,14}(?:颁发|颁奖|授牌|授旗|揭牌|赠送|送上|送去|作了?|介绍|讲解|提供|点赞|站台|代言|带来|戴上|披上|讲授)")


def _awards(text: str, m: Mention) -> bool:
    return m.end - m.start == 3 and text[m.end - 1] == "为" and bool(_AWARDS.match(text, m.end))


def _person(span: tuple[int, int], rule: str, score: float) -> Mention:
    return Mention(start=span[0], end=span[1], label="PERSON", by=f"rule:PERSON/{rule}", score=score)


def _behind_titles(page: Page, names: Names) -> Iterator[Mention]:
    for end, title in _titles(page.text):
        lead = _AFTER_TITLE.match(page.text, end)
        start = lead.end() if lead else end
        loose = title in word_set("persons", "loose")
        name_end = names.end(start, titled=not loose or (start == end and page.ends_word(start) and _speaks(page.text, start)))
        if not name_end or (loose and start == end and not page.ends_word(end)):
            continue
        well = names.follows_well(name_end)
        score = (0.8 if well else 0.5) if loose else (0.9 if well else 0.8)
        yield _person((start, name_end), "title", score)
        yield from _list(page, names, name_end)


def _speaks(text: str, start: int) -> bool:
    """负责人|娄以宁|说: a verb of saying behind three characters makes a name of them."""
    return text.startswith(words("persons", "speech"), start + 3)


def _titles(text: str) -> list[tuple[int, str]]:
    """Where titles end, the longest ones: 理事长, not 理事."""
    longest: dict[int, int] = {}
    for start, end, key in hits("persons", text):
        if key == "titles":
            longest[end] = min(start, longest.get(end, start))
    ends = sorted(longest)
    return [
        (end, text[longest[end] : end]) for i, end in enumerate(ends) if not any(longest[e] <= longest[end] for e in ends[i + 1 : i + 4])
    ]


def _list(page: Page, names: Names, end: int) -> Iterator[Mention]:
    """The names that go on a list of names."""
    for _ in range(20):
        between = _BETWEEN.match(page.text, end)
        start = between.end() if between else 0
        end = (names.end(start) or names.sounding(start)) if between else 0
        if not end or not names.follows_well(end):
            return
        yield _person((start, end), "list", 0.75)


def _by_lines(page: Page, names: Names) -> Iterator[Mention]:
    for match in _BY_LINE.finditer(page.text):
        end = names.end(match.end())
        second = names.end(end) if end and not END.match(page.text, end) else 0
        if second and END.match(page.text, second):  # （文/邹某陈某某）
            yield _person((end, second), "byline", 0.7)
        if end and (second or END.match(page.text, end)):
            yield _person((match.end(), end), "byline", 0.85)
            yield from _list(page, names, end)
    for match in _SIGNED.finditer(page.text):
        if names.end(match.start(1)) == match.end(1):
            yield _person(match.span(1), "byline", 0.9)


def _in_text(page: Page, names: Names) -> Iterator[Mention]:
    """Names without a title: before a verb of saying, before their title, in a list, or by their own strength."""
    listed: set[int] = set()
    for match in _surnames().finditer(page.text):
        start = match.start()
        if page.text[start - 1 : start] == "“" and start - 1 in page.closed:
            continue
        end = names.end(start) if page.starts[start] >= 0 or not start else 0
        if not end or _OTHER_THINGS.match(page.text, end):
            continue
        found = _context(page, names, (start, end))
        if found is None and (start in listed or page.text[end : end + 1] == "、") and _item(page, start, end):
            following = names.end(end + 1) if page.text[end : end + 1] == "、" else 0
            if start in listed or (following and names.follows_well(following)):
                found = "list", 0.7
        if found:
            listed |= {end + 1, end + 2}
            yield _person((start, end), *found)
            yield from _list(page, names, end)


def _item(page: Page, start: int, end: int) -> bool:
    """Whether the name fills an item of a list."""
    return bool(_LEAD.search(page.text, max(0, start - 2), start) or start == 0) and bool(
        END.match(page.text, end) or page.text[end] in "等和与及三两四五"
    )


# 大禾塘、宋家塘等14个站点: what so many things are called is no person.
_OTHER_THINGS = re.compile(r"等[\d一二两三四五六七八九十百几多]+余?[个家所条处座支]")


def _context(page: Page, names: Names, span: tuple[int, int]) -> tuple[str, float] | None:
    start, end = span
    text = page.text
    fresh = not start or not HANZI.match(text[start - 1]) or start in page.houses
    house = start in page.houses or (text[start - 1] in " \n" and start - 1 in page.houses)
    if _NAMED.search(text, max(0, start - 8), start):
        return "named", 0.75
    led = fresh or bool(_LEAD.search(text, max(0, start - 2), start))
    if led and text.startswith(words("persons", "speech"), end):
        return "says", 0.85 if end - start > 2 else 0.7
    if house and END.match(text, end):
        return "house", 0.75
    if (
        text[end : end + 1] in tuple("（(")
        and (text.startswith(_posts(), end + 1) or _SEX.match(text, end + 1))
        and (led or _SEX.match(text, end + 1))
    ):
        return "bracket", 0.85
    if led and (_ACTS.match(text, end) or (text[start - 1 : start] == "由" and _LED_BY.match(text, end))):
        return "acts", 0.75
    if _ITEM.search(text, max(0, start - 6), start) and text[end : end + 1] in tuple("，："):
        return "item", 0.7
    is_post = _IS.match(text, end)
    if is_post and led and _title_ahead().match(text, is_post.end()):
        return "post", 0.8
    polite = led and text.startswith(("先生", "女士", "老师", "同志", "教授", "博士"), end)
    if polite or (fresh and end - start > 2 and text.startswith(words("persons", "titles"), end)):
        return "before-title", 0.8 if polite else 0.75
    if led and names.strong(start, end) and (names.follows_well(end) or text.startswith(words("persons", "titles"), end)):
        return "strong", 0.7
    return None


@cache
def _surnames() -> "re.Pattern[str]":
    return re.compile(f"[{words('persons', 'surnames')[0]}]|[\\u4e00-\\u9fff]{{1,6}}[·•]")


@cache
def _posts() -> tuple[str, ...]:
    return tuple(t for t in words("persons", "titles") if t not in word_set("persons", "loose"))


@cache
def _title_ahead() -> "re.Pattern[str]":
    titles = "|".join(_posts())
    return re.compile(f"[^，。；\\n]{{0,24}}?(?:{titles})")
