"""The rules of shared Cypher: what one of the two engines refuses, or answers with other rows, is found before it runs."""

import re

QUOTED = re.compile(r"'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\"")
COMMENT = re.compile(r"//[^\n]*|/\*.*?\*/", re.DOTALL)
ORDER_BY = re.compile(r"\bORDER\s+BY\b", re.IGNORECASE)
# (pattern, why not or what instead)
READ_ONLY = (
    (r"\b(CREATE|MERGE|DELETE|DETACH|SET|REMOVE|DROP|FOREACH|COPY|ALTER|INSTALL|ATTACH|LOAD)\b", "只许读"),
    (r";", "一个文件一条语句"),
)
SHARED = (
    (r"-\[[^\]]*\*|\*\s*\d*\s*\.\.|[)\]]-?>?\s*\{\s*\d*\s*,", "走法不同：写成固定的几步"),
    (r"\bUNION\b", "其后的 ORDER BY 只排最后一段：用 UNWIND [1, 2] AS 情形 加 OPTIONAL MATCH"),
    (r"\b(labels|type|keys|properties|startNode|endNode|nodes|relationships|length)\s*\(", "用属性 label、type"),
    (r"\b(substring|split|toString|toFloat|toInteger|range|any|all|none|single|reduce)\s*\(", "有一种图库没有；截取用 left"),
    (r"\b(shortestPath|allShortestPaths|SHORTEST)\b|\bCALL\b", "有一种图库没有；路径在 then 里用 networkx 找"),
    (r"\b(EXISTS|COUNT)\s*\{(?!\s*MATCH\b)", "花括号里先写 MATCH"),
    (r"\$\w+\s+IS\s+(NOT\s+)?NULL\b", "用 $x = ''"),
    (r"\bUNWIND\b(?!\s+(?:\[\s*[^\]\s]|\$ids\b))", "写出不空的列表，或写 $ids：空列表在一种图库是错误"),
    (r"\(\s*\w*\s*:\s*\w+\s*:", "几种节点写作 A|B"),
    (r"[\w\])]\[", "不用列表下标"),
    (r"\[\s*\w+\s+IN\b", "不用列表推导"),
    (r"\b\w+\s*\{\s*\.", "不用映射投影"),
    # Seen on Ladybug 0.22: an OPTIONAL MATCH with such a condition finds nothing, and says nothing.
    (r"\bWHERE\s+\w+\.\w+\s*=\s*CASE\b", "先在 WITH 里算好：有一种图库会找不到"),
    (r"=~", "正则的写法不同：用 CONTAINS、STARTS WITH"),
)


def forbidden(cypher: str, *, shared: bool) -> list[str]:
    """Each construct that the text must not have, with what to do instead. ``shared`` texts run on both stores; all texts only read."""
    text = bare(cypher)
    rules = (*READ_ONLY, *(SHARED if shared else ()))
    wrong = [f"不能用 {m[0].strip()}（{why}）" for pattern, why in rules if (m := re.search(pattern, text, re.IGNORECASE))]
    # The embedded store says that no text contains the empty text.
    names = sorted(set(re.findall(r"CONTAINS \$(\w+)", text))) if shared else []
    wrong += [f"CONTAINS ${name} 前要有 ${name} = '' OR" for name in names if f"${name} = '' OR" not in text]
    if not ORDER_BY.search(text.rpartition("RETURN")[2]):
        wrong.append("最后要有 ORDER BY")
    return wrong


def params_used(cypher: str) -> set[str]:
    """The names of the parameters in the text."""
    return set(re.findall(r"\$(\w+)", bare(cypher)))


def columns_returned(cypher: str) -> list[str]:
    """The columns of the last RETURN in order. Each is written ``expression AS name``; one that is not is given as it stands."""
    items = ORDER_BY.split(bare(cypher).rpartition("RETURN")[2])[0].strip()
    return [_alias(item) for item in _top_level(re.sub(r"^DISTINCT\b", "", items))]


def bare(cypher: str) -> str:
    """The text with comments and the insides of strings blanked, so that a word in them is no construct; lines stay."""
    # Strings first: // inside one begins no comment.
    text = QUOTED.sub(lambda m: f"'{' ' * (len(m[0]) - 2)}'" if len(m[0]) > 2 else "''", cypher)
    return COMMENT.sub(lambda m: re.sub(r"[^\n]", " ", m[0]), text)


def _alias(item: str) -> str:
    found = re.search(r"\bAS\s+(\w+)\s*\Z", item)
    return found[1] if found else " ".join(item.split())


def _top_level(text: str) -> list[str]:
    """The parts between commas that stand in no bracket."""
    parts, depth, start = [], 0, 0
    for at, letter in enumerate(text):
        depth += (letter in "([{") - (letter in ")]}")
        if letter == "," and not depth:
            parts.append(text[start:at])
            start = at + 1
    return [*parts, text[start:]]
