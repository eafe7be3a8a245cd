"""Every page and control of the dashboard, by Streamlit's AppTest on a small real store; and the pictures as data."""

from html import unescape
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from dashboard import draw, network, provinces, table, text
from dashboard.frame import PAGES, VIEWS
from graph.model import Facts
from graph.ontology import ontology
from graph.queries import Column, queries
from graph.stores import open_store
from tests import town
from tests.pages import Page, frames, open_page, run, words

NAMES = [(name, title) for entries in PAGES.values() for name, title, _ in entries]


@pytest.mark.parametrize(("name", "title"), NAMES)
def test_every_page_is_drawn(page: Page, name: str, title: str) -> None:
    assert page(name).title[0].value == title


@pytest.mark.parametrize("view", [name for name, _ in NAMES])
def test_views_are_short_and_know_no_cypher(view: str) -> None:
    lines = (VIEWS / f"{view}.py").read_text("utf-8").splitlines()
    assert len(lines) <= 80
    assert not [line for line in lines if "MATCH (" in line]


def test_overview_counts_what_is_there(page: Page) -> None:
    app = page("overview")
    assert {m.label: m.value for m in app.metric} == {
        "社会慈善资源": "1", "社会组织": "2", "社会工作者": "0", "社区志愿者": "1", "社区": "1",
    }  # fmt: skip
    gaps, latest, new = frames(app)
    assert gaps["街镇"].tolist() == ["硖石街道"]
    assert latest["文献"].tolist()[:2] == ["另一份报道（示例）", "一个街道的五社联动（示例）"]
    assert len(new) == 11
    assert "甲社区基金会（示例） —资助→ 晨星社工中心（示例）" in new["关系"].tolist()
    app.selectbox(key="control.since").set_value("2024-06-01")
    run(app)
    assert frames(app)[1]["文献"].tolist() == ["另一份报道（示例）"]
    assert "0 条有日期的关系" in words(app)
    app.segmented_control[0].set_value("stated")
    run(app)
    assert "资料原话所说的站数" in words(app)


def test_unknown_provinces_are_grey_whatever_is_said_of_them() -> None:
    tiles = [provinces._tile(p, {p.name: (1.0, "99/99")}) for p in provinces.provinces()]
    spec = draw.tile_map(tiles)["series"][0]["data"]
    assert len(spec) == 34
    grey = {item["itemStyle"]["color"] for item, tile in zip(spec, tiles, strict=True) if not tile.known}
    assert [t.name for t in tiles if not t.known] == ["台湾", "香港", "澳门"]
    assert {t.value for t in tiles if not t.known} == {"无数据"}
    assert len(grey) == 1
    assert not grey & {item["itemStyle"]["color"] for item, tile in zip(spec, tiles, strict=True) if tile.known}


def test_linkage_narrows_the_answer(page: Page) -> None:
    app = page("linkage", view="table")
    table_of_all = frames(app)[0]
    assert set(table_of_all["到达"]) == {"幸福社区（示例）", "马桥街道", "硖石街道"}
    assert "资助 → “暖邻”项目（示例） → 服务" in set(table_of_all["做法与经由"])
    app.selectbox(key="control.kind").set_value("charity")
    run(app)
    assert set(frames(app)[0]["资源"]) == {"甲社区基金会（示例）"}
    app.selectbox(key="control.reached").set_value("community")
    run(app)
    assert set(frames(app)[0]["到达"]) == {"幸福社区（示例）"}
    app.selectbox(key="control.via").set_value("direct")
    run(app)
    assert queries()["resources_to_community"].empty in words(app)


def test_linkage_by_place_and_by_people(page: Page) -> None:
    app = page("linkage", view="table", people=town.CHILDREN)
    assert app.selectbox(key="control.people").value == town.CHILDREN
    assert set(frames(app)[0]["到达"]) == {"马桥街道"}
    assert set(frames(page("linkage", view="table", province="硖石"))[0]["到达"]) == {"硖石街道"}
    assert queries()["resources_to_community"].empty in words(page("linkage", province="四川省"))


@pytest.mark.parametrize("view", ["lanes", "free", "flow", "matrix", "table"])
def test_linkage_has_five_views(page: Page, view: str) -> None:
    app = page("linkage", view=view)
    assert app.segmented_control[0].value == view
    assert view == "table" or {m.label: m.value for m in app.metric} == {"资源": "3", "到达的社区和街镇": "3", "依据的资料": "1"}


