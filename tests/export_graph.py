"""The graph that the export tests write: the hand-written one, with names as bad as they come. All names are invented."""

import csv
from pathlib import Path

from graph.facts import join_facts
from graph.model import Document, Entity, Evidence, Facts, Relation
from tests.query_facts import example

ODD = "=1+1\x07“甲”\n乙\"'<&>\\|；\tz"
CLEAN = ODD.replace("\x07", "")
LONG = "长" * 10_000
TEXT = f"{ODD}与{LONG}合作。"


def bad_names() -> Facts:
    """Two organisations whose names hold what files break on, and a relation between them each way."""

    def said(words: str) -> tuple[Evidence, ...]:
        at = TEXT.index(words)
        return (Evidence("bad", at, at + len(words), words, "rule:test", 0.5),)

    ends = (("org:odd", "org:long"), ("org:long", "org:odd"))
    return Facts(
        documents=(Document(id="bad", title="-坏文件", genre="report", raw=TEXT, text=TEXT, cuts=((0, 0),), pages=(0, 5)),),
        entities=(
            Entity(id="org:odd", label="ORG", name=ODD, aliases=("=甲", "乙;丙"), attrs={"staff": 3}, evidence=said(ODD)),
            Entity(id="org:long", label="ORG", name=LONG, kind="social_org", evidence=said(LONG)),
        ),
        relations=tuple(Relation(head=h, type=t, tail=b, evidence=said(TEXT)) for h, b in ends for t in ("FUNDS", "PARTNERS_WITH")),
    )


def divisions() -> Facts:
    """What a build adds to every graph: the list of divisions, which says that each lies in another."""
    rows = [r for r in example().relations if r.type == "PART_OF"]
    lines = [f"{r.head} 属于 {r.tail}\n" for r in rows]
    text = "".join(lines)
    said = [Evidence("list", at, at + len(line), line, "registry:divisions", 1.0) for line in lines for at in [text.index(line)]]
    relations = tuple(Relation(head=r.head, type=r.type, tail=r.tail, evidence=(e,)) for r, e in zip(rows, said, strict=True))
    return Facts(documents=(Document(id="list", title="区划", genre="registry", raw=text, text=text, cuts=((0, 0),)),), relations=relations)


def export_facts() -> Facts:
    """The whole graph."""
    facts = example()
    told = Facts(
        documents=facts.documents,
        entities=facts.entities,
        relations=tuple(r for r in facts.relations if r.type != "PART_OF"),
        indicators=facts.indicators,
    )
    return join_facts([told, divisions(), bad_names()])


def table(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV file that Excel opens with the right characters."""
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))
