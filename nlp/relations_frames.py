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
from nlp.relations_triggers import Frame, denied, triggers
from nlp.roles import Roles
from nlp.subjects import Carrier

_PASSIVE = re.compile(
    rf"(?:由|被|经过?|受|得到了?|获得?了?|靠|依靠)(?:[^，。；：\ue000-\ue007]*{ANY}[^，。；：、\ue000-\ue007]+)?({ANY})(?:及其|等|和他们?的[^，。；：、]{{2}})?[^，。；：的、\ue000-\ue007]{{0,10}}$"
)
_UNDER = re.compile(rf"(?:在|受)({ANY})(?:的|等)?[^，。；：\ue000-\ue007]{{0,8}}$")
_ROLE = re.compile(
    r"^(?:的)?(?:单位|方|者|人|机构|主体|部门|团队|企业|组织)(?:也|都|就)?(?:是|为|有|包括|：|分别是|分别为|依次为|依次是|由|系|，(?:一头|一边)?是)"
)
_CLEFT = re.compile(r"^[^，。；：\ue000-\ue007]{0,5}的[^，。；：的\ue000-\ue007]{0,4}，?(?:也|正|就|都|则|便)?(?:是|有|为|包括)")
_AS = re.compile(
    rf"({ANY})[^，。；：\ue000-\ue007]{{0,6}}(?:是|为|作为|成为|担任|任|系)(?:了)?[^，。；：\ue000-\ue007]{{0,6}}({ANY})?的?[^，。；：\ue000-\ue007]{{0,6}}$"
)
_NEAR = 5
_ROLE_END = re.compile(r"^(?:的)?(?:单位|方|者|人|机构|主体|部门|阵地|平台|基地)")
_OBJECT = re.compile(rf"(?:将|把|对|给)({ANY})[^，。；：\ue000-\ue007]{{0,10}}$")


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
        if denied(sentence.masked, found.start()):
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
        self.roles = Roles(sentence, carrier, span[0])
        self.clause = self.roles.clause
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
        agent = self.roles.first_right(self.span[1] + skip, self.agents, 8, self._line_end(self.span[1] + skip))
        patient = self.roles.last_left(self.patients, marked=True) or self.roles.first_right(
            self.span[1], self.patients, 4, self.span[1] + skip
        )
        patient = patient or self.roles.carried(self.patients)
        return Parts(agent, patient, voice, 0.85) if agent and patient else None

    def _as(self) -> Parts | None:
        m = _AS.search(self.left)
        if not m or not _ROLE_END.match(self.right):
            return None
        agent = self.roles.at_sign(self.clause[0] + m.start(1), self.agents)
        patient = self.roles.at_sign(self.clause[0] + m.start(2), self.patients) if m[2] else self.roles.carried(self.patients)
        return Parts(agent, patient, "as", 0.8) if agent and patient else None

    def _passive(self) -> Parts | None:
        m = _UNDER.search(self.left) if re.match(r"[^，。；：]{0,3}?(?:之)?下|[的]?帮助下", self.right) else _PASSIVE.search(self.left)
        agent = self.roles.at_sign(self.clause[0] + m.start(1), self.agents) if m else None
        if not agent or _ROLE_END.match(self.right):
            return None
        patient = self.roles.first_right(self.span[1], self.patients, self.frame.gap, self.clause[1])
        if patient and self.right.startswith("的"):
            return Parts(agent, patient, "passive", 0.85)
        before = self.roles.last_left(self.patients, marked=False, end=agent.at)
        patient = before or patient or self.roles.carried(self.patients)
        return Parts(agent, patient, "passive", 0.85 if before else 0.7) if patient else None

    def _object(self) -> Parts | None:
        m = _OBJECT.search(self.left)
        patient = self.roles.at_sign(self.clause[0] + m.start(1), self.patients) if m else None
        if not patient:
            return None
        agent = self.roles.last_left(self.agents, marked=False, end=patient.at) or self.roles.left_out(patient.at - 1, self.agents)
        return Parts(agent, patient, "object", 0.8) if agent else None

    def _active(self) -> Parts | None:
        patient = self.roles.first_right(self.span[1], self.patients, self.frame.gap, self.clause[1])
        if not patient:
            return None
        agent = self.roles.last_left(self.agents)
        if agent:
            return Parts(agent, patient, "active", 0.8)
        agent = self.roles.left_out(self.span[0], self.agents)
        return Parts(agent, patient, "carried", 0.6) if agent else None

    def _line_end(self, start: int) -> int:
        masked = self.sentence.masked
        at = min((i for c in "。；" if (i := masked.find(c, start)) >= 0), default=len(masked))
        comma = masked.find("，", start)
        return at if comma < 0 or comma - start < 2 else comma
