"""Who pays for the projects of a list: the notice says it once (拟对以下12个项目予以资助，资金由甲局承担), the items name the projects."""

import re
from bisect import bisect_right
from collections.abc import Iterator

from nlp.claims import Claim
from nlp.clauses import SIGNS, Group, Sentence

_AWARD = re.compile(
    "(?:以下|下列)[^。；\n]{0,8}项目[^。；]{0,10}(?:资助|立项|支持|扶持)|(?:共|拟|决定)[^。；]{0,4}(?:立项|资助)[^。；\n]{0,6}\\d+个|资助项目[^。；]{0,6}(?:名单|如下)"
)
_PAYER = re.compile(f"(?:资金|经费|资助款?|款项)?(?:来源)?(?:为|由|从|来自|：)([{SIGNS['ORG']}{SIGNS['FUND']}{SIGNS['PLACE']}])")
_MONEY = re.compile("资金|经费|列支|资助款|款项")
# 1.甲项目 申报单位：…, （一）…：甲（乙中心）；丙（丁协会）
_NUMBERED = re.compile("\\s*(?:[（(]?[\\d一二三四五六七八九十]{1,3}[）).．、]|[GＧ]?\\d{2}\\s)?[\\s“《]*$")
_WITH_BODY = re.compile(f"[”》]?[（(]{SIGNS['ORG']}")
_OVER = re.compile("联系人|联系电话|特此")


def claims_of_awards(text: str, sentences: list[Sentence]) -> Iterator[Claim]:
    """A claim for each payer and each project of the lists. ``text`` is the document's: the line that announces a list may name nothing."""
    for article, (start, end) in _announced(text, sentences).items():
        whole = [s for s in sentences if s.article == article]
        below = [s for s in whole if start < s.end and s.start < end]
        told = next((found for s in below if _MONEY.search(s.masked) and (found := _payers(s))), [])
        for payer in told or _signers(whole):
            for project in (g for s in below for g in _items(s)):
                head, tail = payer.mentions[0].entity, project.mentions[0].entity
                yield Claim(head, "FUNDS", tail, project.start, project.end, "rule:FUNDS/award", 0.65, {"mode": "资助"})


def _announced(text: str, sentences: list[Sentence]) -> dict[int, tuple[int, int]]:
    """By article, from where its first list is announced to where the notice is over."""
    ends, found = [s.end for s in sentences], dict[int, tuple[int, int]]()
    for award in _AWARD.finditer(text):
        at = bisect_right(ends, award.start())
        if at < len(sentences) and sentences[at].article not in found:
            over = _OVER.search(text, award.end())
            found[sentences[at].article] = award.start(), over.start() if over else len(text)
    return found


def _payers(s: Sentence) -> list[Group]:
    found = [g for m in _PAYER.finditer(s.masked) if (g := s.group_at(m.start(1)))]
    paying = [g for g in found if _MONEY.search(s.masked[max(0, g.at - 16) : g.at + 10])]
    # Which of several paid for which project is not said.
    return paying if len(paying) == 1 else []


def _items(s: Sentence) -> Iterator[Group]:
    """The projects that begin an item, or have their body in brackets behind them."""
    for g in s.groups:
        if g.label == "PROJECT" and (_NUMBERED.fullmatch(s.masked[: g.at]) or _WITH_BODY.match(s.masked, g.at + 1)):
            yield g


def _signers(article: list[Sentence]) -> list[Group]:
    """Who signed the notice: a body with a line of its own, the last of the article."""
    lines = [s for s in article if s.masked.strip() == SIGNS["ORG"]]
    return [lines[-1].groups[0]] if lines else []
