"""The documentation says what the program does: generated parts, commands, links, the size of modules and functions."""

import ast
import re
import statistics
from pathlib import Path

import pytest

from graph.__main__ import app
from graph.docs import fill, pages

ROOT = Path(__file__).resolve().parent.parent
CODE = [p for folder in ("graph", "nlp", "dashboard") for p in sorted((ROOT / folder).rglob("*.py"))] + [ROOT / "run.py"]
PAGES = [ROOT / "README.md", ROOT / "README.zh-CN.md", *sorted((ROOT / "docs").glob("*.md"))]


def commands(page: str) -> list[str]:
    """The lines of a page that one types into a terminal."""
    blocks = re.findall(r"^```\n(.*?)^```", (ROOT / page).read_text("utf-8"), re.MULTILINE | re.DOTALL)
    return [line for block in blocks for line in block.splitlines() if line.startswith("python3 run.py")]


def test_generated_parts_are_up_to_date() -> None:
    stale = [path.name for path, text in pages(app).items() if path.read_text("utf-8") != text]
    assert stale == [], "run: python3 run.py docs"


def test_an_unknown_block_is_an_error() -> None:
    with pytest.raises(KeyError):
        fill("<!-- generated: nonsense -->\n<!-- end -->", {})


def test_both_readmes_give_the_same_commands() -> None:
    assert commands("README.md") == commands("README.zh-CN.md")
    assert commands("README.md")[:2] == ["python3 run.py", "python3 run.py test"]


def test_ci_calls_the_readmes_test_command() -> None:
    assert "python3 run.py test" in (ROOT / ".ci" / "run").read_text("utf-8").splitlines()


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_pages_are_short_and_their_links_lead_somewhere(page: Path) -> None:
    text = page.read_text("utf-8")
    assert len(text.splitlines()) < 500
    for link in re.findall(r"\]\(([^)#]+)\)", text):
        if "://" not in link:
            assert (page.parent / link).exists(), f"{page.name}: {link}"


def functions() -> list[tuple[str, int]]:
    """Every function of the program with its length in lines."""
    return [
        (f"{path.name}:{node.name}", node.end_lineno - node.lineno + 1)
        for path in CODE
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef) and node.end_lineno
    ]


def test_modules_and_functions_are_small() -> None:
    modules = [(p.name, len(p.read_text("utf-8").splitlines())) for p in CODE]
    assert statistics.median(n for _, n in modules) <= 120
    assert [m for m in modules if m[1] > 400] == []
    sizes = functions()
    assert statistics.median(n for _, n in sizes) <= 10
    assert statistics.quantiles([n for _, n in sizes], n=10)[8] <= 30
    assert [f for f in sizes if f[1] > 60] == []


def test_no_cypher_outside_its_folder() -> None:
    """Questions are files; only the stores write Cypher of their own."""
    guilty = [p.name for p in CODE if p.parent.name != "stores" and re.search(r"\b(MATCH|MERGE) \(", p.read_text("utf-8"))]
    assert guilty == []
