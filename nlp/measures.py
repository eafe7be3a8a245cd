"""The measure of a number: what it counts, by the words around it and by what the clauses before have said."""

import re

from msgspec import Struct

from nlp.counted import NAMES, OWNER, Thing, is_money, money_noun, noun_after, noun_before
from nlp.indicators_words import any_of, word_set
from nlp.numbers import Number

PEOPLE = frozenset({"人", "名", "位", "人次"})
SHARES = frozenset({"%", "倍", "个百分点"})
OFTEN = re.compile(r"(?:每[人月年户次天场])+$")
# Whom or how often a figure is for (每个县建站1个): it goes into the qualifier.
EACH = re.compile(
    r"每(?:年|月|天|季度|周|人|户|次|场|站|镇|村|家|所|支|期|组|社区|万人|千人|百户|一?[个名位家所支]?[\u4e00-\u9fff（）]{1,8}?(?=年|补|资|获|给|不|配|安|建|投|平|至|拥|每|$))|各$"
)


class Reading(Struct):
    """What the clauses before the current number have said.

    ``masked`` is the document with a sign in each character of a name that owns figures; ``at`` where the number stands; ``topic`` the
    clause before without a count; ``bases`` the things counted in the sentence; ``shared`` what the last share was a share of;
    ``measures`` the last thing counted in the paragraph with each unit.
    """

    text: str
    masked: str
    sentence: tuple[int, int]
    at: int = 0
    topic: str = ""
    topics: list[str] = []
    following: str = ""
    bases: list[str] = []
    measures: dict[str, str] = {}
    told: list[tuple[str, float, str]] = []
    shared: str = ""

    def whole_of(self, n: Number) -> str:
        """What a part belongs to: the last thing of the paragraph with the same unit and a larger number, else the last with the unit."""
        larger = next((measure for unit, value, measure in reversed(self.told) if unit == n.unit and value > n.value), "")
        return larger or self.measures.get(n.unit, "")


def thing_of(reading: Reading, n: Number, before: str, after: str) -> tuple[Thing, int]:
    """What the number counts, and how much of the text after the number belongs to it."""
    if again := _again(reading, n, before):
        return again, 0
    if not n.unit and n.hanzi:  # 千余居民
        behind = noun_after(after)
        return Thing(behind.measure, noun_before(before).qualifier, behind.end), behind.end
    if is_money(n.unit) or not n.unit:
        return _money_thing(reading, n, before, after)
    if n.unit in ("%", "倍"):
        return _share_thing(reading, before, after)
    behind = _behind(reading, n, after)
    if n.unit in ("类", "种", "样") and not behind.measure and (kinds := _KINDS.match(before)):
        return noun_before(kinds[1]) if noun_before(kinds[1]).measure else Thing(kinds[1].strip("，、")), 0
    ahead = _done(reading, n, noun_before(EACH.sub("", OFTEN.sub("", _PACE.sub("", before)))))
    if behind.measure:
        return Thing(
            behind.measure, _context(ahead, before, next(reversed(reading.measures.values()), "")) + _said(after[behind.end :]), behind.end
        ), behind.end
    if n.unit in PEOPLE and not ahead.measure and not ahead.qualifier and re.match(any_of("stops"), after):
        return Thing(after.strip("了的") + "的人"), 0
    if per := _PER.search(before):
        return _per_head(reading, before[per.start() :]), 0
    if rest := re.match("其余|其他|剩下|剩余", before.strip("，")):
        return Thing(reading.whole_of(n) or before, _said(after) or rest.group()), 0
    return _listed(reading, before) or (_ahead(reading, n, ahead, before), 0)


# 7个偏远村，: what fills the clause behind a counting word is a noun, whatever the dictionary takes its words for.
_CLOSING = re.compile("([\u4e00-\u9fff]{2,4})(?=[，。；、）！]|$)")
_CHANGES = re.compile("^[增减升降变压扩涨提缩]|[至到成为了过来去]$")
_THINGS = frozenset("个家所支条项场座间张台辆册份篇期批组种片本只双袋箱套盒枚块笔张")


def _behind(reading: Reading, n: Number, after: str) -> Thing:
    """The noun behind the number, or the name (12支“邻里帮”志愿服务小队)."""
    if (named := NAMES.match(after)) and n.unit in _THINGS:
        return Thing(reading.text[n.end : n.end + named.end()].strip("“”"), end=named.end())
    return _closing(n, after) or noun_after(after)


def _closing(n: Number, after: str) -> Thing | None:
    found = _CLOSING.match(after) if n.unit in _THINGS else None
    if found is None or _CHANGES.search(found[1]) or any(found[1].startswith(w) for w in word_set("stops")) or noun_after(found[1]).measure:
        return None
    return Thing(found[1], end=found.end())


