"""Exports in the words of others are checked with the tools and the rules of those others."""

import csv
import json
import uuid
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import followthemoney
import pytest
import rdflib
from followthemoney.types import registry
from pyshacl import validate
from rdflib.compare import isomorphic
from rdflib.namespace import FOAF, ORG, PROV, RDF, SDO

from graph.exports import Scope, Subgraph, export
from graph.exports.followthemoney import schemata
from graph.exports.rdf import thing, words
from graph.exports.turtle import SHAPES
from graph.ontology import ontology
from graph.stores import GraphStore, open_store
from tests.export_graph import CLEAN, export_facts

EVERYTHING = Scope(people=True)
WG = rdflib.Namespace(words().prefix["wg"])


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[GraphStore]:
    with open_store(str(tmp_path_factory.mktemp("graph") / "g.lbdb")) as store:
        store.write(export_facts())
        yield store


@pytest.fixture(scope="module")
def triples(graph: GraphStore, tmp_path_factory: pytest.TempPathFactory) -> rdflib.Graph:
    """The Turtle export as rdflib reads it."""
    return rdflib.Graph().parse(export(graph, tmp_path_factory.mktemp("ttl") / "out", EVERYTHING, "turtle") / "graph.ttl")


def iri(id: str) -> rdflib.URIRef:
    return rdflib.URIRef(words().prefix["wg"] + thing(id).name.removeprefix("wg:"))


def test_every_word_has_a_word_in_rdf() -> None:
    table, vocabulary = words(), ontology()
    assert vocabulary.node.keys() <= table.classes.keys()
    assert {t for t, edge in vocabulary.edge.items() if not edge.derived} <= table.edge.keys()
    declared = [*(n.attrs for n in vocabulary.node.values()), *(e.attrs for e in vocabulary.edge.values())]
    assert {name for attrs in declared for name in attrs} <= table.attribute.keys()
    used = [*(c for some in table.classes.values() for c in some), *table.attribute.values(), *table.edge.values()]
    assert {word.lstrip("^").partition(":")[0] for word in used} <= table.prefix.keys()
    # Names that rdflib knows are names that the vocabularies have; a misspelt one raises.
    spaces = {"org": ORG, "foaf": FOAF, "prov": PROV, "schema": SDO}
    for word in used:
        prefix, _, name = word.lstrip("^").partition(":")
        if prefix in spaces:
            assert name in spaces[prefix], word


def test_turtle_says_what_the_graph_says(graph: GraphStore, triples: rdflib.Graph) -> None:
    star, fund, town = iri("org:star"), iri("org:fund"), iri("place:330481004")
    assert (star, RDF.type, ORG.Organization) in triples
    assert (star, RDF.type, SDO.NGO) in triples
    assert triples.value(star, FOAF.name) == rdflib.Literal("晨星中心（示例）", lang="zh")
    assert (star, SDO.funder, fund) in triples
    assert (iri("org:post"), SDO.location, town) in triples
    assert (town, SDO.containedInPlace, iri("place:330481")) in triples
    assert triples.value(iri("org:odd"), SDO.name) == rdflib.Literal(CLEAN, lang="zh")
    edges = list(Subgraph(graph, EVERYTHING).edges())
    assert len(set(triples.subjects(RDF.type, RDF.Statement))) == len(edges)
    statements = list(
        triples.query(
            "SELECT ?s WHERE { ?s rdf:object ?fund; rdf:predicate ?p; rdf:subject ?star }",
            initBindings={"fund": fund, "p": SDO.funder, "star": star},
        )
    )
    (statement,) = (row[0] for row in statements)  # type: ignore[index]
    assert str(triples.value(statement, WG.quote)) == "甲基金会（示例）向晨星中心（示例）捐资30万元。"
    assert str(triples.value(statement, WG.amount)) == "30万元"
    paper = triples.value(statement, PROV.wasQuotedFrom)
    text, start, end = str(triples.value(paper, SDO.text)), triples.value(statement, WG.start), triples.value(statement, WG.end)
    assert text[int(str(start)) : int(str(end))] == str(triples.value(statement, WG.quote))
    # 2024-05-01 is a day, 2024 in an indicator a year.
    assert triples.value(paper, SDO.datePublished).datatype == rdflib.XSD.date  # type: ignore[union-attr]


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_json_ld_says_the_same(graph: GraphStore, triples: rdflib.Graph, tmp_path: Path) -> None:
    path = export(graph, tmp_path / "out", EVERYTHING, "jsonld") / "graph.jsonld"
    back = rdflib.Graph().parse(path, format="json-ld")
    assert len(back) == len(triples) > 500
    assert isomorphic(back, triples)
    json.loads(path.read_text("utf-8"))


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_the_shapes_hold_and_can_fail(triples: rdflib.Graph) -> None:
    shapes = rdflib.Graph().parse(SHAPES)
    conforms, _, said = validate(triples, shacl_graph=shapes)
    assert conforms, said
    for broken in (
        lambda g: g.remove((iri("org:star"), FOAF.name, None)),
        lambda g: g.remove((None, PROV.wasQuotedFrom, None)),
        lambda g: g.add((iri("org:star"), ORG.identifier, rdflib.Literal("123"))),
        lambda g: g.add((iri("org:star"), ORG.subOrganizationOf, iri("place:33"))),
        lambda g: [g.set((s, WG.end, rdflib.Literal(0))) for s in list(g.subjects(RDF.type, WG.Mention))],
    ):
        wrong = rdflib.Graph() + triples
        broken(wrong)
        assert not validate(wrong, shacl_graph=shapes)[0]


