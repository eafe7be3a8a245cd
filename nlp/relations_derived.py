"""Relations that follow from other relations: what a place launches or an authority founds stands in that place; hosts are no guests."""

import re
from collections.abc import Callable, Iterable, Iterator

from graph.model import Entity
from graph.names import plain
from nlp.claims import Claim
from nlp.forms import WORK_PLAN
from nlp.nesting import place_level
from nlp.relations_groups import settle_groups
from nlp.relations_policies import settle_policies
from nlp.relations_posts import LEADS

_RUNS = ("ESTABLISHES", "OPERATES")
_SURE = 0.6
# 社工进驻社工站: who moves into a station or a school is not incubated there.
_NO_INCUBATORS = ("station", "community", "school", "hospital", "media")
# Bodies that another one runs; an association or a firm runs itself.
_RUN_BODIES = ("station", "other", "volunteer_team", "community")
_ENTRUSTED = re.compile(
    "孵化|(?:社会组织|志愿服务|党群|养老|托养|救助|未成年人)(?:综合)?(?:服务|发展|创新|培育|指导|保护)?中心$|照料中心|邻里中心|活动中心|创益园"
)
_WORK = ("OPERATES", "SUPERVISES", "FUNDS", "SERVES", "ESTABLISHES")
_FOUNDER = re.compile("创始人|发起人|创办人|创建人|创立者")
_CLAUSE = 12
_PROMULGATES = re.compile("(?:印发|发布|公布)(.+)")
_NOT_SERVED = ("government", "media", "foundation", "social_org", "hospital")
# A place that the text states in so many words stands against the one in the name (a provincial company that began in a town).
_STATED = 0.8


def weigh_claims(claims: Iterable[Claim], entities: dict[str, Entity]) -> list[Claim]:
    """The claims without those that others contradict, and with those that follow from others."""
    kept = list(claims)
    kept = [*(c for c in kept if c.type != LEADS), *_employers(kept)]
    hosts = {(c.head, c.tail) for c in kept if c.type in _RUNS}
    kept = [c for c in kept if c.type != "MEMBER_OF" or (c.head, c.tail) not in hosts or c.by.endswith("/name")]
    stated = {c.head for c in kept if c.type == "LOCATED_IN" and c.score >= _STATED and not c.by.endswith("prefix")}
    kept = [c for c in kept if not (c.type == "LOCATED_IN" and c.by.endswith("prefix")) or c.head not in stated]
    kept = [c for c in kept if c.type != "SERVES" or entities[c.tail].kind not in _NOT_SERVED]
    kept = [c for c in kept if c.type != "SUPERVISES" or entities[c.tail].kind != "government"]
    kept = [
        c
        for c in kept
        if c.type != "OPERATES" or (_can_be_run(entities[c.tail]) and (c.score >= _STATED or entities[c.tail].kind != "community"))
    ]
    kept = [c for c in kept if c.type != "INCUBATES" or entities[c.head].kind not in _NO_INCUBATORS]
    kept = [c for c in kept if c.type not in _WORK or not any(_is_work_plan(entities[end]) for end in (c.head, c.tail))]
    kept += list(_together(kept))
    kept += list(_founders(kept, entities))
    kept += list(_joint_founders(kept))
    kept += list(_inner_policies(kept, entities))
    kept = settle_groups(settle_policies(kept), entities)
    return kept + list(_located(kept, entities))


def _can_be_run(e: Entity) -> bool:
    """Whether another body may run it: a thing, a station, or a centre that an office sets up and entrusts."""
    return e.label != "ORG" or e.kind in _RUN_BODIES or bool(_ENTRUSTED.search(e.name))


def _is_work_plan(e: Entity) -> bool:
    """甲社工站2024年工作计划 is a paper: nobody runs it, and it serves nobody."""
    return e.label in ("PROJECT", "EVENT") and bool(WORK_PLAN.search(e.name))


