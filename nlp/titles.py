"""Policies, projects, events, funds and groups of people: names in marks, and names by their last word."""

import re
from functools import cache

from nlp.lexicon import closed_words, pattern, starts_of_words, word_set, words
from nlp.organisations import _left_edge, _own_words, _row_end
from nlp.placenames import PlaceName
from nlp.spans import Mention

MARKS = re.compile(r"《([^《》\n]{2,80}?(?:《[^《》\n]{2,60}》[^《》\n]{0,20})?)》")
QUOTES = re.compile(r"“([^“”，。；\n]{2,20})”")
NUMBER = re.compile(r"[\u4e00-\u9fff]{1,8}〔\d{4}〕\d{1,4}号|[\u4e00-\u9fff]{1,8}\[\d{4}\]\d{1,4}号")
PAPER = re.compile(r"(?:日报|晚报|时报|早报|商报|都市报|周刊|周报|社会报|青年报|晨报|月刊|快报|新报)$")


def find_policies(text: str) -> list[Mention]:
    """Documents of authorities in 《》, and newspapers in 《》 as media."""
    found = []
    for match in MARKS.finditer(text):
        name = match[1]
        if PAPER.search(name):
            found.append(Mention(start=match.start(1), end=match.end(1), label="ORG", kind="media", by="rule:ORG/marks", score=0.9))
        elif _is_policy(name):
            found.append(Mention(start=match.start(1), end=match.end(1), label="POLICY", by="rule:POLICY/marks", score=0.92))
    for name in words("policies", "standalone"):
        found += [
            Mention(start=m.start(), end=m.end(), label="POLICY", by="rule:POLICY/known", score=0.85) for m in re.finditer(name, text)
        ]
    return found


def _is_policy(name: str) -> bool:
    tail = re.sub(r"[（(][^（()）]*[）)]$|\d+(?:\.\d+)?版$|\s", "", name)
    return tail.endswith(words("policies", "words")) or "关于" in name or bool(re.search(r"(?:手册|规划|方案)", name))


@cache
def _project_end() -> "re.Pattern[str]":
    return pattern(("projects", "words"))


def find_projects(text: str, names: list[PlaceName]) -> list[Mention]:
    """Projects, programmes, platforms and bases: in quotation marks beside a word of projects, or by their last word."""
    return _quoted_projects(text) + _named_projects(text, names)


def _quoted_projects(text: str) -> list[Mention]:
    found = []
    for match in QUOTES.finditer(text):
        name, after, before = match[1], text[match.end() : match.end() + 8], text[max(0, match.start() - 8) : match.start()]
        tail = next((n for n in words("projects", "nouns") if after.startswith(n)), "")
        own = name.endswith(words("projects", "words"))
        told = any(v in before for v in words("projects", "verbs"))
        if not (tail or own or (told and len(name) >= 3)) or _slogan(name):
            continue
        found.append(
            Mention(
                start=match.start(1), end=match.end(1), label="PROJECT", by="rule:PROJECT/quoted",
                score=0.82 if tail or own else 0.65,
            )
        )  # fmt: skip
    return found


def _slogan(name: str) -> bool:
    return (
        "联动" in name
        or "、" in name
        or bool(re.search(r"[一二三四五六七八九十两\d][个化社大级有更新X]|模式$|机制$|治理$|格局$|体系$|精神$", name))
    )


def _named_projects(text: str, names: list[PlaceName]) -> list[Mention]:
    starts, found = starts_of_words(text), []
    for match in _project_end().finditer(text):
        if starts[match.end()] < 0 and "\u4e00" <= text[match.end() : match.end() + 1] <= "\u9fff":
            continue
        start = _left_edge(text, match.start(), starts, names)
        while start < match.start() and text[start] in "（）()“”-—·":
            start += 1
        core = text[_row_end(names, start) : match.start()]
        weak = match.group() in (
            "平台",
            "项目",
            "计划",
            "行动",
            "工程",
            "基地",
            "品牌",
            "空间",
            "超市",
            "课堂",
            "食堂",
            "热线",
            "联盟",
            "阵地",
            "家园",
            "书屋",
        )
        if len(core) >= (3 if weak else 2) and len(_own_words(core)) >= (2 if weak else 1) and not _slogan(core):
            found.append(Mention(start=start, end=match.end(), label="PROJECT", by="rule:PROJECT/ending", score=0.7))
    return found


