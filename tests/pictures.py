"""Takes the pictures of the README: ``python -m tests.pictures`` builds the sample graph, opens the dashboard and writes docs/pictures/."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Page, sync_playwright

from dashboard.serve import address, command, free_port, ready
from graph.build import build
from graph.workspace import Workspace

ROOT = Path(__file__).resolve().parent.parent
PICTURES = {"overview": "", "linkage": "linkage", "coverage": "coverage", "timeline": "timeline"}
# Without these Chromium asks its maker's servers for updates at every start.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


def take(page: Page, url: str, path: Path) -> None:
    """One picture, when the page has drawn all it has to."""
    page.goto(url)
    page.wait_for_selector("h1")
    page.wait_for_selector("[data-testid=stStatusWidget]", state="detached")
    page.wait_for_selector("canvas")
    page.wait_for_timeout(1500)  # the charts have no sign of being drawn
    page.screenshot(path=path)


def main() -> None:
    """Write every picture."""
    folder = ROOT / "docs" / "pictures"
    folder.mkdir(exist_ok=True)
    with TemporaryDirectory() as home:
        place = Workspace(Path(home))
        build([ROOT / "data" / "sample"], place)
        port = free_port()
        served = subprocess.Popen(command(port), env={**os.environ, "KG_STORE": str(place.graph), "PYTHONPATH": str(ROOT)})
        try:
            if not ready(port, served):
                sys.exit("看板没有启动")
            with sync_playwright() as play:
                browser = play.chromium.launch(executable_path=os.environ.get("KG_CHROMIUM") or shutil.which("chromium"), args=FLAGS)
                page = browser.new_page(viewport={"width": 1280, "height": 860})
                for name, path in PICTURES.items():
                    take(page, f"{address(port)}/{path}", folder / f"{name}.png")
                browser.close()
        finally:
            served.terminate()
            served.wait()


if __name__ == "__main__":
    main()
