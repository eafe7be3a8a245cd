"""The names that a body had before, as a register tells them: a column 曾用名, or a change of name with 变更前 and 变更后."""

import re
from collections.abc import Mapping

from graph.names import plain

# What the evidence of a former name ends with: by it the mentions under the old name find the body (graph/keys.py).
FORMER = "/former"
_BREAK = re.compile(r"[、，,;；\n]|\s{2,}")
# 业务主管单位名称变更 is the change of another body's name.
_OWN_NAME = re.compile(r"(?:社会组织|社会团体|民办非企业单位|社会服务机构|组织|单位|机构|基金会)?名称(?:变更)?")
_LABEL = re.compile(r"^(?:曾用名|原名|原名称)[:：]")


def change_of_name(values: Mapping[str, str]) -> tuple[str, list[tuple[str, str]]]:
    """The name of today, empty where the row's own is that, and (field, former name) of each that it had.

    ``values`` are the cells of a row by field. A change of another thing (住所, 法定代表人) names none: its cells hold no name of the row.
    """
    own = plain(values.get("name", ""))
    before, after = values.get("before", ""), values.get("after", "")
    former = [("former_names", _LABEL.sub("", n.strip())) for n in _BREAK.split(values.get("former_names", ""))]
    now = ""
    if (
        before
        and after
        and (any(_OWN_NAME.fullmatch(values.get(f, "").strip()) for f in ("item", "event")) or own in (plain(before), plain(after)))
    ):
        if plain(before) == own:
            now = after
        former.append(("before", before))
        if own not in (plain(before), plain(after)):
            former.append(("after", after))
    today = plain(now) or own
    return now, [(field, n) for field, n in former if len(plain(n)) > 3 and plain(n) != today]
