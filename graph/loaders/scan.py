"""Pictures of pages → their words, by an OCR engine that is an extra (requirements-ocr.txt)."""

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from graph.errors import InputError
from graph.loaders.columns import Glyph, read_page
from graph.loaders.reading import Piece

if TYPE_CHECKING:
    import numpy
    import PIL.Image

OCR_MISSING = "没有安装文字识别组件；请运行 .venv/bin/python -m pip install -r requirements-ocr.txt 后再读，或换成带文字的版本"
# Dots per inch at which small print is still read and a page takes seconds.
RESOLUTION = 200
# Lines that the engine is less sure of are stains and stamps more often than words.
LEAST = 0.5


class _Engine(Protocol):
    def __call__(self, picture: "numpy.ndarray") -> tuple[list[tuple[list[list[float]], str, float]] | None, object]: ...


@cache
def _engine() -> _Engine | None:
    try:
        from rapidocr_onnxruntime import RapidOCR  # noqa: PLC0415  (an extra, and seconds to load)
    except ImportError:
        return None
    engine: _Engine = RapidOCR()
    return engine


def can_recognise() -> bool:
    """Whether the extra is installed."""
    return _engine() is not None


def recognise(picture: "PIL.Image.Image", dots: float = RESOLUTION) -> list[Glyph]:
    """Each line of the picture as one glyph, in points. Raises InputError where the extra is not installed."""
    engine = _engine()
    if engine is None:
        raise InputError(OCR_MISSING)
    import numpy  # noqa: PLC0415  (comes with the extra)

    lines, _ = engine(numpy.asarray(picture.convert("RGB"))[:, :, ::-1])
    return [_glyph(box, text, 72 / dots) for box, text, sure in lines or () if float(sure) >= LEAST and text.strip()]


def read_picture(path: Path, name: str) -> tuple[list[Piece], int]:
    """The words of a scanned page (png, jpg, tif: one page a frame), and the number of pages. Raises InputError."""
    import PIL.Image  # noqa: PLC0415
    import PIL.ImageSequence  # noqa: PLC0415

    if not can_recognise():
        raise InputError(f"{name}：是图片，{OCR_MISSING}")
    pieces: list[Piece] = []
    try:
        with PIL.Image.open(path) as picture:
            frames = [frame.convert("RGB") for frame in PIL.ImageSequence.Iterator(picture)]
    except (PIL.UnidentifiedImageError, PIL.Image.DecompressionBombError, OSError, SyntaxError) as error:
        raise InputError(f"{name}：图片已损坏或太大，打不开；请重新扫描") from error
    for number, frame in enumerate(frames, 1):
        blocks = read_page(recognise(frame))
        pieces += [Piece(number, "\n".join(block.lines)) for block in blocks]
    if not pieces:
        raise InputError(f"{name}：图片上认不出文字；请换成清楚的扫描件或带文字的版本")
    return pieces, len(frames)


def _glyph(corners: list[list[float]], text: str, scale: float) -> Glyph:
    across, down = [x * scale for x, _ in corners], [y * scale for _, y in corners]
    x0, y0, x1, y1 = min(across), min(down), max(across), max(down)
    return Glyph(x0, y0, x1, y1, text.strip(), min(y1 - y0, (x1 - x0) / max(len(text) / 2, 1)))
