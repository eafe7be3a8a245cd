"""Who holds a post where: 甲协会会长张某; 张某，甲局局长; 张某（甲协会会长）; 本报记者张某."""

import re
from collections.abc import Iterator

from nlp.claims import Claim
from nlp.clauses import SIGNS, Group, Sentence, fold
from nlp.lexicon import words
from nlp.relations_triggers import triggers
from nlp.spans import Mention
from nlp.subjects import Carrier

_HOME, _PERSON = f"[{SIGNS['ORG']}{SIGNS['PLACE']}]", SIGNS["PERSON"]
_POST = "[^\ue000-\ue007，。；：！？（）()“”]"
# 甲协会会长张某, 甲协会张某
_BEFORE = re.compile(f"({_HOME})的?({_POST}{{0,16}}?)的?({_PERSON})")
# 在甲社区当了十年书记的张某
_SERVED = re.compile(
    f"(?:在|于)({_HOME})[^，。；：\ue000-\ue007]{{0,8}}?(?:当|任|做|担任|干)(?:了|过)?[^，。；：\ue000-\ue007]{{0,5}}?({_POST}{{2,10}})的({_PERSON})"
)
# 甲局的三位领导，张某、李某
_LEADERS = re.compile(f"({_HOME})的{_POST}{{0,6}}(?:领导|负责人|代表|专家|干部|同志)，?(?:有|是)?(?P<none>)({_PERSON})")
_OFFICIAL = re.compile(
    "^(?:人民政府|政府|[省市区县州旗镇乡村]?委|党工委|党委|街道|社区|原|时任)*(?:副|代|常务副)*(?:[省市区县州旗镇乡村]长|书记|主席|主任|常委|秘书长)"
)
# 张某在甲所当总干事; 接任甲所总干事的，是张某
_WORKS = re.compile(f"({_PERSON})[^，。；：\ue000-\ue007]{{0,6}}在({_HOME})(?:当|做|任|担任|出任|挂职任?)(?:了|过|着)?({_POST}{{2,12}})")
# 甲会由张某任会长，李某任秘书长; 在甲所工作的张某; 张某以甲局局长的身份
_NAMED_TO = re.compile(f"({_HOME})(?:由)?({_PERSON})(?:任|担任|出任)({_POST}{{2,8}})")
_EMPLOYEE = re.compile(f"(?:在|于)({_HOME})(?P<none>)(?:工作|上班|任职|就职|供职)的({_PERSON})")
_AS = re.compile(f"({_PERSON})以({_HOME})的?({_POST}{{2,12}}?)的?身份")
_TAKES = re.compile(f"(?:接任|担任|出任|当选为?|就任)({_HOME})的?({_POST}{{2,12}}?)的，?(?:便|正|就)?是({_PERSON})")
# 站长张某 with the station named before
_ALONE = re.compile(f"(?:^|[，；：。“]|的|和|与|、)(?P<title>{_POST}{{2,10}})(?P<who>{_PERSON})")
# 他任会长，村医张某任副会长
_ASSUMES = re.compile(f"(?P<who>{_PERSON})(?:担任|出任|任|当选为?|被推选为|被选为)(?P<title>{_POST}{{2,8}}?)(?=[，。；、]|$)")
# 法定代表人：张某, 秘书长为张某, 理事长仍由张某担任
_LABELLED = re.compile(
    f"(?:^|[，；：。“【\\s]|的|现任)(?P<title>{_POST}{{2,10}}?)(?:：|】|仍?由|仍?[是为]|变更为)[^，。；：、和与\ue000-\ue005\ue007]{{0,8}}?(?P<who>{_PERSON})"
)
_SPEAKS = re.compile("表示|说|介绍|认为|告诉|指出|坦言|谈到|提到|回忆|：|，|$")
# 张某是甲局党组书记、局长; 张某，甲局局长; 张某（甲局局长）
_AFTER = re.compile(
    f"({_PERSON})(?:[，,]?(?:也|同时|如今|现在|目前|今天|还|曾|就)*(?:是|系|为|现任|担任|出任|任|曾任|来自|就职于|任职于|供职于|受聘于|当选为?|兼任)|[，（(：])({_HOME})的?({_POST}{{0,16}})"
)
# 张某，甲大学社工专业毕业: where somebody studied. 张某，甲学院蔡教授: the second is somebody else.
_STUDIED = re.compile("毕业|专业|就读|攻读|在读|校友|本科|硕士|博士生|研究生")
_OTHER = re.compile(f"[{words('persons', 'surnames')[0]}](?:教授|老师|医生|律师|博士)$")
# 张某（女，苗族）甲社工站站长: a line of a list of people
_LISTED = re.compile(f"^[\\s\\d、.．]*({_PERSON})(?:（[^（）\ue000-\ue007]{{1,12}}）)?\\s*({_HOME})的?({_POST}{{2,16}}?)\\s*$")
# 张某今年38岁，是甲社工站站长
_AGED = re.compile(
    f"({_PERSON})[^，。；：\ue000-\ue007]{{0,10}}(?:岁|出生|毕业|党员|人)，(?:现在?|目前|如今|也)?(?:是|任|担任)({_HOME})的?({_POST}{{2,16}})"
)
# 张某，女，1975年生，高级社会工作师，现任甲站站长、乙协会会长: the posts of a profile, each with its body.
_PROFILE = re.compile(
    f"({_PERSON})[^。；{_PERSON}]{{0,70}}?(?:现任|曾任|历任|先后任|先后担任|现为|现系|兼任|担任|任)(?=({_HOME})的?({_POST}{{2,16}}))"
)
_CAREER = re.compile(f"(?:[、，]|，?(?:现|曾|后|也|还|并|同时|兼)*(?:任|兼|担任|是|为))*({_HOME})的?({_POST}{{2,16}}?)(?=[、，。；]|兼|$)")
_EMPLOYED = re.compile("供职于|任职于|就职于|来自")
# 甲协会的会长是张某, 会长由张某担任
_COPULA = re.compile(f"({_HOME})的?({_POST}{{2,16}}?)(?:是|为|由|叫|名叫|：)({_PERSON})")
# 甲社区张某书记
_NAMED = re.compile(f"({_HOME})({_PERSON})({_POST}{{2,6}})")


