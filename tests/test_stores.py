"""One behaviour suite for both stores."""

from itertools import product
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.errors import QueryError
from graph.facts import content_id
from graph.loaders.annotation import annotated_facts, read_annotation
from graph.model import Attribute, Document, Entity, Evidence, Facts, Indicator, Relation
from graph.ontology import ontology
from graph.queries import Column, Param, Query
from graph.resolve import resolve
from graph.stores import GraphStore
from graph.stores.tables import edge_rows, node_rows

ROOT = Path(__file__).resolve().parent.parent
GOLD = sorted((ROOT / "data" / "gold").glob("d*.json"))


def question(cypher: str, *columns: str, params: tuple[Param, ...] = ()) -> Query:
    """A question that is not in the folder."""
    named = tuple(Column(c, c) for c in columns)
    return Query(name="test", title="", about="", group="", params=params, columns=named, show=(), empty="", cypher=cypher)


NODES = question("MATCH (n) WHERE n.label IS NOT NULL RETURN n.label AS label, count(n) AS n ORDER BY label", "label", "n")
EDGES = question(
    "MATCH (a)-[r]->(b) RETURN a.label AS head, r.type AS type, b.label AS tail, count(r) AS n ORDER BY head, type, tail",
    "head",
    "type",
    "tail",
    "n",
)
EDGE_COLUMNS = ("head", "type", "tail", "id", "quote", "document", "published", "start_at", "end_at", "said_by", "score", "sources")
ALL_EDGES = question(
    "MATCH (a)-[r]->(b) RETURN a.id AS head, r.type AS type, b.id AS tail, "
    + ", ".join(f"r.{c} AS {c}" for c in EDGE_COLUMNS[3:])
    + " ORDER BY head, type, tail, id",
    *EDGE_COLUMNS,
)
ORGANISATION_COLUMNS = ("id", "name", "kind", "five", "place_code", "aliases", "staff")
ORGANISATIONS = question(
    "MATCH (n:Organization) RETURN " + ", ".join(f"n.{c} AS {c}" for c in ORGANISATION_COLUMNS) + " ORDER BY id", *ORGANISATION_COLUMNS
)


@pytest.fixture(scope="module")
def gold() -> Facts:
    """The annotated documents, resolved."""
    return resolve(annotated_facts(read_annotation(p), by="person:gold") for p in GOLD)


def test_an_empty_store_answers_nothing(store: GraphStore) -> None:
    assert store.ask(NODES) == []


def test_everything_that_was_written_is_there(store: GraphStore, gold: Facts) -> None:
    store.write(gold)
    wanted = {label: len(rows) for label, rows in node_rows(gold).items() if rows}
    assert {r["label"]: r["n"] for r in store.ask(NODES)} == wanted
    assert {(r["head"], r["type"], r["tail"]): r["n"] for r in store.ask(EDGES)} == {k: len(v) for k, v in edge_rows(gold).items()}


def test_every_edge_is_exact_and_again_changes_nothing(store: GraphStore, gold: Facts) -> None:
    store.write(gold)
    edges = [e for rows in edge_rows(gold).values() for e in rows]
    wanted = sorted(tuple(e[n] for n in EDGE_COLUMNS) for e in edges)
    once = store.ask(ALL_EDGES)
    assert sorted(tuple(r.values()) for r in once) == wanted
    store.write(gold)
    assert store.ask(ALL_EDGES) == once


def test_writing_replaces(store: GraphStore, gold: Facts) -> None:
    store.write(gold)
    store.write(Facts(entities=(Entity(id="org:a", label="ORG", name="甲"),)))
    assert store.ask(NODES) == [{"label": "ORG", "n": 1}]
    assert store.ask(EDGES) == []


STRANGE = "“甲”\n'乙'\t\\ , \"丙\" 😀 $x {y} 𠮷\u3000`"


