"""The parts of the import page: what is sent, how far it is, what was read, and how a source is taken back."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st

from dashboard import people
from dashboard.language import say
from dashboard.text import unmarked
from graph import importing
from graph.errors import InputError
from graph.loaders import SUFFIXES, find_files
from graph.workspace import Workspace

# So many files are told one by one while they are read.
TOLD = 200


def send(place: Workspace) -> None:
    """Files from this machine, or a folder of the server."""
    with st.form("send", border=True):
        sent = st.file_uploader(
            say("上传资料（可多选）"), type=[s.removeprefix(".") for s in SUFFIXES], accept_multiple_files=True, key="sent"
        )
        folder = st.text_input(say("或服务器上的文件夹"), key="folder", placeholder=say("例如 /资料/2024年"))
        if not st.form_submit_button(say("读入并建图"), type="primary", icon=":material/upload_file:"):
            return
    try:
        new = [_keep(place, f.name, f.getvalue()) for f in sent or []]
        new += find_files([Path(folder.strip())], lambda _: None) if folder.strip() else []
        if not new:
            st.warning(say("还没有选文件。"), icon=":material/upload_file:")
            return
        about = "、".join(p.name for p in new[:5]) + (f" 等 {len(new)} 份" if len(new) > 5 else "")
        importing.start(place, dict.fromkeys([*_there(place), *new]), people.who(), about)
    except InputError as error:
        st.error(unmarked(str(error)))
        return
    st.rerun()


def _keep(place: Workspace, name: str, content: bytes) -> Path:
    """Put a file into the inbox. The same name with other content gets a number, so that nothing is lost."""
    place.inbox.mkdir(parents=True, exist_ok=True)
    wanted = Path(Path(name.replace("\\", "/")).name)
    path, number = place.inbox / wanted, 2
    while path.exists() and path.read_bytes() != content:
        path, number = place.inbox / f"{wanted.stem}-{number}{wanted.suffix}", number + 1
    path.write_bytes(content)
    return path


def _there(place: Workspace) -> list[Path]:
    gone = [f.name for f in importing.files_of(place) if not f.is_file()]
    if gone:
        raise InputError(
            say("图中 {n} 份资料的原文件不在原处了（{names}）；请放回去，或先在下表撤销它们", n=len(gone), names=say("、").join(gone[:3]))
        )
    return importing.files_of(place)


@st.fragment(run_every=1)
def watch(place: Workspace) -> None:
    """How far the import is; when it has ended, the page is drawn anew. Others read the old graph meanwhile."""
    now = importing.state(place)
    if not now or not now.running:
        st.rerun()
    st.progress(now.done / max(now.total, 1), f"{now.step}　{now.done}/{now.total}")
    st.caption(say("建图在另一个进程里进行，可以离开这一页；在它完成之前，大家看到的是原来的图。"))
    if len(now.files) <= TOLD:
        listing(importing.outcome(place, [Path(f) for f in now.files]), "watched")


def listing(read: Sequence[importing.Read], key: str) -> list[str]:
    """What was read in each file, the newest last; the paths of the rows that were chosen."""
    frame = pd.DataFrame(
        {
            say("文件"): [Path(r.path).name for r in read],
            say("状态"): [say("压缩包" if r.path.lower().endswith(".zip") else "已读" if r.ready else "未读") for r in read],
            say("篇（行）"): [r.documents for r in read],
            say("实体"): [r.entities for r in read],
            say("关系"): [r.relations for r in read],
            say("数字"): [r.indicators for r in read],
            say("拒收"): [r.rejects for r in read],
        }
    )
    event: Any = st.dataframe(
        frame, hide_index=True, key=key, on_select="rerun", selection_mode="multi-row", height=38 + 35 * min(len(read), 14)
    )
    return [read[i].path for i in event.selection.rows if i < len(read)]


def sources(place: Workspace) -> None:
    """The files of the graph, what was read in each, and the buttons for what was refused and for taking a source back."""
    files = importing.files_of(place)
    st.subheader(say("图中的资料（{n} 个文件）", n=len(files)))
    chosen = listing(_outcome(str(place.root), tuple(map(str, files)), place.report.stat().st_mtime), f"sources.{len(files)}")
    left, right = st.columns(2)
    with left:
        if place.rejects.exists():
            st.download_button(
                say("下载拒收清单（CSV）"),
                place.rejects.read_bytes,
                "拒收清单.csv",
                "text/csv",
                on_click="ignore",
                icon=":material/download:",
            )
    with right:
        take_back(place, files, chosen)


@st.cache_data(show_spinner=False, max_entries=4)
def _outcome(root: str, files: tuple[str, ...], built: float) -> list[importing.Read]:
    return importing.outcome(Workspace(Path(root)), [Path(f) for f in files])


def take_back(place: Workspace, files: Sequence[Path], chosen: Sequence[str]) -> None:
    """Build the graph without the chosen files. The files themselves stay where they are."""
    words = say("撤销所选的 {n} 份", n=len(chosen)) if chosen else say("撤销：先在表中勾选")
    if st.button(words, disabled=not chosen, icon=":material/undo:", key="take_back"):
        try:
            left = [f for f in files if str(f) not in chosen and f.is_file()]
            importing.start(place, left, people.who(), "撤销 " + "、".join(Path(c).name for c in chosen))
        except InputError as error:
            st.error(unmarked(str(error)))
            return
        st.rerun()
