"""Parts of the graph out, in the forms that other programs read, always with their sources."""

from pathlib import Path
from typing import TYPE_CHECKING

from graph.exports.folder import write_csv, write_folder
from graph.exports.formats import Format, find_format, formats, write_format
from graph.exports.readme import refuse_empty, write_readme
from graph.exports.scope import Scope, describe
from graph.exports.sources import Sources, note_answer
from graph.exports.subgraph import Subgraph
from graph.exports.tables import answer_table
from graph.stores import GraphStore

if TYPE_CHECKING:
    import networkx

__all__ = ["Format", "Scope", "Subgraph", "describe", "export", "formats", "subgraph"]


def export(store: GraphStore, folder: Path, scope: Scope | None = None, format: str = "csv", *, force: bool = False) -> Path:
    """Write what the scope names (default: everything) into a new folder, with SOURCES.csv and README.txt. The folder.

    Raises InputError where the scope is empty, the folder exists (unless ``force``) or cannot be written; QueryError, StoreError.
    """
    chosen, graph = find_format(format), Subgraph(store, scope)

    def fill(part: Path) -> None:
        with Sources(part, graph.papers) as sources:
            graph.note = sources.add
            note_answer(graph)
            write_format(chosen, graph, part, sources)
            refuse_empty(graph, format)
            if (answer := answer_table(graph)) and not (part / "answer.csv").exists():
                write_csv(part / "answer.csv", [f.name for f in answer.fields], answer.rows())
            sources.write()
            write_readme(graph, chosen, part)

    return write_folder(folder, fill, force=force)


def subgraph(store: GraphStore, scope: Scope | None = None) -> "networkx.MultiDiGraph[str]":
    """What the scope names as a networkx graph: things by id, edges by type, the columns of nodes.csv and edges.csv as attributes."""
    from graph.exports.networks import to_networkx  # noqa: PLC0415

    return to_networkx(Subgraph(store, scope))
