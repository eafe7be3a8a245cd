"""Every question: its file keeps the rules, its rows are exact, equal on both stores, and nothing given is ever run."""

from pathlib import Path

import pytest

from graph.errors import QueryError
from graph.model import Attribute, Document, Entity, Evidence, Facts, Indicator, Relation
from graph.queries import FOLDER, ask, check_params, find_query, queries, read_query
from graph.stores import GraphStore

TEXT = (
    "甲基金会（示例）资助晨星中心（示例）。晨星中心（示例）承接马桥街道社工站（示例），为困境儿童服务。"
    "海宁市印发《示例办法》。全市有社工站12个，到2025年达到15个。"
)
PLACES = (
    ("33", "浙江省", "province"),
    ("3304", "嘉兴市", "city"),
    ("330481", "海宁市", "county"),
    ("330481004", "马桥街道", "town"),
    ("330481003", "海昌街道", "town"),
)


def example() -> Facts:
    """A fund, an operator, a station, a policy and two towns, one of them without a station."""
    document = Document(
        id="d1", title="示例报道", genre="report", raw=TEXT, text=TEXT, cuts=((0, 0),), published="2024-05-01", file="示例.txt"
    )

    def said(words: str) -> tuple[Evidence, ...]:
        at = TEXT.index(words)
        return (Evidence("d1", at, at + len(words), words, "rule:test", 0.9),)

    def entity(id: str, name: str, kind: str | None = None, **attrs: Attribute) -> Entity:
        label = id.split(":", maxsplit=1)[0].upper()
        return Entity(id=id, label=label, name=name, kind=kind, attrs=attrs, evidence=said(name) if name in TEXT else ())

    places = tuple(
        entity(
            f"place:{code}",
            name,
            level,
            statutory=True,
            full_name="".join(n for c, n, _ in PLACES if code.startswith(c)),
            province="浙江省",
            city="嘉兴市" if len(code) > 2 else "",
            county="海宁市" if len(code) > 4 else "",
        )
        for code, name, level in PLACES
    )
    things = (
        entity("org:fund", "甲基金会（示例）", "foundation"),
        entity("org:star", "晨星中心（示例）", "social_org"),
        entity("org:post", "马桥街道社工站（示例）", "station"),
        entity("group:kids", "困境儿童"),
        entity("policy:rule", "示例办法"),
    )
    edges = (
        ("org:fund", "FUNDS", "org:star", "甲基金会（示例）资助晨星中心（示例）"),
        ("org:star", "OPERATES", "org:post", "晨星中心（示例）承接马桥街道社工站（示例）"),
        ("org:post", "SERVES", "group:kids", "为困境儿童服务"),
        ("org:post", "LOCATED_IN", "place:330481004", "马桥街道"),
        ("org:star", "SERVES", "place:330481004", "马桥街道"),
        ("place:330481", "ISSUES", "policy:rule", "海宁市印发《示例办法》"),
        ("place:330481004", "PART_OF", "place:330481", "海宁市"),
    )
    relations = tuple(Relation(head=h, type=t, tail=b, evidence=said(q)) for h, t, b, q in edges)
    indicators = (
        Indicator(place="place:330481", measure="社工站", value=1.0, unit="个", as_of="2024", evidence=said("社工站12个")),
        Indicator(
            place="place:330481", measure="社工站", value=15.0, unit="个", as_of="2025", nature="target", evidence=said("到2025年达到15个")
        ),
    )
    return Facts(documents=(document,), entities=(*places, *things), relations=relations, indicators=indicators)


@pytest.fixture
def filled(store: GraphStore) -> GraphStore:
    """Each store with the example in it."""
    store.write(example())
    return store


