"""Raw page → readable text, offsets kept.

``clean`` copies runs of the raw page and leaves noise between them out, so that each character of the text has one offset in the page.
A copied character may be replaced by another one character: ``PLAIN`` (compatibility forms) anywhere, ``FULL_WIDTH`` (half-width
punctuation beside hanzi), and white space that becomes one space or the line break between two paragraphs.
"""

import re
import unicodedata
from collections.abc import Iterator

from nlp.layout import BLANK, CJK, JUMP_FROM, JUMP_TO, Line, paragraphs

Cuts = tuple[tuple[int, int], ...]

FULL_WIDTH = str.maketrans(",:;?!()", "，：；？！（）")
HALF = re.compile(rf"(?<=[{CJK}\u3001-\u303f\uff01-\uff60“”‘’…—])[,:;?!()]|[,:;?!()](?=[{CJK}\u3001-\u303f\uff01-\uff60“”‘’])")


def _plain() -> dict[int, int]:
    """Kangxi radicals and compatibility hanzi (from PDF files), vertical punctuation, full-width letters and digits → usual forms."""
    codes = [*range(0x2E80, 0x2FE0), *range(0xF900, 0xFB00), *range(0xFE10, 0xFE1A), *range(0xFE30, 0xFE6C)]
    codes += [*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B), 0xFF05, 0xFF0E, 0xFFE5]
    forms = {c: unicodedata.normalize("NFKC", chr(c)) for c in codes}
    table = {c: ord(form) for c, form in forms.items() if len(form) == 1 and ord(form) != c}
    table |= {c: FULL_WIDTH[ord(chr(f))] for c, f in table.items() if f in FULL_WIDTH}
    radicals = zip("⺠⻋⻓⻛⻅⻔⻢⻩⻝⻚⻄⻆⻉⻨⻬⻰⻮⻘⻥⻦⺟⻣⻤", "民车长风见门马黄食页西角贝麦齐龙齿青鱼鸟母骨鬼", strict=True)
    upright = zip("︵︶︷︸︹︺︻︼︽︾︿﹀﹁﹂﹃﹄﹏︱", "（）｛｝〔〕【】《》〈〉「」『』_—", strict=True)
    return table | {ord(form): ord(usual) for form, usual in (*radicals, *upright)}


PLAIN = _plain()
# What stands inside a line and is no text. White space is judged by what stands around it, the rest goes.
SPACE = rf"(?:{BLANK}|&(?:nbsp|ensp|emsp|thinsp|zwnj);)+"
NOTE = (
    r"\^\[\d{1,3}(?:[-–,，、]\s?\d{1,3})*\]"
    r"|(?<=[\u3400-\u9fff”》）。，；])[\[［]\d{1,2}(?:[-–,，、]\s?\d{1,2})*[\]］](?!\s*号)"
)
TAG = r"</?(?:p|br|div|span|strong|b|a|em|i|u|font|img|td|tr|th|table|tbody|ul|ol|li|h[1-6]|sup|sub|section)\b[^<>\n]{0,300}>"
MARKDOWN = r"(?<!\*)\*\*(?!\*)|!\[[^\]\n]{0,200}\]\([^()\s]{0,500}\)|\[(?=[^\]\n]{1,200}\]\(https?:)|\]\(https?:[^()\s]{0,500}\)"
NOISE = re.compile(f"(?P<space>{SPACE})|{NOTE}|{TAG}|{MARKDOWN}|{JUMP_TO.pattern}|{JUMP_FROM.pattern}")
LEAD = re.compile(r"#{1,6}\s+|(?:>\s?)+|[-–*+]\s+|[\ue000-\uf8ff]\s*|\|\s*")
LATIN = re.compile(r"[!-~\u00a1-\u024f\u0370-\u052f]")
LETTER = re.compile(r"[A-Za-z\u00c0-\u024f\u0370-\u052f]")
HANZI = re.compile(f"[{CJK}]")
MARKS = re.compile("[，。；？！,;]")
# ▲安龙县  县民政局安排…: a heading on the line that it heads.
RUN_IN = re.compile("(?:^|\n)[ \u3000]*[▲■●◆★☆▶►◇○□△][\u4e00-\u9fff]{2,8}$")
BREAKS = re.compile("\r?\n|[\r\x0b\x0c\x85\u2028\u2029]")

