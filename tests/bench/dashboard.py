"""``run.py bench dashboard [--keep FOLDER] [--only embedded|neo4j]``: what a reader waits for on a province's graph, in Chromium.

Every time is measured in the browser, from the click or the address to the finished page; targets are what the project promises.
"""

import logging
import os
import shutil
import statistics
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import quote

import pytest
from msgspec import Struct
from playwright.sync_api import Browser, Error, Page, sync_playwright
from rich.console import Console
from rich.table import Table

from dashboard import data, draw, network, paths, sketch
from dashboard.serve import address, command, free_port, ready, warm
from graph.stores import local, open_store
from graph.workspace import Workspace
from tests.bench.doubts import doubted, write_doubts
from tests.bench.tiers import PROVINCE, tier_facts
from tests.pictures import FLAGS

PLACE, COUNTY = "山东省", "历下区"
PAGES = {
    "总览": "", "五社联动": f"linkage?province={quote(COUNTY)}", "覆盖缺口": f"coverage?province={quote(PLACE)}", "时间": "timeline",
    "详情": "entity?id=org:0", "问题": f"questions?q=who_funds_whom&who_funds_whom.name={quote(COUNTY)}",
}  # fmt: skip
VIEWS = ("网状图", "流向图", "矩阵", "路径表", "关系图")
RUNS, READERS, CLICKS = 5, 10, 12
# The script has run, and nothing stands there as a grey bar any more.
DONE = """() => document.querySelector('h1') && !document.querySelector('[data-testid=stSkeleton]')
  && document.querySelector('[data-testid=stApp]')?.getAttribute('data-test-script-state') === 'notRunning'"""
WATCH = f"""(() => {{
  const done = {DONE};
  const look = () => done() ? window.doneAt = performance.now() : requestAnimationFrame(look);
  look();
}})()"""
# A short run may be over before anybody looks: after a moment it counts as begun.
BEGUN = """start => performance.now() - start > 60
  || document.querySelector('[data-testid=stApp]')?.getAttribute('data-test-script-state') !== 'notRunning'"""
LANES = "[class*='st-key-lanes'] canvas"
PANEL = "name => [...document.querySelectorAll('[data-testid=stMain] h4')].some(h => h.innerText.trim() === name)"
# The item that waits for an answer, and the keys that give one.
# The province with doubts for the review: another graph than that of `bench questions`, which may be kept beside it.
NAME = f"doubted-{PROVINCE.name}"
NEXT, KEYS = "[data-testid=stMain] h4", ("a", "x", "s")
OTHER = "([where, before]) => ![before, undefined].includes(document.querySelector(where)?.innerText)"
PAINT = "() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0"


class Line(Struct, frozen=True):
    """One row of the table: what was waited for, the times in milliseconds, and the promised median (0 for none) and 95th percentile."""

    what: str
    times: list[float]
    target: float
    late: float = 0.0

    @property
    def kept(self) -> bool:
        """Whether the promise holds."""
        return not self.target or (statistics.median(self.times) <= self.target and (not self.late or percentile(self.times) <= self.late))


def percentile(times: list[float]) -> float:
    """The 95th of a hundred; of few, the largest but for one in twenty."""
    return sorted(times)[max(0, round(0.95 * len(times)) - 1)]


def main(arguments: list[str]) -> None:
    """Fill the stores, drive Chromium, print one table a store. With ``--keep`` the stores are kept in a folder and used again."""
    options = dict(pairwise(arguments))
    only = options.get("--only", "")
    logging.disable(logging.WARNING)  # Streamlit warns at every cached answer that no page asked for it
    with TemporaryDirectory() as folder:
        keep = Path(options.get("--keep", folder)).resolve()
        keep.mkdir(parents=True, exist_ok=True)
        for kind in ("embedded", "neo4j"):
            if only in ("", kind):
                Console(width=120).print(_table(kind, _measured(kind, keep)))


