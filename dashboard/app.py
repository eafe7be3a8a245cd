"""The dashboard's door: the frame around every page, and one sentence instead of a traceback. Start it by ``serve.command``."""

import sys
from pathlib import Path

import streamlit as st

HERE = Path(__file__).parent
# Streamlit puts this folder on the path, not the project's.
if str(HERE.parent) not in sys.path:
    sys.path.insert(0, str(HERE.parent))

from dashboard import data, frame, language, people  # noqa: E402
from graph.errors import GraphError  # noqa: E402
from graph.log import set_up  # noqa: E402


def main() -> None:
    set_up()
    language.settle()
    # A local picture: an icon named in words would be fetched from outside.
    st.set_page_config(
        page_title=language.say("五社图谱"), page_icon=str(HERE / "icon.png"), layout="wide", initial_sidebar_state=frame.SIDEBAR
    )
    if not people.known():
        frame.dress()
        people.login()
        return
    page = st.navigation(frame.pages())
    frame.dress()
    people.corner()
    try:
        if page.url_path in frame.WITHOUT_GRAPH or data.exists():
            frame.footer()
            page.run()
        else:
            frame.first_steps(page.title)
    except GraphError as error:
        st.error(str(error), icon=":material/cloud_off:")


main()
