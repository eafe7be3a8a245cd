"""详情: one entity or one document, found by name or by a link: what it is, what is said of it, and the words that say so."""

import streamlit as st

from dashboard import address, data, details, table
from dashboard.language import say
from graph.queries import queries


def results(name: str) -> None:
    rows = data.answer("find", name=name)
    if not rows:
        st.info(say("图中没有名称或别名含“{name}”的。换一个更短的词试试。", name=name), icon=":material/search_off:")
        return
    st.caption(
        say("找到 {n} 个（只列前 200 个，请写得更全），点一行打开。" if len(rows) >= 200 else "找到 {n} 个，点一行打开。", n=len(rows))
    )
    if row := table.show(rows, queries()["find"].columns, f"find.{name}"):
        address.go(id=str(row["id"]), find="")


def suggestions() -> None:
    st.caption(say("在上面写名称的一部分；或从这里开始："))
    left, right = st.columns(2, gap="large")
    with left:
        st.subheader(say("承接最多的机构"))
        if row := table.show(data.answer("operators")[:30], queries()["operators"].columns, "operators", height=10):
            address.go(id=str(row["id"]))
    with right:
        st.subheader(say("图中的资料"))
        columns = table.only(queries()["documents"].columns, "title", "published")
        if row := table.show(data.answer("documents"), columns, "documents", height=10):
            address.go(id=str(row["id"]))


st.title(say("详情"))
find = address.write("找机构、人物、政策、项目、资金、地方", "find", placeholder="例如：社工站、马桥街道、基金会")
id = address.said("id")
if find:
    results(find)
elif not id:
    suggestions()
elif document := data.document(id):
    details.document(document)
elif thing := data.thing(id):
    details.entity(thing)
else:
    st.warning(say("图中没有标识为 {id} 的内容：链接可能写错了，或图谱已经重建。请按名称查找。", id=id), icon=":material/link_off:")
