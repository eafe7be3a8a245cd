"""Lists that say once what holds of each of their items: who attended a meeting, who gave how much."""

import re
from collections.abc import Iterator

from graph.model import Attribute
from nlp.claims import Claim
from nlp.clauses import SIGNS, Group, Sentence
from nlp.relations_triggers import amount_in
from nlp.subjects import Carrier

# 出席：甲、乙  列席：丙  请假：丁
_ROLL = re.compile(
    "(?:(?P<present>出席|参加|列席|与会|参会|到会|特邀)|请假|缺席|因事请假|主持|记录|抄送|分送|报送|主送|发送)(?:会议)?(?:人员|单位|领导|同志|代表|嘉宾|人)?："
)
# 捐赠共4笔：甲公司700万元，乙公司260万元
_GIVEN = re.compile("(?:捐赠|捐款|捐资|认捐|捐助|善款|赞助)[^。；：]{0,14}：")
# 其中，甲局购买服务90万元，乙基金会捐赠20万元, behind 总收入142万元
_INCOME = re.compile("(?:^其中[，：]?|(?<![低高])收入|资金来源|经费来源)")
_PAYS = re.compile("购买服务|采购|拨付|拨款|补助|补贴|捐赠|捐款|捐资|资助|以奖代补|奖补|出资|支持|投入|配套|赞助|给予")
_SUM = re.compile(r"[^，。；、\d\ue000-\ue007]{0,4}\d[\d,.]*[余多]?[千万亿]*元")
_PAID = re.compile(rf"[^，。；、\d\ue000-\ue007]{{0,6}}(?:{_PAYS.pattern})[^，。；、\d\ue000-\ue007]{{0,8}}\d[\d,.]*[余多]?[千万亿]*元")
_RECEIVERS = frozenset({"ORG", "PROJECT", "FUND"})
_NO_RECEIVERS = frozenset({"government", "media", "enterprise"})


# 采购人：甲局; 成交供应商：乙中心，成交金额：76.5万元
_BUYER = re.compile(f"采购(?:人|单位|方)(?:名称|信息)?[：】][^，。；：\ue000-\ue007]{{0,6}}({SIGNS['ORG']})")
_SUPPLIER = re.compile(f"(?:供应商|(?:中标|成交|中选)(?:单位|人|机构|供应商|候选人))(?:名称)?[：】]({SIGNS['ORG']})")
_PROJECT = frozenset({"PROJECT"})


def find_buyers(sentences: list[Sentence]) -> dict[int, str]:
    """By article, who buys in a procurement's notice."""
    found: dict[int, str] = {}
    for s in sentences:
        for m in _BUYER.finditer(s.masked):
            if group := s.group_at(m.start(1)):
                found.setdefault(s.article, group.mentions[0].entity)
    return found


def claims_of_lists(sentence: Sentence, carrier: Carrier, buyers: dict[int, str]) -> Iterator[Claim]:
    """Every claim of the sentence's lists."""
    yield from _attendance(sentence, carrier)
    yield from _donors(sentence, carrier)
    if sentence.article in buyers:
        yield from _suppliers(sentence, carrier, buyers[sentence.article])


def _suppliers(sentence: Sentence, carrier: Carrier, buyer: str) -> Iterator[Claim]:
    """Who won a package: paid by the buyer, and runs the project that was named last."""
    for m in _SUPPLIER.finditer(sentence.masked):
        group = sentence.group_at(m.start(1))
        if group is None or group.mentions[0].entity == buyer:
            continue
        supplier, amount = group.mentions[0].entity, amount_in(sentence.masked[m.start() :])
        earlier = [g for g in reversed(sentence.groups) if g.at < m.start()]
        project = carrier.pick(earlier, _PROJECT) or carrier.find(_PROJECT, frozenset())
        attrs: dict[str, Attribute] = {"mode": "购买服务", **({"amount": amount} if amount else {})}
        span = sentence.offsets[m.start()], group.end
        yield Claim(buyer, "FUNDS", supplier, *span, "rule:FUNDS/list", 0.75, dict(attrs))
        if project:
            yield Claim(supplier, "OPERATES", project.mentions[0].entity, *span, "rule:OPERATES/list", 0.7)
            yield Claim(buyer, "FUNDS", project.mentions[0].entity, *span, "rule:FUNDS/list", 0.65, dict(attrs))


def _attendance(sentence: Sentence, carrier: Carrier) -> Iterator[Claim]:
    rolls = list(_ROLL.finditer(sentence.masked))
    for roll, end in zip(rolls, [*(r.start() for r in rolls), len(sentence.masked)][1:], strict=True):
        meeting = carrier.meeting(sentence.start) if roll["present"] else None
        for group in sentence.between(roll.end(), end):
            follows = sentence.group_at(group.at + 1)
            for m in group.mentions:
                if m.label == "ORG" and follows and follows.label == "PERSON":  # 县妇联李某
                    person = follows.mentions[0]
                    yield Claim(person.entity, "WORKS_FOR", m.entity, m.start, person.end, "rule:WORKS_FOR/roll", 0.75)
                elif meeting and m.label in ("PERSON", "ORG"):
                    yield Claim(m.entity, "MEMBER_OF", meeting, m.start, m.end, "rule:MEMBER_OF/roll", 0.75)


def _donors(sentence: Sentence, carrier: Carrier) -> Iterator[Claim]:
    given, told_by = _GIVEN.search(sentence.masked), _SUM
    if not given:
        given, told_by = _INCOME.search(sentence.masked), _PAID
    if not given:
        return
    donors = [(g, m) for g in sentence.between(given.end(), len(sentence.masked)) if (m := told_by.match(sentence.masked, g.at + 1))]
    donors = [(g, m) for g, m in donors if g.label in ("ORG", "PERSON", "FUND") and len(g.mentions) == 1]
    receiver = _receiver(sentence, carrier, given.start()) if len(donors) > 1 else None
    for group, told in donors:
        head = group.mentions[0]
        if receiver and head.entity != receiver:
            amount = amount_in(told[0])
            way = _PAYS.search(told[0])
            attrs: dict[str, Attribute] = {"mode": way[0] if way else "捐赠", **({"amount": amount} if amount else {})}
            end = sentence.offsets[told.end() - 1] + 1
            yield Claim(head.entity, "FUNDS", receiver, group.start, end, "rule:FUNDS/list", 0.75, attrs)


def _receiver(sentence: Sentence, carrier: Carrier, end: int) -> str:
    """Who got what the list says: named before it, else whoever the text is about."""
    before: list[Group] = [g for g in sentence.between(0, end) if g.label in _RECEIVERS]
    found = before[-1] if before else carrier.pick(carrier.title, _RECEIVERS, _NO_RECEIVERS) or carrier.find(_RECEIVERS, _NO_RECEIVERS)
    return found.mentions[0].entity if found else ""
