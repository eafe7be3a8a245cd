"""Sections of a page: what each paragraph is, and which of the page's articles it belongs to."""

import re
from collections.abc import Iterator
from itertools import pairwise

from spacy.tokens import Doc

from graph.model import Document
from nlp.articles import Paragraph, number_articles
from nlp.layout import BYLINE, DATE_LINE, JUMP_FROM, JUMP_TO, LABEL, LETTER_HEAD, MARKER, PROSE, REFERENCE, SENTENCE_END, TITLE_END
from nlp.spans import Section, SectionKind

# A sentence ends at its mark; closing quotes, brackets and notes stay with it. A new paragraph always ends one.
SENTENCE = re.compile(r"[^\n。！？；!?;]*(?:[。！？；!?;]+[”’」』）)】》〉\"']*|$|(?=\n))")

HEADING_LENGTH = 40
# 业务主管单位：甲局, 实施单位：乙中心: a line of a form is no heading.
FIELD = re.compile(
    r"(?:[（(]?[\d一二三四五六七八九十]{1,3}[）)．.、])?[\u4e00-\u9fff（）]{0,8}(?:单位|机构|方|时间|地点|名称|金额|总额|来源|对象|人|电话|地址|证号|编号|日期|主任|[所会队站院社理事]长"
    r"|范围|区域|地域|领域|类型|类别|经费|资金|内容|人数|规模|期限|周期|执笔|记录|主持|出席|列席|参加|学校|部门|供应商|代码|住所|住址|包|资质|年限|账号|网址|邮箱)[：:]\s*\S"
)
CAPTION = re.compile(r"图为|图[:：]|▲|图片|题图|[（(]?资料图|.{0,60}(?:摄影?|供图)[）)]?$")
# The head of a printed page or of a web page: a medium and its column, a place and a date, a document number.
MASTHEAD = re.compile(
    r"\S{2,12}(?:报|网|刊|新闻|时刻|在线|频道|客户端|港)\s+\S{2,8}$|\S{1,8}〔\d{4}〕\d{1,4}号$|.{0,30}(?:19|20)\d\d[-年./]\d{1,2}[-月./]\d{1,2}日?.{0,16}$"
)
SIGNATURE = re.compile(r"[^，。；]{2,24}(?:局|厅|委|部|办公室|政府|会|院|中心|办|处|社|馆|所)$")
LONG_TEXT = 500_000  # pull-quotes are looked for on pages, not in books


def find_sections(doc: Doc) -> Doc:
    """Fill ``doc._.sections`` from the document's page."""
    doc._.sections = sections_of(doc._.document)
    return doc


def sections_of(document: Document) -> list[Section]:
    """One section for each paragraph, in text order."""
    found = list(_paragraphs(document))
    for n, kind in enumerate(_kinds(found)):
        found[n].kind = kind
    _mark_signature(found)
    _mark_quotes(found)
    number_articles(found)
    return [Section(p.start, p.end, p.kind, p.article) for p in found]


def sentences(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """The sentences of ``text[start:end]`` as half-open spans, in order, without the white space around them.

    Sentences end with 。！？； or with the paragraph; closing quotes and brackets belong to the sentence before them.
    """
    found, at, end = [], start, len(text) if end is None else end
    while at < end:
        match = SENTENCE.match(text, at, end)
        stop = match.end() if match else end
        left, right = at, stop
        while left < right and text[left].isspace():
            left += 1
        while right > left and text[right - 1].isspace():
            right -= 1
        if left < right:
            found.append((left, right))
        at = max(stop, at + 1)
    return found


def _paragraphs(document: Document) -> Iterator[Paragraph]:
    text, raw = document.text, document.raw
    at = raw_end = 0
    for line in text.split("\n"):
        if line:
            raw_start, end = document.raw_span(at, at + len(line))
            between = raw[raw_end:raw_start]
            raw_end = end
            yield Paragraph(
                at, at + len(line), line,
                marked="\ufffd" in between[-8:],
                jump_to=JUMP_TO.search(between) is not None,
                jump_from=JUMP_FROM.search(between) is not None,
            )  # fmt: skip
        at += len(line) + 1


def _kinds(found: list[Paragraph]) -> Iterator[SectionKind]:
    """What each paragraph is by its own shape; many short lines in a row are a list or a table, not headings."""
    shapes = [_shape(p) for p in found]
    run = 0
    for n, shape in enumerate(shapes):
        run = run + 1 if shape == "heading" and not MARKER.match(found[n].text) else 0
        if run == 6:
            shapes[n - 5 : n] = ["body"] * 5
        shapes[n] = "body" if run > 5 else shape
    yield from shapes


def _shape(p: Paragraph) -> SectionKind:
    text = p.text
    if len(text) < 100 and (BYLINE.match(text) or DATE_LINE.match(text) or (PROSE.search(text) is None and MASTHEAD.match(text))):
        return "byline"
    if len(text) < 400 and REFERENCE.match(text) and re.search(r"[\[［][A-Z]{1,2}(?:/OL)?[\]］]", text):
        return "references"
    if len(text) < 120 and CAPTION.match(text):
        return "caption"
    if SENTENCE_END.search(text[-8:]) or LETTER_HEAD.match(text) or text[-1] in "，、":
        return "body"
    if FIELD.match(text) and not p.speaker and not TITLE_END.search(text):
        return "body"
    if LABEL.fullmatch(text) or len(text) <= HEADING_LENGTH or (len(text) <= 80 and TITLE_END.search(text)):
        return "body" if text[-1] in "：:" and not p.speaker else "heading"
    return "caption" if len(text) <= 120 and p.marked else "body"


def _mark_quotes(found: list[Paragraph]) -> None:
    """A paragraph whose words all stand in another one is a pull-quote of it; ``original`` is the number of the other one."""
    if sum(len(p.text) for p in found) > LONG_TEXT:
        return
    packed = [re.sub(r"\W", "", p.text) for p in found]
    places: dict[str, list[int]] = {}
    for n, words in enumerate(packed):
        for gram in {words[i : i + 8] for i in range(max(len(words) - 7, 1))}:
            places.setdefault(gram, []).append(n)
    for n, words in enumerate(packed):
        # A policy's own title stands in the notice above it; that is no pull-quote.
        title = found[n].kind == "heading" and TITLE_END.search(found[n].text)
        if len(words) < 8 or title or found[n].kind in ("byline", "references"):
            continue
        grams = [words[i : i + 8] for i in range(len(words) - 7)]
        for other in [m for gram in (grams[0], grams[-1], grams[len(grams) // 2]) for m in places[gram][:20] if m != n]:
            longer = len(packed[other]) > len(words) + 4 or (len(packed[other]) >= len(words) and other < n)
            if longer and found[other].kind != "quote" and sum(g in packed[other] for g in grams) * 100 >= 85 * len(grams):
                found[n].kind, found[n].original = "quote", other
                break


def _mark_signature(found: list[Paragraph]) -> None:
    """The issuing body above the date at the end of a notice is no heading."""
    for above, below in pairwise([*found[2:], Paragraph(0, 0, "", kind="byline")]):
        dated = below.kind == "byline" and (not below.text or DATE_LINE.match(below.text))
        if above.kind == "heading" and dated and SIGNATURE.match(above.text) and len(found) > 4:
            above.kind = "byline"
