"""What could be a whole name: every stretch that ends like a body, project, fund, event or group, and what is known of it.

``nlp/span_reader.py`` decides between them. Where the reader of characters (``tagger.py``) sees one character and its neighbours, here the
name is seen whole: the places it begins with, the words between them and its type word, what stands in front of and behind it.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from msgspec import Struct

from nlp.lexicon import hits, known_words, word_set, words
from nlp.organisations import kinds
from nlp.page import HANZI, Page
from nlp.place_reader import HANZI_ONLY
from nlp.spans import Mention

# No name goes over these.
_BREAK = re.compile(r"[，。；：、！？\s《》（）()|,;:!?【】…—]")
# Short type words that are too common to be listed as such: what they end is often no name.
_SHORT = frozenset("营课班会社院所队坊站局办馆厂店团村园校处科部室组联屯寨行台网报家工")
_LISTS = ("projects", "events", "funds")
# The longest core of a name without places in front, of one with them, and of a quotation.
_NEAR, _FAR, _QUOTED = 12, 26, 16
_FULL = re.compile("[省市区县州旗镇乡村街道社]$")
_HINTS = ("项目", "活动", "品牌", "服务", "基金", "启动", "开展", "实施", "打造", "计划", "行动", "的牌子", "理念", "称为", "所谓", "说")
_COUNT = re.compile("[“”\\d一二两三四五六七八九十百千几多数各个家地支类项]+")
_AROUND = 12
# So far to both sides a name's other places count.
_SEEN = 2000
_SHORT_LINE = 25


class Candidate(Struct, frozen=True):
    """A stretch that could be a name; its type word begins at ``typed``. ``quoted``: it is all that stands between two marks.

    ``person``: it could be a person's, of whose name the given one begins at ``typed``.
    """

    start: int
    end: int
    typed: int
    quoted: bool = False
    person: bool = False


def candidates(page: Page) -> Iterator[Candidate]:
    """Every candidate of a page."""
    yield from _things(page)
    yield from _persons(page)


def _persons(page: Page) -> Iterator[Candidate]:
    """A surname and one or two characters more, where no longer dictionary word begins."""
    text, surnames, never = page.text, frozenset(words("persons", "surnames")[0]), word_set("persons", "never")
    compound = word_set("persons", "compound")
    tags = known_words().tags
    for start, c in enumerate(text):
        two = text[start : start + 2]
        if (c not in surnames and two not in compound) or not page.ends_word(start) or two in never:
            continue
        word = page.word_behind(start)
        if start in page.place_starting or (
            len(word) > 1 and not tags.get(word, "x").startswith(("nr", "x")) and not known_words().rare(word)
        ):
            continue
        given = start + (2 if two in compound else 1)
        for end in (given + 1, given + 2):
            if end <= len(text) and HANZI_ONLY.fullmatch(text, start, end):
                yield Candidate(start, end, given, person=True)


def _things(page: Page) -> Iterator[Candidate]:
    text = page.text
    for end, typed in sorted(_ends(page).items()):
        opening = page.opened.get(end + 1) if text[end : end + 1] == "”" else None
        if opening is not None:
            if 2 <= end - opening - 1 <= _QUOTED:
                yield Candidate(opening + 1, end, typed, quoted=True)
            continue
        low = typed
        while low > 0 and typed - low < _FAR and not _BREAK.match(text[low - 1]):
            low -= 1
        for start in range(low, min(typed + 1, end - 1)):
            if _begins(page, start, low, typed):
                yield Candidate(start, end, typed)


def _begins(page: Page, start: int, low: int, typed: int) -> bool:
    """Whether a name can begin here: at a row of places, at a quotation, and near the type word at any word."""
    if page.text[start] == "“" or (start in page.place_starting and start not in page.place_ending):
        return True
    return typed - start <= _NEAR and (start == low or page.starts[start] >= 0 or start in page.place_ending)


def _ends(page: Page) -> dict[int, int]:
    """Where a name can end, and where its type word begins."""
    text = page.text
    found: dict[int, int] = {}
    typed = [(start, end) for start, end, key in page.types if key.startswith("suffixes.")]
    typed += [(start, end) for section in _LISTS for start, end, key in hits(section, text) if key == "ends"]
    for start, end in typed:
        found[end] = min(start, found.get(end, start))
    for start, end, key in hits("groups", text):
        if key == "heads":
            found[end] = max(start, found.get(end, 0))
        elif key == "alone":
            found.setdefault(end, start)
    for i, c in enumerate(text):
        if c in _SHORT:
            found.setdefault(i + 1, i)
        elif c == "”" and i + 1 in page.opened and i - page.opened[i + 1] <= _QUOTED:
            found.setdefault(i + 1, i)
            found[i] = max(i - 1, page.opened[i + 1] + 1)
    return found


def features(page: Page, found: Candidate, ruled: Sequence[Mention]) -> list[str]:
    """What is known of a candidate; ``ruled`` are the rules' claims that touch it."""
    if found.person:
        return _person(page, found, ruled)
    core = _core(page, found)
    inside = [*_type_word(page, found), *_words(page, found, core), *_rule(page, found, ruled)]
    if found.quoted:
        return ["quoted", *inside, *_around_marks(page, found)]
    return [*inside, *_row(page, found), *_neighbours(page, found)]


