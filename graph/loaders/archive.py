"""Zip files: those that unpack to far more than they hold are refused, members are read one by one."""

import lzma
import shutil
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from graph.errors import InputError
from graph.model import Reject

# Above the first size a ratio of packed to unpacked tells a bomb; nothing honest comes near the second.
SUSPICIOUS, LARGEST_RATIO, LARGEST_UNPACKED = 100_000_000, 400, 2_000_000_000
MOST_MEMBERS = 10_000
ARCHIVES = (".zip",)
Report = Callable[[Reject], None]


def check_zip(path: Path, name: str, kind: str) -> list[zipfile.ZipInfo]:
    """The members of a zip file (a workbook, a Word file). Raises InputError where it is damaged or would unpack to far too much."""
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, OSError, NotImplementedError) as error:
        raise InputError(f"{name}：{kind}已损坏或下载不完整，打不开；请重新取得这个文件") from error
    size, packed = sum(m.file_size for m in members), max(path.stat().st_size, 1)
    if size > LARGEST_UNPACKED or (size > SUSPICIOUS and size > packed * LARGEST_RATIO):
        raise InputError(f"{name}：解压后有 {size:,} 字节，不像正常的{kind}，没有读；请检查来源")
    if len(members) > MOST_MEMBERS:
        raise InputError(f"{name}：里面有 {len(members)} 个文件，超过一次能读的 {MOST_MEMBERS} 个；请拆成几个压缩包")
    return members


@contextmanager
def unpacked(files: Iterable[Path], known: Iterable[str], reject: Report, refuse: Report | None = None) -> Iterator[list[Path]]:
    """The files with each zip replaced by its members of ``known`` suffixes, which stand in a folder that is removed afterwards.

    A member lies at ``FOLDER/NAME.zip/path/in/zip``: ``shown_name`` gives the part from the zip on. Other members go to ``reject``. A zip
    that cannot be read goes to ``refuse``, or raises InputError where that is not given.
    """
    with TemporaryDirectory(prefix="wushe-") as folder:
        found: list[Path] = []
        for number, path in enumerate(files):
            if path.suffix.lower() not in ARCHIVES:
                found.append(path)
                continue
            try:
                found += _unpack(path, Path(folder) / str(number) / path.name, frozenset(known), reject)
            except InputError as error:
                if refuse is None:
                    raise
                refuse(Reject(path.name, "", 0, "", "", str(error)))
        yield found


def _unpack(path: Path, target: Path, known: frozenset[str], reject: Report) -> list[Path]:
    members = check_zip(path, path.name, "压缩包")
    found: list[Path] = []
    with zipfile.ZipFile(path) as archive:
        for member in members:
            name = _member_name(member)
            if member.is_dir() or name is None or name.name.startswith((".", "~$")) or "__MACOSX" in name.parts:
                continue
            shown = f"{path.name}/{name}"
            if name.suffix.lower() in ARCHIVES:
                reject(Reject(shown, "", 0, "", "", "压缩包里的压缩包没有读；请先解压"))
            elif name.suffix.lower() not in known:
                reject(Reject(shown, "", 0, "", "", f"不支持“{name.suffix or '无后缀'}”文件，没有读"))
            elif member.flag_bits & 1:
                raise InputError(f"{path.name}：压缩包有密码；请解压后再读")
            else:
                found.append(_copy(archive, member, target / name, shown))
    if not found:
        raise InputError(f"{path.name}：压缩包里没有可读的文件；请检查内容")
    return found


def _copy(archive: zipfile.ZipFile, member: zipfile.ZipInfo, target: Path, shown: str) -> Path:
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        with archive.open(member) as source, target.open("wb") as out:
            shutil.copyfileobj(source, out)
    except (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, NotImplementedError, OSError) as error:
        raise InputError(f"{shown}：压缩包里的这个文件已损坏，取不出来；请重新打包") from error
    return target


def _member_name(member: zipfile.ZipInfo) -> PurePosixPath | None:
    """The member's path inside the archive, decoded as its maker meant it; None where it would leave the folder.

    Windows writes names in GBK without saying so, and zipfile then takes them for cp437.
    """
    name = member.filename
    if not member.flag_bits & 0x800:
        try:
            data = name.encode("cp437")
            name = _first(data, ("utf-8", "gb18030")) or name
        except UnicodeEncodeError:
            pass
    path = PurePosixPath(name.replace("\\", "/"))
    parts = [p for p in path.parts if p not in ("/", ".")]
    return None if not parts or ".." in parts or ":" in parts[0] else PurePosixPath(*parts)


def _first(data: bytes, encodings: Iterable[str]) -> str | None:
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def shown_name(path: Path) -> str:
    """What a file is called in facts and messages: its name; for a member of a zip, the zip's name and the path inside it."""
    for at, part in enumerate(path.parts[:-1]):
        if part.lower().endswith(ARCHIVES):
            return "/".join(path.parts[at:])
    return path.name
