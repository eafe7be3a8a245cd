"""Figures in the tables of a report: a cell is the row's, and of the kind that its column's heading says.

A table stands in the text as lines of cells between bars (``graph/loaders/reading.py`` writes those of Word files and web pages so).
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from msgspec import Struct

from graph.model import Entity
from nlp.counted import is_money
from nlp.dating import printed_times
from nlp.indicators_words import any_of, word_set
from nlp.numbers import Number, find_numbers
from nlp.spans import Mention, Section
from nlp.topics import LABELS

Span = tuple[int, int]
BAR = "|"
# Headings that say nothing of what is counted: there the row says it (市财政补助 12万元).
PLAIN = re.compile("金额|数量|数值?|指标值|数据|[合总]计|完成(?:情况|数)|实际(?:完成)?|(?:全年)?目标值?|计划数?")
# Columns whose numbers count nothing.
NUMBERED = re.compile("No\\.?|NO|.*(?:序号|编号|行次|号|码|电话|手机|传真|邮编|内线|房间|排名|名次|年份|日期|时间|年龄|经度|纬度)")
SUM = re.compile("合计|总计|小计|共计|总数|全[省市县区州镇]合?计?")
EMPTY = frozenset(["", "-", "—", "——", "－", "/", "无"])
AHEAD = re.compile("目标|计划|预计|拟")
YEAR = re.compile(r"((?:19|20)\d\d)年?")
# Behind a heading, or alone above a table: （万元）, 单位：万元.
IN_BRACKETS = re.compile(r"[（(](?:单位[:：])?([^（）()]{1,5})[）)]$")
ABOVE = re.compile(r"单位[:：]([^，。；）)\s]{1,12})")
UNITS = frozenset(["单位", "计量单位"])
MONEY = re.compile("[额款金费资]|支出|收入|补助|投入|捐")
# Lines above a table that may be its caption.
NEAR = 2


class Cell(Struct, frozen=True):
    """A figure of a table. ``entity`` is empty where the row names no thing: then it belongs to whatever the table is about."""

    entity: str
    measure: str
    qualifier: str
    number: Number
    row: Span
    caption: Span
    as_of: str | None
    ahead: bool


class Column(Struct, frozen=True):
    """A column of figures: what its heading says is counted, in which unit, when, and whether it is still to come."""

    index: int
    measure: str
    unit: str
    year: str
    ahead: bool


def find_grids(text: str, sections: Sequence[Section]) -> Iterator[list[list[Span]]]:
    """The tables: rows of at least two cells, equally many in each, one below the other; the cells as spans of the text."""
    for (width, _), rows in groupby(sections, lambda s: (text.count(BAR, s.start, s.end) if s.end - s.start < 2_000 else 0, s.article)):
        lines = [list(_cells(text, row)) for row in rows] if width else []
        if len(lines) > 1:
            yield lines


def _cells(text: str, row: Section) -> Iterator[Span]:
    start = row.start
    for part in text[row.start : row.end].split(BAR):
        yield start, start + len(part)
        start += len(part) + 1


def read_grid(
    text: str, grid: list[list[Span]], above: Sequence[Section], named: Sequence[Mention], known: Mapping[str, Entity]
) -> list[Cell]:
    """The figures of a table whose first row is a heading; none of another.

    ``above``: the lines before it; ``named``: the mentions inside it, in text order; ``known``: the entities that they stand for.
    """
    head, *rows = grid
    if any(_number(text, cell, "") for cell in head if not YEAR.fullmatch(text[slice(*cell)])):
        return []
    caption = _caption(text, above)
    unit = ABOVE.search(text, *caption)
    columns = list(_columns(text, head, rows, unit[1] if unit else ""))
    if not columns or columns[0].index == 0:
        return []
    units = next((i for i, cell in enumerate(head) if text[slice(*cell)].strip() in UNITS), -1)
    times, starts, found = printed_times(text, *caption), [m.start for m in named], []
    for row in rows:
        here = named[bisect_left(starts, row[0][0]) : bisect_left(starts, row[-1][1])]
        entity, key = _key(text, [cell for i, cell in enumerate(row[: columns[0].index]) if i != units], here, known)
        for column in columns:
            number = _number(text, row[column.index], text[slice(*row[units])].strip() if units >= 0 else column.unit)
            # A bare number that no row names anybody for may be anything.
            told = _told(column, key, entity) if number and (entity or number.unit) else None
            if number and told:
                when = column.year or (times[-1][1] if times else None)
                found.append(Cell(entity, *told, number, (row[0][0], row[-1][1]), caption, when, column.ahead))
    return found


def _caption(text: str, above: Sequence[Section]) -> Span:
    """The last short lines before the table: no sentence, and no row of another table."""
    start = end = above[-1].end if above else 0
    for line in reversed(above[-NEAR:]):
        if line.end - line.start > 60 or re.search("[|。]", text[line.start : line.end]):
            break
        start = line.start
    return start, end


def _columns(text: str, head: list[Span], rows: list[list[Span]], unit: str) -> Iterator[Column]:
    for index, cell in enumerate(head):
        name = re.sub(r"\s", "", text[slice(*cell)])
        values = [row[index] for row in rows if text[slice(*row[index])].strip() not in EMPTY]
        if not name or NUMBERED.fullmatch(name) or not values or sum(_number(text, v, "") is not None for v in values) * 2 <= len(values):
            continue
        said = IN_BRACKETS.search(name)
        own = said[1] if said and _is_unit(said[1]) else ""
        measure = name[: said.start()] if said and own else name
        year = YEAR.match(measure)
        measure = measure[year.end() :] if year else measure
        yield Column(index, measure, own or _unit_of(measure, unit), year[1] if year else "", bool(AHEAD.search(name)))


def _is_unit(word: str) -> bool:
    return word in ("%", "％") or bool(re.fullmatch(f"[十百千万亿]*{any_of('units')}", word))


def _unit_of(measure: str, above: str) -> str:
    """The unit of a heading that has none: what its last word implies, else that of the whole table (单位：人、万元)."""
    if measure.endswith(("人次", "户次", "场次")):
        return measure[-2:]
    if measure.endswith(("人数", "户数", "件数", "家数", "个数", "次数")):
        return measure[-2]
    money = bool(MONEY.search(measure))
    return next((u for u in re.split("[、/]", above) if is_money(u.lstrip("十百千万亿")) == money), "")


def _number(text: str, cell: Span, unit: str) -> Number | None:
    """The number that a cell is, in its own unit or else in that of its column; None where it is anything else."""
    words = text[slice(*cell)].strip()
    if words in EMPTY or len(words) > 20:
        return None
    whole = [n for n in find_numbers(words) if n.opening == 0 and n.end == len(words)]
    if whole and not whole[0].unit and unit:
        scaled = [n for n in find_numbers(words + unit) if n.opening == 0]
        return scaled[0] if scaled and scaled[0].unit else whole[0]
    return whole[0] if whole else None


def _key(text: str, cells: list[Span], named: Sequence[Mention], known: Mapping[str, Entity]) -> tuple[str, str]:
    """Whose a row is, and what else it is called. The last name before its figures counts: in 海宁市|马桥街道 the finer one."""
    key = next((text[slice(*c)].strip() for c in reversed(cells) if not text[slice(*c)].strip().isdigit()), "")
    for start, end in reversed(cells):
        here = [m for m in named if start <= m.start and m.end <= end and m.entity in known and known[m.entity].label in LABELS]
        if here and here[-1].start == start:
            owner = max(here, key=lambda m: m.end - m.start)
            return owner.entity, text[owner.end : end].strip(" ：:，、") if owner.start == start else ""
    return "", "" if SUM.search(key) else key


def _told(column: Column, key: str, entity: str) -> tuple[str, str] | None:
    """Measure and qualifier of a cell; None where neither heading nor row says what is counted."""
    if column.measure and not PLAIN.fullmatch(column.measure):
        return column.measure, key
    if key and not entity:
        return key, ""
    return (column.measure, key) if column.measure in word_set("amounts") | {"金额"} else None
