"""The commands for whoever runs the program: doctor, licences, shell completion, version."""

import os
import sys
from pathlib import Path
from typing import Annotated, Literal

import typer
from typer._completion_classes import completion_init

from graph import doctor, licences, terminal
from graph.options import Home
from graph.version import version_lines
from graph.workspace import workspace

# The variable by which a shell asks for words.
ASKING = "_WUSHE_COMPLETE"
MARKS = {"good": "✓", "want": "○", "lack": "✗"}


def register(app: typer.Typer) -> None:
    """Add the commands to the command line; where a shell asks for words, know the shells."""
    if ASKING in os.environ:
        completion_init()
    app.command("doctor")(doctor_command)
    app.command("licences")(licences_command)
    app.command("completion")(completion_command)
    app.callback()(program)


def _show_version(wanted: bool) -> None:
    if wanted:
        for line in version_lines():
            terminal.out.print(line, markup=False, soft_wrap=True)
        raise typer.Exit


Version = Annotated[bool, typer.Option("--version", help="程序、行政区划和图库的版本与日期。", is_eager=True, callback=_show_version)]


def program(version: Version = False) -> None:
    """五社图谱：读报告和名录，建知识图谱，回答“五社联动”的问题。"""


def doctor_command(home: Home = None) -> None:
    """这台机器上缺什么：逐项检查 Python、组件、工作区、图库、Neo4j、浏览器、字体、内存、磁盘、变量、语言模型。

    ✓ 有，○ 附加的没有或有建议，✗ 缺必需的（退出码 1）。什么也不改。
    """
    lacking = 0
    for line in version_lines(workspace(home))[:2]:
        terminal.say(line)
    for found in doctor.examine(workspace(home)):
        lacking += found.state == "lack"
        terminal.out.print(f"{MARKS[found.state]} {found.what}：{found.says}", markup=False, soft_wrap=True)
    terminal.say(f"缺 {lacking} 项必需的。" if lacking else "必需的都有。")
    if lacking:
        raise typer.Exit(1)


def licences_command(
    write: Annotated[bool, typer.Option("--write", help="写进 docs/licences.md。")] = False,
) -> None:
    """列出每个组件的许可证；运行所需的组件里有 GPL 或 AGPL 时报错。"""
    found = licences.packages()
    for use in licences.FILES:
        some = [p for p in found if p.use == use]
        terminal.say(f"{use}：{len(some)} 个" + ("" if some else "（没有安装）"))
        for p in some:
            terminal.out.print(f"  {p.name} {p.version}　{p.licence}{f'　{p.looked}' if p.looked else ''}", markup=False, soft_wrap=True)
    licences.check(found)
    if write:
        licences.PAGE.write_text(licences.page(found), "utf-8")
        terminal.say(f"已更新 {licences.PAGE.name}")


def completion_command(shell: Annotated[Literal["bash", "zsh", "fish"], typer.Argument(help="哪一种 shell。")]) -> None:
    """打印 shell 的补全脚本：之后 wushe 就是 python3 run.py，按 Tab 补全命令和选项。

    bash、zsh：eval "$(python3 run.py completion bash)"，写进 ~/.bashrc 或 ~/.zshrc 则一直有效。
    fish：python3 run.py completion fish | source
    """
    door = Path(__file__).resolve().parent.parent / "run.py"
    script = (Path(__file__).with_name("completion") / f"wushe.{shell}").read_text("utf-8")
    sys.stdout.write(script.replace("PYTHON", sys.executable).replace("DOOR", str(door)))
