"""Who does what to whom: each trigger word with the groups around it that play its two parts, in all voices of the language.

active      甲协会承办论坛            passive    论坛由甲协会承办, 在甲局指导下成立, 得到甲会支持的乙会
cleft       承办论坛的是甲协会        role       承办单位：甲协会; 甲协会是论坛的承办方
disposal    甲局把项目交给…, 对乙站进行督导
"""

import re
from collections.abc import Iterator

from msgspec import Struct

from graph.model import Attribute
from graph.ontology import ontology
from nlp.claims import Claim
from nlp.clauses import ANY, Group, Sentence
from nlp.relations_triggers import Frame, amount_in, denied, pairs, several_sums, triggers
from nlp.roles import Roles, has_label, is_prefix
from nlp.subjects import MARK, Carrier, lacks_subject, left_over

_AGENT_MARK = re.compile(r"由|被|经过?|受到?|接受了?|得到了?|获得?了?|靠|依靠")
# 接受甲局的评估: with these the verb is a noun.
_TAKING = re.compile(r"(?:受到?|接受了?|得到了?|获得?了?)$")
_UNDER = re.compile(rf"(?:在|受)({ANY})(?:的|等)?[^，。；：\ue000-\ue007]{{0,8}}$")
_UNDER_END = re.compile(r"[^，。；：]{0,3}?(?:之)?下|[的]?帮助下")
_ROLE = re.compile(
    r"^(?:的)?(?:单位|方|者|人|机构|机关|主体|部门|团队|企业|组织)(?:也|都|就)?"
    r"(?:是|为|有|包括|：|】|分别是|分别为|依次为|依次是|由|系|，(?:一[头边个家方]|分别)?(?:是|为))|^[：】]"
)
_CLEFT = re.compile(
    r"^(?:了|过)?[^，。；：\ue000-\ue007]{0,5}[\ue000-\ue007]?[^，。；：\ue000-\ue007]{0,5}的[^，。；：的\ue000-\ue007]{0,6}，?(?:也|正|就|都|则|便|主要|名|还|另)?(?:是|有|为|包括|叫|交给|交由|落到|归|来自|由)"
)
# 甲区开展的品牌项目，叫得出名字的有乙、丙: the list comes after the noun that it fills.
_LISTED = re.compile(
    r"^的[^，。；：的\ue000-\ue007]{1,10}，?[^，。；：\ue000-\ue007]{0,10}?(?:就有|便有|有|包括|是|为|如|即|叫|：)[^，。；：\ue000-\ue007]{0,3}(?=[\ue000-\ue007])"
)
# 监管项目的甲委: the object is a bare noun, the one who acts is described by the whole.
_DESCRIBED = re.compile(
    r"^(?:该|这个|这一|本|整个)?(?:项目|平台|计划|活动|工程|行动|论坛|大赛|基金|站点)的[^，。；：的\ue000-\ue007]{0,6}([\ue000-\ue007])"
)
_RELATIVE = re.compile(f"^了?({ANY})的({ANY})")
_AS = re.compile(
    rf"({ANY})[^，。；：\ue000-\ue007]{{0,6}}(?:是|为|作为|成为|成了|担任|任|系|当|充当)(?:了)?[^，。；：\ue000-\ue007]{{0,6}}({ANY})?的?[^，。；：\ue000-\ue007]{{0,6}}$"
)
_IT_IS = re.compile(rf"(?<![作成认以称])(?:是|为)({ANY})[^，。；：的\ue000-\ue007]{{0,10}}$")
_IT_ENDS = re.compile("的|着|$|[，。；]")
_ROLE_END = re.compile(r"^(?:的)?(?:单位|方|者|人|机构|机关|主体|部门|阵地|平台|基地)")
_OBJECT = re.compile(rf"(?:将|把|对|(?<!交)给)({ANY})(?![^，]*(?:交给|交由|委托|托付))[^，。；：\ue000-\ue007]{{0,10}}$")
_TOWARDS = re.compile(rf"(?:向|为|给)({ANY})[^，。；：\ue000-\ue007]{{0,10}}$")
# Words of a plan anywhere before: too little for a fact where the subject has to be guessed as well.
_WISH = re.compile(r"需要|必须|应当|下一步|力争|将要|今后|拟|要(?!素|闻|求)")
# 受甲局委托，运营乙站: whoever gave the task does not do it.
_ENTRUSTED = re.compile("(?:委托|委派|指派|邀请|聘请)，$")
# 受甲局委托开展督导: who is given the task does it.
_TASK_GIVEN = re.compile("委托|委派|指派|指定|邀请|聘请")
# 拿出50万元: what for is said further on, or is nothing that was named.
_SAYS_WHAT_FOR = frozenset({"拿出", "安排", "给予", "投入", "投放", "募集", "筹集", "筹措"})
# Of the bodies that were named before, only stations and teams are given money without a word that says so.
_NEVER_PAID_SO = frozenset(ontology().node["ORG"].kinds) - {"station", "volunteer_team"}
_HOSTS = frozenset({"承办", "协办", "操办"})
_NEAR = 6
_RUN = ("ESTABLISHES", "OPERATES", "INCUBATES")
_NO_PATIENTS = frozenset({"government"})
# 办, 建, 设 are parts of many words (办法, 建议, 设施): alone they count only right before a name, 了 or 的.
_SHORT = re.compile("了?[“《]?[\ue000-\ue007]|了|的")
_SPEECH = re.compile("说|表示|介绍|认为|指出|告诉|谈|讲|称|透露|强调")
# 启用公募资质的是甲区: the verb has an object of its own, nothing named before is meant.
_OWN_OBJECT = re.compile("^(?:了|过)?(?!项目|平台|活动|论坛|会议|仪式|大赛|工作|事|这|该|此|其)[^，。；：的]{2,}的")
# 收到的捐赠, 甲会的支持: the word is a noun.
# 由甲学院组建督导团队: what is founded is said, though not named.
_OWN_NOUN = re.compile("了?(?!而成|起来|完成|并|后|时)[\u4e00-\u9fff]{2}")
_NOUN = re.compile("(?:的|收到|接受|公益|累计|募得|接收)$")
# 技术支持, 资金支持 are said by patterns of their own.
# 由村里的理事会打理: the village is not who does it.
_OWNS = re.compile("[里内中]?的")
# “无障碍出行”由甲局指导: what the quotation names is not read, yet it is what is spoken of.
_UNREAD_OBJECT = re.compile("”[^，。；：\ue000-\ue007]{0,2}(?:由|被|经)[^，]*$")
# 甲办与乙社签了合同，每年出资45万元: the first pays the second.
_SIGNED = re.compile("(?:正式)?(?:再次)?(?:签|续签)(?:了|订|下|署|约)?")
# 启动资金, 运营经费: the word says what money is for.
_OF_MONEY = re.compile("资金|经费")
_HELP_IN_KIND = re.compile("(?:技术|资金|经费|财力|物资|场地|资源)支持$")
_JOINED_BY = re.compile("(?:联合|会同|携手|协同|联手|偕同)$")
# 甲局组织各站参加培训: whoever sends others does not take part.
_SENDS = re.compile("组织|安排|动员|邀请|选派|选送|推荐")
_THINGS = frozenset({"PROJECT", "EVENT", "FUND"})


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
        if found[0] == "负责" and words.words.match(sentence.masked, found.end()):
            continue
        if len(found[0]) == 1 and not _SHORT.match(sentence.masked, found.end()):
            continue
        if (
            _OF_MONEY.match(sentence.masked, found.end())
            or denied(sentence.masked, found.start())
            or _HELP_IN_KIND.search(sentence.masked, 0, found.end())
        ):
            continue
        read = [(reader, parts) for f in words.frames[found[0]] if (parts := (reader := Reader(sentence, carrier, f, found.span())).read())]
        # 基金由甲会管理: where one meaning of the verb finds both parts here, no other looks for them further back.
        here = [x for x in read if all(sentence.start <= g.start < sentence.end for g in (x[1].agent, x[1].patient))]
        for reader, parts in here or read:
            yield from _claims(reader, parts)


