"""Finds the group that plays a part near a place of the sentence: on the right, on the left, as an attribute, or carried from before."""

import re

from nlp.clauses import SIGNS, Group, Sentence
from nlp.relations_triggers import triggers
from nlp.subjects import MARK, Carrier, lacks_subject

_ATTRIBUTE = re.compile(r"[^，。；：\ue000-\ue007]{0,10}的[^，。；：\ue000-\ue007]{0,10}([\ue000-\ue007])")
# 成立由甲局牵头的小组: what a preposition marks belongs to the words in between.
_WITHIN = re.compile("(?:由|经|在|与|和|向|对|为|从|以|被|同|跟|靠|受)$")
# 一个项目启动，推动它的是甲局，名叫乙计划: the name comes last, yet all is about it.
_NAMED = re.compile("(?:(?:项目|平台|活动|品牌|论坛|机构)叫|名为|名叫|名字就?叫|取名为?|叫做|叫作|称为|全称为?|题为|名称为)$")
# 经甲会发放的红包，面向老年人: the clause before is a noun that hides its own groups.
_NOUN_PHRASE = re.compile("(?:由|经|被)[\ue000-\ue007][^，。；：的\ue000-\ue007]{2,8}的[^，。；：的\ue000-\ue007]{2,6}$")
# 面向儿童的支援服务“甲计划”: the noun and its name.
_NAMED_SO = re.compile(f"[^，。；：的\ue000-\ue007]{{1,6}}({SIGNS['PROJECT']})")
_ENUMERATED = re.compile("(?:^|[；。：])(?=其[一二三四五六]，|[一二三四五六]是|第[一二三四五六]，|首先|其次|再次)")
# Characters of the longest of these words.
_MARK = 3
_REACH = 40
# 甲局主办、乙会承办的论坛: 乙会 is the next verb's, not the first one's object.
_ACTORS = frozenset({"ORG", "PERSON"})
_UNREAD = re.compile(
    r"[^，。；：、的\ue000-\ue007]{2,14}?(?:中心|协会|公司|基金会|服务社|事务所|联合会|促进会|学会|总会|集团|学校|医院|大学|学院|工作室|服务队|志愿队|救援队|社工站|代表处|分会|委员会)"
)


def _item(masked: str, at: int) -> range:
    """The items of a list (其一，…；其二，…) before the one that ``at`` stands in: what they name is nobody's subject further on."""
    marks = [m.end() for m in _ENUMERATED.finditer(masked, 0, at + _MARK) if m.end() <= at]
    return range(marks[0], marks[-1]) if marks else range(0)


def is_prefix(sentence: Sentence, group: Group) -> bool:
    """Whether the place only begins a name that nobody has read (甲市|同心服务中心承接…): then it acts in nothing."""
    return group.label == "PLACE" and bool(_UNREAD.match(sentence.masked, group.at + 1))


def has_label(group: Group, labels: frozenset[str]) -> bool:
    """Whether one of the group's mentions has one of the labels."""
    return any(m.label in labels for m in group.mentions)


class Roles:
    """The groups around one place (``at``, in the masked text) of a sentence. Labels narrow what may play a part."""

    def __init__(self, sentence: Sentence, carrier: Carrier, at: int) -> None:
        self.sentence, self.carrier, self.at = sentence, carrier, at
        self.clause = sentence.clause(at)
        self.skip_acting = False

    def at_sign(self, at: int, labels: frozenset[str]) -> Group | None:
        """The group whose sign stands at ``at`` if it fits."""
        group = self.sentence.group_at(at)
        return group if group and has_label(group, labels) else None

    def first_right(self, start: int, labels: frozenset[str], gap: int, end: int) -> Group | None:
        """The first fitting group after ``start``; one that is followed by 的 gives way to a fitting one right behind it."""
        found = None
        for group in self.sentence.between(start, end):
            if group.at - start > gap + (0 if found is None else 6):
                break
            acts = self.skip_acting and has_label(group, _ACTORS) and triggers().words.match(self.sentence.masked, group.at + 1)
            if acts or _WITHIN.search(self.sentence.masked[start : group.at]):
                gap += 16
            elif has_label(group, labels):
                found = group
                if self.sentence.masked[group.at + 1 : group.at + 2] != "的":
                    break
            elif found:
                break
        return found

    def last_left(self, labels: frozenset[str], *, marked: bool = False, end: int | None = None) -> Group | None:
        """The last fitting group of the clause before ``end``; without ``marked`` none that a preposition marks."""
        end = self.at if end is None else end
        for group in reversed(self.sentence.between(self.clause[0], end)):
            lead = self.sentence.masked[self.clause[0] : group.at]
            if (
                has_label(group, labels)
                and not is_prefix(self.sentence, group)
                and (marked or not MARK.search(lead))
                and end - group.at <= _REACH
            ):
                return group
        return None

    def attribute(self, end: int, labels: frozenset[str]) -> Group | None:
        """The group that the words before ``end`` describe: 为老年人服务的[甲中心]."""
        m = _ATTRIBUTE.match(self.sentence.masked, end) or _NAMED_SO.match(self.sentence.masked, end)
        return self.at_sign(m.start(1), labels) if m else None

    def left_out(self, start: int, labels: frozenset[str], avoid: frozenset[str] = frozenset()) -> Group | None:
        """The carried subject, where the clause has no noun of its own before ``start``."""
        if not lacks_subject(self.sentence.masked[self.clause[0] : start]):
            return None
        spoken_of = [g for g in self.carrier.subjects(self.sentence) if g.at < self.clause[0]]
        if spoken_of and not has_label(spoken_of[-1], labels) and not spoken_of[-1].home:
            return None
        return self.carried(labels, avoid)

    def carried(self, labels: frozenset[str], avoid: frozenset[str] = frozenset()) -> Group | None:
        """The fitting group that the reader still has in mind: of this sentence's earlier clauses, else of the sentences before."""
        named = [g for g in self.sentence.groups if _NAMED.search(self.sentence.masked[: g.at])]
        limit, item = self.clause[0], _item(self.sentence.masked, self.clause[0])
        before = self.sentence.clause(limit - 2)[0] if limit > 1 else 0
        if _NOUN_PHRASE.search(self.sentence.masked[before : max(0, limit - 1)]):
            limit = before
        earlier = [g for g in reversed(self.sentence.groups) if g.at < limit and g.at not in item]
        subjects = [g for g in reversed(self.carrier.subjects(self.sentence)) if g.at < limit and g.at not in item]
        found = self.carrier.pick(named, labels, avoid) or self.carrier.pick([*subjects, *earlier], labels, avoid)
        return found or self.carrier.find(labels, avoid)
