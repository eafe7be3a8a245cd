"""Who a clause without a subject is about: subjects carried from clause to clause, never from one article to the next."""

import re
from collections import Counter
from collections.abc import Iterator

from graph.model import Entity
from nlp.clauses import ANY, Group, Sentence
from nlp.lexicon import known_words
from nlp.nesting import Names, plain_name
from nlp.relations_triggers import triggers
from nlp.spans import Mention

# A preposition in front of a group gives it a role of its own: it is no subject.
MARK = re.compile(
    r"(对于|依托|根据|按照|依据|依照|通过|面向|针对|围绕|由|被|经|受|在|对|给|向|将|把|从|以|于|到|至|据|因|比|像|除|为|往|替|跟|当)(?:了|着)?[^，。；：、\ue000-\ue007]{0,2}$"
)
# 社工站联合甲医院推出…: whoever is named second is not what the passage goes on about.
_JOINED = re.compile("(?:联合|会同|联手|携手|协同|偕同|委托|委派|聘请|邀请|引入|引进|请来|支持|资助|购买)了?$")
# 和甲学院合作，每年办…: who is only worked with is no subject.
_BESIDE = re.compile("(?:^|[，。；：]|是|还|又|也|并|则)[和与跟同]$")
# What may stand before the verb of a clause whose subject is left out: time, adverbs, phrases with a preposition.
_FILLER = re.compile(
    r"[0-9〇○一二三四五六七八九十两]+(?:余|多)?(?:年代|年|月份?|日|号|时|点|天|个月|周|季度|年来)|[本当同次每这那][年月天日]|(?:今|去|前|明|后)[年天]|上旬|中旬|下旬|月?底|月?初|年中|上半年|下半年|上午|下午|晚上?|前夕|期间|以来|之后|以后|之前|前后|近年来?|近日|日前|目前|当前|如今|现在|此后|"
    r"随后|随即|后来|其中|此外|另外|同时|首先|其次|再次|最后|然后|接着|于是|因此|从而|由此|为此|并且|而且|以及|从此|先后|共同|联合|正式|积极|着力|大力|主动|相继|陆续|率先|首次|首批|首家|成功|一起|牵头|专门|创新性?地?|进一步|全面|继续|不断|已经|曾经|一直|正在|"
    r"自主|统一|协同|组织|定期|常态化|还|也|又|并|就|已|曾|正|都|便|则|均|而|再|共|先|可|后|于|在|才|更|我们|我|本|地|早|即|起|所|一|合计|累计|总共|每"
)
_PHRASE = re.compile(
    rf"(?:在|对|向|为|与|和|从|以|由|依托|通过|根据|按照|围绕|针对|经过?)[^，]{{0,6}}{ANY}[^，]{{0,6}}(?:的[^，]{{0,8}})?(?:下|中|里|内|上|后|时|以来|方面)?"
)
# 以每年20万元的价格向甲中心购买服务: how something is done is no noun that acts.
_MANNER = re.compile("(?:以|按照?|用|采取|通过)[^，。；：\ue000-\ue007]{1,14}的?(?:价格|方式|形式|标准|名义|身份|模式|渠道|办法)")
# 对甲区来说，成立基金是…: the clauses that follow are about 甲区.
_SPOKEN_OF = re.compile("来说|而言|来讲")
# 一个服务老人，一个服务青少年; 会上发布了…: somebody else acts, or nobody is named.
_OTHER_SUBJECT = re.compile("^(?:一[个家支项方]|有的|各地|大家|他们|她们|双方)|(?:会|论坛|仪式|活动|现场|大会|场)上$|现场$")
# Who acts, if it stands before the verb and nothing named is meant by it.
_NOUN = re.compile(
    "[个家支所条](?:站|机构|单位|社区|村|项目|队|组织|县|镇)|会议|大会|论坛|项目|平台|基金|协会|中心|机构|政府|街道|社区|村里|居民|企业|学校|医院|部门|单位|代表|专家|领导|记者|孩子|老人|学生|家长|群众|党员|双方|各方|国家|社会|行业|[他她]"
)
_CHRONICLE = re.compile(r"(?:19|20)\d\d年(?:\d{1,2}月)?(?:\d{1,2}日)?[，：:]")
# 5.甲研究所, （二）乙促进会: an item's own line.
_ITEM = re.compile("(?:[\\d一二三四五六七八九十（）()]{1,4}[.．、）)]?|单位名称：|机构名称：|组织名称：|项目名称：|名称：)?[\ue000\ue004]")
_NEXT = re.compile("(?:[（(][一二三四五六七八九十]{1,2}[）)]|[一二三四五六七八九十]{1,2}、|[▲■●◆★☆▶►])(?![\ue000\ue004])")
# 登记机关：甲局: a line of a form says it of the body that the form is about.
_FIELD = re.compile("[\u4e00-\u9fff（）]{2,12}：")
_LEFT_OVER = 3
# Nouns of how something is done.
_MANNERS = frozenset(
    {"重点", "全程", "全力", "部分", "方式", "形式", "个人", "全部", "合力", "平均", "依法", "资金", "经费", "主要", "规模", "首期"}
)
_MEMORY = 4
_LONG_MEMORY = 12
_OFTEN = 4
# A newspaper is nobody's subject.
_NO_SUBJECTS = frozenset({"media"})


