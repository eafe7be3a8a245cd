"""The parts of the export page: the filters, how much a scope holds, and the download."""

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

import streamlit as st

from dashboard import address, data, people
from dashboard.language import say
from graph import log
from graph.exports import Scope, Subgraph, describe, export, formats
from graph.ontology import ontology
from graph.workspace import workspace


def filters() -> dict[str, object]:
    """What narrows a scope, as the fields of ``Scope``; out of sight until it is wanted."""
    words = ontology()
    edges = {type: edge.zh for type, edge in words.edge.items() if not edge.derived}
    kinds = {kind: zh for node in words.node.values() for kind, zh in node.kinds.items()}
    with st.expander(say("筛选"), icon=":material/filter_alt:"), st.grid(3, min_column_width=220, vertical_alignment="bottom"):
        kind = address.select("类型", {"": "全部", **kinds}, "kind")
        relation = address.select("关系", {"": "全部", **edges}, "relation")
        score = address.number("把握不低于", "score", 0.0, min_value=0.0, max_value=1.0)
        since = address.write("资料发表起", "since", placeholder="例如 2020")
        until = address.write("到", "until", placeholder="例如 2024-06")
        decided = address.switch("只要人审核为对的", "decided", False)
        persons = address.switch("连同人物（个人信息）", "people", False)
    return {
        "kinds": (kind,) if kind else (),
        "relations": (relation,) if relation else (),
        "score": float(str(score)),
        "since": since,
        "until": until,
        "decided": decided,
        "people": persons,
    }


def choose_format() -> str:
    """The format, with what it holds and what is lost."""
    table = formats()
    name = address.select("格式", {name: f"{f.zh}　{f.readers}" for name, f in table.items()}, "format", "csv")
    chosen = table[name]
    st.caption(say("里面是：{holds}。丢了：{lost}。", holds=chosen.holds, lost=chosen.lost or say("没有")))
    return name


def sizes(scope: Scope) -> dict[str, int]:
    """How many things, relations and indicators a scope holds. Raises GraphError."""
    return _sizes(data.store_address(), data.version(data.store_address()), repr(scope), scope)


@st.cache_data(show_spinner="数一数…", max_entries=100)
def _sizes(address: str, version: str, key: str, _scope: Scope) -> dict[str, int]:
    graph = Subgraph(data.store(), _scope)
    return {
        "行": len(graph.choice.answer),
        "个实体": sum(1 for _ in graph.nodes()),
        "条关系": sum(1 for _ in graph.edges()),
        "个指标": sum(1 for _ in graph.indicators()),
        "份资料": len(graph.cited),
    }


def zipped(scope: Scope, format: str) -> bytes:
    """The export as a zip file; the log says who took what."""
    log.note(workspace().log, people.who(), "导出", f"{describe(scope)}（{format}）")
    with TemporaryDirectory() as folder:
        export(data.store(), Path(folder) / "out", scope, format)
        return Path(shutil.make_archive(str(Path(folder) / "zip"), "zip", Path(folder) / "out")).read_bytes()


def offer(scope: Scope, format: str) -> None:
    """The button. The files are made when it is pressed."""
    name = describe(scope).split("；")[0].replace("/", "／")
    words = say("下载（压缩包，内附 SOURCES.csv 出处表）")
    st.download_button(words, lambda: zipped(scope, format), f"{name}.zip", on_click="ignore", icon=":material/download:", type="primary")
