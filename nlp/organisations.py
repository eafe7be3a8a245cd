"""Organisations by the grammar of their names: places, a core of its own, a type word; departments behind their house."""

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache

from nlp.lexicon import known_words, word_set, words
from nlp.organisation_cores import coined, may_be_relative, with_place
from nlp.page import HANZI, Page
from nlp.placenames import BUILT, kind_of_place
from nlp.spans import Mention
from nlp.walk import NAME_CHARACTER, Walk

KINDS = (
    "foundation", "station", "volunteer_team", "community", "government", "university", "school", "hospital", "media", "enterprise",
    "other", "social_org",
)  # fmt: skip
# What an organisation is whose name does not say it (老友记之家): nearly always one that is registered with the civil affairs office.
UNTYPED = "social_org"
# What a name's last character says where it ends with no type word (甲村, 乙助耕队, 丙制品厂).
_LAST = {
    "区": "community", "村": "community", "队": "volunteer_team", "团": "volunteer_team", "科": "government", "股": "government",
    "办": "government", "庭": "government", "系": "university", "报": "media", "台": "media", "厂": "enterprise", "场": "enterprise",
    "部": "other", "院": "other", "馆": "other", "组": "other",
}  # fmt: skip
# The one of our own province, city, county …: 县民政局, 省厅, 街道社会组织服务中心.
RELATIVE = re.compile(r"街道|自治区|[省市区县州旗镇乡](?!市(?!场监)|[省县区镇乡村级域内外里场（街])")
# 和|县妇联, 报|县公安局: the dictionary has some of these pairs as words, or as old counties.
_LED_RELATIVE = re.compile("[和与同跟由经报交送请给向到从在连让被把对为是归及找][省市区县州旗](?!市(?!场监)|[省县区级域城长])")
# 区政府 and 市委 stand for their place, 党支部 and 服务站 for whichever.
_BARE_ORGAN = re.compile(
    r"(?:[省市区县州旗镇乡]|街道|社区)(?:(?:人民)?政府|委|党委|工委|党工委|人大|政协|办公室|纪委|局|办事处|管委会|服务站|工作站|党支部|党组|服务中心|综合服务中心|公司|学校|医院|工会)$"
    r"|^[省市区县州]委[省市区县州](?:人民)?政府$"
)
# The last character of a type word may be the first of the next one (局长, 站点, 会议): then the name does not end there.
_GOES_ON = re.compile(
    r"[长员化型级们性式籍]|(?<=部)[门署分]|(?<=公司)法|(?<=会)[议址面展谈费场标歌员]|(?<=社)[区会工]|(?<=站)[点]|(?<=室)[内外]|(?<=院)[校落内]|(?<=学)[生员术者习校科历年会费]|(?<=团)[队体]|(?<=局)[势面限务]|(?<=队)[员伍]|(?<=处)[理于置]|(?<=署)名|(?<=办)[公理法事学好]|(?<=委)[员派托]"
)
# 党委书记, 党组成员: the body in front is meant, the word is part of the title.
_IN_TITLE = re.compile(r"(?:常务)?(?:专职)?副?(?:书记|成员|委员|组织委员|宣传委员)")
_FOUNDED = re.compile(r"(?:成立|设立|组建|建立|筹建)了?(?:由[^，。]{1,14}的)?(?:全[省市区县国])?(?:首[家个])?(?:[省市区县镇]级)?$")
_IS_FOUNDED = re.compile(r"(?:在[^。，；]{2,30}?下|于[^。，；]{2,16}?|已|正式|也|应运而|就此)*(?:成立|挂牌|组建|设立|诞生|揭牌)")
_POSTS = ("处长", "局长", "科长", "司长", "股长", "院长", "所长", "部长", "厅长", "会长", "站长", "社长", "队长")
# What a name may begin with, though it stops the way elsewhere.
_FIRST = frozenset("一三四五六七八九十万建中上下里百千")
# 郑州 is a short name, though 州 is a level.
_FULL = re.compile("[省市区县旗镇乡]$|自治州$")
_ORDINAL = re.compile("第[一二三四五六七八九十]{1,2}")
# 1 百步亭编织社: the number of a line.
_LINE_NUMBER = re.compile("\\d{1,3}[.．、]?\\s*(?=[\u4e00-\u9fff“])")
_GRADE = re.compile("[省市区县镇]级")
_GRADED = re.compile("[一二两三四五多各]级")
# 某餐饮|管理有限公司: a trade in the middle of a firm's name ends none.
# 交通局, 财务科 are words of the dictionary, and names of offices all the same.
_OFFICES = frozenset("局厅署")
_TRADES = frozenset(["餐饮", "物业", "科技", "建筑", "保险", "证券", "建工", "制药", "药房", "集团"])
_FIRM = re.compile("[\u4e00-\u9fff（）()]{0,8}?(?:公司|集团)")
# Houses under whose name other bodies stand (某小学|社会工作服务站, 某大学|教育基金会).
_HOSTS = frozenset({"university", "government", "school", "hospital", "enterprise", "community"})
# So many characters between a place and a type word may hold what stops a name elsewhere.
_FEW = 10
_SAYS = re.compile("[有以两把被将用]|引起|关注|工作以|来到|去到|以及")
_COUNT = re.compile(r"^[\d一二两三四五六七八九十百千几多半数第]+(?:余|多)?(?:[所家个名支批类所座级]|余名|$)")


