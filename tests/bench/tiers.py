"""Makes the graph of a province or of the nation: real divisions, everything else invented and marked 示例. The same bytes every time.

Sizes of the province: 1,813 towns, 62,000 committees, 51,000 organisations, about 400,000 relations; of the nation: 2.1 million nodes,
6 million edges. A few bodies do very much and most little, as in real graphs (weights fall with the rank to the power 0.7); what they do it
for is spread more evenly, and nobody works for dozens of bodies.
"""

import random
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate, chain, count

from msgspec import Struct, structs

from graph.model import Attribute, Document, Entity, Evidence, Facts, Indicator, Relation
from graph.places import Place, place_entity, places
from tests.bench.register import THEMES, WORDS

STEEP, FLAT = 0.7, 0.25
# Relations a report tells of.
TOLD = 120
# Kind of organisation: share of all, endings of the name.
KINDS = (
    ("social_org", 0.74, ("服务中心", "协会", "促进会", "社会工作服务中心", "联合会")),
    ("volunteer_team", 0.15, ("志愿服务队",)),
    ("enterprise", 0.04, ("公司",)),
    ("government", 0.04, ("民政局", "教育局", "残疾人联合会")),
    ("university", 0.003, ("学院",)),
    ("hospital", 0.007, ("医院",)),
    ("foundation", 0.01, ("基金会", "慈善总会")),
)
GROUPS = (
    "困境儿童", "留守儿童", "残障人士", "独居老人", "失能老人", "青少年", "低保家庭", "困难职工", "退役军人", "流动人口", "妇女", "患者",
    "老年人", "儿童", "刑满释放人员",
)  # fmt: skip
# Type of relation: how many for each organisation, what is its head and what its tail.
WEB = (
    ("SERVES", 1.5, "doer", "community"), ("SERVES", 0.35, "doer", "town"), ("SERVES", 0.45, "doer", "group"),
    ("SERVES", 0.1, "project", "group"), ("SERVES", 0.1, "project", "community"), ("SERVES", 0.01, "fund", "community"),
    ("OPERATES", 0.1, "social_org", "project"),
    ("OPERATES", 0.03, "social_org", "station"), ("FUNDS", 0.55, "funder", "doer"), ("FUNDS", 0.15, "funder", "project"),
    ("FUNDS", 0.03, "funder", "station"), ("FUNDS", 0.1, "funder", "community"), ("PARTNERS_WITH", 0.45, "doer", "doer"),
    ("ESTABLISHES", 0.1, "funder", "project"), ("SUPERVISES", 0.18, "government", "doer"), ("SUPERVISES", 0.02, "social_org", "station"),
    ("GOVERNED_BY", 0.12, "doer", "policy"), ("ISSUES", 0.012, "government", "policy"), ("INCUBATES", 0.06, "social_org", "doer"),
    ("MEMBER_OF", 0.1, "doer", "social_org"), ("REFERS_TO", 0.02, "hospital", "station"), ("WORKS_FOR", 1.0, "person", "doer"),
    ("WORKS_FOR", 0.08, "person", "station"),
)  # fmt: skip
ATTRIBUTES: dict[str, Callable[[random.Random], dict[str, Attribute]]] = {
    "FUNDS": lambda dice: {"amount": f"{dice.randint(1, 300)}万元", "mode": dice.choice(("捐赠", "购买服务", "补助"))},
    "SUPERVISES": lambda dice: {"mode": dice.choice(("评估", "督导", "指导"))},
    "WORKS_FOR": lambda dice: {"title": dice.choice(("社工", "主任", "理事", "干事"))},
}


class Tier(Struct, frozen=True):
    """How large a graph is: the code its divisions begin with (empty for the nation), committees, organisations, and how many times the
    relations of ``WEB``."""

    name: str
    code: str
    towns: int
    committees: int
    organisations: int
    dense: float = 1.0


PROVINCE = Tier("province", "37", 1_813, 62_000, 51_000)
# With a register row for each committee and organisation, people, projects and reports: 2.1 million nodes and 6 million edges.
NATION = Tier("nation", "", 38_000, 270_000, 460_000, 1.75)


