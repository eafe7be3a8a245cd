"""The bytes of a text file → its characters, whatever the encoding; what is no text is refused with a reason."""

import re
from pathlib import Path

from graph.errors import InputError

# One report is never this long; a file that is holds many and should be split, or it is no text.
LARGEST = 50_000_000
BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
# What UTF-8 looks like when it was read as another code page and saved again.
MOJIBAKE = re.compile(r"锟斤拷|(?:[ÃÂäåæçèé][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ¡-¿]{1,2}){3}|(?:鏄|鐨|涓|鍦|銆|锛|绀|宸){3}")


def read_text(path: Path) -> str:
    """The text of a file: UTF-8 or UTF-16 by their marks, strict UTF-8, UTF-16 without a mark, else GB18030. Line breaks stay as they are.

    Raises InputError for a file that is empty, too large, binary, or was garbled when it was saved.
    """
    size = path.stat().st_size
    if size > LARGEST:
        raise InputError(f"{path.name}：文件有 {size // 1_000_000} MB，超过 {LARGEST // 1_000_000} MB；请按篇拆成小文件")
    text = decode(path.read_bytes(), path.name)
    if not text.strip():
        raise InputError(f"{path.name}：文件是空的；请检查是否保存完整")
    if MOJIBAKE.search(text):
        raise InputError(f"{path.name}：文字是乱码（保存时用错了编码）；请从原文重新保存为 UTF-8")
    return text


def decode(data: bytes, name: str) -> str:
    """The characters of the bytes, byte order mark removed. Raises InputError for what is no text."""
    for mark, encoding in BOMS:
        if data.startswith(mark):
            return _strict(data, encoding, name).removeprefix("\ufeff")
    if b"\0" in data:
        return _without_mark(data, name)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = _strict(data, "gb18030", name)
    if _controls(text) * 50 > len(text):
        raise _binary(name)
    return text


def _without_mark(data: bytes, name: str) -> str:
    """UTF-16 without a mark: its line breaks and spaces have their zero bytes on one side only."""
    even, odd = data[::2].count(0), data[1::2].count(0)
    encoding = "utf-16-le" if odd > even else "utf-16-be"
    if min(even, odd) * 20 > max(even, odd):
        raise _binary(name)
    text = _strict(data, encoding, name)
    if _controls(text) * 50 > len(text):
        raise _binary(name)
    return text


def _strict(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise _binary(name) from error


def _controls(text: str) -> int:
    return sum(1 for c in text[:100_000] if (c < " " and c not in "\t\n\r\f\v") or c == "\x7f")


def _binary(name: str) -> InputError:
    return InputError(f"{name}：不是文本文件（或编码无法识别）；请另存为 UTF-8 文本")
