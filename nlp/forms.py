"""Whether two forms name one thing in a document: short forms, relative names, names introduced by 以下简称."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from functools import lru_cache
from itertools import pairwise

from graph.names import spell, split_name
from graph.places import places
from nlp.brands import BEHIND, OWN_SIZES, brand
from nlp.lexicon import either, word_set
from nlp.organisations import kinds
from nlp.spans import Mention

SHORT = re.compile(
    r"[（(](?:以下|下文|下|后文|文中)?(?:统一?称|简称|又称|亦称|统称)(?:为|：|:)?[“\"《]?([^”\")）“，。《》]{2,16})[”\"》]?[)）]"
)
# 凉山彝族自治州 without its level is 凉山: which people a self-governing place is named for is no part of its own name.
_LEVEL = re.compile(
    f"(?:特别行政区|(?:(?:各|{either('places', 'peoples')})族?)+自治[区州县旗]|新区|街道|地区|林区|[省市区县州旗盟镇乡街])$"
)
_RELATIVE = re.compile("^(?:全|我|本|该)?(省|市|区|县|州|旗|镇|乡|街道|街|自治区)(?=[\u4e00-\u9fff]{2,})")
_YEAR = re.compile(r"^(?:\d{4}年?度?|第[一二三四五六七八九十\d]+届|首届|全省|全国|全市|全区)")
_QUOTED_PART = re.compile("“([^“”]{2,16})”(?=[\u4e00-\u9fff])")
_SAME_AGED = (("老年人", "老人"), ("残障人士", "残疾人"), ("残疾人士", "残疾人"), ("群体", ""), ("人群", ""))
# A core that is more than what such bodies do (社工).
_OWN_CORE = 3
# 甲社工站2024年工作计划: a paper, whose figures are those of whoever made it, and no project.
WORK_PLAN = re.compile("工作(?:计划|要点|总结|方案|报告)$")


def introduced_forms(text: str, mentions: list[Mention]) -> dict[tuple[str, str], str]:
    """(label, short form) → the name that it was introduced for."""
    found = {}
    for match in SHORT.finditer(text):
        owner = owner_of(mentions, match.start())
        # 以下简称《办法》: between these marks even a common word is the name of that document.
        titled = owner and owner.label == "POLICY" and text[match.start(1) - 1] == "《"
        if owner and (titled or names_something(match[1])):
            found[owner.label, match[1]] = "".join(text[owner.start : owner.end].split())
    return _quoted_parts(text, mentions) | _own_words(text, mentions) | found | _numbers(text, mentions)


def _own_words(text: str, mentions: list[Mention]) -> dict[tuple[str, str], str]:
    """The short forms of ``nlp/brands.py``, and whose they are."""
    names = {"".join(text[m.start : m.end].split()) for m in mentions if m.label == "ORG" and not m.by.endswith("/short")}
    owners = {own: name for name in sorted(names, key=lambda n: (len(n), n)) if (own := brand(name))}
    short = {text[m.start : m.end] for m in mentions if m.by.endswith("/short")}
    found = {("ORG", form): owners[own] for form in short for n in OWN_SIZES if (own := form[:n]) in owners}
    # 雪莲花中心 may be read as a name of its own.
    alike = {(own, name) for name in names for n in OWN_SIZES if (own := name[:n]) in owners and BEHIND.fullmatch(name, n)}
    shared = {own for x in names if (own := brand(x)) and not _same_organisation(owners[own], x)}
    return found | {("ORG", name): owners[own] for own, name in alike if own not in shared and owners[own] != name}


def _quoted_parts(text: str, mentions: list[Mention]) -> dict[tuple[str, str], str]:
    """慢半拍 stands for “慢半拍”志愿队; where two names quote it, for neither."""
    owners: dict[tuple[str, str], set[str]] = {}
    for m in mentions:
        name = "".join(text[m.start : m.end].split())
        part = _QUOTED_PART.search(name) if m.label in ("ORG", "PROJECT", "FUND") else None
        if part:
            owners.setdefault((m.label, part[1]), set()).add(name)
    return {key: max(names, key=lambda n: (len(n), n)) for key, names in owners.items() if len(names) == 1}


def quoted_forms(forms: Mapping[str, list[Mention]]) -> list[str]:
    """What the marks of a project's names hold (“矿工之家”热线 is also called 矿工之家); a saying in front of a name is no form of it."""
    projects = [form for form, some in forms.items() if some[0].label == "PROJECT" and not some[0].by.endswith("/saying")]
    return sorted({part[1] for form in projects if (part := _QUOTED_PART.match(form)) and part[1] not in word_set("projects", "ideas")})


# “护苗”项目: what is quoted is the name, with its type word it is called so too.
_TYPED = re.compile("”(?:项目|计划|行动|平台|工程|品牌|活动|专项行动|服务项目|公益项目)(?![\u4e00-\u9fff]?(?:书|组|办|部|化|期))")


def typed_forms(text: str, mentions: Iterable[Mention]) -> list[str]:
    """How a project is called whose name stands in quotation marks in front of a type word."""
    quoted = [m for m in mentions if m.label == "PROJECT" and text[m.start - 1 : m.start] == "“"]
    return sorted({text[m.start - 1 : typed.end()] for m in quoted if (typed := _TYPED.match(text, m.end))})


def always_typed(text: str, mentions: Iterable[Mention]) -> bool:
    """Whether each mention stands in quotation marks in front of a type word."""
    return all(text[m.start - 1 : m.start] == "“" and _TYPED.match(text, m.end) for m in mentions)


