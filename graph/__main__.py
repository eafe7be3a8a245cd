"""The command line. Each command is a few lines that call the module of its name."""

import getpass
import json
import logging
import sys
from pathlib import Path
from typing import Annotated

import typer
from typer._click.exceptions import ClickException, NoArgsIsHelpError, UsageError

from graph import asking, docs, dry_run, log, operating, queue, terminal
from graph.build import Report, build
from graph.compare_table import compare_table
from graph.errors import GraphError, InputError
from graph.extract import extract_lines
from graph.marked_page import terminal_lines
from graph.names import compare
from graph.options import Home, Store, address
from graph.queries import ask, find_query
from graph.stores import default_address, local, open_store
from graph.usage import explain
from graph.workspace import Workspace, workspace

SAMPLE = Path(__file__).resolve().parent.parent / "data" / "sample"
PORT = 8501
# The exit code after Ctrl-C.
INTERRUPTED = 130
# The columns of the first answers: what fits into a terminal of eighty characters.
FIRST_LOOK = {
    "resource",
    "first",
    "via",
    "reached",
    "amount",
    "quote",
    "town",
    "county",
    "province",
    "status",
    "towns",
    "covered",
    "rate",
    "stated",
    "as_of",
}

app = typer.Typer(
    name="run.py",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
server = typer.Typer(help="本机的 Neo4j 服务器（真实的社区版，不用 Docker）。", no_args_is_help=True, rich_markup_mode=None)
app.add_typer(server, name="neo4j")

Paths = Annotated[
    list[Path],
    typer.Argument(
        help="文件或文件夹：报告（txt、html、pdf、docx、扫描图片）、名录和手工网络（csv、tsv、xlsx）、事实（json、jsonl）、压缩包（zip）。",
        show_default=False,
    ),
]


@app.command()
def demo(no_serve: Annotated[bool, typer.Option("--no-serve", help="只建图、回答，不打开看板。")] = False, port: int = PORT) -> None:
    """用自带的样例建图，回答几个问题，再打开看板。"""
    place = workspace()
    summarise(_build([SAMPLE], place))
    with open_store(str(place.graph), read_only=True) as store:
        for name in ("resources_to_community", "towns_without_station", "coverage"):
            query = find_query(name)
            rows = [row for row in ask(store, name) if row.get("covered", 1) or row.get("stated") is not None]
            columns = [c for c in query.columns if c.name in FIRST_LOOK]
            terminal.show(rows[:10], columns, f"{query.title}（共 {len(rows)} 行，显示前 {min(10, len(rows))} 行）")
    terminal.say("更多问题：python3 run.py ask")
    if not no_serve:
        serve(port=port)


@app.command("build")
def build_command(
    paths: Paths,
    store: Store = "",
    home: Home = None,
    skip_bad: Annotated[bool, typer.Option("--skip-bad", help="读不了的文件记入 rejects.csv，其余照建。")] = False,
) -> None:
    """读文件，建图谱。图库里随后正好是这些文件说的事实，加上全国行政区划。"""
    place = workspace(home)
    summarise(_build(paths, place, store, skip_bad=skip_bad))
    terminal.say(f"读不了的行和未识别的列：{place.rejects}")


dry_run.register(app)


@app.command("extract")
def extract_command(
    paths: Paths,
    out: Annotated[
        Path | None, typer.Option(help="写到哪个文件：每篇文献一行 JSON；--explain 时是一个网页（.html）。", show_default=False)
    ] = None,
    explain: Annotated[bool, typer.Option("--explain", help="在原文旁标出每一处提及、关系和数字，以及是哪条规则或哪个模型说的。")] = False,
) -> None:
    """只读出事实，不建图：输出与标注格式相同，另加 mentions（原文位置）、score 和 by（依据）。"""
    if explain:
        _explain(paths, out)
        return
    if out is None:
        raise InputError("请用 --out 写明输出文件，或加 --explain 在终端里看")
    lines = 0
    part = out.with_name(out.name + ".part")
    with terminal.progress() as tell, part.open("w", encoding="utf-8") as file:
        for line in extract_lines(paths, tell):
            file.write(json.dumps(line, ensure_ascii=False) + "\n")
            lines += 1
    part.replace(out)
    terminal.say(f"{lines} 篇文献的事实写入 {out}")


def _explain(paths: list[Path], out: Path | None) -> None:
    from graph.explain import explain, explain_page  # noqa: PLC0415

    if out and out.suffix.lower() not in (".html", ".htm"):
        raise InputError(f"{out}：--explain 写出的是网页，文件名请以 .html 结尾")
    with terminal.progress() as tell:
        sheets = explain(paths, tell)
    if out:
        out.write_text(explain_page(sheets), "utf-8")
        terminal.say(f"{len(sheets)} 篇文献的标注网页写入 {out}")
        return
    for sheet in sheets:
        for line in terminal_lines(sheet):
            terminal.out.print(line, soft_wrap=True)


asking.register(app)


@app.command("review")
def review_command(home: Home = None, store: Store = "") -> None:
    """在终端里审核：逐项显示依据，按 a（是）、x（否）、s（跳过）、q（结束）。决定在下次建图时生效。"""
    place, who = workspace(home), getpass.getuser()
    with open_store(address(store, home), read_only=True) as opened:
        items = queue.queue(place, lambda name: ask(opened, name), who)
    terminal.say(f"{len(items)} 项待决定。")
    for item in items:
        yes, no = queue.ANSWERS[item.kind]
        terminal.say(f"\n{queue.KINDS[item.kind]}：{item.says}\n  {item.why}")
        for said in item.quotes:
            terminal.say(f"  {said.about}　“{said.quote}”")
        answer = typer.prompt(f"a {yes}　x {no}　s 跳过　q 结束", default="s", show_default=False).strip().lower()
        if answer == "q":
            break
        if answer in ("a", "x"):
            faster = queue.decide(place, item, "yes" if answer == "a" else "no", who)
            terminal.say(faster or "已记下。")


@app.command()
def same(
    names: Annotated[list[str] | None, typer.Argument(help="两个名称。", show_default=False)] = None,
    place: Annotated[list[str] | None, typer.Option(help="两个名称各自所在的地方，可写一次或两次。", show_default=False)] = None,
    table: Annotated[Path | None, typer.Option(help="一个 tsv 表（列 a、b、place_a、place_b），逐行判断。", show_default=False)] = None,
) -> None:
    """两个名称是不是同一个机构：same（同一）、different（不同）、unsure（不能断定），并说明理由。"""
    if table:
        if names or place:
            raise InputError("--table 之外不要再写名称或地方")
        for line in compare_table(table):
            sys.stdout.write(line + "\n")
        return
    if len(names or []) != 2:
        raise InputError("请写两个名称，或用 --table 给出一个表")
    places = [*(place or []), "", ""]
    if place and len(place) == 1:
        places[1] = places[0]
    first, second = names or ["", ""]
    verdict = compare(first, second, places[0], places[1])
    terminal.say(f"{verdict.verdict}\n{verdict.reason}")


@app.command("why")
def why_command(
    entity: Annotated[str, typer.Argument(help="一个实体的标识，或它的任何一个名称。", show_default=False)],
    home: Home = None,
    store: Store = "",
) -> None:
    """为什么是同一个：哪些记录并成了它、各是什么理由，哪些候选没有并入、为什么。"""
    from graph.why import why  # noqa: PLC0415

    with open_store(address(store, home), read_only=True) as opened:
        for line in why(workspace(home), opened, entity):
            terminal.say(line)


@app.command()
def serve(port: Annotated[int, typer.Option(help="端口；被占用时换下一个空闲的。")] = PORT, store: Store = "", home: Home = None) -> None:
    """打开看板，按 Ctrl-C 停止。"""
    from dashboard.serve import serve as run_dashboard  # noqa: PLC0415  (Streamlit takes seconds to import)

    run_dashboard(address(store, home), port, terminal.say)


@server.command()
def start(memory: Annotated[float, typer.Option(help="最多用多少 GB 内存；全国的图要 6。", min=1)] = 1.5) -> None:
    """启动本机的 Neo4j；第一次要取得它的程序包。"""
    running = local.start(memory=memory)
    terminal.say(f"Neo4j 已启动：{running.address}　用户 neo4j　密码 {running.password}")


@server.command()
def stop() -> None:
    """停止本机的 Neo4j。"""
    terminal.say("Neo4j 已停止。" if local.stop() else "Neo4j 没有在运行。")


@server.command()
def status() -> None:
    """本机的 Neo4j 是否在运行。"""
    running = local.status()
    terminal.say(f"在运行：{running.address}" if running else "没有在运行。启动：python3 run.py neo4j start")


@app.command("quality")
def quality_command(
    gold: Annotated[
        list[Path] | None, typer.Argument(help="标注文件（.json）或文件夹；不写为自带的 data/gold。", show_default=False)
    ] = None,
    errors: Annotated[bool, typer.Option("--errors", help="逐条列出错误，连同原句。")] = False,
    page: Annotated[Path | None, typer.Option(help="写一个网页：每篇原文旁边是它的错误。", show_default=False)] = None,
    write: Annotated[bool, typer.Option("--write", help="把自带标注的成绩写进 docs/quality.md。")] = False,
) -> None:
    """读得有多准：把标注过的文献重读一遍，对照标注打分，并看把握与实际是否相符。"""
    from nlp import quality  # noqa: PLC0415  (spaCy takes a second to import)
    from nlp import quality_tables as tables  # noqa: PLC0415

    documents = quality.find_gold(gold or [tables.GOLD])
    judgements = quality.read_and_judge(documents)
    for table in (*tables.score_tables(judgements), tables.calibration_table(quality.scored(judgements)), tables.error_table(judgements)):
        terminal.show(table.rows, table.columns, table.title)
    for document, wrong in quality.errors_of(judgements).items() if errors else ():
        terminal.say(f"\n{document}")
        for j in wrong:
            terminal.say(f"  {tables.describe(j)}")
    if page:
        page.write_text(tables.errors_page(documents, judgements), "utf-8")
        terminal.say(f"对照网页写入 {page}")
    if write:
        tables.write_page()
        terminal.say(f"已更新 {tables.PAGE.name}")


@app.command("docs")
def docs_command() -> None:
    """更新文档里由程序生成的部分（用词、命令、问题）。"""
    for path in docs.write_pages(app):
        terminal.say(f"已更新 {path.name}")


operating.register(app)


def summarise(report: Report) -> None:
    """What is in the graph now, in two lines."""
    fresh = f"新读 {report.read} 个" if report.read else "没有变化，用已有的图"
    terminal.say(f"{report.files} 个文件（{fresh}），{report.documents} 篇文献，拒收 {report.rejects} 处")
    nodes, edges = sum(report.entities.values()), sum(report.relations.values())
    terminal.say(
        f"图库 {report.store}：{nodes} 个实体，{edges} 条关系，{report.indicators} 个指标；归并 {report.merged} 次，待定 {report.unsure} 对"
    )


def _build(paths: list[Path], place: Workspace, store: str = "", *, skip_bad: bool = False) -> Report:
    with terminal.progress() as tell:
        return build(paths, place, store or default_address(""), progress=tell, skip_bad=skip_bad)


def main() -> None:
    """Run the command line; errors that the user can mend are one sentence and an exit code."""
    try:
        log.set_up()
        code = app(prog_name="run.py", complete_var=operating.ASKING, standalone_mode=False)
    except NoArgsIsHelpError as error:
        error.show()
        sys.exit(error.exit_code)
    except ClickException as error:
        command = error.ctx.command_path if isinstance(error, UsageError) and error.ctx else "run.py"
        terminal.complain(f"{explain(error.format_message())}\n用法：{command} --help")
        sys.exit(error.exit_code)
    except GraphError as error:
        log.tell("error", logging.ERROR, kind=type(error).__name__, says=str(error), exit_code=error.exit_code)
        terminal.complain(str(error))
        sys.exit(error.exit_code)
    except (KeyboardInterrupt, typer.Abort):
        code = INTERRUPTED
    if code == INTERRUPTED:
        terminal.complain("已中断；图库仍是上一次完整的图。")
    sys.exit(code if isinstance(code, int) else 0)


if __name__ == "__main__":
    main()
