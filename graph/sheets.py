"""Tables as an Excel workbook for people: numbers are numbers, nothing is a formula or a link, the first line stays in sight."""

import io
from collections.abc import Iterable, Sequence

import xlsxwriter

Sheet = tuple[str, Sequence[str], Sequence[Sequence[object]]]
# What the name of a sheet may not hold, and how long it may be.
REFUSED, LONGEST = str.maketrans("", "", "[]:*?/\\"), 31


def workbook(sheets: Iterable[Sheet]) -> bytes:
    """One sheet for each (name, headings, lines); cells are numbers, texts or None."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        for name, head, lines in sheets:
            last = max(len(head) - 1, 0)
            sheet = book.add_worksheet(name.translate(REFUSED)[:LONGEST])
            sheet.freeze_panes(1, 0)
            sheet.set_column(0, last, 20)
            sheet.write_row(0, 0, head, bold)
            for i, line in enumerate(lines, 1):
                sheet.write_row(i, 0, line)
            sheet.autofilter(0, 0, len(lines), last)
    return out.getvalue()