# 张某是乙项目的负责人, 乙项目负责人张某: a claim for relations_derived, no relation of the vocabulary.
LEADS = "LEADS"
_LEADER = "负责人|主管|主任|督导|官员|主理人|发起人|执行人"
_LEADS = re.compile(
    f"(?P<p>{_PERSON})[^。；\ue000-\ue007]{{0,8}}(?P<j>{SIGNS['PROJECT']})(?:项目)?的?(?:{_LEADER})|(?P<j2>{SIGNS['PROJECT']})(?:项目)?的?(?:{_LEADER})(?P<p2>{_PERSON})"
)


def claims_of_posts(sentence: Sentence) -> Iterator[Claim]:
    """Every post that the sentence itself states."""
    masked = sentence.masked
    if _PERSON not in masked:
        return
    for rule, wording in (
        ("before", _BEFORE),
        ("copula", _COPULA),
        ("served", _SERVED),
        ("leaders", _LEADERS),
        ("takes", _TAKES),
        ("leaders", _EMPLOYEE),
    ):
        for m in wording.finditer(masked):
            plain = rule == "before" and not m[2] and (sentence.kind != "body" or _SPEAKS.match(masked, m.end()) or m[0][1] == "的")
            if (plain or rule == "leaders" or _is_post(m[2])) and _holds(m[1], m[2]):
                yield from _claims(sentence, m.start(1), m.start(3), m[2], rule)
    yield from _posts_behind(sentence)
    for m in _LEADS.finditer(masked):
        person, project = (sentence.group_at(m.start(a) if m[a] else m.start(b)) for a, b in (("p", "p2"), ("j", "j2")))
        if person and project:
            start, end = sentence.offsets[m.start()], sentence.offsets[m.end() - 1] + 1
            yield Claim(person.mentions[-1].entity, LEADS, project.mentions[0].entity, start, end, "rule:OPERATES/leads", 0.7)


def _holds(sign: str, title: str) -> bool:
    """A place has officials, no general managers: 甲市某事务所总干事 with the firm unread is no post in 甲市."""
    return sign != SIGNS["PLACE"] or bool(_OFFICIAL.search(title))


_BEHIND = (_AFTER, _WORKS, _AS, _LISTED, _AGED)


def _posts_behind(sentence: Sentence) -> Iterator[Claim]:
    masked = sentence.masked
    for m in (found for wording in _BEHIND for found in wording.finditer(masked)):
        title = _cut_post(m[3])
        elsewhere = _STUDIED.search(masked, m.start(3), m.end() + 2) or _OTHER.match(title)
        if (title or _EMPLOYED.search(m[0])) and _holds(m[2], title) and not elsewhere:
            yield from _claims(sentence, m.start(2), m.start(1), title, "after")
    for profile in _PROFILE.finditer(masked):
        at = profile.end()
        while (post := _CAREER.match(masked, at)) and _is_post(post[2]) and _holds(post[1], post[2]):
            yield from _claims(sentence, post.start(1), profile.start(1), post[2], "after")
            at = post.end()
    for m in (*_NAMED.finditer(masked), *_NAMED_TO.finditer(masked)):
        title = _cut_post(m[3])
        if title and title == m[3][: len(title)]:
            yield from _claims(sentence, m.start(1), m.start(2), title, "named")


def fold_posts(sentence: Sentence) -> Sentence:
    """The sentence with 甲局局长张某 read as 张某: what it says is said of the person, not of the bureau."""
    if _PERSON not in sentence.masked:
        return sentence
    spans = []
    for m in _BEFORE.finditer(sentence.masked):
        home = sentence.group_at(m.start(1))
        if home and len(home.mentions) == 1 and m[2] and _is_post(m[2]):
            spans.append((m.start(1), m.start(3)))
    # 局长张某，副局长李某: the second title has no body of its own in front.
    spans += [
        (m.start("title"), m.start("who"))
        for m in _ALONE.finditer(sentence.masked)
        if _is_post(m["title"]) and m.start("who") not in {b for _, b in spans}
    ]
    return fold(sentence, spans)


