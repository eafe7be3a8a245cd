"""PDF and Word files and scans: reading order, tables, pages, and every kind of unreadable file in one sentence."""

import csv
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from graph.build import build
from graph.errors import InputError
from graph.exports import Scope, export
from graph.extract import extract_lines
from graph.facts import evidence_of, wrong_quotes
from graph.loaders import load, scan
from graph.loaders.text import read_document
from graph.model import Document, Reject
from graph.stores import open_store
from graph.workspace import Workspace
from tests.conftest import missing
from tests.printed_files import (
    FIGURES,
    HEIGHT,
    LEFT,
    RIGHT,
    STATIONS,
    WIDTH,
    blank_picture,
    lines,
    newspaper,
    page,
    picture_of,
    table,
    text,
    write_pdf,
    write_word,
)
from tests.printed_files import (
    scan as scanned,
)

if TYPE_CHECKING:
    import docx
    from reportlab.pdfgen.canvas import Canvas

FONT = Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc")


def ignore(_: Reject) -> None:
    """Rejects are looked at where they matter."""


def joined(rows: list[str]) -> str:
    return "".join(row.strip() for row in rows)


@pytest.fixture
def without_ocr(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine on which the extra is not installed."""
    monkeypatch.setitem(sys.modules, "rapidocr_onnxruntime", None)
    scan._engine.cache_clear()


@pytest.fixture
def ocr() -> None:
    """The extra, or a skipped test."""
    scan._engine.cache_clear()
    if not scan.can_recognise() or not FONT.exists():
        missing("ocr", "没有安装文字识别组件（requirements-ocr.txt）或中文字体")


# ── reading order ───────────────────────────────────────────────────────────────────────────────────────────────────────
def test_two_columns_that_the_file_holds_line_by_line(tmp_path: Path) -> None:
    document = read_document(write_pdf(tmp_path / "报.pdf", [newspaper()]))
    assert document.text.split("\n")[:2] == ["马桥街道社工站一年服务四千人次", "■本报记者 张明远"]
    assert "".join(document.text.split("\n")[2:]) == joined([*LEFT, *RIGHT])
    assert len(document.text.split("\n")) == 6, "four paragraphs under the headline and the by-line"
    assert (document.title, document.genre, document.file) == ("马桥街道社工站一年服务四千人次", "newspaper", "报.pdf")


def test_a_second_article_begins_in_all_columns(tmp_path: Path) -> None:
    below = (
        text(40, 300, "绵阳涪城：五社联动进社区", 16),
        lines(40, 330, ["涪城区民政局启动试点，首批", "六个街道参加。"]),
        lines(310, 330, ["孵化中心已孵化二十七家。"]),
    )
    document = read_document(write_pdf(tmp_path / "报.pdf", [page(newspaper(), *below)]))
    order = ["市财政每年投入", "为了把资源引进来", "不少于4名社工", "绵阳涪城", "首批六个街道参加", "孵化中心"]
    assert [document.text.index(words) for words in order] == sorted(document.text.index(words) for words in order)


def test_three_columns_and_a_caption(tmp_path: Path) -> None:
    columns = [
        lines(40 + 180 * i, 100, [f"第{n}栏的文字从这里开始，", "一直排到这一栏的最下面，", f"到此为止是第{n}栏。"])
        for i, n in enumerate("甲乙丙")
    ]
    document = read_document(write_pdf(tmp_path / "栏.pdf", [page(*reversed(columns))]))
    assert document.text.replace("\n", "") == "".join(
        f"第{n}栏的文字从这里开始，一直排到这一栏的最下面，到此为止是第{n}栏。" for n in "甲乙丙"
    )


@pytest.mark.parametrize(("turn", "move"), [(0, (0, 0)), (90, (0, -WIDTH)), (180, (-WIDTH, -HEIGHT)), (270, (-HEIGHT, 0))])
def test_pages_that_are_turned_to_be_shown(tmp_path: Path, turn: int, move: tuple[int, int]) -> None:
    def lie_down(canvas: "Canvas") -> None:
        canvas.rotate(turn)
        canvas.translate(*move)

    draws = page(lie_down, *lines(40, 300, ["　　第一行说的是马桥街道的站点，", "第二行说的是社工2名和志愿者。"]))
    document = read_document(write_pdf(tmp_path / "转.pdf", [draws], rotation=turn))
    assert document.text == "第一行说的是马桥街道的站点，第二行说的是社工2名和志愿者。"


def test_a_sentence_runs_on_over_pages_without_their_numbers_and_headers(tmp_path: Path) -> None:
    words = (
        "站点由市民政局主管，由协会承接运营，每年服务老人两千余人次，其中独居老人三百余人，走访一千五百余次，还办了六十三场"
        "活动，请来志愿者四十余人，给老人理发、量血压、修水电，一直办到年底，市里的慈善总会也出了一份钱，用在站点的日常开销上。"
    )
    rows = [words[i : i + 14] for i in range(0, len(words), 14)]
    pages = [
        page(text(200, 40, f"海宁社工简报　2023年第3期　第{n}版", 9), lines(40, 100, rows[i : i + 3]), text(290, 820, f"- {n} -", 9))
        for n, i in enumerate(range(0, len(rows), 3), 1)
    ]
    document = read_document(write_pdf(tmp_path / "简报.pdf", pages))
    assert document.text == words
    assert [document.page(document.text.index(row)) for row in rows] == [i // 3 + 1 for i in range(len(rows))]


def test_every_quote_names_its_page(tmp_path: Path) -> None:
    pages = [
        page(*lines(40, 100, ["海宁市民政局发布通知。"])),
        page(),
        page(*lines(40, 100, ["海宁市慈善总会向马桥街道社会工作站捐赠10万元。"])),
    ]
    (facts,) = load(write_pdf(tmp_path / "页.pdf", pages), ignore)
    (document,) = facts.documents
    assert len(document.pages) == 3
    assert document.page(document.text.index("发布")) == 1
    assert document.page(document.text.index("捐赠")) == 3
    assert {document.page(e.start) for e in evidence_of(facts)} == {1, 3}
    (line,) = extract_lines([tmp_path / "页.pdf"], lambda *_: None)
    assert [i["page"] for i in line["relations"] if i["type"] == "FUNDS"] == [3]


def test_text_files_have_no_pages() -> None:
    document = Document(id="x", title="", genre="report", raw="一二", text="一二", cuts=((0, 0),))
    assert document.page(1) == 0


# ── tables ──────────────────────────────────────────────────────────────────────────────────────────────────────────────
def test_a_ruled_table_is_read_row_by_row_where_it_stands(tmp_path: Path) -> None:
    draws = page(text(40, 60, "服务情况见下表。"), table(40, 80, FIGURES), text(40, 200, "表中数字截至2022年底。"))
    document = read_document(write_pdf(tmp_path / "表.pdf", [draws]))
    assert document.text.split("\n") == ["服务情况见下表。", *("|".join(row) for row in FIGURES), "表中数字截至2022年底。"]


def test_a_table_that_is_a_register_becomes_its_facts(tmp_path: Path) -> None:
    path = write_pdf(tmp_path / "表.pdf", [page(text(40, 60, "海宁市社工站情况见下表。"), table(40, 80, STATIONS))])
    report, *rows = load(path, ignore)
    assert "长安镇社会工作站" not in report.documents[0].text
    assert {e.name for facts in rows for e in facts.entities} >= {"马桥街道社会工作站", "长安镇社会工作站"}
    assert {e.by for facts in rows for e in evidence_of(facts)} == {"registry:station"}
    assert len(list(extract_lines([path], lambda *_: None))) == 1


def test_a_table_without_lines_is_read_row_by_row_too(tmp_path: Path) -> None:
    columns = [lines(40 + 120 * j, 80, [row[j] for row in FIGURES]) for j in range(3)]
    draws = page(text(40, 50, "服务情况见下表。"), *columns, text(40, 160, "表中数字截至2022年底。"))
    document = read_document(write_pdf(tmp_path / "表.pdf", [draws]))
    assert document.text.split("\n") == ["服务情况见下表。", *("|".join(row) for row in FIGURES), "表中数字截至2022年底。"]


def test_a_box_around_a_text_is_no_table(tmp_path: Path) -> None:
    box = page(table(40, 80, [["站点由市民政局主管。"]], 400), *lines(40, 200, ["后面还有一句话。"]))
    assert read_document(write_pdf(tmp_path / "框.pdf", [box])).text == "站点由市民政局主管。\n后面还有一句话。"


# ── what cannot be read ─────────────────────────────────────────────────────────────────────────────────────────────────
def refused(path: Path) -> str:
    with pytest.raises(InputError) as error:
        read_document(path)
    message = str(error.value)
    assert message.startswith(f"{path.name}：")
    assert "；" in message, "what, and what to do"
    assert "\n" not in message
    return message


def test_pdf_files_that_cannot_be_read(tmp_path: Path, without_ocr: None) -> None:
    whole = write_pdf(tmp_path / "好.pdf", [newspaper()]).read_bytes()
    assert "打开密码" in refused(write_pdf(tmp_path / "锁.pdf", [newspaper()], password="secret"))
    for name, data in {
        "截断.pdf": whole[:300],
        "网页.pdf": b"<html>404</html>",
        "空.pdf": b" ",
        "乱.pdf": b"%PDF-1.7\n" + bytes(200),
    }.items():
        (tmp_path / name).write_bytes(data)
        assert "已损坏" in refused(tmp_path / name) or "空文件" in refused(tmp_path / name)
    assert "空白" in refused(write_pdf(tmp_path / "白.pdf", [page()]))
    message = refused(write_pdf(tmp_path / "扫描.pdf", [scanned(blank_picture())] * 2))
    assert "扫描的图片" in message
    assert "requirements-ocr.txt" in message


def test_a_pdf_that_only_its_owner_may_change_is_read(tmp_path: Path) -> None:
    from reportlab.lib.pdfencrypt import StandardEncryption  # noqa: PLC0415
    from reportlab.pdfgen.canvas import Canvas  # noqa: PLC0415

    canvas = Canvas(str(tmp_path / "限.pdf"), encrypt=StandardEncryption("", ownerPassword="boss", canCopy=0))
    newspaper()(canvas)
    canvas.save()
    assert "海宁市慈善总会" in read_document(tmp_path / "限.pdf").text


def test_a_scanned_page_among_others_is_reported(tmp_path: Path, without_ocr: None) -> None:
    rejects: list[Reject] = []
    document = read_document(write_pdf(tmp_path / "混.pdf", [newspaper(), scanned(blank_picture())]), rejects.append)
    assert "海宁市慈善总会" in document.text
    assert [(r.file, r.sheet) for r in rejects] == [("混.pdf", "第 2 页")]
    assert "扫描" in rejects[0].reason


def test_pictures_without_the_extra(tmp_path: Path, without_ocr: None) -> None:
    (tmp_path / "照.png").write_bytes(blank_picture())
    assert "requirements-ocr.txt" in refused(tmp_path / "照.png")


def test_scans_are_read_with_the_extra(tmp_path: Path, ocr: None) -> None:
    words = ["海宁市民政局关于社工站建设的情况", "2022年马桥街道社会工作站服务居民4100人次，", "由海宁市社会工作协会承接运营。"]
    (tmp_path / "照.png").write_bytes(picture_of(words))
    assert "海宁市社会工作协会承接运营" in read_document(tmp_path / "照.png").text
    document = read_document(write_pdf(tmp_path / "扫描.pdf", [newspaper(), scanned(picture_of(words))]))
    assert document.page(document.text.index("4100人次")) == 2
    (tmp_path / "白.png").write_bytes(blank_picture())
    assert "认不出文字" in refused(tmp_path / "白.png")
    (tmp_path / "坏.png").write_bytes(blank_picture()[:60])
    assert "图片已损坏" in refused(tmp_path / "坏.png")


# ── Word ────────────────────────────────────────────────────────────────────────────────────────────────────────────────
def element(name: str, *children: object, **attributes: str) -> "docx.oxml.xmlchemy.BaseOxmlElement":
    found = OxmlElement(name)
    for key, value in attributes.items():
        found.set(qn(f"w:{key}"), value)
    for child in children:
        found.append(child)
    return found


def run(words: str, tag: str = "w:t") -> "docx.oxml.xmlchemy.BaseOxmlElement":
    inner = element(tag)
    inner.text = words
    return element("w:r", inner)


def fill_table(document: "docx.document.Document", rows: list[list[str]]) -> "docx.table.Table":
    made: docx.table.Table = document.add_table(len(rows), len(rows[0]))
    for i, row in enumerate(rows):
        for j, cell in enumerate(row):
            made.cell(i, j).text = cell
    return made


def test_word_paragraphs_and_tables_stand_in_order(tmp_path: Path) -> None:
    def build(document: "docx.document.Document") -> None:
        document.add_heading("海宁市社工站年度报告", 1)
        document.add_paragraph("海宁市民政局主管各站点。")
        merged = fill_table(document, FIGURES)
        merged.cell(1, 2).merge(merged.cell(2, 2))
        document.add_paragraph("表中数字截至2022年底。")

    document = read_document(write_word(tmp_path / "年报.docx", build))
    assert document.text.split("\n") == [
        "海宁市社工站年度报告",
        "海宁市民政局主管各站点。",
        "年份|服务人次|走访户数",
        "2021|1200|300 412",
        "2022|4100|",
        "表中数字截至2022年底。",
    ]
    assert document.pages == ()


def test_word_marks_that_are_read_and_that_are_not(tmp_path: Path) -> None:
    def build(document: "docx.document.Document") -> None:
        paragraph = document.add_paragraph("站点由")._p
        paragraph.append(element("w:ins", run("市民政局")))
        paragraph.append(element("w:del", run("县财政局", "w:delText")))
        paragraph.append(run("主管。"))
        box = element("w:p", element("w:r", element("w:pict", element("w:txbxContent", element("w:p", run("文本框里的话。"))))))
        document.element.body.insert(1, box)
        document.element.body.insert(2, element("w:sdt", element("w:sdtContent", element("w:p", run("内容控件里的话。")))))

    assert read_document(write_word(tmp_path / "改.docx", build)).text == "站点由市民政局主管。\n文本框里的话。\n内容控件里的话。"


def test_word_pages_as_word_has_written_them(tmp_path: Path) -> None:
    def build(document: "docx.document.Document") -> None:
        document.add_paragraph("第一页的话。")
        paragraph = document.add_paragraph("第二段从第一页")._p
        paragraph.append(element("w:r", element("w:lastRenderedPageBreak")))
        paragraph.append(run("写到第二页。"))
        document.add_paragraph("")._p.append(element("w:r", element("w:lastRenderedPageBreak")))
        document.add_paragraph("第三页的话。")

    document = read_document(write_word(tmp_path / "页.docx", build))
    assert "第二段从第一页写到第二页。" in document.text
    assert [document.page(document.text.index(w)) for w in ("第一页的话", "第二段", "写到", "第三页")] == [1, 1, 2, 3]


def test_a_word_table_that_is_a_register(tmp_path: Path) -> None:
    def build(document: "docx.document.Document") -> None:
        document.add_paragraph("海宁市社工站名录如下。")
        rows = [["序号", *STATIONS[0]], *([str(i), *row] for i, row in enumerate(STATIONS[1:], 1))]
        made = fill_table(document, rows)
        made.cell(1, 3).merge(made.cell(2, 3)).text = "海宁市社会工作协会"

    report, *rows = load(write_word(tmp_path / "名录.docx", build), ignore)
    assert report.documents[0].text == "海宁市社工站名录如下。"
    assert {e.name for facts in rows for e in facts.entities} >= {"马桥街道社会工作站", "长安镇社会工作站"}
    assert all(not wrong_quotes(facts) for facts in rows)


def test_word_files_that_cannot_be_read(tmp_path: Path) -> None:
    whole = write_word(tmp_path / "好.docx", lambda d: d.add_paragraph("站点开了门。")).read_bytes()
    old = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
    for name, data, words in (
        ("旧.docx", old, "旧版 Word"),
        ("锁.docx", old + "EncryptedPackage".encode("utf-16-le"), "打开密码"),
        ("断.docx", whole[:-200], "已损坏"),
        ("乱.docx", b"PK\x03\x04" + bytes(300), "已损坏"),
        ("文.docx", "站点开了门".encode(), "已损坏"),
        ("空.docx", b"", "空文件"),
    ):
        (tmp_path / name).write_bytes(data)
        assert words in refused(tmp_path / name), name
    assert "没有文字" in refused(write_word(tmp_path / "白.docx", lambda d: d.add_paragraph("  ")))
    (tmp_path / "图.png").write_bytes(blank_picture())
    assert "只有图片" in refused(write_word(tmp_path / "图.docx", lambda d: d.add_picture(str(tmp_path / "图.png"))))


def test_exports_name_the_page_of_each_quote(tmp_path: Path) -> None:
    pages = [
        page(*lines(40, 100, ["这一页只有一句话，说的是别的事。"])),
        page(*lines(40, 100, ["海宁市慈善总会向马桥街道社会工作站捐赠10万元。"])),
    ]
    place = Workspace(tmp_path / "workspace")
    build([write_pdf(tmp_path / "页.pdf", pages)], place)
    with open_store(str(place.graph), read_only=True) as store:
        export(store, tmp_path / "出", Scope(relations=("FUNDS",)))
    with (tmp_path / "出" / "SOURCES.csv").open(encoding="utf-8-sig") as file:
        assert {(row["file"], row["page"]) for row in csv.DictReader(file)} == {("页.pdf", "2")}