def _behind_number(text: str, start: int, at: int) -> int:
    number = _LINE_NUMBER.match(text, start, at) if text[start - 1 : start] in ("", "\n") else None
    return number.end() if number else start


@cache
def kinds() -> dict[str, str]:
    """The kind of organisation that each type word says; a word of several lists has the first one's."""
    found: dict[str, str] = {}
    for kind in KINDS:
        for word in words("org", f"suffixes.{kind}"):
            found.setdefault(word, kind)
    return found


def kind_of(name: str) -> str | None:
    """The kind that the end of a name says, by its longest type word; None where it ends with none."""
    return next((kind for start in range(len(name)) if (kind := kinds().get(name[start:]))), None)


def kind_or_guess(name: str) -> str:
    """The kind that the end of a name says, or what most such bodies are."""
    return kind_of(name) or _LAST.get(name[-1:], UNTYPED)


def kind_said(label: str, name: str) -> str | None:
    """The kind that the name of a body or a place says; None for what has no kinds."""
    return kind_or_guess(name) if label == "ORG" else kind_of_place(name) if label == "PLACE" else None


# 各乡镇社工站 are many.
_EVERY = re.compile("各|每[一个家支]|所有|全部")
_NO_NAMES_ALONE = frozenset({"social_org", "foundation", "station", "volunteer_team"})


def is_bare_type(text: str, start: int, end: int) -> bool:
    """A type word alone names no body: 促进会 on second mention, and in quotation marks (以下简称“促进会”) not even 团市委."""
    kind = kinds().get(text[start:end])
    return kind in _NO_NAMES_ALONE or (kind is not None and text[start - 1 : start] == "“" and text[end : end + 1] == "”")


def find_organisations(page: Page) -> Iterator[Mention]:
    """Every span that can be an organisation's name; spans may overlap and nest."""
    by_end: dict[int, list[tuple[int, str]]] = defaultdict(list)
    for start, end, key in page.types:
        by_end[end].append((start, key))
    reader = _Reader(page)
    for end, found in by_end.items():
        for start, key in found:
            if key.startswith("names.") and _whole(page, start, end):
                yield reader.keep((start, end), key[6:], "whole", 0.93)
        typed = [start for start, key in found if key.startswith("suffixes.")]
        if typed and _ends(page, end) and (mention := reader.read(min(typed), end)):
            yield mention


def _whole(page: Page, start: int, end: int) -> bool:
    """Whether a known name is no part of a longer word (共青团 in 共青团员)."""
    if page.text[end : end + 1] in tuple("员官史籍门长"):
        return False
    return page.ends_word(start) or not HANZI.match(page.text[start - 1 : start])


def _ends(page: Page, end: int) -> bool:
    """Whether the type word is whole: 局 in 局长 and 站 in 站点 end no name."""
    if not page.hanzi_at(end):
        return True
    if page.text[end - 2 : end] in _TRADES and _FIRM.match(page.text, end):
        return False
    if page.text.startswith(_POSTS, end) or re.compile("副?(?:主任|[部局处科股司厅]长|书记)").match(page.text, end):
        return True
    if _GOES_ON.match(page.text, end) and not page.text.startswith(("长效", "长期", "长者"), end):
        return False
    return page.ends_word(end) or page.covers[end + 1] != end - 1 or page.text[end - 2 : end] in kinds()