def _again(reading: Reading, n: Number, before: str) -> Thing | None:
    """What was counted just before, where this number only goes on with it."""
    if reading.told and reading.told[-1][0] == n.unit and before.strip() in _TO:
        return Thing(reading.told[-1][2])  # 5至9人
    if n.unit == "人" and reading.told and reading.told[-1][0] in ("户", "家") and not before.strip("、，共计"):
        return Thing(reading.told[-1][2])  # 居民3012户、7680人
    if (then := _FROM_TO.match(before)) and reading.told and reading.told[-1][0] == n.unit:
        return Thing(reading.told[-1][2], then[1])
    if n.unit in PEOPLE and n.unit in reading.measures and NAMES.search(before) and not NAMES.sub("", before).strip("（(、，"):
        return Thing(reading.measures[n.unit])  # 驻站社工6名（甲站4名）
    return None


# 月均兑换4600人次: how often is no part of what is counted.
_PACE = re.compile("[日月年]均|^(?:全年|一年)(?=.)")
# 新登记96个, 结案58例: what was done with the thing counted before.
_DONE = re.compile(
    "(?:新)?(?:登记|注销|备案|撤销|新增|新建|建成|开案|结案|办结|成功|调解|调解成功|交由|开办|挂牌|拟建|新设|成立|整改|参检|未参检|存续|余下|招募|离职|入选)"
    "|(?:基本|不)?合格|优秀|良好|不?达标"
)


def _done(reading: Reading, n: Number, ahead: Thing) -> Thing:
    """The words before a number, put right where they hold no noun: a verb alone, or 单个基金 in front of the verb that counts."""
    if ahead.measure.startswith(("单个", "单笔", "单家", "单项")) and len(ahead.qualifier) > 1:
        return Thing(ahead.qualifier, ahead.measure)
    verb = ahead.qualifier + ahead.measure
    if _DONE.fullmatch(verb) and n.unit in reading.measures:
        return Thing(reading.whole_of(n), verb)
    return ahead


# 年收入的45%来自政府购买服务，32%来自基金会资助: shares of one whole.
_SHARE_FROM = re.compile("(?:来自|来源于|出自|用于|投向|归)([^，。；、\\d]{2,14})")
_RATIO = re.compile(
    rf"(?P<part>[^，。；]*?)(?:{any_of('before')}|占到?了?|达到?了?|相当于|是|为)*(?P<verb>占到?|不低于|不超过|不高于|不少于|超过|相当于|是|为)(?P<whole>[^，。；]{{2,}}?)的?$"
)


def _share_thing(reading: Reading, before: str, after: str) -> tuple[Thing, int]:
    """A share is measured by what it is a share of: 人员经费占项目总经费的70%, 给予40%补助, 覆盖率达95%."""
    behind = money_noun(after)
    if behind.measure:
        return _paid(behind, before), behind.end
    if came := _SHARE_FROM.match(after):
        whole = noun_before(before.removesuffix("的")).measure if before.endswith("的") else reading.shared
        if whole and (before.endswith("的") or not before.strip("，、其中约近")):
            reading.shared = whole
            return Thing(f"{NAMES.sub('', came[1])}占{whole}"), 0
    last = reading.bases[-1] if reading.bases else ""
    if last and re.fullmatch(r"在?[^，。；]{0,16}(?:总量|总数|总人数|总额)?中的?占比?(?:为|达|约|近|到|有|超过?)*", before):
        return Thing(last + "占比", before), 0
    if last and re.fullmatch(r"，?(?:占|占比|占到|占比达|占了|占总数的?)", before.strip("约近达到超过了共")):
        return Thing(last + "占比"), 0
    ratio = _RATIO.fullmatch(before.rstrip("约近达到超过了共"))
    if ratio and ratio["whole"]:
        part = noun_before(re.sub("(?:不得|不应|不能|应当?|须|必须)+$", "", ratio["part"]))
        part_name = part.qualifier + part.measure or last
        whole = NAMES.sub("", ratio["whole"]).strip("的")
        return (Thing(f"{part_name}占{whole}") if "占" in ratio["verb"] else Thing(part_name, ratio["verb"] + whole)), 0
    if not before.strip("，、其中约近有") and not noun_after(after).measure and "其中" not in before:
        return Thing(), 0
    found = _ahead(reading, Number(0, 0, 0, 0.0, "%"), noun_before(before))
    told = re.search("(占比|比例|比重)(?:为|达到?|约|近|到|超过?)*$", before)
    return (Thing(found.measure + told[1], found.qualifier) if told and not found.measure.endswith(told[1]) else found), 0


