"""Who does what to whom: each trigger word with the groups around it that play its two parts, in all voices of the language.

active      甲协会承办论坛            passive    论坛由甲协会承办, 在甲局指导下成立, 得到甲会支持的乙会
cleft       承办论坛的是甲协会        role       承办单位：甲协会; 甲协会是论坛的承办方
disposal    甲局把项目交给…, 对乙站进行督导
"""

import re
from collections.abc import Iterator

from msgspec import Struct

from graph.ontology import ontology
from nlp.claims import Claim
from nlp.clauses import ANY, Group, Sentence
from nlp.relations_triggers import Frame, triggers
from nlp.subjects import MARK, Carrier, lacks_subject

_NOT = re.compile(r"(?:尚未|从未|未能|未曾|没有|没能|并未|暂未|不再|不能|不得|无法|难以|未|没)[^，\ue000-\ue007]{0,4}$")
_PLAN = re.compile(
    r"(?:计划|拟|打算|准备|有意|希望|期待|争取|力争|将要|即将|考虑|呼吁|建议|倡议|如果|倘若|一旦|鼓励|引导|允许|可以|应当|应|要)[^，\ue000-\ue007]{0,4}$"
)
_PASSIVE = re.compile(rf"(?:由|被|经|受|经过|得到|获得?|获得了|得到了|在|靠|依靠)({ANY})(?:及其|等)?[^，。；：的\ue000-\ue007]{{0,10}}$")
_UNDER = re.compile(rf"(?:在|受)({ANY})(?:的|等)?[^，。；：\ue000-\ue007]{{0,8}}$")
_ROLE = re.compile(
    r"^(?:的)?(?:单位|方|者|人|机构|主体|部门|团队|企业|组织)(?:也|都|就)?(?:是|为|有|包括|：|分别是|分别为|依次为|依次是|由|系|，(?:一头|一边)?是)"
)
_CLEFT = re.compile(r"^[^，。；：\ue000-\ue007]{0,5}的[^，。；：的\ue000-\ue007]{0,4}，?(?:也|正|就|都|则|便)?(?:是|有|为|包括)")
_AS = re.compile(
    rf"({ANY})[^，。；：\ue000-\ue007]{{0,6}}(?:是|为|作为|成为|担任|任|系)(?:了)?[^，。；：\ue000-\ue007]{{0,6}}({ANY})?的?[^，。；：\ue000-\ue007]{{0,6}}$"
)
_ROLE_END = re.compile(r"^(?:的)?(?:单位|方|者|人|机构|主体|部门|阵地|平台|基地)")
_OBJECT = re.compile(rf"(?:将|把|对|给)({ANY})[^，。；：\ue000-\ue007]{{0,10}}$")
_WITH = re.compile(r"(?:联合|会同|携手|与|和|同)(?=.$)")
_REACH = 40


class Parts(Struct, frozen=True):
    """One reading of a trigger: who acts, what is acted on, in which voice, and how sure that reading is by itself."""

    agent: Group
    patient: Group
    voice: str
    score: float


def claims_of_frames(sentence: Sentence, carrier: Carrier) -> Iterator[Claim]:
    """Every claim of every trigger word in the sentence."""
    words = triggers()
    for found in words.words.finditer(sentence.masked):
        before = sentence.masked[max(0, found.start() - 9) : found.start()]
        if _NOT.search(before) or _PLAN.search(before):
            continue
        for frame in words.frames[found[0]]:
            yield from _claims(Reader(sentence, carrier, frame, found.span()))


def _claims(reader: "Reader") -> Iterator[Claim]:
    parts = reader.read()
    if parts is None:
        return
    frame, (a, b) = reader.frame, reader.span
    start = min([reader.sentence.offsets[a], *(g.start for g in (parts.agent, parts.patient) if _inside(reader.sentence, g))])
    end = max([reader.sentence.offsets[b - 1] + 1, *(g.end for g in (parts.agent, parts.patient) if _inside(reader.sentence, g))])
    word = reader.sentence.masked[a:b]
    for x in parts.agent.mentions:
        for y in parts.patient.mentions:
            head, tail = (y, x) if frame.reverse else (x, y)
            if ontology().fits(head.label, frame.type, tail.label):
                attrs = {"mode": word} if frame.mode else {}
                yield Claim(head.entity, frame.type, tail.entity, start, end, f"rule:{frame.type}/{parts.voice}", parts.score, dict(attrs))


def _inside(sentence: Sentence, group: Group) -> bool:
    return sentence.start <= group.start < sentence.end


