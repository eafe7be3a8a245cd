"""Places as mentions, and the named 社区 and 村 that are organisations where they act or are served."""

import re
from collections.abc import Iterator

from nlp.page import Page
from nlp.spans import Mention

# What shows that a village acts: its secretary, its committee, a verb of doing behind its name.
_ACTS = re.compile(r"[党支]|第一书记|书记|主任|两委|[、和与及]?[^，。；]{0,4}(?:成立|组织|开展|试点|挂牌|分到|获|参加)")


def find_localities(page: Page) -> Iterator[Mention]:
    """Every place of the page; a named 社区, or a 村 behind its town, as the organisation that it is."""
    for place in page.places:
        if place.level == "community":
            yield Mention(
                start=page.row_start(place.start), end=place.end, label="ORG", kind="community", by="rule:ORG/community", score=0.85
            )
        elif place.level == "village" and _acts(page, place.start, place.end):
            yield Mention(start=page.row_start(place.start), end=place.end, label="ORG", kind="community", by="rule:ORG/village", score=0.7)
        else:
            yield Mention(
                start=place.start, end=place.end, label="PLACE", kind=place.level, by="rule:PLACE/name", score=0.93 if place.sure else 0.75
            )


def _acts(page: Page, start: int, end: int) -> bool:
    return page.row_start(start) < start or bool(_ACTS.match(page.text, end))
