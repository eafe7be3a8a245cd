"""Which article of its page a paragraph belongs to. Pages carry several; no subject, no "our province", no "it" crosses to the next.

An article ends at a jump to another page, at a source or author in brackets under it, and before a by-line, a date-line or a headline of
the next one. Some pages set headlines under the article; the words that a headline shares with the text above and below tell.
"""

import re

from msgspec import Struct

from nlp.spans import SectionKind

# 某市某协会会长 张三： over a speech
SPEAKER = re.compile(r".{4,40}\s\S{2,5}[：:]$")
OPENING_BYLINE = re.compile(r"[■□◆●]|(?:本报|本刊|特约)\S{0,6}(?:记者|通讯员)|记者|作者")
CLOSING_BYLINE = re.compile(r"[（(]|来源|稿源|文章来源|信息来源")
DATE_LINE_STORY = re.compile(r"(?:本报讯|本报\S{0,12}电|新华社\S{0,16}电|中新网\S{0,16}电|\S{2,10}(?:网|客户端|记者)\S{0,10}讯)")


class Paragraph(Struct):
    """A paragraph of a page: its span, what it is, the article it belongs to, and what the page shows around it.

    ``marked``: an indent or caption mark stands before it; ``jump_to``, ``jump_from``: a jump to or from another page stands before it;
    ``original``: for a pull-quote the number of the paragraph that it repeats.
    """

    start: int
    end: int
    text: str
    kind: SectionKind = "body"
    article: int = 0
    marked: bool = False
    jump_to: bool = False
    jump_from: bool = False
    original: int = -1

    @property
    def speaker(self) -> bool:
        """Whether this names who speaks in the article: post, name, colon."""
        return SPEAKER.match(self.text) is not None


def number_articles(page: list[Paragraph]) -> None:
    """Give each paragraph its article, counted from 0 in the order of their first lines, and tell titles from headings."""
    starts = _starts(page)
    _number(page, starts)
    _adopt_orphans(page)
    _mark_titles(page)
    _set_apart(page)


def _starts(page: list[Paragraph]) -> set[int]:
    """The numbers of the paragraphs that begin an article."""
    starts = {0}
    first = 0  # where the article begins
    body = False  # whether it has text so far
    for n, p in enumerate(page):
        if n and (p.jump_to or p.jump_from):
            starts.add(n)
            first, body = n, False
        opens = (p.kind == "byline" and OPENING_BYLINE.match(p.text)) or (p.kind == "body" and DATE_LINE_STORY.match(p.text))
        if body and opens and _text_after(page, n if p.kind == "body" else n + 1):
            first = _headline_above(page, n)
            starts.add(first)
        if n and body and opens and p.kind == "byline" and page[n - 1].kind == "byline" and CLOSING_BYLINE.match(page[n - 1].text):
            starts.add(n)  # under the end of an article: the by-line of another one, whose place on the page it lost
        body = body or p.kind == "body"
        if body and p.kind == "byline" and CLOSING_BYLINE.match(p.text) and _text_after(page, n + 1):
            first, body = _after_closing(page, n, first), False
            starts.add(first)
    return starts | _speeches(page, starts)


def _text_after(page: list[Paragraph], n: int) -> bool:
    return any(p.kind == "body" for p in page[n : n + 12])


def _headline_above(page: list[Paragraph], n: int) -> int:
    while n > 0 and page[n - 1].kind == "heading":
        n -= 1
    return n


def _after_closing(page: list[Paragraph], n: int, first: int) -> int:
    """Where the next article begins after the closing by-line ``n``: the headline below it may still belong to the article above."""
    end = _run_end(page, n + 1)
    untitled = not any(p.kind == "heading" for p in page[first : first + 2])
    return end if untitled and end > n + 1 and _nearer_above(page, (n + 1, end), first) else n + 1


def _run_end(page: list[Paragraph], n: int) -> int:
    while n < len(page) and page[n].kind == "heading":
        n += 1
    return n


def _nearer_above(page: list[Paragraph], run: tuple[int, int], first: int) -> bool:
    """Whether the headline lines ``run`` share more words with the text above, from ``first`` on, than with the text below."""
    words = {p.text[i : i + 2] for p in page[slice(*run)] for i in range(len(p.text) - 1)}
    above = "\n".join(p.text for p in page[first : run[0]])
    below = "\n".join(p.text for p in page[run[1] : run[1] + max(run[0] - first, 4)])
    return sum(w in above for w in words if w not in below) > sum(w in below for w in words if w not in above)


def _speeches(page: list[Paragraph], starts: set[int]) -> set[int]:
    """Starts of the speeches on a page of several: each has a headline with its speaker, all above or all under their text."""
    runs = []
    for n, p in enumerate(page):
        if p.kind == "heading" and p.speaker:
            top = _headline_above(page, n) if n else 0
            runs.append((top, _run_end(page, n)))
    runs = [r for r in dict.fromkeys(runs) if r[0] > 0]
    if not runs:
        return set()
    under = runs[-1][1] == len(page) or _nearer_above(page, runs[0], 0)
    return {end if under else top for top, end in runs if end < len(page)} - starts


def _number(page: list[Paragraph], starts: set[int]) -> None:
    article = highest = 0
    jumped: list[int] = []
    for n, p in enumerate(page):
        if p.jump_to and n:
            jumped.append(article)
        if n in starts and n:
            resumed = p.jump_from and jumped
            highest += not resumed
            article = jumped.pop() if resumed else highest
        p.article = article


def _adopt_orphans(page: list[Paragraph]) -> None:
    """An article without text is a by-line or headline of another: the first that has no by-line, or the one before it."""
    texts = {p.article for p in page if p.kind == "body"}
    if not texts:
        for p in page:
            p.article = 0
        return
    unsigned = min(texts - {p.article for p in page if p.kind == "byline"}, default=-1)
    previous = min(texts)
    for p in page:
        if p.article in texts:
            previous = p.article
        else:
            p.article = unsigned if p.kind == "byline" and unsigned >= 0 else previous


def _mark_titles(page: list[Paragraph]) -> None:
    """Headlines are the first lines of an article, or its last ones; a heading with text of its article on both sides stays one."""
    articles: dict[int, list[Paragraph]] = {}
    for p in page:
        if p.kind not in ("quote", "caption"):
            articles.setdefault(p.article, []).append(p)
    for own in articles.values():
        _mark_run(own)
        if not any(p.kind == "title" for p in own):
            _mark_run(own[::-1])


def _mark_run(own: list[Paragraph]) -> None:
    count = 0
    for p in own:
        if p.kind == "heading" and count < 4 and not re.match(r"[（(【]|[一二三四五六七八九十]{1,3}、", p.text):
            p.kind = "title"
            count += 1
        elif p.kind != "byline":
            return


def _set_apart(page: list[Paragraph]) -> None:
    """A pull-quote goes with the paragraph that it repeats; a caption may speak of another place, so that each stands alone."""
    for p in page:
        if p.kind == "quote":
            p.article = page[p.original].article
    last = max((p.article for p in page), default=0)
    for p in page:
        if p.kind == "caption":
            last += 1
            p.article = last
