"""The way left from a type word over the words of a name, up to a word that no name holds."""

import re

from nlp.lexicon import known_words, word_set, words
from nlp.page import Page

NAME_CHARACTER = re.compile(r"[\u3400-\u9fffA-Za-z0-9·+&\-]")
# The longest name that real registers hold, place prefix included.
LONGEST = 60
# Measures end a name only behind a number (14|家|单位); in names they are syllables like others (益家).
_MEASURES = frozenset("家名位项支批次场条座份个点号人")
_NUMERALS = frozenset("0123456789一二两三四五六七八九十百千万几多余数半每各")
# 联合 is part of a name only before these; else it joins two names (甲大赛组委会|联合|乙大学).
_UNIONS = ("会", "总会", "国", "体", "党", "支部", "工会", "基金", "救援", "发展", "集团", "学院", "大学", "办", "实验", "协会")
# Syllables of names that are stops elsewhere: 银杏里, 万潮, 鸢都; 和 begins a name only before these (和风, 和睦).
_SYLLABLES = frozenset(
    "里都万上中下前内外间人年月日时点一二三四五六七八九十百千同多少来去进出到会能可要以于且之至当随方正新风年少名家成作好看听想才并"
)
_HARMONY = frozenset("风合谐美睦家悦顺众乐平心善信润韵馨益孝宁安煦气声畅鸣光衷融兴盛裕达佑康")
MARKS = "（）()”·-—+& 、和与及暨等"


class Walk:
    """Walks left in a page. ``phrases``: the names of projects and events hold verbs that no organisation's name holds.

    ``placed``: for a second try, that counts only where it ends at a place; then a name may hold verbs and syllables that stop others.
    """

    def __init__(self, page: Page, *, phrases: bool = False, placed: bool = False) -> None:
        self.page, self.phrases, self.placed = page, phrases, placed
        allowed = word_set("walk", "inside") | word_set("walk", "brands")
        self._inside = allowed | word_set("walk", "phrases") if phrases else allowed
        self._stops = word_set("walk", "stops") - self._inside
        self._classes = frozenset[str]() if phrases else word_set("walk", "classes")

    def start(self, at: int, across: str = "") -> int:
        """Where the name that goes on at ``at`` may begin at the earliest; ``across``: marks and joints that do not stop the way."""
        low, edge = max(0, at - LONGEST), at
        while edge > low:
            step = self._step(edge, across)
            if step is None or step < low:
                break
            edge = step
        while edge < at and self.page.text[edge] in MARKS and edge not in self.page.closed:
            edge += 1
        return edge

    def _step(self, edge: int, across: str) -> int | None:
        """One word, place, bracket or quotation further left; None at what no name holds."""
        page, text = self.page, self.page.text
        if self.phrases and edge in page.houses and self._acts(edge):
            return None
        if edge in page.place_ending:
            return page.place_ending[edge].start
        if edge in page.opened:
            return self._over_marks(edge)
        if text[edge - 1] in across:
            return edge - 1
        if not NAME_CHARACTER.match(text[edge - 1]):
            return None
        word = page.word_before(edge)
        return None if self._stops_at(word, edge) else edge - len(word)

    def _acts(self, edge: int) -> bool:
        """Whether the words behind an organisation's name say what it does: then no other name goes back over it."""
        return self.page.text.startswith(words("org", "acts.words"), edge)

    def _over_marks(self, edge: int) -> int | None:
        """Over a bracket (镇（街）) or a quotation that the name may hold."""
        opening = self.page.opened[edge]
        size, mark = edge - opening, self.page.text[opening]
        if mark in "（(":
            return opening if size <= 8 else None
        return opening if mark == "“" and size <= (26 if self.phrases else 18) else None

    def _stops_at(self, word: str, edge: int) -> bool:
        if word in _MEASURES and self.page.text[edge - 2 : edge - 1] not in _NUMERALS:
            return False
        if self.placed and word in _SYLLABLES:
            return False
        if self.placed and word == "和" and self.page.text[edge : edge + 1] in _HARMONY:
            return edge - 1 not in self.page.place_ending  # 柯桥区|和风中心, not 甲|和风
        if word == "里" and self.page.text.startswith(("社区", "小区", "居委会", "居民区"), edge):
            return False  # 平原里社区慈善基金会
        if word in self._stops:
            return not self._joins(word, edge)
        if word == "为" and self.page.text[edge : edge + 1] in tuple("老民侨军农企"):
            return False  # 为老服务队
        if word == "联合" and not self.page.text.startswith(_UNIONS, edge):
            return True
        if word in self._inside:
            return False
        if self.placed and known_words().tags.get(word, "").startswith("v"):
            return word in self._classes
        return word in self._classes or (len(word) > 1 and not self.phrases and known_words().closed(word))

    def _joins(self, word: str, edge: int) -> bool:
        """Whether 和 joins two parts of one name: what stands left of it goes back to an office without a stop (民政部|慈善事业促进和…)."""
        if word not in ("和", "与", "及"):
            return False
        page, left = self.page, edge - 1
        if left in page.place_ending or left in page.type_ends or page.text.endswith(words("walk", "ends"), 0, left):
            return False
        for _ in range(4):
            if left <= 0 or not NAME_CHARACTER.match(page.text[left - 1]):
                return False
            before = page.word_before(left)
            if before in self._stops:
                return False
            left -= len(before)
            if left in page.houses or left in page.place_ending:
                return True
        return False
