"""A web page → the text of its body, without menus and footers, and what its head says of it."""

import trafilatura

from graph.errors import InputError


def read_page(html: str, name: str) -> tuple[str, dict[str, str]]:
    """The body's text, one paragraph a line, and title, source and date where the page tells them.

    Raises InputError for a page without text.
    """
    text = trafilatura.extract(html, include_tables=True, include_comments=False) or ""
    if not text.strip():
        raise InputError(f"{name}：网页里没有正文；请打开页面另存为完整网页，或复制正文存为 txt")
    found = trafilatura.extract_metadata(html)
    told = {"title": found.title or "", "source": found.sitename or "", "published": found.date or ""}
    title = told["title"]
    return (text if not title or text.startswith(title) else f"{title}\n{text}"), told
