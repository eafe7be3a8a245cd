"""The tables of ``run.py quality`` and of docs/quality.md: scores, calibration, the commonest errors."""

from collections import Counter
from collections.abc import Iterable, Sequence

from msgspec import Struct

from graph.docs import ROOT, fill
from graph.loaders.annotation import Packed
from graph.marked_page import Mark, Note, Sheet, html_page
from graph.ontology import ontology
from graph.queries import Column, Row
from nlp.quality import (
    SURE,
    Bin,
    Scored,
    calibration,
    calibration_error,
    commonest_errors,
    find_gold,
    held_out,
    read_and_judge,
    scored,
    sure_and_right,
)
from nlp.score import FIGURES, Annotation, Figure, Judgement, figures
from nlp.scores import read_table

GOLD = ROOT / "data" / "gold"
PAGE = ROOT / "docs" / "quality.md"
WORDS = {"entity": "实体", "mention": "提及", "relation": "关系", "indicator": "指标", "org kind": "组织类型", "": "全部"}
OUTCOMES = {"missed": "漏读", "wrong": "误读", "confused": "读错类型"}


class Table(Struct, frozen=True):
    """A title, columns and rows, for a terminal or a page."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


def score_tables(judgements: Iterable[Judgement]) -> list[Table]:
    """One table of the five figures, then one for each figure with its labels, types or kinds."""
    found = figures(judgements)
    tables = [_scores("五项成绩", {WORDS[name]: found[name] for name in FIGURES})]
    for name in FIGURES:
        groups = {g: f for full, f in found.items() if (g := full.removeprefix(f"{name}.")) != full}
        tables.append(_scores(f"{WORDS[name]}，分类", {ontology().zh(g): f for g, f in groups.items()}))
    return [t for t in tables if t.rows]


def _scores(title: str, rows: dict[str, Figure]) -> Table:
    columns = (
        ("what", "项目"),
        ("precision", "准确率"),
        ("recall", "召回率"),
        ("f1", "F1"),
        ("right", "对"),
        ("gold", "标注"),
        ("read", "读出"),
    )
    cells: Iterable[Row] = (
        {"what": name, "precision": _three(f.precision), "recall": _three(f.recall), "f1": _three(f.f1)}
        | {"right": f.right, "gold": f.gold, "read": f.read}
        for name, f in rows.items()
    )
    return Table(title, tuple(Column(*c) for c in columns), tuple(cells))


def _three(share: float) -> str:
    return f"{share:.3f}"


def calibration_table(facts: Sequence[Scored]) -> Table:
    """How many facts of each bin of scores are right, and the line of those that are shown as facts."""
    bins = calibration(facts)
    rows: list[Row] = [_bin(b) for b in bins]
    for figure, (read, right) in sure_and_right(facts).items():
        if read:
            rows.append({"what": WORDS[figure], "scores": f"{SURE} 以上合计", "read": read, "said": "", "share": f"{right / read:.1%}"})
    columns = ("what", "项目"), ("scores", "程序的把握"), ("read", "读出"), ("said", "平均把握"), ("share", "实际正确")
    title = f"把握与实际（相差平均 {calibration_error(bins):.3f}）"
    return Table(title, tuple(Column(*c) for c in columns), tuple(rows))


def _bin(b: Bin) -> Row:
    scores = f"{b.low:.2f}–{b.high:.2f}"
    return {"what": WORDS[b.figure], "scores": scores, "read": b.read, "said": f"{b.said:.1%}", "share": f"{b.share:.1%}"}


def error_table(judgements: Iterable[Judgement], most: int = 10) -> Table:
    """The commonest kinds of error, each with an example."""
    rows: list[Row] = [
        {"count": k.count, "what": WORDS[k.figure], "group": ontology().zh(k.group), "outcome": OUTCOMES[k.outcome]}
        | {"example": k.example.words, "document": k.example.document}
        for k in commonest_errors(judgements, most)
    ]
    columns = ("count", "次数"), ("what", "项目"), ("group", "类别"), ("outcome", "错在"), ("example", "例"), ("document", "文献")
    return Table(f"最常见的 {len(rows)} 种错误", tuple(Column(*c) for c in columns), tuple(rows))


def describe(j: Judgement) -> str:
    """An error in one line: what went wrong, which fact, who read it and how sure, and its quote."""
    read = f"（{j.by}，把握 {j.score:.0%}）" if j.score is not None else ""
    quote = " ".join(j.quote.split())
    return f"{OUTCOMES[j.outcome]}{WORDS[j.figure]}　{j.words}{read}" + (f"　「{quote}」" if j.figure not in ("entity", "org kind") else "")


def markdown(table: Table) -> str:
    """The table as Markdown, without its title."""
    lines = ["| " + " | ".join(c.title for c in table.columns) + " |", "|" + "---|" * len(table.columns)]
    lines += ["| " + " | ".join(str(row[c.name]).replace("|", "｜") for c in table.columns) + " |" for row in table.rows]
    return "\n".join(lines) + "\n"


def _titled(table: Table) -> str:
    return f"{table.title}\n\n{markdown(table)}"


def quality_page(judgements: Sequence[Judgement]) -> str:
    """What docs/quality.md should say of these judgements."""
    scores = score_tables(judgements)
    parts = {
        "scores": markdown(scores[0]),
        "groups": "\n".join(f"**{t.title}**\n\n{markdown(t)}" for t in scores[1:]),
        "calibration": _titled(calibration_table(held_out(read_table()))),
        "known": _titled(calibration_table(scored(judgements))),
        "errors": markdown(error_table(judgements)),
    }
    return fill(PAGE.read_text("utf-8"), parts)


def error_sheets(gold: Iterable[Annotation], judgements: Iterable[Judgement]) -> list[Sheet]:
    """Each text with its mentions marked as right, missed or wrong, and its errors beside the words that they are about."""
    found: dict[str, list[Judgement]] = {}
    for j in judgements:
        found.setdefault(j.document, []).append(j)
    return [_error_sheet(g, found.get(str(g["id"]), [])) for g in gold]


def _error_sheet(gold: Annotation, judgements: list[Judgement]) -> Sheet:
    packed = Packed(gold["text"])
    marks = [Mark(*j.span, j.outcome, f"{OUTCOMES.get(j.outcome, '读对')}：{ontology().zh(j.group)}") for j in judgements if j.span]
    notes = []
    for j in judgements:
        if j.outcome != "right" and j.figure != "mention":
            start, end = packed.find(j.quote) or (0, 0)
            read = f"{j.by}，把握 {j.score:.0%}" if j.score is not None else ""
            notes.append(Note(start, end, j.outcome, f"{OUTCOMES[j.outcome]}{WORDS[j.figure]}　{j.words}", read, True))
    errors: Counter[str] = Counter(j.outcome for j in judgements if j.figure != "mention")
    head = "　".join(f"{words} {errors[outcome]} 处" for outcome, words in OUTCOMES.items())
    return Sheet(f"{gold['id']}　{gold['title']}", gold["text"], tuple(sorted(marks)), tuple(sorted(notes)), (head,))


def errors_page(gold: Iterable[Annotation], judgements: Iterable[Judgement]) -> str:
    """The sheets as one HTML page."""
    key = [("right", "读对"), *OUTCOMES.items()]
    return html_page("标注与读出的对照", error_sheets(gold, judgements), key)


def write_page() -> None:
    """Bring docs/quality.md up to date with the gold documents that ship."""
    PAGE.write_text(quality_page(read_and_judge(find_gold([GOLD]))), "utf-8")
