"""Which program this is and how old its data are: one line each, for ``--version``, the dashboard and the doctor."""

import re
from datetime import datetime
from functools import cache
from pathlib import Path

from graph.build import read_report
from graph.places import DIVISIONS_DATE
from graph.stores import default_address
from graph.workspace import Workspace, pipeline_version, workspace

CHANGES = Path(__file__).resolve().parent.parent / "CHANGELOG.md"


@cache
def program_version() -> str:
    """The newest version in CHANGELOG.md."""
    found = re.search(r"^## (\S+)", CHANGES.read_text("utf-8"), re.MULTILINE) if CHANGES.exists() else None
    return found[1] if found else "（没有版本号）"


def version_lines(place: Workspace | None = None) -> list[str]:
    """Program, divisions, graph: the last line says when the graph was built and how old its reports are."""
    return [f"五社图谱 {program_version()}（读法 {pipeline_version()}）", f"行政区划：{DIVISIONS_DATE}", graph_line(place or workspace())]


def graph_line(place: Workspace) -> str:
    """Where the graph is, when it was built and when its reports were published."""
    address, report = default_address(str(place.graph)), read_report(place)
    if report is None or report.store != address:
        return f"图库：{address}" + ("" if "://" in address or Path(address).exists() else "（还没有建）")
    built = datetime.fromtimestamp(place.report.stat().st_mtime)
    return f"图库：{address}，建于 {built:%Y-%m-%d %H:%M}，{data_dates(report.dates)}"


def data_dates(dates: tuple[str, str]) -> str:
    """When the reports were published: 资料发表于 2012 至 2024-05-06."""
    first, last = dates
    return f"资料发表于 {first} 至 {last}" if first else "资料没有发表日期"
