"""Projects, events and funds by their type word: what stands in front of it must be words of their own."""

import re
from collections.abc import Iterator
from functools import cache

from msgspec import Struct

from nlp.lexicon import either, hits, known_words, word_set, words
from nlp.page import HANZI, Page
from nlp.placenames import BUILT
from nlp.spans import Mention
from nlp.walk import Walk

_YEAR = re.compile(r"(?:(?:19|20)\d\d|[二〇○零一二三四五六七八九十]{2,4})年?度?$|第[一二三四五六七八九十百\d]{1,4}[届次]$|[首本]届$")
# Counted things are no names: 三个项目, 多类活动, 首批试点项目.
_COUNTED = re.compile(
    r"^(?:约|单个|单支|全[省市区县州]|[上下]半年|[（(][一二三四五六七八九十\d]+[）)]|明确|[\d一二三四五六七八九十两几多余百千万数半]+(?:余|多|成)?(?:个|项|类|批|场|次|种|大(?!病)|支|只|款|条|家|万元|亿元|元|期)|[一二两三四五六七八九十几]成|[首第](?:个|批|项|一|二|三|四)|一[批系宗些])"
)
_COUNT_BEFORE = re.compile(
    r"(?:[\d一二三四五六七八九十两几多余百千万数半]+(?:余|多)?[个项类批场次种支只款条家期]|[该本此各某每]|[这那]个|[首]个|万元|亿元|元)的?$"
)
# 办过一个归乡青年创业营: what is set up is named, although it is counted.
_SET_UP = re.compile("(?:办|开|建|搞|设|推出|打造|启动|发起|策划|组织|开设)(?:了|过|起|起了|出|成|好)?一?[个场期项]$")
_PAYER = re.compile("(?:中央|本级|[省市区县州]本?级)(?:财政)?$")
# 县级财政预算资金, 省财政专项资金: the grade makes a source of it.
_BUDGET = re.compile(
    "(?:中央|(?<![\u4e00-\u9fff])[省市区县州]级?|[省市区县州]级)财政(?:预算|专项|扶持|补助|奖补|配套|预算内)*(?:资金|经费)"
)
# 规范社区慈善基金的使用, 反哺基金: what is done to funds names none.
_DONE_TO_FUNDS = re.compile("规范|反哺|加强|完善|管好|用好|做大|充实|扩大|整合|撬动|孵化|激活|壮大|监管|审计")
# 泰兴市财政与|省级彩票公益金 are two purses.
_PURSE_AND = re.compile("财政[与和及、]")
# 甲部计划|把这一做法推广: a body that plans.
_INTENDS = re.compile("[把将在于对用再给向到从让使分]|今年|明年|年内|年底|投入|建设|新建|培育|拿出|推广|打造|开展|招募|扩大|通过|以")
# 慈溪市慈善总会|援助资金: money that a body gave.
_GIVEN_BY = re.compile("(?:会|局|公司|中心|集团|协会|委|厅|部)(?:援助|捐赠|捐助|帮扶|资助|支持|补助|拨付|配套|赞助|划拨)(?:的)?$")
# 建立茶叶基地12个
_NUMBERED = re.compile("\\d+(?:余|多)?[个家处座项支]")
# 福彩公益金支持|项目, 基金资助|项目: whose money it is, not what it is called.
_PAID_BY = ("公益金支持", "公益金资助", "基金支持", "基金资助", "资金支持")
# So many characters of common words make a name of their own where a verb of launching introduces them.
_LONG_CORE = 8
_SURE = 0.6
# 四川省|省级试点项目: a class of projects.
_GRADE = re.compile("[省市区县镇村国]家?级|首[批个家]|全[省市区县]|第[一二三]批|各")
_HELD_VERBS = frozenset({"启动", "开展", "举办", "召开", "举行", "参加", "出席"})
_ANCHOR = re.compile("全[国省市区县]|中国|国际|世界|中华|亚洲|第[一二三四五六七八九十百\\d]{1,4}[届次]|[12]\\d{3}年")
_HELD = re.compile("\n|$|在|于|举行|召开|开幕|暨")
_OTHER_NAME = "和与及、暨"