def _employers(claims: list[Claim]) -> Iterator[Claim]:
    """Whoever employs the head of a project runs it."""
    home = {c.head: c.tail for c in reversed(claims) if c.type == "WORKS_FOR"}
    for c in claims:
        if c.type == LEADS and c.head in home:
            yield Claim(home[c.head], "OPERATES", c.tail, c.start, c.end, "rule:OPERATES/leads", 0.7)


def _located(claims: list[Claim], entities: dict[str, Entity]) -> Iterator[Claim]:
    located = {c.head for c in claims if c.type == "LOCATED_IN"}
    founded: dict[str, Claim] = {}
    seat = {c.head: c.tail for c in reversed(claims) if c.type == "LOCATED_IN"}
    for c in claims:
        if c.type not in _RUNS or c.score < _SURE or c.tail in located:
            continue
        head, tail = entities[c.head], entities[c.tail]
        if head.label == "PLACE":
            yield Claim(c.tail, "LOCATED_IN", c.head, c.start, c.end, "rule:LOCATED_IN/run", c.score * 0.9)
        elif head.kind == "government" and tail.label == "ORG" and c.type == "ESTABLISHES" and c.head in seat:
            found = Claim(c.tail, "LOCATED_IN", seat[c.head], c.start, c.end, "rule:LOCATED_IN/founded", c.score * 0.85)
            other = founded.get(c.tail)
            # Founded by a city and a district together: it stands in the finer place.
            if other is None or place_level(entities[found.tail]) > place_level(entities[other.tail]):
                founded[c.tail] = found
    yield from founded.values()


def _together(claims: list[Claim]) -> Iterator[Claim]:
    """与甲合作，为乙做事: what the next clause says of the subject is said of 甲 too."""
    serving = _by(claims, "SERVES", lambda c: c.head)
    for c in (c for c in claims if c.type == "PARTNERS_WITH"):
        for other in serving.get(c.head, ()):
            if c.end <= other.start + _CLAUSE and other.start <= c.end + _CLAUSE:
                yield Claim(c.tail, "SERVES", other.tail, c.start, max(c.end, other.end), "rule:SERVES/together", other.score * 0.9)


def _joint_founders(claims: list[Claim]) -> Iterator[Claim]:
    """Who founds what bears another's name works together with that other."""
    founding = _by(claims, "ESTABLISHES", lambda c: c.tail)
    for joint in (c for c in claims if c.by == "rule:ESTABLISHES/joint"):
        for c in founding[joint.tail]:
            if c.head != joint.head:
                yield Claim(c.head, "PARTNERS_WITH", joint.head, c.start, c.end, "rule:PARTNERS_WITH/joint", 0.6)


def _founders(claims: list[Claim], entities: dict[str, Entity]) -> Iterator[Claim]:
    """甲服务队创始人张某: whose title says that they founded a body did so."""
    for c in claims:
        title = str(c.attrs.get("title", ""))
        if c.type == "WORKS_FOR" and _FOUNDER.search(title) and entities[c.tail].label == "ORG" and entities[c.tail].kind != "government":
            yield Claim(c.head, "ESTABLISHES", c.tail, c.start, c.end, "rule:ESTABLISHES/title", c.score)


def _inner_policies(claims: list[Claim], entities: dict[str, Entity]) -> Iterator[Claim]:
    """Who issues 关于印发《甲规划》的通知 issues 甲规划."""
    policies = {plain(e.name): e.id for e in entities.values() if e.label == "POLICY"}
    for c in (c for c in claims if c.type == "ISSUES"):
        m = _PROMULGATES.search(plain(entities[c.tail].name))
        inner = next((policies[m[1][:n]] for n in range(len(m[1]), 3, -1) if m[1][:n] in policies), None) if m else None
        if inner and inner != c.tail:
            yield Claim(c.head, "ISSUES", inner, c.start, c.end, "rule:ISSUES/inner", c.score)


def _by(claims: list[Claim], type: str, key: Callable[[Claim], str]) -> dict[str, list[Claim]]:
    found: dict[str, list[Claim]] = {}
    for c in claims:
        if c.type == type:
            found.setdefault(key(c), []).append(c)
    return found