def own_words(page: Page, found: Candidate) -> list[str]:
    """The words of the name that do not only say what kind of thing it is."""
    common = _common()
    return [w for w in _core(page, found) if w not in common and w not in word_set("groups", "marks") and not _COUNT.fullmatch(w)]


@cache
def _common() -> frozenset[str]:
    return word_set("walk", "generic") | word_set("walk", "inside") | word_set("walk", "plain")


def _core(page: Page, found: Candidate) -> list[str]:
    """The words between the places in front and the type word."""
    return list(page.words_between(_row_end(page, found), found.typed))


def _row_end(page: Page, found: Candidate) -> int:
    return page.row_until(found.start, found.end) if found.start in page.place_starting else found.start


def _type_word(page: Page, found: Candidate) -> list[str]:
    word = page.text[found.typed : found.end]
    return ["type=" + word, "kind=" + kinds().get(word, "?"), f"type size={min(4, len(word))}"]


def _words(page: Page, found: Candidate, core: list[str]) -> list[str]:
    """The words between places and type word, and how many of them are the name's own."""
    tags, text = known_words().tags, "".join(core)
    word, placed = page.text[found.typed : found.end], found.start in page.place_starting
    kind, size = kinds().get(word, "?"), len(text)
    common = _common()
    own = [w for w in core if w not in common]
    row = [
        f"core={min(size, 12)}", f"core={min(size, 8)} {kind}", f"core={min(size, 8)} {placed}", f"core={min(size, 6)} {placed} {word}",
        f"own={min(3, len(own))}", f"own size={min(6, len(''.join(own)))}", f"own={min(2, len(own))} {placed} {kind}",
        f"own={min(2, len(own))} {placed} {word}", "tags=" + "-".join(tags.get(w, "x")[:1] for w in core[:6]),
        f"stops={sum(w in word_set('walk', 'stops') for w in core)}", f"acts={sum(w in word_set('org', 'acts.words') for w in core)}",
        f"brands={sum(w in word_set('walk', 'brands') for w in core)}",
        f"hanzi={all(HANZI.match(c) for c in text)}", f"marks={'“' in text}",
    ]  # fmt: skip
    for w in core:
        row += ["w=" + w, "wt=" + tags.get(w, "x")[:2]]
    if core:
        first, last = tags.get(core[0], "x")[:2], core[-1]
        row += ["w0=" + core[0], "t0=" + first, f"t0={first} {placed}", "w-1=" + last, f"w-1={last} {word}"]
    return row


def _row(page: Page, found: Candidate) -> list[str]:
    """The places that the name begins with."""
    levels, at = [], found.start
    while at in page.place_starting and page.place_starting[at].end <= found.end:
        place = page.place_starting[at]
        levels.append(place.level[:4] + ("full" if _FULL.search(page.text, at, place.end) else "short"))
        at = place.end
    word = page.text[found.typed : found.end]
    last = levels[-1] if levels else "-"
    ends_inside = sum(i in page.type_ends for i in range(found.start + 1, found.typed))
    return [
        "row=" + "+".join(levels),
        f"row {bool(levels)}",
        f"row {bool(levels)} {kinds().get(word, '?')}",
        f"row {last} {word}",
        f"names={ends_inside}",
    ]


def _neighbours(page: Page, found: Candidate) -> list[str]:
    """The words in front and behind, whether the edges are those of words, how often the name stands on the page."""
    text, tags, start, end = page.text, known_words().tags, found.start, found.end
    before, behind = page.word_before(start) or "^", page.word_behind(end) or "$"
    further = page.word_before(start - len(before)) if start > len(before) else "^"
    marked = text.count("“", max(0, start - 20), start) > text.count("”", max(0, start - 20), start)
    return [
        "p=" + before, "pc=" + (text[start - 1 : start] or "^"), "pt=" + tags.get(before, "x")[:2], "p2=" + further,
        f"p={before} {start in page.place_starting}", f"p place={start in page.place_ending}",
        "n=" + behind, "nc=" + (text[end : end + 1] or "$"), "nt=" + tags.get(behind, "x")[:2], f"n={text[found.typed : end]} {behind}",
        f"ends word={page.ends_word(end)}", f"times={min(3, _times(text, start, end))}", f"in marks={marked}",
    ]  # fmt: skip