def _claims(reader: "Reader", parts: Parts) -> Iterator[Claim]:
    frame, (a, b) = reader.frame, reader.span
    inside = [g for g in (parts.agent, parts.patient) if reader.sentence.start <= g.start < reader.sentence.end]
    start = min([reader.sentence.offsets[a], *(g.start for g in inside)])
    end = max([reader.sentence.offsets[b - 1] + 1, *(g.end for g in inside)])
    attrs = reader.attrs()
    agents, patients = parts.agent.mentions, parts.patient.mentions
    several = several_sums(reader.sentence.masked[slice(*reader.clause)]) if "amount" in attrs else []
    for i, j in pairs(reader.sentence.masked[slice(*reader.clause)], len(agents), len(patients)):
        x, y = agents[i], patients[j]
        head, tail = (y, x) if frame.reverse else (x, y)
        if ontology().fits(head.label, frame.type, tail.label):
            told = _with_own_sum(attrs, several, ((i, len(agents)), (j, len(patients))))
            yield Claim(head.entity, frame.type, tail.entity, start, end, f"rule:{frame.type}/{parts.voice}", parts.score, told)


def _with_own_sum(attrs: dict[str, Attribute], several: list[str], places: tuple[tuple[int, int], ...]) -> dict[str, Attribute]:
    """The attributes with the sum of this giver or receiver, by its (place, length) in the list; without one where neither list fits."""
    if not several:
        return dict(attrs)
    own = next((several[at] for at, size in places if size == len(several)), None)
    return {k: v for k, v in attrs.items() if k != "amount"} | ({"amount": own} if own else {})


