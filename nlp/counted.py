"""What a number counts: the noun after it (13家爱心企业接过了证书) or before it (志愿者注册了636万人), and the words that narrow it.

Word classes come from jieba's dictionary; where a noun ends is decided by them and by the lists of ``patterns.toml``.
"""

import logging
import re
from functools import cache, lru_cache

import jieba
import jieba.posseg
from msgspec import Struct

from nlp.indicators_words import alternation, any_of, word_set

LONGEST = 40
# Stands for the name of a place or body in the words around a number: it is whose figure it is, not what is counted.
OWNER, PERSON, BODY = "\ue000", "\ue001", "\ue002"
SIGNS = frozenset({OWNER, PERSON, BODY})
NAMES = re.compile(f"[{OWNER}{PERSON}{BODY}]+")
_NOUNS = ("n", "vn", "an", "l", "j", "i", "b", "a", "eng", "k", "zg", "s", "f", "ag", "vg", "g", "h", "z", "q")
_PAIRS = {"（": "）", "“": "”", "《": "》", "「": "」", "(": ")"}
_MONEY = frozenset({"元", "美元", "港元", "欧元", "万元"})
_TIME = re.compile(
    r"(?:截至|截止到?|自|从|早在|至|到)?(?:(?:19|20)\d\d年(?:\d{1,2}月(?:\d{1,2}日)?)?|\d{1,2}月\d{1,2}[日号]|“?十[一二三四]?五”?(?:期间|时期))(?:年?初|年?底|年?末|以来|起|间|上半年|下半年|来)?，?"
)
# 心愿数从开始的｜100个, 人才由2015年的｜1.2万人: what grew stands before 从 or 由.
_FROM = re.compile(
    r"[从由](?=$)|[从由自](?:现在|目前|如今|当前|眼下|最初|开始|起初|原来|原先|当初|过去|此前|去年|上年|[^，。；的从由自]{0,8}(?:前|初|末|底|年|始|时|之初))的?$"
)
_PLAIN_START = re.compile(r"^的?(?:各类|各种|各级|各项|不同|多种)?")


class Thing(Struct, frozen=True):
    """What is counted and what narrows it. ``end`` is how far into the text after the number its name goes."""

    measure: str = ""
    qualifier: str = ""
    end: int = 0


@cache
def _tagger() -> jieba.posseg.POSTokenizer:
    jieba.setLogLevel(logging.WARNING)
    return jieba.posseg.POSTokenizer(jieba.dt)


@cache
def _known() -> re.Pattern[str]:
    """The nouns of this field, which the dictionary lacks or takes apart; 60岁以上的老人 is one noun too."""
    return re.compile(any_of("nouns") + r"|\d+(?:[-至到—]\d+)?(?:周)?岁(?:及)?(?:以上|以下|以内)?的?(?=[\u4e00-\u9fff])")


@lru_cache(maxsize=8192)
def tagged(text: str) -> tuple[tuple[str, str], ...]:
    """The words of a short text with jieba's word class; words that the dictionary lacks stay single characters of class x."""
    words: list[tuple[str, str]] = []
    at = 0
    for known in _known().finditer(text):
        words += [(pair.word, pair.flag) for pair in _tagger().cut(text[at : known.start()], HMM=False)]
        words.append((known.group(), "n"))
        at = known.end()
    words += [(pair.word, pair.flag) for pair in _tagger().cut(text[at:], HMM=False)]
    return tuple(words)


def is_nominal(word: str, flag: str, closing: bool = False) -> bool:
    """Whether the word can be part of a noun; ``closing`` where it would be the last word of one."""
    if closing and (word in word_set("nominal") or word in word_set("amounts") or word in word_set("heads")):
        return True
    if word in word_set("stops") or word in SIGNS:
        return False
    if word in word_set("heads"):  # the dictionary calls some of them verbs (组织, 考生)
        return True
    return flag.startswith("n") or flag in _NOUNS or word in word_set("nominal")


def noun_after(text: str) -> Thing:
    """The noun at the beginning of ``text`` (what follows a number), empty where something else begins."""
    match = _PLAIN_START.match(text)
    start = match.end() if match else 0
    words = tagged(text[start : start + LONGEST])
    taken: list[str] = []
    at = last_noun = start
    closing = ""
    for i, (word, flag) in enumerate(words):
        if closing:
            closing = "" if word == closing else closing
        elif word in _PAIRS and _bracket_fits(text, at, bool(taken)):
            closing = _PAIRS[word]
        elif not _continues(words, i, bool(taken)):
            break
        taken.append(word)
        at += len(word)
        if not closing and flag not in ("uj", "c") and word != "、":
            last_noun = at
    noun = text[start:last_noun]
    return Thing(measure=noun, end=last_noun) if re.search(r"\w", noun) and not closing else Thing()


def _bracket_fits(text: str, at: int, begun: bool) -> bool:
    inside = re.compile(r"[（“《「(]([^（）“”《》「」()，。；]{1,20})[）”》」)]").match(text, at)
    return inside is not None and not re.search(r"\d", inside[1]) and (not begun or text[at] in "（(" or inside.end() < len(text))