def claims_of_lone_posts(sentence: Sentence, carrier: Carrier) -> Iterator[Claim]:
    """A post without its organisation (站长张某): the nearest organisation named before whose kind or name has such a post."""
    if _PERSON not in sentence.masked:
        return
    for m in (found for wording in (_ALONE, _LABELLED, _ASSUMES) for found in wording.finditer(sentence.masked)):
        title, at = m["title"], m.start("title")
        home = _fitting_home(sentence, carrier, title, min(at, m.start("who"))) if _is_post(title) else None
        people = sentence.group_at(m.start("who"))
        if home and people:
            span = min(sentence.offsets[at], people.start), max(people.end, sentence.offsets[at + len(title) - 1] + 1)
            for person in people.mentions:
                yield Claim(person.entity, "WORKS_FOR", home.entity, *span, "rule:WORKS_FOR/alone", 0.65, {"title": title})


# 基金由乡贤理事会打理，理事长是张某: a body that nobody has read is nearer than those that are named.
_UNREAD = re.compile(
    "(?:理事会|委员会|协会|互助会|联合会|促进会|服务队|中心|工作室|服务社|合作社|联盟|小组|工作站)(?!的?(?:主任|会长|站长|队长))"
)


_NEAR = 24


def _fitting_home(sentence: Sentence, carrier: Carrier, title: str, at: int) -> Mention | None:
    last = max((g.at for g in sentence.groups if g.at < at), default=-1)
    if _UNREAD.search(sentence.masked, max(last + 1, at - _NEAR), at):
        return None
    before = [g for g in reversed(sentence.groups) if g.at < at]
    for group in (*before, *(g for groups in carrier.long.get(sentence.article, ()) for g in groups)):
        for home in group.mentions:
            if home.label == "ORG" and _has_post(home, title, carrier.names.get(home.entity, "")):
                return home
    return None


def _has_post(home: Mention, title: str, name: str) -> bool:
    if re.search("总经理|董事|经理|总裁|总监$", title):
        return home.kind == "enterprise"
    if re.match("社区|村", title):
        return home.kind == "community"
    if re.search("法定代表人|负责人|联系人$", title):
        return home.kind not in ("government", "media", "community")
    if re.search("理事长|秘书长|总干事|会长|理事$", title):
        return home.kind in ("social_org", "foundation")
    if re.search("主任$", title):
        return name.endswith(("中心", "办公室", "委员会", "居委会", "服务站", "社工站", "社工部", "工作部"))
    sign = re.search("(局|站|所|院|校|处|科|股|司|厅|队|会|镇|村)长$", title)
    if sign is None:
        return False
    return name.endswith(sign[1]) or (sign[1] == "校" and home.kind in ("school", "university"))


def _is_post(text: str) -> bool:
    words = triggers()
    return bool(words.post.search(text)) and not words.never_post.search(text) and not _CLAUSE.search(text)


# Words that stand in a clause, not in a post: 甲局和社区书记 is a list, 甲局表彰的书记 a sentence.
_CLAUSE = re.compile(r"的.*的|是|了|着|向|对|把|被|让|给|与|和|及(?!格)|到|在")


def _cut_post(text: str) -> str:
    """The longest post that the text begins with, or an empty string."""
    for end in range(len(text), 1, -1):
        if _is_post(text[:end]):
            return text[:end]
    return ""


def _claims(sentence: Sentence, home_at: int, person_at: int, title: str, rule: str) -> Iterator[Claim]:
    home, people = sentence.group_at(home_at), sentence.group_at(person_at)
    if home is None or people is None:
        return
    place = _home(home, rule)
    start = min(place.start, people.start)
    end = max(sentence.offsets[max(home_at, person_at) + 1] if rule in ("after", "named") else 0, home.end, people.end)
    if rule in ("after", "named"):
        end = max(end, sentence.offsets[min(max(home_at, person_at) + 1 + len(title), len(sentence.masked))])
    chosen = people.mentions if rule != "after" else people.mentions[-1:]
    for person in chosen:
        attrs = {"title": _DATE.sub("", title.lstrip("的"))} if title else {}
        score = 0.93 if title and place.label == "ORG" else 0.8
        yield Claim(person.entity, "WORKS_FOR", place.entity, start, end, f"rule:WORKS_FOR/{rule}", score, dict(attrs))


# 甲日报2024年1月8日记者张某
_DATE = re.compile("^\\d{4}年(?:\\d{1,2}月(?:\\d{1,2}日)?)?")


def _home(group: Group, rule: str) -> Mention:
    return group.mentions[0] if rule == "after" and len(group.mentions) == 1 else group.mentions[-1]