# question, parameters, columns to compare, rows expected
EXACT: list[tuple[str, dict[str, object], tuple[str, ...], list[tuple[object, ...]]]] = [
    (
        "resources_to_community",
        {},
        ("resource", "first", "via", "second", "reached", "quote"),
        [
            (
                "晨星中心（示例）",
                "OPERATES",
                "马桥街道社工站（示例）",
                "LOCATED_IN",
                "马桥街道",
                "晨星中心（示例）承接马桥街道社工站（示例）",
            ),
            ("晨星中心（示例）", "SERVES", "", "", "马桥街道", "马桥街道"),
            ("甲基金会（示例）", "FUNDS", "晨星中心（示例）", "SERVES", "马桥街道", "甲基金会（示例）资助晨星中心（示例）"),
        ],
    ),
    ("resources_to_community", {"place": "海昌"}, ("resource",), []),
    (
        "five_of_town",
        {"place": "马桥街道"},
        ("role", "status", "name"),
        [
            ("charity", "未见记载", ""),
            ("community", "未见记载", ""),
            ("social_org", "有", "晨星中心（示例）"),
            ("social_org", "有", "马桥街道社工站（示例）"),
            ("social_worker", "未见记载", ""),
            ("volunteer", "未见记载", ""),
        ],
    ),
    ("towns_without_station", {"active": False}, ("town", "status", "stations"), [("马桥街道", "有", 1), ("海昌街道", "未见记载", 0)]),
    ("towns_without_station", {"active": False, "status": "未见记载"}, ("town",), [("海昌街道",)]),
    ("coverage", {}, ("province", "towns", "covered", "rate", "stated"), [("浙江省", 2, 1, 0.5, None)]),
    ("coverage", {"level": "county"}, ("county", "covered", "rate", "stated", "quote"), [("海宁市", 1, 0.5, 1.0, "社工站12个")]),
    (
        "who_funds_whom",
        {},
        ("funder", "receiver", "quote", "title"),
        [("甲基金会（示例）", "晨星中心（示例）", "甲基金会（示例）资助晨星中心（示例）", "示例报道")],
    ),
    ("policy_chain", {}, ("policy", "issuer", "follower"), [("示例办法", "海宁市", "")]),
    ("stations_of_operator", {}, ("operator", "station", "county"), [("晨星中心（示例）", "马桥街道社工站（示例）", "海宁市")]),
    ("groups_served", {}, ("people", "server", "operator"), [("困境儿童", "马桥街道社工站（示例）", "晨星中心（示例）")]),
    ("figures", {"measure": "社工站"}, ("place", "value", "nature"), [("海宁市", 1.0, "actual"), ("海宁市", 15.0, "target")]),
    ("figures_that_disagree", {}, ("place",), []),
    ("targets", {}, ("place", "target", "actual"), [("海宁市", 15.0, 1.0)]),
    ("find", {"name": "晨星"}, ("name", "label", "five"), [("晨星中心（示例）", "ORG", "social_org")]),
    ("entity", {"id": "place:330481004"}, ("name", "full_name", "statutory"), [("马桥街道", "浙江省嘉兴市海宁市马桥街道", True)]),
    (
        "relations_of",
        {"id": "org:star"},
        ("head", "type", "tail"),
        [
            ("甲基金会（示例）", "FUNDS", "晨星中心（示例）"),
            ("晨星中心（示例）", "OPERATES", "马桥街道社工站（示例）"),
            ("晨星中心（示例）", "SERVES", "马桥街道"),
        ],
    ),
    ("evidence_of", {"id": "group:kids"}, ("title", "quote", "published"), [("示例报道", "困境儿童", "2024-05-01")]),
    ("numbers_of", {"id": "place:330481"}, ("value",), [(1.0,), (15.0,)]),
    ("documents", {}, ("title", "numbers"), [("示例报道", 2)]),
    ("document", {"id": "d1"}, ("text",), [(TEXT,)]),
    (
        "marks",
        {"id": "d1"},
        ("quote", "label"),
        [
            ("甲基金会（示例）", "ORG"),
            ("晨星中心（示例）", "ORG"),
            ("马桥街道", "PLACE"),
            ("马桥街道社工站（示例）", "ORG"),
            ("困境儿童", "GROUP"),
            ("海宁市", "PLACE"),
            ("示例办法", "POLICY"),
            ("社工站12个", "INDICATOR"),
            ("到2025年达到15个", "INDICATOR"),
        ],
    ),
    (
        "counts",
        {},
        ("label", "kind", "things"),
        [
            ("DOCUMENT", "", 1),
            ("GROUP", "", 1),
            ("INDICATOR", "", 2),
            ("ORG", "foundation", 1),
            ("ORG", "social_org", 1),
            ("ORG", "station", 1),
            ("PLACE", "city", 1),
            ("PLACE", "county", 1),
            ("PLACE", "province", 1),
            ("PLACE", "town", 2),
            ("POLICY", "", 1),
        ],
    ),
    ("five_counts", {}, ("role", "things", "sources"), [("charity", 1, 1), ("social_org", 2, 1)]),
    ("partners", {}, ("one",), []),
    ("operators", {}, ("operator", "things", "stations"), [("晨星中心（示例）", 1, 1)]),
]


