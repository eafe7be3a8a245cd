"""简报: a place or a question as Word and Excel, every line with the document, the page and the words that it rests on."""

import streamlit as st

from dashboard import address, data, people
from dashboard.language import say
from graph import brief, log
from graph.queries import queries
from graph.workspace import workspace

ASKED = {name: q.title for name, q in queries().items() if q.asked}


def note(about: str) -> None:
    log.note(workspace().log, people.who(), "简报", about)


st.title(say("简报"))
shape = address.segments("简报的对象", {"place": "一个地方", "question": "一个问题"}, "of", "place")
if shape == "place":
    place = address.write("地方", "place", placeholder="例如：海宁市、马桥街道")
    made = brief.of_place(place, data.answer) if place else None
else:
    query = queries()[address.select("问题", ASKED, "q", "coverage")]
    made = brief.of_question(query, data.answer(query.name), data.answer)
if made and made.parts:
    st.subheader(made.title)
    st.caption(say("{n} 行，{sources} 条依据。没有原文的行不写进简报。", n=sum(len(p.rows) for p in made.parts), sources=len(made.sources)))
    for column, name, make in zip(st.columns(2), ("docx", "xlsx"), (brief.word, brief.excel), strict=True):
        words = say({"docx": "下载 Word", "xlsx": "下载 Excel"}[name])
        file = f"{made.title}.{name}"
        column.download_button(words, make(made), file, key=name, on_click=note, args=(file,), icon=":material/download:", width="stretch")
    for part in made.parts:
        st.markdown(say("#### {heading}（{n}）", heading=part.heading, n=len(part.rows)))
        lines = [{c.title: brief.say(c.name, r[c.name]) for c in part.columns} | {say("依据"): " ".join(map(str, n))} for r, n in part.rows]
        st.dataframe(lines, hide_index=True, height=38 + 35 * min(len(lines), 8))
    st.markdown(f"#### {say('依据')}")
    st.dataframe([{c.title: str(s[c.name]) for c in brief.SOURCE} for s in made.sources], hide_index=True)
elif made:
    st.info(say("图中没有关于它的、有原文依据的内容。换一个名称试试。"), icon=":material/search_off:")
else:
    st.caption(say("写一个地方的名称：它的数字、目标、五社和到达它的资源会各成一节，每一行带依据编号。"))
