"""Who a clause without a subject is about: subjects carried from clause to clause, never from one article to the next."""

import re
from collections.abc import Iterator

from nlp.clauses import ANY, Group, Sentence
from nlp.relations_triggers import triggers

# A preposition in front of a group gives it a role of its own: it is no subject.
MARK = re.compile(
    r"(对于|依托|根据|按照|依据|依照|通过|委托|面向|针对|围绕|由|被|经|受|在|对|给|向|将|把|从|以|于|到|至|据|因|比|像|除|为|往|替|跟|当)(?:了|着)?[^，。；：、\ue000-\ue007]{0,2}$"
)
# What may stand before the verb of a clause whose subject is left out: time, adverbs, phrases with a preposition.
_FILLER = re.compile(
    r"[0-9〇○一二三四五六七八九十两]+(?:余|多)?(?:年代|年|月份?|日|号|时|点|天|个月|周|季度|年来)|[本当同次每这那][年月天日]|(?:今|去|前|明|后)[年天]|上旬|中旬|下旬|月?底|月?初|年中|上半年|下半年|上午|下午|晚上?|前夕|期间|以来|之后|以后|之前|前后|近年来?|近日|日前|目前|当前|如今|现在|此后|"
    r"随后|随即|后来|其中|此外|另外|同时|首先|其次|再次|最后|然后|接着|于是|因此|从而|由此|为此|并且|而且|以及|从此|先后|共同|联合|正式|积极|着力|大力|主动|相继|陆续|率先|首次|首批|首家|成功|一起|牵头|专门|创新性?地?|进一步|全面|继续|不断|已经|曾经|一直|正在|"
    r"自主|统一|协同|组织|定期|常态化|还|也|又|并|就|已|曾|正|都|便|则|均|而|再|共|先|可|后|于|在|才|更|我们|我|本|地|早|即|起|所|一|合计|累计|总共|每"
)
_PHRASE = re.compile(
    rf"(?:在|对|向|为|与|和|从|以|由|依托|通过|根据|按照|围绕|针对|经过?)[^，]{{0,6}}{ANY}[^，]{{0,6}}(?:的[^，]{{0,8}})?(?:下|中|里|内|上|后|时|以来|方面)?"
)
_LEFT_OVER = 3


class Carrier:
    """Remembers the last subjects of an article. ``recent`` is newest first."""

    def __init__(self) -> None:
        self.article: int | None = None
        self.recent: list[Group] = []
        self.seen: list[Group] = []

    def enter(self, sentence: Sentence) -> None:
        """Forget everything when a new article begins."""
        if sentence.article != self.article:
            self.article, self.recent, self.seen = sentence.article, [], []

    def leave(self, sentence: Sentence) -> None:
        """Remember the sentence's subjects and its other groups."""
        for subject in clause_subjects(sentence):
            self.recent = [subject, *(g for g in self.recent if g.mentions[0].entity != subject.mentions[0].entity)][:4]
        self.seen = [*reversed(sentence.groups), *self.seen][:8]


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
        lead, tail = sentence.masked[start : group.at], sentence.masked[group.at + 1 : group.at + 2]
        if not MARK.search(lead) and tail != "的" and not triggers().words.search(lead):
            return group
    return None


def lacks_subject(text: str) -> bool:
    """Whether the words before a verb hold no noun: then the clause's subject is one that was named before."""
    left = _FILLER.sub("", _PHRASE.sub("", text))
    return len(left) <= _LEFT_OVER and not re.search(ANY, left)
