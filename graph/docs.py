"""The generated parts of the documentation. A test compares them with the files, so that a page never says what the program does not do."""

import re
from pathlib import Path

import typer
from typer import _click as click

from graph.errors import EXIT_CODES
from graph.exports import formats
from graph.ontology import AttributeSpec, Ontology, ontology
from graph.queries import queries

ROOT = Path(__file__).resolve().parent.parent
BLOCK = re.compile(r"(<!-- generated: (\w+) -->\n).*?(<!-- end -->)", re.DOTALL)


def pages(app: typer.Typer) -> dict[Path, str]:
    """Every page with generated parts and what it should hold. ``app`` is the command line."""
    parts = {
        "nodes": _nodes(),
        "edges": _edges(),
        "five": _five(),
        "questions": _questions(),
        "commands": _commands(app),
        "exits": _exits(),
        "formats": _formats(),
    }
    names = ["README.md", "README.zh-CN.md", "docs/vocabulary.md", "docs/commands.md", "docs/export.md", "graph/queries/README.md"]
    return {ROOT / name: fill((ROOT / name).read_text("utf-8"), parts) for name in names}


def write_pages(app: typer.Typer) -> list[Path]:
    """Bring every page up to date; the pages that changed."""
    stale = [path for path, text in pages(app).items() if path.read_text("utf-8") != text]
    for path in stale:
        path.write_text(pages(app)[path], "utf-8")
    return stale


def fill(text: str, parts: dict[str, str]) -> str:
    """The text with each block between ``<!-- generated: NAME -->`` and ``<!-- end -->`` replaced. Raises KeyError for an unknown name."""
    return BLOCK.sub(lambda m: f"{m[1]}{parts[m[2]]}{m[3]}", text)


def _nodes() -> str:
    words = ontology()
    lines = ["| label in facts | label in Cypher | 中文 | what | kinds | attributes |", "|---|---|---|---|---|---|"]
    for label, node in words.node.items():
        kinds = "<br>".join(f"`{k}` {zh}" for k, zh in node.kinds.items())
        lines.append(f"| `{label}` | `{node.node}` | {node.zh} | {node.about} | {kinds} | {_attributes(node.attrs)} |")
    return "\n".join(lines) + "\n"


def _edges() -> str:
    words = ontology()
    lines = ["| type | 中文 | says | from | to | attributes |", "|---|---|---|---|---|---|"]
    for name, edge in words.edge.items():
        ends = (", ".join(words.node[x].node for x in side) for side in (edge.head, edge.tail))
        lines.append(f"| `{name}` | {edge.zh} | {edge.about} | {' | '.join(ends)} | {_attributes(edge.attrs)} |")
    return "\n".join(lines) + "\n"


def _attributes(attrs: dict[str, AttributeSpec]) -> str:
    return "<br>".join(f"`{name}` {spec.zh} ({spec.type})" for name, spec in attrs.items())


def _five() -> str:
    words: Ontology = ontology()
    lines = ["| role | 中文 | who |", "|---|---|---|"]
    for name, role in words.five.items():
        lines.append(f"| `{name}` | {role.zh} | {'、'.join(_member(words, m) for m in role.members) or '由关系推出'} |")
    return "\n".join(lines) + "\n"


def _member(words: Ontology, member: str) -> str:
    label, _, kind = member.partition(":")
    return words.node[label].kinds[kind] if kind else words.node[label].zh


def _questions() -> str:
    lines = ["| question | 问题 |", "|---|---|"]
    lines += [f"| `{q.name}` | {q.title} |" for q in queries().values()]
    return "\n".join(lines) + "\n"


def _exits() -> str:
    return "\n".join(["| exit code | 意思 |", "|---|---|", *(f"| {code} | {says} |" for code, says in EXIT_CODES.items())]) + "\n"


def _formats() -> str:
    lines = ["| `--format` | 是什么 | 文件 | 装了什么 | 谁能读 | 丢了什么 | 一百万条关系 |", "|---|---|---|---|---|---|---|"]
    for name, f in formats().items():
        files = "<br>".join(f"`{file}`" for file in f.files.split())
        size = "边读边写" if f.streams else "放在内存里"
        cells = (f.zh, files, f.holds, f.readers, f.lost or "没有", size)
        lines.append(f"| `{name}` | {' | '.join(c.replace('|', chr(92) + '|') for c in cells)} |")
    return "\n".join(lines) + "\n"


def _commands(app: typer.Typer) -> str:
    """The help of every command as the terminal prints it."""
    root = typer.main.get_command(app)
    return "\n".join(f"```\n{text}\n```" for text in _help(root, "python3 run.py")) + "\n"


def _help(command: "click.Command", name: str) -> list[str]:
    context = click.Context(command, info_name=name, max_content_width=110, terminal_width=110)
    texts = [command.get_help(context).strip()]
    for child, sub in getattr(command, "commands", {}).items():
        texts += _help(sub, f"{name} {child}")
    return texts
