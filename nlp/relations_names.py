"""Relations that names themselves say: the place in front, the department behind its parent, the group that a project is named after."""

import re
from collections.abc import Iterator
from itertools import pairwise

from spacy.tokens import Doc

from graph.model import Entity
from nlp.claims import Claim
from nlp.nesting import Names, is_finer, plain_name
from nlp.spans import Mention

# 甲区乙镇与丙镇结对: two that meet lie in two places.
_PAIRED = re.compile("(?:就|共同|正式|于[^，。]{0,8})?(?:结对|合作|签约|签订|签署|牵手|携手|联手|缔结|结为|对口)")
# What may stand behind the parent's name and be a part of it; a 协会 or 基金会 behind a place's name is a body of its own.
_DEPARTMENT = re.compile(
    r"(?:处|科|股|司|室|部|办|局|支部|总支|党委|党组|团委|工会|中心|站|所|院|系|分会|队|委员会|专委会|小组|专班|社|馆|学院|基地|分校|党校|联盟|课题组|工作组|项目组|专家组)$"
)
_OF_COMMUNITY = re.compile(r"(?:支部|总支|党委|居委会|村委会|委员会|小组|党群服务中心)$")
_ISSUED = re.compile(r"(?:、|和|与)?[^，]{0,30}?(?:关于|印发|转发)")
# These stand in the names of what they issue.
_ISSUERS = frozenset({"government", "foundation", "social_org", "community"})
_JOINT = re.compile(r"[-—·－]")
Span = tuple[int, int]
# From this estimate on a body is surely one.
SURE_BODY = 0.9


def claims_of_names(doc: Doc) -> Iterator[Claim]:
    """Every relation that follows from names alone, and places written in a row."""
    names = Names(doc._.entities)
    first: dict[str, Mention] = {}
    for m in doc._.mentions:
        if m.entity and m.named:
            first.setdefault(m.entity, m)
    yield from _rows(doc, names)
    for e in names.entities.values():
        span = _span(doc._.document.text, e, first) if e.label not in ("GROUP", "PERSON", "PLACE") else None
        if span:
            yield from _claims(e, span, names)


def _claims(e: Entity, span: Span, names: Names) -> Iterator[Claim]:
    if e.label == "POLICY":
        yield from _policy(e, span, names)
        return
    yield from _prefix(e, span, names)
    if e.label == "ORG":
        yield from _parent(e, span, names)
    if e.label in ("PROJECT", "FUND"):
        yield from _named_after(e, span, names)


def _span(text: str, entity: Entity, first: dict[str, Mention]) -> Span | None:
    for v in entity.evidence:
        if "".join(v.quote.split()) == entity.name:
            return v.start, v.end
    m = first.get(entity.id)
    if m:
        return m.start, m.end
    # A name that only stands inside a longer one (甲区某计划 in 甲区某计划捐赠仪式) has no mention of its own.
    at = text.find(entity.name)
    return (at, at + len(entity.name)) if at >= 0 else None


def _prefix(entity: Entity, span: Span, names: Names) -> Iterator[Claim]:
    row, chain = names.row(plain_name(entity.name))[0], names.chain(entity)
    for coarse, fine in pairwise(row):
        if is_finer(names.entities[fine], names.entities[coarse]):
            yield Claim(fine, "PART_OF", coarse, *span, "rule:PART_OF/row", 0.9)
    if entity.kind == "community" and len(chain) > 1 and entity.name.endswith(names.entities[chain[-1]].name):
        chain = chain[:-1]  # 甲镇乙村 lies in 甲镇, not in itself
    branch = _branch_place(entity, names)
    chain = [branch] if branch else chain
    relative = None if chain else names.relative(entity)
    if chain and entity.label == "FUND":
        # 甲街道慈善基金 is the town's own; whom a county's fund serves is said elsewhere
        if names.entities[chain[-1]].kind in ("town", "village"):
            yield Claim(entity.id, "SERVES", chain[-1], *span, "rule:SERVES/fund", 0.6)
    elif chain:
        # The place is as sure as the body that bears it: its rule is counted apart, so that the score says so.
        sure = entity.label == "ORG" and max(v.score for v in entity.evidence) >= SURE_BODY
        yield Claim(entity.id, "LOCATED_IN", chain[-1], *span, "rule:LOCATED_IN/prefix" if sure else "rule:LOCATED_IN/guessed_prefix", 0.95)
    elif relative:
        yield Claim(entity.id, "LOCATED_IN", relative, *span, "rule:LOCATED_IN/relative", 0.6)


