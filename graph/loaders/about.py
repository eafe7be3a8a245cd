"""What a page says about itself: title, genre, source, date of publication."""

import datetime
import re

from graph.model import Document
from nlp.layout import TITLE_END
from nlp.sections import sections_of
from nlp.spans import Section

DATE = re.compile(r"((?:19|20)\d\d)\s*[-年./]\s*(\d{1,2})(?:\s*[-月./]\s*(\d{1,2}))?")
SOURCE = re.compile(r"(?:来源|稿源|原载|转自|摘自)\s*[:：于]?\s*《?([^\s《》，。；）)（(|]{2,30})")
# 据公开报道整理 names nobody; 简报, 专报 and 通报 are kinds of paper and no medium.
ACCORDING = re.compile(r"[（(]据(?!公开|有关|相关|报道|资料|统计|网络)《?([^》）)，。]{2,24}?)(?:报道|消息|\d.{0,12})?》?[）)]")
MEDIUM = re.compile(r"([\u4e00-\u9fffA-Za-z]{2,12}(?:(?<![简专通月年季周海情汇预])报|网|时刻|在线|频道|客户端|港|刊|新闻))(?=\s|$|\d|记者)")
OWN_REPORTER = re.compile(r"《([^《》\s]{2,12}(?:报|刊|网|周刊|杂志))》记者")
OFFICE = re.compile(r"[\u4e00-\u9fff]{3,20}(?:局|厅|委|部|政府|协会|联合会|基金会)")
PAPER = re.compile(r"关键词|[【\[]?摘\s*要[】\]]?\s*[:：]|参\s*考\s*文\s*献|\[[MJCD]\][.．]")
ORDER_NUMBER = re.compile(r"[〔\[［（(]\s*(?:19|20)\d\d\s*[〕\]］）)]\s*第?\s*\d{1,4}\s*号")
POLICY_TITLE = re.compile("(?:通知|意见|办法|方案|规划|条例|规定|细则|纲要|决定|标准|规范|批复|指南)(?:（[^（）]*）)?[”》]?$")
NOTICE_TITLE = re.compile("公告|公示|通告|名单|启事|招募|招标|中标|预告|邀请函|倡议书")
NEWS = re.compile(r"本报记者|本报讯|全媒体记者|记者[\u4e00-\u9fff]{2,4}[\s）)]|[日晚]报|新华社|下转|上接")


def about_page(document: Document) -> dict[str, str]:
    """``title``, ``genre``, ``source`` and ``published`` as the page itself gives them, empty where it does not."""
    sections = sections_of(document)
    bylines = [document.text[s.start : s.end] for s in sections if s.kind == "byline"]
    title = find_title(document.text, sections)
    return {
        "title": title,
        "genre": find_genre(document, title, bylines),
        "source": find_source(document.text, bylines, single=len({s.article for s in sections if s.kind == "body"}) < 2),
        "published": next((d for line in bylines if (d := find_date(line))), ""),
    }


def find_title(text: str, sections: list[Section]) -> str:
    """The headline of the page's first article; where it has none, a heading on the first page that names a policy."""
    titles = [text[s.start : s.end] for s in sections if s.kind == "title"]
    headings = (text[s.start : s.end] for s in sections[:15] if s.kind == "heading")
    ordered = next((t for t in titles if POLICY_TITLE.search(t) or NOTICE_TITLE.search(t)), "")
    named = ordered or next((t for t in titles if not t.endswith(("：", ":"))), "")
    return named or next((h for h in headings if TITLE_END.search(h)), "")


def find_date(text: str) -> str:
    """The first date of the text as ISO date or month, or nothing where there is none."""
    for year, month, day in DATE.findall(text):
        try:
            found = datetime.date(int(year), int(month), int(day or 1))
        except ValueError:
            continue
        return found.isoformat() if day else f"{found:%Y-%m}"
    return ""


def find_source(text: str, bylines: list[str], *, single: bool) -> str:
    """Who published the page. A source in brackets under one of several articles is not the page's."""
    said = next((m[1] for line in bylines if (m := SOURCE.search(line))), "")
    if said:
        return said
    medium = next((m[1] for line in bylines[:2] if (m := MEDIUM.match(line))), "")
    if not medium and (m := OWN_REPORTER.search(text)):
        medium = m[1]
    if not medium and single and bylines:
        medium = next((m[1] for line in bylines if (m := ACCORDING.search(line))), "")
    dated = (line for line in bylines[:2] if DATE.search(line))
    return medium or next((m[0] for line in dated if (m := OFFICE.search(line))), "")


def find_genre(document: Document, title: str, bylines: list[str]) -> str:
    """The genre by the marks that only one genre has; a report where there are none."""
    head = document.text[:400]
    if PAPER.search(head) or re.search(r"^\W*参\s*考\s*文\s*献", document.raw, re.MULTILINE):
        return "paper"
    if ORDER_NUMBER.search(head[:80]) or POLICY_TITLE.search(title):
        return "policy"
    if NOTICE_TITLE.search(title):
        return "notice"
    printed = any(NEWS.search(line) or MEDIUM.match(line) or ACCORDING.match(line) for line in bylines) or NEWS.search(document.raw[:200])
    return "newspaper" if printed or _in_columns(document.raw) or "本报讯" in document.text else "report"


def _in_columns(raw: str) -> bool:
    """Whether the page is set in narrow columns: most lines are shorter than thirty characters."""
    lines = sorted(len(line) for line in raw[:20_000].splitlines() if line.strip())
    return len(lines) > 20 and lines[len(lines) // 2] <= 24 and lines[len(lines) * 9 // 10] <= 40