class _Web:
    """What has been made so far: entities by what they can be in a relation, relations, reports."""

    def __init__(self, tier: Tier) -> None:
        self.tier, self.dice = tier, random.Random(7)
        self.entities: list[Entity] = []
        self.relations: list[Relation] = []
        self.documents: list[Document] = []
        self.groups: dict[str, list[str]] = {}
        self.names: dict[str, str] = {}
        self._weights: dict[tuple[str, float], list[float]] = {}
        self._told: list[str] = []
        self._length = 0

    def add(self, what: Sequence[str], entity: Entity) -> str:
        self.entities.append(entity)
        self.names[entity.id] = entity.name
        for group in what:
            self.groups.setdefault(group, []).append(entity.id)
        return entity.id

    def pick(self, group: str, steep: float) -> str:
        """One of a group; the first of it oftener than the last."""
        key = group, steep
        if key not in self._weights:
            self._weights[key] = list(accumulate(1 / rank**steep for rank in range(1, len(self.groups[group]) + 1)))
        return self.dice.choices(self.groups[group], cum_weights=self._weights[key])[0]

    def register(self, entity_id: str, line: str) -> tuple[Evidence, ...]:
        """A row of a register as the document that the thing is named in."""
        document = f"row:{entity_id}"
        self.documents.append(
            Document(
                id=document, title="示例名录", genre="registry", raw=line, text=line, cuts=((0, 0),), source="示例", file="示例名录.csv"
            )
        )
        return (Evidence(document, 0, len(line), line, "registry:example", 1.0),)

    def tell(self, sentence: str) -> tuple[Evidence, ...]:
        """The sentence in the report that is being written; a full report is closed."""
        if len(self._told) == TOLD:
            self.close()
        start = self._length
        self._told.append(sentence)
        self._length += len(sentence)
        return (Evidence(self._report(), start, self._length, sentence, "rule:example", 0.9),)

    def close(self) -> None:
        """Put the report with all that it tells among the documents."""
        if not self._told:
            return
        number, text = len(self.documents), "".join(self._told)
        day = f"{2015 + number % 10}-{1 + number % 12:02}-{1 + number % 28:02}"
        genre = ("newspaper", "report", "policy", "notice")[number % 4]
        document = Document(
            id=self._report(), title=f"示例报道{number}", genre=genre, raw=text, text=text, cuts=((0, 0),), source="示例日报", published=day
        )
        self.documents.append(document)
        self._told, self._length, self._reports = [], 0, self._reports + 1

    _reports = 0

    def _report(self) -> str:
        return f"report:{self._reports}"

    def relate(self, head: str, type: str, tail: str) -> None:
        sentence = f"{self.names[head]}与{self.names[tail]}：{type}（示例）。"
        made = ATTRIBUTES.get(type)
        attrs = made(self.dice) if made else {}
        self.relations.append(Relation(head=head, type=type, tail=tail, attrs=attrs, evidence=self.tell(sentence)))


def tier_facts(tier: Tier) -> Facts:
    """The whole graph of a tier, resolved: each id once."""
    web = _Web(tier)
    towns = _divisions(web)
    _committees(web, towns)
    _organisations(web, towns)
    _others(web)
    for type, share, heads, tails in WEB:
        for _ in range(int(share * tier.dense * tier.organisations)):
            head, tail = web.pick(heads, 0.0 if heads == "person" else STEEP), web.pick(tails, FLAT)
            if head != tail:
                web.relate(head, type, tail)
    indicators = tuple(_indicators(web))
    web.close()
    return Facts(documents=tuple(web.documents), entities=tuple(web.entities), relations=tuple(web.relations), indicators=indicators)


def _divisions(web: _Web) -> list[Place]:
    """The divisions of the tier with their chain; the statutory towns, as many as the tier has."""
    table = [p for p in places().by_code.values() if p.code.startswith(web.tier.code) and p.statutory]
    towns = [p for p in table if p.level == "town"][: web.tier.towns]
    kept = {c[:n] for c in (t.code for t in towns) for n in (2, 4, 6, 9)}
    for p in table:
        if p.code in kept:
            web.add((p.level,), place_entity(p.code))
    known = {e.id for e in web.entities}
    for p in table:
        above = next((f"place:{a.code}" for a in reversed(places().ancestors(p.code)[:-1]) if f"place:{a.code}" in known), None)
        if p.code in kept and above:
            web.relations.append(Relation(head=f"place:{p.code}", type="PART_OF", tail=above, evidence=_line(web)))
    return towns


