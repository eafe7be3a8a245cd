"""Phrases that refer without naming: 该平台, 这家基金会, 我厅, 本报, 全省, 区政府, 它. Each becomes a mention with ``named=False``.

They serve the relation rules alone. A phrase is resolved to something named in the same article, the nearest that fits; what stays unclear
is no reference.
"""

import re
from collections.abc import Callable, Iterator

from spacy.tokens import Doc

from graph.model import Entity
from graph.names import spell
from nlp.clauses import document_sections
from nlp.spans import Mention

# Type words by what they may refer to. In front of the slash: any thing of the label; behind it: only one whose name ends so.
Test = Callable[[Entity], bool]
_TYPES = {
    "PROJECT": "项目 平台 计划 行动 工程 活动 品牌 服务项目 公益项目 / 基地 空间 课堂 超市 驿站 食堂 大讲堂",
    "EVENT": "论坛 会议 大会 大赛 比赛 仪式 活动 会 赛事 推进会 座谈会 研讨会 培训班 节 / 会",
    "ORG": "机构 组织 单位 社会组织 企业 公司 团队 社工机构 服务机构 股室 科室 处室 部门 队伍 / 协会 学会 基金会 中心 事务所 服务社 社会工作服务站 社会工作站 社工服务站 社工站 总站 站 集团 联合会 促进会 总会 厅 局 部 处 办公室 支部 学校 医院 大学 学院 社区 村 服务队 工作室 服务中心 慈善会 红十字会 联盟 商会 研究院 研究所 报社 党支部",
    "POLICY": "文件 规划 规范 通知 办法 意见 条例 手册 方案 规定 细则 制度 标准 章程 政策 法律 法规 / 法",
    "FUND": "基金 资金 经费 专项资金 / 基金",
}
_DETERMINED = r"(?:该|这个|这一|这家|这项|这支|这批|这条|这座|这次|本次|此次|这场|这部|这份|这|此|上述|我们|我|本|该项|该家)"
_LEVELS = {
    "省": ("province",),
    "市": ("city", "province", "county"),
    "区": ("county",),
    "县": ("county",),
    "州": ("city",),
    "街道": ("town",),
    "街": ("town",),
    "镇": ("town",),
    "乡": ("town",),
    "村": ("village",),
}
_ENDS = {
    "省": "省区",
    "市": "市",
    "区": "区",
    "县": "县旗",
    "州": "州",
    "街道": "道街",
    "街": "道街",
    "镇": "镇",
    "乡": "乡",
    "村": "村庄屯",
}
_MUNICIPALITIES = ("北京", "上海", "天津", "重庆")
_PLACE = re.compile(
    r"(?:全|我|本|该|当地)(省|市|区|县|州|街道|镇|乡|村)(?![\u4e00-\u9fff]{0,2}(?:别|号线))|(?<=[，。；：、由经在向\n])(省|市|区|县)(?:里|级|委区政府|委县政府|委市政府|委省政府|政府|委)(?!书记|副)"
)
_PRONOUN = re.compile(r"它(?!们)|(?<![尤与及莫])其(?![中他它次余一二三四实间后时])")
_TOLD = re.compile("(?:名为|名叫|名字就?叫|取名为?|叫做|叫作|称为|全称为?|题为)[“《]?$")
_PRESS = re.compile(r"本报|本刊|本台|本网|我报|我台")
_BARE_BEFORE = "，。；：\n“由将把对经向给被在为从 　"
_BARE_AFTER = re.compile(
    r"[^\u4e00-\u9fff]|的|由|在|已|还|也|将|把|成立|面向|从|于|以|现|共|有|每|累计|先后|为|自|所|通过|组织|开展|是|发|与|和|承|启|得|获|让|之|对|起|就|便"
)


def read_references(doc: Doc) -> list[Mention]:
    """The document's mentions with the resolved references between them, in text order."""
    resolver = Resolver(doc)
    out: list[Mention] = []
    mentions = [m for m in doc._.mentions if m.entity]
    at = 0
    for section in document_sections(doc):
        resolver.enter(section.article)
        phrases = list(_phrases(doc.text, section.start, section.end))
        while at < len(mentions) and mentions[at].start < section.end:
            m = mentions[at]
            at += 1
            out.extend(resolver.resolve_all(phrases, m.start))
            phrases = [p for p in phrases if p.start() >= m.end]
            resolver.see(m)
            out.append(m)
        out.extend(resolver.resolve_all(phrases, section.end))
    return out


_TYPE_WORDS = sorted({w for line in _TYPES.values() for w in line.split() if w != "/"}, key=lambda w: (-len(w), w))
_TYPED = re.compile(f"(?P<det>{_DETERMINED})?(?P<type>{'|'.join(_TYPE_WORDS)})(?![\\u4e00-\\u9fff]?们)")
_ALL = re.compile(
    f"(?P<place>{_PLACE.pattern})|(?P<press>{_PRESS.pattern})|(?P<pronoun>{_PRONOUN.pattern})|(?P<us>我们(?!的?(?:党|国家|社会|生活|时代|这|现在|认为|知道|希望)))|{_TYPED.pattern}"
)


