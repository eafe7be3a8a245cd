"""The rules of shared Cypher as checks: what one of the two engines refuses, or answers differently, is found before it runs."""

import re

# Strings and comments are blanked before a rule looks, so that a word in them is no construct.
QUOTED = re.compile(r"'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\"")
COMMENT = re.compile(r"//[^\n]*|/\*.*?\*/", re.DOTALL)

# Questions only read.
WRITING = (
    (r"\b(CREATE|MERGE|DELETE|DETACH|SET|REMOVE|DROP|FOREACH|COPY|ALTER|INSTALL|ATTACH)\b", "问题只读不写"),
    (r"\bLOAD\s+(CSV|FROM)\b", "问题不读文件"),
)
# (pattern, what to write instead)
SHARED = (
    (r"-\[[^\]]*\*|\)\s*[{+]\s*\d*\s*,|\]-[>]?\{", "不用变长路径：两个引擎走法不同；写出固定的步数"),
    (r"\b(RETURN|WITH)\s+\*", "不用 *，写出要的列"),
    (r"\bUNION\b", "不用 UNION：其后的 ORDER BY 只排最后一段；用 UNWIND [1, 2] AS 情形 加 OPTIONAL MATCH"),
    (r"\b(labels|type|startNode|endNode|nodes|relationships|properties|keys|length)\s*\(", "用属性 label 和 type，不用这个函数"),
    (r"\b(substring|split|toString|toFloat|toInteger|range|any|all|none|single|reduce)\s*\(", "一个引擎没有这个函数；截取用 left(x, n)"),
    (r"\b(shortestPath|allShortestPaths)\b|\bSHORTEST\b", "不用最短路径；用 graph.analyse"),
    (r"\bCALL\b", "不用 CALL"),
    (r"\bEXISTS\s*\{\s*(?!MATCH\b)", "EXISTS { 之后要写 MATCH"),
    (r"\bCOUNT\s*\{\s*(?!MATCH\b)", "COUNT { 之后要写 MATCH"),
    (r"\$\w+\s+IS\s+(NOT\s+)?NULL\b", "参数没有空值；写 $x = ''"),
    (r"\bUNWIND\s+(?!\[\s*[^\]\s])", "UNWIND 之后写出不空的列表：空列表在一个引擎上是错误"),
    (r"\(\s*\w*\s*:\s*\w+\s*:", "几种节点写 A|B，不写 n:A:B"),
    (r"[\w\])]\[", "不取列表的第几个"),
    (r"\[\s*\w+\s+IN\b", "不用列表推导"),
    (r"\b\w+\s*\{\s*\.", "不用映射投影"),
    (r"=~", "不用正则：字符类的含义不同；用 CONTAINS、STARTS WITH"),
)
ORDER_BY = re.compile(r"\bORDER\s+BY\b", re.IGNORECASE)


def forbidden(cypher: str, *, shared: bool) -> str:
    """The first broken rule as a Chinese sentence, or an empty string. ``shared`` asks for what every store accepts."""
    text = _bare(cypher)
    for pattern, instead in (*WRITING, *(SHARED if shared else ())):
        # Keywords are found in either case, function names as Cypher writes them.
        if found := re.search(pattern, text, re.IGNORECASE):
            line = text.count("\n", 0, found.start()) + 1
            return f"Cypher 第 {line} 行“{found[0].strip()}”：{instead}"
    if ";" in text:
        return "一个文件一条语句，不写分号"
    if not ORDER_BY.search(text.rpartition("RETURN")[2]):
        return "最后要有 ORDER BY，次序才是确定的"
    return ""


def params_used(cypher: str) -> set[str]:
    """The names of the parameters in the text."""
    return set(re.findall(r"\$(\w+)", _bare(cypher)))


def columns_returned(cypher: str) -> list[str]:
    """The columns of the last RETURN, in order; each must be written ``expression AS name``, and what is not is given whole."""
    items = _bare(cypher).rpartition("RETURN")[2]
    body = ORDER_BY.split(items)[0].strip()
    return [_alias(item) for item in _top_level(re.sub(r"^DISTINCT\b", "", body))]


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


def _bare(cypher: str) -> str:
    """The text with comments and the insides of strings blanked; lines stay."""
    # Strings go first: a // inside one is no comment.
    text = QUOTED.sub(lambda m: f"'{' ' * (len(m[0]) - 2)}'", cypher)
    return COMMENT.sub(lambda m: re.sub(r"[^\n]", " ", m[0]), text)
