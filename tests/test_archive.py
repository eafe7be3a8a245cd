"""Zip files of documents: names, bombs, members that cannot be read; and a build out of one."""

import struct
import zipfile
from pathlib import Path

import pytest

from graph.build import build
from graph.errors import InputError
from graph.extract import extract_lines
from graph.facts import read_facts
from graph.loaders import SUFFIXES, find_files
from graph.loaders.archive import check_zip, shown_name, unpacked
from graph.loaders.sheet import read_tables
from graph.model import Reject
from graph.workspace import Workspace
from tests.printed_files import newspaper, write_pdf, write_word

REPORT = "海宁市民政局主管马桥街道社会工作站，站点由海宁市社会工作协会承接运营。"


def pack(path: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path


def pack_as_windows_does(path: Path, name: str, data: bytes) -> Path:
    """A zip whose names are GBK and do not say so."""
    pack(path, {"x" * len(name.encode("gbk")): data})
    path.write_bytes(path.read_bytes().replace(b"x" * len(name.encode("gbk")), name.encode("gbk")))
    return path


def names(path: Path, rejects: list[Reject]) -> list[str]:
    with unpacked([path], SUFFIXES, rejects.append) as files:
        assert all(f.is_file() for f in files)
        return [shown_name(f) for f in files]


def test_members_in_folders_with_names_of_any_kind(tmp_path: Path) -> None:
    rejects: list[Reject] = []
    data = REPORT.encode()
    members = ("年报/2022/社工站.txt", "说明.md", "__MACOSX/._说明.md", ".DS_Store", "~$年报.docx", "照片/合影.mp4", "内层.zip", "年报/")
    path = pack(tmp_path / "材料.zip", dict.fromkeys(members, data))
    assert names(path, rejects) == ["材料.zip/年报/2022/社工站.txt", "材料.zip/说明.md"]
    assert [(r.file, r.reason.split("；")[0]) for r in rejects] == [
        ("材料.zip/照片/合影.mp4", "不支持“.mp4”文件，没有读"),
        ("材料.zip/内层.zip", "压缩包里的压缩包没有读"),
    ]
    assert names(pack_as_windows_does(tmp_path / "窗.zip", "工作\\年报.txt", data), rejects) == ["窗.zip/工作/年报.txt"]


def test_names_never_lead_out_of_the_folder(tmp_path: Path) -> None:
    path = pack(tmp_path / "坏.zip", {"../../逃.txt": b"x", "C:/逃.txt": b"x", "/根.txt": REPORT.encode(), "./好.txt": REPORT.encode()})
    assert names(path, []) == ["坏.zip/根.txt", "坏.zip/好.txt"]
    assert sorted(p.name for p in tmp_path.iterdir()) == ["坏.zip"]


def test_a_bomb_is_not_unpacked(tmp_path: Path) -> None:
    path = pack(tmp_path / "炸.zip", {"大.txt": bytes(150_000_000)})
    assert path.stat().st_size < 1_000_000
    with pytest.raises(InputError, match=r"炸\.zip：解压后有 150,000,000 字节，不像正常的压缩包，没有读；"):
        names(path, [])
    path.rename(tmp_path / "炸.xlsx")
    with pytest.raises(InputError, match="不像正常的Excel 文件"):
        list(read_tables(tmp_path / "炸.xlsx"))


def test_a_zip_that_lies_about_its_sizes(tmp_path: Path) -> None:
    """A member that says it has ten bytes and unpacks to more is cut off by the checksum, not unpacked on and on."""
    path = pack(tmp_path / "谎.zip", {"大.txt": bytes(5_000_000)})
    said, true = struct.pack("<L", 10), struct.pack("<L", 5_000_000)
    path.write_bytes(path.read_bytes().replace(true, said))
    with pytest.raises(InputError, match=r"谎\.zip/大\.txt：压缩包里的这个文件已损坏"):
        names(path, [])


def test_zips_that_cannot_be_read(tmp_path: Path) -> None:
    whole = pack(tmp_path / "好.zip", {"a.txt": REPORT.encode() * 50}).read_bytes()
    for name, data, words in (
        ("断.zip", whole[:-30], "已损坏或下载不完整"),
        ("乱.zip", b"PK\x03\x04" + bytes(200), "已损坏或下载不完整"),
        ("锁.zip", bytes(_locked(whole)), "压缩包有密码；请解压"),
        ("伤.zip", whole.replace(whole[60:70], bytes(10)), "这个文件已损坏"),
    ):
        (tmp_path / name).write_bytes(data)
        with pytest.raises(InputError, match=words):
            names(tmp_path / name, [])
    with pytest.raises(InputError, match="压缩包里没有可读的文件"):
        names(pack(tmp_path / "空.zip", {"a.mp4": b"x"}), [])
    assert len(check_zip(tmp_path / "好.zip", "好.zip", "压缩包")) == 1


def _locked(data: bytes) -> bytearray:
    """The same zip with the mark of encryption on its member."""
    locked = bytearray(data)
    locked[6] |= 1
    locked[data.index(b"PK\x01\x02") + 8] |= 1
    return locked


def test_a_build_reads_zips_of_every_kind_of_document(tmp_path: Path) -> None:
    pdf = write_pdf(tmp_path / "报.pdf", [newspaper()]).read_bytes()
    word = write_word(tmp_path / "文.docx", lambda d: d.add_paragraph(REPORT)).read_bytes()
    folder = tmp_path / "来"
    folder.mkdir()
    pack(folder / "材料.zip", {"年报/报.pdf": pdf, "年报/文.docx": word, "甲.mp4": b"x"})
    (folder / "坏.zip").write_bytes(b"PK")
    place = Workspace(tmp_path / "workspace")
    with pytest.raises(InputError, match=r"坏\.zip：压缩包已损坏"):
        build([folder], place)
    done = build([folder], place, skip_bad=True)
    assert done.files == 2
    documents = [d for path in place.facts.glob("*.jsonl") for d in read_facts(path).documents]
    assert {d.file for d in documents} == {"材料.zip/年报/报.pdf", "材料.zip/年报/文.docx"}
    rejects = place.rejects.read_text("utf-8-sig")
    assert "材料.zip/甲.mp4" in rejects
    assert "坏.zip" in rejects
    assert "材料.zip/年报/文.docx" in place.sources.read_text("utf-8-sig")
    (folder / "坏.zip").unlink()
    assert build([folder], place).read == 0, "the files in the zip were read before"


def test_lines_out_of_a_zip(tmp_path: Path) -> None:
    path = pack(tmp_path / "材料.zip", {"甲/一.txt": REPORT.encode(), "甲/二.txt": f"二：{REPORT}".encode()})
    assert [line["id"] for line in extract_lines([path], lambda *_: None)] == ["一", "二"]


def test_files_of_other_programs_come_with_advice(tmp_path: Path) -> None:
    for name, words in (("a.doc", "另存为 .docx"), ("a.rar", "请解压"), ("a.ofd", "另存为 PDF"), ("a.xyz", "可读的有 .txt")):
        (tmp_path / name).write_bytes(b"x")
        with pytest.raises(InputError, match=words):
            find_files([tmp_path / name])