class Carrier:
    """Remembers the groups of the last sentences of an article, newest first, subjects of a sentence before its other groups.

    ``inner`` gives the things that a name holds (a project in the name of its handbook): whoever reads the name has them in mind too.
    """

    def __init__(self, entities: dict[str, Entity], sentences: list[Sentence], title: str = "") -> None:
        self.inner = names_within(entities)
        self.names = {e.id: e.name for e in entities.values()}
        # An article may go on after a caption or a box: each keeps its own memory, and its titles wherever they stand.
        self.memory: dict[int, list[list[Group]]] = {}
        # Whose post a post is (站长张某) may have been said long before.
        self.long: dict[int, list[list[Group]]] = {}
        self.titles: dict[int, list[Group]] = {}
        self.topics = _topics(sentences)
        # The body of a list's item, which has the item's first line to itself.
        self.items: dict[int, Mention] = {}
        self.whole = _titled(sentences, self.names, title)
        self.tellers = _tellers(sentences, self.whole, title)
        self.meetings: dict[int, Mention] = {}
        self.article = 0
        for s in sentences:
            if s.kind == "title":
                self.titles.setdefault(s.article, []).extend(s.groups)
            for m in (m for g in s.groups for m in g.mentions if m.label == "EVENT" and self.names[m.entity].endswith(("会", "会议"))):
                self.meetings.setdefault(s.article, m)
        self.before: list[list[Group]] = []
        self.title: list[Group] = []
        self._subjects: tuple[Sentence | None, list[Group]] = (None, [])

    def enter(self, sentence: Sentence) -> None:
        """Turn to the sentence's article."""
        self.article = sentence.article
        if sentence.kind == "heading":
            # What follows a heading is about the article's subject again, not about the last thing named.
            self.memory[sentence.article] = []
            self.items.pop(sentence.article, None)
        if _NEXT.match(sentence.masked):
            # （二）实施…: what the item before spoke of is over.
            self.memory[sentence.article] = []
        if _ITEM.fullmatch(sentence.masked):
            self.items[sentence.article] = sentence.groups[0].mentions[0]
        self.before = self.memory.setdefault(sentence.article, [])
        self.title = self.titles.get(sentence.article, self.whole)
        if (item := self.items.get(sentence.article)) and _FIELD.match(sentence.masked) and not _ITEM.match(sentence.masked):
            self.before = [[Group(0, item.start, item.end, (item,))], *self.before]
        if _CHRONICLE.match(sentence.masked) and self.title:
            # A line of a chronicle is about the body in the title, not about the last one named.
            self.before = [self.title, *self.before]

    def leave(self, sentence: Sentence) -> None:
        """Remember the sentence's groups; by-lines and captions are about nobody."""
        if sentence.kind in ("byline", "caption"):
            return
        subjects = self.subjects(sentence)[::-1]
        others = [g for g in reversed(sentence.groups) if g not in subjects]
        self.memory[sentence.article] = [[*subjects, *others], *self.before][:_MEMORY]
        self.long[sentence.article] = [[*subjects, *others], *self.long.get(sentence.article, [])][:_LONG_MEMORY]

    def subjects(self, sentence: Sentence) -> list[Group]:
        """The subjects of the sentence's clauses, remembered while the sentence is read."""
        if self._subjects[0] is not sentence:
            self._subjects = (sentence, list(clause_subjects(sentence)))
        return self._subjects[1]

    def find(self, labels: frozenset[str], avoid: frozenset[str]) -> Group | None:
        """The first remembered group with one of the labels, else the article's title."""
        topic, teller = self.topics.get(self.article), self.tellers.get(self.article)
        groups = ([teller] if teller else [], *self.before, self.title, [topic] if topic else [])
        return next((found for group in groups if (found := self.pick(group, labels, avoid))), None)

    def meeting(self, start: int) -> str:
        """The meeting that a list of persons at ``start`` belongs to: the last one named, else the first of the article, named before."""
        last = next((m.entity for groups in self.before for g in groups for m in g.mentions if m.label == "EVENT"), "")
        first = self.meetings.get(self.article)
        return last or (first.entity if first and first.start < start else "")

    def pick(self, groups: list[Group], labels: frozenset[str], avoid: frozenset[str] = frozenset()) -> Group | None:
        """The first of the groups, or of the things that their names hold, with one of the labels and none of the kinds ``avoid``."""
        avoid |= _NO_SUBJECTS
        for g in groups:
            fitting = tuple(m for m in (g.home or g.mentions) if m.label in labels and m.kind not in avoid)
            if fitting:
                return g if fitting == g.mentions else Group(g.at, g.start, g.end, fitting)
        for g in groups:
            held = tuple(x for m in g.mentions for x in self.inner.get(m.entity, ()) if x.label in labels)
            if held:
                return Group(g.at, g.start, g.end, held)
        return None