def test_strange_text_lists_and_nothing_come_back_as_they_were(store: GraphStore) -> None:
    document = Document(id="d", title=STRANGE, genre="report", raw=STRANGE * 900, text=STRANGE * 900, cuts=((0, 0),))
    evidence = Evidence("d", 0, len(STRANGE), STRANGE, "person:test", 0.5)
    entity = Entity(
        id="org:a", label="ORG", kind="station", name=STRANGE, aliases=(STRANGE, "", "乙"), attrs={"staff": 7}, evidence=(evidence,)
    )
    other = Entity(id="org:b", label="ORG", name="乙")
    store.write(Facts(documents=(document,), entities=(entity, other)))
    first, second = store.ask(ORGANISATIONS)
    assert tuple(first.values()) == ("org:a", STRANGE, "station", "social_org", "", [STRANGE, "", "乙"], 7)
    assert (second["aliases"], second["staff"], second["kind"]) == ([], None, "")
    assert store.ask(question("MATCH (d:Document) RETURN d.text AS text", "text")) == [{"text": document.text}]


def test_roles_and_places_come_from_the_relations(store: GraphStore) -> None:
    def org(name: str, kind: str) -> Entity:
        return Entity(id=f"org:{name}", label="ORG", kind=kind, name=name)

    entities = (
        org("企业", "enterprise"),
        org("中心", "social_org"),
        Entity(id="person:p", label="PERSON", name="人"),
        Entity(id="place:330481", label="PLACE", kind="county", name="海宁市"),
        Entity(id="place:330481004", label="PLACE", kind="town", name="马桥街道"),
    )
    relations = (
        Relation(head="org:企业", type="FUNDS", tail="org:中心", attrs={"mode": "捐赠", "amount": "10万元"}),
        Relation(head="person:p", type="WORKS_FOR", tail="org:中心", attrs={"title": "专职社工"}),
        Relation(head="org:中心", type="LOCATED_IN", tail="place:330481"),
        Relation(head="org:中心", type="LOCATED_IN", tail="place:330481004"),
    )
    store.write(Facts(entities=entities, relations=relations))
    rows = store.ask(
        question("MATCH (n) RETURN n.name AS name, n.five AS five, n.place_code AS code ORDER BY name", "name", "five", "code")
    )
    assert {str(r["name"]): (r["five"], r["code"]) for r in rows} == {
        "企业": ("charity", ""),
        "中心": ("social_org", "330481004"),
        "人": ("social_worker", ""),
        "海宁市": ("", "330481"),
        "马桥街道": ("", "330481004"),
    }
    paid = store.ask(question("MATCH ()-[r:FUNDS]->() RETURN r.amount AS amount, r.mode AS mode", "amount", "mode"))
    assert paid == [{"amount": "10万元", "mode": "捐赠"}]


def every_signature() -> Facts:
    """Two things of each type, and between them every edge that the vocabulary allows, with and without attributes and evidence."""
    text = "一句话里有一切。"
    document = Document(id="d", title="文", genre="report", raw=text, text=text, cuts=((0, 0),))
    labels = [label for label in ontology().node if label not in ("DOCUMENT", "INDICATOR")]
    entities = tuple(Entity(id=f"{label}:{n}", label=label, name=f"{label}{n}") for label in labels for n in "ab")
    relations = []
    for n, (a, type, b) in enumerate(product(entities, ontology().edge, entities)):
        if a is not b and not ontology().edge[type].derived and ontology().fits(a.label, type, b.label):
            attrs: dict[str, Attribute] = {name: f"{name}{n}" for name in ontology().edge[type].attrs if n % 2}
            evidence = (Evidence("d", n % 7, n % 7 + 1, text[n % 7], f"rule:{type}/{n}", n % 10 / 10),) if n % 3 else ()
            relations.append(Relation(head=a.id, type=type, tail=b.id, attrs=attrs, evidence=evidence))
    return Facts(documents=(document,), entities=entities, relations=tuple(relations))