class Reader:
    """Finds the parts of one trigger word. Each voice is tried in turn; the first that fits is the reading."""

    def __init__(self, sentence: Sentence, carrier: Carrier, frame: Frame, span: tuple[int, int]) -> None:
        self.sentence, self.carrier, self.frame, self.span = sentence, carrier, frame, span
        self.clause = sentence.clause(span[0])
        self.left = sentence.masked[self.clause[0] : span[0]]
        self.right = sentence.masked[span[1] :]
        edge = ontology().edge[frame.type]
        heads, tails = frozenset(edge.head), frozenset(edge.tail)
        self.agents = frozenset(frame.agents) or (tails if frame.reverse else heads)
        self.patients = frozenset(frame.patients) or (heads if frame.reverse else tails)

    def read(self) -> Parts | None:
        """The parts in the most telling voice that fits."""
        for voice in (self._role, self._cleft, self._as, self._passive, self._object, self._active):
            parts = voice()
            if parts and parts.agent.mentions[0].entity != parts.patient.mentions[0].entity:
                return parts
        return None

    # The voices.

    def _role(self) -> Parts | None:
        m = _ROLE.match(self.right)
        return self._told_right(m.end(), "role") if m else None

    def _cleft(self) -> Parts | None:
        m = _CLEFT.match(self.right)
        return self._told_right(m.end(), "cleft") if m else None

    def _told_right(self, skip: int, voice: str) -> Parts | None:
        agent = self._first_right(self.span[1] + skip, self.agents, 8, self._line_end(self.span[1] + skip))
        patient = self._last_left(self.patients, marked=True) or self._first_right(self.span[1], self.patients, 4, self.span[1] + skip)
        patient = patient or self._carried(self.patients)
        return Parts(agent, patient, voice, 0.85) if agent and patient else None

    def _as(self) -> Parts | None:
        m = _AS.search(self.left)
        if not m or not _ROLE_END.match(self.right):
            return None
        agent = self._group(m.start(1), self.agents)
        patient = self._group(m.start(2), self.patients) if m[2] else self._carried(self.patients)
        return Parts(agent, patient, "as", 0.8) if agent and patient else None

    def _passive(self) -> Parts | None:
        m = _UNDER.search(self.left) if re.match(r"[^，。；：]{0,3}?(?:之)?下|[的]?帮助下", self.right) else _PASSIVE.search(self.left)
        agent = self._group(m.start(1), self.agents) if m else None
        if not agent or (m and m[0].startswith("在") and "下" not in self.right[:5]):
            return None
        patient = self._first_right(self.span[1], self.patients, self.frame.gap, self.clause[1])
        if patient and self.right.startswith("的"):
            return Parts(agent, patient, "passive", 0.85)
        before = self._last_left(self.patients, marked=False, end=agent.at)
        patient = before or patient or self._carried(self.patients)
        return Parts(agent, patient, "passive", 0.85 if before else 0.7) if patient else None

    def _object(self) -> Parts | None:
        m = _OBJECT.search(self.left)
        patient = self._group(m.start(1), self.patients) if m else None
        if not patient:
            return None
        agent = self._last_left(self.agents, marked=False, end=patient.at) or self._left_out(self.left[: patient.at - self.clause[0] - 1])
        return Parts(agent, patient, "object", 0.8) if agent else None

    def _active(self) -> Parts | None:
        patient = self._first_right(self.span[1], self.patients, self.frame.gap, self.clause[1])
        if not patient:
            return None
        agent = self._last_left(self.agents, marked=False)
        if agent:
            return Parts(agent, patient, "active", 0.8)
        agent = self._left_out(self.left)
        return Parts(agent, patient, "carried", 0.6) if agent else None

    # The groups.

    def _group(self, at: int, labels: frozenset[str]) -> Group | None:
        group = self.sentence.group_at(self.clause[0] + at)
        return group if group and _has(group, labels) else None

    def _first_right(self, start: int, labels: frozenset[str], gap: int, end: int) -> Group | None:
        found = None
        for group in self.sentence.between(start, end):
            if group.at - start > gap + (0 if found is None else 6):
                break
            if _has(group, labels):
                found = group
                if self.sentence.masked[group.at + 1 : group.at + 2] != "的":
                    break
            elif found:
                break
        return found

    def _last_left(self, labels: frozenset[str], *, marked: bool, end: int | None = None) -> Group | None:
        end = self.span[0] if end is None else end
        for group in reversed(self.sentence.between(self.clause[0], end)):
            lead = self.sentence.masked[self.clause[0] : group.at]
            if _has(group, labels) and (marked or not MARK.search(lead)) and end - group.at <= _REACH:
                return group
        return None

    def _left_out(self, text: str) -> Group | None:
        return self._carried(self.agents) if lacks_subject(text) else None

    def _carried(self, labels: frozenset[str]) -> Group | None:
        earlier = [g for g in reversed(self.sentence.groups) if g.at < self.clause[0] and _has(g, labels)]
        subjects = [
            g for g in earlier if not MARK.search(self.sentence.masked[: g.at]) and self.sentence.masked[g.at + 1 : g.at + 2] != "的"
        ]
        for group in (*subjects[-1:], *earlier[:1], *self.carrier.recent, *self.carrier.seen):
            if _has(group, labels):
                return group
        return None

    def _line_end(self, start: int) -> int:
        at = min((i for c in "。；" if (i := self.sentence.masked.find(c, start)) >= 0), default=len(self.sentence.masked))
        comma = self.sentence.masked.find("，", start)
        return at if comma < 0 or comma - start < 2 else comma


def _has(group: Group, labels: frozenset[str]) -> bool:
    return any(m.label in labels for m in group.mentions)
