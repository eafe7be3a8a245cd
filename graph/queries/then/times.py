"""Times as documents print them, made comparable."""

import re

PRINTED = re.compile(r"(\d{4})(?:年|-|\.|$)(?:(\d{1,2})(?:月|-|\.|$)(?:(\d{1,2})日?)?)?")
PLANS = {"十一五": "2010", "十二五": "2015", "十三五": "2020", "十四五": "2025", "十五五": "2030"}


def when(printed: object) -> str:
    """2020年10月 → 2020-10: year, month and day as far as they are printed; a plan's last year; empty for 如今, 当天 and the like."""
    text = str(printed or "")
    if found := PRINTED.search(text):
        year, month, day = found.groups()
        return "-".join([year, *(f"{int(part):02}" for part in (month, day) if part)])
    return next((year for plan, year in PLANS.items() if plan in text), "")


def later(one: str, other: str) -> bool:
    """Whether a time is surely later than another: years are compared where one is a year only."""
    length = min(len(one), len(other))
    return bool(length) and one[:length] > other[:length]