@cache
def _every_end() -> tuple[str, ...]:
    return tuple(sorted({w for section in ("events", "projects", "funds") for w in words(section, "ends")}))


class Sort(Struct, frozen=True):
    """How one label is read: its section in the word lists, what may not stand behind the name, how many own characters it needs."""

    label: str
    section: str
    not_before: str
    own: int
    placed: int


SORTS = (
    Sort("EVENT", "events", r"[员场室纪议址务]|主持|记录|精神|要求|强调|指出|代表", 4, 2),
    Sort("FUND", "funds", r"会|管理办|办法|[局部所厅收]|使用|来源|投入|支持|保障(?!金)|管理|链|需求", 2, 1),
    Sort(
        "PROJECT", "projects",
        r"[部组书员性办法师库]|化(?!解)|经理|负责|主管|制(?!作)|人员|生育|经济|资金|单位|地块|经费|方案|名称|申报|内容|评审|管理|运作|点(?!亮)|周期|清单"
        r"|团队|服务范围|立项|末期|中期|终期|结项|结题|报告|总结", 2, 2,
    ),
)  # fmt: skip


def find_phrases(page: Page) -> Iterator[Mention]:
    """Every span that can be a project, an event or a fund."""
    for sort in SORTS:
        yield from _by_end(page, sort)
        if sort.section != "projects":
            for match in re.finditer(either(sort.section, "known"), page.text):
                start = _payer(page, match.start()) if sort.label == "FUND" else match.start()
                yield _mention(sort, (start, match.end()), "known", 0.85)
    for match in _BUDGET.finditer(page.text):
        yield _mention(SORTS[1], match.span(), "budget", 0.7)
    for match in re.finditer(r"[市区县省]、[市区县镇]两级财政", page.text):
        yield _mention(SORTS[1], match.span(), "levels", 0.7)


def _payer(page: Page, at: int) -> int:
    """Whose fund it is: 唐山市|福利彩票公益金, 市级|福彩公益金."""
    grade = _PAYER.search(page.text, max(0, at - 4), at)
    return grade.start() if grade else page.row_start(at)


def _mention(sort: Sort, span: tuple[int, int], rule: str, score: float) -> Mention:
    return Mention(start=span[0], end=span[1], label=sort.label, by=f"rule:{sort.label}/{rule}", score=score)


def _by_end(page: Page, sort: Sort) -> Iterator[Mention]:
    reader, stop = _Reader(page, sort), re.compile(sort.not_before)
    ends: dict[int, int] = {}
    found: list[Mention] = []
    for start, end, key in hits(sort.section, page.text):
        if key == "ends":
            ends[end] = min(start, ends.get(end, start))
    for end, at in ends.items():
        whole = page.ends_word(end) or not page.hanzi_at(end) or page.text[end] in "上中后"  # 推进会|上
        if stop.match(page.text, end) or not whole:
            continue
        start = reader.start(at)
        score = reader.judge(start, at, end)
        if score:
            found.append(_mention(sort, (reader.with_year(start), _with_bracket(page, end)), "suffix", score))
    yield from _go_on(page, found)


def _go_on(page: Page, found: list[Mention]) -> Iterator[Mention]:
    """What goes on a list of names is a name, too (甲培养工程和乙培养工程)."""
    sure: set[int] = set()
    for mention in sorted(found, key=lambda m: m.start):
        if mention.score < _SURE and page.text[mention.start - 1 : mention.start] in tuple("、和与及") and mention.start - 1 in sure:
            mention.score = 0.65
        if mention.score >= _SURE:
            sure.add(mention.end)
        yield mention


def _with_bracket(page: Page, end: int) -> int:
    """平台（试点）: a short note that belongs to the name."""
    close = page.closed.get(end, 0)
    return close if close and page.text[end + 1 : close - 1] in ("试点", "一期", "二期", "三期", "试行") else end


