"""Reads CSV and TSV row by row: encoding and separator found out, a lone quotation mark confined to its line."""

import codecs
import csv
import re
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from graph.errors import InputError

LONGEST_LINE = 1_000_000
# A quoted cell may hold line breaks; one that is still open after so many lines was opened by mistake.
LONGEST_CELL = 50
CHUNK = 1 << 20
BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def read_delimited(path: Path) -> Iterator[tuple[int, list[str]]]:
    """Line number and cells of each row. Characters that the encoding cannot read become U+FFFD, which the caller reports."""
    encoding = find_encoding(path)
    csv.field_size_limit(LONGEST_LINE * LONGEST_CELL)
    with path.open(encoding=encoding, errors="replace", newline="") as file:
        separator = _find_separator(file, path)
        lines = _Lines(file, path.name, separator)
        reader = csv.reader(lines, delimiter=separator)
        for row in reader:
            yield lines.line, row


def find_encoding(path: Path) -> str:
    """utf-8-sig or utf-16 by their marks, utf-16 without one by its line breaks, utf-8 where every byte fits, else gb18030: GBK cannot
    write every place name."""
    with path.open("rb") as file:
        head = file.read(CHUNK)
        for mark, name in BOMS:
            if head.startswith(mark):
                return name
        if wide := _wide_encoding(head):
            return wide
        decoder = codecs.getincrementaldecoder("utf-8")()
        try:
            while head:
                decoder.decode(head)
                head = file.read(CHUNK)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return "gb18030"
    return "utf-8"


def _wide_encoding(head: bytes) -> str:
    """utf-16-le or utf-16-be where separators and line breaks of two bytes show it; empty elsewhere."""
    even, odd = head[::2].count(0), head[1::2].count(0)
    for encoding, zeros, others, broken in (("utf-16-le", odd, even, b"\n\0"), ("utf-16-be", even, odd, b"\0\n")):
        # A table in UTF-8 or GB 18030 may hold some NUL bytes by mistake, but not one in each line and all at one side.
        if zeros > 10 * others + 2 and broken in head:
            return encoding
    return ""


def _find_separator(file: IO[str], path: Path) -> str:
    head = [file.readline(LONGEST_LINE) for _ in range(10)]
    file.seek(0)
    counts = {s: sum(line.count(s) for line in head) for s in "\t,;|"}
    best = max(counts, key=lambda s: counts[s])
    return best if counts[best] else "\t" if path.suffix.lower() == ".tsv" else ","


class _Lines:
    """Gives the csv reader one whole row at a time; ``line`` is the line on which that row begins."""

    def __init__(self, file: IO[str], name: str, separator: str) -> None:
        self.line = 0
        self._file, self._name, self._next = file, name, 1
        mark = re.escape(separator)
        self._opens = re.compile(rf'(?:^|{mark})"(?:[^"]|"")*\r?\n?$')
        self._closes = re.compile(rf'(?:[^"]|"")*"(?:{mark}|\r?\n?$)')
        self._waiting: list[str] = []

    def __iter__(self) -> Iterator[str]:
        while line := self._read():
            self.line = self._next
            if '"' in line and line.count('"') % 2:
                line = self._join(line)
            self._next += 1
            yield line.replace("\0", "") if "\0" in line else line

    def _read(self) -> str:
        if self._waiting:
            return self._waiting.pop(0)
        line = self._file.readline(LONGEST_LINE)
        if len(line) == LONGEST_LINE and not line.endswith("\n"):
            raise InputError(f"{self._name}：第 {self._next} 行超过 {LONGEST_LINE:,} 个字符，不像名录；请检查文件")
        return line

    def _join(self, first: str) -> str:
        """The row with the lines that its open quotation mark takes in, or the one line without its lone mark."""
        if not self._opens.search(first):
            return first.replace('"', "”")
        more: list[str] = []
        while len(more) < LONGEST_CELL and (line := self._read()):
            more.append(line)
            if line.count('"') % 2:
                if not self._closes.match(line):
                    break
                self._next += len(more)
                return first + "".join(more)
        self._waiting = more + self._waiting
        return first.replace('"', "”")
