"""Records: offsets map back, ids are stable, facts survive the file, every quote stands in its text."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import InputError, OntologyError
from graph.facts import content_id, read_facts, to_annotation, write_facts, wrong_quotes
from graph.loaders.annotation import annotated_facts, load_annotation, read_annotation
from graph.model import Document, Entity, Evidence, Facts, Indicator, Reject, Relation
from graph.ontology import check_facts, ontology, read_ontology

GOLD = Path(__file__).resolve().parent.parent / "data" / "gold"
text = st.text(min_size=1, max_size=20)


@given(st.lists(st.tuples(st.booleans(), text), min_size=1, max_size=8))
def test_offsets_map_back_to_the_raw_text(pieces: list[tuple[bool, str]]) -> None:
    """Kept pieces make the text, dropped ones only stand in the raw text; every kept character maps to itself."""
    raw, kept, cuts = "", "", []
    for keep, piece in pieces:
        if keep:
            cuts.append((len(kept), len(raw)))
            kept += piece
        raw += piece
    document = Document(id="d", title="", genre="report", raw=raw, text=kept, cuts=tuple(cuts))
    for start in range(len(kept)):
        a, b = document.raw_span(start, start + 1)
        assert raw[a:b] == kept[start]
    if kept:
        assert document.raw_span(0, len(kept))[0] == cuts[0][1]


@pytest.mark.parametrize(("start", "end"), [(0, 0), (-1, 1), (2, 9), (2, 1)])
def test_a_span_outside_the_text_is_an_error(start: int, end: int) -> None:
    document = Document(id="d", title="", genre="report", raw="社工站", text="社工站", cuts=((0, 0),))
    with pytest.raises(ValueError, match="span"):
        document.raw_span(start, end)


@given(st.lists(text), st.lists(text))
def test_ids_depend_on_every_part_and_their_borders(a: list[str], b: list[str]) -> None:
    assert (content_id(*a) == content_id(*b)) == (a == b)


evidence = st.builds(Evidence, text, st.integers(0, 99), st.integers(0, 99), text, text, st.floats(0, 1))
facts = st.builds(
    Facts,
    entities=st.lists(
        st.builds(Entity, id=text, label=text, name=text, evidence=st.lists(evidence, max_size=2).map(tuple)), max_size=3
    ).map(tuple),
    relations=st.lists(st.builds(Relation, head=text, type=text, tail=text), max_size=3).map(tuple),
    indicators=st.lists(
        st.builds(Indicator, place=text, measure=text, value=st.floats(allow_nan=False, allow_infinity=False)), max_size=3
    ).map(tuple),
)


@given(facts)
def test_facts_survive_the_file(tmp_path_factory: pytest.TempPathFactory, some: Facts) -> None:
    path = tmp_path_factory.mktemp("facts") / "f.jsonl"
    write_facts(some, path)
    first = path.read_bytes()
    assert read_facts(path) == some
    write_facts(read_facts(path), path)
    assert path.read_bytes() == first
    assert list(path.parent.iterdir()) == [path]


def test_a_damaged_facts_file_is_named_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "f.jsonl"
    path.write_text('{"entity":{"id":"1","label":"ORG","name":"甲"}}\n{"entity":{"id"\n', "utf-8")
    with pytest.raises(InputError, match="line 2"):
        read_facts(path)


@pytest.mark.parametrize("path", sorted(GOLD.glob("d*.json")), ids=lambda p: p.stem)
def test_annotated_documents_keep_vocabulary_and_quotes(path: Path) -> None:
    rejects: list[Reject] = []
    (found,) = load_annotation(path, rejects.append)
    assert rejects == []
    gold = read_annotation(path)
    assert wrong_quotes(found) == []
    assert check_facts(found) == []
    assert len(found.entities) == len(gold["entities"])
    line = to_annotation(found)
    assert line["id"] == gold["id"]
    raw = gold["text"]
    for entity in line["entities"]:
        forms = {entity["name"], *entity["aliases"]}
        for start, end in entity["mentions"]:
            assert "".join(raw[start:end].split()) in forms


def test_wrong_quotes_are_found() -> None:
    document = Document(id="d", title="", genre="report", raw="甲乙", text="甲乙", cuts=((0, 0),))
    bad = Evidence("d", 0, 1, "乙", "person:test", 1.0)
    assert wrong_quotes(Facts(documents=(document,), entities=(Entity(id="e", label="ORG", name="乙", evidence=(bad,)),))) == [bad]


def test_signatures_and_roles() -> None:
    words = ontology()
    assert words.fits("ORG", "SERVES", "GROUP")
    assert not words.fits("GROUP", "SERVES", "ORG")
    assert not words.fits("ORG", "PART_OF", "PLACE")
    assert words.five_of("ORG", "station") == "social_org"
    assert words.five_of("FUND", None) == "charity"
    assert words.five_of("ORG", "government") == ""


def test_facts_outside_the_vocabulary_are_named() -> None:
    strange = Facts(
        entities=(Entity(id="a", label="ORG", name="甲", kind="castle"), Entity(id="b", label="GROUP", name="乙")),
        relations=(Relation(head="b", type="FUNDS", tail="a"), Relation(head="a", type="LOVES", tail="b")),
        indicators=(Indicator(place="b", measure="站", value=1.0),),
    )
    assert len(check_facts(strange)) == 4


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('head = ["PERSON"]', 'head = ["PERSONS"]', "PERSONS"),
        ('members = ["ORG:community"]', 'members = ["ORG:castle"]', "castle"),
        ('colour = "#7a5195"', "", "colour"),
        ("[shared]", "[shared", "ontology.toml"),
    ],
)
def test_a_contradictory_vocabulary_is_refused(tmp_path: Path, old: str, new: str, message: str) -> None:
    good = (Path(__file__).resolve().parent.parent / "graph" / "ontology.toml").read_text("utf-8")
    path = tmp_path / "ontology.toml"
    path.write_text(good.replace(old, new), "utf-8")
    with pytest.raises(OntologyError, match=message):
        read_ontology(path)


def test_an_annotation_that_is_none_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    path.write_text('{"id": "x"}', "utf-8")
    with pytest.raises(InputError, match="text"):
        read_annotation(path)
    assert annotated_facts(read_annotation(GOLD / "d03.json"), by="person:test").documents[0].file == "d03.json"