def _titled(sentences: list[Sentence], names: dict[str, str], title: str) -> list[Group]:
    """The things that the document's title names, for a text whose title is not in the text."""
    title = plain_name(title)
    first: dict[str, Mention] = {}
    for m in (m for s in sentences for g in s.groups for m in g.mentions):
        first.setdefault(m.entity, m)
    return [Group(0, m.start, m.end, (m,)) for entity, m in first.items() if plain_name(names[entity]) in title]


# 甲基金会2023年度工作报告: what such a text says without a subject, it says of the body or place in its title.
_REPORT = re.compile("(?:报告|总结|年报|汇报|小结|工作计划|工作要点|述职)(?:（[^）]*）)?$")


def _tellers(sentences: list[Sentence], whole: list[Group], title: str) -> dict[int, Group]:
    """By article, whose report it is."""
    found: dict[int, Group] = {}
    for s in sentences:
        if s.kind == "title" and s.groups and _REPORT.search(s.masked.strip()) and s.groups[0].at <= 1:
            found.setdefault(s.article, s.groups[0])
    if sentences and whole and _REPORT.search(title.strip()):
        found.setdefault(sentences[0].article, whole[0])
    return {article: g for article, g in found.items() if g.label in ("ORG", "PLACE")}


def _topics(sentences: list[Sentence]) -> dict[int, Group]:
    """By article, the body or project that is named again and again and more than any other."""
    counts: dict[int, Counter[str]] = {}
    first: dict[str, Group] = {}
    for s in sentences:
        for g in s.groups:
            for m in g.mentions:
                if m.label in ("ORG", "PROJECT") and m.kind not in ("government", "media"):
                    counts.setdefault(s.article, Counter())[m.entity] += 1
                    first.setdefault(m.entity, Group(g.at, m.start, m.end, (m,)))
    best = {article: count.most_common(2) for article, count in counts.items()}
    return {a: first[top[0][0]] for a, top in best.items() if top[0][1] >= _OFTEN and (len(top) == 1 or top[0][1] > top[1][1])}


def names_within(entities: dict[str, Entity]) -> dict[str, tuple[Mention, ...]]:
    """For each policy and event, the projects and funds whose names stand in its own."""
    names, held = Names(entities), {}
    for outer in entities.values():
        if outer.label in ("POLICY", "EVENT"):
            found = dict.fromkeys(x.entity.id for x in names.inside(outer) if x.entity.label in ("PROJECT", "FUND") and len(x.form) > 2)
            held[outer.id] = tuple(Mention(start=0, end=0, label=entities[x].label, entity=x, named=False) for x in found)
    return held


def clause_subjects(sentence: Sentence) -> Iterator[Group]:
    """The subject of each clause that names one, in text order."""
    start = 0
    for part in re.split(r"([，：；。])", sentence.masked):
        subject = subject_of(sentence, start, start + len(part))
        if subject:
            yield subject
        start += len(part)


def subject_of(sentence: Sentence, start: int, end: int) -> Group | None:
    """The first group of the clause that no preposition marks, no verb precedes and no 的 turns into an attribute."""
    for group in sentence.between(start, end):
        behind = sentence.group_at(group.at + 1) if group.label == "PLACE" else None
        if behind and behind.label == "ORG":
            continue  # 甲县 县民政局安排…: the office acts
        if _BESIDE.search(sentence.masked, start, group.at):
            continue
        lead, tail = sentence.masked[start : group.at], sentence.masked[group.at + 1 : group.at + 2]
        if _SPOKEN_OF.match(sentence.masked, group.at + 1) or (
            not MARK.search(lead) and not _JOINED.search(lead) and tail != "的" and not triggers().words.search(lead)
        ):
            return group
    return None


def left_over(text: str) -> str:
    """The words before a verb without those of time and manner and phrases with a preposition."""
    return _FILLER.sub("", _PHRASE.sub("", _MANNER.sub("", text)))


def lacks_subject(text: str) -> bool:
    """Whether the words before a verb hold no noun: then the clause's subject is one that was named before."""
    if _OTHER_SUBJECT.search(text):
        return False
    left = left_over(text)
    return len(left) <= _LEFT_OVER and not _NOUN.search(left) and not re.search(ANY, left) and not _is_noun(left)


def _is_noun(left: str) -> bool:
    """小屋开设…, 公司出资…: a plain noun acts."""
    word = left.strip("，、的了")
    return len(word) > 1 and known_words().tags.get(word, "").startswith("n") and word not in _MANNERS