def test_no_edge_of_any_signature_is_lost(store: GraphStore) -> None:
    some = every_signature()
    store.write(some)
    attributes = sorted({name for edge in ontology().edge.values() for name in edge.attrs})
    said = ("quote", "document", "start_at", "end_at", "said_by", "score", "sources")
    columns = ("head", "type", "tail", *said, *attributes)
    text = "MATCH (a)-[r]->(b) RETURN a.id AS head, r.type AS type, b.id AS tail, " + ", ".join(
        f"r.{c} AS {c}" for c in (*said, *attributes)
    )
    rows = store.ask(question(f"{text} ORDER BY head, type, tail", *columns))
    wanted = []
    for r in some.relations:
        best = next(((e.quote, e.document, e.start, e.end, e.by, e.score, 1) for e in r.evidence), ("", "", 0, 0, "", 0.0, 0))
        wanted.append((r.head, r.type, r.tail, *best, *(r.attrs.get(name) for name in attributes)))
    assert len(wanted) > 200
    assert [tuple(r.values()) for r in rows] == sorted(wanted, key=lambda r: r[:3])


def test_two_edges_of_one_type_between_the_same_two_stay_two(store: GraphStore) -> None:
    text = "甲、甲、甲。"
    document = Document(id="d", title="文", genre="report", raw=text, text=text, cuts=((0, 0),))
    mentions = tuple(Evidence("d", at, at + 1, "甲", "rule:X/1", 1.0) for at in (0, 2, 4))
    store.write(Facts(documents=(document,), entities=(Entity(id="org:a", label="ORG", name="甲", evidence=mentions),)))
    found = store.ask(question("MATCH (:Document)-[r:MENTIONS]->(:Organization) RETURN r.start_at AS at ORDER BY at", "at"))
    assert found == [{"at": 0}, {"at": 2}, {"at": 4}]


def test_the_state_tells_of_a_change_and_of_nothing_else(store: GraphStore, gold: Facts) -> None:
    store.write(gold)
    before = store.state()
    store.ask(NODES)
    assert store.state() == before
    store.write(Facts())
    assert store.state() != before


def test_a_changed_fact_is_changed_and_only_that(store: GraphStore, gold: Facts) -> None:
    store.write(gold)
    first, *rest = gold.entities
    other = Entity(id=first.id, label=first.label, name="改了名", kind=None, aliases=("甲",), evidence=first.evidence)
    changed = Facts(documents=gold.documents, entities=(other, *rest), relations=gold.relations[1:], indicators=gold.indicators[1:])
    store.write(changed)
    once = store.ask(ALL_EDGES)
    assert sorted(tuple(r.values()) for r in once) == sorted(
        tuple(e[n] for n in EDGE_COLUMNS) for rows in edge_rows(changed).values() for e in rows
    )
    named = question(
        "MATCH (n) WHERE n.id = $id RETURN n.name AS name, n.kind AS kind, n.aliases AS aliases",
        "name",
        "kind",
        "aliases",
        params=(Param("id", first.id, ""),),
    )
    assert store.ask(named) == [{"name": "改了名", "kind": "", "aliases": ["甲"]}]


def test_a_thing_of_another_type_under_the_same_id_is_another_thing(store: GraphStore) -> None:
    other = Entity(id="x:2", label="ORG", name="乙")
    for label, type in (("ORG", "FUNDS"), ("FUND", "SERVES")):
        store.write(
            Facts(entities=(Entity(id="x:1", label=label, name="甲"), other), relations=(Relation(head="x:1", type=type, tail="x:2"),))
        )
        assert [r["label"] for r in store.ask(NODES)] == (["ORG"] if label == "ORG" else ["FUND", "ORG"])
        assert [(r["head"], r["type"]) for r in store.ask(EDGES)] == [(label, type)]


LABELS = [label for label in ontology().node if label not in ("DOCUMENT", "INDICATOR")]
some_entities = st.lists(st.tuples(st.sampled_from(LABELS), st.text(min_size=1, max_size=6)), min_size=1, max_size=8, unique=True)


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(some_entities, st.data())
def test_twice_is_once_for_any_facts(store: GraphStore, names: list[tuple[str, str]], data: st.DataObject) -> None:
    entities = tuple(Entity(id=content_id(*n), label=n[0], name=n[1]) for n in names)
    pairs = [(a, t, b) for a in entities for b in entities for t in ontology().edge if a is not b and ontology().fits(a.label, t, b.label)]
    chosen = data.draw(st.lists(st.sampled_from(pairs), max_size=6, unique_by=lambda p: (p[0].id, p[1], p[2].id))) if pairs else []
    some = Facts(entities=entities, relations=tuple(Relation(head=a.id, type=t, tail=b.id) for a, t, b in chosen))
    store.write(some)
    once = store.ask(ALL_EDGES)
    assert len(once) == len(chosen)
    store.write(some)
    assert store.ask(ALL_EDGES) == once