@pytest.mark.parametrize(("name", "params", "columns", "rows"), EXACT, ids=lambda x: x if isinstance(x, str) else None)
def test_exact_rows(
    filled: GraphStore, name: str, params: dict[str, object], columns: tuple[str, ...], rows: list[tuple[object, ...]]
) -> None:
    answer = ask(filled, name, **params)
    assert [tuple(row[c] for c in columns) for row in answer] == rows
    assert all(list(row) == [c.name for c in find_query(name).columns] for row in answer)


def test_every_question_has_an_exact_test() -> None:
    assert {name for name, *_ in EXACT} == set(queries())


HOSTILE = ["'", '"', "\\", "'}) DETACH DELETE n //", "$name", "`", "甲" * 10_000, "\n\t", "%", "*"]


@pytest.mark.parametrize("name", sorted(queries()))
def test_hostile_values_are_only_values(filled: GraphStore, name: str) -> None:
    free = [p for p in find_query(name).params if isinstance(p.default, str) and not p.choices]
    for text in HOSTILE:
        ask(filled, name, **{p.name: text for p in free})
    assert len(ask(filled, "counts")) == 11


@pytest.mark.parametrize("name", sorted(queries()))
def test_an_empty_graph_gives_no_rows(store: GraphStore, name: str) -> None:
    assert ask(store, name) == []


def test_every_file_belongs_to_a_question() -> None:
    files = {p.name.split(".")[0] for p in FOLDER.glob("*.cypher")}
    assert files == set(queries())
    assert all(q.title and q.about and q.empty and q.columns for q in queries().values())


GOOD = """// title: 甲
// about: 乙
// group: 数字
// column: name | 名称
// show: table
// empty: 无
MATCH (n) RETURN n.name AS name ORDER BY name
"""


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("// title: 甲\n", "", "title"),
        ("// show: table", "// show: globe", "globe"),
        ("// group: 数字", "// group: 别的", "别的"),
        ("// empty: 无", "// empty: 无\n// colour: red", "colour"),
        ("// column: name | 名称", "// column: name", "name"),
        (" ORDER BY name", "", "ORDER BY"),
        ("n.name AS name", "n.name AS other", "other"),
        ("MATCH (n)", "MATCH (n) WHERE n.id = $id", "id"),
        ("// show", '// param: id = "" | 标识\n// show', "没有用到"),
        ("MATCH (n)", "MATCH (n)-[*1..3]-(m)", "固定"),
        ("MATCH (n)", "MATCH (n) SET n.x = 1", "SET"),
        ("n.name AS name", "labels(n) AS name", "label"),
    ],
)
def test_a_file_that_breaks_the_rules_is_refused(tmp_path: Path, old: str, new: str, words: str) -> None:
    path = tmp_path / "test.cypher"
    path.write_text(GOOD, "utf-8")
    assert read_query(path).title == "甲"
    path.write_text(GOOD.replace(old, new), "utf-8")
    with pytest.raises(QueryError, match="test") as error:
        read_query(path)
    assert words in str(error.value)


def test_values_take_the_type_of_the_default() -> None:
    towns = find_query("towns_without_station")
    assert check_params(towns, {"active": "否"})["active"] is False
    for bad in ({"active": "maybe"}, {"status": "也许"}, {"provinz": "四川省"}):
        with pytest.raises(QueryError):
            check_params(towns, dict(bad))
    with pytest.raises(QueryError, match="coverage"):
        find_query("coverag")