class Reader:
    """Finds the parts of one trigger word. Each voice is tried in turn; the first that fits is the reading."""

    def __init__(self, sentence: Sentence, carrier: Carrier, frame: Frame, span: tuple[int, int]) -> None:
        self.sentence, self.carrier, self.frame, self.span = sentence, carrier, frame, span
        self.roles = Roles(sentence, carrier, span[0])
        # 支持甲会建设平台: 甲会 is both supported and building; 甲局主办、乙会承办的论坛: 乙会 is no object of 主办.
        self.roles.skip_acting = frame.type in _RUN
        self.clause = self.roles.clause
        self.left = sentence.masked[self.clause[0] : span[0]]
        self.right = sentence.masked[span[1] :]
        edge = ontology().edge[frame.type]
        heads, tails = frozenset(edge.head), frozenset(edge.tail)
        self.agents = frozenset(frame.agents) or (tails if frame.reverse else heads)
        self.patients = frozenset(frame.patients) or (heads if frame.reverse else tails)
        self.remembered = (frozenset(frame.carried) or self.patients) - {"PERSON"}

    def attrs(self) -> dict[str, Attribute]:
        """The mode, for types that have one, and the sum of money named in the clause."""
        word = self.sentence.masked[slice(*self.span)]
        attrs: dict[str, Attribute] = {"mode": self.frame.modes.get(word, word)} if self.frame.mode else {}
        amount = self._amount()
        if amount:
            attrs["amount"] = amount
        return attrs

    def read(self) -> Parts | None:
        """The parts in the most telling voice that fits."""
        voices = (self._role, self._cleft, self._as, self._it_is, self._passive, self._object, self._listed, self._described, self._active)
        for voice in voices:
            parts = voice()
            if parts and parts.agent.mentions[0].entity != parts.patient.mentions[0].entity:
                return parts
        return self._money()

    # The voices.

    def _role(self) -> Parts | None:
        m = _ROLE.match(self.right)
        return self._told_right(m.end(), "role") if m else None

    def _cleft(self) -> Parts | None:
        m = _CLEFT.match(self.right)
        return self._told_right(m.end(), "cleft") if m else None

    def _told_right(self, skip: int, voice: str) -> Parts | None:
        after = self.span[1] + skip
        first = self.sentence.between(after, after + 2)
        if voice == "role" and first and first[0].label == "PERSON" and "PERSON" not in self.agents:
            return None  # 督导：张某（甲大学副教授）
        agent = self.roles.first_right(after, self.agents, 8, self._line_end(after))
        patient = self.roles.last_left(self.patients, marked=True) or self.roles.first_right(self.span[1], self.patients, 4, after)
        if patient is None and not _OWN_OBJECT.match(self.right):
            patient = self._carried()
        return Parts(agent, patient, voice, 0.85) if agent and patient else None

    def _as(self) -> Parts | None:
        m = _AS.search(self.left)
        if not m or not _ROLE_END.match(self.right):
            return None
        agent = self._sign(m.start(1), self.agents)
        patient = self._sign(m.start(2), self.patients) if m[2] else self._carried()
        return Parts(agent, patient, "as", 0.8) if agent and patient else None

    def _it_is(self) -> Parts | None:
        m = _IT_IS.search(self.left)
        if not m or not _IT_ENDS.match(self.right):
            return None
        agent = self._sign(m.start(1), self.agents)
        patient = self.roles.last_left(self.patients, end=agent.at) or self._carried() if agent else None
        return Parts(agent, patient, "it-is", 0.85) if agent and patient else None

    def _passive(self) -> Parts | None:
        under = _UNDER.search(self.left) if _UNDER_END.match(self.right) else None
        agent = self._sign(under.start(1), self.agents) if under else self._by_agent()
        if not agent or _ROLE_END.match(self.right):
            return None
        patient = self.roles.first_right(self.span[1], self.patients, self.frame.gap, self.clause[1])
        if patient and self.right.startswith("的"):
            return Parts(agent, patient, "passive", 0.85)
        if patient and self.right.startswith("、") and patient.at == self.span[1] + 1:
            patient = None  # 由甲局牵头、乙局配合
        before = self.roles.last_left(self.patients, end=agent.at)
        if before is None and _UNREAD_OBJECT.search(self.left):
            return None
        behind = self.sentence.between(self.span[1], self.span[1] + 2 * _NEAR) if under else []
        ahead = next((g for g in behind if has_label(g, self.patients)), None)
        carried = None if self.frame.type == "ESTABLISHES" and _OWN_NOUN.match(self.right) else self._carried()
        patient = before or patient or ahead or carried
        return Parts(agent, patient, "passive", 0.85 if before or ahead else 0.7) if patient else None

    def _by_agent(self) -> Group | None:
        """The one behind 由, 被, 经…: the last group before the verb that has no preposition of its own."""
        marks = [m.end() for m in _AGENT_MARK.finditer(self.left)]
        for start in reversed(marks):
            groups = self.sentence.between(self.clause[0] + start, self.span[0])
            closed = "、" if _TAKING.search(self.left[:start]) else "、|的$"
            free = [g for g in groups if not MARK.search(self.sentence.masked[self.clause[0] + start : g.at])]
            free = [g for g in free if closed == "、" or not _OWNS.match(self.sentence.masked, g.at + 1)]
            near = [g for g in free[-1:] if not re.search(closed, self.sentence.masked[g.at : self.span[0]])]
            near = [g for g in near if not _TASK_GIVEN.search(self.sentence.masked, g.at, self.span[0])]
            if near and groups[0].at - self.clause[0] - start <= _NEAR and self.span[0] - near[0].at <= 2 * _NEAR:
                fit = has_label(near[0], self.agents) and not is_prefix(self.sentence, near[0]) and self._is_whole(near[0])
                return near[0] if fit else None
        return None

    def _is_whole(self, agent: Group) -> bool:
        """Whether no word stands between a place and the verb that may be the rest of a name (甲市|乙小仙|捐赠)."""
        return agent.label != "PLACE" or not left_over(self.sentence.masked[agent.at + 1 : self.span[0]])

    def _object(self) -> Parts | None:
        m = _OBJECT.search(self.left)
        patient = self._sign(m.start(1), self.patients) if m else None
        # 对甲站开展考核: what is done with it is no running of it
        if not patient or (m and m[0].startswith("对") and self.frame.type in _RUN):
            return None
        agent = self.roles.last_left(self.agents, end=patient.at) or self.roles.left_out(patient.at - 1, self.agents)
        return Parts(agent, patient, "object", 0.8) if agent else None

    def _listed(self) -> Parts | None:
        m = _LISTED.match(self.right)
        agent = self._beside() if m else None
        patient = self.roles.at_sign(self.span[1] + m.end(), self.patients) if m else None
        return Parts(agent, patient, "listed", 0.75) if agent and patient else None

    def _described(self) -> Parts | None:
        m = _DESCRIBED.match(self.right)
        agent = self.roles.at_sign(self.span[1] + m.start(1), self.agents) if m else None
        patient = self.roles.carried(self.remembered & _THINGS) if agent else None
        return Parts(agent, patient, "described", 0.7) if agent and patient else None

    def _active(self) -> Parts | None:
        patient = self.roles.first_right(self.span[1], self.patients, self.frame.gap, self.clause[1]) or self._towards()
        if not patient:
            return None
        # 甲局牵头、乙局配合: what follows the mark acts itself.
        if _NOUN.search(self.left) or _ROLE_END.match(self.right) or self.right.startswith("、"):
            return None
        if self.right.startswith("的"):
            agent = self._with(self._doer(self._beside()))
            return Parts(agent, patient, "attribute", 0.8) if agent else None
        agent = self._with(self.roles.last_left(self.agents, end=min(self.span[0], patient.at)))
        if agent is None and (described := self._relative()):
            return described
        if agent:
            between = self.sentence.masked[agent.at + 1 : self.span[0]]
            if "、" in between or (self.frame.type == "MEMBER_OF" and _SENDS.search(between)):
                return None
            free = lacks_subject(between)
            if agent.label == "PLACE" and not (free and self._is_whole(agent)):
                return None
            return Parts(agent, patient, "active", 0.8 if free else 0.65)
        agent = (
            None
            if self.frame.type == "SUPERVISES"  # guessed so none in twelve was right
            or _WISH.search(self.sentence.masked, self.sentence.masked.rfind("；", 0, self.span[0]) + 1, self.span[0])
            or _ENTRUSTED.search(self.sentence.masked, 0, self.clause[0])
            else self._founder() or self.roles.left_out(self.span[0], self.agents - {"PERSON"})
        )
        told = patient.mentions[0].named or self.frame.type != "ISSUES"
        return Parts(agent, patient, "carried", 0.6) if agent and told else None

    def _doer(self, beside: Group | None) -> Group | None:
        """甲中心在乙镇实施的: what is run there is not run by the place."""
        at_work = (
            beside
            and beside.label == "PLACE"
            and self.frame.type in _RUN
            and self.sentence.masked[beside.at - 1 : beside.at] in tuple("在于到")
        )
        return self.roles.last_left(self.agents, end=beside.at) if beside and at_work else beside

    def _relative(self) -> Parts | None:
        """已入驻该中心的甲社、乙社: the one described acts on the one in front of 的."""
        m = _RELATIVE.match(self.right)
        if not m:
            return None
        patient = self.roles.at_sign(self.span[1] + m.start(1), self.patients)
        agent = self.roles.at_sign(self.span[1] + m.start(2), self.agents)
        return Parts(agent, patient, "relative", 0.7) if agent and patient else None

    def _founder(self) -> Group | None:
        """退休后闲不住的张某，发起成立了乙队: a person is carried from the clause before, unless it only quotes him."""
        before = self.sentence.masked[: self.clause[0]]
        if self.frame.type != "ESTABLISHES" or _SPEECH.search(before) or not lacks_subject(self.left):
            return None
        subjects = [g for g in self.roles.carrier.subjects(self.sentence) if g.at < self.clause[0]]
        return subjects[-1] if subjects and subjects[-1].label == "PERSON" else None

    def _towards(self) -> Group | None:
        """向甲会捐赠十万元: for giving and referring alone."""
        m = _TOWARDS.search(self.left) if self.frame.type in ("FUNDS", "REFERS_TO") else None
        return self._sign(m.start(1), self.patients) if m else None

    def _with(self, agent: Group | None) -> Group | None:
        """甲会联合乙公司发起…: both act."""
        if agent is None or not _JOINED_BY.search(self.sentence.masked[self.clause[0] : agent.at]):
            return agent
        first = self.roles.last_left(self.agents, end=agent.at)
        return Group(first.at, first.start, agent.end, (*first.mentions, *agent.mentions)) if first else agent

    def _money(self) -> Parts | None:
        """甲区每年为此拿出十万元: what is paid for was named before."""
        if _NOUN.search(self.left) or not self._amount():
            return None
        if self.sentence.masked[slice(*self.span)] in _SAYS_WHAT_FOR and "为此" not in self.left:
            return None
        agent = self.roles.last_left(self.agents) or self.roles.left_out(self.span[0], self.agents - {"PERSON"})
        if agent and len(agent.mentions) == 2 and agent.at < self.clause[0] and _SIGNED.match(self.sentence.masked, agent.at + 1):
            payer, paid = (Group(agent.at, m.start, m.end, (m,)) for m in agent.mentions)
            return Parts(payer, paid, "money", 0.65) if has_label(paid, self.patients) else None
        things = self.remembered & _THINGS
        patient = (self.roles.carried(things) or self.roles.carried(self.remembered - things, _NEVER_PAID_SO)) if agent else None
        same = agent and patient and agent.mentions[0].entity == patient.mentions[0].entity
        return Parts(agent, patient, "money", 0.6) if agent and patient and not same else None

    def _amount(self) -> str | None:
        """The sum in the clause, for types that have an amount."""
        paid = "amount" in ontology().edge[self.frame.type].attrs
        return amount_in(self.sentence.masked[slice(*self.clause)]) if paid else None

    def _beside(self) -> Group | None:
        """The group right before the verb, whatever marks it: 在甲市出台的…"""
        agent = self.roles.last_left(self.agents, marked=True)
        return agent if agent and self.span[0] - agent.at <= _NEAR and "的" not in self.sentence.masked[agent.at : self.span[0]] else None

    def _carried(self) -> Group | None:
        """What was acted on, named before: a project, event or fund if there is one in mind, else anything that fits."""
        avoid = _NO_PATIENTS if self.frame.type in (*_RUN, "FUNDS") else frozenset[str]()
        # 试点由甲街道组织实施: what was spoken of at a meeting is not the meeting
        hosts = self.frame.type != "OPERATES" or self.sentence.masked[slice(*self.span)] in _HOSTS
        remembered = self.remembered if hosts else self.remembered - {"EVENT"}
        return self.roles.carried(remembered & _THINGS) or self.roles.carried(remembered, avoid)

    def _sign(self, at: int, labels: frozenset[str]) -> Group | None:
        return self.roles.at_sign(self.clause[0] + at, labels)

    def _line_end(self, start: int) -> int:
        masked = self.sentence.masked
        at = min((i for c in "。；" if (i := masked.find(c, start)) >= 0), default=len(masked))
        comma = masked.find("，", start)
        return at if comma < 0 or comma - start < 2 else comma