# 甲银行北京分行, 乙协会白山分会: the branch lies where its own part of the name says.
_BRANCH = re.compile("([\u4e00-\u9fff]{2,6})(?:分会|分行|支行|分公司|代表处|办事处)$")


def _branch_place(entity: Entity, names: Names) -> str:
    m = _BRANCH.search(plain_name(entity.name)) if entity.label == "ORG" else None
    held = [x for x in names.inside(entity) if x.entity.label == "PLACE" and x.start > 1] if m else []
    return next((x.entity.id for x in held if m and m[1].endswith(x.form)), "")


def _community_place(m: Mention, names: Names) -> Mention | None:
    """A community counts, in a row of places, as the finest place of its name: 甲街道乙社区的丙村."""
    row = names.row(plain_name(names.entities[m.entity].name))[0]
    kind = names.entities[row[-1]].kind if row else None
    return Mention(start=m.start, end=m.end, label="PLACE", kind=kind, entity=row[-1], named=False) if row else None


def _rows(doc: Doc, names: Names) -> Iterator[Claim]:
    """Places written in a row (甲省乙市丙县), also with the last one after 的, and peers that go on with the row's last place."""
    text, entities = doc._.document.text, names.entities
    last: Mention | None = None
    coarse: Mention | None = None
    for m in doc._.mentions:
        between = text[last.end : m.start].strip() if last and m.start - last.end < 6 else None
        if m.label == "ORG" and m.kind == "community" and m.entity and text.startswith("的", m.end):
            m = _community_place(m, names) or m
        if m.label != "PLACE" or not m.entity:
            last, coarse = None, None
            continue
        if between in ("", "的", "辖区内的", "下辖的") and last and is_finer(entities[m.entity], entities[last.entity]):
            coarse = last
            yield Claim(m.entity, "PART_OF", last.entity, last.start, m.end, "rule:PART_OF/row", 0.92)
        elif (
            between in ("、", "和", "与", "及")
            and not _PAIRED.match(text, m.end)
            and coarse
            and last
            and entities[m.entity].kind == entities[last.entity].kind
        ):
            yield Claim(m.entity, "PART_OF", coarse.entity, coarse.start, m.end, "rule:PART_OF/peer", 0.8)
        else:
            coarse = None
        last = m


def _parent(entity: Entity, span: Span, names: Names) -> Iterator[Claim]:
    """The longest name of a body or project that this one begins with."""
    name = plain_name(entity.name)
    heads = [x for x in names.inside(entity) if x.start == 0 and x.entity.label in ("ORG", "PROJECT") and len(name) > len(x.form) + 1]
    if not heads:
        return
    parent = heads[0].entity
    rule = _OF_COMMUNITY if parent.kind == "community" else _DEPARTMENT
    if parent.label == "PROJECT":
        yield Claim(entity.id, "MEMBER_OF", parent.id, *span, "rule:MEMBER_OF/name", 0.6)
    elif rule.search(name):
        yield Claim(entity.id, "PART_OF", parent.id, *span, "rule:PART_OF/name", 0.92)


def _named_after(entity: Entity, span: Span, names: Names) -> Iterator[Claim]:
    """A project serves the people in its name; whoever its name begins with has founded it too (甲大学-乙街道工作站)."""
    name = plain_name(entity.name)
    for x in names.inside(entity):
        if x.entity.label == "GROUP":
            yield Claim(entity.id, "SERVES", x.entity.id, *span, "rule:SERVES/name", 0.9)
        if x.entity.label == "ORG" and entity.label == "PROJECT" and x.start == 0 and _JOINT.match(name, len(x.form)):
            yield Claim(x.entity.id, "ESTABLISHES", entity.id, *span, "rule:ESTABLISHES/joint", 0.65)


def _policy(policy: Entity, span: Span, names: Names) -> Iterator[Claim]:
    """甲厅关于…的通知 is issued by 甲厅; 甲站管理规范 and 甲计划实施方案 govern what they are named after."""
    name = plain_name(policy.name)
    for x in names.inside(policy):
        if len(x.form) < 3 or x.entity.label not in ("ORG", "PROJECT", "FUND"):
            continue
        if x.entity.label == "ORG" and x.start == 0 and _ISSUED.match(name, len(x.form)):
            yield Claim(x.entity.id, "ISSUES", policy.id, *span, "rule:ISSUES/name", 0.9)
        elif x.entity.label == "PROJECT" or not (x.entity.kind in _ISSUERS or name.startswith(x.form + "关于")):
            yield Claim(x.entity.id, "GOVERNED_BY", policy.id, *span, "rule:GOVERNED_BY/name", 0.75)