def test_a_picture_is_opened_further_thinned_out_and_taken_back(page: Page) -> None:
    app = page("linkage", at=town.STATION)
    assert "困境儿童" not in app.selectbox(key="control.at").options
    app.button(key="expand").click()
    run(app)
    assert app.query_params["do"] == f"+{town.STATION}"
    assert "困境儿童" in app.selectbox(key="control.at").options
    app.button(key="hide").click()
    run(app)
    names = app.selectbox(key="control.at").options
    assert not {"马桥街道社工站（示例）", "困境儿童"} & set(names)
    app.button(key="undo").click()
    run(app)
    assert "困境儿童" in app.selectbox(key="control.at").options
    app.button(key="reset").click()
    run(app)
    assert "do" not in app.query_params
    assert app.button(key="undo").disabled


def test_the_way_between_two_things(page: Page) -> None:
    app = page("linkage", at=town.STATION)
    app.selectbox(key=f"goal.{town.STATION}").set_value(town.COMMUNITY)
    run(app)
    assert "最短路径 4 步：" in words(app)
    app.button(key="draw").click()
    run(app)
    assert app.query_params["do"] == f"{town.STATION}~{town.COMMUNITY}"


def test_coverage_goes_down_to_the_town(page: Page) -> None:
    app = page("coverage")
    metrics = {m.label: m.value for m in app.metric}
    assert (metrics["查到有站"], metrics["明确没有"]) == ("1", "1")
    assert int(metrics["法定街镇"].replace(",", "")) > 38_000
    app.selectbox(key="control.province").set_value("浙江省")
    run(app)
    app.selectbox(key="control.city").set_value("嘉兴市")
    run(app)
    said = frames(app)[1].set_index("县（市、区）")
    assert said.loc["海宁市", "资料所说站数"] == 12
    app.selectbox(key="control.county").set_value("海宁市")
    run(app)
    assert app.query_params["county"] == "海宁市"
    states = frames(app)[0].set_index("街镇")["社工站"]
    assert (states["马桥街道"], states["硖石街道"], states["海昌街道"]) == ("有", "明确没有", "未见记载")
    app.segmented_control[0].set_value("明确没有")
    run(app)
    assert frames(app)[0]["街镇"].tolist() == ["硖石街道"]


def test_coverage_of_a_municipality_has_no_cities(page: Page) -> None:
    app = page("coverage", province="北京市")
    assert app.selectbox(key="control.city").disabled
    assert "按县（市、区）" in words(app)


def test_an_entity_shows_the_words_that_say_so(page: Page) -> None:
    app = page("entity", id=town.FUND)
    assert app.header[0].value == "甲社区基金会（示例）"
    body = words(app)
    assert '<mark class="focus"' in body
    assert "共 2 份资料这样说" in body
    assert "资助（20万元）" in body
    app.segmented_control[0].set_value("table")
    run(app)
    assert set(frames(app)[0]["关系"]) == {"资助"}


def test_text_out_of_documents_is_text(page: Page) -> None:
    app = page("entity", id=town.TEAM)
    body = "".join(e.proto.body for e in app.get("html"))
    assert "<img" not in body
    assert "&lt;img src=x" in body
    assert "\\*队\\*" in app.header[0].value
    assert "<img" not in "".join(e.proto.body for e in page("entity", id="d1").get("html"))


def test_a_document_lists_what_was_read_in_it(page: Page) -> None:
    app = page("entity", id="d1")
    assert app.header[0].value == "一个街道的五社联动（示例）"
    assert "困境儿童" in frames(app)[0]["名称"].tolist()


def test_finding_by_name(page: Page) -> None:
    app = page("entity")
    app.text_input(key="control.find").set_value("暖邻")
    run(app)
    assert frames(app)[0]["名称"].tolist() == ["“暖邻”项目（示例）"]
    app.text_input(key="control.find").set_value("没有这个名字")
    run(app)
    assert "没有这个名字" in words(app)


def test_an_old_link_says_so(page: Page) -> None:
    assert "图中没有标识为 org:gone 的内容" in words(page("entity", id="org:gone"))


@pytest.mark.parametrize("name", [n for n, q in queries().items() if q.asked])
def test_every_question_that_people_ask_has_a_page(page: Page, name: str) -> None:
    query = queries()[name]
    app = page("questions", q=name)
    assert app.header[0].value == query.title
    for shape in app.segmented_control[0].options if app.segmented_control else []:
        codes = {v: k for k, v in {"table": "表", "bars": "条形图", "map": "地图", "network": "关系图"}.items()}
        app.segmented_control[0].set_value(codes[shape])
        run(app)
    for param in query.params:
        control = f"control.{name}.{param.name}"
        drawn: list[Any] = [w for kind in ("selectbox", "text_input", "toggle", "number_input") for w in app.get(kind) if w.key == control]
        assert len(drawn) == 1, f"no control for {param.name}"
        if drawn[0].type == "text_input":
            drawn[0].set_value("没有这个名字")
            run(app)
            assert query.empty in words(app)


def test_all_questions_are_listed(page: Page) -> None:
    app = page("questions")
    links = {e.proto.label for e in app.get("page_link")}
    assert {q.title for q in queries().values() if q.asked} <= links


