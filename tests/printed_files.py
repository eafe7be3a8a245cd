"""Makes real PDF, Word and picture files for the tests."""

import io
from collections.abc import Callable, Sequence
from pathlib import Path

import docx
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

FONT = "STSong-Light"
WIDTH, HEIGHT = 595, 842
SIZE = 11
Draw = Callable[[Canvas], None]

LEFT = [
    "　　2021年6月，海宁市民政局与海宁市社会工作",
    "协会签订协议，由协会承接马桥街道社会工作",
    "站的运营，市财政每年投入35万元购买服务。",
    "　　一年来，站点走访困难老人412户，开展小",
    "组活动63场。站长李思雨说，最难的是让居民",
    "知道社工是做什么的，后来靠着一次次上门，",
    "大家才慢慢熟悉起来。",
]
RIGHT = [
    "　　为了把资源引进来，海宁市慈善总会向站点",
    "捐赠10万元，设立“邻里守望”基金。海宁市",
    "鸿翔志愿服务队每周三到站点值班。",
    "　　下一步，海宁市将在12个镇街全部建立社工",
    "站，并出台《海宁市社会工作站建设实施方",
    "案》，明确每个站点不少于4名社工。",
]
STATIONS = [
    ["镇街", "站点名称", "运营机构", "社工人数"],
    ["马桥街道", "马桥街道社会工作站", "海宁市社会工作协会", "5"],
    ["长安镇", "长安镇社会工作站", "海宁市社会工作协会", "4"],
]
FIGURES = [["年份", "服务人次", "走访户数"], ["2021", "1200", "300"], ["2022", "4100", "412"]]


def write_pdf(path: Path, pages: Sequence[Draw], *, password: str = "", rotation: int = 0) -> Path:
    """A PDF of A4 pages in a Chinese font that is not embedded, as offices' programs make them."""
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    locked = StandardEncryption(password, canPrint=0) if password else None
    canvas = Canvas(str(path), pagesize=(WIDTH, HEIGHT), encrypt=locked, invariant=True)
    for draw in pages:
        canvas.setPageRotation(rotation)
        canvas.setFont(FONT, SIZE)
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return path


def text(x: float, y: float, words: str, size: float = SIZE) -> Draw:
    """One line, ``y`` from the top of the page."""

    def draw(canvas: Canvas) -> None:
        canvas.setFont(FONT, size)
        canvas.drawString(x, HEIGHT - y, words)

    return draw


def lines(x: float, y: float, rows: Sequence[str], pitch: float = 17) -> list[Draw]:
    """Lines under each other; two wide blanks at the start are an indent, not characters."""
    return [text(x + SIZE * (len(row) - len(row.lstrip("　"))), y + i * pitch, row.lstrip("　")) for i, row in enumerate(rows)]


def table(x: float, y: float, rows: Sequence[Sequence[str]], width: float = 120) -> list[Draw]:
    """A ruled table."""

    def rule(canvas: Canvas) -> None:
        for i in range(len(rows) + 1):
            canvas.line(x, HEIGHT - y - 20 * i, x + width * len(rows[0]), HEIGHT - y - 20 * i)
        for j in range(len(rows[0]) + 1):
            canvas.line(x + width * j, HEIGHT - y, x + width * j, HEIGHT - y - 20 * len(rows))

    return [rule, *(text(x + width * j + 4, y + 20 * i + 14, cell) for i, row in enumerate(rows) for j, cell in enumerate(row))]


def page(*draws: Draw | Sequence[Draw]) -> Draw:
    """Everything on one page, in the order given."""

    def draw(canvas: Canvas) -> None:
        for some in draws:
            for one in [some] if callable(some) else some:
                one(canvas)

    return draw


def newspaper() -> Draw:
    """Two columns under a headline, written into the file line by line across both columns."""
    columns = lines(40, 110, LEFT), lines(310, 110, RIGHT)
    across = [draw for i in range(len(LEFT)) for column in columns for draw in column[i : i + 1]]
    return page(text(40, 60, "马桥街道社工站一年服务四千人次", 22), text(40, 85, "■ 本报记者 张明远"), across[::-1])


def picture_of(words: Sequence[str], size: int = 40) -> bytes:
    """A PNG with the words on it; the Chinese font must be there."""
    from PIL import Image, ImageDraw, ImageFont  # noqa: PLC0415

    font = ImageFont.truetype("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc", size)
    image = Image.new("RGB", (1240, 100 + 70 * len(words)), "white")
    for i, line in enumerate(words):
        ImageDraw.Draw(image).text((60, 40 + 70 * i), line, fill="black", font=font)
    out = io.BytesIO()
    image.save(out, "PNG", dpi=(150, 150))
    return out.getvalue()


def blank_picture() -> bytes:
    """A grey PNG."""
    from PIL import Image  # noqa: PLC0415

    out = io.BytesIO()
    Image.new("RGB", (300, 300), "#888888").save(out, "PNG")
    return out.getvalue()


def scan(data: bytes) -> Draw:
    """A page that is one picture."""
    from reportlab.lib.utils import ImageReader  # noqa: PLC0415

    return lambda canvas: canvas.drawImage(ImageReader(io.BytesIO(data)), 0, 100, WIDTH, 400, preserveAspectRatio=True)


def write_word(path: Path, build: Callable[["docx.document.Document"], object]) -> Path:
    """A Word file that python-docx has written."""
    document = docx.Document()
    build(document)
    document.save(str(path))
    return path