def find_events(text: str, names: list[PlaceName]) -> list[Mention]:
    """Meetings, forums, competitions and festivals that have a name."""
    starts, found = starts_of_words(text), []
    for match in pattern(("events", "words")).finditer(text):
        start = _left_edge(text, match.start(), starts, names)
        while start < match.start() and text[start] in "（）()“”-—·":
            start += 1
        core = text[start : match.start()]
        if len(_own_words(core)) >= 2 and len(core) >= 4:
            found.append(Mention(start=start, end=match.end(), label="EVENT", by="rule:EVENT/ending", score=0.75))
    for name in words("events", "standalone"):
        found += [Mention(start=m.start(), end=m.end(), label="EVENT", by="rule:EVENT/known", score=0.85) for m in re.finditer(name, text)]
    return found


def find_funds(text: str, names: list[PlaceName]) -> list[Mention]:
    """Named funds and sources of money; 基金会 is an organisation."""
    starts, found = starts_of_words(text), []
    for match in pattern(("funds", "words")).finditer(text):
        if text[match.end() : match.end() + 1] in ("会", "局", "部", "所", "厅", "收", "管"):
            continue
        start = _left_edge(text, match.start(), starts, names)
        while start < match.start() and text[start] in "（）()“”-—·":
            start += 1
        core, place_end = text[start : match.start()], _row_end(names, start)
        if match.group() == "财政":
            continue
        if place_end > start or len(_own_words(core)) >= 2:
            found.append(Mention(start=start, end=match.end(), label="FUND", by="rule:FUND/ending", score=0.75))
    for name in words("funds", "standalone"):
        found += [Mention(start=m.start(), end=m.end(), label="FUND", by="rule:FUND/known", score=0.85) for m in re.finditer(name, text)]
    return found


@cache
def _group_pattern() -> "re.Pattern[str]":
    marks, heads = "|".join(words("groups", "marks")), "|".join(words("groups", "heads"))
    alone = "|".join(words("groups", "standalone"))
    return re.compile(f"(?:(?:{marks})(?:、|和|及)?){{1,3}}(?:{heads})(?:群体|人群|家庭)?|(?:{alone})(?:群体|人群)?")


def find_groups(text: str) -> list[Mention]:
    """Groups of people with a mark of need, age, condition, status or occupation."""
    found = []
    for match in _group_pattern().finditer(text):
        name = match.group()
        joint = max(name.rfind("、"), name.rfind("及"), name.rfind("和"))
        start = match.start() + joint + 1
        if _inside_a_name(text, start, match.end()):
            continue
        found.append(Mention(start=start, end=match.end(), label="GROUP", by="rule:GROUP/words", score=0.82))
    return found


def _inside_a_name(text: str, start: int, end: int) -> bool:
    """青少年 in 青少年宫, 职工 in 职工会, 青年 in 青年报 are no groups."""
    rest = text[end : end + 2]
    single = text[start:end] in ("职工", "青年", "妇女", "儿童", "幼儿", "少数民族", "老人")
    if rest.startswith(("会", "宫", "团", "报", "节", "联", "村", "乡", "县", "活动中心", "福利", "教育", "保护", "工作", "事业", "政治")):
        return True
    return single and not re.match(r"[，。、；和及等的提服开送权]|$", rest)


__all__ = ["closed_words", "find_events", "find_funds", "find_groups", "find_policies", "find_projects", "word_set"]
