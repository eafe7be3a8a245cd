"""Ten people at once in front of one server: sessions do not mix, a build shows the old graph or the new, a lost store is a sentence."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from msgspec.structs import replace
from playwright.sync_api import BrowserContext, Page, expect, sync_playwright

from dashboard.serve import address, command, free_port, ready
from graph.model import Indicator
from graph.stores import open_store
from tests import town
from tests.test_browser import FLAGS

pytestmark = pytest.mark.browser
READERS = 10
PROVINCES = ("浙江省", "四川省", "河南省", "河北省", "湖南省", "山东省", "广东省", "江西省", "安徽省", "贵州省")
REPORTS = re.compile(r"(\d+) 篇报告")
# Builds a graph beside the readers, as an import does: in a process of its own.
BUILD = "import sys; from tests.test_many_readers import build; build(sys.argv[1], int(sys.argv[2]))"


def hostile() -> tuple[Indicator, ...]:
    """Numbers whose measure looks like HTML and like Cypher."""
    evil = ("<img src=x onerror=alert(1)>", "x') DETACH DELETE n //")
    return tuple(
        Indicator(
            place=town.HAINING, measure=m, value=float(v), unit="个", as_of=str(v), nature="actual", evidence=town.said("全市有社工站12个")
        )
        for m in evil
        for v in (2021, 2022, 2023)
    )


def build(path: str, copies: int) -> None:
    """The small graph with its last report so many times."""
    facts = town.facts()
    more = tuple(replace(facts.documents[-1], id=f"copy{i}", title=f"副本{i}（示例）") for i in range(copies))
    with open_store(path) as store:
        store.write(replace(facts, documents=(*facts.documents, *more), indicators=(*facts.indicators, *hostile())))


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("many") / "many.lbdb"
    build(str(path), 0)
    return path


@pytest.fixture(scope="module")
def readers(graph: Path, chromium: str) -> Iterator[list[Page]]:
    """Ten browsers that share nothing, in front of one server."""
    port = free_port(0)
    process = subprocess.Popen(
        command(port), env={**os.environ, "KG_STORE": str(graph), "KG_HOME": str(graph.parent)}, stdout=subprocess.DEVNULL
    )
    try:
        assert ready(port, process), "the dashboard did not start"
        with sync_playwright() as play:
            browser = play.chromium.launch(executable_path=chromium, args=FLAGS)
            contexts: list[BrowserContext] = [browser.new_context(base_url=address(port)) for _ in range(READERS)]
            for context in contexts:
                # Ten at once on a busy machine: slow is no failure here.
                context.set_default_timeout(120_000)
            yield [c.new_page() for c in contexts]
            browser.close()
    finally:
        process.terminate()
        process.wait()


def open_all(readers: list[Page], paths: list[str]) -> None:
    """All at once: each page is asked for before any is waited for."""
    for page, path in zip(readers, paths, strict=True):
        page.goto(path, wait_until="commit")


def test_ten_readers_see_each_his_own_question(readers: list[Page]) -> None:
    open_all(readers, [f"/coverage?province={quote(p)}" for p in PROVINCES])
    towns = []
    for page, province in zip(readers, PROVINCES, strict=True):
        expect(page.get_by_role("combobox", name="省")).to_have_value(province, timeout=120_000)
        expect(page.get_by_test_id("stMetric").filter(has_text="法定街镇")).to_be_visible(timeout=120_000)
        towns.append(page.get_by_test_id("stMetric").filter(has_text="法定街镇").inner_text())
    assert len(set(towns)) == READERS


def test_a_build_while_ten_read_shows_the_old_graph_or_the_new(readers: list[Page], graph: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", BUILD, str(graph), "3"], cwd=Path(__file__).parent.parent) as built:
        open_all(readers, ["/"] * READERS)
        assert built.poll() is None
        during = reports(readers)
        assert built.wait() == 0
    assert during <= {"2", "5"}
    open_all(readers, ["/"] * READERS)
    assert reports(readers) == {"5"}


def reports(readers: list[Page]) -> set[str]:
    """How many reports each reader is told of; nobody sees an error."""
    said: set[str] = set()
    for page in readers:
        expect(page.get_by_text(REPORTS).first).to_be_visible(timeout=120_000)
        assert page.get_by_test_id("stAlert").count() == 0
        said |= set(REPORTS.findall(page.inner_text("[data-testid=stMain]")))
    return said


def test_hostile_measures_are_text_on_the_axis(readers: list[Page]) -> None:
    page = readers[0]
    page.goto(f"/timeline?place={quote(town.HAINING)}&measure={quote('<img src=x onerror=alert(1)>')}")
    expect(page.get_by_text("2021：2,021 个，2022：2,022 个")).to_be_visible(timeout=120_000)
    # Not any canvas: the table beside it is drawn on one too, and may be there first.
    chart = page.locator("[class*='st-key-time'] canvas").first
    expect(chart).to_be_visible()
    chart.hover()
    assert page.locator("img[src=x]").count() == 0
    page.goto(f"/timeline?place={quote(town.HAINING)}&measure={quote(chr(120) + chr(39) + ') DETACH DELETE n //')}")
    expect(page.get_by_text("2021：2,021 个，2022：2,022 个")).to_be_visible(timeout=120_000)


def test_a_store_that_goes_away_between_two_clicks_is_one_sentence(readers: list[Page], graph: Path) -> None:
    page = readers[0]
    page.goto(f"/coverage?province={quote('浙江省')}")
    expect(page.get_by_role("radio", name="明确没有")).to_be_visible(timeout=120_000)
    aside = graph.with_name("aside.lbdb")
    graph.rename(aside)
    graph.write_bytes(b"half a graph")
    try:
        page.get_by_role("radio", name="明确没有").click()
        expect(page.get_by_test_id("stAlert")).to_contain_text(graph.name, timeout=120_000)
        assert "Traceback" not in page.inner_text("body")
    finally:
        aside.replace(graph)
    # Nothing is lost: the same address shows the same place.
    page.reload()
    expect(page.get_by_role("combobox", name="省")).to_have_value("浙江省", timeout=120_000)
    expect(page.get_by_test_id("stAlert")).to_have_count(0)
