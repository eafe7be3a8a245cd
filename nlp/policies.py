"""Documents of authorities: titles between 《》, titles written out, document numbers, laws known by their short names."""

import re
from collections.abc import Iterator

from nlp.lexicon import either, word_set, words
from nlp.organisations import kind_of
from nlp.page import Page
from nlp.spans import Mention

TITLE = re.compile(r"《((?:[^《》\n]|《[^《》\n]{2,60}》){2,120})》")
NUMBER = re.compile(
    r"[\u4e00-\u9fff]{1,10}[〔\[［（(【](?:19|20)\d\d[〕\]］）)】]\s?第?\d{1,5}号"
    r"|(?:国务院|主席|[\u4e00-\u9fff]{2,8}?(?:政府|部|委员会))令第?[\d一二三四五六七八九十百]{1,5}号"
)
_APPENDIX = re.compile(r"(?:[（(][^（()）]{1,14}[）)]|[\d.]+版)$")
_YEAR = re.compile(r"^(?:\d{4}年?)")
_ABOUT = re.compile(r"关于(?:[^。；！？\n《》]{4,70}?|[^。；！？\n《》]{2,20}《[^《》\n]{2,60}》[^。；！？\n《》]{0,20}?)的")
_PLAN = re.compile(r"“十[一二三四五]五”[\u4e00-\u9fff]{0,14}规划")


def find_policies(page: Page) -> Iterator[Mention]:
    """Every span that can be a policy's title, and newspapers between 《》."""
    yield from _titles(page)
    yield from _written_out(page)
    yield from _quoted(page)
    for match in NUMBER.finditer(page.text):
        lead = re.match(r".*(?:号为|为|以|由|的|按|据|照|和|及|与|在|于|是|从|下发|印发)", match.group().split("〔")[0])
        yield _policy((match.start() + (lead.end() if lead else 0), match.end()), "number", 0.9)
    for match in _PLAN.finditer(page.text):
        if match.end() - match.start() > 8:
            yield _policy(match.span(), "plan", 0.7)
    for match in re.finditer(either("policies", "known"), page.text):
        yield _policy(match.span(), "known", 0.85)


def _policy(span: tuple[int, int], rule: str, score: float) -> Mention:
    return Mention(start=span[0], end=span[1], label="POLICY", by=f"rule:POLICY/{rule}", score=score)


def _titles(page: Page) -> Iterator[Mention]:
    for match in TITLE.finditer(page.text):
        name, span = match[1], match.span(1)
        stem = _APPENDIX.sub("", name)
        if name in word_set("org", "names.media") or (kind_of(name) == "media" and len(name) <= 10) or re.search("[报刊网]$", name):
            yield Mention(start=span[0], end=span[1], label="ORG", kind="media", by="rule:ORG/press", score=0.85)
        elif _is_work(page.text, match):
            continue
        elif stem.endswith(words("policies", "ends")) or name.startswith("关于"):
            yield _policy(span, "title", 0.95)
        elif page.text.endswith(words("policies", "verbs"), 0, match.start()) and len(name) > 5:
            yield _policy(span, "issued", 0.75)


def _is_work(text: str, match: re.Match[str]) -> bool:
    near = words("policies", "works")
    return text.startswith(near, match.end()) or text.endswith(near, 0, match.start())


def _written_out(page: Page) -> Iterator[Mention]:
    """广东省民政厅关于…的通知: from the issuer, else from 关于, or the whole line where it is a heading."""
    ending = re.compile(either("policies", "unquoted"))
    for match in _ABOUT.finditer(page.text):
        end = ending.match(page.text, match.end())
        if not end or page.text[match.start() - 1 : match.start()] == "《" or _in_title(page.text, match.start(), end.end()):
            continue
        line = page.text.rfind("\n", 0, match.start()) + 1
        lead = page.text[line : match.start()]
        alone = re.compile(
            r"\s?(?:[（(](?:\d{4}年[^（()）]{0,10}|节选|摘要|摘编|摘录|全文|草案|征求意见稿|试行|公示稿)[）)])?(?:\n|$)"
        ).match(page.text, end.end())
        if alone and len(lead) <= 40 and not re.search("[，。；：！？]", lead):
            issuers = sum(line <= at <= match.start() for at in page.houses)
            first = line if issuers < 2 else match.start()
            yield _policy((first if lead.strip() else _issuer_above(page, first), end.end()), "heading", 0.9)
        elif match.start() in page.opened or page.text[match.start() - 1 : match.start()] in "“（发布":
            yield _policy((match.start(), end.end()), "written", 0.75)


def _issuer_above(page: Page, line: int) -> int:
    """Where the title begins whose issuer has the line above to itself (甲县民政局 / 关于…的通知)."""
    above = page.text.rfind("\n", 0, max(0, line - 1)) + 1
    end = line - 1
    while end > above and page.text[end - 1] in " \u3000":
        end -= 1
    start = page.houses.get(end, -1)
    return start if start >= 0 and not page.text[above:start].strip() else line


def _in_title(text: str, start: int, end: int) -> bool:
    """Whether the words stand inside 《》."""
    line = text.rfind("\n", 0, start) + 1
    return text.count("《", line, start) > text.count("》", line, start)


def _quoted(page: Page) -> Iterator[Mention]:
    """“社区治理十条”出台: a quotation that ends with a document's word, behind or before a verb of issuing."""
    for opening, closing in page.closed.items():
        name = page.text[opening + 1 : closing - 1]
        if (
            page.text[opening] != "“"
            or not 4 <= len(name) <= 24
            or not re.search("[一二三四五六七八九十]条$|条例$|办法$|意见$|公约$|规划$|规范$|报告$|折子工程$", name)
        ):
            continue
        yield _policy((opening + 1, closing - 1), "quoted", 0.75)
