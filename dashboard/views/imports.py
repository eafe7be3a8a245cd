"""资料导入: send files or name a folder, see what was read and what was refused, take a source back."""

import streamlit as st

from dashboard import imports
from dashboard.language import say
from dashboard.text import unmarked
from graph import importing
from graph.build import read_report
from graph.workspace import workspace

place = workspace()
now = importing.state(place)
st.title(say("资料导入"))
if now and now.running:
    imports.watch(place)
else:
    if now and now.error:
        st.error(unmarked(now.error), icon=":material/error:")
    imports.send(place)
    if read_report(place):
        imports.sources(place)
    else:
        st.info(say("这个工作区还没有建过图：在上面选资料，或在终端里运行 python3 run.py build 资料文件夹。"), icon=":material/inbox:")