# ── FollowTheMoney ──────────────────────────────────────────────────────────────────────────────────────────────────────
def test_followthemoney_takes_every_value(graph: GraphStore, tmp_path: Path) -> None:
    """The package drops what its schemata do not allow: nothing may be dropped, and every link must lead to a fitting entity."""
    path = export(graph, tmp_path / "out", EVERYTHING, "ftm") / "entities.ftm.json"
    given = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    taken = {e["id"]: followthemoney.model.get_proxy(e, cleaned=False) for e in given}
    assert len(taken) == len(given)
    for entity in given:
        proxy = taken[entity["id"]]
        back = proxy.to_dict()["properties"]
        assert {k: sorted(v) for k, v in back.items()} == {k: sorted(set(v)) for k, v in entity["properties"].items()}, entity
        assert registry.entity.validate(entity["id"])
        assert {p for p in proxy.schema.required if not proxy.get(p)} == set()
        for property, value in proxy.itervalues():
            if property.type == registry.entity:
                assert taken[value].schema.is_a(property.range), (entity, property)
    schemas = Counter(e["schema"] for e in given)
    assert {
        "Organization",
        "PublicBody",
        "Person",
        "Address",
        "Project",
        "Asset",
        "Document",
        "Payment",
        "Employment",
        "UnknownLink",
    } <= schemas.keys()
    paid = next(e["properties"] for e in given if e["schema"] == "Payment" and e["properties"]["payer"] == ["org-fund"])
    assert (paid["amount"], paid["currency"], paid["purpose"]) == (["300000.00"], ["CNY"], ["捐赠"])
    assert paid["summary"] == ["甲基金会（示例）向晨星中心（示例）捐资30万元。"]
    roles = {e["properties"]["role"][0] for e in given if e["schema"] == "UnknownLink"}
    assert {"位于", "承接运营", "服务", "孵化"} <= roles


def test_followthemoney_words_are_those_of_the_vocabulary() -> None:
    table, vocabulary = schemata(), ontology()
    assert {name.partition(":")[0] for name in table.thing} | {"POLICY", "GROUP", "DOCUMENT", "INDICATOR"} == vocabulary.node.keys()
    for name, link in table.link.items():
        type, head, tail = name.split()
        assert vocabulary.fits(head, type, tail)
        schema = followthemoney.model.get(link.schema)
        assert schema is not None
        assert {link.head, link.tail} <= schema.properties.keys()


# ── Open Referral ───────────────────────────────────────────────────────────────────────────────────────────────────────
# What HSDS 3 requires of a row of these tables (its "required" and "tabular_required"), and the closed lists.
REQUIRED = {
    "organizations": ("id", "name", "description"),
    "services": ("id", "name", "status", "organization_id"),
    "service_areas": ("id",),
    "locations": ("id", "location_type"),
    "service_at_locations": ("id", "service_id", "location_id"),
    "organization_identifiers": ("id", "organization_id", "identifier_type", "identifier"),
}
LEADS_TO = {"organization_id": "organizations", "service_id": "services", "location_id": "locations"}
CLOSED = {"status": {"active", "inactive", "defunct", "temporarily closed"}, "location_type": {"physical", "postal", "virtual"}}


def test_hsds_tables_keep_the_rules_of_the_specification(graph: GraphStore, tmp_path: Path) -> None:
    folder = export(graph, tmp_path / "out", EVERYTHING, "hsds")
    found = {}
    for name in REQUIRED:
        with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            found[name] = list(csv.DictReader(file))
    ids = {name: {row["id"] for row in rows} for name, rows in found.items()}
    for name, rows in found.items():
        assert len(ids[name]) == len(rows), name
        for row in rows:
            assert all(row[column] for column in REQUIRED[name]), row
            assert str(uuid.UUID(row["id"])) == row["id"]
            assert all(row[column] in ids[table] for column, table in LEADS_TO.items() if row.get(column)), row
            assert all(row[column] in words for column, words in CLOSED.items() if column in row), row
    organizations = {row["id"]: row["name"] for row in found["organizations"]}
    services = {row["name"]: row for row in found["services"]}
    assert organizations[services["微光计划（示例）"]["organization_id"]] == "新苗社（示例）"
    assert services["微光计划（示例）"]["eligibility_description"] == "困境儿童"
    areas = {(a["service_id"], a["name"]) for a in found["service_areas"]}
    assert (services["晨星中心（示例）"]["id"], "云山社区（示例）") in areas
    assert {row["external_identifier"] for row in found["locations"]} >= {"330481004", "320106006"}