def _table(kind: str, lines: list[Line]) -> Table:
    table = Table("what", "median ms", "95th ms", "promised", "n", title=f"dashboard, {PROVINCE.name}, {kind}; * over the promise")
    for line in lines:
        promised = f"< {line.target:,.0f}" + (f", 95th < {line.late:,.0f}" if line.late else "") if line.target else "–"
        cells = (f"{statistics.median(line.times):,.0f}", f"{percentile(line.times):,.0f}", promised, str(len(line.times)))
        table.add_row(line.what + ("" if line.kept else " *"), *cells)
    return table


def _measured(kind: str, keep: Path) -> list[Line]:
    with _store(kind, keep) as store, sync_playwright() as play:
        chromium = os.environ.get("KG_CHROMIUM") or shutil.which("chromium")
        browser = play.chromium.launch(executable_path=chromium, args=FLAGS)
        lines = []
        if kind == "neo4j":  # a server runs for weeks: its first minute is told, and promised nothing
            with _served(store, keep) as site:
                lines.append(Line("first page of a database just started", [_open(_reader(browser, site), "")], 0))
        with _served(store, keep) as site:
            page = _reader(browser, site)
            lines.append(Line("first page after start", [_open(page, "")], 5000))
            lines += _loads(page)
            lines += _work(page, store)
            lines.append(Line(f"{READERS} readers at once: page complete", _together(browser, site), 5000))
        browser.close()
    return lines


def _reader(browser: Browser, site: str) -> Page:
    context = browser.new_context(base_url=site, viewport={"width": 1280, "height": 1400})
    context.add_init_script(WATCH)
    return context.new_page()


def _open(page: Page, path: str) -> float:
    """Milliseconds from the address to the finished page."""
    page.goto(f"/{path}", wait_until="commit")
    return _finished(page)


def _finished(page: Page) -> float:
    page.wait_for_function("() => window.doneAt", polling="raf", timeout=180_000)
    return float(page.evaluate("() => window.doneAt"))


def _loads(page: Page) -> list[Line]:
    """Each page once unmeasured, as its answers are then in memory, and then some times."""
    paints, whole = [], []
    for path in PAGES.values():
        _open(page, path)
        for _ in range(RUNS):
            whole.append(_open(page, path))
            paints.append(float(page.evaluate(PAINT)))
    return [Line("first contentful paint, warm", paints, 1500), Line("page complete, warm", whole, 2500)]


def _work(page: Page, store: str) -> list[Line]:
    """A reader's clicks: things of the picture, views of the answer, keys of the review."""
    _open(page, PAGES["五社联动"])
    points = _points(store)[: CLICKS + 1]
    _listening(page, *points[0])
    clicks = [_click(page, *point) for point in points[1:]]
    views = [_timed(page, partial(page.get_by_role("radio", name=name).click)) for name in VIEWS]
    return [
        Line("click in the picture → evidence", clicks, 400, 800),
        Line("switch of view", views, 700),
        Line("review key → next", _reviewed(page), 300),
    ]


def _reviewed(page: Page) -> list[float]:
    """Milliseconds from a key of the review until the next item stands there; every key in turn."""
    _open(page, "review")
    times = []
    for number in range(CLICKS):
        before = page.locator(NEXT).inner_text()
        start = float(page.evaluate("() => performance.now()"))
        page.keyboard.press(KEYS[number % len(KEYS)])
        page.wait_for_function(OTHER, arg=[NEXT, before], polling="raf", timeout=30_000)
        times.append(float(page.evaluate("() => performance.now()")) - start)
        page.wait_for_function(DONE, polling="raf", timeout=30_000)
    return times


