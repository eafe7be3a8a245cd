"""What every page has around it: the list of pages, the language, the state of the graph, and what to do when there is no graph."""

from pathlib import Path

import streamlit as st

from dashboard import data, language, people
from dashboard.language import say
from dashboard.text import unmarked
from graph.places import DIVISIONS_DATE
from graph.version import program_version

VIEWS = Path(__file__).with_name("views")
# The address of a page is part of links that people keep: never change one.
PAGES = {
    "总体情况": [
        ("overview", "总览", ":material/dashboard:"),
        ("linkage", "五社联动", ":material/hub:"),
        ("coverage", "覆盖缺口", ":material/grid_on:"),
        ("timeline", "时间", ":material/timeline:"),
    ],
    "逐项查询": [
        ("entity", "详情", ":material/fact_check:"),
        ("questions", "问题", ":material/quiz:"),
        ("briefs", "简报", ":material/description:"),
        ("exports", "导出", ":material/download:"),
    ],
    "资料管理": [
        ("imports", "资料导入", ":material/upload_file:"),
        ("review", "审核", ":material/rule:"),
        ("log", "操作记录", ":material/history:"),
    ],
}
# What a page needs beyond looking; the others are everybody's.
NEEDS = {"imports": people.ADMIN, "review": people.REVIEW, "log": people.ADMIN}
# Pages that are of use before there is a graph.
WITHOUT_GRAPH = ("imports", "log")
SIDEBAR = 230
# Streamlit's wide layout leaves five rem on both sides, a tenth of a small screen.
STYLE = "<style>@media (min-width:700px){[data-testid=stMainBlockContainer]{padding-left:2.4rem;padding-right:2.4rem}}</style>"
FIRST_STEPS = """
图谱里还没有内容。请在“资料导入”页上传资料，或在终端里读入资料、再刷新本页：

```
python3 run.py build 资料文件夹
```

没有资料时，可以先用自带的样例：`python3 run.py demo`
"""


def pages() -> dict[str, list[st.Page]]:
    """The pages by section that this reader may open; each is a file of ``views``."""
    drawn = {
        say(section): [
            st.Page(VIEWS / f"{name}.py", title=say(title), icon=icon, url_path=name, default=name == "overview")
            for name, title, icon in entries
            if people.may(NEEDS.get(name, people.VIEW))
        ]
        for section, entries in PAGES.items()
    }
    return {section: some for section, some in drawn.items() if some}


def view(name: str) -> str:
    """The file of a page, as ``st.switch_page`` and ``st.page_link`` want it."""
    return str(VIEWS / f"{name}.py")


def dress() -> None:
    """Less empty margin, and the language told to the browser. No data goes into style or script."""
    st.html(STYLE)
    st.html(language.script(), unsafe_allow_javascript=True)


def footer() -> None:
    """Which graph is shown, when it was written and how old what it holds is, below the list of pages."""
    address = data.store_address()
    with st.sidebar:
        language.switch()
        st.caption(say("图谱：{name}", name=unmarked(Path(address).name if not data.is_server(address) else address)))
        if when := data.built_at(address):
            st.caption(say("生成于 {when}", when=when))
        if day := data.newest(address):
            st.caption(say("资料发表至 {day}", day=day))
        st.caption(say("行政区划 {day} · 程序 {version}", day=DIVISIONS_DATE, version=program_version()))


def first_steps(title: str) -> None:
    """The page of an empty graph."""
    st.title(title)
    st.info(say(FIRST_STEPS), icon=":material/inbox:")
