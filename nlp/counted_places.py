"""Names without their type word that a count behind the list proves: 花桥、龙塘、国荣3个乡镇, 衡山和枫泾两个社区."""

import re
from collections import Counter
from itertools import pairwise

from nlp.lexicon import word_set
from nlp.place_reader import PlaceName, PlaceReader

_LIST = re.compile(
    "(?P<names>[\u4e00-\u9fff]{2,8}(?:、[\u4e00-\u9fff]{2,4})*[、和与及][\u4e00-\u9fff]{2,4}?)(?P<more>等)?(?P<count>[两二三四五六七八九十]|\\d{1,2})个"
    "(?P<type>城市社区|社区|行政村|自然村|村|民族乡|街道|乡镇|街镇|镇街|镇|乡)(?!(?:[^，。；、]{0,4}(?:项目|基金|组织|社工(?!站)|志愿|干部|书记|食堂)))"
)
_LEVELS = {"城市社区": "community", "社区": "community", "行政村": "village", "自然村": "village", "村": "village"}
_NUMBERS = {c: n for n, c in enumerate("零一二三四五六七八九十")} | {"两": 2}
# What may stand right in front of the first name.
_LEAD = frozenset("在到于对为给向将把由从是含括辖的了至入赴派以及和与及用跨选")
_NO_NAME = re.compile("[的了在是等各每个多几所其这那该本]|[镇乡村]$|街道$|社区$")
_LONGEST = 4


def take_counted(reader: PlaceReader) -> None:
    """Keep the names of each list that is as long as the count behind it says, or goes on (等)."""
    for match in _LIST.finditer(reader.text):
        count = _NUMBERS.get(match["count"]) or int(match["count"])
        spans = _spans(reader, match.start("names"), match.end("names"))
        if not (len(spans) == count or (match["more"] and len(spans) < count)):
            continue
        level = _LEVELS.get(match["type"], "town")
        names = [reader.text[start:end] for start, end in spans]
        if any(not 2 <= len(n) <= _LONGEST or _NO_NAME.search(n) or n in word_set("walk", "generic") for n in names):
            continue
        for start, end in spans:
            if reader.free(start, end):
                reader.take(PlaceName(start, end, level, False))


def _spans(reader: PlaceReader, start: int, end: int) -> list[tuple[int, int]]:
    """Where each name stands; the first begins where the words before it end."""
    cuts = [m.start() for m in re.finditer("[、和与及]", reader.text[start:end])]
    edges = [start - 1, *(start + c for c in cuts), end]
    spans = [(a + 1, b) for a, b in pairwise(edges)]
    usual = Counter(b - a for a, b in spans[1:]).most_common(1)[0][0]
    return [(_first(reader, *spans[0], usual), spans[0][1]), *spans[1:]]


def _first(reader: PlaceReader, start: int, end: int, usual: int) -> int:
    """Behind the last word that leads to a name, else as long as the other names are."""
    for at in range(end - 2, start, -1):
        if reader.text[at - 1] in _LEAD and reader.edge(at):
            return at
    fresh = start == 0 or not ("\u4e00" <= reader.text[start - 1] <= "\u9fff")
    return start if fresh and end - start <= _LONGEST else max(start, end - usual)
