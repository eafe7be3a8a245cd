"""A trained reader of relations: what it holds for likely between two names, where no rule says anything of the kind.

A maximum-entropy model (a CRF whose chains have one link) over ``nlp/pairs.py``, trained by ``nlp/train.py`` on ``nlp/corpus/``. The
rules' claims are among its features; it adds to them and takes none away.
"""

from collections.abc import Iterable, Iterator
from itertools import combinations

from nlp.claims import Claim
from nlp.models import shipped_or_other
from nlp.pairs import Pair, fitting
from nlp.relations_triggers import unclear

MODEL = "pairs.crfsuite"
NOTHING = "O"
# Of the other types what it is sure of is wrong as often as right.
TYPES = frozenset({"ESTABLISHES", "GOVERNED_BY", "INCUBATES", "ISSUES", "PARTNERS_WITH", "REFERS_TO", "SUPERVISES"})
# The least probability of a relation; of what is just likelier than not, half is wrong.
LEAST = 0.6
_JOINT = ("ESTABLISHES", "ISSUES", "OPERATES")
# Of a longer list of doers the rest is not looked at: a register says what thousands do.
_FEW = 20


def claims_of_pairs(pairs: Iterable[Pair], claims: Iterable[Claim]) -> Iterator[Claim]:
    """The relations of the pairs between which the rules claim nothing."""
    model = shipped_or_other(MODEL)
    if model is None:
        return
    claims = list(claims)
    joined = {frozenset((c.head, c.tail)) for c in claims} | set(_together(claims))
    types = [label for label in model.labels() if label in TYPES]
    for pair in pairs:
        ends = frozenset((pair.head, pair.tail))
        model.set([pair.features])
        if ends in joined or model.marginal(NOTHING, 0) > 1 - LEAST or unclear(pair.told):
            continue
        for type in types:
            probability = model.marginal(type, 0)
            if probability >= LEAST and type in fitting(*pair.labels):
                yield Claim(pair.head, type, pair.tail, pair.start, pair.end, "model:pairs", round(probability, 3))
                joined.add(ends)


def _together(claims: list[Claim]) -> Iterator[frozenset[str]]:
    """Who does one thing together: that they work together is said by that."""
    doing: dict[tuple[str, str], set[str]] = {}
    for c in (c for c in claims if c.type in _JOINT):
        doing.setdefault((c.type, c.tail), set()).add(c.head)
    for heads in doing.values():
        yield from (frozenset(two) for two in combinations(sorted(heads)[:_FEW], 2))