def _continues(words: tuple[tuple[str, str], ...], i: int, begun: bool) -> bool:
    word, flag = words[i]
    following = words[i + 1] if i + 1 < len(words) else ("", "")
    if following[0] in ("到", "至", "了", "成", "为", "得") and flag in ("v", "a", "vn", "ad") and word not in word_set("heads"):
        return False
    if word in ("和", "与", "及", "暨", "、", "或"):
        return begun and is_nominal(*following) and following[0] != "其中"
    if word == "的":
        return begun and is_nominal(*following) and sum(len(w) for w, _ in words[:i]) <= 8
    if word in word_set("heads"):
        return True
    if word in word_set("stops"):
        return word in word_set("nominal") and is_nominal(*following)
    if flag == "i" and begun and not any(word.endswith(w) for w in word_set("heads")):  # 社团应运而生
        return False
    if flag in ("v", "vd", "vi", "x", "p") and word not in word_set("nominal"):
        return flag == "x" and not begun and re.fullmatch(r"[\u3400-\u9fffA-Za-z·—-]+", word) is not None
    if word in word_set("nominal") and begun and flag == "v":
        return is_nominal(*following) or following[0] in ("", "（")
    return is_nominal(word, flag)


def noun_before(text: str) -> Thing:
    """The noun at the end of ``text`` (what precedes a number) with the words before it that narrow it.

    ``measure`` is empty where the text ends in 的 (取得资格的有38家): then all of it is the qualifier.
    """
    if origin := _FROM.search(text):
        text = text[: origin.start()] if origin.start() else text
    words = _trim(list(tagged(_tail().sub("", _TIME.sub("", text[-LONGEST:])))))
    if not words:
        return Thing()
    if words[-1][0] == "的":
        return Thing(qualifier=_join(words[:-1]))
    verb: list[tuple[str, str]] = []
    while words and not is_nominal(*words[-1], closing=True) and words[-1][0] not in _PAIRS.values() and words[-1][0] != "组织":
        verb.insert(0, words.pop())
    noun: list[tuple[str, str]] = []
    while words and _goes_back(words, noun):
        noun.insert(0, words.pop())
    while noun and noun[0][0] in ("和", "与", "及", "、", "的", "）", "”"):
        noun.pop(0)
    if not noun:
        return Thing(measure=_join([*words, *verb]))
    if words and words[-1][0] == "的":
        words.pop()
    front: list[tuple[str, str]] = []
    while not words and len(noun) > 1 and noun[0][0] in word_set("acting") and any(_join(noun[1:]).endswith(w) for w in word_set("heads")):
        front.append(noun.pop(0))
    verb = front + verb
    # Cut in the middle of a quotation, only what stands behind it is left.
    return Thing(measure=_join(noun), qualifier=re.sub("^[^“]*”", "", _join([*_since_sign(words[-8:]), *verb])))


def _since_sign(words: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """The words after the last name."""
    at = max((i for i, (word, _) in enumerate(words) if word in SIGNS), default=-1)
    return [w for w in words[at + 1 :] if w[0] not in ("的", "，")]


def _trim(words: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """The words without fillers in front (目前, 全省共有) and without what links them to the number (总数达到)."""
    while words and (words[-1][0] in word_set("tails") or words[-1][1] in ("d", "p", "ul", "uz", "c")) and words[-1][0] != "的":
        words.pop()
        if words and words[-1][0] == "的" and len(words) == 1:
            return []
    while words and _opens(*words[0]):
        words.pop(0)
    return words


def _opens(word: str, flag: str) -> bool:
    """Whether the word can only stand before what is counted."""
    if word in SIGNS or word in word_set("fillers"):
        return True
    return flag in ("d", "c", "r", "t", "uj", "x") and word not in _PAIRS


def _goes_back(words: list[tuple[str, str]], noun: list[tuple[str, str]]) -> bool:
    word, flag = words[-1]
    if word in _PAIRS.values() or word in _PAIRS:
        return True
    if any(w in _PAIRS.values() for w, _ in noun) and not any(w in _PAIRS for w, _ in noun):
        return True
    if word in ("和", "与", "及", "、"):
        return bool(noun) and len(words) > 1 and is_nominal(*words[-2])
    if word == "组织" or word in word_set("nominal"):
        return True
    return is_nominal(word, flag) and flag not in ("vg",)


def _join(words: list[tuple[str, str]]) -> str:
    return (
        NAMES.sub("", "".join(w for w, _ in words))
        .strip("，、：；|｜的了着 ")
        .removeprefix("（")
        .removeprefix("“" if not any("”" in w for w, _ in words) else "““")
    )


@cache
def _tail() -> re.Pattern[str]:
    """Links of more than one character at the end; single ones are told by word class, since 有 may be part of 所有."""
    return re.compile(alternation(w for w in word_set("tails") if len(w) > 1) + "+了?$")


def is_money(unit: str) -> bool:
    """Whether the unit is one of money."""
    return unit in _MONEY


def money_noun(text: str) -> Thing:
    """The noun after an amount of money: 100万元的新增经费, 40%补助. A noun that is no money is what the money is for, not the measure."""
    direct = re.match(any_of("amounts"), text)
    found = noun_after(text) if not direct else Thing(direct.group(), end=direct.end())
    named = re.search(any_of("amounts") + "$", found.measure)
    if found.measure and (named or text.startswith("的")):
        return found
    kind = _MONEY_NOUN.match(text)
    return Thing(kind[1], end=kind.end(1)) if kind and not _USED.match(kind[1]) else Thing()


# 5万元｜以奖代补资金, 500万元｜作为创新资金: the name of the money holds a verb.
_MONEY_NOUN = re.compile(
    r"(?:的|作为)?([\u4e00-\u9fff]{0,8}(?:资金|经费|基金|补贴|补助|奖励|津贴|奖金|助学金|[善捐助奖赠]款))(?=[，。；、）\n]|$|作为|用于|设立)"
)
_USED = re.compile("用于|用作|给予|支持|设立|成立|发放|购买|开展|资助|注入|投入|投向|来自|出自|由|给|在|与|和|到|为|的")
