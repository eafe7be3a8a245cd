"""Whether a dictionary word stands across a place in the text (jieba's dictionary, loaded at first use)."""

import logging
import re
from functools import cache, lru_cache

import jieba

HANZI = re.compile("[\u3400-\u9fff]+")
TAIL = re.compile("[\u3400-\u9fff]{0,5}$")
HEAD = re.compile("[\u3400-\u9fff]{0,5}")


@cache
def dictionary() -> jieba.Tokenizer:
    """jieba's own tokenizer with its dictionary loaded, silently."""
    jieba.setLogLevel(logging.WARNING)
    jieba.initialize()
    return jieba.dt


def word_across(left: str, right: str) -> bool:
    """Whether the best segmentation of the hanzi around the break between ``left`` and ``right`` has a word that stands across it."""
    tail, head = TAIL.search(left[-5:]), HEAD.match(right)
    return _across(tail.group() if tail else "", head.group() if head else "")


@lru_cache(maxsize=65536)
def _across(tail: str, head: str) -> bool:
    if not tail or not head:
        return False
    at = 0
    for word in dictionary().cut(tail + head, HMM=False):
        at += len(word)
        if at == len(tail):
            return False
        if at > len(tail):
            return True
    return False
