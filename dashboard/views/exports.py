"""导出: an answer, or what lies around one thing, as files that other tools read, always with the sources."""

import shutil
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import streamlit as st

from dashboard import address, data, people, picture
from graph import analyse, export, log
from graph.queries import queries
from graph.workspace import workspace

ASKED = {name: q.title for name, q in queries().items() if all(p.name != "id" for p in q.params)}
FORMATS = {"csv": "表格（CSV）", "graphml": "图（GraphML，Gephi、yEd 可读）"}


def zipped(name: str, write: Callable[[Path], object]) -> bytes:
    log.note(workspace().log, people.who(), "导出", name)
    with TemporaryDirectory() as folder:
        write(Path(folder) / "out")
        return Path(shutil.make_archive(str(Path(folder) / "zip"), "zip", Path(folder) / "out")).read_bytes()


def offer(name: str, write: Callable[[Path], object]) -> None:
    words = "下载（压缩包，内附 SOURCES.csv 出处表）"
    st.download_button(words, lambda: zipped(name, write), f"{name}.zip", on_click="ignore", icon=":material/download:", type="primary")


st.title("导出")
scope = address.segments("范围", {"question": "一个问题的答案", "around": "一个实体周围"}, "of", "question")
if scope == "question":
    query = queries()[address.select("问题", ASKED, "q", "resources_to_community")]
    with st.grid(3, min_column_width=280, vertical_alignment="bottom"):
        given = {p.name: picture.control(query, p) for p in query.params}
    rows = data.answer(query.name, **given)
    st.caption(f"{len(rows):,} 行，{len({r['document'] for r in rows if r.get('document')}):,} 份资料。")
    if rows:
        offer(query.title, lambda folder: export.export_answer(data.store(), query, rows, folder))
else:
    name = address.write("实体的名称或标识", "name", placeholder="例如：马桥街道社工站")
    hops, format = address.number("周围几步", "hops", 1, min_value=1, max_value=3), address.select("格式", FORMATS, "format", "csv")
    if name:
        around = analyse.neighbourhood(data.store(), analyse.find_one(data.store(), name), int(str(hops)))
        st.caption(f"{around.number_of_nodes():,} 个实体，{around.number_of_edges():,} 条关系。")
        offer(f"{name}周围{hops}步", lambda folder: export.export_graph(data.store(), around, folder, format))
