"""操作记录: who imported, decided and exported what, and when."""

from datetime import datetime

import pandas as pd
import streamlit as st

from dashboard.language import say
from graph.log import read_log
from graph.workspace import workspace

MOST = 1000

st.title(say("操作记录"))
entries = read_log(workspace().log)
if entries:
    frame = pd.DataFrame(
        {
            say("时间"): [f"{datetime.fromisoformat(e.at).astimezone():%Y-%m-%d %H:%M}" for e in entries[:MOST]],
            say("谁"): [e.who for e in entries[:MOST]],
            say("做了什么"): [say(e.deed) for e in entries[:MOST]],
            say("内容"): [e.about for e in entries[:MOST]],
        }
    )
    st.caption(
        say("共 {n:,} 条，显示最近 {shown:,} 条。", n=len(entries), shown=MOST)
        if len(entries) > MOST
        else say("共 {n:,} 条。", n=len(entries))
    )
    st.dataframe(frame, hide_index=True, height=38 + 35 * min(len(frame), 18))
else:
    st.info(say("还没有导入、审核或导出的记录。"), icon=":material/history:")
