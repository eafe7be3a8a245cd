"""Why an entity is one: the records that became it with the reason of each merge, and the candidates that were kept apart."""

from collections.abc import Iterator

from graph.errors import QueryError
from graph.ontology import ontology
from graph.queries import ask
from graph.review import Case, Side, read_cases
from graph.stores import GraphStore
from graph.terminal import shorten
from graph.workspace import Workspace

# So many merges, and so many candidates, are told in full; the rest is counted.
MOST = 40


def why(place: Workspace, store: GraphStore, entity: str) -> Iterator[str]:
    """Lines for people about an entity, given by its id, the id of one of its records, or any name that it has.

    Raises QueryError where the graph holds no such thing.
    """
    cases = read_cases(place.cases)
    ids = _ids(cases, store, entity)
    if not ids:
        raise QueryError(f"图中没有“{entity}”；用 python3 run.py ask find --param name={entity} 查找")
    for id in sorted(ids):
        yield from _about(store, id, [c for c in cases if id in (c.entity, c.other)])


def _ids(cases: list[Case], store: GraphStore, entity: str) -> set[str]:
    if ask(store, "entity", id=entity):
        return {entity}
    rows = [
        r for r in ask(store, "find", name=entity) if r["name"] == entity or (isinstance(r["aliases"], list) and entity in r["aliases"])
    ]
    sides = [(side, id) for c in cases for side, id in ((c.first, c.entity), (c.second, c.other))]
    return {str(r["id"]) for r in rows} | {id for side, id in sides if entity in (side.id, side.name)}


def _about(store: GraphStore, id: str, cases: list[Case]) -> Iterator[str]:
    rows = ask(store, "entity", id=id)
    if not rows:
        return
    merged = [c for c in cases if c.state == "merged"]
    apart = [c for c in cases if c.state != "merged"]
    yield f"{rows[0]['name']}　{ontology().zh(str(rows[0]['label']))}　{id}"
    if merged:
        yield f"　由 {len({s.id for c in merged for s in (c.first, c.second)})} 条记录并成："
        yield from _limited([f"　　{_said(c.first)}\n　　　＝ {_said(c.second)}\n　　　{c.why}" for c in merged])
    elif str(rows[0]["label"]) == "PLACE":
        yield "　地方按区划代码归并，同一代码的记录都是它。"
    else:
        yield "　没有归并：图里的它就是一条记录。"
    if apart:
        yield f"　没有并入的 {len(apart)} 个候选："
        sides = [sorted(_sides(c), key=lambda pair: pair[1] != id) for c in apart]
        yield from _limited(
            [f"　　{_said(own)}\n　　　≠ {_said(other)}\n　　　{c.why}" for c, ((own, _), (other, _)) in zip(apart, sides, strict=True)]
        )


def _sides(case: Case) -> tuple[tuple[Side, str], tuple[Side, str]]:
    return (case.first, case.entity), (case.second, case.other)


def _said(side: Side) -> str:
    code = f"，{side.code}" if side.code else ""
    return f"{side.name}（《{shorten(side.title or side.document)}》{code}，提到 {side.mentions} 处，记录 {side.id}）"


def _limited(lines: list[str]) -> Iterator[str]:
    yield from lines[:MOST]
    if len(lines) > MOST:
        yield f"　　……另有 {len(lines) - MOST} 条"
