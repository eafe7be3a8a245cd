"""The dashboard in a real Chromium: what an analyst clicks, what the page then says, and that nothing outside this machine is asked."""

import os
import re
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest
from playwright.sync_api import Browser, Dialog, Error, Locator, Page, expect, sync_playwright

from dashboard.frame import PAGES
from dashboard.serve import address, command, free_port, ready
from graph.ontology import ontology
from graph.stores import open_store
from tests import town

pytestmark = pytest.mark.browser
ROOT = Path(__file__).resolve().parent.parent
# Without these Chromium asks its maker's servers at every start.
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
FUND = town.NAMES[town.FUND][0]
Visit = Callable[..., Page]


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("town") / "town.lbdb"
    with open_store(str(path)) as store:
        store.write(town.facts())
    return path


@pytest.fixture(scope="module")
def site(graph: Path, chromium: str) -> Iterator[str]:
    """The address of a dashboard that serves the small graph."""
    port = free_port(0)
    # From another folder than the project's: the dashboard finds itself.
    process = subprocess.Popen(command(port), env={**os.environ, "KG_STORE": str(graph)}, cwd=graph.parent, stdout=subprocess.DEVNULL)
    try:
        assert ready(port, process), "the dashboard did not start"
        yield address(port)
    finally:
        process.terminate()
        process.wait()


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as play:
        opened = play.chromium.launch(executable_path=chromium, args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture
def visit(site: str, browser: Browser) -> Iterator[Visit]:
    """Opens a page and waits until its heading stands. Afterwards: no dialog was opened, nothing but the site was asked."""
    asked: list[str] = []
    dialogs: list[str] = []

    def refuse(dialog: Dialog) -> None:
        dialogs.append(dialog.message)
        dialog.dismiss()

    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.on("request", lambda r: asked.append(r.url))
    context.on("dialog", refuse)

    def go(path: str = "", title: str = "") -> Page:
        page = context.pages[0] if context.pages else context.new_page()
        page.goto(f"{site}/{path}")
        expect(page.locator("h1")).to_have_text(title or re.compile("."), timeout=30_000)
        return page

    yield go
    context.close()
    assert dialogs == []
    hosts = {urlsplit(u).netloc for u in asked if not u.startswith(("data:", "blob:"))}
    assert hosts == {urlsplit(site).netloc}


def until(page: Page, act: Callable[[], object], seen: Locator) -> None:
    """Do it again until it shows: a chart has no sign that it listens to clicks yet."""
    for _ in range(20):
        try:
            act()
            seen.first.wait_for(timeout=1500)
        except Error:
            # Not yet, or the picture was drawn anew under the pointer.
            continue
        return
    raise AssertionError(f"nothing came of it: {seen}; the page says:\n{page.inner_text('body')[:800]}")


def chart(page: Page, key: str) -> Locator:
    return page.locator(f"[class*='st-key-{key}'] canvas").first


def click_at(drawn: Locator, right: float, down: Callable[[float], float]) -> Callable[[], None]:
    """Clicks at a share of the width and at a height computed from the picture's."""

    def act() -> None:
        drawn.scroll_into_view_if_needed()
        box = drawn.bounding_box()
        if not box:  # just drawn anew: ``until`` comes again
            return
        drawn.page.mouse.click(box["x"] + box["width"] * right, box["y"] + down(box["height"]))

    return act


def cell(page: Page, key: str, row: int) -> Callable[[], None]:
    """Clicks the first column of a row of a table."""
    return click_at(chart(page, key), 0.1, lambda _: 35.0 * (row + 1) + 17)


def test_overview_leads_to_a_province(visit: Visit) -> None:
    page = visit("", "总览")
    assert page.evaluate("document.documentElement.lang") == "zh-CN"
    tiles = chart(page, "tiles")
    # 浙江 stands in column 7 of 8, row 6 of 8.
    until(page, click_at(tiles, 6.5 / 8, lambda h: h * 5.5 / 8), page.get_by_role("heading", name="覆盖缺口"))
    expect(page).to_have_url(re.compile(r"/coverage\?province=" + quote("浙江省")))
    expect(page.get_by_text("1,364")).to_be_visible()


def test_a_question_leads_to_the_marked_words(visit: Visit) -> None:
    page = visit("questions", "问题")
    page.get_by_role("link", name="谁资助谁").click()
    expect(page.get_by_role("heading", name="谁资助谁")).to_be_visible()
    field = page.get_by_label("出资方或受助方名称的一部分")
    field.fill("暖邻")
    field.press("Enter")
    expect(page).to_have_url(re.compile("q=who_funds_whom"))
    page.get_by_role("radio", name="表").click()
    until(page, cell(page, "table", 0), page.locator("blockquote"))
    expect(page.locator("blockquote").first).to_contain_text("甲社区基金会（示例）资助“暖邻”项目（示例）")
    expect(page.locator("blockquote").first).to_contain_text("规则识别 · 把握 90%")
    page.get_by_role("button", name=f"打开“{FUND}”").click()
    expect(page.get_by_role("heading", name=FUND)).to_be_visible()
    expect(page.locator("mark.focus")).to_have_text(FUND)
    expect(page.locator("mark.focus")).to_be_in_viewport()


def test_a_click_in_the_lanes_shows_the_evidence(visit: Visit) -> None:
    page = visit("linkage", "五社联动")
    # The only fund stands alone in the first of five lanes.
    until(page, click_at(chart(page, "lanes"), 0.1, lambda h: 56 + (h - 80) / 2), page.get_by_role("heading", name=FUND))
    expect(page.get_by_text("资助（20万元）")).to_be_visible()
    page.get_by_role("button", name="打开详情").click()
    expect(page).to_have_url(re.compile(r"/entity\?id=org"))
    page.get_by_role("radio", name="关系表").click()
    until(page, cell(page, "relations", 0), page.get_by_text("下面是刚才点的那条事实的出处"))
    expect(page.locator("mark.focus").first).to_contain_text("资助")


def test_a_picture_is_worked_on_by_clicks(visit: Visit) -> None:
    page = visit("linkage", "五社联动")
    until(page, click_at(chart(page, "lanes"), 0.1, lambda h: 56 + (h - 80) / 2), page.get_by_role("heading", name=FUND))
    page.get_by_role("button", name="隐藏").click()
    expect(page.get_by_role("heading", name="答案")).to_be_visible()
    expect(page).to_have_url(re.compile("do=-org"))
    page.get_by_role("button", name="撤销一步").click()
    expect(page.get_by_role("button", name="撤销一步")).to_be_disabled()
    page.get_by_role("combobox", name="在图中找").fill("马桥街道社工站")
    page.get_by_role("combobox", name="在图中找").press("Enter")
    page.get_by_role("button", name="展开").click()
    expect(page.get_by_role("button", name="展开")).to_be_disabled()
    page.get_by_role("combobox", name="找它到另一个的路径").fill("幸福社区")
    page.get_by_role("combobox", name="找它到另一个的路径").press("Enter")
    expect(page.get_by_text("最短路径 4 步")).to_be_visible()
    page.reload()
    expect(page.get_by_role("button", name="展开")).to_be_disabled()


def test_coverage_goes_down_by_clicks_and_back_by_the_browser(visit: Visit) -> None:
    page = visit("coverage", "覆盖缺口")
    # Bars stand in the order of the gap: the first province is 四川.
    until(page, click_at(chart(page, "bars"), 0.5, lambda _: 42.0), page.get_by_role("heading", name="按市"))
    expect(page).to_have_url(re.compile("province=" + quote("四川省")))
    page = visit(f"coverage?province={quote('浙江省')}&city={quote('嘉兴市')}&county={quote('海宁市')}", "覆盖缺口")
    expect(page.get_by_test_id("stMetric").filter(has_text="法定街镇")).to_contain_text("12")
    page.get_by_role("radio", name="明确没有").click()
    expect(page).to_have_url(re.compile("state="))
    until(page, cell(page, "towns", 0), page.get_by_role("heading", name="硖石街道"))
    with page.expect_download() as download:
        page.get_by_role("button", name="下载这张表").first.click()
    assert "硖石街道" in Path(download.value.path()).read_text("utf-8-sig")
    page.go_back()
    expect(page.get_by_role("radio", name="全部")).to_be_checked()


def test_a_link_restores_the_page(visit: Visit) -> None:
    page = visit(f"linkage?kind=charity&province={quote('浙江省')}&view=table", "五社联动")
    expect(page.get_by_label("哪些资源")).to_have_value("慈善资源")
    expect(page.get_by_role("combobox", name="地区")).to_have_value("浙江省")
    expect(page.get_by_role("radio", name="路径表")).to_be_checked()
    page.reload()
    expect(page.get_by_role("radio", name="路径表")).to_be_checked()
    assert "province=" in page.url


def test_hostile_names_are_shown_as_text(visit: Visit) -> None:
    page = visit(f"entity?id={quote(town.TEAM)}", "详情")
    expect(page.get_by_role("heading", name=town.HOSTILE)).to_be_visible()
    expect(page.locator("mark.focus").first).to_have_text(town.HOSTILE)
    assert page.locator("img[src=x]").count() == 0
    page = visit("linkage?view=flow", "五社联动")
    chart(page, "flow").hover()
    assert page.locator("img[src=x]").count() == 0


def test_no_code_words_on_the_screen(visit: Visit) -> None:
    words = ontology()
    codes = [*words.node, *words.edge, *words.five, *(k for n in words.node.values() for k in n.kinds if "_" in k)]
    for path in ("", "linkage", "coverage", f"entity?id={quote(town.CENTRE)}", "questions?q=partners"):
        page = visit(path)
        expect(page.get_by_test_id("stStatusWidget")).to_have_count(0)
        said = page.inner_text("[data-testid=stMain]")
        assert [code for code in codes if re.search(rf"\b{code}\b", said)] == []


def fits_a_phone(page: Page) -> None:
    """On a narrow screen the page scrolls only down, once its charts have taken their new width."""
    page.set_viewport_size({"width": 390, "height": 800})
    expect(page.get_by_test_id("stStatusWidget")).to_have_count(0)
    page.wait_for_function("document.querySelector('[data-testid=stMain]').scrollWidth <= 390")


@pytest.mark.parametrize("path", ["", "linkage", "coverage", f"entity?id={town.FUND}", "questions?q=who_funds_whom"])
def test_a_phone_scrolls_only_down(visit: Visit, path: str) -> None:
    page = visit(path)
    fits_a_phone(page)


@pytest.mark.parametrize(("name", "title"), [(name, title) for entries in PAGES.values() for name, title, _ in entries])
def test_every_page_asks_only_its_own_server(visit: Visit, name: str, title: str) -> None:
    page = visit(name, title)
    expect(page.get_by_test_id("stStatusWidget")).to_have_count(0)
    expect(page.locator("html")).to_have_attribute("lang", "zh-CN")
    fits_a_phone(page)


def test_a_store_that_goes_away_is_one_sentence(visit: Visit, graph: Path) -> None:
    page = visit("coverage", "覆盖缺口")
    aside = graph.with_name("aside.lbdb")
    graph.rename(aside)
    try:
        page.reload()
        expect(page.get_by_text("python3 run.py build")).to_be_visible()
        graph.write_bytes(b"no graph at all")
        page.reload()
        expect(page.get_by_test_id("stAlert")).to_contain_text(graph.name)
        assert "Traceback" not in page.inner_text("body")
    finally:
        aside.replace(graph)
    page.reload()
    expect(page.get_by_test_id("stMetric").first).to_be_visible()