def _around_marks(page: Page, found: Candidate) -> list[str]:
    """For a quotation: its letters, more of what stands around the marks, how often it is quoted."""
    text, start, end = page.text, found.start - 1, found.end + 1
    name = text[found.start : found.end]
    left, right = _line_before(text, start), _line_behind(text, end)
    before, behind = list(page.words_between(start - len(left), start)) or ["^"], list(page.words_between(end, end + len(right))) or ["$"]
    row = [f"size={min(10, len(name))}"]
    row += [f"b{n}={right[:n]}" for n in (1, 2, 3, 4)] + [f"a{n}={left[-n:]}" for n in (1, 2, 3, 4)]
    row += [f"e{n}={name[-n:]}" for n in (1, 2, 3)] + [f"s{n}={name[:n]}" for n in (1, 2)]
    row += ["a=" + "|".join(before[-n:]) for n in (1, 2)] + ["b=" + "|".join(behind[:n]) for n in (1, 2)]
    row += ["A=" + w for w in before[-4:]] + ["B=" + w for w in behind[:4]]
    row += ["in front " + w for w in _HINTS if w in left] + ["behind " + w for w in _HINTS if w in right]
    times = _times(text, start, end)
    first = start == 0 or text[start - 1] == "\n"
    short = "\n" in text[max(0, start - _SHORT_LINE) : start] and "\n" in text[end : end + _SHORT_LINE]
    return [
        *row, f"quoted={min(3, times)}", f"bare={min(2, _times(text, found.start, found.end) - times)}", f"begins line={first}",
        f"short line={short}",
    ]  # fmt: skip


def _times(text: str, start: int, end: int) -> int:
    """How often the stretch stands in the text around it; a whole book would be looked through once for each name."""
    return text.count(text[start:end], max(0, start - _SEEN), end + _SEEN)


def _line_before(text: str, at: int) -> str:
    return text[max(0, at - _AROUND) : at].rpartition("\n")[2]


def _line_behind(text: str, at: int) -> str:
    return text[at : at + _AROUND].partition("\n")[0]


def _person(page: Page, found: Candidate, ruled: Sequence[Mention]) -> list[str]:
    """For a person: the surname, how much rather the characters stand in given names than in words, titles and verbs around."""
    text, start, end = page.text, found.start, found.end
    given = [round(known_words().given(c)) for c in text[found.typed : end]]
    titles, says = words("persons", "titles"), words("persons", "says")
    times = _times(text, start, end)
    before = [*page.words_between(max(0, start - 6), start)][-2:]
    row = [
        "surname=" + text[start : found.typed], f"size={end - start}", f"times={min(4, times)}", f"ends word={page.ends_word(end)}",
        "given=" + "|".join(map(str, given)), f"given={sum(given)} {len(given)}", "a2=" + "|".join(before),
        f"titled={text.endswith(titles, 0, start)}", f"titled behind={text.startswith(titles, end)}", f"says={text.startswith(says, end)}",
        "words=" + "-".join(str(len(w)) for w in page.words_between(start, end)), f"one more={_times(text, start, end + 1) == times}",
        *(f"g{i}={c}" for i, c in enumerate(text[found.typed : end])),
    ]  # fmt: skip
    return ["person", *("person " + f for f in (*row, *_neighbours(page, found), _rule(page, found, ruled)[0]))]


def _rule(page: Page, found: Candidate, ruled: Sequence[Mention]) -> list[str]:
    """What the rules say of the same stretch."""
    said = "none"
    for m in ruled:
        if (m.start, m.end) == (found.start, found.end):
            said = f"exact {m.label} {m.by}"
            break
        if m.start < found.end and m.end > found.start:
            said = _touch(found, m, said)
    return ["rule=" + said, f"rule={said.split()[0]} {page.text[found.typed : found.end]}"]


def _touch(found: Candidate, m: Mention, said: str) -> str:
    if m.start <= found.start and m.end >= found.end:
        return "inside " + m.label
    if not (m.start >= found.start and m.end <= found.end):
        return "crosses " + m.label
    if said.startswith("inside"):
        return said
    return "holds " + ("ORG" if "ORG" in (m.label, said.removeprefix("holds ")) else m.label)
