"""Sections of a page: articles, headings, by-lines, captions, references."""

import re

from spacy.tokens import Doc

# A sentence ends at its mark; closing quotes, brackets and notes stay with it. A new paragraph always ends one.
SENTENCE = re.compile(r"[^\n。！？；!?;]*(?:[。！？；!?;]+[”’」』）)】》〉\"']*|$|(?=\n))")


def sentences(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """The sentences of ``text[start:end]`` as half-open spans, in order, without the white space around them.

    Sentences end with 。！？； or with the paragraph; closing quotes and brackets belong to the sentence before them.
    """
    found, at, end = [], start, len(text) if end is None else end
    while at < end:
        match = SENTENCE.match(text, at, end)
        stop = match.end() if match else end
        left, right = at, stop
        while left < right and text[left].isspace():
            left += 1
        while right > left and text[right - 1].isspace():
            right -= 1
        if left < right:
            found.append((left, right))
        at = max(stop, at + 1)
    return found


def find_sections(doc: Doc) -> Doc:
    """Sections of a page: articles, headings, by-lines, captions, references."""
    return doc