def in_title(text: str, start: int, end: int) -> bool:
    """Whether the body's type word belongs to the title behind it: of 甲乡党委书记 the body is 甲乡."""
    return text.endswith(words("org", "titled.words"), start, end) and bool(_IN_TITLE.match(text, end))


class _Reader:
    """Reads names to the left of their type words; remembers where names ended, since a department goes on there."""

    def __init__(self, page: Page) -> None:
        self.page, self.walk, self.further = page, Walk(page), Walk(page, placed=True)
        self.begins: dict[int, tuple[int, str]] = {}

    def keep(self, span: tuple[int, int], kind: str, rule: str, score: float) -> Mention:
        """The mention; what follows it may be its department."""
        start = span[0]
        if rule == "department" and span[1] in self.begins:
            start = min(start, self.begins[span[1]][0])
        self.begins[span[1]] = (start, kind)
        self.page.houses[span[1]] = start
        return Mention(start=span[0], end=span[1], label="ORG", kind=kind, by=f"rule:ORG/{rule}", score=score)

    def read(self, at: int, end: int) -> Mention | None:
        """The organisation whose type word stands at ``at:end``."""
        text = self.page.text
        suffix = text[at:end]
        if in_title(text, at, end):
            return None
        house = self._house(at, suffix)
        if house:
            return self.keep((house[0], end), self._department_kind(house[1], suffix), "department", 0.9)
        over = next((p for p in self.page.places_between(max(0, at - 8), at) if at < p.end < end), None)
        at = over.end if over else at  # 凤凰社区|服务中心, 贵阳市|委, though 社区服务中心 and 市委 are type words
        suffix = text[at:end]
        kind = kinds().get(suffix) if text[at - 3 : at] != "博士后" else None
        inside_word = len(suffix) == 1 and self.page.covers[end] < at and at not in self.page.place_ending
        if kind is None or (inside_word and not (suffix in _OFFICES and (end - self.page.covers[end] > 2 or text[at - 1] in "省市"))):
            return None
        start, row = self._start(at, further=kind != "government")
        quoted = text.find("“", start + 1, at)
        if row is None and quoted > 0 and known_words().closed(text[start:quoted]):
            start = quoted  # 协调|“甲”志愿服务队
        grade = _GRADE.match(text, start, at)
        start = grade.end() if grade else start
        if row is None and start > 0 and self._left_over(start):
            start -= 1  # 三力鞋业, 建溪学院: a numeral or a verb elsewhere
        start = _behind_number(text, start, at)
        if start >= at or _COUNT.match(text[start:at]):
            return None
        row_end = self.page.row_until(row, at) if row is not None else start
        if row is not None and text[row_end - 1] == text[row_end] and RELATIVE.match(text, row_end) and row_end < at:
            start, row = row_end, None  # ▲安龙县|县民政局
        if row is not None and (built := BUILT.match(text, row_end, at)):
            if built.end() not in self.page.place_starting:
                return None
            start = row = built.end()  # 某区现有|桂花街道社工站
            row_end = self.page.row_until(row, at)
        score = self._judge((start, row_end, at, end), suffix, kind)
        return self.keep((start, end), kind, "suffix", score) if score else None

    def _house(self, at: int, suffix: str) -> tuple[int, str] | None:
        """The start and kind of the house whose department this is (上海市民政局|社会工作处), or None."""
        page, edge = self.page, at
        inner = suffix in word_set("org", "suffixes.department")
        for _ in range(6):
            if edge in self.begins:
                return self.begins[edge] if self._departs(edge, at, suffix, inner) else None
            if edge in page.place_ending and suffix.startswith("分"):
                edge = page.place_ending[edge].start  # 某学院|水果湖|分校
                continue
            if edge <= 0 or not NAME_CHARACTER.match(page.text[edge - 1]) or edge in page.place_ending:
                return None
            word = page.word_before(edge)
            if word in word_set("walk", "stops") and word not in ("和", "与"):
                return None
            edge -= len(word)
        return None

    def _departs(self, house: int, at: int, suffix: str, inner: bool) -> bool:
        """Whether type word and the words between fit a department or a body under the house's name."""
        core = self.page.text[house:at]
        if core.startswith(("和", "与", "及", "、")):
            return False
        kind = self.begins[house][1]
        if kind == "enterprise" and suffix.endswith("商会"):
            return False  # 茅台镇酒业|商会
        first = core and next((w for n in (4, 3, 2) if (w := core[:n]) in word_set("walk", "stops") | word_set("org", "acts.words")), "")
        if first or len(core) > 12:
            return False
        if inner:
            return bool(core) or len(suffix) > 2 or suffix in ("支部", "党委", "工会", "团委", "分会")
        return kind in _HOSTS and kinds().get(suffix) in ("foundation", "hospital", "school", "social_org", "station")

    def _department_kind(self, house_kind: str, suffix: str) -> str:
        """A department has its house's kind, but for what is a kind of its own (the service team of a ministry, a party branch)."""
        own = kinds().get(suffix, "")
        if suffix.endswith(("支部", "党委", "党总支")):
            return "other"
        alone = own in ("volunteer_team", "station", "foundation", "hospital", "school") or (
            own == "social_org" and house_kind == "government"
        )
        return own if alone and len(suffix) > 2 else house_kind

    def _start(self, at: int, *, further: bool = False) -> tuple[int, int | None]:
        """Where the name begins and where its row of places does: at the first place, else where the walk ends."""
        page = self.page
        low = self.walk.start(at)
        # 和政县妇联: a conjunction that begins a place's name is none.
        low = next((p.start for p in page.places_between(max(0, low - 8), low) if p.end > low), low)
        if further and page.first_row(low, at) is None and (more := self.further.start(at)) < low and self._placed(more, at):
            low = more
        last = next((i for i in range(at - 1, low, -1) if i in self.begins), None)
        low = max(low if last is None else last, self._clause(low, at))
        start = self._row(low, at)
        if start is None:
            led = [m.start() + 1 for m in _LED_RELATIVE.finditer(page.text, low, at)]
            start = max([low, *led])
            return (self._whole_word(start, at) if further else start), None
        lead = next((w for w in words("org", "leads.words") if page.text.endswith(w, 0, start)), "")
        if not lead and page.text[start - 1 : start] in "-－—" and start - 1 in page.houses:
            return (self.begins[start - 1][0] if start - 1 in self.begins else start), start
        return start - len(lead), start

    def _placed(self, low: int, at: int) -> bool:
        """Whether a few words, none of another body, lead from a place to the type word (柯桥区|和风|社会工作发展中心)."""
        rows = [self.page.row_end(p.start) for p in self.page.places_between(low, at)]
        if not rows or not 0 < at - rows[-1] <= _FEW or _SAYS.search(self.page.text, rows[-1], at):
            return False
        return not any(rows[-1] < i < at for i in self.page.type_ends)

    def _row(self, low: int, at: int) -> int | None:
        """The first row of places from which no verb leads to another row (南苑社区|携手|成都市…中心 begins at 成都市)."""
        page, first = self.page, None
        for place in page.places_between(low, at):
            if place.start in page.place_ending:
                continue
            if first is None or self._verb_between(page.row_end(first), place.start):
                first = place.start
        return first

    def _verb_between(self, start: int, end: int) -> bool:
        edge = end
        while edge > start:
            word = self.page.text[max(start, self.page.covers[edge]) : edge]
            if known_words().closed(word) or word in word_set("org", "acts.words"):
                return True
            edge -= len(word)
        return False

    def _clause(self, low: int, at: int) -> int:
        """Where the last clause begins that follows another name (某协会|联合某中心): behind its verb."""
        for edge in range(at - 1, low, -1):
            if edge in self.page.type_ends or edge in self.page.houses:
                act = next((w for w in words("org", "acts.words") if self.page.text.startswith(w, edge)), "")
                if act and edge + len(act) < at:
                    return edge + len(act)
        return low

    def _left_over(self, start: int) -> bool:
        """Whether a single character stands between the name so far and the beginning of the clause."""
        text = self.page.text
        alone = start == 1 or not HANZI.match(text[start - 2]) or text[start - 2] in "是由与和的在为向对"
        return alone and text[start - 1] in _FIRST and self.page.starts[start] == start - 1

    def _whole_word(self, start: int, at: int) -> int:
        """乐和社工事务所, 和润社会工作服务中心: where a name begins that ends or begins with a conjunction."""
        text = self.page.text
        whole = next((at - n for n in (3, 2) if text[at - n : at] in word_set("walk", "brands")), start)
        if at - start == 1 and text[start - 1 : start] == "和" and text[start - 2 : start - 1] != "、":
            whole = start - 1
        return min(start, whole)

    def _judge(self, cut: tuple[int, int, int, int], suffix: str, kind: str) -> float:
        """How likely the words are one body's name; 0 for a common noun."""
        start, row_end, at, end = cut
        page = self.page
        name = page.text[start:end]
        if row_end > start and row_end in page.place_ending:
            own = self._own(row_end, at, placed=True)
            if (
                suffix in word_set("org", "schools.words")
                and (row_end == at or at - row_end > 2)
                and not _FULL.search(page.text, start, row_end)
            ):
                return 0.85  # 仁寿中学, 北京大学; 上海市医院 is none
            if suffix in word_set("org", "schools.words") and _ORDINAL.fullmatch(page.text, row_end, at):
                return 0.9  # 甲县第一中学
            if start < page.row_start(row_end) and suffix in ("委员会", "委", "工委"):
                return 0.92  # 共青团|海珠区|委员会
            placed = with_place(page.place_ending[row_end].level, page.text[row_end:at], own, suffix)
            # 惠民, 平安 are counties as well as names
            return placed or (0.7 if kind in _NO_NAMES_ALONE and page.text[start:row_end] in word_set("walk", "brands") else 0.0)
        if _GRADED.search(name) or _EVERY.match(name):
            return 0.0
        relative = RELATIVE.match(name)
        if relative and (may_be_relative(kind, suffix, relative.group())):
            return 0.82 if self._relative_stands(start) and not _BARE_ORGAN.match(name) else 0.0
        own = self._own(start, at, placed=kind == "volunteer_team" or suffix.endswith("组"))
        core = page.text[start:at]
        if kind in _NO_NAMES_ALONE and len(core) == 2 and (core in word_set("walk", "brands") or core.startswith("和")):
            own = [core]
        if suffix in ("中心", "站"):
            return 0.0
        if len("".join(own)) >= 2 and len(suffix) > 1 and (coined(own) or kind == "foundation" or suffix in word_set("org", "firm.words")):
            return 0.8 if len("".join(own)) > 3 or suffix in word_set("org", "firm.words") else 0.7
        founded = kind in ("government", "social_org") and end - start >= 6
        founded = founded and bool(_FOUNDED.search(page.text, max(0, start - 30), start) or _IS_FOUNDED.match(page.text, end))
        return 0.75 if founded else 0.0

    def _relative_stands(self, start: int) -> bool:
        """Whether the level word in front is a word of its own: 由|县民政局, not 乡镇办区|社会工作站."""
        before = self.page.text[start - 1 : start]
        if start and (_LED_RELATIVE.match(self.page.text, start - 1) or start in self.page.place_ending):
            return True
        return not HANZI.match(before) or (
            self.page.ends_word(start) and before not in tuple("办各全片街社小园镇乡村两三四多本我该市区县省")
        )

    def _own(self, start: int, at: int, *, placed: bool) -> list[str]:
        """What is left of a core when all words are taken away that only say what kind of thing it is."""
        page, edge = self.page, at
        left: list[str] = []
        generic = word_set("walk", "plain") if placed else word_set("walk", "generic") | word_set("walk", "inside")
        while edge > start:
            if edge in page.opened and page.opened[edge] >= start:
                left += [page.text[page.opened[edge] + 1 : edge - 1]] if page.text[edge - 1] == "”" and placed else []
                edge = page.opened[edge]
                continue
            word = page.text[max(start, page.covers[edge]) : edge]
            if word not in generic and not (not placed and self._common(word)):
                left.append(word)
            edge -= len(word)
        return left

    def _common(self, word: str) -> bool:
        """Whether a dictionary word says what a body does or how it is, not which one it is."""
        if word in word_set("walk", "brands") or len(word) < 2:
            return False
        return known_words().tags.get(word, "n").startswith(("v", "a", "d", "m", "f")) and not known_words().rare(word)
