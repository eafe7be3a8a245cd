"""Text for files: without the characters that no XML, spreadsheet or database file can hold, and escaped for XML."""

import re

# Control characters but tab and line breaks, halves of characters, and the two that are no characters.
UNFIT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
MARKUP = re.compile(r'[&<>"\r\n\t]')
# A parser would turn line breaks inside an attribute into spaces, and \r anywhere into \n.
ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\r": "&#13;", "\n": "&#10;", "\t": "&#9;"}


def clean(text: str) -> str:
    """The text without the characters that do not fit."""
    # What is printable has nothing to take out, and nearly all texts are: half the time of the expression.
    return text if text.isprintable() else UNFIT.sub("", text)


def xml(value: object) -> str:
    """A value as the content of an element or an attribute."""
    if isinstance(value, str):
        return escaped(clean(value))
    return str(value).lower() if isinstance(value, bool) else repr(value)


def escaped(text: str) -> str:
    """A clean text as XML, without markup of its own."""
    return MARKUP.sub(lambda m: ESCAPES[m[0]], text)
