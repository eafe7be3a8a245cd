"""Small graphs made by hand: each fact has a sentence of its own in a document, so that a quote names its fact."""

from functools import cached_property

from graph.model import Attribute, Document, Entity, Evidence, Facts, Indicator, Relation

Edge = tuple[str, str, str, str, str, dict[str, Attribute]]
Number = tuple[str, str, str, float, str, str | None, str, str]
Thing = tuple[str, str, str | None, dict[str, Attribute]]


class World:
    """A graph of documents, places, things, relations and figures.

    ``about``: document → title, genre, date, file. ``places``: code, name, level, statutory. ``things``: id, name, kind, attributes.
    ``edges``: document, head, type, tail, sentence, attributes. ``numbers``: document, place, measure (after a | the qualifier), value,
    unit, as_of, nature, sentence. ``forms``: attributes of divisions. A sentence may be said in several documents (``d1 d2``).
    """

    def __init__(
        self,
        about: dict[str, tuple[str, str, str | None, str]],
        places: list[tuple[str, str, str, bool]],
        things: list[Thing],
        edges: list[Edge],
        numbers: list[Number],
    ) -> None:
        self.about, self.places, self.things, self.edges, self.numbers = about, places, things, edges, numbers
        self.forms: dict[str, dict[str, Attribute]] = {}

    def sentences(self, document: str) -> list[str]:
        """What a document says, in order."""
        said = [e[4] for e in self.edges if document in e[0].split()] + [n[7] for n in self.numbers if document in n[0].split()]
        return list(dict.fromkeys(said))

    @cached_property
    def texts(self) -> dict[str, str]:
        """The text of each document."""
        return {id: ("\n" if genre == "registry" else "").join(self.sentences(id)) for id, (_, genre, _, _) in self.about.items()}

    def said(self, documents: str, words: str, score: float = 0.9) -> tuple[Evidence, ...]:
        """The first place in each of the documents where these words stand."""
        found = []
        for id in documents.split():
            at = self.texts[id].index(words)
            by = "registry:test" if self.about[id][1] == "registry" else "rule:test"
            found.append(Evidence(id, at, at + len(words), words, by, score))
        return tuple(found)

    def mentions(self, name: str) -> tuple[Evidence, ...]:
        """One mention in each document that has the name."""
        return tuple(e for id, text in self.texts.items() if name in text for e in self.said(id, name))

    def facts(self) -> Facts:
        """The graph."""
        documents = tuple(
            Document(
                id=id, title=title, genre=genre, raw=self.texts[id], text=self.texts[id], cuts=((0, 0),), published=published, file=file
            )
            for id, (title, genre, published, file) in self.about.items()
        )
        things = tuple(
            Entity(id=id, label=id.partition(":")[0].upper(), name=name, kind=kind, attrs=attrs, evidence=self.mentions(name))
            for id, name, kind, attrs in self.things
        )
        relations = [
            Relation(head=h, type=t, tail=b, attrs=attrs, evidence=self.said(d, quote)) for d, h, t, b, quote, attrs in self.edges if t
        ]
        codes = [code for code, *_ in self.places]
        relations += [Relation(head=f"place:{c}", type="PART_OF", tail=f"place:{self.above(c)}") for c in codes if self.above(c) in codes]
        indicators = tuple(self._indicator(n) for n in self.numbers)
        entities = (*(self.place(*p) for p in self.places), *things)
        return Facts(documents=documents, entities=entities, relations=tuple(relations), indicators=indicators)

    def _indicator(self, number: Number) -> Indicator:
        documents, place, measure, value, unit, as_of, nature, quote = number
        what, _, qualifier = measure.partition("|")
        return Indicator(
            place=place, measure=what, qualifier=qualifier, value=value, unit=unit, as_of=as_of, nature=nature,
            evidence=self.said(documents, quote),
        )  # fmt: skip

    def above(self, code: str) -> str:
        """The code of the division that this one lies in; a municipality's counties lie in it at once."""
        up = {2: "", 4: code[:2], 6: code[:4], 9: code[:6], 12: code[:9]}[len(code)]
        return code[:2] if len(up) == 4 and up not in {c for c, *_ in self.places} else up

    def place(self, code: str, name: str, level: str, statutory: bool) -> Entity:
        """A division as the division table gives it: the names of its ancestors with it."""
        names = {c: n for c, n, _, _ in self.places}
        chain = [c for c in (code[:2], code[:4], code[:6], code[:9], code) if c in names and len(c) <= len(code)]
        attrs: dict[str, Attribute] = {"full_name": "".join(names[c] for c in dict.fromkeys(chain)), "statutory": statutory}
        attrs |= {key: names[c] for key, n in (("province", 2), ("city", 4), ("county", 6)) if (c := code[:n]) in names and len(c) == n}
        attrs |= self.forms.get(code, {})
        return Entity(id=f"place:{code}", label="PLACE", name=name, kind=level, attrs=attrs, evidence=self.mentions(name))
