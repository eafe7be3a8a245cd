"""A neighbourhood of the graph as a networkx graph."""

import networkx

from graph.errors import QueryError
from graph.queries import ask
from graph.stores import GraphStore

# Beyond this many nodes a neighbourhood is no neighbourhood any more; a place of the whole country would bring half of it.
LIMIT = 5_000


def find_one(store: GraphStore, name: str) -> str:
    """The id of the thing with this name or id. Raises QueryError where there is none, or several of this very name."""
    if ask(store, "entity", id=name):
        return name
    exact = [row for row in ask(store, "find", name=name) if row["name"] == name]
    if len(exact) == 1:
        return str(exact[0]["id"])
    if not exact:
        raise QueryError(f"图中没有“{name}”；用 python3 run.py ask find --param name={name} 查找")
    raise QueryError(f"图中有 {len(exact)} 个“{name}”，请用标识：{'、'.join(str(row['id']) for row in exact[:9])}")


def neighbourhood(store: GraphStore, id: str, hops: int = 1) -> "networkx.MultiDiGraph[str]":
    """Everything within ``hops`` (1 to 3) relations of a thing. Places are reached but not passed through: everything is in a place.

    Nodes have name, label, kind, five and place; edges relation, quote, document, start, end, said_by, score, sources.
    """
    graph: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
    frontier, seen = {id}, set[str]()
    for _ in range(hops):
        found: set[str] = set()
        for at in sorted(frontier - seen):
            seen.add(at)
            if at.startswith("place:") and at != id:
                continue
            found |= _add_relations(graph, store, at)
            if graph.number_of_nodes() > LIMIT:
                raise QueryError(f"范围太大：超过 {LIMIT} 个实体；减少步数，或换一个起点")
        frontier = found
    graph.add_node(id)
    for node in sorted(graph):
        _describe(graph, store, node)
    return graph


def _add_relations(graph: "networkx.MultiDiGraph[str]", store: GraphStore, id: str) -> set[str]:
    ends: set[str] = set()
    for row in ask(store, "relations_of", id=id):
        head, tail = str(row["head_id"]), str(row["tail_id"])
        key = str(row["type"])
        graph.add_edge(
            head,
            tail,
            key=key,
            relation=key,
            title=str(row["title"]),
            amount=str(row["amount"]),
            mode=str(row["mode"]),
            quote=str(row["quote"]),
            document=str(row["document"]),
            start=row["start_at"],
            end=row["end_at"],
            said_by=str(row["said_by"]),
            score=row["score"],
            sources=row["sources"],
        )
        ends |= {head, tail}
    return ends


def _describe(graph: "networkx.MultiDiGraph[str]", store: GraphStore, id: str) -> None:
    (row,) = ask(store, "entity", id=id)
    graph.add_node(id, **{name: str(row[name] or "") for name in ("name", "label", "kind", "five", "place", "uscc")})
    graph.nodes[id]["aliases"] = "|".join(row["aliases"]) if isinstance(row["aliases"], list) else ""
