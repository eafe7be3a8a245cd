"""五社图谱: a knowledge graph of China's social-governance ecosystem. The names below are for programs and notebooks (docs/python.md)."""

# The functions take the names of the modules graph.build and graph.extract: bound here, after those are loaded, they keep them.
from graph.api import build, export, extract, frame, subgraph
from graph.queries import ask
from graph.stores import open_store

__all__ = ["ask", "build", "export", "extract", "frame", "open_store", "subgraph"]
