"""The words of a printed page in the order in which one reads them: runs → lines → blocks → columns.

A page is known by the boxes of its words alone; the order in which a file holds them is that in which a program wrote them. Coordinates are
in points from the top left corner.
"""

import re
from collections.abc import Sequence
from statistics import median

from msgspec import Struct

# Sizes and gaps are compared in widths of a character (em), so that print of any size is read alike.
SPACE = 0.6  # from this gap on a line is cut: at a gutter, or at a space that is joined again
WIDEST_SPACE = 3.0
SAME_LINE = 0.4
SAME_SIZE = 1.22
# A block ends where the next line is this much further away than lines usually are.
LOOSE = 1.6
# Type that is this much larger than that of most lines is a heading.
HEADING = 1.15
# Columns of running text have longer lines than this on an average; those of tables have not.
SHORT = 9
INDENT = (1.5, 2.7)
LATIN = re.compile(r"[!-~\u00a0-\u024f]")


class Box(Struct):
    """Where something stands: left, top, right, bottom."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def middle(self) -> float:
        """The height of its middle."""
        return (self.y0 + self.y1) / 2

    def over(self, other: "Box") -> float:
        """How much of the narrower one's width both share, 0 to 1."""
        return (min(self.x1, other.x1) - max(self.x0, other.x0)) / max(min(self.x1 - self.x0, other.x1 - other.x0), 0.1)


class Glyph(Box):
    """One character of the page, or of OCR one line; ``size`` is the height of its type."""

    text: str
    size: float


class Run(Box):
    """Characters of one line without a gutter between them."""

    text: str
    size: float


class Block(Box):
    """What stands together: its lines as text, the first line of each paragraph with its indent; a table has ``rows`` instead."""

    lines: list[str]
    size: float = 0.0
    rows: list[list[str]] | None = None


def read_page(glyphs: Sequence[Glyph], tables: Sequence[Block] = ()) -> list[Block]:
    """The blocks of a page in reading order; ``tables`` are blocks that were read already."""
    return in_order([*_without_rules(_blocks(_join_spaces(_runs(glyphs)))), *tables])


def line_text(glyphs: Sequence[Glyph]) -> str:
    """Everything as one line after the other without a break: the text of one cell."""
    return "".join(_glue(*pair) for pair in _with_last(sorted(_runs(glyphs), key=lambda r: (round(r.middle), r.x0))))


def _with_last(runs: list[Run]) -> list[tuple[Run | None, Run]]:
    return list(zip([None, *runs], runs, strict=False))


def _glue(last: Run | None, run: Run) -> str:
    apart = last is not None and LATIN.match(last.text[-1]) and LATIN.match(run.text[0])
    return f" {run.text}" if apart else run.text


# ── characters to runs ──────────────────────────────────────────────────────────────────────────────────────────────────
def _runs(glyphs: Sequence[Glyph]) -> list[Run]:
    """Characters of one height side by side; blanks only say that there is a space."""
    rows: list[list[Glyph]] = []
    for g in sorted(glyphs, key=lambda g: (g.middle, g.x0)):
        near = next((r for r in reversed(rows[-4:]) if abs(r[-1].middle - g.middle) < SAME_LINE * min(g.size, r[-1].size)), None)
        if near is None:
            rows.append([g])
        else:
            near.append(g)
    return [run for row in rows for run in _cut(sorted(row, key=lambda g: g.x0))]


def _cut(row: list[Glyph]) -> list[Run]:
    runs: list[Run] = []
    blank = False
    for g in row:
        if not g.text.strip():
            blank = True
            continue
        last = runs[-1] if runs else None
        gap = g.x0 - last.x1 if last else 0.0
        if last is None or gap > SPACE * max(g.size, last.size) or not _same_size(g, last):
            runs.append(Run(g.x0, g.y0, g.x1, g.y1, g.text, g.size))
        else:
            apart = blank or (gap > 0.2 * g.size and LATIN.match(last.text[-1]) and LATIN.match(g.text[0]))
            last.text += f" {g.text}" if apart else g.text
            last.x1, last.y0, last.y1 = max(last.x1, g.x1), min(last.y0, g.y0), max(last.y1, g.y1)
            last.size += (g.size - last.size) / len(last.text)
        blank = False
    return runs


