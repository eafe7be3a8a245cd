"""A PDF file → its text in reading order, page by page; tables as rows; scanned pages by OCR where that is installed."""

import re
from collections import Counter
from pathlib import Path

import pypdfium2
from msgspec import Struct
from pypdfium2 import raw

from graph.errors import InputError
from graph.loaders.columns import Block, Glyph, read_page
from graph.loaders.decode import read_whole
from graph.loaders.pdf_glyphs import glyphs_of
from graph.loaders.pdf_tables import ruled_tables
from graph.loaders.reading import Grid, Piece, Report
from graph.loaders.scan import OCR_MISSING, RESOLUTION, can_recognise, recognise
from graph.model import Reject

MOST_PAGES = 3_000
LARGEST = 300_000_000  # bytes: scans are large
# A page with fewer characters than this and a picture on it is a scan.
FEW = 12
# A table has more lines than this; a page may have one under its heading.
LINES = 5
# What a font without a table of its own gives for its characters: private use, controls, replacement.
LOST = re.compile("[\x00-\x08\x0e-\x1f\ue000-\uf8ff\ufffd]")
PAGE_NUMBER = re.compile(r"[-—–·•\s]*(?:第\s*)?[A-Za-z]?\d{1,3}(?:\s*页)?(?:\s*[/／,，]?\s*(?:共\s*)?\d{1,3}(?:\s*页)?)?[-—–·•\s]*")


class Page(Struct):
    """One page as the file has it. ``problem`` says why its words cannot be read, empty where they can."""

    glyphs: list[Glyph]
    lines: int = 0
    problem: str = ""


def read_pdf(path: Path, name: str, reject: Report) -> tuple[list[Piece], int]:
    """The pieces of all pages in order, and the number of pages. A page that cannot be read is reported.

    Raises InputError for a file that is damaged or locked, and where no page holds readable text.
    """
    document = _open(read_whole(path, name, LARGEST), name)
    try:
        pages = [_page(document, number) for number in range(len(document))]
        _recognise(document, pages)
    finally:
        document.close()
    problems = {number: page.problem for number, page in enumerate(pages, 1) if page.problem}
    if len(problems) == len(pages):
        raise InputError(f"{name}：{next(iter(problems.values()))}")
    for number, problem in problems.items():
        reject(Reject(name, f"第 {number} 页", 0, "", "", f"{problem}；这一页没有读"))
    blocks = [_blocks(page, path, number) for number, page in enumerate(pages)]
    _drop_furniture(blocks)
    pieces = [piece for number, some in enumerate(blocks, 1) for piece in _pieces(some, number)]
    if not pieces:
        raise InputError(f"{name}：每一页都是空白；请检查是不是导出时出了错")
    return pieces, len(pages)


def _open(data: bytes, name: str) -> pypdfium2.PdfDocument:
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if error.err_code in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY):
            raise InputError(f"{name}：PDF 有打开密码；请去掉密码，另存后再读") from error
        raise InputError(f"{name}：PDF 已损坏或下载不完整，打不开；请重新取得这个文件") from error
    if not 0 < len(document) <= MOST_PAGES:
        document.close()
        raise InputError(f"{name}：PDF 有 {len(document)} 页，一次能读 1 至 {MOST_PAGES} 页；请检查文件，太长的请拆开")
    return document


def _page(document: pypdfium2.PdfDocument, number: int) -> Page:
    try:
        page = document[number]
    except pypdfium2.PdfiumError:  # one broken page does not stop the others
        return Page([], problem="页面已损坏")
    glyphs = glyphs_of(page)
    kinds = Counter(o.type for o in page.get_objects(max_depth=3))
    page.close()
    letters = [g for g in glyphs if not g.text.isspace()]
    if len(letters) >= FEW and 4 * sum(bool(LOST.match(g.text)) for g in letters) > len(letters):
        return Page([], problem="文字层是乱码（字体没有对照表）")
    if len(letters) < FEW and kinds[raw.FPDF_PAGEOBJ_IMAGE]:
        return Page([], problem="是扫描的图片，没有文字")
    return Page(glyphs, kinds[raw.FPDF_PAGEOBJ_PATH])


def _recognise(document: pypdfium2.PdfDocument, pages: list[Page]) -> None:
    """Read the pages without readable words by OCR, or say what is missing."""
    for number, page in enumerate(pages):
        if not page.problem or page.problem == "页面已损坏":
            continue
        if not can_recognise():
            page.problem += f"，{OCR_MISSING}"
            continue
        picture = document[number].render(scale=RESOLUTION / 72).to_pil()
        page.glyphs = recognise(picture)
        page.problem = "" if page.glyphs else "图片上认不出文字；请换成清楚的扫描件或带文字的版本"


def _blocks(page: Page, path: Path, number: int) -> list[Block]:
    tables, rest = ruled_tables(path, number, page.glyphs) if page.lines >= LINES else ([], page.glyphs)
    return read_page(rest, tables)


def _pieces(blocks: list[Block], number: int) -> list[Piece]:
    pieces: list[Piece] = []
    for block in blocks:
        if block.rows is not None:
            tables = sum(p.grid is not None for p in pieces)
            pieces.append(Piece(number, grid=Grid(f"第 {number} 页表 {tables + 1}", block.rows)))
        elif block.lines:
            pieces.append(Piece(number, "\n".join(block.lines)))
    return pieces


def _drop_furniture(pages: list[list[Block]]) -> None:
    """Take off what stands at the top or bottom of pages and is said by nobody: page numbers, and a line that most pages repeat."""
    edges = [[_edge(blocks, top=True), _edge(blocks, top=False)] for blocks in pages if any(b.lines for b in blocks)]
    seen = Counter(line for page in edges for line in {_unnumbered(block, at) for block, at in page})
    for block, at in (edge for page in edges for edge in reversed(page)):  # the lower one first: it may be in the same block
        line = block.lines[at] if block.lines else ""
        repeated = len(pages) > 2 and 2 * seen[_unnumbered(block, at)] > len(pages) and len(line) < 40
        if line and (PAGE_NUMBER.fullmatch(line) or repeated):
            del block.lines[at]


def _unnumbered(block: Block, at: int) -> str:
    return re.sub(r"\d", "", block.lines[at]) if block.lines else ""


def _edge(blocks: list[Block], *, top: bool) -> tuple[Block, int]:
    """The block of text that stands highest or lowest on a page, and which of its lines does."""
    texts = [b for b in blocks if b.lines]
    return (min(texts, key=lambda b: b.y0), 0) if top else (max(texts, key=lambda b: b.y1), -1)