def test_a_link_holds_the_question(page: Page) -> None:
    app = page("questions", q="who_funds_whom", view="table", **{"who_funds_whom.name": "暖邻"})
    assert frames(app)[0]["受助方"].tolist() == ["“暖邻”项目（示例）"]
    assert app.selectbox(key="control.q").value == "who_funds_whom"
    app.selectbox(key="control.q").set_value("counts")
    run(app)
    assert "who_funds_whom.name" not in app.query_params


def test_a_sentence_turns_the_page_to_its_question(page: Page) -> None:
    app = page("questions")
    app.text_input(key="control.ask").set_value("甲社区基金会给谁捐过钱？")
    run(app)
    assert app.header[0].value == "谁资助谁"
    assert app.query_params["q"] == "who_funds_whom"
    assert app.text_input(key="control.who_funds_whom.name").value == "甲社区基金会（示例）"
    assert "您是不是想问：" in words(app)
    app.text_input(key="control.ask").set_value("浙江省海宁市哪些街道没有社工站")
    run(app)
    assert app.header[0].value == "还没有社工站的街镇"
    assert app.selectbox(key="control.towns_without_station.province").value == "浙江省"
    assert "who_funds_whom.name" not in app.query_params
    assert frames(app)[0]["街镇"].tolist() == ["硖石街道", "马桥街道"]
    # another question out of the list leaves the sentence behind
    app.selectbox(key="control.q").set_value("counts")
    run(app)
    assert app.text_input(key="control.ask").value == ""
    assert "ask" not in app.query_params


@pytest.mark.parametrize("text", ["今天天气怎么样", "？？？", "MATCH (n) DETACH DELETE n", "<b>甲</b>" * 2_000, "'\"`$x\\"])
def test_what_is_no_question_says_so(page: Page, text: str) -> None:
    app = page("questions", ask=text)
    assert "没有读懂" in words(app)
    assert "<b>" not in words(app).replace("\\<b\\>", "")
    assert not app.header
    assert len([e for e in app.get("page_link") if "ask=" in str(e.proto)]) == 3


def test_nonsense_in_an_address_is_ignored(page: Page) -> None:
    assert page("questions", q="nonsense").selectbox(key="control.q").value == ""
    assert page("coverage", province="Atlantis", state="?").selectbox(key="control.province").value == ""
    assert page("linkage", view="ball").segmented_control[0].value == "lanes"


@pytest.mark.parametrize(("name", "title"), NAMES)
def test_without_a_graph_every_page_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, title: str) -> None:
    monkeypatch.setenv("KG_STORE", str(tmp_path / "none.lbdb"))
    monkeypatch.setenv("KG_HOME", str(tmp_path))
    app = open_page(name)
    assert app.title[0].value == title
    assert ("还没有导入" if name == "log" else "python3 run.py build") in app.info[0].value


def test_an_empty_graph_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "empty.lbdb"
    with open_store(str(path)) as store:
        store.write(Facts())
    monkeypatch.setenv("KG_STORE", str(path))
    assert "python3 run.py build" in open_page("overview").info[0].value


def test_a_store_that_goes_away_is_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "broken.lbdb"
    path.write_bytes(b"this is no graph")
    monkeypatch.setenv("KG_STORE", str(path))
    app = open_page("linkage")
    assert str(path) in app.error[0].value
    monkeypatch.setenv("KG_STORE", "neo4j://127.0.0.1:1")
    assert "127.0.0.1:1" in open_page("linkage").error[0].value


