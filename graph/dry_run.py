"""The command that tries to read a table and writes nothing: a register column by column, a network row by row, a draft for the unknown."""

from pathlib import Path
from typing import Annotated

import typer

from graph import terminal
from graph.errors import InputError
from graph.loaders.mapping import make_forms, read_mapping, shipped_and_own
from graph.loaders.network import is_network, survey_network
from graph.loaders.survey import propose as draft_mapping
from graph.loaders.survey import survey
from graph.workspace import workspace


def register(app: typer.Typer) -> None:
    """Add the command to the command line."""
    app.command("registry")(registry_command)


def registry_command(
    file: Annotated[Path, typer.Argument(help="名录文件（csv、tsv、xlsx、xls）。", show_default=False, exists=True, dir_okay=False)],
    mapping: Annotated[Path | None, typer.Option(help="另用一个映射文件来读。", show_default=False)] = None,
    propose: Annotated[Path | None, typer.Option(help="把映射文件的草稿写到这里（.toml）。", show_default=False)] = None,
) -> None:
    """试读一份名录或手工网络，什么也不写：每列认成了什么、有几个值、举例，有问题的格子；认不得的表给出映射文件的草稿。"""
    if is_network(file):
        for line in survey_network(file):
            terminal.say(line)
        return
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
