"""Reports in: every encoding gives the same text, web pages lose their menus, and what is no text is refused in one sentence."""

from pathlib import Path

import pytest

from graph.errors import InputError
from graph.loaders import find_files
from graph.loaders.decode import LARGEST, read_text
from graph.loaders.text import read_document

PAGE = (
    "晨光街道社工站揭牌\r\n\r\n来源：示例日报　2024-05-01\r\n\r\n近日，晨光街道社工站（示例）揭牌。"
    "镕、喆、㳇、𡐓这些字也要读对。\r\n联系电话13912345678。\r\n"
)
ENCODINGS = ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"]


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_every_encoding_gives_the_same_text(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "page.txt"
    path.write_bytes(PAGE.encode(encoding))
    assert read_text(path) == PAGE


def test_a_page_tells_its_title_source_and_date_and_no_phone(tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    path.write_text(PAGE, "utf-8", newline="")
    document = read_document(path)
    assert (document.title, document.source, document.published) == ("晨光街道社工站揭牌", "示例日报", "2024-05-01")
    assert "13912345678" not in document.raw + document.text
    assert len(document.raw) == len(PAGE)


def test_a_web_page_loses_its_menu(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    said = [
        "近日，晨光街道社工站（示例）揭牌，为辖区内的困境儿童和独居老人提供专业服务，受到居民欢迎，街道和社区的工作人员参加了揭牌仪式。",
        "站点由晨星社会工作服务中心（示例）承接运营，配备专职社工六名，其中持证社工四名，每周开放六天，居民可以随时走进来坐一坐、问一问。",
        "街道负责人介绍，下一步将把服务延伸到村和社区，让需要帮助的家庭在家门口就能找到社工，也让志愿者和爱心企业有一个可以出力的地方。",
    ]
    body = "".join(f"<p>{words}</p>" for words in said)
    head = "<title>社工站揭牌</title><meta property='article:published_time' content='2024-05-01'>"
    path.write_text(
        f"<html><head>{head}</head><body><nav><a>首页</a><a>登录</a></nav><article><h1>社工站揭牌</h1>{body}</article></body></html>",
        "utf-8",
    )
    document = read_document(path)
    assert "晨光街道社工站（示例）揭牌" in document.text
    assert "登录" not in document.text
    assert (document.title, document.published) == ("社工站揭牌", "2024-05-01")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "空"),
        (b"  \n ", "空"),
        (bytes(range(256)) * 40, "不是文本"),
        (b"PK\x03\x04" + b"\0\1\2\3" * 99, "不是文本"),
        (("社工站" * 30).encode().decode("latin-1").encode(), "乱码"),
        (("锟斤拷" * 5).encode(), "乱码"),
    ],
)
def test_what_is_no_text_is_a_sentence(tmp_path: Path, content: bytes, words: str) -> None:
    path = tmp_path / "page.txt"
    path.write_bytes(content)
    with pytest.raises(InputError, match=rf"page\.txt.*{words}"):
        read_text(path)


def test_a_huge_file_is_refused_without_reading_it(tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    with path.open("wb") as file:
        file.truncate(LARGEST + 1)
    with pytest.raises(InputError, match="MB"):
        read_text(path)


def test_a_page_without_a_body_is_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text("<html><body><script>1</script></body></html>", "utf-8")
    with pytest.raises(InputError, match="没有正文"):
        read_document(path)


def test_folders_are_searched_and_strange_files_named(tmp_path: Path) -> None:
    for name in ("b.txt", "a.html", "c.doc", ".hidden.txt", "README.md"):
        (tmp_path / name).write_text("x", "utf-8")
    strange: list[str] = []
    assert [p.name for p in find_files([tmp_path], lambda r: strange.append(r.file))] == ["a.html", "b.txt"]
    assert strange == ["c.doc"]
    with pytest.raises(InputError, match="不支持"):
        find_files([tmp_path / "c.doc"])
