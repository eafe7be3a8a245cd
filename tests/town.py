"""A small graph in which every page of the dashboard has something to show: invented (示例) facts, one hostile name, real divisions."""

from graph.model import Document, Entity, Evidence, Facts, Indicator, Relation
from graph.places import division_facts

# A name out of a document is text, whatever it looks like.
HOSTILE = '<img src=x onerror="alert(1)">*队*[x](http://x.example)$y$（示例）'
TEXT = (
    "甲社区基金会（示例）资助晨星社工中心（示例）20万元。晨星社工中心（示例）承接马桥街道社工站（示例），社工站设在马桥街道，为困境儿童服务。"
    "甲社区基金会（示例）资助“暖邻”项目（示例），项目服务幸福社区（示例）。幸福社区（示例）位于马桥街道。"
    f"{HOSTILE}服务幸福社区（示例）。海宁市印发《示例办法》，晨星社工中心（示例）依据《示例办法》行事。"
    "全市有社工站12个，到2025年达到15个。硖石街道没有社工站，社工站0个；硖石街道有晨星社工中心（示例）活动。"
)
OTHER = "另一份资料也说，甲社区基金会（示例）资助“暖邻”项目（示例）。"
FUND, CENTRE, STATION, PROJECT = "org:fund", "org:centre", "org:station", "project:warm"
COMMUNITY, TEAM, CHILDREN, POLICY = "org:community", "org:team", "group:children", "policy:rule"
MAQIAO, XIASHI, HAINING = "place:330481004", "place:330481001", "place:330481"
NAMES = {
    FUND: ("甲社区基金会（示例）", "foundation"),
    CENTRE: ("晨星社工中心（示例）", "social_org"),
    STATION: ("马桥街道社工站（示例）", "station"),
    PROJECT: ("“暖邻”项目（示例）", None),
    COMMUNITY: ("幸福社区（示例）", "community"),
    TEAM: (HOSTILE, "volunteer_team"),
    CHILDREN: ("困境儿童", None),
    POLICY: ("示例办法", None),
}
RELATIONS = (
    (FUND, "FUNDS", CENTRE, "甲社区基金会（示例）资助晨星社工中心（示例）20万元"),
    (CENTRE, "OPERATES", STATION, "晨星社工中心（示例）承接马桥街道社工站（示例）"),
    (STATION, "LOCATED_IN", MAQIAO, "社工站设在马桥街道"),
    (STATION, "SERVES", CHILDREN, "为困境儿童服务"),
    (FUND, "FUNDS", PROJECT, "甲社区基金会（示例）资助“暖邻”项目（示例）"),
    (PROJECT, "SERVES", COMMUNITY, "项目服务幸福社区（示例）"),
    (COMMUNITY, "LOCATED_IN", MAQIAO, "幸福社区（示例）位于马桥街道"),
    (TEAM, "SERVES", COMMUNITY, f"{HOSTILE}服务幸福社区（示例）"),
    (HAINING, "ISSUES", POLICY, "海宁市印发《示例办法》"),
    (CENTRE, "GOVERNED_BY", POLICY, "晨星社工中心（示例）依据《示例办法》行事"),
    (CENTRE, "SERVES", XIASHI, "硖石街道有晨星社工中心（示例）活动"),
)
NUMBERS = (
    (HAINING, "社工站", 12.0, "2024", "actual", "全市有社工站12个"),
    (HAINING, "社工站", 15.0, "2025", "target", "到2025年达到15个"),
    (XIASHI, "社工站", 0.0, "2024", "actual", "社工站0个"),
)


def said(words: str) -> tuple[Evidence, ...]:
    """The first place where the documents say it, in each of them."""
    texts = (("d1", TEXT), ("d2", OTHER))
    return tuple(Evidence(d, t.index(words), t.index(words) + len(words), words, "rule:test", 0.9) for d, t in texts if words in t)


def facts() -> Facts:
    """The documents with what they say, and every division of the country."""
    divisions = division_facts()
    documents = tuple(
        Document(
            id=id, title=title, genre="report", raw=text, text=text, cuts=((0, 0),), source="示例日报", published=date, file=f"{id}.txt"
        )
        for id, title, text, date in (
            ("d1", "一个街道的五社联动（示例）", TEXT, "2024-05-01"),
            ("d2", "另一份报道（示例）", OTHER, "2024-06-01"),
        )
    )
    entities = tuple(
        Entity(id=id, label=id.partition(":")[0].upper(), name=name, kind=kind, evidence=said(name)) for id, (name, kind) in NAMES.items()
    )
    relations = tuple(
        Relation(head=h, type=t, tail=b, attrs={"amount": "20万元"} if "20万元" in words else {}, evidence=said(words))
        for h, t, b, words in RELATIONS
    )
    indicators = tuple(
        Indicator(place=place, measure=measure, value=value, unit="个", as_of=when, nature=nature, evidence=said(words))
        for place, measure, value, when, nature, words in NUMBERS
    )
    return Facts(
        documents=(*divisions.documents, *documents),
        entities=(*divisions.entities, *entities),
        relations=(*divisions.relations, *relations),
        indicators=indicators,
    )
