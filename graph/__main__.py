"""The command line. Each command is a few lines that call the module of its name."""

import getpass
import json
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from graph import docs, queue, terminal
from graph.analyse import find_one, neighbourhood
from graph.build import Report, build
from graph.compare_table import compare_table
from graph.errors import GraphError, InputError, QueryError
from graph.export import export_answer, export_graph
from graph.extract import extract_lines
from graph.loaders.mapping import make_forms, read_mapping, shipped_and_own
from graph.marked_page import terminal_lines
from graph.names import compare
from graph.queries import ask, check_params, find_query, queries
from graph.stores import GraphStore, default_address, local, open_store
from graph.workspace import Workspace, workspace

if TYPE_CHECKING:
    from graph.free import Reading

SAMPLE = Path(__file__).resolve().parent.parent / "data" / "sample"
PORT = 8501
# The columns of the first answers: what fits into a terminal of eighty characters.
FIRST_LOOK = {
    "resource",
    "first",
    "via",
    "reached",
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
    help="五社图谱：读报告和名录，建知识图谱，回答“五社联动”的问题。",
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
        help="文件或文件夹：报告（txt、html、pdf、docx、扫描图片）、名录（csv、tsv、xlsx）、压缩包（zip）。", show_default=False
    ),
]
Store = Annotated[str, typer.Option(help="图库：文件名，或 neo4j://主机:端口（密码放在环境变量 KG_PASSWORD）。空为工作区自带的图库。")]
Home = Annotated[Path | None, typer.Option(help="工作区文件夹。默认取环境变量 KG_HOME，再默认 ./workspace。", show_default=False)]


@app.command()
def demo(no_serve: Annotated[bool, typer.Option("--no-serve", help="只建图、回答，不打开看板。")] = False, port: int = PORT) -> None:
    """用自带的样例建图，回答两个问题，再打开看板。"""
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


@app.command("registry")
def registry_command(
    file: Annotated[Path, typer.Argument(help="名录文件（csv、tsv、xlsx、xls）。", show_default=False, exists=True, dir_okay=False)],
    mapping: Annotated[Path | None, typer.Option(help="另用一个映射文件来读。", show_default=False)] = None,
    propose: Annotated[Path | None, typer.Option(help="把映射文件的草稿写到这里（.toml）。", show_default=False)] = None,
) -> None:
    """试读一份名录，什么也不写：每列认成了什么、有几个值、举例，有问题的格子；认不得的表给出映射文件的草稿。"""
    from graph.loaders.survey import propose as draft_mapping  # noqa: PLC0415
    from graph.loaders.survey import survey  # noqa: PLC0415

    known = make_forms([*shipped_and_own(), *([read_mapping(mapping)] if mapping else [])])
    problem = ""
    if not propose:
        try:
            for line in survey(file, known):
                terminal.say(line)
            return
        except InputError as error:
            problem = str(error)
    draft = draft_mapping(file, known, propose.stem if propose else "my_list")
    if not draft:
        raise InputError(problem or f"{file.name}：前十行里没有像表头的一行，起草不了映射文件")
    if propose:
        propose.parent.mkdir(parents=True, exist_ok=True)
        propose.write_text(draft, "utf-8")
        terminal.say(f"草稿写入 {propose}；改好后试读：python3 run.py registry {file} --mapping {propose}")
        terminal.say(f"放在 {workspace().mappings} 里的映射文件，建图时自动使用。")
        return
    terminal.complain(problem)
    terminal.say(f"映射文件的草稿如下；用 --propose 文件.toml 保存，改好放进 {workspace().mappings}：\n\n{draft}")


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


@app.command("ask")
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
    with open_store(_address(store, home), read_only=True) as opened:
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


@app.command("export")
def export_command(
    out: Annotated[Path, typer.Argument(help="写到哪个文件夹。")],
    question: Annotated[str, typer.Option(help="导出一个问题的答案。")] = "",
    param: Annotated[list[str] | None, typer.Option(help="问题的参数，写作 名字=值，可多次。", show_default=False)] = None,
    around: Annotated[str, typer.Option(help="导出一个实体（名称或标识）周围的关系。")] = "",
    hops: Annotated[int, typer.Option(help="周围几步。", min=1, max=3)] = 1,
    format: Annotated[str, typer.Option(help="csv 或 graphml（只用于 --around）。")] = "csv",
    force: Annotated[bool, typer.Option("--force", help="覆盖已有的文件夹。")] = False,
    store: Store = "",
    home: Home = None,
) -> None:
    """导出一个答案，或一个实体周围的关系，连同全部出处。"""
    if bool(question) == bool(around):
        raise InputError("请在 --question 和 --around 中写一个")
    with open_store(_address(store, home), read_only=True) as opened:
        if question:
            query = find_query(question)
            rows = ask(opened, query.name, **dict(_split(p) for p in param or []))
            export_answer(opened, query, rows, out, force=force)
        else:
            export_graph(opened, neighbourhood(opened, find_one(opened, around), hops), out, format, force=force)
    terminal.say(f"已写入 {out}")


@app.command("review")
def review_command(home: Home = None, store: Store = "") -> None:
    """在终端里审核：逐项显示依据，按 a（是）、x（否）、s（跳过）、q（结束）。决定在下次建图时生效。"""
    place, who = workspace(home), getpass.getuser()
    with open_store(_address(store, home), read_only=True) as opened:
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


@app.command()
def serve(port: Annotated[int, typer.Option(help="端口；被占用时换下一个空闲的。")] = PORT, store: Store = "", home: Home = None) -> None:
    """打开看板，按 Ctrl-C 停止。"""
    from dashboard.serve import serve as run_dashboard  # noqa: PLC0415  (Streamlit takes seconds to import)

    run_dashboard(_address(store, home), port, terminal.say)


@server.command()
def start() -> None:
    """启动本机的 Neo4j；第一次要取得它的程序包。"""
    running = local.start()
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
    for table in (*tables.score_tables(judgements), tables.calibration_table(judgements), tables.error_table(judgements)):
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


def _address(store: str, home: Path | None) -> str:
    return store or default_address(str(workspace(home).graph))


def _split(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals:
        raise InputError(f"--param {text}：应写作 名字=值")
    return name, value


def main() -> None:
    """Run the command line; errors that the user can mend are one sentence and an exit code."""
    try:
        app()
    except GraphError as error:
        terminal.complain(str(error))
        sys.exit(error.exit_code)
    except KeyboardInterrupt:
        terminal.complain("已中断；图库仍是上一次完整的图。")
        sys.exit(130)


if __name__ == "__main__":
    main()
