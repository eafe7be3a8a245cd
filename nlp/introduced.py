"""Organisations without a type word of their own: 爱心企业“甲”, and lists that share one (甲、乙和丙等社工事务所)."""

import re
from collections.abc import Iterator
from functools import cache

from nlp.lexicon import either, known_words, word_set
from nlp.organisations import kinds
from nlp.page import Page
from nlp.spans import Mention

_QUOTED = re.compile(r"(企业|公司|商户|服务队|志愿队|救援队)“([^”，。]{2,12})”")
# 一支叫“甲”的志愿队, 名为“甲”的社会组织
_CALLED = re.compile(
    "(?:叫|叫做|叫作|名叫|名为|取名|取名为|称为|自称|号称)“([^“”，。]{2,12})”的([\u4e00-\u9fff]{0,4}?(?:服务队|志愿队|义工队|救援队|队伍|小队|团队|公司|企业|商户|社工机构|社会组织|机构|协会))(?![\u4e00-\u9fff]?[长员])"
)
_CLASSES = {
    "企业": "enterprise", "公司": "enterprise", "商户": "enterprise",
    "服务队": "volunteer_team", "志愿队": "volunteer_team", "救援队": "volunteer_team",
}  # fmt: skip


# A medium by its place: before its reporter, its dateline, or at the head of the page before the date or the name of the page.
_PRESS = re.compile(
    r"(?<![\u4e00-\u9fffA-Za-z])([\u4e00-\u9fffA-Za-z]{1,9}(?:网|报|台|社|港|刻|刊|在线|新闻|传媒|融媒体?|全媒体|客户端|头条))"
    r"(?=(?:见习|首席|特约|全媒体)?记者|\s?讯[（(]|\s?\d{1,2}月\d{1,2}日(?:讯|电|消息)|[ 　]+(?:\d{4}|[\u4e00-\u9fff]{2,6}(?:版|新闻)\n))"
)
_NO_PRESS = re.compile("^[本我该各](?:报|台|网|刊)$|的|告诉|多家|记者|媒体$")


@cache
def _shared() -> "re.Pattern[str]":
    name = "[\u4e00-\u9fff]{2,4}"
    return re.compile(
        f"((?:{name}、)*)({name})[和及与、]({name})(?:等[\\d多几数]*家?|[两三四五六七八九十\\d]+家)({either('org', 'shared.words')})"
    )


def find_introduced(page: Page) -> Iterator[Mention]:
    """Every span that its surroundings show to be an organisation's name."""
    for match in _PRESS.finditer(page.text):
        if not _NO_PRESS.search(match[1]):
            yield _mention(match.span(1), "media", "press")
    for match in _QUOTED.finditer(page.text):
        yield _mention(match.span(2), _CLASSES[match[1]], "quoted")
    for match in _CALLED.finditer(page.text):
        kind = next((k for word, k in _CLASSES.items() if match[2].endswith(word)), "volunteer_team" if "队" in match[2] else "social_org")
        yield _mention(match.span(1), kind, "called")
    for match in _shared().finditer(page.text):
        spans = [*_items(match.start(1), match[1]), match.span(2), match.span(3)]
        spans = [_cut_verb(page, *span) for span in spans]
        if sum(_unknown(page.text[a:b]) for a, b in spans) * 2 >= len(spans):
            for span in spans:
                yield _mention(span, kinds().get(match[4], "social_org"), "shared")


def _mention(span: tuple[int, int], kind: str, rule: str) -> Mention:
    return Mention(start=span[0], end=span[1], label="ORG", kind=kind, by=f"rule:ORG/{rule}", score=0.75)


def _items(start: int, listed: str) -> list[tuple[int, int]]:
    found, at = [], start
    for item in listed.split("、")[:-1]:
        found.append((at, at + len(item)))
        at += len(item) + 1
    return found


def _cut_verb(page: Page, start: int, end: int) -> tuple[int, int]:
    """The first name of a list without the verb before it (成立了|悦群)."""
    for at in range(end - 1, start, -1):
        if page.text[at - 1] in "了有由如即是为以" or page.word_before(at) in word_set("walk", "stops"):
            return at, end
    return start, end


def _unknown(name: str) -> bool:
    """Whether the dictionary does not know the word, or only as a name."""
    return len(name) > 1 and known_words().tags.get(name, "nr").startswith("nr")
