"""A table of pairs of names → the same table with verdict and reason."""

from collections.abc import Iterator
from pathlib import Path

from graph.errors import InputError
from graph.names import compare


def compare_table(path: Path) -> Iterator[str]:
    """The lines of a tab-separated table (columns a, b; place_a and place_b may lack) with the columns verdict and reason added."""
    try:
        lines = path.read_text("utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}：读不了（{error}）；请给出 UTF-8 编码、以制表符分隔的表") from error
    header = lines[0].split("\t") if lines else []
    if "a" not in header or "b" not in header:
        raise InputError(f"{path}：第一行要有列名 a 和 b（可再有 place_a、place_b），以制表符分隔")
    yield "\t".join([*header, "verdict", "reason"])
    for line in lines[1:]:
        if line.strip():
            cells = (line.split("\t") + [""] * len(header))[: len(header)]
            row = dict(zip(header, (c.strip() for c in cells), strict=True))
            verdict = compare(row["a"], row["b"], row.get("place_a", ""), row.get("place_b", ""))
            yield "\t".join([*cells, verdict.verdict, verdict.reason])
