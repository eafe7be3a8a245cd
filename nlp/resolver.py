"""What a phrase that refers without naming stands for: something named in the same article, the nearest that fits."""

import re
from collections.abc import Callable

from msgspec import Struct
from spacy.tokens import Doc

from graph.model import Entity
from graph.names import spell
from nlp.clauses import document_sections
from nlp.levels import is_level
from nlp.relations_triggers import reference_words
from nlp.spans import Mention

Test = Callable[[Entity], bool]
# 该站, 这支队伍: a phrase that points at what it means.
POINTED = "rule:reference/this"
_TOLD = re.compile("(?:名为|名叫|名字就?叫|取名为?|叫做|叫作|称为|全称为?|题为)[“《]?$")
_BARE_BEFORE = "，。；：\n“由将把对经向给被在为从了与和同跟 　"
# What makes a longer noun of the type word (协会会员, 项目组, 会议室): then it refers to nothing.
_LONGER = re.compile(
    "[会员章成工服项管监治理人组站点室长部办化性型资经费类群书名券]|总(?!支出|预算|投入|金额|额|经费|投资|收入|资金|时长|量|数)|活动|建设|申报|评审|发展|负责人|主任|领导"
)
_ENDINGS = {"股室": "股", "科室": "科", "处室": "处", "队伍": "队"}
# How many mentions back a reader still has in mind; keeps long texts linear.
_MEMORY = 60
# Whose people seldom tell of their work in a report: 我们 is said by a service body.
_NO_SPEAKERS = frozenset({"media", "government", "community", "university", "school", "hospital"})
# 文｜甲社工站 张某
_TELLS = re.compile("\\s*[（(]?(?:文|图文|作者|撰文|口述|讲述人?|整理|供稿)\\s*[｜|/／：:]")
# How far back a speech may have begun.
_SPEECH = 300


class Phrase(Struct, frozen=True):
    """A phrase that may refer. ``kind`` is place, press, pronoun, person, us, typed, brief or core.

    ``determined``: with 该, 这个, 本… in front.
    """

    start: int
    end: int
    kind: str
    word: str
    determined: bool = False