def test_numbers_are_plain_and_nothing_is_none(store: GraphStore) -> None:
    counts = tuple(Indicator(place="org:a", measure=f"数{n}", value=v) for n, v in enumerate((14000, 0.4, 1e15)))
    store.write(Facts(entities=(Entity(id="org:a", label="ORG", name="甲", attrs={"staff": 7, "capital": 30000}),), indicators=counts))
    sums = "sum(i.value) AS a, sum(o.staff) AS b, avg(o.capital) AS c, o.funding AS d, collect(o.staff) AS e"
    (row,) = store.ask(question(f"MATCH (i:Indicator) MATCH (o:Organization) RETURN {sums} ORDER BY b", "a", "b", "c", "d", "e"))
    assert list(row.values()) == [1e15 + 14000.4, 21, 30000.0, None, [7, 7, 7]]
    assert [type(v) for v in row.values()] == [float, int, float, type(None), list]


def test_text_is_in_the_order_of_its_characters_and_nothing_comes_last(store: GraphStore) -> None:
    names = ["", "B", "a", "乙", "甲", "\uf8ff", "（示例）", "ａ", "😀", "𠮷村"]
    staff: list[dict[str, Attribute]] = [{}, {"staff": 2}, {}, {"staff": 1}, *({} for _ in names[4:])]
    things = (Entity(id=f"org:{i}", label="ORG", name=n, attrs=a) for i, (n, a) in enumerate(zip(names, staff, strict=True)))
    store.write(Facts(entities=tuple(reversed(list(things)))))
    assert [r["name"] for r in store.ask(question("MATCH (n:Organization) RETURN n.name AS name ORDER BY name", "name"))] == names
    rows = store.ask(question("MATCH (n:Organization) RETURN n.staff AS staff ORDER BY staff, n.id LIMIT 3", "staff"))
    assert [r["staff"] for r in rows] == [1, 2, None]


def test_an_unknown_parameter_is_a_sentence_and_never_null(store: GraphStore) -> None:
    find = question("MATCH (n) WHERE n.name = $name RETURN '$money' AS name // $nothing", "name", params=(Param("name", "甲", ""),))
    assert store.ask(find) == []
    with pytest.raises(QueryError, match="nmae"):
        store.ask(find, nmae="甲")
    with pytest.raises(QueryError, match="other"):
        store.ask(question("MATCH (n) WHERE n.name = $other RETURN n.name AS name", "name"))


def test_a_question_cannot_write(store: GraphStore, gold: Facts) -> None:
    store.write(gold)
    with pytest.raises(QueryError, match="test"):
        store.ask(question("CREATE (n:Fund {id: 'x'}) RETURN n.id AS name", "name"))
    with pytest.raises(QueryError, match="属性"):
        store.ask(question("MATCH (n:Fund) RETURN n AS name ORDER BY n.id", "name"))


def test_parameters_are_values_and_have_defaults(store: GraphStore, gold: Facts) -> None:
    store.write(gold)
    find = question("MATCH (n) WHERE n.name = $name RETURN n.name AS name", "name", params=(Param("name", "海珠区", ""),))
    assert store.ask(find) == [{"name": "海珠区"}]
    assert store.ask(find, name="x'}) DETACH DELETE n //") == []
    assert store.ask(find) == [{"name": "海珠区"}]


@pytest.mark.parametrize(
    "cypher", ["MATCH (n) RETURN n.name AS other ORDER BY other", "MATCH (n RETURN", "MATCH (n:Nothing) RETURN n.id AS name"]
)
def test_a_wrong_question_is_a_sentence(store: GraphStore, cypher: str) -> None:
    if "Nothing" in cypher and type(store).__name__ == "ServerStore":
        assert store.ask(question(cypher, "name")) == []  # a server knows no list of labels
        return
    with pytest.raises(QueryError, match="test"):
        store.ask(question(cypher, "name"))
