"""Collectives that stand for a list: 三个站 for the three stations named before, 上述单位, 下列6个项目: said of them is said of each."""

import re
from bisect import bisect_left
from collections.abc import Iterator

from msgspec import Struct
from spacy.tokens import Doc

from graph.model import Entity
from nlp.clauses import FAMILIES, document_sections
from nlp.numbers import hanzi_value
from nlp.spans import Mention

COLLECTIVE = "rule:reference/several"
_TYPE = (
    "社工站|社工室|站点|单位|机构|社会组织|组织|社区|村|项目|队伍|服务队|志愿队|中心|镇街|街镇|街道|乡镇|区县|县区|基金会|基金|高校|大学|企业|公司|部门|协会|商会"
    "|站|镇|乡|县|区"
)
_PHRASE = re.compile(
    f"(?P<far>上述|以上|下列|以下|这|该|前述)?(?P<number>[两二三四五六七八九十]|十[一二三四五六]|\\d{{1,2}})(?:[个家支所条]|(?=社区|镇街))"
    f"(?:[^，。；、的\\d\\s]{{2,4}}(?=单位|机构|站点|项目))?(?P<type>{_TYPE})(?![长员门务级域])"
    f"|(?P<one>前者|后者)|(?P<all>上述|以上|下列|以下)(?:试点|成员|立项|入选|获奖|中标|承接|共建|发起|参评|签约)?(?P<kind>单位|机构|项目|站点|组织|社区)(?![长员])"
)
_KINDS = {
    "社工站": ("station",), "社工室": ("station",), "站点": ("station",), "站": ("station",), "社区": ("community",),
    "村": ("community", "village"), "队伍": ("volunteer_team",), "服务队": ("volunteer_team",), "志愿队": ("volunteer_team",),
    "基金会": ("foundation",), "镇街": ("town",), "街镇": ("town",), "街道": ("town",), "乡镇": ("town",), "镇": ("town",), "乡": ("town",),
    "区县": ("county",), "县区": ("county",), "县": ("county",), "区": ("county",), "高校": ("university",), "大学": ("university",),
    "企业": ("enterprise",), "公司": ("enterprise",), "部门": ("government",),
}  # fmt: skip
_LABELS = {"项目": "PROJECT", "基金": "FUND"}
_JOINED = re.compile(r"\s*(?:[”》]\s*)?(?:、|和|与|及|以及|，)?\s*(?:[“《]\s*)?")
# An item of a list that has a line for each.
_ITEM = re.compile(
    r"\s*(?:\d{1,2}[.．、）)]|[（(](?:\d{1,2}|[一二三四五六七八九十]{1,2})[）)]|[一二三四五六七八九十]{1,2}、|[①-⑳]|[·●■◆▪-])?\s*[“《]?"
)
# Further back nobody has a list in mind.
_REACH = 3_000
_RECENT = 200
# A longer list is a register, of which nothing is said at once.
_MOST = 40


class _List(Struct, frozen=True):
    start: int
    end: int
    members: tuple[Mention, ...]


def with_collectives(doc: Doc, mentions: list[Mention]) -> list[Mention]:
    """The mentions and, for each phrase that stands for a list of them, one unnamed mention of each member, in text order."""
    text, entities = doc._.document.text, doc._.entities
    articles = [(s.start, s.article) for s in document_sections(doc)]
    lists = sorted((x for x in _lists(text, [m for m in mentions if m.named]) if 1 < len(x.members) <= _MOST), key=lambda x: x.start)
    found = list(mentions)
    starts, ends = [m.start for m in mentions], [m.end for m in mentions]
    begun = [x.start for x in lists]
    for m in _PHRASE.finditer(text):
        at = bisect_left(ends, m.start() + 1)
        if at < len(starts) and starts[at] < m.end():
            continue
        # What stands further away nobody has in mind; so each phrase costs the same in a text of any length.
        home = _article(articles, m.start())
        near = lists[bisect_left(begun, m.start() - _REACH) : bisect_left(begun, m.start() + _REACH)]
        near = [x for x in near if _article(articles, x.start) == home]
        told = mentions[bisect_left(starts, m.start() - _REACH) : bisect_left(starts, m.start())]
        told = [x for x in told if x.named and _article(articles, x.start) == home]
        members = _one_of_two(m, text, near, told) if m["one"] else _meant(m, near, entities) or _told(m, told, entities)
        found += [
            Mention(start=m.start(), end=m.end(), label=x.label, kind=x.kind, by=COLLECTIVE, score=0.7, entity=x.entity, named=False)
            for x in members
        ]
    return sorted(found, key=lambda x: (x.start, x.end))


