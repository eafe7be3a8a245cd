"""A web page → the text of its body, with the title, source and date that its head gives."""

import re

import lxml.html  # type: ignore[import-untyped]
import trafilatura
from msgspec import Struct

from graph.errors import InputError
from graph.loaders.about import SOURCE, find_date

# Names of meta tags, best first: those of government sites (a national standard for site articles) before the general ones.
TITLES = ("articletitle", "og:title", "twitter:title", "title")
SOURCES = ("contentsource", "source", "article:author", "og:site_name")
DATES = ("pubdate", "publishdate", "publishtime", "article:published_time", "og:release_date", "date", "dc.date")
# Web sites put their own name behind the title.
SITE = re.compile(r"\s*[-_|–—]{1,2}\s*[^-_|–—]{2,30}$")


class PageText(Struct, frozen=True):
    """The body of a web page, one paragraph or table row a line, and what its head says; empty where it does not."""

    text: str
    title: str = ""
    source: str = ""
    published: str = ""


def page_text(html: str, name: str) -> PageText:
    """The body of a page, its headline first. Raises InputError where the page has no body."""
    # lxml refuses a str with an encoding declaration, and characters that XML does not allow
    html = re.sub(r"^\s*<\?xml[^>]*\?>", "", html.replace("\x00", ""))
    tree = lxml.html.document_fromstring(html) if re.search(r"<\w", html) else None
    body = trafilatura.extract(html, include_comments=False, include_tables=True, include_links=False) if tree is not None else None
    if tree is None or body is None or len(re.findall(r"\w", body)) < 10:
        raise InputError(f"{name}：网页里没有正文（可能只有框架、图片或脚本）；请在浏览器里打开，把正文另存为文本")
    meta = _meta(tree)
    title = _title(tree, meta)
    visible = " ".join(tree.xpath("//body//text()[not(ancestor::script or ancestor::style)]"))
    top = visible[: visible.find(body[:12]) + 200]
    source = next((meta[k] for k in SOURCES if meta.get(k)), "") or (m[1] if (m := SOURCE.search(top)) else "")
    published = find_date(next((meta[k] for k in DATES if meta.get(k)), "")) or find_date(top)
    first = re.sub(r"\W", "", title) in re.sub(r"\W", "", body[: len(title) + 80])
    return PageText(body if first or not title else f"{title}\n{body}", title, source.strip(), published)


def _meta(tree: lxml.html.HtmlElement) -> dict[str, str]:
    found: dict[str, str] = {}
    for tag in tree.iter("meta"):
        key = (tag.get("name") or tag.get("property") or "").lower()
        value = " ".join((tag.get("content") or "").split())
        if key and value:
            found.setdefault(key, value)
    return found


def _title(tree: lxml.html.HtmlElement, meta: dict[str, str]) -> str:
    headlines = [" ".join(h.text_content().split()) for h in tree.iter("h1")]
    named = [meta.get("articletitle", ""), *headlines[:1], *(SITE.sub("", meta.get(k, "")) for k in TITLES[1:])]
    named.append(SITE.sub("", " ".join((tree.findtext(".//title") or "").split())))
    return next((t for t in named if len(t) > 3), "")