class Resolver:
    """Reads mentions and phrases in text order."""

    def __init__(self, doc: Doc, mentions: list[Mention]) -> None:
        self.text: str = doc._.document.text
        self.source: str = doc._.document.source
        self.entities: dict[str, Entity] = doc._.entities
        # 推动它的是甲局，名叫乙计划: names told after the pronoun, by the end of their sentence.
        self.told = {self._stop(m.start): m for m in reversed(mentions) if _TOLD.search(self.text, max(0, m.start - 6), m.start)}
        title = doc._.document.title
        # The title of the document and the titles in it.
        self.heading = "\n".join([title, *(self.text[s.start : s.end] for s in document_sections(doc) if s.kind == "title")])
        policies = [m.entity for m in mentions if m.label == "POLICY"]
        # 本办法 is the document itself: the policy that its title names, else the first.
        self.own = next((x for x in policies if self.entities[x].name in title), next(iter(policies), None))
        self.speakers = _speakers(doc, mentions)
        self.article = 0
        self.memory: dict[int, list[Mention]] = {}
        self.seen: list[Mention] = []
        self._unique: dict[str, str | None] = {}

    def enter(self, article: int) -> None:
        """Turn to an article; what another one named is out of reach until its own text goes on."""
        self.article, self.seen = article, self.memory.setdefault(article, [])

    def see(self, mention: Mention) -> None:
        """Remember a mention."""
        self.memory[self.article] = self.seen = [*self.seen[1 - _MEMORY :], mention]

    def resolve(self, phrase: Phrase) -> Mention | None:
        """The mention that the phrase amounts to, or None where it stays unclear."""
        target = self._target(phrase)
        if target is None:
            return None
        e = self.entities[target]
        start, end = phrase.start, phrase.end
        by = POINTED if phrase.determined or phrase.kind == "brief" else "rule:reference"
        return Mention(start=start, end=end, label=e.label, kind=e.kind, by=by, score=0.8, entity=e.id, named=False)

    def _target(self, phrase: Phrase) -> str | None:
        match phrase.kind:
            case "core":
                return self._core(phrase.word.split())
            case "place":
                return self._latest(test := _level(phrase.word)) or self._only(f"level {phrase.word}", test)
            case "press":
                return self._press()
            case "pronoun":
                return self._pronoun(phrase)
            case "person":
                return self._person(phrase)
            case "brief":
                return (self._own(phrase) if self.text.startswith("本", phrase.start) else None) or self._latest(_is_body(phrase.word))
            case "us":
                return self.speakers.get(self.article) or self._latest(lambda e: e.label == "ORG" and e.kind not in _NO_SPEAKERS)
        return self._typed(phrase)

    def _typed(self, phrase: Phrase) -> str | None:
        """该平台, 这家基金会, 本办法: by the type word, and by the word in front of it."""
        if self.text.startswith("本", phrase.start) and phrase.word in reference_words()["POLICY"].all_words:
            return self.own
        called = _is_called(phrase.word)
        if phrase.determined and self.text.startswith(("本", "我"), phrase.start) and (own := self._own(phrase)):
            return own
        if phrase.word == "会":
            return self._latest(lambda e: called(e) or _is_body("会")(e)) if phrase.determined else None
        if phrase.determined:
            return self._latest(called) or self._only(f"called {phrase.word}", called) or self._latest(_is_any(phrase.word))
        return self._latest(called) if self._is_bare(phrase) else None

    def _own(self, phrase: Phrase) -> str | None:
        """本会 and 本中心 mean the body in the title of the document that speaks so."""
        found = [e.id for e in self.entities.values() if _is_body(phrase.word)(e) and any(f in self.heading for f in (e.name, *e.aliases))]
        return found[0] if len(found) == 1 else None

    def _core(self, owners: list[str]) -> str | None:
        """Of several that share the core, the one whose name begins with the place named last."""
        if len(owners) == 1:
            return owners[0]
        place = next((m.entity for m in reversed(self.seen) if m.label == "PLACE"), None)
        forms = (self.entities[place].name, *self.entities[place].aliases) if place else ()
        found = [x for x in owners if forms and self.entities[x].name.startswith(forms)]
        return found[0] if len(found) == 1 else None

    def _press(self) -> str | None:
        found = self._only("own medium", lambda e: e.kind == "media" and bool(self.source) and e.name in self.source)
        return found or self._only("medium", lambda e: e.kind == "media")

    def _pronoun(self, phrase: Phrase) -> str | None:
        """它 and 其 mean what the sentence began with, 它 else what was named last; who acts (由它, 是它发起的) is an organisation."""
        acts = self.text[phrase.start - 1 : phrase.start] in ("由", "是", "被", "经")
        labels = ("ORG",) if acts else ("ORG", "PROJECT", "FUND", "EVENT")

        def fitting(e: Entity) -> bool:
            return e.label in labels and e.kind not in ("media", "community")

        told = self.told.get(self._stop(phrase.start))
        if told and told.start > phrase.start:
            return told.entity
        reach = max(self.text.rfind(c, max(0, phrase.start - 300), phrase.start) for c in "。！？；\n")
        inside = next((m.entity for m in self.seen if m.start > reach and fitting(self.entities[m.entity])), None)
        if inside and self.text[phrase.start - 1 : phrase.start] in tuple("持助给向为托把将对让请"):
            # 甲局把它列为示范点, 投入50万元支持它: not the one who acts
            return self._latest(lambda e: fitting(e) and e.kind != "government" and e.id != inside)
        return inside or (None if self.text[phrase.start] == "其" else self._latest(lambda e: fitting(e) and e.kind != "government"))

    def _person(self, phrase: Phrase) -> str | None:
        """他 and 她 mean whom the sentence named first, else the first of the last sentence that names one; in what is quoted nobody."""
        line = self.text.rfind("\n", max(0, phrase.start - _SPEECH), phrase.start) + 1 or max(0, phrase.start - _SPEECH)
        if self.text.count("“", line, phrase.start) > self.text.count("”", line, phrase.start):
            return None
        people = [m for m in self.seen if m.label == "PERSON"]
        if not people:
            return None
        start = people[-1].start
        reach = max(self.text.rfind(c, max(0, start - _SPEECH), start) for c in "。！？；\n")
        return next(m.entity for m in people if m.start > reach)

    def _stop(self, start: int) -> int:
        return min((i for c in "。！？\n" if (i := self.text.find(c, start, start + 300)) >= 0), default=start + 300)

    def _is_bare(self, phrase: Phrase) -> bool:
        before = self.text[phrase.start - 1] if phrase.start else "\n"
        return before in _BARE_BEFORE and (len(phrase.word) > 3 or not _LONGER.match(self.text, phrase.end))

    def _latest(self, test: Test) -> str | None:
        return next((m.entity for m in reversed(self.seen) if test(self.entities[m.entity])), None)

    def _only(self, name: str, test: Test) -> str | None:
        if name not in self._unique:
            found = [e.id for e in self.entities.values() if test(e)]
            self._unique[name] = found[0] if len(found) == 1 else None
        return self._unique[name]


def _speakers(doc: Doc, mentions: list[Mention]) -> dict[int, str]:
    """By article, the organisation beside a person in its title or by-line: what 我们 means in a speech or a story of one's own."""
    found: dict[int, str] = {}
    for section in document_sections(doc):
        told = section.kind == "title" or _TELLS.match(doc._.document.text, section.start, section.end)
        inside = [m for m in mentions if section.start <= m.start < section.end] if told else []
        if [m.label for m in inside] == ["ORG", "PERSON"]:
            found.setdefault(section.article, inside[0].entity)
    return found


def _is_body(word: str) -> Test:
    end = spell(word)
    return lambda e: e.label == "ORG" and any(spell(f).endswith(end) for f in (e.name, *e.aliases))


def _is_called(word: str) -> Test:
    labels = {label for label, words in reference_words().items() if word in words.all_words}
    end = spell(_ENDINGS.get(word, word))
    return lambda e: e.label in labels and any(spell(form).endswith(end) for form in (e.name, *e.aliases))


def _is_any(word: str) -> Test:
    labels = {label for label, words in reference_words().items() if word in words.any_words}
    return lambda e: e.label in labels and not (e.label == "ORG" and e.kind in ("government", "media", "community"))


def _level(sign: str) -> Test:
    return lambda e: is_level(e, sign)
