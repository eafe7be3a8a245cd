"""Whether two names mean one body: what the rest of the name says, and where the body is, compared apart.

A conflict of places, of numbers or of type words forbids "same", whatever the strings say; where nothing tells, the answer is "unsure".
"""

from functools import lru_cache

from msgspec import Struct

from graph.name_parts import LEVELS, RELATIVE, Parts, parse
from graph.places import current_codes, find_place, leading_place
from graph.spelling import place_prefix, plain, shorten, spelling, type_word, words
from graph.villages import is_only_village

# How two places stand to each other, and how two rests of names do.
SAME, APART, WITHIN, UNKNOWN = "same", "apart", "within", "unknown"
EQUAL, NEAR, OTHER = "equal", "near", "other"


class Verdict(Struct, frozen=True):
    """Whether two names mean one body: same, different or unsure, and why (Chinese)."""

    verdict: str
    reason: str


def compare(a: str, b: str, place_a: str = "", place_b: str = "") -> Verdict:
    """Whether two names mean one body. Places are names or codes of divisions that the records give, or empty."""
    return _compare(_parse(a, place_a), _parse(b, place_b), _detail(place_a), _detail(place_b))


def compare_parts(x: Parts, y: Parts) -> Verdict:
    """The same for names that are parsed already, without what a record's place says below the divisions."""
    return _compare(x, y, "", "")


def _compare(x: Parts, y: Parts, below: str, under: str) -> Verdict:
    if not x.text or not y.text:
        return Verdict("unsure", "有一个名称是空的")
    if verdict := _ambiguous_short(x, y):
        return verdict
    if x.text.isascii() != y.text.isascii():
        return Verdict("unsure", "一个是中文名称，一个是外文名称")
    names, why = compare_rests(x, y)
    places = compare_places(x, y)
    if names == OTHER:
        return Verdict("different", why)
    if places == APART or (below and under and below != under):
        return Verdict("different", f"名称相近，但地方不同：{_where(x)} ≠ {_where(y)}")
    if names == NEAR:
        return Verdict("unsure", why)
    if x.unique and y.unique:
        return _unique(x, y)
    return _placed(x, y, WITHIN if places == SAME and below != under and not x.named else places)


def _where(p: Parts) -> str:
    found = None if p.codes else RELATIVE.match(p.text)
    return f"某{found[1]}" if found else p.where


@lru_cache(maxsize=100_000)
def _parse(name: str, place: str) -> Parts:
    return parse(name, _code(place))


@lru_cache(maxsize=10_000)
def _code(place: str) -> str:
    text = plain(place)
    if text.isdigit():
        codes = current_codes(text)
        return codes[0] if len(codes) == 1 else ""
    return find_place(text).code or leading_place(text).code or ""


def _detail(place: str) -> str:
    """What a record's place says below the divisions: 凤凰社区 of 光明区凤凰街道凤凰社区."""
    text = plain(place)
    return "" if text.isdigit() or find_place(text).candidates else shorten(text[len(place_prefix(text + "。")) :])


def _ambiguous_short(x: Parts, y: Parts) -> Verdict | None:
    """华师 stands for three universities: never the same as one of them by its name alone."""
    for short, full in ((x, y), (y, x)):
        if short.means:
            if full.means == short.means:
                return Verdict("unsure", f"“{short.text}”可以指{'、'.join(short.means)}")
            if any(full.rest == m for m in short.means):
                return Verdict("unsure", f"“{short.text}”可以指{'、'.join(short.means)}，单凭简称不能断定")
            return Verdict("different", f"“{short.text}”不是“{full.text}”的简称")
    return None


def compare_rests(x: Parts, y: Parts) -> tuple[str, str]:
    """Whether what follows the places is equal, near (nobody can tell) or other, and why (Chinese)."""
    if x.rest == y.rest:
        if {_worker(x.text), _worker(y.text)} == {"者", "工"}:
            return NEAR, "“社会工作者”和“社会工作”的团体在一地可能各有一个"
        return EQUAL, ""
    short, long = sorted((x, y), key=lambda p: (len(p.rest), p.rest))
    if _cut_off(short, long) or _misprint(x.text, y.text):
        return EQUAL, ""
    if short.unique and long.unique and _abbreviates(short.rest, long.rest):
        return EQUAL, ""
    if any(x.rest.endswith(a) and x.rest.removesuffix(a) + b == y.rest for a, b in _both_ways(words().akin)):
        return NEAR, f"“{x.rest}”和“{y.rest}”可能是一个机构，也可能是两个"
    if _without(long.rest, short.rest, 2):
        return NEAR, f"“{long.rest}”比“{short.rest}”多一个通用的词，可能是简称，也可能是另一个机构"
    if why := _part_of(short, long):
        return NEAR, why
    if _alike(x.text, y.text):
        return NEAR, f"“{x.text}”和“{y.text}”只差一个形近的字，可能是认错了字，也可能是两个机构"
    return OTHER, f"名称不同：{x.rest or x.text} ≠ {y.rest or y.text}"


