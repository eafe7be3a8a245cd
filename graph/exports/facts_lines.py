"""JSON Lines: facts in the program's own format (``graph/facts.py``), which another office reads in as a source."""

import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

from graph.exports.sources import Sources
from graph.exports.subgraph import Subgraph
from graph.facts import encode_facts
from graph.model import Attribute, Document, Entity, Evidence, Facts, Indicator, Relation
from graph.ontology import AttributeSpec, ontology
from graph.queries import Row


def write_facts_lines(graph: Subgraph, folder: Path, sources: Sources) -> None:
    """Write facts.jsonl, documents first. What the list of divisions says is left out: every graph has it."""
    rest = folder / "rest.part"
    with rest.open("wb") as file:
        file.writelines(encode_facts(Facts(entities=(entity_of(row),))) for row in graph.nodes())
        file.writelines(encode_facts(Facts(relations=(relation_of(row),))) for row in graph.edges(divisions=False))
        file.writelines(encode_facts(Facts(indicators=(indicator_of(row),))) for row in graph.indicators())
    with (folder / "facts.jsonl").open("wb") as file:
        file.writelines(encode_facts(Facts(documents=(document_of(row),))) for row in graph.documents())
        with rest.open("rb") as facts:
            shutil.copyfileobj(facts, file)
    rest.unlink()


def document_of(row: Row) -> Document:
    """A document as it stands in the graph: its text is all that is left of the original."""
    text, pages = str(row["text"] or ""), tuple(map(int, str(row["pages"] or "").split()))
    title, genre, source, file = (str(row[c] or "") for c in ("name", "genre", "source", "file"))
    return Document(
        id=str(row["id"]),
        title=title,
        genre=genre,
        source=source,
        file=file,
        published=str(row["published"]) if row["published"] else None,
        raw=text,
        text=text,
        cuts=((0, 0),),
        pages=pages,
    )


def entity_of(row: Row) -> Entity:
    """A thing with its mentions."""
    label, aliases = str(row["label"]), row["aliases"]
    return Entity(
        id=str(row["id"]),
        label=label,
        name=str(row["name"]),
        kind=str(row["kind"]) or None,
        aliases=tuple(map(str, aliases)) if isinstance(aliases, list) else (),
        attrs=_attributes(row, ontology().node[label].attrs),
        evidence=tuple(_evidence(row["evidence"])),
    )


def relation_of(row: Row) -> Relation:
    """An edge with its best evidence, the only one that a graph keeps."""
    type = str(row["type"])
    attrs = _attributes(row, ontology().edge[type].attrs)
    return Relation(head=str(row["head"]), type=type, tail=str(row["tail"]), attrs=attrs, evidence=tuple(_evidence([row])))


def indicator_of(row: Row) -> Indicator:
    """A number with its evidence."""
    measures = row["measures"]
    assert isinstance(measures, dict)
    return Indicator(
        place=str(measures["tail"]),
        measure=str(row["measure"]),
        value=float(str(row["value"])),
        unit=str(row["unit"] or ""),
        qualifier=str(row["qualifier"] or ""),
        as_of=str(row["as_of"]) if row["as_of"] else None,
        nature=str(row["nature"]),
        evidence=tuple(_evidence(row["evidence"])),
    )


def _attributes(row: Row, declared: dict[str, AttributeSpec]) -> dict[str, Attribute]:
    given = {name: row[name] for name in declared}
    return {name: value for name, value in given.items() if isinstance(value, str | int | float | bool)}


def _evidence(rows: object) -> Iterator[Evidence]:
    for row in rows if isinstance(rows, Iterable) else ():
        if row["document"]:
            by, score = str(row["said_by"]), float(row["score"])
            yield Evidence(str(row["document"]), int(row["start_at"]), int(row["end_at"]), str(row["quote"]), by, score)