# 服务内容分为助餐、助洁两类: what has kinds stands before the verb.
_PER = re.compile(r"(?:平均)?(?:每(?:万|千|百)[人名户口]|人均|户均)")
# 慈善组织最多的三个省依次为甲省（1369个）: the number in brackets after a name counts what the sentence began with.
_BRACKETED = re.compile(rf"{OWNER}[（(]$")
_MOST = re.compile(r"([\u4e00-\u9fff]{2,12}?)(?:数量|总数|总量|数)?(?:增长|分布)?(?:最多|最少|较多|居前|领先|靠前|分别|依次|排名)")


def _per_head(reading: Reading, before: str) -> Thing:
    """每万人拥有社会组织9个; where the noun is left out, it is what was counted before."""
    bare = re.sub("(?:平均|拥有|摊到|分到|有|达到?|为|约|数)+$", "", before)
    noun = re.sub(any_of("tails") + "+$", "", before)
    if re.search("(?:人口|人|名|户|居民|老人|老年人|儿童)$", bare) and len(bare) <= 12:
        counted = (measure for unit, _, measure in reversed(reading.told) if unit not in SHARES and not measure.startswith("每"))
        return Thing(bare + next(counted, ""))
    return Thing(noun)


def _listed(reading: Reading, before: str) -> tuple[Thing, int] | None:
    if not _BRACKETED.search(before):
        return None
    most = _MOST.search(reading.masked, max(reading.sentence[0], reading.at - 500), reading.at)
    noun = noun_before(most[1]).measure if most else next(reversed(reading.measures.values()), "")
    return (Thing(noun), 0) if noun else None


_KINDS = re.compile(r"([^，。；]*?)(?:分为|分成|划分为|包括|包含|涵盖|主要有|共有|有|为)[^，。；]*$")
_BARE_VERB = re.compile(rf"(?:来自|分布在|分布于|覆盖|覆盖了|遍布|涉及|惠及|服务|服务了|带动|落在|走进|进入)[{OWNER}的全]*")


def _context(ahead: Thing, before: str, last: str) -> str:
    if before.endswith("等"):
        return ""
    if re.fullmatch(_BARE_VERB, before) and last:
        return last + before
    return ahead.qualifier + ahead.measure if len(before) <= 14 else ahead.qualifier[-8:]


def _said(rest: str) -> str:
    """What a clause says of the thing after naming it (13家企业｜接过了证书), where that is short."""
    rest = NAMES.sub("", rest).strip("，。；的 ")
    return rest if 1 < len(rest) <= 14 and re.match(any_of("stops"), rest) else ""


_THEN = re.compile(
    r"^(?:增加|增长|发展|扩大|上升|提高|提升|下降|减少|缩减|扩展|壮大|增|涨|升|降|提|减|压缩|压减|压|调整)?[到至为](?:如今|现在|目前|今年|去年|现有|(?:19|20)\d\d年(?:初|底|末)?)*(?:完成|达到|建成)?的?$"
)


# 月薪从2900元｜涨到4300元: the second figure counts what the first one did.
_FROM_TO = re.compile(
    r"^，?(?:逐步|逐年|迅速|已经?|又|再)?((?:增加|增长|发展|扩大|上升|提高|提升|下降|减少|缩减|扩展|壮大|增|涨|升|降|提|减|压缩|压减|压|调整)[到至为])(?:如今|现在|目前|今年|去年|现有)*的?$"
)
# 净资产、总收入两项指标: the things themselves, not their number.
_COUNTED = re.compile(r"^[^，]*\d+[\u4e00-\u9fff]{0,2}[里中]$|[一二两三四五六七八九十\d]+[项个类种](?:指标|数据|数字|内容)?$")


def _ahead(reading: Reading, n: Number, ahead: Thing, before: str = "") -> Thing:
    """The noun before the number; where it is only narrowed (取得资格的有38家), the noun comes from what was said before."""
    if _THEN.match(before) and n.unit in reading.measures:
        return Thing(reading.measures[n.unit], re.sub("[到至为的]|发展|增加|增长", "", _plain(before)))
    if ahead.measure in _NO_THINGS and n.unit in reading.measures:
        return Thing(reading.measures[n.unit], ahead.measure)  # 推到全区71个社区，目标是60个以上
    if ahead.measure and len(ahead.measure) > 1:
        return ahead
    if re.search("总数|总量|合计|共计|一共|总共", before) and (n.unit in reading.measures or (reading.told and not ahead.measure)):
        return Thing(reading.measures.get(n.unit) or reading.told[-1][2], ahead.qualifier)
    if re.search("人数[^，；]{0,6}$", before):
        return Thing("人数", ahead.qualifier)
    topic = noun_before(_COUNTED.sub("", reading.topic)) if reading.topic else Thing()
    if topic.measure and len(topic.measure) > 1:
        return Thing(topic.measure, ahead.qualifier or topic.qualifier)
    if n.unit in reading.measures and (ahead.qualifier or n.unit not in PEOPLE):
        return Thing(reading.whole_of(n), ahead.qualifier)
    return Thing(ahead.qualifier + "的人" if n.unit in PEOPLE else ahead.qualifier) if ahead.qualifier else ahead