def _line(web: _Web) -> tuple[Evidence, ...]:
    if not web.documents:
        web.documents.append(Document(id="divisions", title="区划", genre="registry", raw="区划", text="区划", cuts=((0, 0),)))
    return (Evidence("divisions", 0, 2, "区划", "registry:divisions", 1.0),)


def _committees(web: _Web, towns: Sequence[Place]) -> None:
    for number in range(web.tier.committees):
        town = towns[number % len(towns)]
        name = f"{town.name}{web.dice.choice(WORDS)}第{number // len(towns) + 1}社区居民委员会（示例）"
        _organisation(web, f"org:c{number}", name, ("community",), town)


def _organisations(web: _Web, towns: Sequence[Place]) -> None:
    """Stations in four of five towns, the other organisations by their shares."""
    stations = int(0.8 * len(towns))
    for number, town in enumerate(towns[:stations]):
        _organisation(web, f"org:s{number}", f"{town.name}社工站（示例）", ("station",), town)
    numbers = count()
    for kind, share, endings in KINDS:
        what = (kind, *(("doer",) if kind in ("social_org", "volunteer_team") else ()))
        what += ("funder",) if kind in ("government", "foundation", "enterprise") else ()
        for _ in range(int(share * (web.tier.organisations - stations))):
            town, number = web.dice.choice(towns), next(numbers)
            county = places().by_code[town.parent].name
            name = f"{county}{web.dice.choice(WORDS)}{web.dice.choice(THEMES)}{number}{web.dice.choice(endings)}（示例）"
            _organisation(web, f"org:{number}", name, what, town)


def _organisation(web: _Web, id: str, name: str, what: Sequence[str], town: Place) -> None:
    evidence = web.register(id, f"名称：{name}；所在地：{town.name}")
    web.add(what, Entity(id=id, label="ORG", name=name, kind=what[0], evidence=evidence))
    web.relations.append(Relation(head=id, type="LOCATED_IN", tail=f"place:{town.code}", evidence=evidence))


def _others(web: _Web) -> None:
    """People, projects, policies, funds and groups, in proportion to the organisations."""
    size = web.tier.organisations
    family, given = "王李张刘陈杨黄赵吴周徐孙马朱胡", "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平"
    for n in range(size * 9 // 10):
        web.add(("person",), Entity(id=f"person:{n}", label="PERSON", name=f"{family[n % 15]}{given[n % 20]}{n}（示例）"))
    for label, share, ending in (("PROJECT", 0.2, "计划"), ("POLICY", 0.012, "办法"), ("FUND", 0.02, "慈善基金")):
        for n in range(int(share * size)):
            name = f"{web.dice.choice(WORDS)}{web.dice.choice(THEMES)}{n}{ending}（示例）"
            web.add((label.lower(),), Entity(id=f"{label.lower()}:{n}", label=label, name=name))
    for name in GROUPS:
        web.add(("group",), Entity(id=f"group:{name}", label="GROUP", name=name))


def _indicators(web: _Web) -> Iterator[Indicator]:
    """Three years of figures of each county and city, a target, and towns that state to have no station."""
    figures = (("社工站", "个"), ("志愿者", "人"), ("社会组织", "个"), ("持证社工", "人"))
    for id in chain(web.groups["province"], web.groups["city"], web.groups["county"]):
        for measure, unit in figures:
            known = Indicator(place=id, measure=measure, value=0.0, unit=unit)
            for year in ("2021", "2022", "2023"):
                yield _said(web, structs.replace(known, value=float(web.dice.randint(1, 900)), as_of=year))
            yield _said(web, structs.replace(known, value=float(web.dice.randint(100, 1_500)), as_of="2025", nature="target"))
    for id in web.groups["town"][-len(web.groups["town"]) // 10 :]:
        yield _said(web, Indicator(place=id, measure="社工站", value=0.0, unit="个", as_of="2023"))


def _said(web: _Web, figure: Indicator) -> Indicator:
    sentence = f"{figure.as_of}年{web.names[figure.place]}有{figure.measure}{figure.value:g}{figure.unit}（示例）。"
    return structs.replace(figure, evidence=web.tell(sentence))
