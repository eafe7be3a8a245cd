"""From a name to the one thing that is meant."""

from graph.errors import QueryError
from graph.queries import ask
from graph.stores import GraphStore


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
