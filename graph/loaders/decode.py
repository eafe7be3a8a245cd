"""The bytes of a text file → its characters. What is no text, or was already misread by another program, is refused in one sentence."""

import codecs
import re
from pathlib import Path

import charset_normalizer

from graph.errors import InputError

LARGEST = 50_000_000  # bytes: some 16 million characters, three hundred times a long report
SAMPLE = 65_536
BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# How files of other kinds begin.
SIGNATURES = (
    (b"%PDF", "PDF 文件"),
    (b"PK\x03\x04", "Word、Excel 或压缩文件"),
    (b"\xd0\xcf\x11\xe0", "旧版 Word 或 Excel 文件"),
    (b"{\\rtf", "RTF 文件"),
    (b"\x89PNG", "图片"),
    (b"\xff\xd8\xff", "图片"),
    (b"GIF8", "图片"),
    (b"\x1f\x8b", "压缩文件"),
    (b"Rar!", "压缩文件"),
    (b"7z\xbc\xaf", "压缩文件"),
    (b"SQLite format", "数据库文件"),
    (b"\x7fELF", "程序文件"),
)
CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
NOT_ASCII = re.compile("[^\x00-\x7f]")
# UTF-8 that was read as Latin-1 or cp1252 (ä¸\xadå›½), and what programs print for bytes that they could not read.
LATIN = re.compile(
    "[\u00c3-\u00ef][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]{1,2}"
)
GBK_LATIN = re.compile("[\u00a1-\u00ff]{4,}")  # GBK that was read as Latin-1 (ÉçÇø)
LOST = re.compile("锟斤拷|烫烫烫|屯屯屯|ï»¿|Ã¤Â|\\?{6,}")
COMMON_MARKS = "，。、；：？！“”‘’（）《》【】—…·　％－～＋／〔〕０１２３４５６７８９"


def read_whole(path: Path, name: str, largest: int = LARGEST) -> bytes:
    """The bytes of a file of any kind, called ``name``. Raises InputError for one that is empty, too large or unreadable."""
    try:
        size = path.stat().st_size
        if size > largest:
            raise InputError(f"{name}：文件有 {size / 1e6:.0f} MB，超过一次能读的 {largest / 1e6:.0f} MB；请拆成较小的文件")
        data = path.read_bytes()
    except OSError as error:
        raise InputError(f"{name}：读不了这个文件（{error.strerror}）；请检查路径和权限") from error
    if not data.strip():
        raise InputError(f"{name}：是空文件；请换成有内容的文件")
    return data


def read_bytes(path: Path) -> bytes:
    """The bytes of a text file. Raises InputError for one that is empty, too large, unreadable or plainly of another kind."""
    data = read_whole(path, path.name)
    for start, kind in SIGNATURES:
        if data.startswith(start):
            raise InputError(f"{path.name}：内容其实是{kind}，不是文本；请改正后缀或另存为文本")
    return data


def decode(data: bytes, name: str) -> str:
    """The characters of a file, without its byte order mark, line breaks as they are. Raises InputError where it is no text."""
    text = _decoded(data)
    if text is None:
        raise InputError(f"{name}：认不出文字编码；请用记事本打开，另存为 UTF-8 后再读")
    sample = text[:SAMPLE]
    if "\x00" in sample or 100 * len(CONTROL.findall(sample)) > len(sample):
        raise InputError(f"{name}：是二进制文件，不是文本；请改正后缀或换成文本文件")
    if _misread(sample):
        raise InputError(f"{name}：文字是乱码（曾被按错误的编码打开并保存）；请找回原文件，按 UTF-8 另存后再读")
    return text


def _decoded(data: bytes) -> str | None:
    for mark, encoding in BOMS:
        if data.startswith(mark):
            return _strict(data[len(mark) :], encoding)
    text = _strict(data, "utf-8")
    if text is not None and "\x00" not in text[:SAMPLE]:
        return text
    best = max(_candidates(data), key=lambda found: found[0], default=(0.0, ""))
    if best[0] >= 0.8:
        return _strict(data, best[1])
    return text if text is not None else _damaged(data) or _other(data)


def _candidates(data: bytes) -> list[tuple[float, str]]:
    """How much like usual Chinese the bytes look under each encoding; UTF-16 only where a character has two bytes."""
    encodings = ["gb18030"] if b"\x00" not in data[:SAMPLE] else []
    if len(data) % 2 == 0:
        encodings += ["utf-16-le", "utf-16-be"]
    found = []
    for encoding in encodings:
        head = codecs.getincrementaldecoder(encoding)("replace").decode(data[:SAMPLE])
        found.append((_usual(head), encoding))
    return [f for f in found if f[0] >= 0.8 and _strict(data, f[1]) is not None]


def _usual(text: str) -> float:
    """The share of hanzi of the first level of GB 2312 and of Chinese marks among all characters that are not ASCII."""
    others = NOT_ASCII.findall(text)
    if not others:
        return 1.0 if text and not CONTROL.search(text) else 0.0
    usual = sum(c in COMMON_MARKS or b"\xb0" <= c.encode("gb2312", "ignore")[:1] <= b"\xd7" for c in others)
    controls = len(CONTROL.findall(text))
    return float(usual / (len(others) + 10 * controls))


def _damaged(data: bytes) -> str | None:
    """A file of UTF-8 or GB 18030 in which a few bytes are broken, or that was cut off: U+FFFD stands for them."""
    for encoding in ("utf-8", "gb18030"):
        text = data.decode(encoding, "replace")
        if 500 * text.count("\ufffd") <= len(text) + 500 and _usual(text[:SAMPLE]) >= 0.7:
            return text
    return None


def _other(data: bytes) -> str | None:
    """What the judge takes for another encoding of East Asia (Big5 above all)."""
    best = charset_normalizer.from_bytes(data[:SAMPLE], cp_isolation=["big5", "big5hkscs", "gb18030", "euc_kr", "shift_jis"]).best()
    return _strict(data, best.encoding) if best else None


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _misread(text: str) -> bool:
    """Whether the text was misread before it was saved."""
    others = len(NOT_ASCII.findall(text)) or 1
    lost = len(LOST.findall(text))
    latin = 3 * len(LATIN.findall(text)) + sum(map(len, GBK_LATIN.findall(text)))
    if latin > 0.3 * others or lost > 2 or 4 * lost > 0.02 * others:
        return True
    # pages print U+FFFD as an indent, with white space around it
    if 50 * len(re.findall("(?<![\\s\ufffd])\ufffd(?![\\s\ufffd])", text)) > others:
        return True
    # UTF-8 read as GBK: its bytes are still UTF-8, which those of real Chinese never are
    back = text[:4000].encode("gb18030", "ignore")
    return others > 12 and 4 * back.decode("utf-8", "replace").count("\ufffd") < others * min(4000 / len(text), 1.0)