class _Reader:
    """Reads names of one sort to the left of their type words."""

    def __init__(self, page: Page, sort: Sort) -> None:
        self.page, self.sort, self.walk = page, sort, Walk(page, phrases=sort.label != "FUND")

    def start(self, at: int) -> int:
        """Where the name begins: at the first place, else where the walk ends; over 和 only where the whole is introduced as one name."""
        near = self.walk.start(at)
        far = self.walk.start(at, _OTHER_NAME)
        start = far if far < near and self._one_name(far, near) else near
        row = self.page.first_row(start, at)
        fresh = start == 0 or not HANZI.match(self.page.text[start - 1])
        if row is not None and not (fresh and row > start and not self.page.place_starting[row].sure):
            start = row
        start = self._behind_verb(start, at)
        if self.page.text[start - 1 : start] in tuple("-－—") and start - 1 in self.page.houses:
            return self.page.houses[start - 1]
        return start + 1 if self.page.text[start] in "出了的" else start

    def _behind_verb(self, start: int, at: int) -> int:
        """A project's name begins behind the verb that launches it (长沙市|启动|某服务项目)."""
        launch = word_set("projects", "launch") if self.sort.label == "PROJECT" else _HELD_VERBS
        for edge in range(at - 1, start, -1):
            word = self.page.word_before(edge)
            if len(word) > 1 and word in launch and edge - len(word) >= start:
                return edge
        return start

    def _one_name(self, far: int, near: int) -> bool:
        """Whether what 和 or 、 joins is one name: no name ends at the joint, and a verb of naming or a place stands in front."""
        text = self.page.text
        joint = near - 1
        while joint > far and text[joint - 1] in _OTHER_NAME:
            joint -= 1
        names_end = text.endswith(_every_end(), 0, joint) or joint in self.page.place_ending or joint in self.page.type_ends
        if names_end or self.sort.label == "FUND":
            return False
        if self.page.first_row(far, near) is not None:
            return True
        return self.sort.label == "EVENT" and text.endswith(words("events", "verbs"), 0, far)

    def with_year(self, start: int) -> int:
        """2021年度|浦东社工节, 第三届|公益创投大赛: the year belongs to an event's name."""
        if self.sort.label != "EVENT":
            return start
        match = _YEAR.search(self.page.text, max(0, start - 8), start)
        return match.start() if match else start

    def judge(self, start: int, at: int, end: int) -> float:
        """How likely the words are a name; 0 for a common noun."""
        page, sort = self.page, self.sort
        text = page.text
        if self._names_nothing(start, at, end):
            return 0.0
        row_end = page.row_until(start, at)
        own = self._own(max(row_end, start), at)
        if row_end > start:
            return self._judge_placed((start, row_end, at, end), own)
        if text[at - 1] in _OTHER_NAME or (sort.label == "FUND" and _DONE_TO_FUNDS.match(text, start, at)):
            return 0.0
        if sort.label == "EVENT" and at - start > 1 and _YEAR.search(text, max(0, start - 8), start):
            return 0.72
        if sort.label == "EVENT" and (
            (at - start > 3 and _ANCHOR.match(text, start)) or (end - at > 4 and text[at:end] in word_set("events", "strong"))
        ):
            return 0.72 if _ANCHOR.match(text, start) else 0.62
        counted = _COUNT_BEFORE.search(text, max(0, start - 9), start) and not _SET_UP.search(text, max(0, start - 8), start)
        if start >= at or _COUNTED.match(text[start:end]) or counted:
            return 0.0
        if "“" in text[start:at] and sort.label != "EVENT":
            return 0.0
        if len("".join(own)) < sort.own and at - start < _LONG_CORE:
            return 0.3 if at - start >= 4 else 0.0
        return self._judge_bare((start, at, end), own)

    def _names_nothing(self, start: int, at: int, end: int) -> bool:
        """Whether the words behind or in front show that a thing is only spoken of."""
        text, label = self.page.text, self.sort.label
        if text.startswith("计划", at) and at in self.page.houses and _INTENDS.match(text, end):
            return True
        if label == "PROJECT":
            return text.endswith(_PAID_BY, 0, at) or bool(_NUMBERED.match(text, end))
        return label == "FUND" and bool(_GIVEN_BY.search(text, start, at))

    def _judge_placed(self, cut: tuple[int, int, int, int], own: list[str]) -> float:
        _, row_end, at, end = cut
        text = self.page.text
        core, suffix = text[row_end:at], text[at:end]
        if (
            (self.sort.label == "FUND" and _PURSE_AND.search(core))
            or _GRADE.match(core)
            or BUILT.match(core)
            or re.search("[\\d一二三四五六七八九十两多]+[个项批类宗场次]", core)
            or core.endswith("的")
            or self._adverb(row_end, at)
        ):
            return 0.0
        if len("".join(own)) >= self.sort.placed:
            return 0.85
        if self.sort.label == "EVENT":
            return 0.8 if len(core) >= 4 or suffix in word_set("events", "strong") else 0.0
        if self.sort.label == "FUND":
            village = self.page.place_ending[row_end].level in ("town", "village", "community")
            neighbours = (core + suffix).startswith("社区") and suffix.endswith(("基金", "慈善信托"))
            return 0.85 if neighbours or (village and suffix.endswith("基金") and len(core + suffix) > 2) else 0.0
        if not core and suffix in word_set("projects", "venues"):
            return 0.75 if self.page.place_ending[row_end].level in ("town", "village") else 0.0
        weak = suffix in word_set("projects", "weak")
        return (0.7 if len(core) + len(suffix) > 6 else 0.0) if weak else 0.75

    def _adverb(self, start: int, at: int) -> bool:
        """Whether the core holds a word that no name does (深圳纷纷行动)."""
        edge = at
        while edge > start:
            word = self.page.text[max(start, self.page.covers[edge]) : edge]
            if len(word) > 1 and known_words().tags.get(word, "").startswith(("d", "r", "p", "c")):
                return True
            edge -= len(word)
        return False

    def _judge_bare(self, cut: tuple[int, int, int], own: list[str]) -> float:
        """Without a place: behind a verb of launching, else only with a word that the dictionary does not know."""
        start, at, end = cut
        text = self.page.text
        if text.endswith(("主持", "出席", "参加", "召开", "组织"), start, at):
            return 0.0
        verbs = words(self.sort.section, "verbs") if self.sort.section != "funds" else ()
        verbs += words("projects", "makes") if self.sort.section == "projects" else ()
        triggered = bool(verbs) and (text.endswith(verbs, 0, start) or bool(_SET_UP.search(text, max(0, start - 8), start)))
        marked = text[start - 1 : start] in ("“", "《") or (
            text[start - 1 : start] in ("\n", "") and self.sort.label == "EVENT" and _HELD.match(text, end)
        )
        if triggered or marked:
            return 0.75
        if len("".join(own)) < self.sort.own:
            return 0.62 if self.sort.label == "EVENT" and text[at:end] in word_set("events", "strong") and end - at > 4 else 0.3
        if self.sort.label == "FUND":
            return 0.65 if text.startswith(words("funds", "firm"), at) else 0.45
        coined = any(
            (len(w) == 1 or known_words().tags.get(w, "nz") in ("nz", "j", "nr")) and w not in word_set("walk", "phrases") for w in own
        )
        verbal = known_words().tags.get(text[start : start + 2], "").startswith(("v", "d", "p"))
        if self.sort.label == "EVENT":
            return 0.62 if len("".join(own)) >= 6 and not verbal else 0.0
        return 0.62 if coined and not verbal and len("".join(own)) <= 8 else 0.5

    def _own(self, start: int, at: int) -> list[str]:
        """The words before the type word without those that only say what kind it is."""
        page = self.page
        left: list[str] = []
        edge, generic = at, word_set(self.sort.section, "generic")
        while edge > start:
            if edge in page.opened and page.opened[edge] >= start:
                left += [page.text[page.opened[edge] + 1 : edge - 1]] if page.text[edge - 1] == "”" else []
                edge = page.opened[edge]
                continue
            word = page.text[max(start, page.covers[edge]) : edge]
            if word not in generic and HANZI.search(word):
                left.append(word)
            edge -= len(word)
        return left
