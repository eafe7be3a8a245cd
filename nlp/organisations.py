"""Organisations by the grammar of their names: places, a core of its own, a type word; departments behind their house."""

import re
from collections.abc import Iterator
from functools import cache

from nlp.lexicon import Hit, hits, word_set, words
from nlp.page import NAME_CHARACTER, Page, Walk
from nlp.spans import Mention

HANZI = re.compile("[\u3400-\u9fff]")
# The one of our own province, city, county …: 县民政局, 省厅, 街道社工站. The word may not be the end of another one.
RELATIVE = re.compile(r"^(?:省|市|区|县|州|旗|镇|乡|街道|社区)(?!场|级|域|内|外|里)")
_MARKS = "（）()“”·-—+& "
# The last character of a type word may be the first of the next one (局长, 站点, 会议): then the name does not end there.
_GOES_ON = re.compile(
    r"[长员化型级们性式]|办学|部门|部委|(?<=公司)法|(?<=会)[议员址面展谈费场标歌]|(?<=社)[区会工]|(?<=站)[点]|(?<=室)[内外]|(?<=院)[校落内]|(?<=学)[生员术者习校科历年会费]|(?<=团)[队体]|(?<=局)[势面限]|(?<=队)[员伍]|(?<=处)[理于置]|(?<=署)名|(?<=部)[署分]|(?<=办)[公理法事学好]|(?<=团委)员"
)
_FOUNDED = re.compile(r"(?:成立|设立|组建|建立|筹建|组成|成立了|设立了|组建了|建立了)$")


@cache
def kinds() -> dict[str, str]:
    """The kind of organisation that each type word says; a word of several lists has the first one's."""
    found: dict[str, str] = {}
    for kind in (
        "foundation",
        "station",
        "volunteer_team",
        "community",
        "government",
        "university",
        "school",
        "hospital",
        "media",
        "enterprise",
        "other",
        "social_org",
    ):
        for word in words("org", f"suffixes.{kind}"):
            found.setdefault(word, kind)
    return found


def kind_of(name: str) -> str | None:
    """The kind that the end of a name says, by its longest type word; None where it ends with none."""
    for start in range(len(name)):
        if kind := kinds().get(name[start:]):
            return kind
    return None


def find_organisations(page: Page) -> Iterator[Mention]:
    """Every span that can be an organisation's name; spans may overlap and nest."""
    by_end: dict[int, list[Hit]] = {}
    for hit in hits("org", page.text):
        by_end.setdefault(hit[1], []).append(hit)
    reader = _Reader(page)
    for end, found in by_end.items():
        for start, _, key in found:
            if key.startswith("names.") and _whole(page, start, end):
                reader.houses.add(end)
                yield _mention(page, (start, end), key[6:], "whole", 0.93)
        typed = [h for h in found if h[2].startswith("suffixes.")]
        if typed and _ends(page, end):
            if mention := reader.read(min(h[0] for h in typed), end, {h[2] for h in typed}):
                yield mention


def _mention(page: Page, span: tuple[int, int], kind: str, rule: str, score: float) -> Mention:
    return Mention(start=span[0], end=span[1], label="ORG", kind=kind, by=f"rule:ORG/{rule}", score=score)


def _whole(page: Page, start: int, end: int) -> bool:
    """Whether a known name is no part of a longer word (共青团 in 共青团员, 中央 …)."""
    return page.text[end : end + 1] not in ("员", "官", "史", "籍") and (
        page.ends_word(start) or not HANZI.match(page.text[start - 1 : start] or "，")
    )


def _ends(page: Page, end: int) -> bool:
    """Whether the type word is whole: 局 in 局长 and 站 in 站点 end no name."""
    rest = page.text[end : end + 1]
    if not rest or not HANZI.match(rest):
        return True
    if re.compile(_GOES_ON).match(page.text, end):
        return page.text.startswith(("长效", "长期"), end)
    return page.ends_word(end) or page.text[end - 2 : end] not in page.text[max(0, end - 1) : end + 1]


