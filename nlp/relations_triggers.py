"""The trigger words of relations, read from ``patterns.toml``."""

import re
import tomllib
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

PATTERNS = Path(__file__).with_name("patterns.toml")


class Frame(Struct, frozen=True, forbid_unknown_fields=True):
    """Words of one type of acting. The one who acts is the head,
    or with ``reverse`` the tail.

    ``patients`` narrows what may be acted on; ``gap`` is how many characters may stand between word and patient; ``mode`` keeps the
    word, by the name that ``modes`` gives it; ``carried`` narrows what may have been named before.
    """

    type: str
    verbs: str
    patients: tuple[str, ...] = ()
    agents: tuple[str, ...] = ()
    reverse: bool = False
    mode: bool = False
    modes: dict[str, str] = {}
    carried: tuple[str, ...] = ()
    gap: int = 16


class Triggers(Struct, frozen=True):
    """All frames by word, one expression that finds every word (longest first), and the expression of a post."""

    frames: dict[str, tuple[Frame, ...]]
    words: re.Pattern[str]
    post: re.Pattern[str]
    never_post: re.Pattern[str]


_NOT = re.compile(
    r"(?:尚未|从未|未能|未曾|没有|没能|并未|暂未|不再|不能|不得|无法|难以|未|没|尚无|暂无|拒绝|婉拒|停止|取消|终止)[^，\ue000-\ue007]{0,4}$"
)
_APART = re.compile("分别|各自|依次")
_MONEY = re.compile(r"[0-9０-９][0-9.,，]*(?:余|多)?[万亿千百]*(?:余|多)?元(?:/年)?|[一二三四五六七八九十百千万亿两]{2,}余?元")
_NOT_INSIDE = re.compile(r"尚未|从未|未能|未曾|没有|没能|并未|暂未|不再(?=参|加|由)|拒绝|婉拒|无缘|缺席")
_PLAN = re.compile(
    r"(?:计划|拟|打算|准备|有意|希望|期待|争取|力争|将要|即将|考虑|呼吁|建议|倡议|如果|倘若|一旦|鼓励|引导|允许|可以|应当|应(?!邀)|(?<![主需])要(?![求素闻]))[^，\ue000-\ue007]{0,4}$"
)
_UNCLEAR = re.compile(
    rf"{_APART.pattern}|{_NOT_INSIDE.pattern}|尚无|暂无|拒绝|婉拒|停止|取消|终止|拟|打算|准备|希望|争取|力争|将要|即将|考虑|建议|倡议|如果|倘若|(?<!行动)(?<!年)计划(?!书|里|中)|谁|怎样|怎么|如何|是否|什么|哪[个些]|？"
)


@cache
def relation_table() -> dict[str, Any]:
    """The part of the shipped patterns that is about relations."""
    return dict(tomllib.loads(PATTERNS.read_text("utf-8"))["relations"])


class ReferenceWords(Struct, frozen=True, forbid_unknown_fields=True):
    """The type words that may refer to things of one label."""

    any: str
    ending: str

    @property
    def any_words(self) -> list[str]:
        """Words that may mean anything of the label."""
        return self.any.split()

    @property
    def all_words(self) -> list[str]:
        """These and the words that only mean something whose name ends so."""
        return [*self.any.split(), *self.ending.split()]


@cache
def reference_words() -> dict[str, ReferenceWords]:
    """The type words of references by label."""
    return msgspec.convert(relation_table()["references"], dict[str, ReferenceWords])


def says_not(text: str) -> bool:
    """Whether the words of a whole wording deny it."""
    return bool(_NOT_INSIDE.search(text))


def denied(masked: str, at: int) -> bool:
    """Whether the words before ``at`` say that it is not so, or not yet so."""
    before = masked[max(0, at - 9) : at]
    return bool(_NOT.search(before) or _PLAN.search(before))


def unclear(masked: str) -> bool:
    """Whether any of the words say that something is not so, not yet so, or so of each of a list apart, or ask."""
    return bool(_UNCLEAR.search(masked))


def amount_in(text: str) -> str | None:
    """The first sum of money in the text, as printed."""
    m = _MONEY.search(text)
    return m[0] if m else None


def several_sums(text: str) -> list[str]:
    """The sums of 甲、乙分别捐赠5万元和3万元; empty where there is one, or the text does not speak of each."""
    found = [m[0] for m in _MONEY.finditer(text)] if _APART.search(text) else []
    return found if len(found) > 1 else []


def pairs(told: str, heads: int, tails: int) -> list[tuple[int, int]]:
    """Which of a list of heads is said of which of a list of tails, by their places.

    Each of each; where ``told`` speaks of each apart (三个站分别服务甲、乙、丙镇), one of one if they are as many, else nothing is said.
    """
    if heads > 1 and tails > 1 and _APART.search(told):
        return [(i, i) for i in range(heads)] if heads == tails else []
    return list(product(range(heads), range(tails)))


@cache
def triggers() -> Triggers:
    """The shipped trigger words, compiled once."""
    table = relation_table()
    frames: dict[str, tuple[Frame, ...]] = {}
    for frame in msgspec.convert(table["frames"], list[Frame]):
        for verb in frame.verbs.split():
            frames[verb] = (*frames.get(verb, ()), frame)
    posts = table["posts"]
    return Triggers(
        frames, any_of(frames), re.compile(f"(?:{_words(posts['titles'].split())})$"), re.compile(_words(posts["never"].split()))
    )


def any_of(words: object) -> re.Pattern[str]:
    """An expression for any of the words, the longest first."""
    return re.compile(_words(words))


def _words(words: object) -> str:
    return "|".join(map(re.escape, sorted(words, key=lambda w: (-len(w), w))))  # type: ignore[call-overload]
