"""Options that several commands have."""

from pathlib import Path
from typing import Annotated

import typer

from graph.stores import default_address
from graph.workspace import workspace

Store = Annotated[str, typer.Option(help="图库：文件名，或 neo4j://主机:端口（密码放在环境变量 KG_PASSWORD）。空为工作区自带的图库。")]
Home = Annotated[Path | None, typer.Option(help="工作区文件夹。默认取环境变量 KG_HOME，再默认 ./workspace。", show_default=False)]


def address(store: str, home: Path | None) -> str:
    """The store that an option names, else the workspace's own."""
    return store or default_address(str(workspace(home).graph))