Piece = tuple[int, str]  # the text that stands for the raw characters from this offset on, one for one


def clean(raw: str) -> tuple[str, Cuts]:
    """The readable text, one paragraph a line, and the cuts that map it back to ``raw`` (see graph.model.Document)."""
    pieces: list[Piece] = []
    for paragraph in paragraphs(raw):
        copied = list(_copied(raw, paragraph))
        if copied and pieces:
            ended = BREAKS.search(raw, pieces[-1][0] + len(pieces[-1][1]))
            pieces.append((ended.end() - 1 if ended else 0, "\n"))
        pieces += copied
    text = "".join(piece for _, piece in pieces).translate(PLAIN)
    return HALF.sub(lambda mark: mark.group().translate(FULL_WIDTH), text), _cuts(pieces)


def _cuts(pieces: list[Piece]) -> Cuts:
    cuts = []
    at, following = 0, -1
    for start, piece in pieces:
        if start != following:
            cuts.append((at, start))
        at += len(piece)
        following = start + len(piece)
    return tuple(cuts)


def _copied(raw: str, lines: list[Line]) -> Iterator[Piece]:
    """What is copied of one paragraph: runs of its lines, and single spaces between Latin words."""
    loose = len(lines) == 1 and MARKS.search(lines[0].text) is None
    last = ""
    for number, line in enumerate(lines):
        start, end = line.start, line.end
        if raw[end - 1] == "|" and raw[start] == "|":  # a row of a Markdown table
            end -= 1
        if number == 0 and (lead := LEAD.match(raw, start, end)):
            start = lead.end()
        for at, piece in _line(raw, (start, end), loose):
            if number and last and _latin_words(last, piece[0]):
                yield lines[number - 1].end, " "
            yield at, piece
            last = piece[-1] if at + len(piece) == end else ""


def _line(raw: str, span: tuple[int, int], loose: bool) -> Iterator[Piece]:
    at, end = span
    last, space = "", None
    while at < end:
        noise = NOISE.search(raw, at, end)
        stop = noise.start() if noise else end
        if stop > at:
            if last and space and _kept_space(raw, space, loose):
                yield space.start(), " "
            yield at, raw[at:stop]
            last, space = raw[stop - 1], None
        if noise is None:
            return
        if noise["space"]:
            space = noise
        at = noise.end()


def _latin_words(left: str, right: str) -> bool:
    """Whether a space stands between two lines: Latin words. The digits of one number and hanzi are put together."""
    return bool(LATIN.match(left) and LATIN.match(right) and (LETTER.match(left) or LETTER.match(right)))


def _kept_space(raw: str, space: re.Match[str], loose: bool) -> bool:
    """Whether white space separates words: between Latin words always, between hanzi where it was typed to separate names or titles."""
    left, right = raw[space.start() - 1], raw[space.end()]
    if LATIN.match(left) and LATIN.match(right):
        return "|" not in (left, right) and right not in "%,.;:!?)"
    hanzi = HANZI.match(left), HANZI.match(right)
    typed = "\u3000" in space.group() or "\t" in space.group()
    if not all(hanzi):
        return loose and any(hanzi) and (typed or len(space.group()) > 2) and (left.isalnum() and right.isalnum())
    typed = typed or (len(space.group()) > 1 and RUN_IN.search(raw, max(0, space.start() - 14), space.start()) is not None)
    # 姓　名 and 闫 冰 are one word set wide; single characters beside single characters are a justified line
    single = not HANZI.match(raw[space.start() - 2 : space.start() - 1]) and not HANZI.match(raw[space.end() + 1 : space.end() + 2])
    return (typed or loose) and not single