class _Reader:
    """Reads names to the left of their type words; remembers where names ended, since a department goes on there."""

    def __init__(self, page: Page) -> None:
        self.page, self.walk = page, Walk(page)
        self.houses: set[int] = set()
        self.starts: dict[int, int] = {}

    def read(self, at: int, end: int, lists: set[str]) -> Mention | None:
        """The organisation whose type word stands at ``at:end``."""
        page = self.page
        suffix = page.text[at:end]
        kind = kinds().get(suffix, "government")
        house = self._house(at, end, suffix)
        if house is not None:
            kind = "other" if suffix.endswith(("支部", "党委", "党总支")) else self._house_kind(house, at, suffix)
            return self._keep((house, end), kind, "department", 0.9)
        if len(suffix) == 1 and suffix not in "局厅署":
            return None
        start = self._start(at)
        if start == at:
            return None
        row_end = page.row_end(start)
        score = self._judge((start, row_end, at, end), suffix, kind)
        return self._keep((start, end), kind, "suffix", score) if score else None

    def _keep(self, span: tuple[int, int], kind: str, rule: str, score: float) -> Mention:
        self.houses.add(span[1])
        self.starts[span[1]] = min(span[0], self.starts.get(span[1], span[0]))
        return _mention(self.page, span, kind, rule, score)

    def _house(self, at: int, end: int, suffix: str) -> int | None:
        """Where the house begins whose department this is (上海市民政局|社会工作处), or None."""
        if suffix not in word_set("org", "suffixes.department"):
            return None
        start = at
        for _ in range(5):
            if start in self.starts:
                return self.starts[start] if self._departs(start, at, suffix) else None
            if start <= 0 or not NAME_CHARACTER.match(self.page.text[start - 1]):
                return None
            word = self.page.word_before(start)
            if word in word_set("walk", "stops") and word not in ("和", "与"):
                return None
            start -= len(word)
        return None

    def _departs(self, house: int, at: int, suffix: str) -> bool:
        """Whether the words between house and type word fit a department: none is needed by 党支部, one by 处."""
        core = self.page.text[house:at]
        whole = len(suffix) > 2 or suffix in ("支部", "党委", "工会", "团委", "分会")
        if self.page.row_end(house) > house:
            return False
        return len(core) >= (0 if whole else 2) and len(core) <= 10

    def _house_kind(self, start: int, at: int, suffix: str) -> str:
        """A department has its house's kind, but for what is a kind of its own (a service team of a ministry)."""
        own = kinds().get(suffix)
        if own in ("volunteer_team", "station", "foundation") or (own == "hospital" and len(suffix) > 1):
            return own
        end = max(e for e, s in self.starts.items() if s == start and e <= at)
        return kind_of(self.page.text[start:end]) or "other"

    def _start(self, at: int) -> int:
        page = self.page
        low = self.walk.start(at)
        first = next((p for p in sorted(page.place_starting) if low <= p < at), None) if page.place_starting else None
        if first is None:
            return self._trim(low, at)
        start = page.row_start(first)
        for lead in words("org", "leads.words"):
            if page.text.endswith(lead, 0, start):
                return start - len(lead)
        return start

    def _trim(self, start: int, at: int) -> int:
        """A name does not begin with a mark."""
        while start < at and self.page.text[start] in _MARKS and start not in self.page.closed:
            start += 1
        return start

    def _judge(self, cut: tuple[int, int, int, int], suffix: str, kind: str) -> float:
        """How likely the words are one body's name; 0 for a common noun."""
        start, row_end, at, end = cut
        page = self.page
        core, own = page.text[row_end:at], self._own(max(row_end, start), at)
        level = page.place_ending[row_end].level if row_end > start else ""
        if level:
            return _with_place(level, core, own, suffix, kind)
        relative = RELATIVE.match(page.text[start:end])
        if relative and kind in ("government", "station") and self._relative_stands(start, relative.end(), at, suffix):
            return 0.82
        if len(own) >= 2 and len(suffix) > 1 and kind != "community":
            return 0.8 if len(own) > 3 or suffix in word_set("org", "firm.words") else 0.7
        if kind in ("government", "social_org") and len(core) >= 4 and _FOUNDED.search(page.text[max(0, start - 4) : start]):
            return 0.75
        return 0.0

    def _relative_stands(self, start: int, end: int, at: int, suffix: str) -> bool:
        """县民政局, 省厅: not 区政府 and 市委, which stand for their place."""
        name = self.page.text[start:]
        if re.match(
            r"(?:省|市|区|县|州|旗|镇|乡|街道)(?:人民)?(?:政府|委|党委|工委|党工委|人大|政协|办公室|纪委|局|办事处|管委会|服务站|工作站)",
            name,
        ):
            return False
        return self.page.starts[start] != -1 or end - start > 1 or start == 0

    def _own(self, start: int, at: int) -> str:
        """What is left of a core when all words are taken away that only say what kind of thing it is."""
        page, left, edge = self.page, [], at
        generic = word_set("walk", "generic")
        while edge > start:
            if edge in page.opened and page.opened[edge] >= start:
                left.append(page.text[page.opened[edge] + 1 : edge - 1] if page.text[edge - 1] == "”" else "")
                edge = page.opened[edge]
                continue
            word = page.word_before(edge)
            if edge - len(word) < start:
                word = page.text[start:edge]
            if word not in generic:
                left.append(word)
            edge -= len(word)
        return "".join(left)


def _with_place(level: str, core: str, own: str, suffix: str, kind: str) -> float:
    """A place in front: with an own core always a name, without one only where a place has one such body."""
    if kind == "community" and suffix in ("社区", "村居") and not own:
        return 0.0
    if own:
        return 0.95 if len(suffix) > 1 else 0.85
    if suffix in word_set("org", "common.words"):
        return 0.85 if level in ("town", "village", "community") and suffix not in word_set("org", "never.words") else 0.0
    if len(suffix) == 1:
        return 0.0 if len(core) < 2 else 0.8
    return 0.92
