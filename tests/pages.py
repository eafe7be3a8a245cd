"""Opens pages of the dashboard in Streamlit's AppTest, and reads what they say."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from streamlit.testing.v1 import AppTest

APP = str(Path(__file__).resolve().parent.parent / "dashboard" / "app.py")
Page = Callable[..., AppTest]


def open_page(name: str = "overview", /, **address: str) -> AppTest:
    app = AppTest.from_file(APP, default_timeout=60)
    for key, value in address.items():
        app.query_params[key] = value
    app.switch_page(f"views/{name}.py")
    return run(app)


def run(app: AppTest) -> AppTest:
    app.run()
    assert not app.exception, app.exception
    return app


def words(app: AppTest) -> str:
    """All that the page says in text."""
    kinds = ("title", "header", "subheader", "caption", "markdown", "info", "warning", "error", "html")
    return "\n".join(str(getattr(e, "value", "") or e.proto.body) for kind in kinds for e in app.get(kind))


def frames(app: AppTest) -> list[Any]:
    return [f.value for f in app.dataframe]
