"""A report as a text file or a web page → a cleaned Document with what the page says of itself."""

import re
from pathlib import Path

from graph.codes import mask_personal
from graph.facts import content_id
from graph.loaders.decode import read_text
from graph.model import Document
from nlp.clean import clean

PAGES = (".html", ".htm")
# How far from its beginning a page still speaks of itself.
HEAD = 400
DATE = re.compile(r"((?:19|20)\d\d)\s*[年./-]\s*(\d{1,2})(?:\s*[月./-]\s*(\d{1,2})\s*日?)?")
SOURCE = re.compile(r"来源[：:]\s*([^\s，。；]{2,20})|[（(]据《?([^》）)\n]{2,20})》?[）)]")
GENRES = (
    ("newspaper", re.compile(r"本报记者|本报讯|通讯员|[（(]据《|下转 ?\d+ ?版|日报|晚报|时报")),
    ("paper", re.compile(r"参考文献|关键词|【关键词】|摘要[：:]")),
    ("policy", re.compile(r"第[一二三]条|实施意见|实施方案|现印发给你们")),
    ("notice", re.compile(r"特此(?:通知|公告)|公示期|名单如下")),
)


def read_document(path: Path) -> Document:
    """The cleaned document that a report file holds. Raises InputError where there is no readable text in it.

    Mobile and identity numbers are masked before anything is kept. Of a web page ``raw`` is the text of its body: what a reader sees.
    """
    page = read_text(path)
    told: dict[str, str] = {}
    if path.suffix.lower() in PAGES:
        from graph.loaders.html import read_page  # noqa: PLC0415  (a second to import)

        page, told = read_page(page, path.name)
    raw = mask_personal(page)
    text, cuts = clean(raw)
    return Document(
        id=content_id(raw),
        title=told.get("title") or _title(text) or path.stem,
        genre=next((genre for genre, sign in GENRES if sign.search(text)), "report"),
        raw=raw,
        text=text,
        cuts=cuts,
        source=told.get("source") or _source(raw),
        published=told.get("published") or _date(raw),
        file=path.name,
    )


def _title(text: str) -> str:
    """The first line, where it is a heading and no sentence."""
    line = text.split("\n", 1)[0].strip()
    return line if 4 <= len(line) <= 50 and not line.endswith(("。", "；", "，", "：")) else ""


def _source(raw: str) -> str:
    found = SOURCE.search(raw[:HEAD]) or SOURCE.search(raw[-HEAD:])
    return (found[1] or found[2]).strip() if found else ""


def _date(raw: str) -> str | None:
    """The first date that stands alone near the top of the page, as an ISO date or month; one inside a sentence is not the page's own."""
    for line in raw[:HEAD].splitlines():
        found = DATE.search(line)
        if found and len(line.strip()) <= 50 and not line.rstrip().endswith(("。", "，")) and "，" not in line:
            year, month, day = found[1], int(found[2]), int(found[3] or 0)
            if 1 <= month <= 12 and day <= 31:
                return f"{year}-{month:02}-{day:02}" if day else f"{year}-{month:02}"
    return None