def _phrases(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    return _ALL.finditer(text, start, end)


class Resolver:
    """Remembers what an article has named, nearest last, and what each phrase may stand for."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.text: str = doc.text
        self.entities: dict[str, Entity] = doc._.entities
        # 推动它的是甲局，名叫乙计划: a name told after the pronoun.
        self.told = [(m.entity, m.start) for m in doc._.mentions if m.entity and _TOLD.search(self.text, max(0, m.start - 6), m.start)]
        self.article: int | None = None
        self.seen: list[str] = []
        self.starts: list[int] = []

    def enter(self, article: int) -> None:
        """Forget what another article named."""
        if article != self.article:
            self.article, self.seen, self.starts = article, [], []

    def see(self, mention: Mention) -> None:
        """Remember a mention."""
        self.starts.append(mention.start)
        self.seen.append(mention.entity)

    def resolve_all(self, phrases: list[re.Match[str]], limit: int) -> Iterator[Mention]:
        """The references among the phrases that end before ``limit``, each remembered as it is found."""
        while phrases and phrases[0].end() <= limit:
            phrase = phrases.pop(0)
            target = self._target(phrase)
            if target:
                e = self.entities[target]
                found = Mention(
                    start=phrase.start(),
                    end=phrase.end(),
                    label=e.label,
                    kind=e.kind,
                    by="rule:reference",
                    score=0.8,
                    entity=e.id,
                    named=False,
                )
                self.see(found)
                yield found

    def _target(self, phrase: re.Match[str]) -> str | None:
        if phrase["place"]:
            return self._place(phrase)
        if phrase["press"]:
            return self._press()
        if phrase["pronoun"]:
            return self._pronoun(phrase)
        if phrase["us"]:
            return self._latest(lambda e: e.label == "ORG" and e.kind not in ("media", "government"))
        if phrase["det"]:
            return self._named_so(phrase["type"]) or self._only_so(phrase["type"]) or self._any(phrase["type"])
        return self._named_so(phrase["type"]) if self._is_bare(phrase) else None

    def _pronoun(self, phrase: re.Match[str]) -> str | None:
        """它 and 其 mean what the sentence began with, 它 else what was named last; who acts (由它, 是它发起的) is an organisation."""
        labels = (
            ("ORG",) if self.text[phrase.start() - 1 : phrase.start()] in ("由", "是", "被", "经") else ("ORG", "PROJECT", "FUND", "EVENT")
        )

        def fitting(e: Entity) -> bool:
            return e.label in labels and e.kind not in ("media", "community", "government")

        reach = max(self.text.rfind(c, 0, phrase.start()) for c in "。！？；\n")
        later = [x for x, start in self.told if phrase.start() < start < self._sentence_end(phrase.start())]
        if later:
            return later[0]
        inside = [x for x, start in zip(self.seen, self.starts, strict=True) if start > reach and fitting(self.entities[x])]
        return inside[0] if inside else None if phrase[0] == "其" else self._latest(fitting)

    def _sentence_end(self, start: int) -> int:
        return min((i for c in "。！？\n" if (i := self.text.find(c, start)) >= 0), default=len(self.text))

    def _is_bare(self, phrase: re.Match[str]) -> bool:
        before = self.text[phrase.start() - 1] if phrase.start() else "\n"
        if before not in _BARE_BEFORE:
            return False
        return len(phrase["type"]) > 3 or bool(_BARE_AFTER.match(self.text, phrase.end()))

    def _named_so(self, word: str) -> str | None:
        return self._latest(_is_called(word))

    def _only_so(self, word: str) -> str | None:
        return self._only(_is_called(word))

    def _any(self, word: str) -> str | None:
        labels = [label for label, line in _TYPES.items() if word in line.split("/")[0].split()]
        return self._latest(lambda e: e.label in labels and not (e.label == "ORG" and e.kind in ("government", "media", "community")))

    def _place(self, phrase: re.Match[str]) -> str | None:
        sign = next(x for x in phrase.groups()[1:3] if x)
        return self._latest(lambda e: _is_level(e, sign)) or self._only(lambda e: _is_level(e, sign))

    def _press(self) -> str | None:
        return self._only(lambda e: e.kind == "media" and e.name in (self.doc._.document.source or e.name)) or self._only(
            lambda e: e.kind == "media"
        )

    def _latest(self, test: Test) -> str | None:
        return next((x for x in reversed(self.seen) if test(self.entities[x])), None)

    def _only(self, test: Test) -> str | None:
        found = [e.id for e in self.entities.values() if test(e)]
        return found[0] if len(found) == 1 else None


def _is_called(word: str) -> Test:
    labels = [label for label, line in _TYPES.items() if word in line.split()]
    end = spell(word.removesuffix("室") if word in ("股室", "科室", "处室") else word)
    return lambda e: e.label in labels and any(spell(form).endswith(end) for form in (e.name, *e.aliases))


def _is_level(e: Entity, sign: str) -> bool:
    if e.label != "PLACE" or e.kind not in _LEVELS[sign]:
        return False
    if sign == "市" and e.kind == "province":
        return e.name.startswith(_MUNICIPALITIES)
    if sign == "省":
        return not e.name.startswith(_MUNICIPALITIES)
    return e.kind == "city" or any(form[-1] in _ENDS[sign] for form in (e.name, *e.aliases))