def _both_ways(pairs: tuple[tuple[str, str], ...]) -> list[tuple[str, str]]:
    return [*pairs, *((b, a) for a, b in pairs)]


def _worker(text: str) -> str:
    """社会工作者 or 社会工作; 社工 may stand for both."""
    return "者" if "社会工作者" in text else "工" if "社会工作" in text.replace("社会工作师", "") else ""


def _without(long: str, short: str, most: int) -> bool:
    """Whether the longer name is the shorter one with one general word, or with two, in it."""
    if len(long) - len(short) < 2:
        return False
    for word in (w for w in words().loose if w in long):
        for i in range(len(long)):
            if long.startswith(word, i):
                rest = long[:i] + long[i + len(word) :]
                if rest == short or (most > 1 and _without(rest, short, most - 1)):
                    return True
    return False


def _part_of(short: Parts, long: Parts) -> str:
    """Why the shorter name may be the longer one without its last word (启创社工) or its university (齐鲁医院); empty where it is not."""
    if len(_distinct(short)) < 2 or len(short.rest) < 4:
        return ""
    if long.rest.startswith(short.rest) and not short.rest.endswith("基金") and long.rest[len(short.rest) :] in spelling().types:
        return f"“{short.rest}”可能是“{long.rest}”的简称"
    if (
        long.unique
        and not short.unique
        and long.rest.endswith(short.rest)
        and long.rest.removesuffix(short.rest).endswith(("大学", "学院"))
    ):
        return f"“{short.rest}”可能是“{long.rest}”"
    return ""


def _alike(a: str, b: str) -> bool:
    """Whether the names differ in one character, which looks like the other."""
    if len(a) != len(b) or len(a) < 4:
        return False
    pairs = [(c, d) for c, d in zip(a, b, strict=True) if c != d]
    return len(pairs) == 1 and any(set(pairs[0]) == set(alike) for alike in words().alike)


def _cut_off(short: Parts, long: Parts) -> bool:
    """Registers cut names at a width (…发展研究基): the cut runs through the type word."""
    a, b = sorted((short.text, long.text), key=len)
    tail = b[len(a) :]
    kind = type_word(b)
    return len(a) >= 8 and b.startswith(a) and not a.endswith("基金") and 0 < len(tail) < len(kind)


def _misprint(a: str, b: str) -> bool:
    """One wrong or doubled character inside a word that all names share (社会工做, 服务务中心)."""
    if abs(len(a) - len(b)) > 1:
        return False
    at = next((i for i, (c, d) in enumerate(zip(a, b, strict=False)) if c != d), min(len(a), len(b)))
    if len(a) == len(b):
        return a[at + 1 :] == b[at + 1 :] and (_in_phrase(a, b, at) or _in_phrase(b, a, at))
    short, long = sorted((a, b), key=len)
    return long[:at] + long[at + 1 :] == short and long[at - 1 : at] == long[at : at + 1] and _touches_phrase(short, at - 1)


def _in_phrase(right: str, wrong: str, at: int) -> bool:
    """Whether the character belongs to a known word in one name and to none in the other."""
    return (
        _touches_phrase(right, at)
        and not _touches_phrase(wrong, at)
        and not any(t in wrong[max(0, at - 3) : at + 4] and t not in right for t in spelling().types)
    )


def _touches_phrase(text: str, at: int) -> bool:
    return any(text.startswith(p, i) for p in words().phrases for i in range(max(0, at - len(p) + 1), at + 1))


def is_office(rest: str) -> bool:
    """Whether a name may be that of an office of a ministry, which alone are abbreviated by leaving words out of their middle."""
    return len(rest) >= 5 and rest[-1] in "司局厅办" and not any(c.isdigit() for c in rest)


def _abbreviates(short: str, long: str) -> bool:
    """民政部慈善社工司 of 民政部慈善事业促进和社工司: runs of two characters and more, in order, from the first to the last character."""
    if not (is_office(short) and is_office(long)) or short[:4] != long[:4] or short[-3:] != long[-3:]:
        return False
    rest, i = long, 0
    while i < len(short):
        size = next((n for n in range(len(short) - i, 1, -1) if short[i : i + n] in rest), 0)
        if not size:
            return False
        rest = rest[rest.index(short[i : i + size]) + size :]
        i += size
    return True


def compare_places(x: Parts, y: Parts) -> str:
    """How the places stand to each other; unknown where one side has none or several are left."""
    if not x.codes or not y.codes:
        return APART if _levels_apart(x, y) else UNKNOWN
    if not any(_inside(a, b) for a in x.codes for b in y.codes):
        return APART
    if len(x.codes) > 1 or len(y.codes) > 1 or x.merged != y.merged:
        return UNKNOWN
    if x.codes == y.codes:
        return SAME if not x.below and not y.below else UNKNOWN
    return WITHIN