def _same_size(one: Glyph | Run, other: Glyph | Run) -> bool:
    return max(one.size, other.size) <= SAME_SIZE * min(one.size, other.size)


def _join_spaces(runs: list[Run]) -> list[Run]:
    """Runs that a space parts are one: a line above or below goes on over the gap, as none does over a gutter."""
    runs = sorted(runs, key=lambda r: (r.middle, r.x0))
    joined: list[Run] = []
    for i, run in enumerate(runs):
        last = joined[-1] if joined else None
        if last and abs(last.middle - run.middle) < SAME_LINE * run.size and _is_space(last, run, runs, i):
            last.text += f"　{run.text}"
            last.x1, last.y0, last.y1 = run.x1, min(last.y0, run.y0), max(last.y1, run.y1)
        else:
            joined.append(run)
    return joined


def _is_space(left: Run, right: Run, runs: list[Run], at: int) -> bool:
    gap, size = right.x0 - left.x1, max(left.size, right.size)
    if not 0 <= gap <= WIDEST_SPACE * size:
        return False
    near = [r for r in runs[max(0, at - 40) : at + 40] if SAME_LINE * size < abs(r.middle - right.middle) < 2.4 * size]
    beside = [r for r in near if r.x0 < right.x0 and r.x1 > left.x1 and _same_size(r, right)]
    over = [r for r in beside if r.x0 < left.x1 - 0.3 * size and r.x1 > right.x0 + 0.3 * size]
    alone = not any(r.x1 > left.x0 and r.x0 < right.x1 for r in near)
    return bool(over) or (alone and gap < 2.2 * size)


# ── runs to blocks ──────────────────────────────────────────────────────────────────────────────────────────────────────
def _blocks(runs: list[Run]) -> list[Block]:
    """Lines under each other without anything between them, of one size, at their usual distance."""
    runs = sorted(runs, key=lambda r: (r.y0, r.x0))
    below = {i: found for i, run in enumerate(runs) if (found := _next_line(runs, i, run)) is not None}
    above: dict[int, int] = {}
    for i, j in below.items():
        above[j] = i if j not in above else -1  # two lines over one: it belongs to neither
    pitch = median([runs[j].middle - runs[i].middle for i, j in below.items()] or [0.0])
    blocks: list[list[Run]] = []
    of: dict[int, list[Run]] = {}
    for i, run in enumerate(runs):
        up = above.get(i, -1)
        if up >= 0 and run.middle - runs[up].middle <= max(LOOSE * pitch, 1.7 * run.size) and up in of:
            of[i] = of[up]
            of[i].append(run)
        else:
            of[i] = [run]
            blocks.append(of[i])
    return [_block(some) for some in blocks]


def _next_line(runs: list[Run], at: int, run: Run) -> int | None:
    """The one run right below; None where there is none near, or there are two side by side."""
    found: list[int] = []
    bottom = run.middle + 3.2 * run.size
    for j in range(at + 1, len(runs)):
        other = runs[j]
        if other.y0 > bottom:
            break
        if other.middle - run.middle < SAME_LINE * run.size or run.over(other) < 0.3:
            continue
        if found and other.middle - runs[found[0]].middle > SAME_LINE * run.size:
            break
        found.append(j)
    if len(found) != 1:
        return None
    other = runs[found[0]]
    return found[0] if max(run.size, other.size) <= SAME_SIZE * min(run.size, other.size) else None


def _block(runs: list[Run]) -> Block:
    left, size = min(r.x0 for r in runs), median(r.size for r in runs)
    if len(runs) > 2 and all(len(r.text) == 1 for r in runs):  # a title set from top to bottom
        lines = ["".join(r.text for r in runs)]
    else:
        lines = [("　　" if INDENT[0] < (r.x0 - left) / size < INDENT[1] and len(runs) > 1 else "") + r.text for r in runs]
    return Block(left, min(r.y0 for r in runs), max(r.x1 for r in runs), max(r.y1 for r in runs), lines, size)


