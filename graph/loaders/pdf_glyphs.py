"""The characters of a PDF page with their boxes, in points from the top left corner as the page is shown."""

import ctypes
import math
import re

import pypdfium2
from pypdfium2 import raw

from graph.loaders.columns import Glyph

# What pdfium gives for line ends and for hyphens that it takes for breaks.
NOTHING = frozenset((0x02, 0x0A, 0x0D, 0xFFFE, 0xFFFF))
WIDE = re.compile("[\u2e80-\u9fff\uf900-\ufaff\uff01-\uff60]")
# How far type reaches below its base line, in heights of type.
BELOW = 0.12

Corners = tuple[float, float, float, float]


class _Text:
    """The text of one page, asked character by character."""

    def __init__(self, page: pypdfium2.PdfPage) -> None:
        self.text = page.get_textpage()
        self._box, self._matrix = raw.FS_RECTF(), raw.FS_MATRIX()
        self._x, self._y = ctypes.c_double(), ctypes.c_double()

    def character(self, i: int) -> tuple[str, Corners, float] | None:
        """The character, its box in PDF coordinates (left, bottom, right, top) and its height of type; None for one that shows nothing.

        The box is that of the type, base line and advance: boxes of the ink differ from 一 to 国, and those of fonts are often wrong.
        """
        code = raw.FPDFText_GetUnicode(self.text, i)
        if code in NOTHING or not raw.FPDFText_GetLooseCharBox(self.text, i, ctypes.byref(self._box)):
            return None
        raw.FPDFText_GetCharOrigin(self.text, i, ctypes.byref(self._x), ctypes.byref(self._y))
        raw.FPDFText_GetMatrix(self.text, i, ctypes.byref(self._matrix))
        m, x, y = self._matrix, self._x.value, self._y.value
        size = raw.FPDFText_GetFontSize(self.text, i) * math.hypot(m.c, m.d)
        along, up = _unit(m.a, m.b), _unit(m.c, m.d)
        ink = self._box
        right, top = (ink.right - x if along[0] > 0 else x - ink.left), (ink.top - y if along[1] > 0 else y - ink.bottom)
        width = abs(along[0]) * right + abs(along[1]) * top
        character = chr(code) if code else "\ufffd"
        width = max(width, size if WIDE.match(character) else 0.0)
        ends = [(x - BELOW * size * up[0], y - BELOW * size * up[1])]
        ends.append((x + (1 - BELOW) * size * up[0] + width * along[0], y + (1 - BELOW) * size * up[1] + width * along[1]))
        across, upward = sorted(p[0] for p in ends), sorted(p[1] for p in ends)
        return character, (across[0], upward[0], across[1], upward[1]), size


def _unit(x: float, y: float) -> tuple[float, float]:
    length = math.hypot(x, y) or 1.0
    return x / length, y / length


def glyphs_of(page: pypdfium2.PdfPage) -> list[Glyph]:
    """All characters, spaces among them; a character that its font cannot name is U+FFFD."""
    left, bottom, right, top = page.get_bbox()
    turns = page.get_rotation() // 90
    text = _Text(page)
    found: list[Glyph] = []
    for i in range(text.text.count_chars()):
        read = text.character(i)
        if read is None:
            continue
        character, (x0, y0, x1, y1), size = read
        box = _turn((x0 - left, top - y1, x1 - left, top - y0), turns, right - left, top - bottom)
        if "\udc00" <= character <= "\udfff" and found and "\ud800" <= found[-1].text <= "\udbff":
            found[-1].text = (found[-1].text + character).encode("utf-16", "surrogatepass").decode("utf-16")
        elif not character.isspace():
            found.append(Glyph(*box, character, size))
        elif found:  # a space stands behind what it follows: where pdfium has put it in, its own place is only near
            last = found[-1]
            found.append(Glyph(last.x1, last.y0, last.x1, last.y1, " ", last.size))
    text.text.close()
    return found


def _turn(box: Corners, turns: int, width: float, height: float) -> Corners:
    """The box on a page that is shown turned clockwise by so many quarters."""
    for _ in range(turns % 4):
        x0, y0, x1, y1 = box
        box, width, height = (height - y1, x0, height - y0, x1), height, width
    return box
