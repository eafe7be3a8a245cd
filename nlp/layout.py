"""The lines of a page, and which of them one paragraph goes on over: hard breaks, columns, page breaks, headings, lists, by-lines.

The layout of a printed column is known from its lines alone: their widths, their indents, the blank lines between them, and whether a
sentence, or even a word, runs on from one line to the next. Nothing here changes a character.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator

from msgspec import Struct

from nlp.words import word_across

# Characters that stand for no text: white space, controls, zero-width marks, and U+FFFD, which pages print as indents.
# A zero-width joiner inside an emoji belongs to it.
BLANK = (
    r"[\s\x00-\x1f\x7f-\x9f\xad\u180e\u200b\u200c\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffd]"
    r"|(?<![\u2600-\u27bf\ufe0f\U0001f000-\U0001faff])\u200d"
)
LINE = re.compile("([^\r\n\x0b\x0c\x85\u2028\u2029]*)(?:\r\n?|[\n\x0b\x0c\x85\u2028\u2029]|$)")
EDGE = re.compile(f"(?:{BLANK})+")
CJK = "\u2e80-\u2fdf\u3005\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"

SENTENCE_END = re.compile(r"[。！？；!?;…][\s'\"”’」』）)】》〉]*$|：[”’]$")
PROSE = re.compile("[，。；：？！,;]")
CLOSING = "，。、；：？！”’』」）》〉】％%‰…,;:?!)]〕·～"
OPENING = "“‘（《〈【「『(〔["
JUMP_TO = re.compile(r"[（(【\[]?\s*[▶►▷→]?\s*(?:紧?下转|转)\s*(?:第\s*)?[A-Za-z]?\s*\d{1,3}\s*(?:版|页)[^）)】\n]{0,6}[）)】\]]?")
JUMP_FROM = re.compile(r"[（(【\[]\s*(?:紧?上接)[^）)】\n]{0,16}[）)】\]]")
# Page numbers and rules: printed on every page, said by nobody.
FURNITURE = re.compile(
    r"[-—–－·•\s]+\d{1,4}[-—–－·•\s]+$|第\s*\d{1,4}\s*页(?:\s*[,，/]?\s*共\s*\d{1,4}\s*页)?$|(?:[-=_*~—─━═·.…]\s?){3,}$|[|:\-\s]*-{3,}[|:\-\s]*$|```\w*$"
)
NUMERAL = "一二三四五六七八九十百零〇"
# Buttons and links of web pages.
BUTTONS = re.compile(
    r"[\s【\[]*(?:(?:打印|关闭|收藏|分享|返回顶部|返回列表|字号|字体|大|中|小|扫一扫|分享到|我要纠错|阅读原文|点击查看更多|网站地图)(?:本页|窗口|文章|微信|微博)?"
    r"[\s【】\[\]：:|/]*)+$|(?:上|下)一(?:篇|条)\s*[:：].{0,80}$|扫一扫.{0,20}$|点击(?:上方|下方|蓝字|标题下).{0,20}(?:关注|订阅).{0,10}$"
    r"|(?:版权所有|Copyright|[^，。]{0,20}ICP备)[^，。]{0,60}$"
)
# A line that begins with one of these is a paragraph of its own wherever it stands.
BULLET = re.compile(r"[■□◆◇●○◎▲△▼★☆※▪▸►▶➢✓✔•·*+\uf000-\uf0ff](?!\d)|#{1,6}\s|>\s|[-–]\s|\||——|[①-⑳]|【[^】\n]{2,12}】\s*$")
# These too, unless a sentence of a full column runs on into them by chance.
MARKER = re.compile(
    rf"[（(](?:[{NUMERAL}]{{1,3}}|\d{{1,2}})[）)]|[{NUMERAL}]{{1,3}}、|\d{{1,2}}(?:[、．]|[.](?!\d)|[)）])|第[{NUMERAL}\d]{{1,4}}[章节条编篇]"
)
# By-lines, sources, dates of publication: paragraphs of their own, nothing goes on after them.
BYLINE = re.compile(
    r"[■□◆●]?\s*(?:本报|本刊|特约|实习)?(?:全媒体)?(?:首席)?(?:记者|通讯员)[\s:：●]|(?:作者|来源|文章来源|信息来源|稿源|责任?编辑?|编辑|发布时间|发布日期|发表时间|日期|公开方式|索引号|发文机关|发文字号|主题分类|成文日期|供稿|撰稿|文字|摄影|审核|校对)\s*[:：]"
    r"|[（(](?:据|来源|稿源|原载|作者|图|文|记者|通讯员|本报记者|完|转自|摘自)[^（）()]{0,40}[）)]\s*$|[（(][^（）()]{0,16}(?:报|网|客户端|新华社|公众号)[^（）()，。]{0,16}[）)]\s*$|[（(][^（）()]{1,20}[/／]\s*(?:文|图|摄|文图|图文)[^（）()]{0,4}[）)]\s*$"
)
LETTER_HEAD = re.compile(r"(?:附件|附)\s*\d{0,2}\s*[:：]|(?:图|表)\s*\d{1,2}\s|图为|【关键词】|关键词|摘\s*要|▲")
REFERENCES = re.compile(r"[#\s【\[]*参\s*考\s*文\s*献[】\]]?\s*[:：]?\s*(?=$|[\[［])")
REFERENCE = re.compile(
    r"[-•*]?\s*(?:[\[［]\s*\d{1,3}\s*[\]］]|\d{1,3}[.．、]|[①-⑳])|.{0,300}?[\[［](?:[MJCDNRSPGZ]|EB/OL|[A-Z]{1,2}/OL)[\]］]"
)
# Titles of documents end like this even when they are long; no sentence goes on after them.
ORDER_END = re.compile("(?:通知|意见|办法|方案|规划|条例|规定|细则|公告|公示|纲要)$")
TITLE_END = re.compile("(?:通知|意见|办法|方案|规划|条例|规定|细则|公告|公示|报告|决定|纲要|计划|实践|研究|思考|探索|启示)[”》]?$")

# 供应商名称：…, 包1：…: a line of a form, where several lines of its block are such.
FIELD = re.compile("(?![^：:]*(?:说|道|介绍|表示|指出|认为|强调|坦言|写着))[\u4e00-\u9fff][\u4e00-\u9fff0-9A-Za-z（）()/、 　]{0,11}[：:]")
_FIELDS = 3
LABEL = re.compile(r"【[^】\n]{1,12}】")
DATE_LINE = re.compile(r"[（(]?\s*(?:19|20)\d\d\s*[-年./]\s*\d{1,2}\s*[-月./]\s*\d{1,2}\s*日?[）)]?(?:\s.{0,20})?$")

WRAP_WIDTH = 120  # half columns: a column or page of hard-wrapped text is not wider than 60 characters
PAGE_WIDTH = 120  # a longer line without an end was cut by a page break of a web article


class Line(Struct):
    """A line that holds text. ``start`` and ``end`` are raw offsets without the white space around; widths count half columns."""

    start: int
    end: int
    text: str
    width: int
    indent: int
    block: int
    gap: bool  # whether it stands after a blank line, the edge of a page or other furniture
    barrier: bool  # whether a jump to or from another page stands before it
    ended: bool


class Block(Struct):
    """Lines without a blank line between them, as [first, last] numbers.

    ``wrapped`` where sentences run on over its line breaks, ``even`` where these lines are all of one width.
    """

    first: int
    last: int
    width: int
    prose: bool
    wrapped: bool = False
    even: bool = False


def read_lines(raw: str) -> list[Line]:
    """The lines of text in order. Blank lines, page numbers, rules, jumps and reference lists are left out."""
    lines: list[Line] = []
    gap = barrier = True
    block = -1
    for match in LINE.finditer(raw):
        start, end = match.span(1)
        start, indent = _skip_edge(raw, start, end)
        end = _skip_back(raw, start, end)
        text = raw[start:end]
        if not text or FURNITURE.match(text) or BUTTONS.match(text):
            gap = True
        elif len(text) < 24 and (JUMP_TO.fullmatch(text) or JUMP_FROM.fullmatch(text)):
            gap = barrier = True
        else:
            block += gap
            barrier = barrier or JUMP_FROM.match(text) is not None
            lines.append(Line(start, end, text, _width(text), indent, block, gap, barrier, SENTENCE_END.search(text[-8:]) is not None))
            gap = barrier = text[-1] in "）)】]" and JUMP_TO.search(text[-24:]) is not None
    return _without_references(lines)


def _skip_edge(raw: str, start: int, end: int) -> tuple[int, int]:
    match = EDGE.match(raw, start, end)
    if match is None:
        return start, 0
    return match.end(), sum(4 if c == "\t" else 2 if c in "\u3000\ufffd" else 1 for c in match.group()[:200])


def _skip_back(raw: str, start: int, end: int) -> int:
    while end > start and EDGE.match(raw, end - 1, end):
        end -= 1
    return end


def _width(text: str) -> int:
    return len(text) + (len(text.encode("utf-8", "replace")) - len(text)) // 2


def _without_references(lines: list[Line]) -> list[Line]:
    """Without each list of references: from its heading on while the blocks look like references."""
    kept: list[Line] = []
    cutting = False
    for i, line in enumerate(lines):
        if REFERENCES.match(line.text):
            cutting = REFERENCE.search(line.text[4:]) is not None or (i + 1 < len(lines) and REFERENCE.match(lines[i + 1].text) is not None)
        elif cutting and (line.gap or BYLINE.match(line.text)):
            cutting = REFERENCE.match(line.text) is not None and not MARKED_HEADING.match(line.text)
        if not cutting:
            kept.append(line)
    return kept


MARKED_HEADING = re.compile(rf"[{NUMERAL}]{{1,3}}、|[（(][{NUMERAL}]{{1,3}}[）)]|附件")


def paragraphs(raw: str) -> Iterator[list[Line]]:
    """The paragraphs of the page, each as the lines that it runs over."""
    lines = read_lines(raw)
    page = Page(lines)
    paragraph: list[Line] = []
    for i, line in enumerate(lines):
        if paragraph and not page.runs_on(i - 1):
            yield paragraph
            paragraph = []
        paragraph.append(line)
    if paragraph:
        yield paragraph


class Page:
    """The lines of one page with what is known of its columns; answers whether a paragraph runs on over a line break."""

    def __init__(self, lines: list[Line]) -> None:
        self.lines = lines
        indented = sum(line.indent >= 3 for line in lines)
        self.indented = indented >= 2 and 0.06 * len(lines) < indented < 0.9 * len(lines)
        self.blocks = [self._block(first, last) for first, last in _block_ends(lines)]
        self.forms = [self._is_form(block) for block in self.blocks]
        for block in self.blocks:
            if block.width <= WRAP_WIDTH and block.last > block.first:
                self._find_wrap(block)
        self._settle()

    def _block(self, first: int, last: int) -> Block:
        lines = self.lines[first : last + 1]
        width = sorted(line.width for line in lines)[(3 * (len(lines) - 1) + 3) // 4]
        prose = self._prose(first, last)
        return Block(first, last, width, prose)

    def _is_form(self, block: Block) -> bool:
        """Whether at least three lines of a block, and a third of them, begin with a label."""
        fields = sum(FIELD.match(line.text) is not None for line in self.lines[block.first : block.last + 1])
        return fields >= _FIELDS and 3 * fields > block.last - block.first

    def _find_wrap(self, block: Block) -> None:
        """Whether sentences run on over the line breaks of a block: words are split by them, or the lines are of one width."""
        breaks = self._unfinished(block.first, block.last)
        if not breaks or 3 * len(breaks) < block.last - block.first:
            return
        # Headings between the paragraphs say nothing about the column.
        long = [i for i in breaks if 2 * self.lines[i].width >= block.width]
        full = sum(self.lines[i].width >= block.width - 5 for i in long)
        block.even = 10 * full >= 7 * len(long) and len(long) > 2
        sample = long[:: max(len(long) // 24, 1)][:24]
        split = 7 * sum(self._word_runs_on(i) for i in sample) >= max(len(sample), 1)
        block.wrapped = split or (block.prose and (block.even or self._small_column(block, long)))

    def _small_column(self, block: Block, unfinished: list[int]) -> bool:
        """Whether a few lines are one paragraph: none of them is a heading, which has no marks."""
        lines = self.lines[block.first : block.last + 1]
        widest = max(line.width for line in lines)
        marked = all(PROSE.search(self.lines[i].text) or 20 * self.lines[i].width >= 17 * widest for i in unfinished)
        return marked and PROSE.search(lines[0].text) is not None and PROSE.search(lines[-1].text) is not None

    def _unfinished(self, first: int, last: int) -> list[int]:
        """The lines whose sentence may go on in the next line."""
        return [i for i in range(first, last) if not self.lines[i].ended and self.lines[i].text[-1] not in "：:" and not self._opens(i + 1)]

    def _prose(self, first: int, last: int) -> bool:
        """Whether there are sentences: a mark in at least one of three lines."""
        return 3 * sum(PROSE.search(line.text) is not None for line in self.lines[first : last + 1]) > last - first

    def _settle(self) -> None:
        """A short block of prose without a split word is wrapped where the page around it is."""
        known = [b for b in self.blocks if b.last > b.first]
        typical = 2 * sum(b.last - b.first for b in known if b.wrapped) >= sum(b.last - b.first for b in known)
        for block in self.blocks:
            if not block.wrapped and block.last > block.first and block.prose and typical and block.width <= WRAP_WIDTH:
                block.wrapped = 3 * len(self._unfinished(block.first, block.last)) >= block.last - block.first
        self._wrapped_blocks = [b for b in self.blocks if b.wrapped]
        self._wrapped_firsts = [b.first for b in self._wrapped_blocks]

    def column(self, i: int) -> int:
        """The width of the wrapped column that line ``i`` stands in or after; 0 on a page without."""
        block = self.blocks[self.lines[i].block]
        if block.wrapped or not self._wrapped_blocks:
            return block.width if block.wrapped else 0
        return self._wrapped_blocks[max(bisect_right(self._wrapped_firsts, i) - 1, 0)].width

    def runs_on(self, i: int) -> bool:
        """Whether the paragraph of line ``i`` goes on in line ``i + 1``."""
        a, b = self.lines[i], self.lines[i + 1]
        if not b.gap and a.indent == b.indent >= 6 and not a.ended and TITLE_END.search(b.text):
            return True  # a centred title of two lines
        if b.barrier or self._opens(i + 1) or self._closed(i):
            return False
        if _bracket_open(a.text, b.text):
            return True
        if b.text[0] in CLOSING or (a.text[-1] in OPENING and not b.gap):
            return True
        if a.width > PAGE_WIDTH and self.blocks[a.block].width > WRAP_WIDTH:
            return self._page_break(a, i + 1)
        if b.gap:
            return not a.ended and self._over_gap(i)
        return self._in_block(i)

    def _opens(self, i: int) -> bool:
        line = self.lines[i]
        if BULLET.match(line.text) or BYLINE.match(line.text) or LETTER_HEAD.match(line.text):
            return True
        if line.indent >= 3 and not self._set_in(line):
            return True
        if DATE_LINE.match(line.text) and PROSE.search(line.text) is None and (i == 0 or self.lines[i - 1].ended):
            return True
        if self.forms[line.block] and FIELD.match(line.text):
            return True
        if MARKER.match(line.text):
            before = self.lines[i - 1] if i else None
            if before is None or line.gap or before.ended or before.text[-1] in "：:":
                return True
            # 根据条例⏎第三条 is a sentence of a full column that runs on into a clause number
            runs_on = before.text[-1] in "、，和及第" or line.text[0] == "第"
            return not runs_on or before.width < 0.8 * self.blocks[before.block].width
        return False

    def _set_in(self, line: Line) -> bool:
        """Whether the whole block stands in from the margin, so that an indent opens nothing."""
        block = self.blocks[line.block]
        return block.last > block.first and all(
            self.lines[n].indent == line.indent for n in range(block.first, min(block.last, block.first + 8) + 1)
        )  # fmt: skip

    def _closed(self, i: int) -> bool:
        """Whether line ``i`` is a heading, by-line, date or document title after which nothing goes on."""
        a = self.lines[i]
        if LABEL.fullmatch(a.text) or (i < 8 and ORDER_END.search(a.text) and PROSE.search(a.text) is None):
            return True
        if DATE_LINE.match(a.text) and 5 * a.width < 4 * (self.column(i) or 200):
            return True
        return a.text[:1] == "#" or (
            a.width < 80 and BYLINE.match(a.text) is not None and (a.text[-1] not in "、，") and not a.text.startswith(("（", "("))
        )

    def _word_runs_on(self, i: int) -> bool:
        return word_across(self.lines[i].text, self.lines[i + 1].text)

    def _headline(self, i: int) -> bool:
        """Whether line ``i`` has the shape of a heading: alone or last in its block, no end mark, no comma inside."""
        line, block = self.lines[i], self.blocks[self.lines[i].block]
        return i == block.last and i == block.first and not line.ended and PROSE.search(line.text) is None

    def _page_break(self, a: Line, i: int) -> bool:
        unfinished = not a.ended and a.text[-1] not in "：:" and PROSE.search(a.text) is not None and TITLE_END.search(a.text) is None
        return unfinished and not (self.lines[i].width <= PAGE_WIDTH and self._headline(i))

    def _in_block(self, i: int) -> bool:
        a, block = self.lines[i], self.blocks[self.lines[i].block]
        if not block.wrapped:
            return self._title_goes_on(i)
        short = a.width < block.width - 5
        if a.ended:
            return not short or (self.indented and 2 * a.width >= block.width and not self._tail(i + 1))
        if a.text[-1] in "：:":
            return not short
        return not self._heading_above(i)

    def _heading_above(self, i: int) -> bool:
        """Whether line ``i`` of a wrapped block is a heading that the block's text was glued to."""
        a, block = self.lines[i], self.blocks[self.lines[i].block]
        # The first line of a paragraph may be two characters shorter, its last one but one by a mark that may not begin a line.
        begins = i == block.first or self.lines[i - 1].ended or self._opens(i)
        if PROSE.search(a.text) is None and begins:
            if i == block.first and self._glued_heading(a, self.lines[i + 1], block):
                return True
            small = a.width < block.width - 9 if block.even else 2 * a.width < block.width
            return (small or (MARKER.match(a.text) is not None and 5 * a.width < 4 * block.width)) and not self._word_runs_on(i)
        return False

    def _tail(self, i: int) -> bool:
        """Whether line ``i`` is a heading glued under a finished paragraph: short, without an end, and the next line opens one."""
        line, last = self.lines[i], i + 1 == len(self.lines)
        alone = last or self.lines[i + 1].gap or self._opens(i + 1)
        return alone and not line.ended and PROSE.search(line.text) is None

    @staticmethod
    def _glued_heading(a: Line, b: Line, block: Block) -> bool:
        """A full first line without a mark over a line that is two characters short: a heading glued to an indented paragraph."""
        return block.last - block.first > 2 and PROSE.search(a.text) is None and a.width >= block.width and b.width <= block.width - 3

    def _title_goes_on(self, i: int) -> bool:
        """In a block that is not wrapped prose: a title broken inside a word, or with one word left over for its second line."""
        a, b, block = self.lines[i], self.lines[i + 1], self.blocks[self.lines[i].block]
        if a.ended or a.text[-1] in "：:" or a.width < 16 or block.last - block.first > 2:
            return False
        left_over = b.width <= 6 and i < 10 and re.fullmatch(f"[{CJK}]+", b.text) is not None and a.text[0] in "—-"
        return left_over or self._word_runs_on(i)

    def _over_gap(self, i: int) -> bool:
        a, b = self.lines[i], self.lines[i + 1]
        above, below = self.blocks[a.block], self.blocks[b.block]
        column = self.column(i + 1) if below.wrapped else self.column(i)
        if not column or a.text[-1] in "：:" or self._left_of_heading(i + 1):
            return False
        if above.wrapped and (above.prose or self._word_runs_on(i)):
            return 100 * a.width >= 55 * above.width
        if a.width > column + 4:
            return False
        # One line between two columns: a heading, or the last line of a column whose paragraph began there. The first line of a
        # paragraph has lost its indent of two characters, a line that goes on has not.
        if PROSE.search(a.text) and a.width >= column - 7:
            return True
        goes_on = a.width >= column - 7 and b.width >= column - 1 and below.wrapped and below.last - below.first > 1
        return (goes_on and self._wrapped_firsts[0] < i) or (a.width >= 12 and self._word_runs_on(i))

    def _left_of_heading(self, i: int) -> bool:
        """Whether line ``i`` is a heading that stands between two columns."""
        return self._headline(i) and not self._word_runs_on(i - 1)


def _bracket_open(left: str, right: str) -> bool:
    """Whether a bracket or a title opens at the end of one line and goes on in the next."""
    for opening, closing in ("（）", "《》", "()"):
        at = left.rfind(opening)
        if at >= 0 and left.find(closing, at) < 0:
            end = right.find(closing)
            return (end >= 0 and opening not in right[:end]) or (end < 0 and opening == "《" and len(left) - at < 30)
    return False


def _block_ends(lines: list[Line]) -> Iterator[tuple[int, int]]:
    """First and last line of each block; blocks are numbered again in this order."""
    first = 0
    number = 0
    for i, line in enumerate(lines):
        if i and line.gap:
            yield first, i - 1
            first, number = i, number + 1
        line.block = number
    if lines:
        yield first, len(lines) - 1
