"""``run.py bench resolve``: which of a million registered bodies and a hundred thousand mentions in documents are one.

Every body and every sentence is invented by the generator of ``register.py``; a seed gives the same facts.
"""

import gc
import random
import resource
import subprocess
import sys
import time
from collections.abc import Iterator

from graph.codes import uscc
from graph.facts import content_id
from graph.model import Document, Entity, Evidence, Facts, Relation
from graph.places import full_name, leading_place, place_entity
from graph.resolve import resolve_with_reasons
from tests.bench.register import register_rows

Line = tuple[str, float, str]
SIZES = (10_000, 100_000, 1_000_000)
# One document for so many registered bodies, with so many mentions: 10 % of mentions.
MENTIONS = 10
# How documents shorten names.
SHORT = (("社会工作服务中心", "社工服务中心"), ("浙江省", ""), ("志愿服务", "志愿者服务"))


def bench_resolve() -> list[Line]:
    """Seconds and memory of resolution alone, each size in a process of its own."""
    found = []
    for size in SIZES:
        done = subprocess.run([sys.executable, "-m", "tests.bench.names", str(size)], capture_output=True, text=True, check=True)
        seconds, cpu, peak, bodies, unsure = done.stdout.split()
        note = f"{float(cpu):.1f} s of one processor, {int(bodies):,} bodies, {int(unsure):,} unsure, peak {float(peak):.2f} GB"
        found.append((f"resolve, {size:,} registered and {size // 10:,} mentions", float(seconds), note))
    return found


def facts_of_register(size: int, seed: int = 5) -> Facts:
    """``size`` registered bodies, one a document, and a tenth as many mentions in documents of ten."""
    dice = random.Random(seed)
    documents: list[Document] = []
    entities: list[Entity] = []
    relations: list[Relation] = []
    seen: list[tuple[str, str]] = []
    for name, code, place, number, registrar in _bodies(size, seed):
        document = content_id("row", len(entities))
        text = f"社会组织名称：{name}"
        evidence = (Evidence(document, 7, len(text), name, "registry:social_org", 0.99),)
        documents.append(Document(id=document, title=name, genre="registry", raw=text, text=text, cuts=((0, 0),)))
        entity = Entity(
            id=content_id("row", document),
            label="ORG",
            name=name,
            kind="social_org",
            attrs={"registration_number": number, "registrar": registrar, **({"uscc": code} if code else {})},
            evidence=evidence,
        )
        entities.append(entity)
        relations.append(Relation(head=entity.id, type="LOCATED_IN", tail=f"place:{place}", evidence=evidence))
        seen.append((name, place))
    for start in range(0, size // 10, MENTIONS):
        report, mentions = _document(start, dice.sample(seen, MENTIONS), dice)
        documents.append(report)
        entities += mentions
    places = {r.tail for r in relations}
    entities += [place_entity(p.removeprefix("place:")) for p in sorted(places)]
    return Facts(documents=tuple(documents), entities=tuple(entities), relations=tuple(relations))


def _bodies(size: int, seed: int) -> Iterator[tuple[str, str, str, str, str]]:
    """Name, credit code, division, registration number and office of each."""
    for row in register_rows(size, seed=seed):
        name, code, address = row[1], uscc(row[2]) or "", row[11]
        place = leading_place(address, (code[2:8],) if code else ()).code or leading_place(name).code or "11"
        yield name, code, place, f"{int(row[0]):07}", row[4]


def _document(number: int, bodies: list[tuple[str, str]], dice: random.Random) -> tuple[Document, list[Entity]]:
    names = []
    for name, place in bodies:
        county = full_name(place[:6])
        if dice.random() < 0.5 and name.startswith(county[-3:]):
            name = county + name.removeprefix(county[-3:])
        for long, short in SHORT:
            name = name.replace(long, short)
        names.append(name)
    text = "\n".join(names)
    id = content_id("report", number, text)
    document = Document(id=id, title=f"报告 {number}", genre="report", raw=text, text=text, cuts=((0, 0),))
    mentions = []
    for name in dict.fromkeys(names):
        at = text.index(name)
        evidence = (Evidence(id, at, at + len(name), name, "rule:test", 0.9),)
        mentions.append(Entity(id=content_id(id, name), label="ORG", name=name, kind="social_org", evidence=evidence))
    return document, mentions


def measure(size: int) -> str:
    """Seconds, seconds of the processor, the highest memory of this process in GB, entities and undecided pairs."""
    facts = facts_of_register(size)
    gc.collect()
    gc.freeze()
    start, cpu = time.perf_counter(), time.process_time()
    done = resolve_with_reasons([facts])
    seconds, cpu = time.perf_counter() - start, time.process_time() - cpu
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e9
    return f"{seconds:.2f} {cpu:.2f} {peak:.3f} {sum(e.label == 'ORG' for e in done.facts.entities)} {len(done.unsure)}"


if __name__ == "__main__":
    sys.stdout.write(measure(int(sys.argv[1])) + "\n")
