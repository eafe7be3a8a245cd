"""Files in: found by suffix, read in any encoding, web pages, and every kind of bad file refused in one sentence."""

import random
import re
from pathlib import Path

import pytest

from graph.errors import InputError
from graph.facts import wrong_quotes
from graph.loaders import SUFFIXES, find_files, load
from graph.loaders.decode import LARGEST, decode
from graph.loaders.text import make_document, read_document
from graph.model import Facts, Reject

REPORT = """三个人撑起一个站

某某日报　2024-03-05

■ 本报记者 张三

　　2024年2月，东山镇社会工作服务站开门，站点由县民政局主管，社工三名，服务困难家庭412户。

　　站长李四说，去年全镇有独居老人236人，社工每周走访一次，电话每天一个。下一步，站点还要向村里延伸。
"""
WEB = """<!DOCTYPE html><html><head><meta charset="{charset}"><title>某县建成十二个社工站_某县人民政府网</title>
<meta name="ArticleTitle" content="某县建成十二个社工站"><meta name="PubDate" content="2024-03-05 09:10">
<meta name="ContentSource" content="某县民政局"></head><body>
<div class="nav"><a href="/">首页</a><a href="/a">政务公开</a><a href="/b">办事服务</a></div>
<div class="content"><h1>某县建成十二个社工站</h1><p>来源：某县民政局　发布时间：2024-03-05</p>
<p>　　到2024年2月底，某县在十二个乡镇建成社会工作服务站，配备社工三十六名，服务困难家庭一千二百户。</p>
<p>　　县财政每年安排120万元购买社工服务。下一步，县民政局将推动站点向村（社区）延伸。</p>
<table><tr><th>乡镇</th><th>站点</th><th>社工</th></tr><tr><td>东山镇</td><td>1</td><td>3</td></tr></table></div>
<div class="footer">版权所有：某县人民政府 ICP备12345678号</div><script>var a = "站点三百个";</script></body></html>"""


def write(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return path


def ignore(_: Reject) -> None:
    """Rejects are looked at elsewhere."""


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
@pytest.mark.parametrize("breaks", ["\n", "\r\n"])
def test_every_encoding_gives_the_same_text(tmp_path: Path, encoding: str, breaks: str) -> None:
    document = read_document(write(tmp_path, "站.txt", REPORT.replace("\n", breaks).encode(encoding)))
    assert document.text == make_document(REPORT, "站.txt").text
    assert document.raw == REPORT.replace("\n", breaks)


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16-le", "utf-16-be", "utf-8"])
def test_short_pieces_are_decoded_right(encoding: str) -> None:
    rng = random.Random(7)
    for _ in range(200):
        at = rng.randrange(len(REPORT) - 30)
        piece = REPORT[at : at + 30]
        assert decode(piece.encode(encoding), "a.txt") == piece


def test_big5_is_read() -> None:
    text = "臺灣社會工作專業人員協會在臺北市召開會議，討論社區發展。" * 4
    assert decode(text.encode("big5"), "a.txt") == text


def test_a_few_broken_bytes_do_not_stop_a_long_file() -> None:
    data = (REPORT * 40).encode("utf-8")
    text = decode(data[:3000] + b"\xff" + data[3000:], "a.txt")
    assert text.count("\ufffd") in range(1, 5)
    assert "东山镇社会工作服务站" in text


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "空文件"),
        (b" \r\n\t\n", "空文件"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"PK\x03\x04 docx", "Word"),
        (b"\xd0\xcf\x11\xe0 doc", "Word"),
        (b"\x89PNG\r\n", "图片"),
        (bytes(range(256)) * 40, "二进制|认不出"),
        (b"\x00\x01\x02" * 500, "二进制"),
        ("站点\x00\x00\x00开门" * 30, "二进制"),
        (random.Random(3).randbytes(4000), "认不出|二进制|乱码"),
        (REPORT.encode("utf-8").decode("latin-1"), "乱码"),
        (REPORT.encode("utf-8").decode("cp1252", "replace"), "乱码"),
        (REPORT.encode("utf-8").decode("gb18030", "replace"), "乱码"),
        (REPORT.encode("gbk").decode("latin-1"), "乱码"),
        (REPORT.encode("gbk").decode("utf-8", "replace"), "乱码"),
        ("锟斤拷锟斤拷锟斤拷社工站锟斤拷", "乱码"),
        ("　\n \ufffd \ufffd\n", "没有可读的文字"),
        ("。。。\n，，，\n", "没有可读的文字"),
    ],
)
def test_bad_files_are_refused_in_one_sentence(tmp_path: Path, data: str | bytes, words: str) -> None:
    path = write(tmp_path, "坏.txt", data)
    with pytest.raises(InputError) as error:
        read_document(path)
    message = str(error.value)
    assert message.startswith("坏.txt：")
    assert re.search(words, message)
    assert "\n" not in message
    assert "；" in message, "what, and what to do"


def test_a_file_too_large_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "大.txt"
    with path.open("wb") as file:
        file.truncate(LARGEST * 4)
    with pytest.raises(InputError, match=r"大\.txt：文件有 200 MB，超过一次能读的 50 MB；请拆成较小的文件"):
        read_document(path)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"无\.txt：读不了这个文件"):
        read_document(tmp_path / "无.txt")


def test_a_page_of_one_long_line(tmp_path: Path) -> None:
    line = "东山镇社会工作服务站由县民政局主管，社工三名，服务困难家庭412户。" * 50_000
    document = read_document(write(tmp_path, "长.txt", line))
    assert len(document.text) == len(line)
    assert document.raw_span(len(line) - 1, len(line)) == (len(line) - 1, len(line))