def _together(browser: Browser, site: str) -> list[float]:
    """Ten people open a page each in the same moment; each has a browser window of his own."""
    pages = [_reader(browser, site) for _ in range(READERS)]
    for page in pages:  # whoever reads every day has the program's own files in the browser
        _open(page, "")
    for number, page in enumerate(pages):
        page.goto(f"/{list(PAGES.values())[number % len(PAGES)]}", wait_until="commit")
    return [_finished(page) for page in pages]


def _timed(page: Page, act: Callable[[], object]) -> float:
    """Milliseconds from an act until the page has answered: its script runs, and then has run."""
    start = float(page.evaluate("() => performance.now()"))
    act()
    page.wait_for_function(BEGUN, arg=start, polling="raf", timeout=30_000)
    page.wait_for_function(DONE, polling="raf", timeout=30_000)
    return float(page.evaluate("() => performance.now()")) - start


def _listening(page: Page, name: str, across: float, down: float) -> None:
    """Click until the picture answers: nothing tells when a chart begins to listen."""
    for _ in range(20):
        box = page.locator(LANES).first.bounding_box()
        if box:
            page.mouse.click(box["x"] + box["width"] * across, box["y"] + down)
        with suppress(Error):
            page.wait_for_function(PANEL, arg=name, polling="raf", timeout=3000)
            return
    sys.exit(f"no click on {name} was answered")


def _click(page: Page, name: str, across: float, down: float) -> float:
    """Milliseconds from a click on a thing of the picture until the panel says its name."""
    box = page.locator(LANES).first.bounding_box()
    assert box
    start = float(page.evaluate("() => performance.now()"))
    page.mouse.click(box["x"] + box["width"] * across, box["y"] + down)
    page.wait_for_function(PANEL, arg=name, polling="raf", timeout=10_000)
    return float(page.evaluate("() => performance.now()")) - start


def _points(store: str) -> list[tuple[str, float, float]]:
    """Where the things of the first screen stand in the picture: name, share of the width, pixels from the top."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("KG_STORE", store)
        kept = paths.cut(data.answer("resources_to_community", place=COUNTY), network.FIRST)
    drawing = sketch.lane_picture(paths.sketched(kept))
    lanes, tall = len(drawing.spec["xAxis"]["data"]), draw.tall(drawing.things)
    points = []
    for thing, item in zip(drawing.things, drawing.spec["series"][0]["data"], strict=True):
        lane, height = item["value"]
        # The lanes' titles take 56 pixels above, the margin 24 below.
        down = 56 + (tall - 80) * height / drawing.spec["yAxis"]["max"]
        if down < 800:
            points.append((thing.name, (lane + 0.5) / lanes, down))
    return points


@contextmanager
def _served(store: str, home: Path) -> Iterator[str]:
    """The dashboard in front of a store; a review of a graph as large has its queue in the workspace."""
    port = free_port(0)
    environment = {**os.environ, "KG_STORE": store, "KG_HOME": str(home)}
    warm(store)
    process = subprocess.Popen(command(port), env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        if not ready(port, process):
            sys.exit("the dashboard did not start")
        yield address(port)
    finally:
        process.terminate()
        process.wait()


@contextmanager
def _store(kind: str, keep: Path) -> Iterator[str]:
    """A store of this kind with the province in it; written unless it stands in the folder from before."""
    with _address(kind, keep) as store:
        done = keep / f"{NAME}.{kind}.written"
        place = Workspace(keep)
        if not done.exists():
            facts = doubted(tier_facts(PROVINCE))
            with open_store(store) as opened:
                opened.write(facts)
            write_doubts(facts, place.cases)
            done.touch()
        # What an earlier run decided would be missing in the queue.
        place.decisions.unlink(missing_ok=True)
        yield store


@contextmanager
def _address(kind: str, keep: Path) -> Iterator[str]:
    if kind == "embedded":
        yield str(keep / f"{NAME}.lbdb")
        return
    home = keep / f"{NAME}.neo4j"
    running = local.start(home)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("KG_PASSWORD", running.password)
        try:
            yield running.address
        finally:
            local.stop(home)
