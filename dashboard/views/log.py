"""操作记录: who imported, decided and exported what, and when."""

from datetime import datetime

import pandas as pd
import streamlit as st

from graph.log import read_log
from graph.workspace import workspace

MOST = 1000

st.title("操作记录")
entries = read_log(workspace().log)
if entries:
    frame = pd.DataFrame(
        {
            "时间": [f"{datetime.fromisoformat(e.at).astimezone():%Y-%m-%d %H:%M}" for e in entries[:MOST]],
            "谁": [e.who for e in entries[:MOST]],
            "做了什么": [e.deed for e in entries[:MOST]],
            "内容": [e.about for e in entries[:MOST]],
        }
    )
    st.caption(f"共 {len(entries):,} 条" + (f"，显示最近 {MOST:,} 条。" if len(entries) > MOST else "。"))
    st.dataframe(frame, hide_index=True, height=38 + 35 * min(len(frame), 18))
else:
    st.info("还没有导入、审核或导出的记录。", icon=":material/history:")