def test_personal_numbers_are_stored_nowhere(tmp_path: Path) -> None:
    page = REPORT + "\n联系人：王五，手机 13812345678，身份证号 11010519491231002X，值班 138 1234 5678。\n"
    document = read_document(write(tmp_path, "站.txt", page))
    for text in (document.raw, document.text):
        assert not re.search(r"138[ -]?1234|11010519491231", text)
        assert "王五" in text
    assert len(document.raw) == len(page)
    start = document.text.index("联系人")
    assert document.raw[slice(*document.raw_span(start, start + 3))] == "联系人"


def test_what_a_page_says_about_itself() -> None:
    document = make_document(REPORT, "站.txt")
    assert (document.title, document.genre, document.source, document.published) == (
        "三个人撑起一个站",
        "newspaper",
        "某某日报",
        "2024-03-05",
    )


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (
            "某某县民政局关于开展评估的通知\n\n各乡镇：\n\n现将有关事项通知如下，请认真执行，按时上报。\n\n某某县民政局\n\n2024年3月1日\n",
            ("policy", "", "2024-03-01"),
        ),
        ("某某县民政局\n关于社会组织年检结果的公告\n\n现将年检结果公告如下，共有一百二十家合格。\n", ("notice", "", None)),
        (
            "作者：张三 来源：某某研究网 发表时间：2023-11\n\n【关键词】社工站 五社联动\n\n本文讨论三个问题，先从站点说起，再谈经费。\n",
            ("paper", "某某研究网", "2023-11"),
        ),
        ("站点开了门\n\n来的人很多，社工很忙，居民很高兴，镇里也满意。\n\n（来源：某某网）\n", ("report", "某某网", None)),
        ("站点开了门\n\n2024年13月45日　某某网\n\n来的人很多，社工很忙，居民很高兴，镇里也满意。\n", ("report", "", None)),
    ],
)
def test_genre_source_and_date(raw: str, expected: tuple[str, str, str | None]) -> None:
    document = make_document(raw, "a.txt")
    assert (document.genre, document.source, document.published) == expected


def test_a_page_without_a_headline_has_the_name_of_its_file() -> None:
    assert make_document("站点开门了，来的人很多，社工很忙，居民很高兴。", "东山站.txt").title == "东山站"


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "gbk", "utf-16"])
def test_web_pages(tmp_path: Path, encoding: str) -> None:
    document = read_document(write(tmp_path, "站.html", WEB.replace("{charset}", encoding).encode(encoding)))
    assert (document.title, document.source, document.published) == ("某县建成十二个社工站", "某县民政局", "2024-03-05")
    lines = document.text.split("\n")
    assert lines[0] == "某县建成十二个社工站"
    assert "县财政每年安排120万元购买社工服务。下一步，县民政局将推动站点向村（社区）延伸。" in lines
    assert "东山镇|1|3" in lines
    assert not re.search("政务公开|ICP|三百个|<", document.raw)


@pytest.mark.parametrize(
    "html",
    [
        "<html><body></body></html>",
        "<html><frameset><frame src='a'></frameset></html>",
        "<html><body><script>var a=1</script></body></html>",
        "<div>",
        "只有文字",
    ],
)
def test_web_pages_without_a_body(tmp_path: Path, html: str) -> None:
    with pytest.raises(InputError, match=r"站\.html：网页里没有正文"):
        read_document(write(tmp_path, "站.html", html))


def test_the_same_page_has_the_same_id_whatever_its_name(tmp_path: Path) -> None:
    first, second = (read_document(write(tmp_path, name, REPORT)) for name in ("甲.txt", "乙.txt"))
    assert first.id == second.id
    assert first.file != second.file


def test_load_gives_the_facts_of_a_report(tmp_path: Path) -> None:
    (facts,) = load(write(tmp_path, "站.md", REPORT), ignore)
    assert isinstance(facts, Facts)
    assert [d.file for d in facts.documents] == ["站.md"]
    assert wrong_quotes(facts) == []
    assert any("东山镇" in e.name for e in facts.entities)


def test_load_gives_the_facts_of_an_annotation() -> None:
    path = Path(__file__).parents[1] / "data" / "gold" / "d05.json"
    (facts,) = load(path, ignore)
    assert facts.relations
    assert wrong_quotes(facts) == []


def test_files_are_found_sorted_and_others_named(tmp_path: Path) -> None:
    for name in ("b.txt", "a.html", "c.csv", ".hidden.txt", "~$b.xlsx", "README.md", "x.mp4", "sub/d.TXT", ".git/e.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        write(tmp_path, name, "x")
    rejects: list[Reject] = []
    assert [p.name for p in find_files([tmp_path], rejects.append)] == ["a.html", "b.txt", "c.csv", "d.TXT"]
    assert [r.file for r in rejects] == ["x.mp4"]
    assert [p.name for p in find_files([tmp_path / "b.txt", tmp_path / "b.txt", tmp_path / "README.md"])] == ["README.md", "b.txt"]


def test_folders_and_paths_that_hold_nothing(tmp_path: Path) -> None:
    for paths, words in (
        ([tmp_path], "文件夹里没有可读的文件"),
        ([tmp_path / "无"], "没有这个文件或文件夹"),
        ([write(tmp_path, "a.mp4", "x")], r"a\.mp4：不支持“\.mp4”文件"),
        ([], "没有给出"),
    ):
        with pytest.raises(InputError, match=words):
            find_files(paths)


def test_every_suffix_is_told() -> None:
    assert set(SUFFIXES) >= {".txt", ".md", ".html", ".htm", ".csv", ".tsv", ".xlsx", ".xls", ".json"}