def _without_rules(blocks: list[Block]) -> list[Block]:
    """Blocks of equally many short lines side by side are the columns of a table without lines: one block with rows."""
    found: list[Block] = []
    beside: dict[tuple[int, int, int], list[Block]] = {}
    for b in blocks:
        short = len(b.lines) > 1 and sum(map(len, b.lines)) <= SHORT * len(b.lines)
        if short:
            beside.setdefault((round(b.y0 / 4), round(b.y1 / 4), len(b.lines)), []).append(b)
        else:
            found.append(b)
    for (_, _, count), some in beside.items():
        if len(some) == 1:
            found += some
            continue
        some.sort(key=lambda b: b.x0)
        rows = [[b.lines[i].strip() for b in some] for i in range(count)]
        corners = min(b.x0 for b in some), min(b.y0 for b in some), max(b.x1 for b in some), max(b.y1 for b in some)
        found.append(Block(*corners, lines=[], rows=rows))
    return found


# ── blocks in order ─────────────────────────────────────────────────────────────────────────────────────────────────────
def in_order(blocks: Sequence[Block]) -> list[Block]:
    """Columns from left to right, each from top to bottom; what spans columns parts what is above it from what is below.

    One block comes before another that it stands over, and before another to its right unless something between them in height spans
    both (Breuel, High Performance Document Layout Analysis, 2003).
    """
    return [block for band in _bands(blocks) for block in _in_columns(band)]


def _bands(blocks: Sequence[Block]) -> list[list[Block]]:
    """The page cut across above each heading that nothing beside it reaches over: there another article begins, in all its columns."""
    body = median([b.size for b in blocks for _ in b.lines] or [0.0])
    heads = sorted(b.y0 for b in blocks if b.size > HEADING * body and len(b.lines) < 4)
    cuts = [y for y in heads if not any(b.y0 < y - 1 and b.y1 > y + 1 for b in blocks)]
    bands: list[list[Block]] = [[] for _ in range(len(cuts) + 1)]
    for b in blocks:
        bands[sum(y <= b.y0 + 1 for y in cuts)].append(b)
    return bands


def _in_columns(blocks: Sequence[Block]) -> list[Block]:
    rest = sorted(blocks, key=lambda b: (b.x0, b.y0))
    before = {i: {j for j, other in enumerate(rest) if j != i and _comes_first(other, b, rest)} for i, b in enumerate(rest)}
    order: list[int] = []
    left = dict.fromkeys(sorted(range(len(rest)), key=lambda i: (rest[i].y0, rest[i].x0)))
    while left:
        # Where the rules contradict each other the highest one goes on.
        free = next((i for i in _next_first(order, left, rest) if not before[i] & left.keys()), next(iter(left)))
        order.append(free)
        del left[free]
    return [rest[i] for i in order]


def _next_first(order: list[int], left: dict[int, None], blocks: list[Block]) -> list[int]:
    """What is left, the blocks under the last one first: a column is read to its end."""
    if not order:
        return list(left)
    last = blocks[order[-1]]
    return sorted(left, key=lambda i: (blocks[i].over(last) < 0.3 or blocks[i].y0 < last.y0, blocks[i].y0, blocks[i].x0))


def _comes_first(a: Block, b: Block, blocks: list[Block]) -> bool:
    if _share(a, b):
        return a.y0 < b.y0
    if a.x1 > b.x0 + 1:
        return False
    top, bottom = min(a.middle, b.middle), max(a.middle, b.middle)
    return not any(top < c.middle < bottom and _share(a, c) and _share(b, c) for c in blocks if c is not a and c is not b)


def _share(a: Block, b: Block) -> bool:
    return min(a.x1, b.x1) - max(a.x0, b.x0) > 3