def _numbers(text: str, mentions: list[Mention]) -> dict[tuple[str, str], str]:
    """The number behind a document's title in brackets, or on the line above a heading that is one."""
    found = {}
    policies = [m for m in mentions if m.label == "POLICY"]
    for before, after in pairwise(policies):
        form = "".join(text[after.start : after.end].split())
        if form.endswith("号") and re.fullmatch(r"》?\s?[（(]", text[before.end : after.start]):
            found["POLICY", form] = "".join(text[before.start : before.end].split())
        form = "".join(text[before.start : before.end].split())
        alone = text[before.start - 1 : before.start] in ("", "\n") and text[before.end : before.end + 1] == "\n"
        if form.endswith("号") and alone and text[after.start - 1 : after.start] == "\n" and after.start - before.end < 60:
            found["POLICY", form] = "".join(text[after.start : after.end].split())
        below = re.fullmatch(r"》?[ 　]*\n[ 　]*", text[before.end : after.start]) and text[after.end : after.end + 1] == "\n"
        if below and re.search(r"号$", after_form := "".join(text[after.start : after.end].split())):
            found["POLICY", after_form] = "".join(text[before.start : before.end].split())
    return found


def names_something(short: str) -> bool:
    """Whether a short form is more than a common word (（以下简称《意见》）, （以下简称促进会）)."""
    return short not in word_set("aliases", "common") and short not in kinds()


def owner_of(mentions: list[Mention], at: int) -> Mention | None:
    """The mention that the bracket at ``at`` belongs to: it ends right before it, a closing mark between them at most.

    ``mentions`` are in text order and do not overlap.
    """
    before = bisect_right(mentions, at, key=lambda m: m.end) - 1
    return mentions[before] if before >= 0 and at - mentions[before].end <= 3 else None


@lru_cache(maxsize=65536)
def same_thing(label: str, full: str, short: str) -> bool:
    """Whether the shorter form stands for the thing that the longer one names in the same document."""
    if label == "PLACE":
        return _same_place(full, short)
    if label == "ORG":
        return _same_organisation(full, short)
    if label in ("PROJECT", "EVENT", "FUND"):
        return _same_project(full, short)
    if label == "GROUP":
        return _aged(full) == _aged(short)
    if label == "POLICY":
        return full.removeprefix("党的").removeprefix("中华人民共和国") == short or (
            len(short) > 6 and full.endswith(short) and not full.startswith("关于")
        )
    return False


def likely_key(label: str, form: str) -> str:
    """What two forms must have in common for ``same_thing``: an organisation's ending, a place's first character, a group's usual name."""
    if label == "ORG":
        return spell(form)[-2:]
    if label == "PLACE":
        return form[:1]
    return _aged(form) if label == "GROUP" else ""


def _aged(name: str) -> str:
    for long, short in _SAME_AGED:
        name = name.replace(long, short) if len(name) > len(long) + 1 or long == "老年人" else name
    return name


def stem(place: str) -> str:
    """浦东 of 浦东新区, 花山 of 花山街道; the name itself where nothing would be left."""
    short = _LEVEL.sub("", place)
    # 内蒙古自治区 keeps the people: it is the name.
    return short if len(short) > 1 else re.sub("族?自治[区县旗]$", "", place)


def _same_place(full: str, short: str) -> bool:
    if full.removesuffix("地区") == short and len(short) > 1:
        return True
    governing = "自治" in full and full[-1] == short[-1]  # 凉山州
    if stem(full) != stem(short) or (stem(short) != short and not full.startswith(short) and not governing):
        return False
    a, b = places().names.get(full), places().names.get(short)
    return a is None or b is None or bool(set(a) & set(b)) or short == stem(full)


def _same_organisation(full: str, short: str) -> bool:
    a, b = spell(full), spell(short)
    if a == b:
        return True
    relative = _RELATIVE.match(short)
    if relative:
        rest = b[relative.end() :]
        head = a[: len(a) - len(rest)] if a.endswith(rest) else ""
        return head.endswith(relative[1]) or (bool(head) and relative[1] == "市" and head in places().short)
    x, y = split_name(full), split_name(short)
    if (x.core, x.type) == (y.core, y.type) and len(y.core + y.type) > 2:
        return _within(x.place, y.place)
    if x.core == y.core and len(y.core) > _OWN_CORE and x.type.endswith(y.type):
        return _within(x.place, y.place)  # 水仙花社工中心 for 甲区水仙花社工服务中心
    if len(b) >= 4 and a.endswith(b) and a != b:
        return len(y.core) > 1
    return (
        len(b) >= 4
        and a[-2:] == b[-2:]
        and _within(x.place, y.place)
        and _subsequence(y.core, x.core)
        and len(y.core) > 1
        and x.type == y.type
    )


def _within(outer: str, inner: str) -> bool:
    """Whether a shorter place prefix fits the longer one (浦东 in 上海市浦东新区); no prefix fits any."""
    return not inner or stem(inner) in outer


def _subsequence(short: str, full: str) -> bool:
    rest = iter(full)
    return all(c in rest for c in short)


def _same_project(full: str, short: str) -> bool:
    a, b = re.sub("[“”]", "", full), re.sub("[“”]", "", short)
    if a == b or _YEAR.sub("", a) == b:
        return True
    if len(b) < 4 and not a.startswith(b):
        return False
    x = split_name(a)
    bare = a[len(x.place) :] if x.place else a
    return b in (bare, a.split("（")[0], bare.split("（")[0]) or re.sub("(?:项目|计划|服务|行动|平台|品牌|工程)$", "", bare) == re.sub(
        "(?:项目|计划|服务|行动|平台|品牌|工程)$", "", b
    )
