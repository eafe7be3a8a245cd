"""Projects, events and funds: a type word at the end, words of its own in front; quotations beside a word for projects."""

import re
from collections.abc import Iterator

from msgspec import Struct

from nlp.lexicon import either, hits, word_set, words
from nlp.page import Page, Walk
from nlp.spans import Mention

HANZI = re.compile("[\u3400-\u9fff]")
YEAR = re.compile(r"(?:(?:19|20)\d\d|[二〇○零一二三四五六七八九十]{2,4})年?度?$|第[一二三四五六七八九十百\d]{1,3}届$")
_MARKS = "（）()”·-—+& 、和与及暨"
# 等 … 项目 and counted things are no names.
_COUNTED = re.compile(
    r"[\d一二三四五六七八九十两几多余百千万数]+(?:余|多)?(?:个|项|类|批|场|次|届|种|大|支|只|万元|亿元|元|期)?(?:[\u4e00-\u9fff]{0,2}类)?$"
)


class Sort(Struct, frozen=True):
    """How one label is read: its section in the word lists, what may stand behind the name, how long its own words must be."""

    label: str
    section: str
    verbs: bool
    not_before: str
    own: int
    placed: int


SORTS = (
    Sort("EVENT", "events", True, r"[员场室纪议址务]|主持|记录", 4, 2),
    Sort("FUND", "funds", False, r"会|管理办|办法|[局部所厅收]", 2, 1),
    Sort(
        "PROJECT",
        "projects",
        False,
        r"[部组书员]|化(?!解)|经理|负责|主管|制(?!作)|法|师|人员|生育|经济|资金|单位|性|点|办|地块|经费|方案|名称|申报|内容",
        2,
        2,
    ),
)


def find_phrases(page: Page) -> Iterator[Mention]:
    """Every span that can be a project, an event or a fund."""
    for sort in SORTS:
        yield from _by_end(page, sort)
        if sort.section != "projects":
            for match in re.finditer(either(sort.section, "known"), page.text):
                yield _mention(sort, match.span(), "known", 0.85)
    yield from find_quoted(page)


def _mention(sort: Sort, span: tuple[int, int], rule: str, score: float) -> Mention:
    return Mention(start=span[0], end=span[1], label=sort.label, by=f"rule:{sort.label}/{rule}", score=score)


def _by_end(page: Page, sort: Sort) -> Iterator[Mention]:
    walk = Walk(page, verbs=True)
    ends: dict[int, int] = {}
    for start, end, key in hits(sort.section, page.text):
        if key == "ends":
            ends[end] = min(start, ends.get(end, start))
    stop = re.compile(sort.not_before)
    for end, at in ends.items():
        if stop.match(page.text, end) or not (page.ends_word(end) or not HANZI.match(page.text[end : end + 1])):
            continue
        start = _start(page, walk, at)
        score = _judge(page, sort, (start, at, end))
        if score:
            yield _mention(sort, (_with_year(page, sort, start), _with_bracket(page, end)), "suffix", score)


def _start(page: Page, walk: Walk, at: int) -> int:
    start = walk.start(at)
    place = next((p for p in sorted(page.place_starting) if start <= p < at), None)
    if place is not None:
        return page.row_start(place)
    while start < at and page.text[start] in _MARKS and start not in page.closed:
        start += 1
    return start


def _with_year(page: Page, sort: Sort, start: int) -> int:
    """2021年度|浦东社工节, 第三届|公益创投大赛: the year belongs to an event's name."""
    if sort.label != "EVENT":
        return start
    match = YEAR.search(page.text, max(0, start - 8), start)
    return match.start() if match else start


def _with_bracket(page: Page, end: int) -> int:
    """平台（试点）: a short note that belongs to the name."""
    close = page.closed.get(end, 0)
    return close if close and page.text[end + 1 : close - 1] in ("试点", "一期", "二期", "三期", "试行") else end


def _judge(page: Page, sort: Sort, cut: tuple[int, int, int]) -> float:
    start, at, _end = cut
    text = page.text
    row_end = page.row_end(start)
    own = _own(page, sort, max(row_end, start), at)
    if row_end > start:
        return 0.85 if len(own) >= sort.placed or (sort.label == "EVENT" and at - row_end >= 4) else 0.0
    if _COUNTED.search(text, max(0, start - 8), start) or text[start - 1 : start] in "该本此各":
        return 0.0
    if len(own) < sort.own:
        return 0.0
    triggered = text.endswith(words("projects", "verbs"), 0, start) or text[start - 1 : start] in ("“", "《", "\n")
    return 0.75 if triggered else 0.6 if len(own) >= sort.own + 2 or sort.label != "PROJECT" else 0.45


def _own(page: Page, sort: Sort, start: int, at: int) -> str:
    """What is left of the words before the type word without those that only say what kind it is."""
    left, edge, generic = [], at, word_set(sort.section, "generic")
    while edge > start:
        if edge in page.opened and page.opened[edge] >= start:
            left.append(page.text[page.opened[edge] + 1 : edge - 1] if page.text[edge - 1] == "”" else "")
            edge = page.opened[edge]
            continue
        word = page.word_before(edge)
        word = word if edge - len(word) >= start else page.text[start:edge]
        if word not in generic and HANZI.search(word):
            left.append(word)
        edge -= len(word)
    return "".join(left)


def find_quoted(page: Page) -> Iterator[Mention]:
    """“微心愿”项目, 名叫“慈善惠老”, 品牌“甲”“乙”和“丙”: what stands in the quotation is the name."""
    named: set[int] = set()
    for opening in sorted(page.closed):
        closing = page.closed[opening]
        name = page.text[opening + 1 : closing - 1]
        if page.text[opening] != "“" or not 2 <= len(name) <= 20 or re.search("[，。；：？！、《]", name):
            continue
        score = _quoted_score(page, opening, closing, named)
        if score:
            named.add(closing)
            yield Mention(start=opening + 1, end=closing - 1, label="PROJECT", by="rule:PROJECT/quoted", score=score)


def _quoted_score(page: Page, opening: int, closing: int, named: set[int]) -> float:
    text = page.text
    behind = text.startswith(words("projects", "nouns"), closing)
    before = text.endswith(words("projects", "nouns"), 0, opening)
    verb = text.endswith(words("projects", "verbs"), 0, opening)
    inside = text.endswith(words("projects", "ends"), opening, closing - 1)
    if inside and closing - opening > 5:
        return 0.85
    if behind:
        return 0.8
    if before or (verb and re.match("[，。、；的为]|等", text[closing:])):
        return 0.7
    joined = re.compile("[、和及与]{0,2}$").search(text, max(0, opening - 2), opening)
    return 0.65 if joined and joined.start() in named else 0.0
