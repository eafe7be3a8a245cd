"""Organisations by the grammar of their names: place prefix, core, ending."""

import re

from nlp.lexicon import closed_words, endings, kind_of_ending, starts_of_words, word_set, words
from nlp.placenames import PlaceName, runs
from nlp.spans import Mention

# The longest name that real registers hold, place prefix included.
LONGEST = 36
STOP = re.compile(r"[^\u3400-\u9fffA-Za-z0-9·（）()“”\-—]")
# What may stand before the place in a name.
BEFORE_PLACE = re.compile(r"(?:共青团|中共|中国共产党|共青|团|中国|国家统计局|中华)$")
RELATIVE = re.compile(r"^(?:[省市县区镇乡州旗]|街道|社区)(?:.*)$")
# A place of these levels with a bare type word names a kind of body, not one body (北京市社工事务所).
BARE = (
    "事务所",
    "社工站",
    "社会工作站",
    "社工室",
    "服务社",
    "社会工作服务站",
    "社工服务站",
    "社区",
    "学校",
    "企业",
    "公司",
    "医院",
    "大学",
    "村",
    "协会",
)
TITLE_AFTER = re.compile(r"长(?!期|效|远|久)")


def find_organisations(text: str, names: list[PlaceName]) -> list[Mention]:
    """Organisations in a text, in text order; nested ones only as the outermost."""
    starts = starts_of_words(text)
    row = runs(names)
    found = []
    for match in endings().finditer(text):
        if not _ends_here(text, match.end(), starts):
            continue
        start = _left_edge(text, match.start(), starts, names)
        mention = _judge(text, (start, match.start(), match.end()), names, row)
        if mention:
            found.append(mention)
    return found + _national(text)


def _ends_here(text: str, end: int, starts: list[int]) -> bool:
    """Whether the ending is whole: 局 in 局长, 社工 in 社工们 are not endings of names."""
    rest = text[end : end + 1]
    if starts[end] < 0 and rest and "\u4e00" <= rest <= "\u9fff":
        return bool(TITLE_AFTER.match(rest)) and text[end - 1] not in "校院社市县区镇乡村部家"
    return True


def _left_edge(text: str, at: int, starts: list[int], names: list[PlaceName]) -> int:
    """Where the name that goes on at ``at`` begins: go left word by word until a word that no name holds."""
    low, inside = max(0, at - LONGEST), {n.end: n.start for n in names}
    closed, edge = closed_words(), at
    while edge > low:
        if edge in inside:  # a place name is never an edge, whatever the dictionary cuts it into
            edge = inside[edge]
            continue
        start = starts[edge] if starts[edge] >= 0 else edge - 1
        word = text[start:edge]
        if word in closed or (len(word) == 1 and STOP.match(word)) or STOP.search(word):
            break
        edge = max(start, low)
    return edge


def _judge(text: str, cut: tuple[int, int, int], names: list[PlaceName], row: dict[int, int]) -> Mention | None:
    """The mention that the span is, or None for a common noun."""
    start, at, end = cut
    start = _bracket_edge(text, start, end)
    inner = [n for n in names if start <= n.start < end and n.end <= end]
    first = next((n for n in inner if n.end <= at or n.end <= end), None)
    if first and row[first.start] >= start:
        before = text[start : row[first.start]]
        start = row[first.start] - (len(m.group()) if (m := BEFORE_PLACE.search(before)) else 0)
    at = max(at, start)
    ending = text[at:end]
    kind = kind_of_ending().get(ending, "other")
    place_end = _row_end(names, start)
    core = text[place_end:at]
    level = next((n.level for n in names if n.end == place_end), "")
    if not _names_one(text[start:end], core, ending, level):
        return None
    if kind == "community" and ending == "村":
        return Mention(start=start, end=end, label="PLACE", kind="village", by="rule:PLACE/village", score=0.75)
    score = 0.9 if level else 0.8
    return Mention(start=start, end=end, label="ORG", kind=_kind(text[start:end], kind), by="rule:ORG/ending", score=score)


def _bracket_edge(text: str, start: int, end: int) -> int:
    """A name does not begin inside a quotation or a bracket that closes within it, nor with a mark."""
    for opening, closing in ("（）", "“”", "()"):
        span = text[start:end]
        if span.count(opening) != span.count(closing):
            cut = max(span.rfind(opening), span.rfind(closing)) if span.count(closing) > span.count(opening) else span.rfind(opening)
            start += cut + 1
    while start < end and text[start] in "（）()“”-—·":
        start += 1
    return start


def _row_end(names: list[PlaceName], start: int) -> int:
    """Where the row of place names that begins at ``start`` ends; ``start`` itself where none does."""
    end = start
    for n in names:
        if n.start == end:
            end = n.end
    return end


def _names_one(name: str, core: str, ending: str, level: str) -> bool:
    """Whether the words name one body: by a place, by a relative place (县民政局), or by a core of their own."""
    if len(name) < 3 or name in ("社会组织", "社会工作"):
        return False
    own = _own_words(core)
    if level:
        if own:
            return True
        return not (ending in BARE and level != "town") and not (ending in ("村", "社区", "企业", "工作室") and not own)
    if kind_of_ending().get(ending) == "government":
        return bool(RELATIVE.match(name)) and len(ending) >= 2 if len(core) <= 2 else len(own) >= 2
    return len(own) >= 2


def _own_words(core: str) -> str:
    """What is left of a core when all words that only say what kind of thing it is are taken away."""
    for word in words("generic", "words"):
        if len(word) > 1:
            core = core.replace(word, " ")
    return "".join(c for c in core if c not in word_set("generic", "words") and not c.isspace() and c not in "（）()“”-—·")


def _kind(name: str, kind: str) -> str:
    if kind == "social_org" and name.endswith(("志愿者协会", "志愿者联合会")):
        return "social_org"
    if name.endswith(("社工委", "工委", "党支部", "党委")):
        return "government"
    return kind


def _national(text: str) -> list[Mention]:
    found = []
    for kind in ("government", "media"):
        for name in words("national", kind):
            at = text.find(name)
            while at >= 0:
                found.append(Mention(start=at, end=at + len(name), label="ORG", kind=kind, by="rule:ORG/national", score=0.92))
                at = text.find(name, at + len(name))
    return found
