"""``README.txt``: what an export's scope holds, how much of it, what of it the format leaves out, how old it is, and what made it."""

from pathlib import Path

from graph.errors import InputError
from graph.exports.folder import TITLE
from graph.exports.formats import Format, formats
from graph.exports.scope import describe
from graph.exports.subgraph import Subgraph
from graph.facts import content_id
from graph.ontology import VOCABULARY, ontology
from graph.workspace import pipeline_version

# An answer alone fills a table, but draws no graph.
TABLES = ("csv", "xlsx", "parquet")


def refuse_empty(graph: Subgraph, format: str) -> None:
    """Raise InputError where nothing has passed that the format could hold."""
    if any(graph.counts[label] for label in graph.scope.things) or (format in TABLES and graph.choice.answer):
        return
    if graph.choice.answer:
        raise InputError(f"这个答案里没有实体，画不成图；请用 {'、'.join(TABLES)} 导出")
    people = "" if graph.scope.people else "（人物默认不导出，见 --people）"
    raise InputError(f"范围里什么也没有：{describe(graph.scope)}{people}；请放宽范围或筛选")


def write_readme(graph: Subgraph, format: Format, folder: Path) -> None:
    """Write it from what has passed."""
    words = ontology()
    dates = sorted(d for id in graph.cited if (d := graph.papers.published(id)))
    lines = [TITLE, f"范围：{describe(graph.scope)}", f"格式：{format.zh}，{format.files}", f"内容：{format.holds}"]
    if graph.scope.question:
        lines.append(f"答案：{len(graph.choice.answer):,} 行{'' if format in [formats()[t] for t in TABLES] else '，这种格式里没有'}")
    for what, names in (("实体", graph.scope.things), ("关系", graph.scope.types)):
        parts = [f"{words.zh(name)} {graph.counts[name]:,}" for name in names if graph.counts[name]]
        said = f"（{'，'.join(parts)}）" if parts else ""
        lines.append(f"范围里的{what}：{sum(graph.counts[name] for name in names):,}{said}")
    lines += [f"范围里的指标：{graph.counts['INDICATOR']:,}"] * bool(graph.counts["INDICATOR"])
    lines.append(f"文献：{len(graph.cited):,} 篇" + (f"，发表于 {dates[0]} 至 {dates[-1]}" if dates else "，没有发表日期"))
    lines += [f"丢了什么：{format.lost}"] * bool(format.lost)
    lines.append("出处：SOURCES.csv 列出每一处原句、它在哪篇文献的什么位置、怎样引用")
    lines.append(f"版本：程序 {pipeline_version()}，词汇表 {content_id(VOCABULARY.read_bytes())}")
    (folder / "README.txt").write_text("\n".join(lines) + "\n", "utf-8")
