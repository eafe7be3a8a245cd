"""The commands that take something out of the graph: ask and export."""

import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from graph import terminal
from graph.errors import InputError, QueryError
from graph.exports import Scope, export, formats
from graph.options import Home, Store, address
from graph.queries import ask, check_params, find_query, queries
from graph.stores import GraphStore, open_store

if TYPE_CHECKING:
    from graph.free import Reading


def register(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    app.command("ask")(ask_command)
    app.command("export")(export_command)


def ask_command(
    question: Annotated[str, typer.Argument(help="问题的名字，或一句话；不写则列出全部问题。")] = "",
    param: Annotated[list[str] | None, typer.Option(help="参数，写作 名字=值，可多次。", show_default=False)] = None,
    format: Annotated[terminal.Format, typer.Option(help="表格、csv 或 json。")] = "table",
    store: Store = "",
    home: Home = None,
) -> None:
    """问一个问题：写它的名字，或用一句话问，例如：ask "四川哪些街镇没有社工站"。"""
    if not question:
        for query in queries().values():
            terminal.say(f"{query.name:<28} {query.title}")
            for p in query.params:
                terminal.say(f"{'':<28}   --param {p.name}={p.default}   {p.about}")
        return
    said: dict[str, object] = dict(_split(p) for p in param or [])
    named = (
        find_query(question) if re.fullmatch(r"[\w.-]+", question, re.ASCII) or question in {q.title for q in queries().values()} else None
    )
    given = check_params(named, said) if named else {}
    with open_store(address(store, home), read_only=True) as opened:
        if named:
            query = named
        else:
            reading = _read(question, opened, format)
            query = reading.query
            given = check_params(query, {**reading.params, **said})
        rows = ask(opened, query.name, **given)
    if rows or format != "table":
        terminal.show(rows, query.columns, query.title, format)
    else:
        terminal.say(query.empty)


def _read(sentence: str, opened: GraphStore, format: terminal.Format) -> "Reading":
    """The best reading of a sentence; it and the next ones are shown. Raises QueryError with the nearest where nothing is near."""
    from graph.free import read_question  # noqa: PLC0415  (the readers of texts take a second to import)

    readings = read_question(sentence, opened)
    if not readings.understood:
        raise QueryError(terminal.not_understood(readings))
    terminal.show_readings(readings, format)
    return readings.best[0]


def export_command(
    out: Annotated[Path, typer.Argument(help="写到哪个文件夹；数据之外总有 SOURCES.csv（出处）和 README.txt。")],
    question: Annotated[str, typer.Option(help="导出一个问题的答案，连同其中的实体和它们之间的关系。")] = "",
    param: Annotated[list[str] | None, typer.Option(help="问题的参数，写作 名字=值，可多次。", show_default=False)] = None,
    around: Annotated[str, typer.Option(help="导出一个实体（名称或标识）周围的关系。")] = "",
    hops: Annotated[int, typer.Option(help="周围几步。", min=1, max=3)] = 1,
    place: Annotated[str, typer.Option(help="导出一个地方（名称或区划代码）和它下面的全部；与上两项同用时作筛选。")] = "",
    label: Annotated[list[str] | None, typer.Option(help="只要这些类别的实体，如 ORG，可多次。", show_default=False)] = None,
    kind: Annotated[list[str] | None, typer.Option(help="只要这些类型的实体，如 station，可多次。", show_default=False)] = None,
    relation: Annotated[list[str] | None, typer.Option(help="只要这些关系，如 FUNDS，可多次。", show_default=False)] = None,
    since: Annotated[str, typer.Option(help="只要这时（年、月或日）起发表的资料说的关系。")] = "",
    until: Annotated[str, typer.Option(help="只要到这时为止发表的资料说的关系。")] = "",
    score: Annotated[float, typer.Option(help="只要把握不低于它的关系，0 到 1。")] = 0.0,
    decided: Annotated[bool, typer.Option("--decided", help="只要人审核为对的关系。")] = False,
    people: Annotated[bool, typer.Option("--people", help="连同人物。默认不导出人物，原句里的人名用 * 代替。")] = False,
    divisions: Annotated[bool, typer.Option("--divisions", help="连同全国四万多个行政区划，不管有没有资料提到。")] = False,
    format: Annotated[str, typer.Option(help=f"{'、'.join(formats())}（各是什么：docs/export.md）。")] = "csv",
    force: Annotated[bool, typer.Option("--force", help="覆盖先前的导出。")] = False,
    store: Store = "",
    home: Home = None,
) -> None:
    """导出图的一部分或全部（不写范围即全部），连同全部出处。"""
    scope = Scope(
        question=question,
        params=dict(_split(p) for p in param or []),
        around=around,
        hops=hops,
        place=place,
        labels=tuple(label or ()),
        kinds=tuple(kind or ()),
        relations=tuple(relation or ()),
        since=since,
        until=until,
        score=score,
        decided=decided,
        people=people,
        divisions=divisions,
    )
    with open_store(address(store, home), read_only=True) as opened:
        export(opened, out, scope, format, force=force)
    terminal.say((out / "README.txt").read_text("utf-8").rstrip())
    terminal.say(f"已写入 {out}")


def _split(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals:
        raise InputError(f"--param {text}：应写作 名字=值")
    return name, value
