"""The dry run of a register: what each column was taken for, with counts and examples; for an unknown layout the draft of a mapping."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from graph import codes
from graph.loaders.cells import LONG_NUMBER, clean, is_body, parse
from graph.loaders.mapping import CellType, Column, Forms, bare_key, header_key
from graph.loaders.registry import Piece, read_piece, read_pieces
from graph.loaders.sheet import read_tables
from graph.model import Reject
from graph.ontology import ontology

TYPES = {
    "text": "文字", "names": "机构名称", "uscc": "统一社会信用代码", "organisation_code": "组织机构代码", "date": "日期",
    "dates": "起止日期",
    "money": "金额", "integer": "整数", "number": "数", "document_number": "发文字号", "place": "地方", "division": "区划代码",
    "charity_number": "慈善编号",
}  # fmt: skip
EXAMPLES, SHOWN, SAMPLED = 3, 8, 300
# Headers of people and how to reach them.
PERSONAL = re.compile(
    r"姓名|联系人|负责人|电话|手机|身份证|证件|邮箱|法定代表人|法人代表|经办|微信|QQ|住址|站长|队长|书记|主任$|理事长|秘书长"
)
NAMES = re.compile(r"名称$|全称$|单位$|机构$|组织$")
# What a row of a list named so is; an organisation where no word fits.
LABELS = (("项目", "PROJECT"), ("文件|政策", "POLICY"), ("信托|基金$", "FUND"), ("活动|会议", "EVENT"))
GUESSES: tuple[CellType, ...] = ("uscc", "date", "dates", "integer", "number", "document_number")


class _Sheet:
    """What was seen of one table so far."""

    def __init__(self, piece: Piece) -> None:
        self.header, self.source, self.rows = piece.header, piece.source, 0
        self.filled: Counter[str] = Counter()
        self.bad: Counter[str] = Counter()
        self.examples: dict[str, dict[str, None]] = {}
        self.facts: Counter[str] = Counter()
        self.first: list[Reject] = []

    def add(self, piece: Piece) -> None:
        """Read some rows and count what came of them."""
        facts, said = read_piece(piece)
        self.rows += len(piece.rows)
        for place in self.header.columns:
            values = [v for _, cells in piece.rows if place.index < len(cells) and (v := clean(cells[place.index]))]
            self.filled[place.field] += len(values)
            seen = self.examples.setdefault(place.field, {})
            for value in values if len(seen) < EXAMPLES else ():
                if len(seen) < EXAMPLES:
                    seen[_short(value)] = None
        self.bad.update(r.column for r in said)
        self.first += said[: SHOWN - len(self.first)]
        self.facts.update(ontology().zh(e.label) for e in facts.entities if e.evidence)
        self.facts.update(ontology().zh(r.type) for r in facts.relations)
        self.facts["指标"] += len(facts.indicators)

    def lines(self) -> Iterator[str]:
        """The report."""
        mapping, columns = self.header.mapping, self.header.mapping.columns
        sheet = f"工作表 {self.source.sheet}" if self.source.sheet else self.source.file
        yield f"{sheet}：按“{mapping.title}”（{mapping.layout}.toml）读，表头在第 {self.header.line} 行，{self.rows} 行数据"
        for place in self.header.columns:
            column = columns[place.field]
            if column.personal == "drop":
                yield f"  {place.header}：个人信息，不读"
                continue
            bad = f"，有问题 {self.bad[place.header]}" if self.bad[place.header] else ""
            unit = place.unit or column.unit
            kind = TYPES[column.type] + (f"（{unit}）" if unit else "")
            shown = "" if column.personal else "；如 " + "｜".join(self.examples.get(place.field) or ["（全空）"])
            yield f"  {place.header} → {place.field}，{kind}，有值 {self.filled[place.field]}{bad}{shown}"
        for index, name in self.header.unknown[:SHOWN]:
            yield f"  第 {index + 1} 列 {name}：没有映射，不读"
        if len(self.header.unknown) > SHOWN:
            yield f"  另有 {len(self.header.unknown) - SHOWN} 列没有映射，不读"
        yield "  读出：" + "，".join(f"{k} {n}" for k, n in self.facts.items() if n)
        total = sum(self.bad.values())
        yield f"  有问题 {total} 处" + (f"，前 {len(self.first)} 处：" if total else "")
        yield from (f"    第 {r.line} 行 {r.column} {_short(r.value)}：{r.reason}" for r in self.first)


def survey(path: Path, known: Forms) -> list[str]:
    """What a build would read out of the file, line by line for people; nothing is written. Raises InputError as a build would."""
    sheets: dict[str, _Sheet] = {}
    missed: list[Reject] = []
    for piece in read_pieces(path, missed.append, known):
        sheets.setdefault(piece.source.sheet, _Sheet(piece)).add(piece)
    return [line for s in sheets.values() for line in s.lines()] + [f"工作表 {r.sheet}：{r.reason}" for r in missed]


def _short(value: str) -> str:
    text = codes.mask_personal(value) if LONG_NUMBER.search(value) else value
    return text if len(text) <= 24 else text[:23] + "…"


# ── the draft of a mapping ──────────────────────────────────────────────────────────────────────────────────────────────
def propose(path: Path, known: Forms, layout: str) -> str:
    """A mapping file for the first table of the file that looks like a list, to be edited; it can be used as it is.

    Empty where no row among the first ten looks like a header.
    """
    for table in read_tables(path):
        rows = [cells for _, cells in islice(table.rows, SAMPLED)]
        at = max(range(min(10, len(rows))), key=lambda i: (_weight(rows[i]), -i), default=0)
        if rows and _weight(rows[at]) >= 2:
            return _draft(rows[at], rows[at + 1 :], known, (layout, path.stem))
    return ""


def _weight(cells: list[str]) -> int:
    """How much a row looks like a header: its different short cells with letters."""
    return len({c for c in map(clean, cells) if len(c) <= 30 and re.search(r"[^\W\d_]", c)})


def _draft(names: list[str], rows: list[list[str]], known: Forms, called: tuple[str, str]) -> str:
    heads = [(i, " ".join(n.split())) for i, n in enumerate(names) if n.strip() and header_key(n) not in ("序号", "编号", "备注")]
    heads = list({header_key(n): (i, n) for i, n in reversed(heads)}.values())[::-1]
    values = {i: [v for r in rows if i < len(r) and (v := clean(r[i]))] for i, _ in heads}
    columns = {i: _guess(n, values[i], known) for i, n in heads}
    texts = [(i, n) for i, n in heads if columns[i].type in ("text", "names") and not columns[i].personal]
    own = next((i for i, n in texts if NAMES.search(bare_key(header_key(n)))), texts[0][0] if texts else heads[0][0])
    title = dict(heads)[own]
    label = next((label for words, label in LABELS if re.search(words, title)), "ORG")
    lines = [
        "# 由 run.py registry 起草。每列的写法和类型请核对、修改；字段名可以改，name 是每行的名称。",
        f'layout = "{called[0]}"', f"title = {_quoted(called[1])}", f'label = "{label}"', 'required = ["name"]', "",
    ]  # fmt: skip
    for number, (i, name) in enumerate(heads, 1):
        column = Column(headers=(name,)) if i == own else columns[i]
        field = "name" if i == own else f"column_{number}"
        lines += [f"[columns.{field}]", f"headers = [{_quoted(name)}]", *_keys(column), ""]
    if others := [f"column_{n}" for n, (i, _) in enumerate(heads, 1) if i != own and columns[i].label]:
        lines += [
            "# 这一行与它提到的机构是什么关系？去掉 # 并改好：",
            "# [[relations]]",
            '# type = "SUPERVISES"',
            f'# head = "{others[0]}"',
            '# tail = "row"',
        ]
    return "\n".join(lines).rstrip() + "\n"


def _keys(column: Column) -> list[str]:
    if column.personal:
        return ['personal = "drop"   # 个人信息，不读']
    found = [f'type = "{column.type}"'] if column.type != "text" else []
    return found + ([f'label = "{column.label}"   # 格里是机构的名称'] if column.label else [])


def _guess(name: str, values: list[str], known: Forms) -> Column:
    """What a column holds: by the header where any layout knows it, else by what nine of ten cells can be read as."""
    if PERSONAL.search(name) or (values and sum(codes.mask_personal(v) != v for v in values) * 2 > len(values)):
        return Column(headers=(name,), personal="drop")
    key = header_key(name)
    for layout, field in (known.fields.get(key) or known.fields.get(bare_key(key)) or {}).items():
        column = known.mappings[layout].columns[field]
        return Column(headers=(name,), type=column.type, personal=column.personal, label="ORG" if column.label == "ORG" else "")
    if "元" in key and _share(values, "money") >= 0.9:
        return Column(headers=(name,), type="money")
    for type in GUESSES:
        if values and _share(values, type) >= 0.9:
            return Column(headers=(name,), type=type)
    bodies = bool(values) and sum(map(is_body, values)) >= 0.8 * len(values)
    return Column(headers=(name,), type="names" if bodies else "text", label="ORG" if bodies else "")


def _share(values: list[str], type: CellType) -> float:
    good = 0
    for value in values:
        try:
            good += parse(type, value) is not None
        except ValueError:
            continue
    return good / len(values) if values else 0.0


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