def test_a_new_build_is_seen_at_the_next_look(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "graph.lbdb"
    small = Facts(documents=town.facts().documents[-1:])
    monkeypatch.setenv("KG_STORE", str(path))
    with open_store(str(path)) as store:
        store.write(small)
    assert "1 篇报告" in words(open_page("overview"))
    with open_store(str(path)) as store:
        store.write(Facts(documents=town.facts().documents[-2:]))
    assert "2 篇报告" in words(open_page("overview"))


@given(some.text(alphabet="一二<>&\"'\n ab", max_size=40), some.lists(some.tuples(some.integers(0, 40), some.integers(0, 40)), max_size=5))
def test_marks_change_nothing_but_the_marks(source: str, spans: list[tuple[int, int]]) -> None:
    inside = [(min(s), max(s)) for s in spans if max(s) <= len(source)]
    shown = text.marked(source, inside, inside[0] if inside else None)
    for tag in (f'<mark class="{c}" style="{s}">' for c, s in (("seen", text.OTHER_MARK), ("focus", text.MARK))):
        shown = shown.replace(tag, "")
    assert unescape(shown.replace("</mark>", "")) == source


@given(some.text(alphabet="社区工作（示例）abc", min_size=1, max_size=60), some.integers(6, 14))
def test_wrapped_names_keep_their_letters(name: str, width: int) -> None:
    lines = text.wrap(name, width).split("\n")
    assert len(lines) <= 3
    assert all(len(line) <= width + 1 for line in lines)
    assert name.startswith("".join(lines).removesuffix("…"))


@pytest.mark.parametrize(
    ("share", "shown"), [(0.0, "0%"), (0.0004, "<0.1%"), (0.5, "50%"), (0.123, "12.3%"), (0.9995, ">99.9%"), (1.0, "100%")]
)
def test_percentages_never_round_to_none_or_all(share: float, shown: str) -> None:
    assert text.percent(share) == shown


def test_tables_say_words_and_files_say_everything() -> None:
    columns = (Column("name", "名称"), Column("kind", "类型"), Column("id", "标识"), Column("quote", "原句"), Column("none", "空"))
    rows: list[dict[str, object]] = [{"name": "=1+1", "kind": "station", "id": "org:1", "quote": "甲，乙", "none": None}]
    assert [c.name for c in table.shown(columns, rows)] == ["name", "kind", "quote"]
    assert text.readable("kind", "station") == ontology().zh("station")
    assert table.csv_bytes(rows, columns).decode("utf-8-sig").splitlines() == ["名称,类型,标识,原句,空", "'=1+1,station,org:1,甲，乙,"]


def test_a_column_of_one_word_stays_in_its_family() -> None:
    titles = {"name": "街镇", "province": "省", "charity": "慈善资源", "worker": "社会工作者", "team": "志愿者", "n": "数", "quote": "原句"}
    columns = [Column(name, title) for name, title in titles.items()]
    row: dict[str, object] = {
        "name": "甲",
        "province": "浙江省",
        "charity": "有",
        "worker": "未见记载",
        "team": "未见记载",
        "n": 1,
        "quote": "…",
    }
    rows = [row, row | {"name": "乙", "team": "有", "n": 2}]
    assert [c.name for c in table.shown(columns, rows)] == ["name", "charity", "worker", "team", "n", "province", "quote"]


def test_networks_are_cut_at_what_a_reader_can_take_in() -> None:
    query = queries()["who_funds_whom"]
    empty: dict[str, object] = {c.name: "" for c in query.columns}
    rows = [empty | {"funder": f"甲{i}", "funder_id": f"org:{i}", "receiver": "乙", "receiver_id": "org:b"} for i in range(500)]
    titles, nodes, links = network.pictured(query, rows, network.MOST)
    assert titles == ["出资方", "受助方"]
    assert (len(nodes), len(links)) == (network.MOST, network.MOST - 1)
    assert network.count(query, rows) == 501


def test_no_two_nodes_of_a_lane_stand_on_each_other() -> None:
    nodes = [draw.Node(id=f"{lane}.{i}", name="甲", lane=lane, colour="#000000") for lane in range(3) for i in range(4 * lane + 1)]
    links = [draw.Link("0.0", f"1.{i}", "资助") for i in range(5)] + [draw.Link(f"1.{i % 5}", f"2.{i}", "服务") for i in range(9)]
    data = draw.lanes(["一", "二", "三"], nodes, links)["series"][0]["data"]
    places = [tuple(item["value"]) for item in data]
    assert len(set(places)) == len(places)
    heights = sorted(y for x, y in places if x == 2)
    assert min(b - a for a, b in pairwise(heights)) == pytest.approx(1.0)


def test_tooltips_and_labels_hold_no_markup() -> None:
    node = draw.Node(id="a", name="{a}|<b>", lane=0, colour="#000000", about="<script>")
    drawn = draw.lanes(["一"], [node], [])["series"][0]["data"][0]
    assert "{" not in drawn["label"]["formatter"]
    assert "<" not in drawn["tooltip"]["formatter"]


# What a phone of 390 pixels and half a page leave for a picture.
@pytest.mark.parametrize(("width", "lanes"), [(350, 5), (350, 3), (450, 3)])
def test_in_a_narrow_picture_the_names_of_the_outer_lanes_are_whole(width: int, lanes: int) -> None:
    nodes = [draw.Node(id=str(lane), name="海宁市社区发展基金会（示例）", lane=lane, colour="#000000") for lane in range(lanes)]
    spec = draw.lanes(["一"] * lanes, nodes, [])
    sides, size = dict(spec["grid"]), spec["series"][0]["label"]["fontSize"]
    for option in (m["option"] for m in spec["media"] if width <= m["query"]["maxWidth"]):
        sides |= option.get("grid", {})
        size = option["series"][0]["label"]["fontSize"] if "series" in option else size
    lane = (width - sides["left"] - sides["right"]) / lanes
    widest = max(len(line) for item in spec["series"][0]["data"] for line in item["label"]["formatter"].split("\n"))
    assert widest * size / 2 <= min(sides["left"], sides["right"]) + lane / 2