def _meant(m: re.Match[str], near: list[_List], entities: dict[str, Entity]) -> tuple[Mention, ...]:
    """The members of the nearest list before the phrase, or after 下列, that has as many members of its type as it says."""
    word, size = m["type"] or m["kind"], _size(m)
    ahead = (m["far"] or m["all"]) in ("下列", "以下")
    near = [x for x in near if x.start >= m.end()] if ahead else [x for x in reversed(near) if x.end <= m.start()]
    if any(x.end == m.start() for x in near):
        return ()  # 甲中心、乙中心两家机构: the list says itself who is meant
    for one in near if size else near[:1]:
        if size in (0, len(one.members)) and all(_is_a(entities[x.entity], word) for x in one.members):
            return one.members
    return ()


def _one_of_two(m: re.Match[str], text: str, near: list[_List], told: list[Mention]) -> tuple[Mention, ...]:
    """前者 and 后者: the first and the second of the last two things named in a row, else of the only two bodies of the sentence."""
    pairs = [x.members for x in near if x.end <= m.start() < x.end + _RECENT and len(x.members) == 2]
    if pairs and "\n" not in text[pairs[-1][0].start : m.start()]:
        return (pairs[-1][m["one"] == "后者"],)
    ends = [i for i in range(max(0, m.start() - _RECENT), m.start()) if text[i] in "。！？\n"]
    start = ends[-1] + 1 if ends and ends[-1] < m.start() - 1 else ends[-2] + 1 if len(ends) > 1 else m.start() - _RECENT
    bodies = {x.entity: x for x in told if x.label == "ORG" and x.start >= start}
    return (list(bodies.values())[m["one"] == "后者"],) if len(bodies) == 2 else ()


def _told(m: re.Match[str], told: list[Mention], entities: dict[str, Entity]) -> tuple[Mention, ...]:
    """The things of the type that the article has named so far, where these are as many as the phrase says."""
    size, word = _size(m), m["type"]
    if not size or m["far"] in ("下列", "以下") or word in ("单位", "机构", "组织", "社会组织"):
        return ()
    found = {x.entity: x for x in reversed(told) if _is_a(entities[x.entity], word)}
    return tuple(reversed(found.values())) if 1 < len(found) == size else ()


def _size(m: re.Match[str]) -> int:
    """The number that the phrase says; 0 where it says none."""
    said = m["number"] or "0"
    return int(said) if said.isdigit() else int(hanzi_value(said) or 0)


def _article(articles: list[tuple[int, int]], at: int) -> int:
    place = bisect_left(articles, (at + 1, -1)) - 1
    return articles[place][1] if place >= 0 else 0


def _is_a(e: Entity, word: str) -> bool:
    if word in _LABELS:
        return e.label == _LABELS[word]
    if word in _KINDS:
        return e.kind in _KINDS[word] or (e.label == "ORG" and e.name.endswith(word))
    if word in ("单位", "机构", "社会组织", "组织"):
        return e.label == "ORG" and (word in ("单位", "机构") or e.kind not in ("government", "community", "enterprise", "media"))
    return e.label == "ORG" and e.name.endswith(word)


def _lists(text: str, mentions: list[Mention]) -> Iterator[_List]:
    """Names that stand in a row, and names that begin the lines of a list."""
    run: list[Mention] = []
    for m in mentions:
        if run and not (_same(run[-1], m) and _JOINED.fullmatch(text, run[-1].end, m.start)):
            yield _made(run)
            run = []
        run.append(m)
    if run:
        yield _made(run)
    yield from _line_lists(text, mentions)


def _line_lists(text: str, mentions: list[Mention]) -> Iterator[_List]:
    run: list[Mention] = []
    for m in mentions:
        line = text.rfind("\n", max(0, m.start - 12), m.start) + 1 if m.start else 0
        if not (line or m.start < 12) or not _ITEM.fullmatch(text, line, m.start):
            continue
        if run and not (_same(run[-1], m) and text.count("\n", run[-1].end, m.start) <= 3):
            yield _made(run)
            run = []
        run.append(m)
    if run:
        yield _made(run)


def _same(one: Mention, other: Mention) -> bool:
    return FAMILIES.get(one.label, one.label) == FAMILIES.get(other.label, other.label)


def _made(run: list[Mention]) -> _List:
    members = {m.entity: m for m in reversed(run)}
    return _List(run[0].start, run[-1].end, tuple(reversed(members.values())))