_TO = frozenset({"至", "到", "-", "—", "～", "~", "–"})
_NO_THINGS = frozenset({"目标", "指标", "任务", "目标任务"})
_SCALES = ("标准", "规模", "总额", "额度", "限额", "价格")
_PART = re.compile(r"(?:这?其中|这?当中|另外|另)?的?有?")
_SOURCE = re.compile(r"出自|来自|源自|来源于|用于|投向|系")


def _money_thing(reading: Reading, n: Number, before: str, after: str) -> tuple[Thing, int]:
    behind, ahead = money_noun(after), noun_before(OFTEN.sub("", before))
    if behind.measure.endswith(_SCALES):
        spent = re.search(any_of("amounts"), after[behind.end :])
        behind = Thing(spent.group() + behind.measure, end=behind.end) if spent else Thing()
    if behind.measure:
        return _paid(behind, before), behind.end
    origin = after or reading.following if _PART.fullmatch(before) else ""
    if (source := _SOURCE.match(origin)) and re.search(any_of("amounts"), origin):
        return Thing(re.sub(r"^(?:19|20)\d\d年度?|[（(].*", "", origin[source.end() :])), 0
    spent = re.match(any_of("spending"), after)
    verb = spent.group() if spent else ""
    named = _spent(reading, before, ahead, verb) if ahead.measure else Thing()
    return named if named.measure else _carried_money(reading, n, before, Thing(ahead.qualifier, _said(after) or verb)), 0


def _spent(reading: Reading, before: str, ahead: Thing, verb: str) -> Thing:
    """Money named by the words before it: 募集善款, 区政府拿出."""
    alone = _plain(EACH.sub("", before)) == ahead.measure
    if alone and ahead.measure in word_set("spending") and (payer := noun_after(_plain(reading.topic)).measure) and len(payer) <= 8:
        return Thing(payer + ahead.measure, ahead.qualifier)
    if re.search(any_of("amounts") + "$", ahead.measure):
        return Thing(ahead.measure, ahead.qualifier + verb)
    whole = _plain(before).rstrip("达为共约近超有是到逾")
    if whole in word_set("spending"):
        whole = noun_after(_plain(reading.topic)).measure + whole
    return Thing(whole + verb) if whole else Thing()


def _carried_money(reading: Reading, n: Number, before: str, said: Thing) -> Thing:
    """Money that an earlier clause names; ``said`` holds the words before and after the number."""
    if before.startswith("每") and not _plain(EACH.sub("", before)):
        verbs = re.findall(any_of("spending"), reading.masked[max(reading.sentence[0], reading.at - 200) : reading.at])
        if verbs:
            return Thing(verbs[-1])
    money = next((t for t in reversed(reading.topics) if re.search(any_of("amounts"), t)), "")
    if money and not re.search(any_of("amounts"), reading.topic):
        noun = re.search(rf"[\u4e00-\u9fff]{{0,4}}?{any_of('amounts')}", money)
        return Thing(noun.group() if noun else money, said.measure)
    found = _ahead(reading, n, Thing(qualifier=said.measure), before)
    return Thing(found.measure, found.qualifier + said.qualifier)


def _paid(money: Thing, before: str) -> Thing:
    """市财政按绩效给予40%补助: the payer goes before the money, how it is paid is what narrows it."""
    words = _plain(before)
    payer = re.match(r"([\u4e00-\u9fff、]{2,8}?)(?=按|对|给|向|将|予|为|每)", words)
    if not payer:
        return Thing(money.measure, words, money.end)
    return Thing(payer[1] + money.measure, words[payer.end() :], money.end)


def _plain(text: str) -> str:
    """The words without the names that own figures and without what says when and how often."""
    text = NAMES.sub("", text)
    text = re.sub(r"^“?十[一二三四]?五”?(?:末|初|期间|时期)|^(?:还|都|均|已|是|为)+$|[一二三四五六七八九十]年(?:下来|间|来)", "", text)
    text = re.sub("^(?:还|都|均|已经?)*(?:是|为|超过|有)?$", "", text)
    return re.sub(r"每(?:年|月|季度|周)|合计|累计|共计|一共|总共|为此|^其中", "", text).strip("，、的 ")
