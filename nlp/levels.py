"""Which places a word of level may mean (省, 县, 街道), and at which level things are counted (9个乡镇)."""

import re

from graph.model import Entity

# For each word of level: the kinds of place that it may mean, and how their names end.
_LEVELS = {
    "省": (("province",), "省区"), "市": (("city", "province", "county"), "市"), "区": (("county",), "区"), "县": (("county",), "县旗"),
    "州": (("city",), "州"), "旗": (("county",), "旗"), "街道": (("town",), "道街"), "街": (("town",), "道街"), "镇": (("town",), "镇"),
    "乡": (("town",), "乡"), "村": (("village",), "村庄屯"),
}  # fmt: skip
_MUNICIPALITIES = ("北京", "上海", "天津", "重庆")
RANK = {"province": 4, "city": 3, "county": 2, "town": 1, "village": 0, "other": 0}
# What is counted in a place of a higher level: 9个乡镇 belong to a county.
_DIVISION = (
    (re.compile(r"(?:市|州|地市)$"), 4),
    (re.compile(r"(?:县|区|区县|县区|县（市、区）)$"), 3),
    (re.compile(r"(?:镇|乡|街道|街镇|乡镇|镇街|镇（街道）|（街道）)$"), 2),
    (re.compile(r"(?:村|社区|村居|村（社区）|居委会|村委会)$"), 1),
)


def is_level(e: Entity, sign: str) -> bool:
    """Whether the entity is a place that the word of level may mean; 市 means a municipality too, 省 none."""
    kinds, ends = _LEVELS[sign]
    if e.label != "PLACE" or e.kind not in kinds:
        return False
    if e.kind == "province":
        return (sign == "市") == e.name.startswith(_MUNICIPALITIES)
    return e.kind == "city" or any(form[-1] in ends for form in (e.name, *e.aliases))


def division_rank(measure: str) -> int:
    """The least rank of a place that such divisions are counted in; 0 for what is no division."""
    return next((rank for pattern, rank in _DIVISION if pattern.search(measure)), 0)