def _levels_apart(x: Parts, y: Parts) -> bool:
    """省文明办 is of no city, 县民政局 no 市民政局, wherever they are."""
    words_ = [None if p.codes else RELATIVE.match(p.text) for p in (x, y)]
    if words_[0] and words_[1]:
        return words_[0][1].rstrip("道") != words_[1][1].rstrip("道")
    for found, other in ((words_[0], y), (words_[1], x)):
        if found and other.named and other.codes and not other.below:
            return not any(_has_level(found[1], code) for code in other.codes)
    return False


def _has_level(word: str, code: str) -> bool:
    """Whether a 市 (省, 县 …) can be the division of this code."""
    if word == "市":
        return len(code) in (4, 6) or _municipal(code)
    return len(code) == {"province": 2, "city": 4, "county": 6, "town": 9}[LEVELS[word]]


def _inside(a: str, b: str) -> bool:
    return a.startswith(b) or b.startswith(a)


def _unique(x: Parts, y: Parts) -> Verdict:
    if x.seat and y.seat and not _inside(x.seat, y.seat):
        return Verdict("unsure", "全国性的名称相同，但记录里的地方不同，可能是两地的分支")
    return Verdict("same", f"全国唯一的名称，规范后相同：{x.rest}")


def _placed(x: Parts, y: Parts, places: str) -> Verdict:
    """The verdict about two names that are equal but for the place."""
    what = f"规范后名称相同：{x.rest}"
    organ = x.rest in words().organs or x.rest.startswith("党委") or x.rest.endswith(("局", "厅", "委"))
    if places == UNKNOWN:
        return Verdict("unsure", f"{what}；但至少一方不能确定在哪里，单凭名称不能断定")
    if (_says_little(x) or _says_little(y)) and (not organ or len(x.rest) == 1):
        return Verdict("unsure", f"{what}；但它像人名、简称或通用的词，还要有别的依据")
    if places == SAME:
        apart = x.seat and y.seat and not _inside(x.seat, y.seat)
        if apart and not organ:
            return Verdict("unsure", f"{what}；但记录里的地方不同")
        if len(x.codes[0]) == 2 and not x.named and not y.named and not _municipal(x.codes[0]):
            return Verdict("unsure", f"{what}；但一个省里可能有许多")
        if not (x.named and y.named) and len(x.codes[0]) < 9 and (_of_each_town(x) or _of_each_town(y)):
            return Verdict("unsure", f"{what}；但{x.where}可能有许多")
        return Verdict("same", f"同一地方（{'、'.join(dict.fromkeys((x.where, y.where)))}），{what}")
    outer, inner = sorted((x, y), key=lambda p: len(p.codes[0]))
    if outer.below:
        return Verdict("unsure", f"{what}；但不知道是{outer.where}的哪一个")
    if organ or (x.named and y.named and not _distinct(x)):
        return Verdict("different", f"{what}；但属于不同层级的地方：{outer.where}、{inner.where}")
    if _tells_enough(outer, inner):
        return Verdict("same", f"{inner.where}在{outer.where}之内，{what}")
    return Verdict("unsure", f"{what}；{inner.where}在{outer.where}之内，但可能不止一个")


def _says_little(p: Parts) -> bool:
    return not p.named and len(p.rest) <= 4 and not type_word(p.rest)


def _of_each_town(p: Parts) -> bool:
    """社工站, 第一社区: what many towns and communities of one county have, with nothing that tells them apart."""
    return any(p.rest.endswith(w) for w in words().many) and not _distinct(p).strip("0123456789")


def _municipal(code: str) -> bool:
    return code in ("11", "12", "31", "50")


def _tells_enough(outer: Parts, inner: Parts) -> bool:
    """A distinctive name in a city is one body; a common one (阳光) only where the city is named and the seat lies in it."""
    if (outer.named and inner.named) or (len(outer.codes[0]) == 2 and not _municipal(outer.codes[0])):
        return False
    if outer.rest.endswith(("居委会", "村委会")):
        return is_only_village(outer.rest, outer.codes[0])
    distinct = _distinct(outer)
    return len(distinct) >= 3 or (len(distinct) == 2 and outer.named) or (len(distinct) == 2 and _municipal(outer.codes[0]))


def tells_apart(p: Parts) -> bool:
    """Whether the name has two characters and more of its own, beside its place and the words that many names share."""
    return len(_distinct(p)) >= 2


def _distinct(p: Parts) -> str:
    """The part of the name that others of its kind do not have."""
    core = p.rest[: len(p.rest) - len(type_word(p.rest))]
    for word in words().common:
        core = core.replace(word, "")
    return core
